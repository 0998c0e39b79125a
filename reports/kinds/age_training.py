"""Age against training: how many of each age have which level, with the totals of both. Sơn La says it of elected cadres of 45 or less."""

from dataclasses import dataclass
from itertools import pairwise

from cadres.levels import Ladder
from chuanxa.refusals import BadRequest
from reports import sentences
from reports.area_report import POPULATION, area_ref
from reports.breakdowns import LADDERS
from reports.many_counts import Question, ask_all
from reports.population import written
from reports.report import KeyFigure, Measure, Query, Report, Row, Table
from reports.report_kind import Ask, ReportKind
from reports.rule import rule_text
from reports.selection import Selection
from reports.shares import Share

LADDER, AGES = "loai-trinh-do", "moc-tuoi"
USUAL_AGES = (30, 40, 50, 60)
_QUERIES = {breakdown.query: ladder for ladder, breakdown in LADDERS.items()}
_LEAST, _MOST = 14, 100


@dataclass(frozen=True, slots=True)
class Band:
    """People of some ages, both in, as the query that finds them."""

    key: str
    label: str
    query: Query


def bands(ages: tuple[int, ...]) -> tuple[Band, ...]:
    """Up to each age in turn, above the last, and those without a birth date: everybody once."""
    found = [Band(f"to_{ages[0]}", f"Từ {ages[0]} tuổi trở xuống", {"tuoi-den": (str(ages[0]),)})]
    for low, high in pairwise(ages):
        query = {"tuoi-tu": (str(low + 1),), "tuoi-den": (str(high),)}
        found.append(Band(f"{low + 1}_{high}", f"Từ {low + 1} đến {high} tuổi", query))
    found.append(Band(f"over_{ages[-1]}", f"Trên {ages[-1]} tuổi", {"tuoi-tu": (str(ages[-1] + 1),)}))
    return (*found, Band("unknown", "Chưa có ngày sinh", {"tuoi": ("unknown",)}))


def build(selection: Selection) -> Report:
    """One crossed table; its row totals and its totals below are counts of the same people."""
    breakdown = LADDERS[_ladder(selection)]
    rows = bands(asked_ages(selection))
    levels = [(choice, {breakdown.query: (choice.slug,)}) for choice in breakdown.choices]
    table = _table(selection, rows, levels, breakdown.label)
    area, day = area_ref(selection), selection.day
    first = table.rows[0]
    return Report(
        title=f"{area.name}: tuổi và {sentences.lower_first(breakdown.label)} ngày {sentences.day_text(day)}",
        area=area,
        day=day,
        population=POPULATION,
        rule=rule_text(selection.catalogue.book, day),
        key_figures=_key_figures(first, table.total),
        tables=(table,),
        filters=selection.filter.described(),
        known_at=selection.known_at,
    )


def _table(selection: Selection, rows: tuple[Band, ...], levels: list, label: str) -> Table:
    day = selection.day

    def question(*queries: Query) -> Question:
        return Question(day, tuple(written(query) for query in queries))

    asked = [question(band.query, query) for band in rows for _, query in levels]
    found = ask_all(selection, [question(), *asked, *(question(band.query) for band in rows), *(question(query) for _, query in levels)])
    total = found[question()]
    levels = [(choice, query) for choice, query in levels if choice.slug != "unknown" or found[question(query)]]

    def measures(people: int, *of: Query) -> tuple[Measure, ...]:
        return tuple(Measure(choice.slug, choice.label, Share(found[question(*of, query)], people), query) for choice, query in levels)

    told = []
    for band in rows:
        people = found[question(band.query)]
        if people or band.key != "unknown":
            told.append(Row(band.key, band.label, people, total, band.query, measures=measures(people, band.query)))
    whole = Row("all", "Tổng số", total, total, {}, measures=measures(total))
    notes = ("Tỷ lệ trong mỗi ô tính trên số người của dòng; dòng Tổng số tính trên tất cả.",)
    return Table(
        "age_training", f"Tuổi và {sentences.lower_first(label)}", "age_band", total, tuple(told), _sentence(told), notes=notes, whole=whole
    )


def _sentence(rows: list[Row]) -> str:
    """Of the youngest with anybody, the largest level and the untrained."""
    row = next((row for row in rows if row.count), None)
    if row is None:
        return "Không có người nào trong phạm vi này."
    largest = max(row.measures, key=lambda measure: measure.share.count)
    most = f"nhiều nhất là {sentences.lower_first(largest.label)}, {sentences.in_full(largest.share)}"
    said = f"{row.label}: {sentences.in_full(row.share)}; {most}"
    untrained = next((measure for measure in row.measures if measure.key == "untrained"), None)
    return f"{said}; chưa qua đào tạo {sentences.in_full(untrained.share)}." if untrained and untrained is not largest else f"{said}."


def _key_figures(row: Row, total: int) -> tuple[KeyFigure, ...]:
    """Of the first band: its people, and the two lowest levels, which the articles print."""
    wanted = [measure for measure in row.measures if measure.key in {"untrained", "no_schooling", "elementary", "primary"}]
    figures = [KeyFigure("people", row.label, row.count, Share(row.count, total), query=row.query)]
    for measure in reversed(wanted):
        label = f"{measure.label}, {sentences.lower_first(row.label)}"
        figures.append(KeyFigure(measure.key, label, measure.share.count, measure.share, query={**row.query, **measure.query}))
    return tuple(figures) if total else ()


def asks(selection: Selection) -> tuple[Ask, ...]:
    """Which ladder, and at which ages to cut."""
    ladders = tuple((breakdown.query, breakdown.label) for breakdown in LADDERS.values())
    ages = ", ".join(map(str, asked_ages(selection)))
    return (
        Ask(LADDER, "Trình độ", ladders, LADDERS[_ladder(selection)].query),
        Ask(AGES, "Các mốc tuổi", value=ages, hint="30, 40, 50, 60"),
    )


def _ladder(selection: Selection) -> Ladder:
    return selection.own_choice(LADDER, _QUERIES, LADDERS[Ladder.PROFESSIONAL].query)


def asked_ages(selection: Selection) -> tuple[int, ...]:
    """The ages at which bands end, rising. Raises BadRequest."""
    text = selection.own.get(AGES, "")
    if not text:
        return USUAL_AGES
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdigit() and len(part) <= 3 for part in parts):
        raise BadRequest(
            f"Tham số “{AGES}” không hiểu “{text[:60]}”.", "Nhận các tuổi cách nhau bằng dấu phẩy, chẳng hạn 45 hoặc 30,40,50."
        )
    ages = tuple(int(part) for part in parts)
    if len(ages) > 10 or ages != tuple(sorted(set(ages))) or not _LEAST <= ages[0] <= ages[-1] <= _MOST:
        raise BadRequest(f"Tham số “{AGES}”: “{text[:60]}” không dùng được.", f"Nhận tối đa mười tuổi tăng dần, từ {_LEAST} đến {_MOST}.")
    return ages


KIND = ReportKind(
    slug="tuoi-trinh-do",
    label="Tuổi và trình độ",
    says="Mỗi độ tuổi có bao nhiêu người ở mỗi trình độ, cộng theo dòng và theo cột; tự chọn mốc tuổi và loại trình độ.",
    group="Số lượng, chất lượng và mức đạt chuẩn",
    build=build,
    names=(LADDER, AGES),
    asks=asks,
    compares=False,
)

"""Who needs which course: for each level that the standards ask, who lacks it, who is studying already, who retires soon, whom to send."""

from reports import needs, sentences
from reports.area_report import area_ref, parts_tier
from reports.counts import counts_where
from reports.needs import PARTS, Need
from reports.report import Measure, Report, Row, Table
from reports.report_kind import Ask, ReportKind
from reports.rule import rule_text
from reports.selection import Selection
from reports.shares import Share
from reports.unit_tables import PLACE_NAMES

NAME = "lop"
_RETIRING = (
    f"“Nghỉ hưu trong {needs.RETIRING_WITHIN} tháng” tính theo tuổi nghỉ hưu thông thường; "
    "ai chưa ghi ngày sinh hoặc giới tính không nằm trong đó."
)


def build(selection: Selection) -> Report:
    """One aggregate for every level asked, and one by unit for the course chosen."""
    area, asked = area_ref(selection), needs.asked(selection.catalogue.book, selection.day)
    chosen = _chosen(selection, asked)
    courses = _courses(selection, asked)
    by_unit = [_units(selection, chosen)] if chosen and parts_tier(selection) else []
    return Report(
        title=f"{area.name}: ai cần học gì, ngày {sentences.day_text(selection.day)}",
        area=area,
        day=selection.day,
        population="Cán bộ, công chức cấp xã còn dưới mức mà tiêu chuẩn của chức danh chính đòi hỏi, kể cả người còn trong hạn nợ.",
        rule=rule_text(selection.catalogue.book, selection.day),
        tables=(courses, *by_unit),
        filters=selection.filter.described(),
        known_at=selection.known_at,
        notes=(_RETIRING,),
    )


def asks(selection: Selection) -> tuple[Ask, ...]:
    """Which course the table of units is about."""
    asked = needs.asked(selection.catalogue.book, selection.day)
    chosen = _chosen(selection, asked)
    return (Ask(NAME, "Khóa học của bảng từng nơi", tuple((one.slug, one.label) for one in asked), chosen.slug if chosen else ""),)


def _chosen(selection: Selection, asked: list[Need]) -> Need | None:
    if not asked:
        return None
    known = {need.slug: need for need in needs.NEEDS}
    return selection.own_choice(NAME, known, asked[-1].slug if len(asked) == 1 else _usual(asked).slug)


def _usual(asked: list[Need]) -> Need:
    """The level of the professional ladder that is asked highest: what most need."""
    professional = [need for need in asked if need.ladder.value == "professional"]
    return (professional or asked)[-1]


def _counted(selection: Selection, need: Need, *columns: str) -> dict[tuple, dict[str, int]]:
    notes, misses = needs.with_bit(need.ladder)
    wanted = misses & needs.needing(need, selection.catalogue.book, selection.day)
    parts = {slug: wanted & needs.part(slug, need, selection.day, selection.known_at) for slug, _ in PARTS}
    return counts_where(selection, selection.day, {"all": wanted, **parts}, notes, *columns)


def _measures(need: Need, found: dict[str, int]) -> tuple[Measure, ...]:
    return tuple(Measure(slug, words, Share(found[slug], found["all"]), {"can-hoc": (f"{need.slug}.{slug}",)}) for slug, words in PARTS)


def _courses(selection: Selection, asked: list[Need]) -> Table:
    rows = []
    for need in asked:
        found = _counted(selection, need)[()]
        if found["all"]:
            rows.append((need, found))
    most = max((found["all"] for _, found in rows), default=0)
    made = tuple(
        Row(need.slug, need.label, found["all"], found["all"], {"can-hoc": (need.slug,)}, measures=_measures(need, found))
        for need, found in rows
    )
    said = "Không ai còn dưới mức phải có." if not rows else _said(next(row for row in made if row.count == most))
    note = "Một người có thể cần nhiều khóa, nên các dòng không cộng thành số người."
    return Table(
        "courses",
        "Các khóa học cần mở",
        "course",
        sum(row.count for row in made),
        made,
        said,
        exclusive=False,
        notes=(note,) if made else (),
    )


def _said(row: Row) -> str:
    to_send = next(measure.share.count for measure in row.measures if measure.key == "to_send")
    needed, sent = sentences.number(row.count), sentences.number(to_send)
    return f"Nhiều nhất là {sentences.lower_first(row.label)}: {needed} người cần, {sent} người cần cử đi học."


def _units(selection: Selection, need: Need) -> Table:
    tier = parts_tier(selection)
    counted = {pk: found for (pk,), found in _counted(selection, need, f"{tier}_id").items() if found["all"]}
    units = sorted((selection.register.units[tier][pk] for pk in counted if pk), key=lambda unit: unit.code)
    total = sum(found["all"] for found in counted.values())
    rows = tuple(
        Row(
            unit.code,
            unit.full_name,
            counted[unit.id]["all"],
            total,
            {PLACE_NAMES[tier]: (unit.code,), "can-hoc": (need.slug,)},
            measures=_measures(need, counted[unit.id]),
        )
        for unit in units
    )
    said = (
        f"{sentences.number(total)} người ở {sentences.number(len(rows))} nơi cần {sentences.lower_first(need.label)}."
        if rows
        else "Không ai cần."
    )
    return Table("needs_by_unit", f"Từng nơi: {sentences.lower_first(need.label)}", tier, total, rows, said)


KIND = ReportKind(
    slug="can-dao-tao",
    label="Ai cần học gì",
    says="Từng khóa theo loại và trình độ: bao nhiêu người cần, ai đang học, ai sắp nghỉ hưu, ai cần cử đi; từng xã; tải danh sách.",
    group="Đạt chuẩn và đào tạo",
    build=build,
    names=(NAME,),
    asks=asks,
)

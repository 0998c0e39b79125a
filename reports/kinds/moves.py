"""Rotation, transfer, reinforcement, secondment: how many people went from which tier to which, by kind, programme, unit and year.

Sơn La's 29 from the province and 59 from the districts to the communes; Bắc Kạn's 11. Form 11 of the Central Organization Commission
counts the same flows.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Sum
from django.db.models.functions import ExtractYear

from cadres.models import Move, MoveKind, Programme, Tier
from reports.area_report import area_ref
from reports.entries.listing import EntryRows, unit_label
from reports.entries.places import Part, by_part, in_order, in_part, part_of
from reports.entries.reading import SINCE, filtered, known, of_people, since_ask, span, told_years, years_told, years_with_records
from reports.entries.records import record_href
from reports.entries.tables import parts
from reports.report import PEOPLE, KeyFigure, Query, Report
from reports.report_kind import Ask, Cell, RecordColumn, RecordList, ReportKind
from reports.selection import Selection

FLOW, HOW, PROGRAMME, PART, YEAR = "huong", "hinh-thuc", "chuong-trinh", "don-vi", "nam"
KINDS = {one.value: str(one.label) for one in MoveKind}
NONE = "none"
_ORDER = (Tier.CENTRAL, Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)
FLOWS = {f"{a.value}_{b.value}": f"{a.label} → {b.label.lower()}" for a in _ORDER for b in _ORDER}


@dataclass(frozen=True, slots=True)
class Sent:
    """So many people of one flow, kind, programme (id or None), part and year."""

    flow: str
    kind: str
    programme: int | None
    part: Part
    year: int
    people: int


def build(selection: Selection) -> Report:
    """Two queries besides those of the page, whatever the area."""
    days, area = span(selection), area_ref(selection)
    found = _sent(selection)
    codes = _programmes()
    labels = {code: label for _, code, label in codes} | {NONE: "Không ghi chương trình"}
    by_id = {pk: code for pk, code, _ in codes}
    units = {part.key: part.label for part in in_order(one.part for one in found)}
    years = {str(year): f"Năm {year}" for year in sorted({one.year for one in found})}
    return Report(
        title=f"{area.name}: luân chuyển, điều động {years_told(days)}",
        area=area,
        day=selection.day,
        population="Người được đưa đi trong thời gian xem, theo ngày bắt đầu; người đi hai lần được tính hai lần.",
        rule="Nơi tính là đơn vị cấp xã nhận người (hoặc nơi người ấy rời đi); bản ghi không ghi tên được tính theo số người của nó.",
        key_figures=(KeyFigure("moves", "Người được đưa đi", sum(one.people for one in found), None, "", None, records={}),),
        tables=(
            parts("flows", "Từ cấp nào đến cấp nào", _count(found, lambda one: one.flow), FLOWS, unit=PEOPLE, name=FLOW),
            parts("kinds", "Theo hình thức", _count(found, lambda one: one.kind), KINDS, unit=PEOPLE, name=HOW),
            parts(
                "programmes",
                "Theo chương trình",
                _count(found, lambda one: by_id.get(one.programme, NONE)),
                labels,
                unit=PEOPLE,
                name=PROGRAMME,
            ),
            parts("units", "Theo đơn vị", _count(found, lambda one: one.part.key), units, unit=PEOPLE, name=PART),
            parts("years", "Theo năm bắt đầu", _count(found, lambda one: str(one.year)), years, unit=PEOPLE, name=YEAR),
        ),
        filters=selection.filter.described(),
        known_at=selection.known_at,
        notes=_notes(selection, found),
    )


def _moves(selection: Selection):
    days = span(selection)
    moves = known(selection, Move).filter(valid_from__gte=days.first, valid_from__lte=days.end)
    return of_people(selection, moves)


def _sent(selection: Selection) -> list[Sent]:
    rows, units = by_part(selection, _moves(selection).annotate(year=ExtractYear("valid_from")))
    rows = rows.values_list(*units, "from_tier", "to_tier", "kind", "programme_id", "year")
    return [
        Sent(f"{begin}_{end}", kind, programme, part_of(selection, *where), year, people)
        for *where, begin, end, kind, programme, year, people in rows.annotate(number=Sum("people"))
    ]


def _programmes() -> list[tuple[int, str, str]]:
    return list(Programme.objects.values_list("id", "code", "label"))


def _count(found: list[Sent], key: Callable[[Sent], str]) -> Counter:
    counts: Counter = Counter()
    for one in found:
        counts[key(one)] += one.people
    return counts


def _notes(selection: Selection, found: list[Sent]) -> tuple[str, ...]:
    if not found:
        return told_years(years_with_records(known(selection, Move), "valid_from"))
    return ("Đang lọc theo người: bản ghi không ghi tên không được tính.",) if filtered(selection) else ()


def records(selection: Selection, query: Query) -> RecordList:
    """The moves of one flow, kind, programme, unit or year."""
    moves = _moves(selection)
    if FLOW in query:
        begin, end = selection.own_choice(FLOW, {key: tuple(key.split("_")) for key in FLOWS}, "")
        moves = moves.filter(from_tier=begin, to_tier=end)
    if HOW in query:
        moves = moves.filter(kind=selection.own_choice(HOW, {key: key for key in KINDS}, ""))
    if PROGRAMME in query:
        code = query[PROGRAMME][0]
        moves = moves.filter(programme=None) if code == NONE else moves.filter(programme__code=code)
    if PART in query:
        moves = moves.filter(in_part(selection, query[PART][0]))
    if YEAR in query:
        years = {str(year): year for year in range(span(selection).first.year, selection.day.year + 1)}
        moves = moves.filter(valid_from__year=selection.own_choice(YEAR, years, ""))
    people = sum(moves.order_by().values_list("people", flat=True))
    rows = EntryRows(moves.select_related("post"), lambda move, name: _cells(selection, move, name), record_href)
    return RecordList("Luân chuyển, điều động, tăng cường, biệt phái", _COLUMNS, rows, PEOPLE, people)


_COLUMNS = (
    RecordColumn("Họ và tên", width=28),
    RecordColumn("Số người", "count", 10),
    RecordColumn("Hình thức", width=14),
    RecordColumn("Từ cấp, đơn vị", width=34),
    RecordColumn("Đến cấp, đơn vị", width=34),
    RecordColumn("Chức danh", width=28),
    RecordColumn("Từ ngày", "day", 13),
    RecordColumn("Đến ngày", "day", 13),
)


def _cells(selection: Selection, move: Move, name: str) -> tuple[Cell, ...]:
    begin = f"{move.get_from_tier_display()}{f': {move.from_unit}' if move.from_unit else ''}"
    end = f"{move.get_to_tier_display()}: {unit_label(selection, move) if move.to_tier == Tier.COMMUNE else move.to_unit or '—'}"
    return name, move.people, KINDS[move.kind], begin, end, move.post.label if move.post else "", move.valid_from, move.valid_to


def asks(selection: Selection) -> tuple[Ask, ...]:
    return (since_ask(selection),)


KIND = ReportKind(
    slug="luan-chuyen",
    label="Luân chuyển, điều động theo cấp",
    says="Bao nhiêu người được luân chuyển, điều động, tăng cường, biệt phái, từ cấp nào đến cấp nào, theo chương trình và đơn vị.",
    group="Đào tạo, luân chuyển, quy hoạch, nghỉ việc",
    build=build,
    names=(SINCE,),
    records=records,
    record_names=(FLOW, HOW, PROGRAMME, PART, YEAR),
    asks=asks,
)

"""Who left, why, and the support paid: people by reason and category, đồng by category, against the plan of those to be settled.

Cao Bằng's 243 of 2013 with 7.1 billion đồng: 24 for social insurance, 147 severance, 72 of long service; 673 to be settled by 2015.
People and đồng are tables of their own and are never added.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet, Sum
from django.db.models.functions import ExtractYear

from cadres.models import Departure, DeparturePlan, DepartureReason, SupportCategory, SupportScheme
from reports import sentences
from reports.area_report import area_ref
from reports.entries.listing import EntryRows, OneAfterAnother, unit_label
from reports.entries.places import Part, in_order, in_part, part_of
from reports.entries.plans import asks_plans, planned_records
from reports.entries.reading import SINCE, filtered, known, of_people, since_ask, span, told_years, years_told, years_with_records
from reports.entries.records import record_href
from reports.entries.tables import MONEY, WHAT, against_plan, parts
from reports.report import PEOPLE, KeyFigure, Query, Report
from reports.report_kind import Ask, Cell, RecordColumn, RecordList, ReportKind
from reports.selection import Selection

SCHEME = "chinh-sach"
REASON, CATEGORY, PART, YEAR, PLAN = "ly-do", "dien-ho-tro", "don-vi", "nam", "ke-hoach"
NONE = "none"
_NAMED = ("scheme", "province", "district", "commune")
REASONS = {one.value: str(one.label) for one in DepartureReason}


@dataclass(frozen=True, slots=True)
class Left:
    """So many people of one reason, category (code or NONE), part and year, and the đồng of their support."""

    reason: str
    category: str
    part: Part
    year: int
    people: int
    amount: int


def build(selection: Selection) -> Report:
    """Five queries besides those of the page, whatever the area."""
    days, area = span(selection), area_ref(selection)
    categories = _categories()
    found, plans = _left(selection), _named_plans(selection)
    planned = _planned(selection, plans)
    people, money = sum(one.people for one in found), sum(one.amount for one in found)
    units = {part.key: part.label for part in in_order(one.part for one in found)}
    years = {str(year): f"Năm {year}" for year in sorted({one.year for one in found})}
    labels = categories | {NONE: "Không được hỗ trợ"}
    paid = {key: sum(one.amount for one in found if one.category == key) for key in categories}
    return Report(
        title=f"{area.name}: nghỉ việc {years_told(days)}",
        area=area,
        day=selection.day,
        population="Người nghỉ việc trong thời gian xem, theo ngày nghỉ; bản ghi không ghi tên được tính theo số người của nó.",
        rule="Số tiền là đồng, số nguyên, theo quyết định phê duyệt.",
        key_figures=(
            KeyFigure("departures", "Người nghỉ việc", people, None, "", None, records={}),
            KeyFigure("amount", "Kinh phí hỗ trợ", money, None, _millions(money), None, unit=MONEY, records={WHAT: ("tien",)}),
        ),
        tables=(
            parts("reasons", "Theo lý do", _count(found, lambda one: one.reason), REASONS, unit=PEOPLE, name=REASON),
            parts("categories", "Theo diện hỗ trợ", _count(found, lambda one: one.category), labels, unit=PEOPLE, name=CATEGORY),
            parts("money", "Kinh phí theo diện hỗ trợ", paid, categories, unit=MONEY, name=CATEGORY, only={WHAT: ("tien",)}),
            against_plan("plan", "So với số cần giải quyết", planned, unit=PEOPLE, name=PLAN, everything=False, plans=_pages(plans)),
            parts("units", "Theo đơn vị", _count(found, lambda one: one.part.key), units, unit=PEOPLE, name=PART),
            parts("years", "Theo năm nghỉ", _count(found, lambda one: str(one.year)), years, unit=PEOPLE, name=YEAR),
        ),
        filters=selection.filter.described(),
        known_at=selection.known_at,
        notes=_notes(selection, found),
    )


def _millions(money: int) -> str:
    """ "7.100 triệu đồng": for reading; the number itself is in đồng."""
    return f"khoảng {sentences.number((money + 500_000) // 1_000_000)} triệu đồng" if money else "chưa có khoản nào"


def _categories() -> dict[str, str]:
    """Category → label by scheme and order; a code of several schemes is told apart by its scheme."""
    rows = SupportCategory.objects.order_by("scheme__valid_from", "scheme__code", "order")
    return {f"{scheme}-{code}": label for scheme, code, label in rows.values_list("scheme__code", "code", "label")}


def _departures(selection: Selection):
    days = span(selection)
    found = known(selection, Departure).filter(left_on__gte=days.first, left_on__lte=days.end)
    return of_people(selection, _of_scheme(selection, found), on="left_on")


def _of_scheme(selection: Selection, rows):
    """Raises BadRequest for a scheme that is not there; costs a query only when one is asked."""
    if not selection.own.get(SCHEME):
        return rows
    codes = {code: code for code in SupportScheme.objects.values_list("code", flat=True)}
    return rows.filter(scheme__code=selection.own_choice(SCHEME, codes, ""))


def _left(selection: Selection) -> list[Left]:
    rows = _departures(selection).annotate(year=ExtractYear("left_on")).order_by()
    rows = rows.values_list(
        "province_id", "district_id", "commune_id", "reason_to_leave", "category__scheme__code", "category__code", "year"
    )
    return [
        Left(reason, f"{scheme}-{category}" if category else NONE, part_of(selection, *where), year, people, amount or 0)
        for *where, reason, scheme, category, year, people, amount in rows.annotate(number=Sum("people"), money=Sum("amount"))
    ]


def _plans(selection: Selection):
    """The plans that have not ended before the days of the report, those still to begin included: what is to be settled."""
    return _of_scheme(selection, known(selection, DeparturePlan)).filter(last_year__gte=span(selection).first.year)


def _named_plans(selection: Selection) -> list[DeparturePlan]:
    return list(_plans(selection).select_related(*_NAMED).order_by("first_year", "id"))


def _planned(selection: Selection, plans: list[DeparturePlan]) -> list[tuple[str, str, int, int]]:
    if not plans:
        return []
    rows = of_people(selection, known(selection, Departure).filter(left_on__lte=selection.day), on="left_on")
    rows = rows.annotate(year=ExtractYear("left_on")).order_by()
    left = list(rows.values_list("scheme_id", "province_id", "district_id", "commune_id", "year").annotate(number=Sum("people")))
    return [(plan_key(plan), f"{plan.scheme.label}, {plan.years}", _within(plan, left), plan.planned) for plan in plans]


def _pages(plans: list[DeparturePlan]) -> dict[str, str]:
    """Key of a plan → the page of its record."""
    return {plan_key(plan): record_href(plan) for plan in plans}


def plan_key(plan: DeparturePlan) -> str:
    """Names a plan in addresses: its scheme, its years and the code of its unit; the same in every database."""
    return f"{plan.scheme.code}-{plan.first_year}-{plan.last_year}-{plan.place.code}"


def _within(plan: DeparturePlan, left: list[tuple]) -> int:
    def fits(scheme: int | None, province: int, district: int | None, commune: int | None, year: int) -> bool:
        here = province == plan.province_id and plan.district_id in (None, district) and plan.commune_id in (None, commune)
        return scheme == plan.scheme_id and here and plan.first_year <= year <= plan.last_year

    return sum(people for *row, people in left if fits(*row))


def _count(found: list[Left], key: Callable[[Left], str]) -> Counter:
    counts: Counter = Counter()
    for one in found:
        counts[key(one)] += one.people
    return counts


def _notes(selection: Selection, found: list[Left]) -> tuple[str, ...]:
    if not found:
        return told_years(years_with_records(known(selection, Departure), "left_on"))
    return ("Đang lọc theo người: bản ghi không ghi tên không được tính.",) if filtered(selection) else ()


def records(selection: Selection, query: Query) -> RecordList:
    """The departures behind a number of people, or behind a sum of đồng; of several plans, those of one after the other."""
    if asks_plans(query):
        return planned_records(selection, _plans(selection), PEOPLE)
    asked = [_of_plan(selection, key) for key in query[PLAN]] if PLAN in query else [_departures(selection)]
    lists = [_narrowed(selection, query, found) for found in asked]
    money = query.get(WHAT, ("",))[0] == "tien"
    number = sum(sum(found.order_by().values_list("amount" if money else "people", flat=True)) for found in lists)
    rows = OneAfterAnother(
        *(
            EntryRows(found.select_related("scheme", "category"), lambda one, name: _cells(selection, one, name), record_href)
            for found in lists
        )
    )
    return RecordList("Nghỉ việc", _COLUMNS, rows, MONEY if money else PEOPLE, number)


def _narrowed(selection: Selection, query: Query, found: QuerySet) -> QuerySet:
    """Those of one reason, category, part and year, as asked; of đồng, only who was paid."""
    if REASON in query:
        found = found.filter(reason_to_leave=selection.own_choice(REASON, {key: key for key in REASONS}, ""))
    if CATEGORY in query:
        found = _of_category(found, query[CATEGORY][0])
    if PART in query:
        found = found.filter(in_part(selection, query[PART][0]))
    if YEAR in query:
        years = {str(year): year for year in range(span(selection).first.year, selection.day.year + 1)}
        found = found.filter(left_on__year=selection.own_choice(YEAR, years, ""))
    return found.exclude(amount=None) if query.get(WHAT, ("",))[0] == "tien" else found


def _of_plan(selection: Selection, key: str):
    plan = next((one for one in _named_plans(selection) if plan_key(one) == key), None)
    left = of_people(selection, known(selection, Departure).filter(left_on__lte=selection.day), on="left_on")
    if plan is None:
        return left.none()
    here = {"commune": plan.commune_id} if plan.commune_id else {"district": plan.district_id} if plan.district_id else {}
    years = {"left_on__year__gte": plan.first_year, "left_on__year__lte": plan.last_year}
    return left.filter(scheme=plan.scheme_id, province=plan.province_id, **here, **years)


def _of_category(found, key: str):
    if key == NONE:
        return found.filter(category=None)
    by_key = {f"{scheme}-{code}": pk for pk, scheme, code in SupportCategory.objects.values_list("id", "scheme__code", "code")}
    return found.filter(category=by_key.get(key, 0))


_COLUMNS = (
    RecordColumn("Họ và tên", width=28),
    RecordColumn("Số người", "count", 10),
    RecordColumn("Ngày nghỉ", "day", 13),
    RecordColumn("Lý do", width=24),
    RecordColumn("Diện hỗ trợ", width=36),
    RecordColumn("Số năm", "count", 8),
    RecordColumn("Số tiền (đồng)", "money", 18),
    RecordColumn("Đơn vị", width=34),
)


def _cells(selection: Selection, one: Departure, name: str) -> tuple[Cell, ...]:
    category = one.category.label if one.category else ""
    return name, one.people, one.left_on, REASONS[one.reason_to_leave], category, one.years, one.amount, unit_label(selection, one)


def asks(selection: Selection) -> tuple[Ask, ...]:
    schemes = (("", "Tất cả"), *SupportScheme.objects.values_list("code", "label"))
    return (since_ask(selection), Ask(SCHEME, "Chính sách hỗ trợ", schemes, selection.own.get(SCHEME, "")))


KIND = ReportKind(
    slug="nghi-viec",
    label="Nghỉ việc theo lý do và kinh phí hỗ trợ",
    says="Bao nhiêu người nghỉ việc, vì sao, theo diện hỗ trợ nào, hết bao nhiêu tiền; so với số cần giải quyết.",
    group="Đào tạo, luân chuyển, quy hoạch, nghỉ việc",
    build=build,
    names=(SINCE, SCHEME),
    records=records,
    record_names=(REASON, CATEGORY, PART, YEAR, PLAN, WHAT),
    asks=asks,
)

"""Young intellectuals taken against the plan: by programme, year, degree, class of degree, ethnic group and unit.

Cao Bằng's 94 of 332 planned for 2013 to 2015; one master and 18 university graduates with very good degrees; Sơn La's 49 and 47, which
are counted without names; Bắc Kạn's 182. A plan over several years is compared with what was taken in its years up to the day.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet, Sum

from cadres.levels import ProfessionalLevel
from cadres.models import DegreeClass, Intake, IntakePlan, Programme, StudyMode
from reports.area_report import area_ref
from reports.entries.listing import EntryRows, OneAfterAnother, unit_label
from reports.entries.places import Part, by_part, in_order, in_part, part_of
from reports.entries.plans import asks_plans, planned_records
from reports.entries.reading import (
    SINCE,
    filtered,
    known,
    of_people,
    posts_told,
    since_ask,
    span,
    told_years,
    years_told,
    years_with_records,
)
from reports.entries.records import record_href
from reports.entries.tables import WHAT, against_plan, parts
from reports.report import PEOPLE, KeyFigure, Query, Report
from reports.report_kind import Ask, Cell, RecordColumn, RecordList, ReportKind
from reports.selection import Selection
from reports.shares import Attainment

PROGRAMME, DEGREE, CLASS, MODE, SCHOOL = "chuong-trinh", "trinh-do-tuyen", "loai-tot-nghiep", "hinh-thuc-hoc", "truong"
PART, YEAR, POST, PLAN = "don-vi", "nam", "chuc-danh-bo-tri", "ke-hoach"
UNKNOWN = "unknown"
_NAMED = ("programme", "province", "district", "commune")
_PROGRAMME = ("programme__valid_from", "programme__code", "programme__label")
DEGREES = {one.slug: one.label for one in reversed(ProfessionalLevel)} | {UNKNOWN: "Không ghi trình độ"}
CLASSES = {one.value: str(one.label) for one in DegreeClass} | {UNKNOWN: "Không ghi loại tốt nghiệp"}
MODES = {one.value: str(one.label) for one in StudyMode} | {UNKNOWN: "Không ghi hình thức"}
SCHOOLS = {"public": "Công lập", "private": "Ngoài công lập", UNKNOWN: "Không ghi"}
_SCHOOL = {"public": True, "private": False, UNKNOWN: None}


class Named(NamedTuple):
    """A programme as a report orders and calls it."""

    since: date
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Taken:
    """So many people of one programme, year, degree, class, post and part."""

    programme: Named
    year: int
    degree: str
    degree_class: str
    post: str
    part: Part
    people: int


def build(selection: Selection) -> Report:
    """Three queries besides those of the page, whatever the area."""
    days, area = span(selection), area_ref(selection)
    found, plans = _taken(selection), _named_plans(selection)
    programmes = {one.code: one.label for one in sorted({one.programme for one in found})}
    posts = posts_told(selection) | {UNKNOWN: "Không ghi chức danh"}
    planned = _planned(selection, plans)
    people = sum(one.people for one in found)
    units = {part.key: part.label for part in in_order(one.part for one in found)}
    years = {str(year): f"Năm {year}" for year in sorted({one.year for one in found})}
    return Report(
        title=f"{area.name}: trí thức trẻ được tuyển chọn {years_told(days)}",
        area=area,
        day=selection.day,
        population="Người được tuyển chọn, đưa về xã theo các chương trình; bản ghi không ghi tên được tính theo số người của nó.",
        rule="Trình độ, loại tốt nghiệp là của ngày tuyển chọn. Kế hoạch nhiều năm được so với số đã tuyển trong các năm ấy.",
        key_figures=(_key_figure(people, planned),),
        tables=(
            against_plan(
                "plan", "So với kế hoạch của chương trình", planned, unit=PEOPLE, name=PLAN, everything=False, plans=_pages(plans)
            ),
            parts("programmes", "Theo chương trình", _count(found, _code), programmes, unit=PEOPLE, name=PROGRAMME),
            parts("years", "Theo năm tuyển chọn", _count(found, lambda one: str(one.year)), years, unit=PEOPLE, name=YEAR),
            parts("degrees", "Theo trình độ", _count(found, lambda one: one.degree), DEGREES, unit=PEOPLE, name=DEGREE),
            parts("degree_classes", "Theo loại tốt nghiệp", _count(found, lambda one: one.degree_class), CLASSES, unit=PEOPLE, name=CLASS),
            parts("posts", "Theo chức danh bố trí", _count(found, lambda one: one.post), posts, unit=PEOPLE, name=POST),
            parts("units", "Theo đơn vị", _count(found, lambda one: one.part.key), units, unit=PEOPLE, name=PART),
        ),
        filters=selection.filter.described(),
        known_at=selection.known_at,
        notes=_notes(selection, found, planned),
    )


def _code(one: Taken) -> str:
    return one.programme.code


def _key_figure(people: int, planned: list[tuple[str, str, int, int]]) -> KeyFigure:
    """With one plan alone the whole is compared with it."""
    share = Attainment(planned[0][2], planned[0][3]) if len(planned) == 1 and planned[0][2] == people else None
    return KeyFigure("taken", "Trí thức trẻ đã tuyển", people, share, "", None, records={})


def _intakes(selection: Selection, *, plan: IntakePlan | None = None):
    """The intakes of the days and of everything narrowed on the page; of one plan's programme, place and years instead of the days'."""
    days = span(selection)
    first, last = (plan.first_year, min(plan.last_year, days.end.year)) if plan else (days.first.year, days.end.year)
    intakes = known(selection, Intake).filter(year__gte=first, year__lte=last)
    intakes = intakes.exclude(taken_on__gt=days.end)
    if plan:
        here = {"commune": plan.commune_id} if plan.commune_id else {"district": plan.district_id} if plan.district_id else {}
        intakes = intakes.filter(programme=plan.programme_id, province=plan.province_id, **here)
    return of_people(selection, intakes).filter(**_narrowed(selection))


def _narrowed(selection: Selection) -> dict:
    """What the page asks of degree, class, mode of study, school and programme. Raises BadRequest."""
    said = {}
    if degree := selection.own.get(DEGREE):
        slugs = {one.slug: int(one) for one in ProfessionalLevel}
        selection.own_choice(DEGREE, DEGREES, "")
        said |= {"degree": slugs[degree]} if degree in slugs else {"degree__isnull": True}
    for name, field, choices in ((CLASS, "degree_class", CLASSES), (MODE, "study_mode", MODES)):
        if asked := selection.own.get(name):
            selection.own_choice(name, choices, "")
            said[field] = "" if asked == UNKNOWN else asked
    if school := selection.own.get(SCHOOL):
        selection.own_choice(SCHOOL, SCHOOLS, "")
        said |= {"school_public__isnull": True} if school == UNKNOWN else {"school_public": _SCHOOL[school]}
    if code := _programme(selection):
        said["programme__code"] = code
    return said


def _programme(selection: Selection) -> str:
    """The code of the programme asked for, "" for all. Raises BadRequest; costs a query only when one is asked."""
    if not selection.own.get(PROGRAMME):
        return ""
    return selection.own_choice(PROGRAMME, {code: code for code in Programme.objects.values_list("code", flat=True)}, "")


def _taken(selection: Selection) -> list[Taken]:
    rows, units = by_part(selection, _intakes(selection))
    columns = ("year", "degree", "degree_class", "post__code")
    rows = rows.values_list(*units, *_PROGRAMME, *columns).annotate(number=Sum("people"))
    return [
        Taken(
            Named(since, code, label),
            year,
            UNKNOWN if degree is None else ProfessionalLevel(degree).slug,
            degree_class or UNKNOWN,
            post or UNKNOWN,
            part_of(selection, *where),
            people,
        )
        for *where, since, code, label, year, degree, degree_class, post, people in rows
    ]


def _plans(selection: Selection):
    """The plans whose years meet the days of the report."""
    days = span(selection)
    plans = known(selection, IntakePlan).filter(first_year__lte=days.end.year, last_year__gte=days.first.year)
    code = _programme(selection)
    return plans.filter(programme__code=code) if code else plans


def _named_plans(selection: Selection) -> list[IntakePlan]:
    return list(_plans(selection).select_related(*_NAMED).order_by("programme__code", "first_year", "id"))


def _planned(selection: Selection, plans: list[IntakePlan]) -> list[tuple[str, str, int, int]]:
    """(key, label, taken, planned) of each plan; what was taken is read once for all of them."""
    if not plans:
        return []
    taken = _taken_by_year(selection, min(plan.first_year for plan in plans))
    return [
        (plan_key(plan), f"{plan.programme.label}, {plan.years}", _within(plan, taken, selection.day.year), plan.planned) for plan in plans
    ]


def _pages(plans: list[IntakePlan]) -> dict[str, str]:
    """Key of a plan → the page of its record."""
    return {plan_key(plan): record_href(plan) for plan in plans}


def plan_key(plan: IntakePlan) -> str:
    """Names a plan in addresses: its programme, its years and the code of its unit; the same in every database."""
    return f"{plan.programme.code}-{plan.first_year}-{plan.last_year}-{plan.place.code}"


def _taken_by_year(selection: Selection, first: int) -> list[tuple]:
    rows = known(selection, Intake).filter(year__gte=first, year__lte=selection.day.year).exclude(taken_on__gt=selection.day)
    rows = of_people(selection, rows).filter(**_narrowed(selection)).order_by()
    return list(rows.values_list("programme_id", "province_id", "district_id", "commune_id", "year").annotate(number=Sum("people")))


def _within(plan: IntakePlan, taken: list[tuple], last: int) -> int:
    def fits(programme: int, province: int, district: int | None, commune: int | None, year: int) -> bool:
        here = province == plan.province_id and plan.district_id in (None, district) and plan.commune_id in (None, commune)
        return programme == plan.programme_id and here and plan.first_year <= year <= min(plan.last_year, last)

    return sum(people for *row, people in taken if fits(*row))


def _count(found: list[Taken], key: Callable[[Taken], str]) -> Counter:
    counts: Counter = Counter()
    for one in found:
        counts[key(one)] += one.people
    return counts


def _notes(selection: Selection, found: list[Taken], planned: list) -> tuple[str, ...]:
    if not found and not planned:
        return told_years(years_with_records(known(selection, Intake), "year"))
    return ("Đang lọc theo người: bản ghi không ghi tên không được tính.",) if filtered(selection) else ()


def records(selection: Selection, query: Query) -> RecordList:
    """The intakes behind a number; of plans, those of the years of each, one after the other."""
    if asks_plans(query):
        return planned_records(selection, _plans(selection), PEOPLE)
    lists = [_within_part(selection, query, intakes) for intakes in _of_plans(selection, query)]
    people = sum(sum(intakes.order_by().values_list("people", flat=True)) for intakes in lists)
    rows = OneAfterAnother(
        *(
            EntryRows(intakes.select_related("post", "programme"), lambda one, name: _cells(selection, one, name), record_href)
            for intakes in lists
        )
    )
    return RecordList("Tuyển chọn trí thức trẻ", _COLUMNS, rows, PEOPLE, people)


def _of_plans(selection: Selection, query: Query) -> list[QuerySet]:
    """The intakes of each plan asked, or those of the days when none is."""
    if PLAN not in query:
        return [_intakes(selection)]
    plans = {plan_key(one): one for one in _named_plans(selection)}
    return [_intakes(selection, plan=plans[key]) for key in query[PLAN] if key in plans]


def _within_part(selection: Selection, query: Query, intakes: QuerySet) -> QuerySet:
    """Those of one part, year and post, as asked."""
    if PART in query:
        intakes = intakes.filter(in_part(selection, query[PART][0]))
    if YEAR in query:
        years = {str(year): year for year in range(span(selection).first.year, selection.day.year + 1)}
        intakes = intakes.filter(year=selection.own_choice(YEAR, years, ""))
    if POST in query:
        code = query[POST][0]
        intakes = intakes.filter(post=None) if code == UNKNOWN else intakes.filter(post__code=code)
    return intakes


_COLUMNS = (
    RecordColumn("Họ và tên", width=28),
    RecordColumn("Số người", "count", 10),
    RecordColumn("Năm", "count", 8),
    RecordColumn("Trình độ", width=14),
    RecordColumn("Loại tốt nghiệp", width=16),
    RecordColumn("Hình thức", width=16),
    RecordColumn("Chức danh bố trí", width=28),
    RecordColumn("Đơn vị", width=34),
    RecordColumn("Chương trình", width=40),
)


def _cells(selection: Selection, one: Intake, name: str) -> tuple[Cell, ...]:
    degree = "" if one.degree is None else ProfessionalLevel(one.degree).label
    post = one.post.label if one.post else ""
    school = " (công lập)" if one.school_public else ""
    said = (name, one.people, str(one.year), degree, one.get_degree_class_display(), f"{one.get_study_mode_display()}{school}", post)
    return (*said, unit_label(selection, one), one.programme.label)


def asks(selection: Selection) -> tuple[Ask, ...]:
    every = (("", "Tất cả"),)
    chosen = selection.own
    programmes = tuple(Programme.objects.values_list("code", "label"))
    return (
        since_ask(selection),
        Ask(PROGRAMME, "Chương trình", (*every, *programmes), chosen.get(PROGRAMME, "")),
        Ask(DEGREE, "Trình độ khi tuyển", (*every, *DEGREES.items()), chosen.get(DEGREE, "")),
        Ask(CLASS, "Loại tốt nghiệp", (*every, *CLASSES.items()), chosen.get(CLASS, "")),
        Ask(MODE, "Hình thức đào tạo", (*every, *MODES.items()), chosen.get(MODE, "")),
        Ask(SCHOOL, "Trường", (*every, *SCHOOLS.items()), chosen.get(SCHOOL, "")),
    )


KIND = ReportKind(
    slug="tri-thuc-tre",
    label="Tuyển chọn trí thức trẻ so với kế hoạch",
    says="Đã tuyển bao nhiêu người so với kế hoạch từng chương trình, theo năm, trình độ, loại tốt nghiệp, chức danh bố trí.",
    group="Đào tạo, luân chuyển, quy hoạch, nghỉ việc",
    build=build,
    names=(SINCE, PROGRAMME, DEGREE, CLASS, MODE, SCHOOL),
    records=records,
    record_names=(PART, YEAR, POST, PLAN, WHAT),
    asks=asks,
)

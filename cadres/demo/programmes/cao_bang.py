"""Cao Bằng 2012–2015: courses, young intellectuals and departures with support, tied to the invented people of 31 December 2013."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from cadres.demo.programmes.recording import keep
from cadres.demo.programmes.sums import shared_out
from cadres.levels import ProfessionalLevel
from cadres.models import (
    Appointment,
    Course,
    CourseKind,
    CourseSubject,
    DegreeClass,
    Departure,
    DeparturePlan,
    DepartureReason,
    Enrolment,
    Intake,
    IntakePlan,
    Position,
    Programme,
    Standing,
    StudyMode,
    StudyResult,
    SupportCategory,
    SupportScheme,
    Tier,
)
from provinces.models import Province

START, DAY = date(2013, 1, 1), date(2013, 12, 31)
SOURCE = "Báo cáo hai năm thực hiện Đề án 03-ĐA/TU"

COURSES = (
    (5, 150, CourseSubject.INFORMATICS, "Bồi dưỡng kiến thức tin học trình độ A", date(2013, 4, 8), 12, 90),
    (16, 800, CourseSubject.PROFESSIONAL, "Bồi dưỡng chuyên môn, nghiệp vụ", date(2013, 5, 13), 5, 40),
    (9, 398, CourseSubject.SUCCESSION, "Bồi dưỡng kỹ năng xây dựng quy hoạch cán bộ cấp xã", date(2013, 12, 9), 3, 24),
)
"""(classes, people, subject, name, first day, days, hours)."""

LEADING = ("party_secretary", "committee_chair")
PLANNED, TO_LEAVE = 332, 673
MONEY = 7_100_000_000
CATEGORIES = (("social_insurance", "Hỗ trợ kinh phí đóng bảo hiểm xã hội", 24, None), ("severance", "Hỗ trợ kinh phí thôi việc", 147, None))
LONG_SERVICE = ("long_service", "Trên 20 năm công tác có đóng bảo hiểm xã hội, chưa đủ tuổi nghỉ hưu", 72, 20)


def load(province: Province) -> int:
    """Write everything; returns the number of records."""
    return _courses(province) + _intakes(province) + _departures(province)


# --- courses ------------------------------------------------------------------------------------------------------------------


def _courses(province: Province) -> int:
    """Those who took part serve from before 2013 to its end; the course on succession was for every secretary and every chair."""
    people = _serving(province)
    since = set(_on(province, START).values_list("cadre_id", flat=True))
    leading = set(Position.objects.filter(code__in=LEADING).values_list("id", flat=True))
    able = {
        CourseSubject.INFORMATICS: [cadre for cadre, _, _, level in people if level >= 10 and cadre in since],
        CourseSubject.PROFESSIONAL: [cadre for cadre, position, _, _ in people if position not in leading and cadre in since],
        CourseSubject.SUCCESSION: [cadre for cadre, position, _, _ in people if position in leading],
    }
    written = 0
    for classes, number, subject, name, first, days, hours in COURSES:
        courses = [_course(province, subject, f"{name}, lớp {place}", first, place, days, hours) for place in range(1, classes + 1)]
        written += keep(((course, course.valid_to) for course in courses), province=province, reason=SOURCE)
        chosen = _spread(able[subject], number)
        written += keep(_enrolments(courses, chosen), province=province, reason=SOURCE)
    return written


def _serving(province: Province) -> list[tuple[int, int, int, int]]:
    """(cadre, position, commune, informatics) of everybody on 31 December 2013, in a fixed order."""
    return list(_on(province, DAY).order_by("cadre_id").values_list("cadre_id", "position_id", "commune_id", "informatics"))


def _on(province: Province, day: date):
    return Standing.objects.filter(province=province, valid_from__lte=day, valid_to__gte=day)


def _spread(able: Sequence[int], number: int) -> list[int]:
    """`number` of them, evenly from the whole list."""
    return [able[place * len(able) // number] for place in range(number)]


def _course(province: Province, subject: str, name: str, first: date, place: int, days: int, hours: int) -> Course:
    begins = first + timedelta(days=7 * (place - 1) if subject != CourseSubject.SUCCESSION else 0)
    return Course(
        province=province,
        name=name,
        kind=CourseKind.REFRESHER,
        subject=subject,
        opened_by="Ban Tổ chức Tỉnh ủy, Sở Nội vụ",
        opened_tier=Tier.PROVINCE,
        hours=hours,
        valid_from=begins,
        valid_to=begins + timedelta(days=days - 1),
    )


def _enrolments(courses: Sequence[Course], cadres: Sequence[int]) -> Iterator[tuple[Enrolment, date]]:
    for place, cadre in enumerate(cadres):
        course = courses[place * len(courses) // len(cadres)]
        yield (
            Enrolment(cadre_id=cadre, course=course, result=StudyResult.COMPLETED, valid_from=course.valid_from, valid_to=course.valid_to),
            course.valid_to,
        )


# --- young intellectuals ------------------------------------------------------------------------------------------------------


def _intakes(province: Province) -> int:
    """332 planned for 2013 to 2015; 94 taken in 2013, whose degrees are those the invented people have."""
    programme = Programme.objects.create(
        code="tri-thuc-tre-cao-bang",
        label="Tuyển chọn trí thức trẻ về xã, tỉnh Cao Bằng",
        legal_basis="Đề án 03-ĐA/TU của Tỉnh ủy Cao Bằng",
        valid_from=date(2013, 1, 1),
        valid_to=date(2015, 12, 31),
    )
    plan = IntakePlan(province=province, programme=programme, first_year=2013, last_year=2015, planned=PLANNED, decision="Đề án 03-ĐA/TU")
    written = keep([(plan, date(2013, 1, 15))], province=province, reason=SOURCE)
    came = Appointment.objects.known().filter(commune__province=province, route="young_intellectual", valid_from__year=2013)
    came = list(came.select_related("commune").order_by("cadre_id"))
    degrees = dict(_on_the_day(province, [one.cadre_id for one in came]))
    rest = [one for one in came if degrees[one.cadre_id] == ProfessionalLevel.UNIVERSITY]
    very_good = {one.cadre_id for one in came if degrees[one.cadre_id] == ProfessionalLevel.MASTER}
    very_good |= {one.cadre_id for one in rest[-18:]}
    entries = ((_intake(one, programme, degrees[one.cadre_id], very_good=one.cadre_id in very_good), one.valid_from) for one in came)
    return written + keep(entries, province=province, reason=SOURCE)


def _on_the_day(province: Province, cadres: Sequence[int]):
    return _on(province, DAY).filter(cadre__in=cadres).values_list("cadre_id", "professional")


def _intake(one: Appointment, programme: Programme, degree: int, *, very_good: bool) -> Intake:
    intake = Intake(
        cadre_id=one.cadre_id,
        programme=programme,
        year=one.valid_from.year,
        taken_on=one.valid_from,
        degree=degree,
        degree_class=DegreeClass.VERY_GOOD if very_good else DegreeClass.GOOD,
        study_mode=StudyMode.FULL_TIME,
        school_public=True if very_good else None,
        post_id=one.position_id,
    )
    intake.put_in(one.commune)
    return intake


# --- departures ---------------------------------------------------------------------------------------------------------------


def _departures(province: Province) -> int:
    """243 of 2013, 7.1 billion đồng; the oldest have the long service."""
    scheme = SupportScheme.objects.create(
        code="de-an-03-cao-bang",
        label="Hỗ trợ nghỉ việc theo Đề án 03-ĐA/TU",
        legal_basis="Đề án 03-ĐA/TU của Tỉnh ủy Cao Bằng",
        province=province,
        valid_from=date(2012, 1, 1),
        valid_to=date(2015, 12, 31),
    )
    kinds = (LONG_SERVICE, *CATEGORIES)
    categories = [
        SupportCategory.objects.create(scheme=scheme, code=code, label=label, order=order, over_years=years)
        for order, (code, label, _, years) in enumerate(kinds, start=1)
    ]
    plan = DeparturePlan(province=province, scheme=scheme, first_year=2014, last_year=2015, planned=TO_LEAVE, decision="Đề án 03-ĐA/TU")
    written = keep([(plan, DAY)], province=province, reason=SOURCE)
    ended = Appointment.objects.known().filter(commune__province=province, is_primary=True, valid_to__year=2013)
    ended = list(ended.select_related("commune").order_by("cadre_id"))
    born = dict(Standing.objects.filter(cadre__in=[one.cadre_id for one in ended]).values_list("cadre_id", "born_on"))
    ended.sort(key=lambda one: (born[one.cadre_id], one.cadre_id))
    dealt = [category for category, (_, _, number, _) in zip(categories, kinds, strict=True) for _ in range(number)]
    years = [21 + place % 8 if category is categories[0] else 4 + place % 14 for place, category in enumerate(dealt)]
    amounts = shared_out(MONEY, [14 + served for served in years], step=1_000)
    entries = [
        (_departure(one, category, served, amount), one.valid_to)
        for one, category, served, amount in zip(ended, dealt, years, amounts, strict=True)
    ]
    return written + keep(entries, province=province, reason=SOURCE)


def _departure(one: Appointment, category: SupportCategory, years: int, amount: int) -> Departure:
    departure = Departure(
        cadre_id=one.cadre_id,
        left_on=one.valid_to,
        reason_to_leave=DepartureReason.BELOW_STANDARD,
        scheme_id=category.scheme_id,
        category=category,
        years=years,
        amount=amount,
        decision="Quyết định của Chủ tịch UBND tỉnh phê duyệt danh sách năm 2013",
    )
    departure.put_in(one.commune)
    return departure

"""Điện Biên 2021: 27,071 lượt of a plan of 25,980, in 341 training classes and others; 8,672 of 8,145 in the district Điện Biên.

The province's plan is not printed: 104.2 % leaves 25,968 to 25,992, of which this is the middle. How the rest falls to the other
units is invented; the sums are not.
"""

from datetime import date

from cadres.demo.programmes.recording import keep
from cadres.demo.programmes.sums import shared_out
from cadres.models import Attendance, CourseKind, CourseSubject, TrainingPlan
from provinces.models import District, Province

YEAR = 2021
FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
ATTENDED, PLANNED, CLASSES = 27_071, 25_980, 341
DISTRICT, DISTRICT_ATTENDED, DISTRICT_PLANNED, DISTRICT_CLASSES = "100", 8_672, 8_145, 96
WEIGHTS = {"094": 15, "095": 4, "096": 9, "097": 11, "098": 12, "099": 16, "101": 12, "102": 8, "103": 10, "": 26}
PLAN_WEIGHTS = {"094": 15, "095": 5, "096": 10, "097": 10, "098": 12, "099": 16, "101": 13, "102": 8, "103": 9, "": 26}
"""Of the other districts, and of the province's own agencies."""
SOURCE = "Tổng hợp kết quả đào tạo, bồi dưỡng năm 2021"


def load(province: Province) -> int:
    """Plans and attendances of every unit; returns the number of records."""
    districts = {one.code: one for one in District.objects.filter(province=province, valid_from__lte=LAST, valid_to__gte=LAST)}
    attended = _whole(WEIGHTS, ATTENDED - DISTRICT_ATTENDED) | {DISTRICT: DISTRICT_ATTENDED}
    planned = _whole(PLAN_WEIGHTS, PLANNED - DISTRICT_PLANNED) | {DISTRICT: DISTRICT_PLANNED}
    classes = _whole(WEIGHTS, CLASSES - DISTRICT_CLASSES) | {DISTRICT: DISTRICT_CLASSES}
    plans = [TrainingPlan(province=province, district=districts.get(code), year=YEAR, planned=number) for code, number in planned.items()]
    written = keep(((plan, FIRST) for plan in plans), province=province, reason="Kế hoạch đào tạo, bồi dưỡng năm 2021")
    entries = [entry for code, number in attended.items() for entry in _attendances(province, districts.get(code), number, classes[code])]
    return written + keep(((entry, LAST) for entry in entries), province=province, reason=SOURCE)


def _whole(weights: dict[str, int], total: int) -> dict[str, int]:
    return dict(zip(weights, shared_out(total, list(weights.values())), strict=True))


def _attendances(province: Province, district: District | None, number: int, classes: int) -> list[Attendance]:
    """Training has its number of classes; of the refresher courses the article counts none."""
    subject = CourseSubject.PROFESSIONAL if district and district.code == DISTRICT else ""
    refreshed, trained = shared_out(number, [13, 7])
    common = {"province": province, "district": district, "subject": subject, "valid_from": FIRST, "valid_to": LAST, "source": SOURCE}
    return [
        Attendance(**common, kind=CourseKind.TRAINING, attended=trained, courses=classes),
        Attendance(**common, kind=CourseKind.REFRESHER, attended=refreshed),
    ]

"""The schemes a reader may see, and how their targets stand on a day: loaded, counted, nothing drawn yet.

A scheme belongs to a province; whoever's scope touches that province sees it, and only the people of their scope are counted for them.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from chuanxa.refusals import NotHere
from provinces.models.scope import Reach
from provinces.register import Register
from reports.many_counts import Question, ask_all
from reports.models import Scheme, Target
from reports.population import read_query
from reports.report import Query
from reports.selection import Selection
from reports.shares import Share
from reports.targets import Goal, Pace, pace


def schemes_within(reach: Reach, units: Register, known_at: datetime | None = None) -> QuerySet[Scheme]:
    """Schemes of the provinces that the reach touches, as known at a moment."""
    schemes = Scheme.objects.known(known_at).select_related("province")
    if reach.everywhere:
        return schemes
    codes = {units.units["province"][pk].code for pk in _provinces(reach, units)}
    return schemes.filter(province__code__in=codes)


def _provinces(reach: Reach, units: Register) -> set[int]:
    parts = (("district", reach.districts), ("commune", reach.communes))
    return {*reach.provinces, *(units.units[tier][pk].province for tier, ids in parts for pk in ids)}


def find_scheme(reach: Reach, units: Register, code: str, known_at: datetime | None = None) -> Scheme:
    """The scheme with this code; raises NotHere for one that is not there for this reader."""
    scheme = schemes_within(reach, units, known_at).filter(code=code).first()
    if scheme is None:
        raise NotHere(f"Không có đề án mang mã “{code[:60]}” trong phạm vi của bạn.", "Xem danh sách ở trang Đề án.")
    return scheme


def standing_scheme(number: int) -> Scheme:
    """The version that stands of the scheme with this number; raises Scheme.DoesNotExist when it was retired."""
    return Scheme.objects.known().select_related("province").get(Q(pk=number) | Q(first=number))


def targets_of(scheme: Scheme, known_at: datetime | None = None) -> list[Target]:
    """Its lines in order, as known at a moment."""
    within = Q(scheme=scheme.number) | Q(scheme__first=scheme.number)
    return list(Target.objects.known(known_at).filter(within).order_by("order", "id"))


def placed(selection: Selection, scheme: Scheme) -> Selection:
    """The selection at the scheme's province unless a place inside it is asked. Raises NotHere for a place elsewhere."""
    units, day = selection.register, selection.boundary_day or selection.day
    if selection.unit is None:
        province = units.find("province", scheme.province.code, day)
        if province is None:
            raise NotHere(
                f"Ngày {day:%d/%m/%Y} không còn {scheme.province.full_name}.",
                f"Đề án kéo dài đến {scheme.valid_to:%d/%m/%Y}.",
                "Chọn một ngày trước đó.",
            )
        return replace(selection, unit=province)
    own = selection.unit if selection.unit.tier == "province" else units.units["province"][selection.unit.province]
    if own.code != scheme.province.code:
        raise NotHere(f"{selection.unit.full_name} không thuộc {scheme.province.full_name}.", advice="Bỏ nơi trong địa chỉ.")
    return selection


@dataclass(frozen=True)
class Progress:
    """One target on a day: where it began, where it stands, and the shares of other days and of the other reading of its base."""

    scheme: Scheme
    target: Target
    population: Query
    condition: Query
    baseline: Share
    now: Share
    other: Share | None
    days: dict[date, Share]
    day: date

    @property
    def percent(self) -> Decimal:
        return self.target.percent

    @property
    def goal(self) -> Goal:
        return Goal(self.target.percent, self.target.deadline, self.baseline, self.target.baseline_day)

    @property
    def pace(self) -> Pace:
        return pace(self.now, self.goal, self.day)


def progress_of(selection: Selection, scheme: Scheme, targets: list[Target], days: tuple[date, ...] = ()) -> list[Progress]:
    """How the targets stand on the day of the selection, and on `days`; days to come are left out. One statement a table."""
    day = selection.day
    wanted = {target.pk: [day, target.baseline_day, *(one for one in days if one <= day)] for target in targets}
    pairs = [pair for target in targets for pair in _readings(target)]
    questions = [question for target in targets for one in wanted[target.pk] for pair in _readings(target) for question in _pair(one, pair)]
    found = ask_all(selection, questions) if pairs else {}
    return [_progress(scheme, target, day, wanted[target.pk], found, whole=selection.unit.tier == "province") for target in targets]


def _readings(target: Target) -> list[tuple[str, str]]:
    readings = [(target.population, target.condition)]
    return [*readings, (target.other_base, target.condition)] if target.other_base else readings


def _pair(day: date, reading: tuple[str, str]) -> tuple[Question, Question]:
    population, condition = reading
    return Question(day, (population, condition)), Question(day, (population,))


def _progress(scheme: Scheme, target: Target, day: date, days: list[date], found: dict[Question, int], *, whole: bool) -> Progress:
    """The declared baseline is the province's: of a part of it, what is counted that day is taken."""

    def share(one: date, reading: tuple[str, str]) -> Share:
        meets, total = _pair(one, reading)
        return Share(found[meets], found[total])

    readings = _readings(target)
    declared = whole and target.baseline_total is not None
    return Progress(
        scheme,
        target,
        read_query(target.population),
        read_query(target.condition),
        Share(target.baseline_count, target.baseline_total) if declared else share(target.baseline_day, readings[0]),
        share(day, readings[0]),
        share(day, readings[1]) if len(readings) > 1 else None,
        {one: share(one, readings[0]) for one in days},
        day,
    )

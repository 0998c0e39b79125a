"""Reads what an address asks for. Unknown names and values are refused with the list of what is accepted."""

from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from cadres.standings.catalogue_history import catalogue_at
from cadres.standings.remember import how_many, remember
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.models.upkeep import UpkeepState, upkeep
from chuanxa.refusals import BadRequest, NotHere
from provinces.asked_days import asked_day, asked_moment
from provinces.models.scope import Reach, reach_of
from provinces.register import Register, UnitRef
from reports.filters import NAMES, SEVERAL, PeopleFilter
from reports.rounding_asked import ROUNDING_NAMES
from reports.selection import Selection

PAGE_NAMES = ("ngay", "so-voi", "ghi-nhan", "ranh-gioi", "dinh-dang", "sap-xep", "trang")
PLACES = {"tinh": "province", "huyen": "district", "xa": "commune"}
FORMATS = ("html", "xlsx", "json")
REMEMBER_AT_MOST = 60_000
"""People that "as known on" may derive in one request; a whole large country is asked province by province."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What every page of one reader is read from: the state of the catalogues, and what they reach."""

    state: UpkeepState
    reach: Reach


def ground_of(user) -> Ground:
    """Two queries; whoever makes many pages for one reader asks once."""
    return Ground(upkeep(), reach_of(user))


def ask(
    request: HttpRequest,
    *,
    tier: str | None = None,
    code: str | None = None,
    today: date | None = None,
    formats: tuple[str, ...] = FORMATS,
    own: tuple[str, ...] = (),
    several: tuple[str, ...] = (),
    filters: bool = True,
    figures: bool = False,
    compares: bool = True,
    ground: Ground | None = None,
) -> Selection:
    """The selection an address asks for; raises BadRequest or NotHere with a sentence.

    `tier` and `code` come from the path; without them a people list may name a place (`tinh=`, `huyen=`, `xa=`). `formats`
    are those that the page has, `own` the names that only its kind of report knows, `several` those that may be asked more than once;
    `filters` is False where people are not filtered, `figures` True where percentages are shown and may be rounded otherwise,
    `compares` False where no second day is asked. `ground` is what was already read for this reader.
    """
    ground = ground or ground_of(request.user)
    state, reach = ground.state, ground.reach
    today = today or timezone.localdate()
    known_at = asked_moment(request)
    law = catalogue_at(known_at, state.token)
    units = law.register
    own_names = (*(NAMES if filters else ()), *(PLACES if tier is None else ()), *(ROUNDING_NAMES if figures else ()), *own)
    _check_names(
        request, formats, (*(name for name in PAGE_NAMES if compares or name != "so-voi"), *own_names), (*SEVERAL, "lam-tron", *several)
    )
    day = asked_day(request, "ngay", today, units.editions) or today
    if tier is None:
        tier, code = _place(request)
    people = PeopleFilter(request.GET, catalogue=law, register=units, known_at=known_at)
    people.check()
    boundary_day = _boundary(request, today)
    selection = Selection(
        unit=find_unit(units, reach, tier, code, boundary_day or day, today) if tier else None,
        day=day,
        today=today,
        serving_day=state.serving_day,
        reach=reach,
        filter=people,
        register=units,
        catalogue=law,
        compared_day=asked_day(request, "so-voi", today, units.editions),
        known_at=known_at,
        boundary_day=boundary_day,
        own={name: request.GET[name] for name in own if request.GET.get(name)},
    )
    return _remembering(selection) if selection.known_at else selection


def at_home(selection: Selection) -> Selection:
    """Where no place is asked, somebody whose scope is one province, district or commune of that day is at home there."""
    reach = selection.reach
    if selection.unit is not None or reach.everywhere:
        return selection
    day = selection.boundary_day or selection.day
    given = (("province", reach.provinces), ("district", reach.districts), ("commune", reach.communes))
    alive = [selection.register.units[tier][pk] for tier, ids in given for pk in ids]
    alive = [unit for unit in alive if day in unit.period]
    return replace(selection, unit=alive[0]) if len(alive) == 1 else selection


def find_unit(units: Register, reach: Reach, tier: str, code: str, day: date, today: date) -> UnitRef:
    """The unit of that day, if it is in reach. A unit that lived on other days is refused with those days and its successors."""
    history = [unit for unit in units.history(tier, code) if reach.holds(unit)]
    found = next((unit for unit in history if day in unit.period), None)
    if found is not None:
        return found
    if not history:
        raise NotHere(f"Không có đơn vị mang mã “{code[:20]}” trong phạm vi của bạn.", "Mã tỉnh 2 chữ số, huyện 3 chữ số, xã 5 chữ số.")
    lived = "; ".join(f"{unit.full_name} {_span(unit)}" for unit in history)
    heirs = ", ".join(f"{heir.full_name} (mã {heir.code})" for heir in units.successors(history[-1]))
    advice = f"Thêm ?ngay= một ngày trong thời gian ấy. Từ sau đó: {heirs}." if heirs else "Thêm ?ngay= một ngày trong thời gian ấy."
    raise NotHere(f"Ngày {day:%d/%m/%Y} không có đơn vị mang mã {code}.", f"Mã này có: {lived}.", advice)


def _span(unit: UnitRef) -> str:
    end = f" đến {unit.period.last:%d/%m/%Y}" if unit.period.last else " đến nay"
    return f"từ {unit.period.first:%d/%m/%Y}{end}"


def _check_names(request: HttpRequest, formats: tuple[str, ...], accepted: tuple[str, ...], several: tuple[str, ...]) -> None:
    check_names(request, accepted)
    check_one_value(request, [name for name in accepted if name not in several])
    if wanted_format(request) not in formats:
        raise BadRequest(f"Trang này không có định dạng “{request.GET['dinh-dang'][:60]}”.", f"Nhận: {', '.join(formats)}.")


def wanted_format(request: HttpRequest) -> str:
    """html, xlsx or json."""
    return request.GET.get("dinh-dang") or "html"


def _boundary(request: HttpRequest, today: date) -> date | None:
    text = request.GET.get("ranh-gioi") or "luc-do"
    if text not in {"luc-do", "nay"}:
        raise BadRequest(f"Tham số “ranh-gioi” không nhận “{text[:60]}”.", "Nhận: luc-do (địa giới của ngày xem), nay (địa giới hiện nay).")
    return today if text == "nay" else None


def _place(request: HttpRequest) -> tuple[str | None, str | None]:
    asked = [(tier, request.GET[name]) for name, tier in PLACES.items() if request.GET.get(name)]
    if len(asked) > 1:
        raise BadRequest("Địa chỉ nêu nhiều nơi cùng lúc.", "Nhận một trong: tinh, huyen, xa.")
    return asked[0] if asked else (None, None)


def _remembering(selection: Selection) -> Selection:
    communes = communes_ever(selection)
    if how_many(communes, selection.known_at) > REMEMBER_AT_MOST:
        raise BadRequest("“ghi-nhan” cho phạm vi này phải tính lại quá nhiều hồ sơ.", "Mở trang của một tỉnh rồi thêm ghi-nhan.")
    remember(communes, selection.known_at, selection.catalogue)
    return replace(selection, serving_day=None)


def communes_ever(selection: Selection) -> set[int] | None:
    """Every commune row that is, was or became part of the area within reach; None means everywhere."""
    units = selection.register
    if selection.unit is None and selection.reach.everywhere:
        return None
    inside = {unit.id for unit in units.units["commune"].values() if selection.reach.holds(unit)}
    if selection.unit is not None:
        codes = (selection.unit.tier, selection.unit.code)
        inside &= {unit.id for unit in units.units["commune"].values() if codes in _codes_above(unit, units)}
    waiting = list(inside)
    while waiting:
        earlier = set(units.lineage["commune"].predecessors(waiting.pop())) - inside
        inside |= earlier
        waiting += earlier
    return inside


def _codes_above(unit: UnitRef, units: Register) -> set[tuple[str, str]]:
    above = {("commune", unit.code), ("province", units.units["province"][unit.province].code)}
    return above | {("district", units.units["district"][unit.district].code)} if unit.district else above

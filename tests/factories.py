"""Makes what tests stand on, one plain function a thing: units, positions, standards, area classes, people, facts, users.

Nothing is hidden: every function writes exactly the row it names, as the product would, and returns it. Catalogue rows renew the
token, so that no process keeps an older catalogue. Facts go through the actions, so standings follow. `TODAY` is the tests' today.
"""

from datetime import date, datetime
from itertools import count

from django.utils import timezone

from cadres.actions.facts import open_dossier, record_fact
from cadres.levels import Ladder
from cadres.models import Allowance, Appointment, Cadre, Enrolment, Position, Profile, Qualification, Requirement, Standard
from chuanxa.models import User
from chuanxa.models.upkeep import renew
from provinces.models import AreaClassification, BoundaryChange, Commune, District, Province, Scope

TODAY = date(2026, 6, 15)
BEGINNING = date(2004, 1, 1)
BY = "hanh"
PASSWORD = "một-mật-khẩu-để-thử"

_numbers = count(1)


def at(year: int, month: int = 1, day: int = 1, hour: int = 0, minute: int = 0) -> datetime:
    """An aware moment, Vietnamese time."""
    return timezone.make_aware(datetime(year, month, day, hour, minute))


# --- units ------------------------------------------------------------------------------------------------------------------


def province(
    name: str = "Cao Bằng", code: str = "", *, kind: str = "province", first: date = BEGINNING, last: date | None = None
) -> Province:
    """A province; without a code it gets one of its own."""
    return _kept(Province(code=code or f"{next(_numbers):05d}", name=name, kind=kind, valid_from=first, valid_to=last))


def district(
    province: Province,
    name: str = "Hà Quảng",
    code: str = "",
    *,
    kind: str = "rural_district",
    first: date = BEGINNING,
    last: date | None = None,
) -> District:
    """A district of a province."""
    return _kept(District(code=code or f"{next(_numbers):05d}", name=name, kind=kind, province=province, valid_from=first, valid_to=last))


def commune(
    parent: District | Province,
    name: str = "Trường Hà",
    code: str = "",
    *,
    kind: str = "commune",
    first: date = BEGINNING,
    last: date | None = None,
) -> Commune:
    """A commune of a district, or of a province without districts."""
    above = {"district": parent, "province": parent.province} if isinstance(parent, District) else {"province": parent}
    return _kept(Commune(code=code or f"{next(_numbers):05d}", name=name, kind=kind, valid_from=first, valid_to=last, **above))


def change(before, after, day: date | None = None, *, kind: str = "merger", extent: str = "full", default: bool = True) -> BoundaryChange:
    """`before` became (part of) `after`, two units of one tier; the day is the first of `after` unless it is given."""
    names = {f"{before.tier}_before": before, f"{before.tier}_after": after}
    return _kept(BoundaryChange(day=day or after.valid_from, kind=kind, extent=extent, default=default, **names))


def area(unit: District | Commune, area_class: str, *, first: date = BEGINNING, last: date | None = None) -> AreaClassification:
    """A district or a commune belongs to a class."""
    return _kept(AreaClassification(area_class=area_class, valid_from=first, valid_to=last, **{unit.tier: unit}))


# --- positions and standards ------------------------------------------------------------------------------------------------


def position(
    code: str = "party_secretary",
    label: str = "Bí thư Đảng ủy",
    *,
    category: str = "elected",
    group: str = "party",
    order: int = 1,
    is_key: bool = False,
    first: date = BEGINNING,
    last: date | None = None,
) -> Position:
    """A position of the catalogue."""
    columns = {"category": category, "group": group, "order": order, "is_key": is_key, "valid_from": first, "valid_to": last}
    return _kept(Position(code=code, label=label, **columns))


def standard(
    *positions: Position,
    code: str = "",
    province: Province | None = None,
    first: date = BEGINNING,
    last: date | None = None,
    state: str = "published",
    regime: str = "R",
    **minimums: int,
) -> Standard:
    """A published standard asking `minimums` by ladder (`professional=20`); add other requirements with `requirement`."""
    columns = {"regime": regime, "name": "Tiêu chuẩn", "basis_kind": "decree", "basis": "Nghị định thử", "state": state}
    row = _kept(Standard(code=code or f"standard-{next(_numbers)}", province=province, valid_from=first, valid_to=last, **columns))
    row.positions.set(positions)
    for ladder, minimum in minimums.items():
        requirement(row, ladder, minimum)
    renew()
    return row


def requirement(standard: Standard, ladder: str = "", minimum: int | None = None, *allowances: dict, **columns) -> Requirement:
    """One criterion; without a ladder or an age it only says something. `allowances` are the columns of what lowers or postpones it."""
    columns = {"text": Ladder(ladder).label if ladder else "Tuổi không quá 45"} | columns
    row = _kept(Requirement(standard=standard, order=standard.requirements.count() + 1, ladder=ladder, minimum=minimum, **columns))
    for order, allowance in enumerate(allowances, start=1):
        _kept(Allowance(requirement=row, order=order, **{"text": "Ngoại lệ thử"} | allowance))
    return row


# --- people and facts -------------------------------------------------------------------------------------------------------


def person(name: str = "Nguyễn Thị Hoa", *, day: date = TODAY, personal_id: str | None = None, **columns) -> Cadre:
    """A person with a profile; `columns` are the profile's (sex, born_on, ethnic_group, party_member_since)."""
    return open_dossier(Profile(full_name=name, **columns), by=BY, day=day, personal_id=personal_id)


def appoint(
    cadre: Cadre,
    commune: Commune,
    position: Position,
    first: date = BEGINNING,
    last: date | None = None,
    *,
    primary: bool = True,
    day: date = TODAY,
) -> Appointment:
    """The person holds a position in a commune."""
    columns = {"valid_from": first, "valid_to": last, "is_primary": primary}
    return record_fact(Appointment(cadre=cadre, commune=commune, position=position, **columns), by=BY, day=day)


def qualify(cadre: Cadre, ladder: str, level: int, awarded_on: date | None = None, *, day: date = TODAY, **columns) -> Qualification:
    """The person reached a level of a ladder; without a date it holds on every day."""
    return record_fact(Qualification(cadre=cadre, ladder=ladder, level=level, awarded_on=awarded_on, **columns), by=BY, day=day)


def enrol(cadre: Cadre, ladder: str, level: int, first: date, last: date | None = None, *, day: date = TODAY) -> Enrolment:
    """The person studies towards a level."""
    return record_fact(Enrolment(cadre=cadre, ladder=ladder, level=level, valid_from=first, valid_to=last), by=BY, day=day)


# --- users ------------------------------------------------------------------------------------------------------------------


def user(username: str = "minh", role: str = "personnel_officer", *places: Province | District | Commune, everywhere: bool = False) -> User:
    """Somebody who logs in with PASSWORD and reaches the places, or everywhere."""
    row = User.objects.create_user(username, PASSWORD, full_name=username.capitalize(), role=role)
    for place in places:
        Scope.objects.create(user=row, **{place.tier: place})
    if everywhere:
        Scope.objects.create(user=row, everywhere=True)
    return row


def _kept(row):
    """Save a row of the catalogue as the product does: checked, and with a new token."""
    row.full_clean(exclude=["match_key", "search_key", "sort_key"])
    row.save()
    renew()
    return row

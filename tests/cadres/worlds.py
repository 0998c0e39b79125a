"""A small country in two years: communes renamed, merged, split and ended, standards and area classes that begin and end.

Every border lies on a day of its own, so that a test that hits one hits it alone.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from cadres.models import PeriodTally, Position, Serving, Standing, Tally
from cadres.standings import storage
from cadres.standings.half_years import unfold
from chuanxa.models.upkeep import upkeep
from chuanxa.periods import ONE_DAY
from provinces.models import Commune
from tests import factories
from tests.oracles import Oracle, half_year_ends_between

FIRST, LAST = date(2020, 1, 1), date(2021, 12, 31)
BORDERS = tuple(
    FIRST + timedelta(days=number) for number in (60, 100, 140, 180, 181, 220, 240, 300, 330, 366, 400, 450, 455, 500, 547, 600)
)
RENAMED, MERGED, SPLIT, ENDED = BORDERS[1], BORDERS[4], BORDERS[7], BORDERS[11]


@dataclass(frozen=True)
class World:
    """What facts may point at."""

    communes: tuple[Commune, ...]
    positions: tuple[Position, ...]


def make() -> World:
    """Write the country: units, area classes, positions, standards."""
    communes = _units()
    positions = _positions()
    _standards(positions, communes[0].province)
    return World(communes, positions)


def _units() -> tuple[Commune, ...]:
    cao_bang, son_la = factories.province("Cao Bằng"), factories.province("Sơn La")
    west, east = factories.district(cao_bang, "Hà Quảng"), factories.district(cao_bang, "Trùng Khánh")
    old = factories.commune(west, "Nà Sác", "01392", last=RENAMED - ONE_DAY)
    new = factories.commune(west, "Trường Hà", "01392", first=RENAMED)
    factories.change(old, new, kind="renaming")
    taker = factories.commune(east, "Đình Phong")
    given = factories.commune(west, "Chí Viễn", last=MERGED - ONE_DAY)
    factories.change(given, taker, MERGED)
    whole = factories.commune(west, "Sóc Hà", last=SPLIT - ONE_DAY)
    parts = factories.commune(east, "Quý Quân", first=SPLIT), factories.commune(west, "Sóc Giang", first=SPLIT)
    factories.change(whole, parts[0], kind="split", extent="partial", default=False)
    factories.change(whole, parts[1], kind="split", extent="partial")
    gone = factories.commune(son_la, "Chiềng Lao", last=ENDED - ONE_DAY)
    factories.area(west, "mountain", first=BORDERS[0], last=BORDERS[9])
    factories.area(taker, "border", first=BORDERS[2], last=BORDERS[12])
    return old, new, taker, given, whole, *parts, gone


def _positions() -> tuple[Position, ...]:
    return (
        factories.position("party_secretary", order=1),
        factories.position("committee_chair", "Chủ tịch", group="committee", order=3),
        factories.position("office_statistics", "Văn phòng", category="civil_servant", group="civil_service", order=7, last=BORDERS[14]),
        factories.position("village_health", "Y tế thôn", category="part_time", group="civil_service", order=9),
    )


def _standards(positions: tuple[Position, ...], province) -> None:
    secretary, chair, officer, _ = positions
    before = {"kind": "lowered", "areas": ["mountain"], "minimum": 10, "held_before": BORDERS[5]}
    old = factories.standard(secretary, chair, last=BORDERS[6], general_education=30, political_theory=20)
    factories.requirement(old, "professional", 20, before)
    factories.requirement(old)
    new = factories.standard(secretary, first=BORDERS[8], political_theory=20)
    lower = {"kind": "lowered", "areas": ["border", "highland"], "minimum": 20}
    owed = {"kind": "owed", "held_on": BORDERS[5], "until": BORDERS[13]}
    factories.requirement(new, "professional", 40, lower, owed, fitting=True)
    own = factories.standard(secretary, officer, province=province, first=BORDERS[3], last=BORDERS[10], general_education=20)
    since = {"kind": "owed", "minority": True, "months": 5, "counted_from": "commune"}
    factories.requirement(own, "professional", 30, {"kind": "exempt", "last_day": BORDERS[4], "areas": ["border"]}, since)
    factories.requirement(own, age_kind="at_most", age_limit=45, age_limit_women=30)
    factories.standard(secretary, chair, first=BORDERS[7], state="draft", professional=60)
    factories.standard(chair, first=BORDERS[7], state="withdrawn", professional=60)
    factories.requirement(factories.standard(chair, first=BORDERS[13]))


# --- the derived tables, held against the oracle ------------------------------------------------------------------------------

COLUMNS = storage.columns(Standing)
SEEN = tuple(name for name in COLUMNS if name not in {"cadre_id", "valid_from", "valid_to"})


def flat(seen: tuple) -> tuple:
    """The oracle's answer in the order of the table's columns."""
    return (*seen[:7], *seen[7], *seen[8:])


def assert_agree(days, *, first: date = FIRST) -> None:
    """The four derived tables say what the oracle says: standings on `days`, the others on the days they speak of."""
    oracle, serving_day = Oracle(), upkeep().serving_day
    for day in sorted(set(days)):
        rows = Standing.objects.filter(valid_from__lte=day, valid_to__gte=day).values_list("cadre_id", *SEEN)
        assert sorted(rows) == _expected(oracle, day), f"standings on {day:%d/%m/%Y}"
    serving = Serving.objects.values_list("cadre_id", *SEEN, "full_name", "search_key", "sort_key")
    assert sorted(serving) == [(*row, *oracle.names(row[0])) for row in _expected(oracle, serving_day)], "serving"
    tally = {tuple(key): people for *key, people in Tally.objects.values_list("province_id", "dimension", "key", "people") if people}
    assert tally == dict(oracle.cells_on(serving_day)), "tally"
    expected = {(end, *cell): people for end in half_year_ends_between(first, serving_day) for cell, people in oracle.cells_on(end).items()}
    assert {tuple(key): people for *key, people in kept_ends()} == expected, "period tallies"


def kept_ends() -> list[tuple]:
    """(end, province id, dimension, key, people) as stored."""
    return sorted(unfold(PeriodTally.objects.values_list(*storage.columns(PeriodTally))))


def _expected(oracle: Oracle, day: date) -> list[tuple]:
    return sorted((cadre, *flat(seen)) for cadre, seen in oracle.people_on(day).items())

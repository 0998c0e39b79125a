"""The only reader of standings: how many people, for an area, a day and filters.

Three ways to the same numbers, chosen here and nowhere else:
- plain questions about provinces and the country are read from tallies: the nearest counted day, plus the starts and ends since;
- questions with filters, about districts and communes, or on other boundaries are counted from the rows in force that day;
- "as known on" an earlier moment is counted from rows derived anew from the facts believed then (cadres/standings/remember.py).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count, F, Q, QuerySet, Value

from cadres.models import PeriodTally, Standing, Tally
from cadres.standards import Verdict
from cadres.standings import storage
from cadres.standings.cells import NATION, Dimension, StandardKey, unpack
from cadres.standings.counting import count_by, count_picks, count_units
from cadres.standings.half_years import kept_in
from chuanxa.periods import half_year_end, next_half_year_end
from reports.ages import age_test
from reports.breakdowns import AGE_BANDS, PROFESSIONAL_INTERMEDIATE, THEORY_INTERMEDIATE
from reports.selection import Selection

NOWHERE = 0
"""In place of a unit's id: people of the area who stand in none of its units."""

_STANDARD = Dimension.STANDARD.value


@dataclass
class Counts:
    """People by (dimension, key)."""

    cells: Counter = field(default_factory=Counter)

    @cached_property
    def people(self) -> int:
        return sum(number for _, number in self.standard)

    @cached_property
    def standard(self) -> list[tuple[StandardKey, int]]:
        """(StandardKey, people) of every cell of the standard."""
        return [(unpack(key), number) for (dimension, key), number in self.cells.items() if dimension == _STANDARD and number]

    def verdict(self, verdict: Verdict) -> int:
        return self._verdicts[verdict]

    @cached_property
    def _verdicts(self) -> Counter:
        found: Counter = Counter()
        for key, number in self.standard:
            found[key.verdict] += number
        return found

    def at_least(self, dimension: Dimension, level: int) -> int:
        """People at or above a level of a ladder's dimension."""
        return sum(number for (found, key), number in self.cells.items() if found == dimension.value and key >= level)


@dataclass
class UnitCounts:
    """What a row of a table of units says."""

    people: int = 0
    meets: int = 0
    falls_short: int = 0
    unknown: int = 0
    professional: int = 0
    theory: int = 0
    ages: Counter = field(default_factory=Counter)

    def add(self, other: "UnitCounts") -> None:
        for name in ("people", "meets", "falls_short", "unknown", "professional", "theory"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.ages.update(other.ages)


def counts_on(selection: Selection, days: Iterable[date]) -> dict[date, Counts]:
    """The area's counts on each of the days."""
    days = sorted(set(days))
    return _from_tallies(selection, days) if selection.is_plain else _from_rows(selection, days)


def counts_of(selection: Selection, day: date, *columns: str) -> Counter:
    """People by the values of columns of their standing on `day`, as tuples in that order. One grouping of the rows in force."""
    grouped = selection.standings(day).order_by().values_list(*columns).annotate(people=Count("cadre_id"))
    return Counter({tuple(values): people for *values, people in grouped})


def counts_where(
    selection: Selection, day: date, conditions: Mapping[str, Q], notes: Mapping[str, object], *columns: str
) -> dict[tuple, dict[str, int]]:
    """Values of columns → people for whom each condition holds, in one grouping; without columns one entry under ().

    `notes` are annotations that the conditions speak of.
    """
    aggregates = {name: Count("cadre_id", filter=condition) for name, condition in conditions.items()}
    people = selection.standings(day).order_by().alias(**notes)
    if not columns:
        return {(): people.aggregate(**aggregates)}
    rows = people.values(*columns).annotate(**aggregates)
    return {tuple(row[column] for column in columns): {name: row[name] for name in conditions} for row in rows}


def counts_by_unit(selection: Selection, tier: str, day: date) -> dict[int, UnitCounts]:
    """Unit id → its counts, for the provinces, districts or communes of the area on `day`; units without people are absent."""
    if tier == "province" and selection.is_plain:
        return _provinces_from_tallies(selection, day)
    if selection.boundary_day is not None and selection.boundary_day != day:
        return _moved_units(selection, tier, day)
    return _group(selection.standings(day), f"{tier}_id", day)


# --- from tallies -----------------------------------------------------------------------------------------------------------


def _from_tallies(selection: Selection, days: Sequence[date]) -> dict[date, Counts]:
    bases = {day: base_day(day, selection.serving_day) for day in days}
    stored = _stored(selection, set(bases.values()))
    found = {day: Counter(stored[base]) for day, base in bases.items()}
    for day, base in bases.items():
        if day != base:
            found[day].update(_only_cells(_moves(selection, base, day)))
    return {day: Counts(cells) for day, cells in found.items()}


def base_day(day: date, serving_day: date | None) -> date:
    """The counted day nearest to `day`, before or after it: the serving day or an end of a half-year before that."""
    if serving_day is None:
        return day
    latest = half_year_end(serving_day)
    before = min(half_year_end(day), latest)
    after = serving_day if before == latest else next_half_year_end(before)
    return min(after, before, key=lambda base: abs((base - day).days))


def _stored(selection: Selection, bases: set[date]) -> dict[date, Counter]:
    """Stored cells per base day, summed over the provinces asked for: at most one query per table."""
    found: dict[date, Counter] = defaultdict(Counter)
    provinces = selection.province_ids
    places = [NATION] if provinces is None else provinces
    if not places:
        return found
    place = storage.among("province_id", places)
    if selection.serving_day in bases:
        for dimension, key, people in storage.select(Tally, _CELL, place, places):
            found[selection.serving_day][dimension, key] += people
    if ends := sorted(base for base in bases if base != selection.serving_day):
        for day, _, cell, people in _stored_ends(ends, place, places):
            found[day][cell] += people
    return found


_CELL = ("dimension", "key", "people")


def _stored_ends(ends: Sequence[date], condition: str, parameters: Sequence[int]) -> Iterator[tuple[date, int, tuple[int, int], int]]:
    """(end, province id, (dimension, key), people) of these ends of half-years, without zeros. One query."""
    places = {end: kept_in(end) for end in ends}
    decades = sorted({decade for decade, _ in places.values()})
    names = tuple(f"end_{place}" for _, place in places.values())
    asked = f"{condition} AND {storage.among('decade', decades)}"
    for decade, province, dimension, key, *people in storage.select(
        PeriodTally, ("decade", "province_id", "dimension", "key", *names), asked, [*parameters, *decades]
    ):
        for end, number in zip(ends, people, strict=True):
            if number and places[end][0] == decade:
                yield end, province, (dimension, key), number


def _moves(selection: Selection, base: date, day: date) -> Counter:
    """(province id, dimension, key) → what starts and ends between two days change; counted once for all that a page shows."""
    if (base, day) not in selection.moves:
        selection.moves[base, day] = _count_moves(selection, base, day)
    return selection.moves[base, day]


def _count_moves(selection: Selection, base: date, day: date) -> Counter:
    """One statement, counted from `base` to `day` in either direction."""
    first, last, sign = (base, day, 1) if base < day else (day, base, -1)
    rows = Standing.objects.filter(_in_provinces(selection))
    starts = rows.filter(valid_from__gt=first, valid_from__lte=last)
    ends = rows.filter(valid_to__gte=first, valid_to__lt=last)
    # Places above zero are starts, below zero ends: one statement serves both.
    counted = count_picks([starts.annotate(place=F("province_id")), ends.annotate(place=-F("province_id"))])
    moved: Counter = Counter()
    for (province, dimension, key), number in counted.items():
        moved[abs(province), dimension, key] += sign * (number if province > 0 else -number)
    return moved


def _in_provinces(selection: Selection) -> Q:
    provinces = selection.province_ids
    return Q() if provinces is None else Q(province__in=provinces)


def _provinces_from_tallies(selection: Selection, day: date) -> dict[int, UnitCounts]:
    base = base_day(day, selection.serving_day)
    cells = _stored_by_province(selection, base)
    if day != base:
        cells.update(_moves(selection, base, day))
    found: dict[int, UnitCounts] = defaultdict(UnitCounts)
    for (province, dimension, key), people in cells.items():
        if people:
            _add_cell(found[province], dimension, key, people)
    return dict(found)


def _stored_by_province(selection: Selection, base: date) -> Counter:
    """(province id, dimension, key) → people for what a table of provinces shows. Naming the provinces lets the index serve."""
    provinces = selection.province_ids
    places = list(selection.register.units["province"]) if provinces is None else provinces
    if not places:
        return Counter()
    dimensions = [dimension.value for dimension in (Dimension.VERDICT, Dimension.PROFESSIONAL, Dimension.POLITICAL_THEORY)]
    condition, parameters = f"{storage.among('province_id', places)} AND {storage.among('dimension', dimensions)}", [*places, *dimensions]
    if base == selection.serving_day:
        rows = storage.select(Tally, ("province_id", *_CELL), condition, parameters)
        return Counter({tuple(cell): people for *cell, people in rows})
    return Counter({(province, *cell): people for _, province, cell, people in _stored_ends([base], condition, parameters)})


def _add_cell(unit: UnitCounts, dimension: int, key: int, people: int) -> None:
    if dimension == Dimension.VERDICT:
        unit.people += people
        name = {Verdict.MEETS: "meets", Verdict.FALLS_SHORT: "falls_short", Verdict.UNKNOWN: "unknown"}[key]
        setattr(unit, name, getattr(unit, name) + people)
    elif dimension == Dimension.PROFESSIONAL and key >= PROFESSIONAL_INTERMEDIATE:
        unit.professional += people
    elif dimension == Dimension.POLITICAL_THEORY and key >= THEORY_INTERMEDIATE:
        unit.theory += people


# --- from rows --------------------------------------------------------------------------------------------------------------


def _from_rows(selection: Selection, days: Sequence[date]) -> dict[date, Counts]:
    picks = [selection.standings(day).annotate(place=Value(place)) for place, day in enumerate(days)]
    found: dict[date, Counts] = {day: Counts() for day in days}
    for (place, dimension, key), number in count_picks(picks).items():
        found[days[place]].cells[dimension, key] += number
    return found


def _group(people: QuerySet, unit: str, day: date) -> dict[int, UnitCounts]:
    """Unit id → its counts, in one grouping."""
    tests = [(f"verdict = {verdict.value}", ()) for verdict in (Verdict.MEETS, Verdict.FALLS_SHORT, Verdict.UNKNOWN)]
    tests += [(f"professional >= {PROFESSIONAL_INTERMEDIATE}", ()), (f"political_theory >= {THEORY_INTERMEDIATE}", ())]
    ages = [age_test(band, day) for band in AGE_BANDS]
    slugs = [band.slug for band in AGE_BANDS]
    return {
        pk: UnitCounts(*counted[: len(tests) + 1], ages=Counter(dict(zip(slugs, counted[len(tests) + 1 :], strict=True))))
        for pk, *counted in count_units(people, unit, [*tests, *ages])
        if pk is not None
    }


def _moved_units(selection: Selection, tier: str, day: date) -> dict[int, UnitCounts]:
    """People of `day` gathered on the units of the boundary day: by the commune that stands where theirs stood.

    Those whose commune ended without an heir are counted in the country, and stand under NOWHERE.
    """
    moved = selection.moved_communes(day)
    found: dict[int, UnitCounts] = defaultdict(UnitCounts)
    for commune, counted in _group(selection.standings(day), "commune_id", day).items():
        after = selection.register.units["commune"].get(moved.get(commune))
        unit = {"commune": after.id, "district": after.district, "province": after.province}[tier] if after else None
        found[unit or NOWHERE].add(counted)
    return dict(found)


def _only_cells(counts: Counter) -> Counter:
    """Drop the place from (place, dimension, key)."""
    cells: Counter = Counter()
    for (_, dimension, key), number in counts.items():
        cells[dimension, key] += number
    return cells


def count_everybody(people: QuerySet) -> Counter:
    """(dimension, key) → people for any query set of standings: what the tests hold against the ways above."""
    return _only_cells(count_by(people))

"""The slow and obvious answer to "what is seen of everybody on this day?", to hold the fast one against.

For one day: go through the people one by one, through their facts one by one, and read the rule of the day. Nothing is kept
from one day to the next, nothing is merged, nothing is added up in advance. Only the shapes of rows are shared with the product,
and the numbers that its tables store are written out here, so that changing one by accident is noticed.
"""

from collections import Counter
from datetime import date, datetime, timedelta

from cadres.cases import Award, Traits
from cadres.levels import Ladder
from cadres.models import Appointment, Profile, Qualification, Standard
from cadres.requirements import AgeKind, AgeRule, AllowanceKind, AllowanceRule, CountedFrom, RequirementRule, StandardRule
from cadres.standings.timeline import Place, PositionRule, Post
from chuanxa.periods import Period
from provinces.models import AreaClassification, BoundaryChange, Province
from tests.law_oracle import holds, standard_on, verdict_of

CATEGORIES = {"elected": 0, "civil_servant": 1}
GROUPS = {"party": 0, "council": 1, "committee": 2, "organizations": 3, "civil_service": 4, "offices": 5}
COLUMNS = ("general_education", "professional", "political_theory", "state_management", "defence_security", "informatics")
DIMENSIONS = {name: place for place, name in enumerate(COLUMNS, start=2)}
STANDARD, POSITION, SEX, ETHNIC_GROUP, VERDICT = 1, 8, 9, 10, 11
NATION = 0
UNKNOWN_TRAITS = Traits()


# --- one person, one day ----------------------------------------------------------------------------------------------------


def seen_on(
    day: date, posts: list[Post], awards: list[Award], standards: list[StandardRule], traits: Traits = UNKNOWN_TRAITS
) -> tuple | None:
    """What is counted of a person on `day`, in the order of Stretch.seen; None when the person is not counted."""
    held = [post for post in posts if holds(post.period, day)]
    primary = [post for post in held if post.is_primary and post.position.counted]
    if not primary:
        return None
    post = sorted(primary, key=lambda post: (post.position.order, post.period.first, post.id))[0]
    places = [place for place in post.places if holds(place.period, day)]
    if not places:
        return None
    place = places[0]
    levels = {}
    for award in awards:
        if award.day is None or award.day <= day:
            levels.setdefault(award.ladder.value, []).append(award.level)
    levels = {ladder: max(reached) for ladder, reached in levels.items()}
    areas = {area for area, period in place.areas if holds(period, day)}
    standard = standard_on(day, post.position.id, place.province, standards)
    mine = [each.period for each in posts if standard and each.position.id in standard.positions]
    positions = sorted({each.position.id for each in held})
    return (
        place.province,
        place.district,
        place.commune,
        post.position.id,
        "," + "".join(f"{position}," for position in positions) if len(positions) > 1 else "",
        post.position.category,
        post.position.group,
        tuple(levels.get(ladder, -1) for ladder in COLUMNS),
        *verdict_of(day, awards, standard, areas, mine, place.founded, traits),
    )


# --- everybody in the database ----------------------------------------------------------------------------------------------


class Oracle:
    """Everything in the database as believed at `at` (None: now), read row by row."""

    def __init__(self, at: datetime | None = None):
        self.profiles = {row.cadre_id: row for row in Profile.objects.known(at)}
        self.appointments = list(Appointment.objects.known(at).select_related("position", "commune"))
        self.qualifications = list(Qualification.objects.known(at))
        self.changes = list(BoundaryChange.objects.select_related("commune_after", "commune_before"))
        self.classes = list(AreaClassification.objects.all())
        self.renamings = {
            one.commune_after_id: one.commune_before
            for one in self.changes
            if one.commune_after_id and one.kind in ("renaming", "kind_change")
        }
        self.standards = [self._rule(row) for row in Standard.objects.filter(state="published").order_by("valid_from", "code")]

    def people_on(self, day: date) -> dict[int, tuple]:
        """Cadre id → what Stretch.seen says, then (sex, ethnic group, birth date, Party date), for everybody counted on `day`."""
        found = {}
        for cadre in {row.cadre_id for row in self.appointments}:
            posts = [self._post(row, day) for row in self.appointments if row.cadre_id == cadre]
            awards = [
                Award(Ladder(row.ladder), row.level, row.awarded_on, row.is_relevant)
                for row in self.qualifications
                if row.cadre_id == cadre
            ]
            seen = seen_on(day, posts, awards, self.standards, self._traits(cadre))
            if seen is not None:
                found[cadre] = (*seen, *self._about(cadre))
        return found

    def names(self, cadre: int) -> tuple[str, str, str]:
        """The name and its two keys."""
        row = self.profiles.get(cadre)
        return (row.full_name, row.search_key, row.sort_key) if row else ("", "", "")

    def cells_on(self, day: date) -> Counter:
        """(province id, dimension, key) → people; the nation under 0."""
        cells = Counter()
        for seen in self.people_on(day).values():
            for province in (seen[0], NATION):
                for dimension, key in _cells(seen):
                    cells[province, dimension, key] += 1
        return cells

    def _about(self, cadre: int) -> tuple:
        row = self.profiles.get(cadre)
        if row is None:
            return 0, 0, None, None
        return {"": 0, "male": 1, "female": 2}[row.sex], int(row.ethnic_group or 0), row.born_on, row.party_member_since

    def _traits(self, cadre: int) -> Traits:
        row = self.profiles.get(cadre)
        if row is None:
            return UNKNOWN_TRAITS
        last = row.born_on
        if last and row.born_precision == "year":
            last = date(last.year, 12, 31)
        elif last and row.born_precision == "month":
            days = [date(last.year, last.month, 28) + timedelta(days=number) for number in range(4)]
            last = next(day for day in days if (day + timedelta(days=1)).day == 1)
        minority = None if not row.ethnic_group else row.ethnic_group not in ("01", "55")
        return Traits({"": 0, "male": 1, "female": 2}[row.sex], (row.born_on, last) if row.born_on else None, minority)

    def _post(self, row: Appointment, day: date) -> Post:
        place = self._place(row, day)
        kind = row.position
        rule = PositionRule(kind.id, CATEGORIES.get(kind.category, -1), GROUPS[kind.group], kind.order, kind.category in CATEGORIES)
        return Post(row.id, rule, Period(row.valid_from, row.valid_to), row.is_primary, (place,) if place else ())

    def _place(self, row: Appointment, day: date) -> Place | None:
        """Walk from the commune of the appointment to the one that holds the post on `day`.

        A post begun after its commune ended stands nowhere.
        """
        unit = row.commune
        if unit.valid_to is not None and row.valid_from > unit.valid_to:
            return None
        while unit.valid_to is not None and unit.valid_to < day:
            tomorrow = unit.valid_to + timedelta(days=1)
            heirs = [change for change in self.changes if change.commune_before_id == unit.id and change.day == tomorrow]
            heirs = [change for change in heirs if holds(Period(change.commune_after.valid_from, change.commune_after.valid_to), tomorrow)]
            chosen = [change for change in heirs if change.default] or (heirs if len(heirs) == 1 else [])
            if not chosen:
                return None
            unit = chosen[0].commune_after
        if day < unit.valid_from:
            return None
        classes = [one for one in self.classes if one.commune_id == unit.id or (unit.district_id and one.district_id == unit.district_id)]
        areas = tuple((one.area_class, Period(one.valid_from, one.valid_to)) for one in classes)
        begun = unit
        while begun.id in self.renamings:
            begun = self.renamings[begun.id]
        return Place(unit.id, unit.district_id, unit.province_id, Period(day, day), areas, begun.valid_from)

    def _rule(self, row: Standard) -> StandardRule:
        positions = frozenset(position.id for position in row.positions.all())
        requirements = tuple(self._requirement(one) for one in row.requirements.order_by("order"))
        provinces = frozenset(one.id for one in Province.objects.all() if row.province and one.code == row.province.code)
        return StandardRule(row.id, row.name, row.basis, Period(row.valid_from, row.valid_to), positions, requirements, provinces)

    @staticmethod
    def _requirement(row) -> RequirementRule:
        allowances = tuple(
            AllowanceRule(
                AllowanceKind(one.kind),
                minimum=one.minimum or 0,
                areas=frozenset(one.areas),
                minority=one.minority,
                held_before=one.held_before,
                held_on=one.held_on,
                period=Period(one.first_day or date.min, one.last_day) if one.first_day or one.last_day else None,
                until=one.until,
                months=one.months or 0,
                counted_from=CountedFrom(one.counted_from) if one.counted_from else None,
            )
            for one in row.allowances.order_by("order")
        )
        age = AgeRule(AgeKind(row.age_kind), row.age_limit, row.age_limit_women) if row.age_kind else None
        ladder = Ladder(row.ladder) if row.ladder else None
        return RequirementRule(row.text, ladder=ladder, minimum=row.minimum or 0, fitting=row.fitting, age=age, allowances=allowances)


def _cells(seen: tuple) -> list[tuple[int, int]]:
    _province, _district, _commune, position, posts, category, group, levels, verdict, *masks, sex, ethnic_group, _born, _party = seen
    positions = [int(each) for each in posts.split(",") if each] or [position]
    missing, unclear, owed, exempt = masks
    return [
        (STANDARD, category * 2**48 + group * 2**44 + missing * 2**33 + unclear * 2**22 + owed * 2**11 + exempt),
        *((DIMENSIONS[ladder], level) for ladder, level in zip(COLUMNS, levels, strict=True)),
        *((POSITION, each) for each in positions),
        (SEX, sex),
        (ETHNIC_GROUP, ethnic_group),
        (VERDICT, verdict),
    ]


def half_year_ends_between(first: date, last: date) -> list[date]:
    """The last days of June and December from `first` to `last`."""
    days = (date(year, month, number) for year in range(first.year, last.year + 1) for month, number in ((6, 30), (12, 31)))
    return [day for day in days if first <= day <= last]

"""The slow and obvious answer to "what is seen of everybody on this day?", to hold the fast one against.

For one day: go through the people one by one, through their facts one by one, and read the rule of the day. Nothing is kept
from one day to the next, nothing is merged, nothing is added up in advance. Only the shapes of rows are shared with the product,
and the numbers that its tables store are written out here, so that changing one by accident is noticed.
"""

from collections import Counter
from datetime import date, datetime, timedelta

from cadres.levels import Ladder
from cadres.models import Appointment, Profile, Qualification, Standard
from cadres.standards import RequirementRule, StandardRule
from cadres.standings.timeline import Award, Place, PositionRule, Post
from chuanxa.periods import Period
from provinces.models import AreaClassification, BoundaryChange

CATEGORIES = {"elected": 0, "civil_servant": 1}
GROUPS = {"party": 0, "council": 1, "committee": 2, "organizations": 3, "civil_service": 4, "offices": 5}
FALLS_SHORT, MEETS, UNKNOWN = 0, 1, 2
BITS = {
    "general_education": 1,
    "professional": 2,
    "political_theory": 4,
    "state_management": 8,
    "defence_security": 16,
    "informatics": 32,
    "foreign_language": 64,
    "ethnic_language": 128,
}
NO_STANDARD = 256
COLUMNS = ("general_education", "professional", "political_theory", "state_management", "defence_security", "informatics")
DIMENSIONS = {name: place for place, name in enumerate(COLUMNS, start=2)}
STANDARD, POSITION, SEX, ETHNIC_GROUP, VERDICT = 1, 8, 9, 10, 11
NATION = 0


# --- one person, one day ----------------------------------------------------------------------------------------------------


def seen_on(day: date, posts: list[Post], awards: list[Award], standards: list[StandardRule]) -> tuple | None:
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
    since = min((each.period.first for each in posts if standard and each.position.id in standard.positions), default=None)
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
        *verdict_of(levels, standard, areas, since),
    )


def holds(period: Period, day: date) -> bool:
    """Both ends are in; no last day is no end."""
    return period.first <= day and (period.last is None or day <= period.last)


def standard_on(day: date, position: int, province: int, standards: list[StandardRule]) -> StandardRule | None:
    """The province's own standard before the nation's, a later one before an earlier one."""
    speaking = [rule for rule in standards if holds(rule.period, day) and position in rule.positions]
    own = [rule for rule in speaking if rule.province == province]
    national = [rule for rule in speaking if rule.province is None]
    for rules in (own, national):
        for rule in rules:
            if all(rule.period.first >= other.period.first for other in rules):
                return rule
    return None


def verdict_of(levels: dict[str, int], standard: StandardRule | None, areas: set[str], since: date | None) -> tuple[int, int, int]:
    """(verdict, missing, unclear): below a minimum falls short; otherwise a blank, or nothing to judge by, is unknown."""
    missing = unclear = judged = 0
    for asked in standard.requirements if standard else ():
        if asked.ladder is None:
            continue
        judged += 1
        minimum = asked.minimum
        in_time = asked.exception_before is None or since < asked.exception_before
        if asked.exception_area and asked.exception_area in areas and in_time:
            minimum = asked.exception_minimum
        if asked.ladder.value not in levels:
            unclear |= BITS[asked.ladder.value]
        elif levels[asked.ladder.value] < minimum:
            missing |= BITS[asked.ladder.value]
    if not judged:
        return UNKNOWN, 0, NO_STANDARD
    return (FALLS_SHORT if missing else UNKNOWN if unclear else MEETS), missing, unclear


# --- everybody in the database ----------------------------------------------------------------------------------------------


class Oracle:
    """Everything in the database as believed at `at` (None: now), read row by row."""

    def __init__(self, at: datetime | None = None):
        self.profiles = {row.cadre_id: row for row in Profile.objects.known(at)}
        self.appointments = list(Appointment.objects.known(at).select_related("position", "commune"))
        self.qualifications = list(Qualification.objects.known(at))
        self.changes = list(BoundaryChange.objects.select_related("commune_after"))
        self.classes = list(AreaClassification.objects.all())
        self.standards = [self._rule(row) for row in Standard.objects.order_by("valid_from", "code")]

    def people_on(self, day: date) -> dict[int, tuple]:
        """Cadre id → what Stretch.seen says, then (sex, ethnic group, birth date, Party date), for everybody counted on `day`."""
        found = {}
        for cadre in {row.cadre_id for row in self.appointments}:
            posts = [self._post(row, day) for row in self.appointments if row.cadre_id == cadre]
            awards = [Award(Ladder(row.ladder), row.level, row.awarded_on) for row in self.qualifications if row.cadre_id == cadre]
            seen = seen_on(day, posts, awards, self.standards)
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
        return Place(unit.id, unit.district_id, unit.province_id, Period(day, day), areas)

    def _rule(self, row: Standard) -> StandardRule:
        positions = frozenset(position.id for position in row.positions.all())
        requirements = tuple(self._requirement(one) for one in row.requirements.order_by("order"))
        return StandardRule(row.id, row.name, row.basis, Period(row.valid_from, row.valid_to), positions, requirements, row.province_id)

    @staticmethod
    def _requirement(row) -> RequirementRule:
        exception = {
            "exception_area": row.exception_area,
            "exception_minimum": row.exception_minimum,
            "exception_before": row.exception_before,
        }
        return RequirementRule(row.text, ladder=Ladder(row.ladder) if row.ladder else None, minimum=row.minimum or 0, **exception)


def _cells(seen: tuple) -> list[tuple[int, int]]:
    _province, _district, _commune, position, posts, category, group, levels, verdict, missing, unclear, sex, ethnic_group, *_ = seen
    positions = [int(each) for each in posts.split(",") if each] or [position]
    return [
        (STANDARD, category * 16 * 512 * 512 + group * 512 * 512 + missing * 512 + unclear),
        *((DIMENSIONS[ladder], level) for ladder, level in zip(COLUMNS, levels, strict=True)),
        *((POSITION, each) for each in positions),
        (SEX, sex),
        (ETHNIC_GROUP, ethnic_group),
        (VERDICT, verdict),
    ]


def quarter_ends_between(first: date, last: date) -> list[date]:
    """The last days of March, June, September and December from `first` to `last`."""
    days = (
        date(year, month, number) for year in range(first.year, last.year + 1) for month, number in ((3, 31), (6, 30), (9, 30), (12, 31))
    )
    return [day for day in days if first <= day <= last]

"""The slow, obvious answer to every question of a page: read all facts, judge people one by one in plain Python, count them.

It knows nothing of standings, tallies or query sets, and nothing of how the product walks, judges or filters: it follows the words
of docs/decisions.md and the law as data. Fast answers are held against it.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from cadres.levels import Ladder
from cadres.models import Appointment, Profile, Qualification, Standard
from cadres.models.position import COUNTED
from provinces.models import AreaClassification, BoundaryChange, Commune

LADDERS = ("general_education", "professional", "political_theory", "state_management", "defence_security", "informatics")


@dataclass
class Seen:
    """One person in post on a day. `levels` has no key where nothing is recorded; `shown` are the columns of a list."""

    cadre: int
    name: str
    born: date | None
    sex: str
    ethnic_group: str
    commune: Commune
    category: str
    group: str
    position: str
    posts: set[str]
    levels: dict[str, int]
    areas: set[str]
    missing: set[str] = field(default_factory=set)
    unclear: set[str] = field(default_factory=set)
    owed: set[str] = field(default_factory=set)
    exempt: set[str] = field(default_factory=set)

    @property
    def verdict(self) -> str:
        return "falls_short" if self.missing else "unknown" if self.unclear else "meets"

    def slug(self, ladder: str) -> str:
        """The row of the ladder's table in which the person stands."""
        if ladder not in self.levels:
            return "unknown"
        slug = Ladder(ladder).levels(self.levels[ladder]).slug
        return "postgraduate" if ladder == "professional" and slug in {"master", "doctor"} else slug

    def at_least(self, ladder: str, level: int) -> bool:
        return self.levels.get(ladder, -1) >= level


class Truth:
    """The facts believed at a moment (now without one), and who stood where on any day."""

    def __init__(self, at: datetime | None = None):
        self.profiles = {one.cadre_id: one for one in _believed(Profile.objects.all(), at)}
        self.appointments = _believed(Appointment.objects.select_related("position"), at)
        self.awards = _believed(Qualification.objects.all(), at)
        self.standards = list(Standard.objects.filter(state="published").prefetch_related("positions", "requirements__allowances"))
        self.communes = {one.id: one for one in Commune.objects.select_related("district", "province")}
        self.changes = [one for one in BoundaryChange.objects.all() if one.commune_before_id]
        self.classes = list(AreaClassification.objects.all())
        self._seen: dict[date, list[Seen]] = {}

    def seen(self, day: date) -> list[Seen]:
        """Everybody in post on `day`, wherever; found once."""
        if day not in self._seen:
            everybody = sorted({post.cadre_id for post in self.appointments})
            self._seen[day] = [seen for cadre in everybody if (seen := self._one(cadre, day))]
        return self._seen[day]

    def stands(self, commune: Commune, day: date) -> Commune | None:
        """The commune on `day` where a post in `commune` stands: itself while it lives, then its heir, the default one of a split."""
        while day not in commune.period:
            if commune.valid_from > day:
                return None
            ended = commune.valid_to + timedelta(days=1)
            heirs = [one for one in self.changes if one.commune_before_id == commune.id and one.day == ended]
            chosen = [one for one in heirs if one.default] or (heirs if len(heirs) == 1 else [])
            if not chosen:
                return None
            commune = self.communes[chosen[0].commune_after_id]
        return commune

    def _one(self, cadre: int, day: date) -> Seen | None:
        mine = [post for post in self.appointments if post.cadre_id == cadre]
        held = [post for post in mine if day in post.period]
        leading = [post for post in held if post.is_primary and post.position.category in COUNTED]
        if not leading:
            return None
        post = min(leading, key=lambda one: (one.position.order, one.valid_from, one.id))
        commune = self.stands(self.communes[post.commune_id], day)
        profile = self.profiles.get(cadre)
        if commune is None:
            return None
        seen = Seen(
            cadre,
            profile.full_name if profile else "",
            profile.born_on if profile else None,
            (profile.sex if profile else "") or "unknown",
            (profile.ethnic_group if profile else "") or "unknown",
            commune,
            post.position.category,
            post.position.group,
            post.position.code,
            {one.position.code for one in held},
            self._levels(cadre, day),
            self._areas(commune, day),
        )
        self._judge(seen, post.position, mine, day)
        return seen

    def _levels(self, cadre: int, day: date) -> dict[str, int]:
        levels: dict[str, int] = {}
        for one in self.awards:
            if one.cadre_id == cadre and (one.awarded_on is None or one.awarded_on <= day):
                levels[one.ladder] = max(one.level, levels.get(one.ladder, 0))
        return {ladder: level for ladder, level in levels.items() if ladder in LADDERS}

    def _areas(self, commune: Commune, day: date) -> set[str]:
        near = [one for one in self.classes if day in one.period]
        return {
            one.area_class for one in near if one.commune_id == commune.id or (one.district_id and one.district_id == commune.district_id)
        }

    def _standard(self, position, province: int, day: date) -> Standard | None:
        """A province's own goes first, then the latest."""
        found = [
            one for one in self.standards if position in one.positions.all() and day in one.period and one.province_id in (None, province)
        ]
        return min(found, key=lambda one: (one.province_id is None, -one.valid_from.toordinal()), default=None)

    def _judge(self, seen: Seen, position, mine: list[Appointment], day: date) -> None:
        standard = self._standard(position, seen.commune.province_id, day)
        judged = [one for one in standard.requirements.all() if one.ladder] if standard else []
        since = min((post.valid_from for post in mine if standard and post.position in standard.positions.all()), default=None)
        for one in judged:
            allowed = [
                each for each in one.allowances.all() if each.held_before is None or (since is not None and since < each.held_before)
            ]
            allowed = [each for each in allowed if not each.areas or seen.areas & set(each.areas)]
            lowered = [each.minimum for each in allowed if each.kind == "lowered"]
            if one.ladder not in seen.levels:
                seen.unclear.add(one.ladder)
            elif seen.levels[one.ladder] < min([one.minimum, *lowered]):
                seen.missing.add(one.ladder)
                if any(each.kind == "owed" and day <= each.until for each in allowed):
                    seen.owed.add(one.ladder)
            elif seen.levels[one.ladder] < one.minimum:
                seen.exempt.add(one.ladder)
        if not judged:
            seen.unclear.add("standard")


def _believed(facts, at: datetime | None) -> list:
    if at is None:
        return [one for one in facts if one.superseded_at is None]
    return [one for one in facts if one.recorded_at <= at and (one.superseded_at is None or one.superseded_at > at)]


def age(born: date, day: date) -> int:
    """Birthdays counted one by one."""
    years = 0
    while True:
        try:
            birthday = born.replace(year=born.year + years + 1)
        except ValueError:  # 29 February
            birthday = date(born.year + years + 1, 3, 1)
        if birthday > day:
            return years
        years += 1


def band(seen: Seen, day: date) -> str:
    """The row of the table of ages."""
    if seen.born is None:
        return "unknown"
    years = age(seen.born, day)
    return next(slug for slug, most in (("to_30", 30), ("31_40", 40), ("41_50", 50), ("51_60", 60), ("over_60", 999)) if years <= most)


def tables(people: list[Seen], day: date) -> dict[str, dict[str, int]]:
    """Table id → key → people, without the keys of nobody."""
    counted = {
        "category": Counter(one.category for one in people),
        "verdict": Counter(one.verdict for one in people),
        "group": Counter(one.group for one in people),
        "position": Counter(post for one in people for post in one.posts),
        "gender": Counter(one.sex for one in people),
        "ethnic_group": Counter(one.ethnic_group for one in people),
        "age_band": Counter(band(one, day) for one in people),
        "communes": Counter(one.commune.code for one in people),
        "districts": Counter(one.commune.district.code for one in people if one.commune.district),
        "provinces": Counter(one.commune.province.code for one in people),
    }
    counted |= {ladder: Counter(one.slug(ladder) for one in people) for ladder in LADDERS}
    return {id: dict(counts) for id, counts in counted.items()}


def measures(people: list[Seen]) -> dict[str, int]:
    """The measures of a row of units."""
    return {
        "meets": sum(one.verdict == "meets" for one in people),
        "falls_short": sum(one.verdict == "falls_short" for one in people),
        "unknown": sum(one.verdict == "unknown" for one in people),
        "professional_intermediate": sum(one.at_least("professional", 20) for one in people),
        "theory_intermediate": sum(one.at_least("political_theory", 20) for one in people),
    }

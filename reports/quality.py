"""Chất lượng dữ liệu, in the ministry's words: đúng – đủ – sạch – sống, of the people now in post, commune by commune.

- đúng: the people whose records break no rule (cadres/checks/person_rules.py);
- đủ: the fields filled, of those of everybody in post and of every expected post that nobody holds;
- sạch: the people who share name, commune and year of birth with nobody;
- sống: the people whose dossier was changed, or confirmed to be right, within a year.

Always of today: what was recorded of another day was recorded with the quality of its time.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median

from django.db.models import Max
from django.utils import timezone

from cadres.checks.person_rules import PersonRule
from cadres.checks.suspects import breaking
from cadres.levels import NO_RECORD, Ladder
from cadres.models import Appointment, Enrolment, Profile, Qualification, Review
from reports.doubts import Scene
from reports.shares import Share

ALIVE_DAYS = 365

FIELDS = (
    "ngày sinh đủ ngày",
    "giới tính",
    "dân tộc",
    "số định danh cá nhân",
    "học vấn",
    "chuyên môn",
    "lý luận chính trị",
    "quản lý nhà nước",
)
"""What every dossier should say; an expected post without anybody lacks them all."""

_LADDERS = (Ladder.GENERAL_EDUCATION, Ladder.PROFESSIONAL, Ladder.POLITICAL_THEORY, Ladder.STATE_MANAGEMENT)


@dataclass
class Checked:
    """What was found of one person. `touched` is when the dossier was last changed or confirmed."""

    cadre: int
    name: str
    position: int
    commune: int
    touched: datetime | None = None
    empty: tuple[str, ...] = ()
    faults: list[tuple[PersonRule, str, str]] = field(default_factory=list)
    twin: bool = False

    def days(self, day: date) -> int | None:
        """Days since; None when nothing says."""
        return (day - timezone.localtime(self.touched).date()).days if self.touched else None

    def stale(self, day: date) -> bool:
        days = self.days(day)
        return days is None or days > ALIVE_DAYS


@dataclass
class Quality:
    """Counts of one unit: people, fields, and what is wrong with them. `days` are those of everybody."""

    people: int = 0
    fields: int = 0
    wrong: int = 0
    empty: int = 0
    twins: int = 0
    stale: int = 0
    days: list[int] = field(default_factory=list)

    def add(self, person: Checked, day: date) -> None:
        self.people += 1
        self.fields += len(FIELDS)
        self.wrong += bool(person.faults)
        self.empty += len(person.empty)
        self.twins += person.twin
        self.stale += person.stale(day)
        if (days := person.days(day)) is not None:
            self.days.append(days)

    def add_vacancy(self) -> None:
        """A post that nobody holds: none of its fields is filled."""
        self.fields += len(FIELDS)
        self.empty += len(FIELDS)

    @property
    def bad(self) -> dict[str, Share]:
        """What is not đúng, đủ, sạch, sống: measure → share."""
        return {
            "not_correct": Share(self.wrong, self.people),
            "not_complete": Share(self.empty, self.fields),
            "not_clean": Share(self.twins, self.people),
            "not_alive": Share(self.stale, self.people),
        }

    @property
    def median_days(self) -> int | None:
        return int(median(self.days)) if self.days else None


def checked(scene: Scene) -> list[Checked]:
    """Everybody now in post there, by name. About fifteen queries, whatever the number of people."""
    faults, twins, seen = breaking(scene.people, scene.today), scene.twins, touched(scene)
    whole = dict(Profile.objects.known().filter(cadre__in=scene.people.values("cadre")).values_list("cadre_id", "born_precision"))
    columns = ("cadre_id", "full_name", "position_id", "commune_id", "born_on", "sex", "ethnic_group", "cadre__personal_id")
    rows = scene.people.order_by("sort_key", "cadre_id").values_list(*columns, *(ladder.value for ladder in _LADDERS))
    found = []
    for cadre, name, position, commune, born, sex, ethnic, number, *levels in rows:
        filled = (born and whole.get(cadre) == "day", sex, ethnic, number, *(level != NO_RECORD for level in levels))
        empty = tuple(label for label, there in zip(FIELDS, filled, strict=True) if not there)
        found.append(Checked(cadre, name, position, commune, seen.get(cadre), empty, faults.get(cadre, []), cadre in twins))
    return found


def touched(scene: Scene) -> dict[int, datetime]:
    """Person → when their dossier was last changed or confirmed. Nine queries."""
    latest: dict[int, datetime] = {}
    people = scene.people.order_by().values("cadre")
    for model in (Profile, Appointment, Qualification, Enrolment):
        for column in ("recorded_at", "superseded_at"):
            _later(latest, model.objects.filter(cadre__in=people).order_by().values_list("cadre_id").annotate(at=Max(column)))
    _later(latest, Review.objects.filter(cadre__in=people).order_by().values_list("cadre_id").annotate(last=Max("at")))
    return latest


def _later(latest: dict[int, datetime], rows: Iterable[tuple[int, datetime | None]]) -> None:
    for cadre, at in rows:
        if at is not None and (cadre not in latest or latest[cadre] < at):
            latest[cadre] = at


def by_commune(scene: Scene, people: list[Checked]) -> dict[int, Quality]:
    """Commune → its quality; communes of the place without people and without expected posts are absent."""
    found: dict[int, Quality] = defaultdict(Quality)
    for person in people:
        found[person.commune].add(person, scene.today)
    for commune, _ in scene.vacancies:
        found[commune].add_vacancy()
    return dict(found)


def together(qualities: Iterable[Quality]) -> Quality:
    """The sum."""
    total = Quality()
    for one in qualities:
        for name in ("people", "fields", "wrong", "empty", "twins", "stale"):
            setattr(total, name, getattr(total, name) + getattr(one, name))
        total.days += one.days
    return total

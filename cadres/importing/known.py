"""What is on record of a person, as far as a list can speak of it. Pure: filled by `cadres.importing.on_record`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cadres.levels import Ladder
from chuanxa.partial_dates import PartialDate
from chuanxa.periods import Period


@dataclass(frozen=True, slots=True)
class KnownPost:
    """`place` is the commune that stands, on the day of the list, where the post's commune stood."""

    id: int
    place: int
    position: str
    label: str
    unit: str
    period: Period
    primary: bool


@dataclass(frozen=True, slots=True)
class KnownLevel:
    """One qualification."""

    id: int
    level: int
    awarded: PartialDate | None = None
    major: str = ""
    school: str = ""
    study_mode: str = ""
    equivalent: bool = False

    def holds(self, day: date) -> bool:
        """Without an award date the level holds on every day."""
        return self.awarded is None or self.awarded.day <= day


@dataclass(frozen=True, slots=True)
class KnownStudy:
    """One course under way, or that was."""

    id: int
    ladder: Ladder
    level: int
    major: str
    period: Period


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """`within` is false for people whose posts all lie outside the importer's reach: they may be met by their number only."""

    id: int
    name: str
    personal_id: str = ""
    sex: str = ""
    born: PartialDate | None = None
    ethnic_group: str = ""
    party_member: bool | None = None
    party_since: PartialDate | None = None
    party_full: PartialDate | None = None
    posts: tuple[KnownPost, ...] = ()
    levels: Mapping[Ladder, tuple[KnownLevel, ...]] = field(default_factory=dict)
    studies: tuple[KnownStudy, ...] = ()
    within: bool = True

    def primary_on(self, day: date) -> KnownPost | None:
        """The primary post held on a day."""
        return next((post for post in self.posts if post.primary and day in post.period), None)

"""The invented people of the demo, as plain values: who they are, what they hold, what they learnt.

Pure. Communes and positions are codes, so that the same people come out whatever ids a database gave its rows.
"""

from dataclasses import dataclass, field
from datetime import date

from cadres.levels import Ladder
from chuanxa.partial_dates import Precision


@dataclass(slots=True)
class Post:
    """One appointment; `last` is None while it lasts. Routes are those of cadres.models.Route."""

    commune: str
    position: str
    first: date
    last: date | None = None
    route: str = ""
    primary: bool = True


@dataclass(slots=True)
class Diploma:
    """A level on a ladder; level 0 ("untrained") and things learnt at an unknown time have no day."""

    ladder: Ladder
    level: int
    day: date | None = None
    precision: Precision = Precision.DAY
    major: str = ""
    school: str = ""
    mode: str = ""
    equivalent: bool = False
    relevant: bool | None = None
    evidence: str = ""


@dataclass(slots=True)
class Study:
    """A course under way from `first`; `last` is None while it goes on."""

    ladder: Ladder
    level: int
    first: date
    last: date | None
    major: str = ""
    school: str = ""
    mode: str = ""


@dataclass(slots=True, eq=False)
class Person:
    """`levels` maps a ladder to the level held at each census day; a ladder in `blank` has no record at all.

    `bounds` are the lowest and highest level a published table leaves open on a census day; `marks` are words that the makers
    of tables leave for one another ("support" for those who left Cao Bằng with support in 2013, and so on).
    """

    number: int
    province: str
    sex: str
    ethnic_group: str
    born: date
    name: str = ""
    born_precision: Precision = Precision.DAY
    posts: list[Post] = field(default_factory=list)
    others: list[Post] = field(default_factory=list)
    levels: dict[Ladder, dict[date, int]] = field(default_factory=dict)
    bounds: dict[tuple[Ladder, date], tuple[int, int]] = field(default_factory=dict)
    blank: set[Ladder] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    luck: dict[Ladder, float] = field(default_factory=dict)
    diplomas: list[Diploma] = field(default_factory=list)
    studies: list[Study] = field(default_factory=list)
    party_since: date | None = None
    party_full: date | None = None
    personal_id: str | None = None

    @property
    def entered(self) -> date:
        """The first day in any post."""
        return self.posts[0].first

    @property
    def left(self) -> date | None:
        """The last day in any post, None while in post."""
        return self.posts[-1].last

    def post_on(self, day: date) -> Post | None:
        """The primary post on `day`."""
        for post in reversed(self.posts):
            if post.first <= day:
                return post if post.last is None or day <= post.last else None
        return None

"""Invents the people of one commune over ten years: who held which post when, and what they learnt.

Pure and deterministic: the same commune gives the same people at every scale, so that one province means the same in the
one-province database and in the nation. Days are ordinals (`date.toordinal`): half a million people are made of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from bench.generation.catalogues import CIVIL_SERVANTS, ELECTED
from bench.scale import FIRST_DAY, SEED, TODAY

FIRST, LAST = FIRST_DAY.toordinal(), TODAY.toordinal()
ELECTIONS = tuple(date(year, 6, 15).toordinal() for year in (2011, 2016, 2021, 2026))
YEAR = 365
EARLIEST = date(2004, 1, 1).toordinal()
"""Units are known from this day on."""

FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Nông Lương Hà Đinh Triệu Lò Giàng Thạch".split()
MIDDLE = {
    "male": "Văn Hữu Đức Công Quang Minh Xuân Đình Ngọc Thanh A".split(),
    "female": "Thị Thu Ngọc Minh Thanh Kim Bích Hồng Mai".split(),
}
GIVEN = (
    "An Anh Ánh Ân Bách Bảo Bình Chi Chiến Cường Dũng Duy Đạt Đức Giang Hà Hải Hạnh Hằng Hiền Hiếu Hoa Hòa Hồng Hùng Hưng Hương "
    "Khánh Khoa Lan Lâm Linh Long Lộc Mai Minh Nam Nga Ngân Nghĩa Ngọc Nhung Oanh Phong Phúc Phương Quân Quang Quyên Quyết Sơn "
    "Tâm Tân Thảo Thành Thắng Thanh Thủy Thúy Tiến Toàn Trang Trung Tú Tuấn Tùng Tuyết Uyên Vân Việt Vinh Xuân Yến Út Ước"
).split()
ETHNIC = ("01",) * 17 + ("02", "07", "03", "05", "06", "08", "09", "10")

ELECTED_CODES, CIVIL_CODES = tuple(ELECTED), tuple(CIVIL_SERVANTS)


@dataclass(slots=True)
class Post:
    """`first`..`last` are ordinals, both in; last None is open. `commune` is the place in the list of neighbours, 0 for one's own."""

    position: str
    first: int
    last: int | None
    commune: int = 0
    primary: bool = True
    withdrawn: bool = False


@dataclass(slots=True)
class Award:
    """`day` is an ordinal or None. A `withdrawn` fact was recorded and later superseded."""

    ladder: str
    level: int
    day: int | None
    withdrawn: bool = False


@dataclass(slots=True)
class Person:
    name: str
    sex: str
    born: int
    ethnic_group: str
    party_since: int | None
    posts: list[Post] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)


def people_of(code: str, neighbours: int) -> Iterator[Person]:
    """The people of the commune with this code; `neighbours` is how many communes of its district may lend a post."""
    random = Random(f"{SEED}/{code}")
    slots = [*ELECTED_CODES, *CIVIL_CODES]
    slots += random.sample(CIVIL_CODES[2:], random.choice((1, 2, 3, 4, 4)))
    for position in slots:
        for first, last in _tenures(random, position):
            yield _person(random, position, first, last, neighbours)


def _tenures(random: Random, position: str) -> Iterator[tuple[int, int | None]]:
    """One holder after another, from before the first day to today."""
    first = FIRST - random.randrange(10 * YEAR)
    while first <= LAST:
        end = first + random.randrange(2 * YEAR, 15 * YEAR)
        if position in ELECTED and random.random() < 0.7:
            end = next((day for day in ELECTIONS if day >= end), end)
        if end >= FIRST:
            yield first, end if end < LAST else None
        first = end + 1 + (random.randrange(60) if random.random() < 0.2 else 0)


def _person(random: Random, position: str, first: int, last: int | None, neighbours: int) -> Person:
    sex = "female" if random.random() < (0.95 if position == "womens_union_chair" else 0.27) else "male"
    name = f"{random.choice(FAMILY)} {random.choice(MIDDLE[sex])} {random.choice(GIVEN)}"
    born = first - random.randrange(24 * YEAR, 50 * YEAR)
    party = None if random.random() < 0.12 else born + random.randrange(19 * YEAR, 23 * YEAR)
    person = Person(name, sex, born, random.choice(ETHNIC), party)
    person.posts = _posts(random, position, first, last, neighbours)
    person.awards = _awards(random, born, first, LAST if last is None else last)
    return person


def _posts(random: Random, position: str, first: int, last: int | None, neighbours: int) -> list[Post]:
    posts, until = [], first - 1
    while random.random() < 0.45 and len(posts) < 3 and until > EARLIEST:
        start = max(until - random.randrange(YEAR, 5 * YEAR), EARLIEST)
        elsewhere = random.randrange(1, neighbours) if neighbours > 1 and random.random() < 0.4 else 0
        posts.append(Post(random.choice(CIVIL_CODES), start, until, elsewhere))
        until = start - 1
    posts += _terms(random, position, first, last)
    if random.random() < 0.08:
        beside = random.choice([code for code in ELECTED_CODES if code != position])
        posts.append(Post(beside, posts[-1].first, last, primary=False))
    if random.random() < 0.04:
        last_post = posts[-1]
        posts.append(Post(last_post.position, last_post.first - 40, last_post.last, primary=last_post.primary, withdrawn=True))
    return posts


def _terms(random: Random, position: str, first: int, last: int | None) -> Iterator[Post]:
    """A tenure is one appointment after another: elected people are elected again, civil servants now and then appointed again."""
    end = LAST if last is None else last
    renewals = [day for day in ELECTIONS if first < day <= end]
    if position not in ELECTED:
        renewals = [day + random.randrange(-200, 200) for day in renewals if random.random() < 0.4]
    borders = sorted({day for day in renewals if first < day <= end})
    starts = [first, *borders]
    ends = [day - 1 for day in borders]
    for start, stop in zip(starts, [*ends, last], strict=True):
        yield Post(position, start, stop)


def _awards(random: Random, born: int, first: int, end: int) -> list[Award]:
    chance = random.random
    awards = []
    if chance() < 0.98:
        schooling = random.choices((30, 20, 10), (85, 12, 3))[0]
        awards.append(Award("general_education", schooling, None if chance() < 0.7 else born + 18 * YEAR))
    if chance() < 0.97:
        level = random.choices((0, 10, 20, 30, 40, 50), (6, 8, 42, 10, 32, 2))[0]
        awards.append(Award("professional", level, None if level == 0 else born + 22 * YEAR + random.randrange(2 * YEAR)))
        if level < 40 and chance() < 0.5:
            awards.append(Award("professional", random.choice((20, 30, 40, 40)), _during(random, first, end)))
    if chance() < 0.93:
        level = random.choices((0, 10, 20, 30), (20, 30, 45, 5))[0]
        awards.append(Award("political_theory", level, None if level == 0 else first - random.randrange(-YEAR, 6 * YEAR)))
        if level < 20 and chance() < 0.55:
            awards.append(Award("political_theory", random.choice((20, 20, 30)), _during(random, first, end)))
    if chance() < 0.4:
        awards.append(Award("state_management", random.choice((0, 10, 20, 20, 30)), _during(random, first, end)))
    if chance() < 0.12:
        awards.append(Award("defence_security", random.choice((10, 20)), _during(random, first, end)))
    if chance() < 0.3:
        awards.append(Award("informatics", random.choice((0, 10, 20, 40, 40, 50)), _during(random, first, end)))
    if awards and chance() < 0.05:
        awards.append(Award(awards[-1].ladder, 30, awards[-1].day, withdrawn=True))
    return awards


def _during(random: Random, first: int, end: int) -> int:
    """A day of the tenure, or up to three years before it."""
    return first - 3 * YEAR + random.randrange(max(end - first + 3 * YEAR, 1))

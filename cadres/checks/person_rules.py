"""What must hold between everything believed of one person: the rules of live data, in one list, each with its sentence.

Pure. The data quality of a commune ("đúng") counts the people who break any of them; `manage.py check_data` names the records.
"""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from cadres.levels import GeneralLevel, Ladder
from chuanxa.names import clean, name_key, sort_key
from chuanxa.partial_dates import PartialDate, Precision
from chuanxa.periods import ONE_DAY, Period, age

SCHOOL_AGE = 14
"""Nobody has a diploma before this age, but for primary school, which ends at eleven."""

PRIMARY_AGE = 10

PARTY_AGE = 16
"""The charter says eighteen; papers of earlier years hold younger members, and the form takes them from sixteen on."""


@dataclass(frozen=True, slots=True)
class Named:
    """The profile in force."""

    id: int
    full_name: str
    search_key: str
    sort_key: str
    personal_id: str
    birth: PartialDate | None
    party: PartialDate | None = None
    party_full: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A post; `commune_life` and `position_life` are the periods of what it points at. `last` may lie before `first` in bad data."""

    id: int
    commune: str
    position: str
    first: date
    last: date | None
    is_primary: bool
    commune_life: Period
    position_life: Period

    @property
    def period(self) -> Period | None:
        return Period(self.first, self.last) if self.last is None or self.last >= self.first else None


@dataclass(frozen=True, slots=True)
class Learnt:
    """A qualification."""

    id: int
    ladder: str
    level: int
    award: PartialDate | None


@dataclass(frozen=True, slots=True)
class Studied:
    """An enrolment."""

    id: int
    first: date
    last: date | None


@dataclass(slots=True)
class Person:
    """Everything believed of one person now. `number` is the personal ID that the identity carries."""

    id: int
    number: str = ""
    merged: bool = False
    profiles: list[Named] = field(default_factory=list)
    posts: list[Held] = field(default_factory=list)
    awards: list[Learnt] = field(default_factory=list)
    studies: list[Studied] = field(default_factory=list)

    @property
    def profile(self) -> Named | None:
        return self.profiles[0] if self.profiles else None


Break = tuple[str, str]
"""Which record ("appointment 12"), and what was found there."""


@dataclass(frozen=True, slots=True)
class PersonRule:
    """`says` is the rule in one sentence; `breaks(person, day)` tells every record that breaks it. `day` is today."""

    slug: str
    says: str
    breaks: Callable[[Person, date], Iterator[Break]]


def earliest(known: PartialDate) -> date:
    """The first day a partial date may mean."""
    return known.day


def latest(known: PartialDate) -> date:
    """The last day a partial date may mean."""
    if known.precision is Precision.DAY:
        return known.day
    if known.precision is Precision.YEAR:
        return date(known.day.year, 12, 31)
    following = date(known.day.year + known.day.month // 12, known.day.month % 12 + 1, 1)
    return following - ONE_DAY


def _one_profile(person: Person, day: date) -> Iterator[Break]:
    if person.merged:
        return
    if len(person.profiles) > 1:
        yield f"cadre {person.id}", f"có {len(person.profiles)} lý lịch cùng có hiệu lực"
    elif not person.profiles and (person.posts or person.awards or person.studies):
        yield f"cadre {person.id}", "có dữ kiện nhưng không có lý lịch"


def _personal_id(person: Person, day: date) -> Iterator[Break]:
    for profile in person.profiles:
        if profile.personal_id and not (len(profile.personal_id) == 12 and profile.personal_id.isascii() and profile.personal_id.isdigit()):
            yield f"profile {profile.id}", f"số định danh “{profile.personal_id}” không phải 12 chữ số"
        if profile.personal_id != person.number:
            yield f"cadre {person.id}", f"số định danh của hồ sơ là “{person.number}”, của lý lịch là “{profile.personal_id}”"


def _names(person: Person, day: date) -> Iterator[Break]:
    for profile in person.profiles:
        name = profile.full_name
        if not name or name != clean(name) or not unicodedata.is_normalized("NFC", name):
            yield f"profile {profile.id}", f"họ tên “{name}” chưa được làm sạch"
        if (profile.search_key, profile.sort_key) != (name_key(name), sort_key(name)):
            yield f"profile {profile.id}", f"khóa tìm và khóa xếp của “{name}” không khớp họ tên"


def _primary_posts(person: Person, day: date) -> Iterator[Break]:
    held = [post for post in person.posts if post.is_primary and post.period]
    for one, other in combinations(sorted(held, key=lambda post: (post.first, post.id)), 2):
        if one.period.overlaps(other.period):
            what = f"“{other.position}” từ {other.first:%d/%m/%Y} chồng lên “{one.position}” (appointment {one.id})"
            yield f"appointment {other.id}", what


def _places(person: Person, day: date) -> Iterator[Break]:
    for post in person.posts:
        if post.first not in post.commune_life:
            yield f"appointment {post.id}", f"{post.commune} không tồn tại ngày {post.first:%d/%m/%Y}"
        if post.first not in post.position_life:
            yield f"appointment {post.id}", f"chức danh “{post.position}” không có ngày {post.first:%d/%m/%Y}"
        elif (post.last or day) > post.position_life.end:
            ended = f"{post.position_life.end:%d/%m/%Y}"
            yield f"appointment {post.id}", f"chức danh “{post.position}” đã hết từ sau {ended} mà người này còn giữ"


def _ends(person: Person, day: date) -> Iterator[Break]:
    dated = [("appointment", one) for one in person.posts] + [("enrolment", one) for one in person.studies]
    for kind, one in dated:
        if one.last is not None and one.last < one.first:
            yield f"{kind} {one.id}", f"kết thúc {one.last:%d/%m/%Y} trước khi bắt đầu {one.first:%d/%m/%Y}"


def _partial_dates(person: Person, day: date) -> Iterator[Break]:
    found = [(f"qualification {one.id}", one.award) for one in person.awards]
    found += [(f"profile {one.id}", known) for one in person.profiles for known in (one.birth, one.party, one.party_full)]
    for record, known in found:
        if known is None or known.precision is Precision.DAY:
            continue
        first = (known.day.month, known.day.day) if known.precision is Precision.YEAR else (1, known.day.day)
        if first != (1, 1):
            yield record, f"ngày {known.day:%d/%m/%Y} ghi là chỉ biết {'năm' if known.precision is Precision.YEAR else 'tháng'}"


def _future(person: Person, day: date) -> Iterator[Break]:
    for one in person.awards:
        if one.award and earliest(one.award) > day:
            yield f"qualification {one.id}", f"cấp ngày {one.award}, sau hôm nay"
    for one in person.profiles:
        for label, known in (("sinh", one.birth), ("vào Đảng", one.party), ("chính thức", one.party_full)):
            if known and earliest(known) > day:
                yield f"profile {one.id}", f"{label} ngày {known}, sau hôm nay"


def _diplomas(person: Person, day: date) -> Iterator[Break]:
    birth = person.profile.birth if person.profile else None
    for one in person.awards if birth else ():
        least = PRIMARY_AGE if (one.ladder, one.level) == _PRIMARY_SCHOOL else SCHOOL_AGE
        if one.award and one.level and age(earliest(birth), latest(one.award)) < least:
            yield f"qualification {one.id}", f"cấp {one.award} khi chưa đủ {least} tuổi (sinh {birth})"


_PRIMARY_SCHOOL = (Ladder.GENERAL_EDUCATION, GeneralLevel.PRIMARY)


def _levels(person: Person, day: date) -> Iterator[Break]:
    for one in person.awards:
        try:
            Ladder(one.ladder).levels(one.level)
        except ValueError:
            yield f"qualification {one.id}", f"bậc {one.level} không có trong loại trình độ “{one.ladder}”"


def _party(person: Person, day: date) -> Iterator[Break]:
    for one in person.profiles:
        if one.party and one.party_full and latest(one.party_full) < earliest(one.party):
            yield f"profile {one.id}", f"chính thức {one.party_full} trước khi vào Đảng {one.party}"
        if one.party and one.birth and age(earliest(one.birth), latest(one.party)) < PARTY_AGE:
            yield f"profile {one.id}", f"vào Đảng {one.party} khi chưa đủ {PARTY_AGE} tuổi (sinh {one.birth})"


PERSON_RULES = (
    PersonRule("one-profile", "Mỗi hồ sơ có đúng một lý lịch đang có hiệu lực.", _one_profile),
    PersonRule("personal-id", "Số định danh cá nhân gồm 12 chữ số, và hồ sơ mang đúng số của lý lịch.", _personal_id),
    PersonRule("names", "Họ tên viết sạch (NFC, không ký tự lạ), khóa tìm và khóa xếp khớp với họ tên.", _names),
    PersonRule("primary-posts", "Một người giữ một chức danh chính trong một lúc.", _primary_posts),
    PersonRule("places", "Xã và chức danh tồn tại vào ngày bắt đầu; không ai còn giữ chức danh đã hết.", _places),
    PersonRule("ends", "Chức danh và lớp học kết thúc bằng hoặc sau ngày bắt đầu.", _ends),
    PersonRule("partial-dates", "Ngày chỉ biết tháng hoặc năm được giữ ở ngày đầu tháng, đầu năm.", _partial_dates),
    PersonRule("future", "Không có ngày sinh, ngày cấp bằng, ngày vào Đảng sau hôm nay.", _future),
    PersonRule("diplomas", f"Văn bằng, chứng chỉ không cấp trước tuổi {SCHOOL_AGE} (tốt nghiệp tiểu học: {PRIMARY_AGE}).", _diplomas),
    PersonRule("levels", "Bậc trình độ có trong loại trình độ của nó.", _levels),
    PersonRule("party", f"Vào Đảng từ đủ {PARTY_AGE} tuổi, chính thức bằng hoặc sau ngày vào Đảng.", _party),
)


def broken(person: Person, day: date) -> Iterator[tuple[PersonRule, str, str]]:
    """(rule, record, what was found) for every rule that the person's records break."""
    for rule in PERSON_RULES:
        for record, found in rule.breaks(person, day):
            yield rule, record, found

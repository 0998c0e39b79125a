"""One line of time for a person: posts, learning, moves, the Party, and what became of the communes they served in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from cadres.levels import Ladder
from cadres.models import Appointment, Departure, Enrolment, Intake, Move, Profile, Qualification
from cadres.person_file import PersonFile
from chuanxa.partial_dates import PartialDate
from provinces.register import Register

POST, LEARNING, MOVE, PARTY, UNIT = "post", "learning", "move", "party", "unit"
LABELS = {POST: "Chức danh", LEARNING: "Học tập", MOVE: "Luân chuyển, nghỉ việc", PARTY: "Đảng", UNIT: "Đơn vị"}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day, known as exactly as `when` says; `kind` is a key of LABELS."""

    when: PartialDate
    kind: str
    says: str
    detail: str = ""

    @property
    def label(self) -> str:
        return LABELS[self.kind]


def timeline_of(file: PersonFile, register: Register, *, day: date, at: datetime | None = None) -> list[Event]:
    """Every event up to `day`, as believed at `at`, newest first."""
    events = [*_person(file, at), *_posts(file, register, at), *_learning(file, at), *_moves(file, at)]
    return sorted((event for event in events if event.when.day <= day), key=lambda event: event.when.day, reverse=True)


def _person(file: PersonFile, at: datetime | None) -> Iterator[Event]:
    for profile in file.of(Profile, at):
        if profile.party_entry:
            yield Event(profile.party_entry, PARTY, "Vào Đảng")
        if profile.party_full_entry:
            yield Event(profile.party_full_entry, PARTY, "Đảng viên chính thức")


def _posts(file: PersonFile, register: Register, at: datetime | None) -> Iterator[Event]:
    for post in file.of(Appointment, at):
        beside = "" if post.is_primary else " (kiêm nhiệm)"
        yield Event(post.begun, POST, f"Giữ chức danh {post.position}{beside}", _joined(post.commune.full_name, post.get_route_display()))
        if post.ended:
            yield Event(post.ended, POST, f"Thôi giữ chức danh {post.position}{beside}", post.commune.full_name)
        yield from _units(post, register)


def _units(post: Appointment, register: Register) -> Iterator[Event]:
    """The commune became another one while the post was held."""
    path = register.path(post.commune_id, post.period)
    units = register.units["commune"]
    for before, after in pairwise(path):
        old, new = units[before.unit].full_name, units[after.unit].full_name
        said = f"{old} thành {new}" if old != new else f"{new} chuyển về đơn vị cấp trên khác"
        yield Event(PartialDate(after.period.first), UNIT, said, f"khi đang giữ chức danh {post.position}")


def _learning(file: PersonFile, at: datetime | None) -> Iterator[Event]:
    for one in file.of(Qualification, at):
        if one.award:
            yield Event(one.award, LEARNING, f"{Ladder(one.ladder).label}: {one.level_label}", _joined(one.major, one.school))
    for one in file.of(Enrolment, at):
        course = _course(one)
        yield Event(one.begun, LEARNING, f"Bắt đầu học {course}", _joined(one.major, one.school))
        if one.ended:
            yield Event(one.ended, LEARNING, f"Kết thúc lớp {course}", one.get_result_display())


def _course(one: Enrolment) -> str:
    if not one.ladder:
        return str(one.course or "lớp bồi dưỡng")
    return f"{Ladder(one.ladder).label}: {Ladder(one.ladder).levels(one.level).label}"


def _moves(file: PersonFile, at: datetime | None) -> Iterator[Event]:
    for move in file.of(Move, at):
        yield Event(PartialDate(move.valid_from), MOVE, move.get_kind_display(), _joined(move.from_unit, move.to_unit, separator=" → "))
        if move.valid_to:
            yield Event(PartialDate(move.valid_to), MOVE, f"Hết thời gian {move.get_kind_display().lower()}", move.result)
    for one in file.of(Intake, at):
        if one.taken_on:
            yield Event(PartialDate(one.taken_on), MOVE, f"Nhận việc theo {one.programme}")
    for one in file.of(Departure, at):
        yield Event(PartialDate(one.left_on), MOVE, one.get_reason_to_leave_display(), one.decision)


def _joined(*texts: str, separator: str = ", ") -> str:
    return separator.join(filter(None, texts))

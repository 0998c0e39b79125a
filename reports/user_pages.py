"""What the pages of users show: rows for the list, one person with scopes, sessions, and what may be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from chuanxa.accounts import keeping, second_factor, sessions
from chuanxa.act_words import in_words
from chuanxa.models import AuditEvent, User
from chuanxa.names import search_key
from chuanxa.roles import ROLES
from provinces.following import unit_of
from provinces.models import Scope
from provinces.register import Register

STATES = {
    "dang-dung": "đang dùng",
    "da-khoa": "đã khóa",
    "tam-khoa": "tạm chờ vì sai mật khẩu",
    "chua-vao": "chưa đăng nhập lần nào",
}
"""What one may ask the list for, and its words."""


@dataclass(frozen=True)
class UserLine:
    """One row of the list."""

    pk: int
    username: str
    full_name: str
    workplace: str
    role: str
    role_label: str
    places: tuple[str, ...]
    last_login: datetime | None
    is_active: bool
    is_locked: bool

    @property
    def states(self) -> set[str]:
        found = {"dang-dung" if self.is_active else "da-khoa"}
        return found | ({"tam-khoa"} if self.is_locked else set()) | (set() if self.last_login else {"chua-vao"})


def user_lines(register: Register) -> list[UserLine]:
    """Every user, by user name. Three queries."""
    locked, places = keeping.locked(), {}
    for scope in _in_order(Scope.objects.all(), register):
        places.setdefault(scope.user_id, []).append(place_words(scope, register))
    return [
        UserLine(
            user.pk,
            user.username,
            user.full_name,
            user.workplace,
            user.role,
            user.role_label,
            tuple(places.get(user.pk, ())),
            user.last_login and timezone.localtime(user.last_login),
            user.is_active,
            user.username in locked,
        )
        for user in User.objects.order_by("username")
    ]


def narrowed(lines: list[UserLine], *, words: str, role: str, state: str, place: str) -> list[UserLine]:
    """The rows that fit; words and place are found without marks, in any part of a name."""
    wanted, where = search_key(words).split(), search_key(place)
    return [
        line
        for line in lines
        if all(word in search_key(f"{line.username} {line.full_name} {line.workplace}") for word in wanted)
        and (not role or line.role == role)
        and (not state or state in line.states)
        and (not where or any(where in search_key(text) for text in line.places))
    ]


def _in_order(scopes: Iterable[Scope], register: Register) -> list[Scope]:
    """The units that stand first, then the ended ones, the latest first."""
    return sorted(scopes, key=lambda scope: (-_last(scope, register).toordinal(), scope.pk))


def _last(scope: Scope, register: Register) -> date:
    return (None if scope.everywhere else unit_of(scope, register).period.last) or date.max


def place_words(scope: Scope, register: Register) -> str:
    """The unit of a scope with its days when it has ended: "Xã Trường Hà (01366), đến 30/06/2025"."""
    if scope.everywhere:
        return "cả nước"
    unit = unit_of(scope, register)
    until = f", đến {unit.period.last:%d/%m/%Y}" if unit.period.last else ""
    return f"{unit.full_name} ({unit.code}){until}"


def user_page(user: User, register: Register, *, own: bool) -> dict:
    """Everything about one account. Six queries."""
    events = AuditEvent.objects.filter(subject=f"user:{user.pk}").order_by("-number")[:20]
    return {
        "crumbs": [("Người dùng", "/nguoi-dung/"), (user.full_name, None)],
        "user": user,
        "says": ROLES[user.role].__doc__,
        "places": [place_words(scope, register) for scope in _in_order(Scope.objects.filter(user=user), register)],
        "last_login": user.last_login and timezone.localtime(user.last_login),
        "is_locked": user.username in keeping.locked([user.username]),
        "has_second_factor": second_factor.device_of(user) is not None,
        "sessions": [
            {
                "seen": timezone.localtime(one.seen_at),
                "started": timezone.localtime(one.started_at),
                "address": one.address,
                "browser": one.browser,
            }
            for one in sessions.open_sessions(user)
        ],
        "own": own,
        "events": [
            {"at": timezone.localtime(event.at), "by": event.by, "act": in_words(event.act), "reason": event.reason, "what": _what(event)}
            for event in events
        ],
    }


def _what(event: AuditEvent) -> str:
    """What the event changed, in a few words."""
    change = event.change
    if place := change.get("place"):
        return f"{change['unit']} → {place}" if "unit" in change else place
    old, new = change.get("old"), change.get("new")
    if isinstance(old, dict) and isinstance(new, dict):
        return "; ".join(f"{_said(name, old.get(name))} → {_said(name, value)}" for name, value in new.items() if old.get(name) != value)
    return ""


def _said(name: str, value) -> str:
    return ROLES[value].label if name == "role" and value in ROLES else str(value or "(trống)")

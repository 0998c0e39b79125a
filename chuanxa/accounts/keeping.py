"""Keeping accounts: what an administrator does to somebody's account, each on record, each in force on the user's next request.

Two things nobody may do: shut himself out, or leave the system without an administrator in use.
"""

from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from chuanxa import audit
from chuanxa.accounts import second_factor, sessions
from chuanxa.models import SignIn, User
from chuanxa.roles import Administrator

OWN = "Không tự làm việc này với tài khoản của chính mình. Nhờ một quản trị viên khác."
LAST = "Đây là quản trị viên cuối cùng đang dùng. Giao vai trò Quản trị cho một người khác trước."


@transaction.atomic
def amend(user: User, *, by: User, reason: str, full_name: str, workplace: str, role: str) -> User:
    """Other words or another role. Another role ends the user's sessions: what it asks at log-in is asked anew. Raises ValidationError."""
    held = _held(user)
    new = {"full_name": full_name, "workplace": workplace, "role": role}
    old = {name: getattr(held, name) for name in new}
    if old == new:
        raise ValidationError("Không có gì thay đổi so với đang ghi.")
    if role != held.role:
        _refuse_shutting_out(held, by)
    for name, value in new.items():
        setattr(held, name, value)
    held.full_clean(exclude=["password"])
    held.save(update_fields=list(new))
    if role != old["role"]:
        sessions.end(SignIn.objects.filter(user=held))
    _tell("user changed", held, by, reason, old=old, new=new)
    return held


@transaction.atomic
def disable(user: User, *, by: User, reason: str) -> None:
    """The user is out on the next request. Raises ValidationError."""
    held = _held(user)
    _refuse_shutting_out(held, by)
    if held.is_active:
        _switch(held, by, reason, active=False)


@transaction.atomic
def enable(user: User, *, by: User, reason: str) -> None:
    """The user may log in again, with the password they had."""
    held = _held(user)
    if not held.is_active:
        _switch(held, by, reason, active=True)


@transaction.atomic
def forget_second_factor(user: User, *, by: User, reason: str) -> None:
    """The telephone was lost: the user logs in with the password alone and, where the role asks for it, sets up another one."""
    held = _held(user)
    if held.pk == by.pk:
        raise ValidationError(OWN)
    second_factor.forget(held)
    sessions.end(SignIn.objects.filter(user=held))
    _tell("second factor forgotten", held, by, reason)


@transaction.atomic
def end_sessions(user: User, *, by: User, reason: str) -> int:
    """Every open session of the user ends; returns how many."""
    count = sessions.end(SignIn.objects.filter(user=user))
    _tell("session ended", user, by, reason, count=count)
    return count


@transaction.atomic
def unlock(user: User, *, by: User, reason: str) -> None:
    """The name need no longer wait after wrong passwords."""
    reset(username=user.username)
    _tell("user unlocked", user, by, reason)


def locked(usernames: list[str] | None = None) -> set[str]:
    """The names that wait now after wrong passwords. One query."""
    tried = AccessAttempt.objects.filter(attempt_time__gt=timezone.now() - settings.AXES_COOLOFF_TIME)
    tried = tried if usernames is None else tried.filter(username__in=usernames)
    counted = tried.values("username").annotate(tries=Sum("failures_since_start"))
    return {row["username"] for row in counted if row["tries"] >= settings.AXES_FAILURE_LIMIT}


def _held(user: User) -> User:
    """The row as it is now, kept from others until the transaction ends, as are all administrators (in one order: no deadlock)."""
    list(User.objects.select_for_update().filter(role=Administrator.name).order_by("pk").values_list("pk", flat=True))
    return User.objects.select_for_update().get(pk=user.pk)


def _refuse_shutting_out(user: User, by: User) -> None:
    if user.pk == by.pk:
        raise ValidationError(OWN)
    if user.role == Administrator.name and user.is_active:
        others = User.objects.filter(role=Administrator.name, is_active=True).exclude(pk=user.pk)
        if not others.exists():
            raise ValidationError(LAST)


def _switch(user: User, by: User, reason: str, *, active: bool) -> None:
    user.is_active = active
    user.save(update_fields=["is_active"])
    if not active:
        sessions.end(SignIn.objects.filter(user=user))
    _tell("user enabled" if active else "user disabled", user, by, reason)


def _tell(act: str, user: User, by: User, reason: str, **change) -> None:
    audit.record(by=by.username, act=act, subject=f"user:{user.pk}", reason=reason, user=user.username, **change)

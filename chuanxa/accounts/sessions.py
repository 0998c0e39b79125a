"""Sessions end: after a pause, after a working day, when their user or an administrator ends them.

What is checked on every request stands in the session itself (`started`, `seen`, `owes`), so that checking costs no query; the row
of SignIn is for people to look at, and is brought up to date at most once a minute.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.models import Session
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from chuanxa.accounts.steps import steps_owed
from chuanxa.audit import origin
from chuanxa.models import SignIn, User
from chuanxa.names import printable

TOUCH = timedelta(minutes=1)


def begin(request: HttpRequest, user: User) -> None:
    """Note the beginning of a session that was just logged in."""
    now = timezone.now()
    if not request.session.session_key:
        request.session.save()
    request.session.update({"started": now.timestamp(), "seen": now.timestamp(), "owes": steps_owed(user)})
    browser = printable(request.headers.get("User-Agent", ""))[:200] if hasattr(request, "headers") else ""
    fields = {"user": user, "started_at": now, "seen_at": now, "ended_at": None, "address": origin.get(), "browser": browser}
    SignIn.objects.update_or_create(session_key=request.session.session_key, defaults=fields)


def is_over(request: HttpRequest, now: datetime) -> bool:
    """Whether the session was left alone too long, or lasts since too long."""
    started, seen = request.session.get("started", 0), request.session.get("seen", 0)
    moment = now.timestamp()
    return moment - seen > settings.SESSION_IDLE.total_seconds() or moment - started > settings.SESSION_LENGTH.total_seconds()


def touch(request: HttpRequest, now: datetime) -> None:
    """Note that the session is in use."""
    if now.timestamp() - request.session.get("seen", 0) > TOUCH.total_seconds():
        request.session["seen"] = now.timestamp()
        SignIn.objects.filter(session_key=request.session.session_key).update(seen_at=now)


def open_sessions(user: User) -> list[SignIn]:
    """The user's sessions that could still be used, the newest first. Two queries."""
    found = list(SignIn.objects.filter(user=user, ended_at=None, started_at__gt=timezone.now() - settings.SESSION_LENGTH))
    there = set(Session.objects.filter(session_key__in=[one.session_key for one in found]).values_list("session_key", flat=True))
    idle = timezone.now() - settings.SESSION_IDLE - TOUCH
    return [one for one in found if one.session_key in there and one.seen_at > idle]


def end(sign_ins) -> int:
    """End these sessions (a query set of SignIn) on their next request; returns how many."""
    keys = list(sign_ins.filter(ended_at=None).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    return SignIn.objects.filter(session_key__in=keys).update(ended_at=timezone.now())


@receiver(user_logged_in)
def _begun(sender, request, user, **more):
    begin(request, user)


@receiver(user_logged_out)
def _ended(sender, request, user, **more):
    if user is not None and request.session.session_key:
        SignIn.objects.filter(session_key=request.session.session_key).update(ended_at=timezone.now())

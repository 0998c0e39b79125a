"""Nhật ký: the audit trail as auditors and administrators read it, and the matrix of roles as everybody may."""

from datetime import datetime, time

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chuanxa import audit
from chuanxa.access import allow
from chuanxa.act_words import VERBS, in_words, subject_in_words
from chuanxa.asked_names import asked_end, asked_page, check_names, check_one_value
from chuanxa.exports.stamps import covered
from chuanxa.models import AuditEvent
from chuanxa.refusals import BadRequest
from chuanxa.roles import PERMISSIONS, ROLES, Permission

A_PAGE = 50
NAMES = ("nguoi", "viec", "doi-tuong", "tu", "den", "trang")


@require_safe
@allow(Permission.READ_TRAIL)
def trail(request: HttpRequest) -> HttpResponse:
    """The newest events first, narrowed by who, what, of what, and days."""
    check_names(request, NAMES)
    check_one_value(request, NAMES)
    asked = {name: request.GET.get(name, "").strip()[:100] for name in NAMES}
    if asked["viec"] and asked["viec"] not in VERBS:
        raise BadRequest(f"Tham số “viec” không nhận “{asked['viec'][:60]}”.", f"Nhận: {', '.join(VERBS)}.")
    events = _narrowed(asked)
    shown = asked_page(events, asked["trang"], A_PAGE)
    page = {
        "crumbs": [("Nhật ký", None)],
        "asked": asked,
        "verbs": [(verb, words, verb == asked["viec"]) for verb, words in VERBS.items()],
        "events": [_told(event) for event in shown],
        "shown": shown,
        "kept": "&".join(f"{name}={value}" for name, value in _query(asked)),
        "head": audit.head(),
    }
    return render(request, "chuanxa/trail.html", {"page": page})


@require_safe
@allow(Permission.USE_ACCOUNT)
def roles(request: HttpRequest) -> HttpResponse:
    """Which role may do what, in the sentences that stand in the roles themselves."""
    check_names(request, ())
    page = {
        "crumbs": [("Vai trò", None)],
        "roles": [{"label": role.label, "says": role.__doc__, "own": name == request.user.role} for name, role in ROLES.items()],
        "rows": [(words, [permission in role.may for role in ROLES.values()]) for permission, words in PERMISSIONS.items()],
    }
    return render(request, "chuanxa/roles.html", {"page": page})


def _narrowed(asked: dict[str, str]) -> QuerySet:
    events = AuditEvent.objects.order_by("-number")
    if asked["nguoi"]:
        events = events.filter(by=asked["nguoi"])
    if asked["viec"]:
        events = events.filter(act=asked["viec"]) if " " in asked["viec"] else events.filter(act__startswith=asked["viec"])
    if asked["doi-tuong"]:
        events = events.filter(subject=asked["doi-tuong"])
    if first := asked_end("tu", asked["tu"]):
        events = events.filter(at__gte=timezone.make_aware(datetime.combine(first, time.min)))
    if last := asked_end("den", asked["den"]):
        events = events.filter(at__lte=timezone.make_aware(datetime.combine(last, time.max)))
    return events


def _query(asked: dict[str, str]) -> list[tuple[str, str]]:
    from urllib.parse import quote

    return [(name, quote(value)) for name, value in asked.items() if value and name != "trang"]


def _told(event: AuditEvent) -> dict:
    return {
        "number": event.number,
        "at": timezone.localtime(event.at),
        "by": event.by or "–",
        "act": in_words(event.act),
        "subject": subject_in_words(event.subject),
        "address": event.address,
        "reason": event.reason,
        "changes": _changes(event.change),
    }


def _changes(change: dict) -> list[tuple[str, str, str]]:
    """(name, before, after) of what differs; other details have no before."""
    old, new = change.get("old"), change.get("new")
    if isinstance(old, dict) or isinstance(new, dict):
        old, new = old if isinstance(old, dict) else {}, new if isinstance(new, dict) else {}
        names = dict.fromkeys([*new, *old])
        return [(name, _shown(name, old), _shown(name, new)) for name in names if old.get(name) != new.get(name)]
    return [(name, "", str(value)) for name, value in change.items()]


def _shown(name: str, values: dict) -> str:
    """Who reads the trail has no business with ID numbers: that one changed is said, not which."""
    value = str(values.get(name, ""))
    return covered(value) if name == "personal_id" else value

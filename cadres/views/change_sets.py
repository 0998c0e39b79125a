"""What was recorded in one go: /lan-ghi/ lists it, one's own or everybody's within reach; each opens with its undo."""

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cadres.actions.undo import KINDS, undo
from cadres.change_sets import Touched, absent, check_openable, openable, touched
from cadres.history import history_of
from cadres.models import Profile
from cadres.views.removals import need_reason, told_by
from chuanxa.access import allow
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.models import ChangeKind, ChangeSet
from chuanxa.refusals import BadRequest
from chuanxa.roles import Permission
from provinces.asked_days import asked_day
from provinces.models.scope import reach_of
from provinces.register import register

MOST_LINES = 200
A_PAGE = 50
AT_ONCE, MOST_LOOKED_AT = 200, 2_000
"""Change sets looked at in one go, and at most for one page: those of other places are passed over."""

WHOSE, KIND, DAY, BEFORE = "cua", "loai", "ngay-ghi", "truoc"
OWN, ALL = "toi", "moi-nguoi"
WORDS = {OWN: "Của tôi", ALL: "Mọi người"}


@require_safe
@allow(Permission.RECORD)
def change_list(request: HttpRequest) -> HttpResponse:
    """One's own change sets, or everybody's that one may undo, newest first."""
    names = (WHOSE, KIND, DAY, BEFORE)
    check_names(request, names)
    check_one_value(request, names)
    asked = {
        WHOSE: _choice(request, WHOSE, WORDS) or OWN,
        KIND: _choice(request, KIND, ChangeKind.values),
        DAY: asked_day(request, DAY, timezone.localdate(), register().editions),
        BEFORE: _number(request, BEFORE),
    }
    found, last = _found(request, asked)
    older = request.GET.copy()
    older[BEFORE] = last
    page = {
        "heading": "Lần ghi",
        "crumbs": [("Con người", reverse("cadre-list")), ("Lần ghi", None)],
        "whose": [(value, label, value == asked[WHOSE]) for value, label in WORDS.items()],
        "kinds": [(value, label, value == asked[KIND]) for value, label in ChangeKind.choices],
        "day": f"{asked[DAY]:%d/%m/%Y}" if asked[DAY] else "",
        "rows": _drawn(found),
        "older": f"?{older.urlencode()}" if last else "",
        "narrowed": bool(asked[KIND] or asked[DAY]),
    }
    return render(request, "cadres/changes.html", {"page": page})


def _choice(request: HttpRequest, name: str, accepted) -> str:
    value = request.GET.get(name, "")
    if value and value not in accepted:
        raise BadRequest(f"Tham số “{name}” không nhận “{value[:40]}”.", f"Nhận: {', '.join(accepted)}.")
    return value


def _number(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    if value and not (value.isascii() and value.isdigit() and len(value) < 19):
        raise BadRequest(f"Tham số “{name}” không nhận “{value[:20]}”.", "Nhận số của một lần ghi.")
    return int(value) if value else None


def _found(request: HttpRequest, asked: dict) -> tuple[list[tuple[ChangeSet, Touched]], int | None]:
    """A page of (change set, what it touched), and the number from which older ones are looked for; None when there are none."""
    reach, units = reach_of(request.user), register()
    sets = ChangeSet.objects.order_by("-pk")
    if asked[WHOSE] == OWN:
        sets = sets.filter(by=request.user.username)
    if asked[KIND]:
        sets = sets.filter(kind=asked[KIND])
    if asked[DAY]:
        start, end = (timezone.make_aware(datetime.combine(asked[DAY], at)) for at in (time.min, time.max))
        sets = sets.filter(at__gte=start, at__lte=end)
    found: list[tuple[ChangeSet, Touched]] = []
    last, looked = asked[BEFORE], 0
    while looked < MOST_LOOKED_AT:
        some = list((sets.filter(pk__lt=last) if last else sets)[:AT_ONCE])
        mine = openable(some, request.user, reach, units)
        for one in some:
            if one.pk in mine:
                found.append((one, mine[one.pk]))
            last = one.pk
            if len(found) == A_PAGE:
                return found, last
        looked += AT_ONCE
        if len(some) < AT_ONCE:
            return found, None
    return found, last


def _drawn(found: list[tuple[ChangeSet, Touched]]) -> list[dict]:
    """A row a change set: when, what, who, of whom, why, whether it was undone. Two or three queries."""
    first = {one.pk: min(what.people) for one, what in found if what.people}
    names = dict(Profile.objects.filter(cadre__in=set(first.values())).order_by("pk").values_list("cadre_id", "full_name"))
    gone = _undone({one.pk for one, _ in found})
    return [
        {
            "href": reverse("change-detail", args=[one.pk]),
            "at": f"{timezone.localtime(one.at):%H:%M %d/%m/%Y}",
            "kind": one.get_kind_display(),
            "what": one.what or names.get(first.get(one.pk), ""),
            "people": len(what.people),
            "by": one.by,
            "reason": one.reason,
            "source": one.source,
            "undone": one.pk in gone,
        }
        for one, what in found
    ]


def _undone(numbers: set[int]) -> set[int]:
    """Those that an undo put back that was not itself undone. One query a step."""
    undoing = dict(ChangeSet.objects.filter(undoes__in=numbers).order_by("pk").values_list("undoes_id", "pk")) if numbers else {}
    return set(undoing) - {of for of, by in undoing.items() if by in _undone(set(undoing.values()))} if undoing else set()


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.RECORD)
def change_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One change set: what it did, and the button that puts back what was."""
    check_names(request, ())
    change_set = ChangeSet.objects.filter(pk=pk).first() if pk < 2**63 else None
    if change_set is None:
        raise absent()
    what = touched([change_set])[pk]
    check_openable(what, request.user, reach_of(request.user), register())
    refused = ""
    if request.method == "POST":
        told = told_by(request)
        try:
            need_reason(told["reason"])
            undo(change_set, **told)
            return redirect("cadre-detail", min(what.people)) if _is_of_one(what) else redirect("change-detail", pk)
        except ValidationError as error:
            refused = " ".join(error.messages)
    return _show(request, change_set, what, refused)


def _is_of_one(what: Touched) -> bool:
    """Whether it is of one person and no place, and that person has a dossier: the undo of an entry leaves none."""
    return len(what.people) == 1 and not what.places and Profile.objects.known().filter(cadre__in=what.people).exists()


def _show(request: HttpRequest, change_set: ChangeSet, what: Touched, refused: str) -> HttpResponse:
    facts = _facts(change_set)
    entry = next(one for one in history_of(facts) if one.set == change_set)
    names = dict(Profile.objects.filter(cadre__in=list(what.people)[:MOST_LINES]).order_by("pk").values_list("cadre_id", "full_name"))
    undone = change_set.undone_by.order_by("-pk").first()
    page = {
        "heading": f"{change_set.get_kind_display()} lúc {entry.at}",
        "crumbs": [("Con người", reverse("cadre-list")), ("Lần ghi", reverse("change-list")), (f"Số {change_set.pk}", None)],
        "entry": entry,
        "what": change_set.what,
        "lines": entry.lines[:MOST_LINES],
        "more": max(len(entry.lines) - MOST_LINES, 0),
        "people": [(names[one], reverse("cadre-detail", args=[one])) for one in sorted(what.people) if one in names],
        "count": len(what.people),
        "refused": refused,
        "typed": request.POST.get("reason", ""),
        "undone": undone,
    }
    return render(request, "cadres/change.html", {"page": page}, status=422 if refused else 200)


def _facts(change_set: ChangeSet) -> list:
    """What the change set recorded and superseded."""
    found = []
    for model in KINDS:
        rows = model.objects.select_related("recorded_in", "superseded_in")
        both = {fact.pk: fact for end in ("recorded_in", "superseded_in") for fact in rows.filter(**{end: change_set})}
        found += both.values()
    return found

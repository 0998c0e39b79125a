"""/can-bo/hang-loat/: one change for many people: choose them in the list, say it once, look at every row, confirm.

Nothing is written before the plan is confirmed by its digest; a plan that is out of date is shown anew.
"""

from copy import copy

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cadres.actions.changing import OutOfDate
from cadres.bulk.chosen import Chosen, read_chosen
from cadres.bulk.kinds import KINDS, BulkForm, Desk
from cadres.bulk.plan import MOST, Plan, apply_plan
from cadres.entry.places import CommunePicker
from chuanxa.access import allow
from chuanxa.asked_names import check_names
from chuanxa.facts import Superseded
from chuanxa.models.upkeep import upkeep
from chuanxa.refusals import BadRequest
from chuanxa.roles import Permission
from provinces.models.scope import reach_of
from provinces.register import register
from reports.asking import ask
from reports.links import OF_A_LIST
from reports.people import PeopleRows
from reports.people_columns import arranged

LOOK, WRITE = "look", "write"
_OF_LISTS = ("cot", "sap-xep")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.RECORD)
def bulk_change(request: HttpRequest) -> HttpResponse:
    """Chosen people → kind → what to say → preview → confirmed. Everything is carried by the form."""
    check_names(request, ())
    if request.method != "POST":
        return _show(request, [])
    desk = Desk(timezone.localdate(), CommunePicker(reach_of(request.user), register(upkeep().token)))
    people = read_chosen(_ids(request), reach=desk.picker.reach, day=desk.day)
    kind = _kind(request)
    step = request.POST.get("do", "")
    if kind is None or step not in (LOOK, WRITE):
        return _show(request, people, form=kind(desk=desk) if kind else None)
    form = kind(request.POST, desk=desk)
    if not form.is_valid():
        return _show(request, people, form=form)
    plan = form.plan(people)
    if step == LOOK:
        return _show(request, people, form=form, plan=plan)
    return _write(request, people, form, plan, desk)


def _write(request: HttpRequest, people: list[Chosen], form: BulkForm, plan: Plan, desk: Desk) -> HttpResponse:
    """Only what was looked at is written."""
    if request.POST.get("digest") != plan.digest:
        said = "Hồ sơ đã thay đổi từ lúc bạn xem. Dưới đây là kết quả mới; xem lại rồi xác nhận."
        return _show(request, people, form=form, plan=plan, said=said)
    try:
        change_set = apply_plan(plan, by=request.user.username, day=desk.day, reason=form.cleaned_data["reason"])
    except (OutOfDate, Superseded, ValidationError) as error:
        people = read_chosen([one.cadre for one in people], reach=desk.picker.reach, day=desk.day)
        said = f"Chưa ghi gì. {' '.join(error.messages)}"
        return _show(request, people, form=form, plan=form.plan(people), said=said)
    if change_set is None:
        return _show(request, people, form=form, plan=plan, said="Không có gì để ghi: không hàng nào thay đổi.")
    return redirect("change-detail", change_set.pk)


def _kind(request: HttpRequest) -> type[BulkForm] | None:
    slug = request.POST.get("viec", "")
    if slug and slug not in KINDS:
        raise BadRequest(f"Không có cách sửa “{slug[:60]}”.", f"Nhận: {', '.join(KINDS)}.")
    return KINDS.get(slug)


def _ids(request: HttpRequest) -> list[int]:
    """The people marked, or everybody in the list they were marked in."""
    if request.POST.get("ai") == "all":
        return _everybody(request)
    found = request.POST.getlist("nguoi")
    if bad := next((text for text in found if not (text.isascii() and text.isdigit() and len(text) < 19)), None):
        raise BadRequest(f"Không hiểu số hồ sơ “{bad[:60]}”.", "Nhận: số hồ sơ.")
    return [int(text) for text in found]


def _everybody(request: HttpRequest) -> list[int]:
    """Read anew from the list's own address, within the user's own reach."""
    listed = copy(request)
    listed.GET = QueryDict(request.POST.get("tu", ""), mutable=True)
    for name in ("dinh-dang", "trang"):
        listed.GET.pop(name, None)
    selection = ask(listed, own=OF_A_LIST, several=_OF_LISTS)
    rows = PeopleRows(selection, lambda cadre: None, arranged([], []))
    if len(rows) > MOST:
        raise BadRequest(f"Danh sách có {len(rows)} người.", f"Mỗi lần sửa nhiều nhất {MOST} người.", "Lọc hẹp lại rồi làm nhiều lần.")
    return rows.ids(MOST)


def _show(
    request: HttpRequest, people: list[Chosen], *, form: BulkForm | None = None, plan: Plan | None = None, said: str = ""
) -> HttpResponse:
    page = {
        "heading": "Sửa hàng loạt",
        "crumbs": [("Danh sách", _back(request)), ("Sửa hàng loạt", None)],
        "people": people,
        "kinds": [(kind.slug, kind.label, kind.says) for kind in KINDS.values()],
        "form": form,
        "plan": plan,
        "said": said,
        "from": request.POST.get("tu", ""),
        "back": _back(request),
    }
    refused = form is not None and form.is_bound and not form.is_valid()
    return render(request, "reports/bulk.html", {"page": page}, status=400 if refused else 200)


def _back(request: HttpRequest) -> str:
    query = QueryDict(request.POST.get("tu", "")).urlencode()
    return f"{reverse('cadre-list')}?{query}" if query else reverse("cadre-list")

"""Writing a standard: a draft from nothing or from another standard, saved by whoever read its latest version, discarded, never lost."""

import re
import secrets

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cadres.actions import drafts
from cadres.forms.standard import RequirementRows, StandardForm, content_of, initial_of
from cadres.models import Standard, StandardState
from cadres.standard_access import Desk, desk_of, seen_by
from chuanxa.access import allow
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission

ROWS, MORE_ALLOWANCES = "yc", "them-ngoai-le:"


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SET_STANDARDS)
def draft_new(request: HttpRequest) -> HttpResponse:
    """A draft that does not exist yet, blank or with the words of another standard (`tu=`)."""
    check_names(request, ("tu",))
    check_one_value(request, ("tu",))
    desk = desk_of(request.user)
    source = _source(request.GET.get("tu", ""), desk)
    if request.method == "POST":
        return _written(request, desk, None, source)
    head, rows = initial_of(drafts.read(source)) if source else ({}, [])
    head |= {"key": secrets.token_hex(4), "version": 0, "province": _home(desk, source), "valid_from": None, "valid_to": None}
    return _page(request, desk, None, _form(desk, initial=head), RequirementRows(prefix=ROWS, initial=rows), source=source)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SET_STANDARDS)
def draft_edit(request: HttpRequest, code: str) -> HttpResponse:
    """A draft, to be changed."""
    check_names(request, ())
    desk = desk_of(request.user)
    draft = draft_of(code, desk)
    if request.method == "POST":
        return _written(request, desk, draft, None)
    head, rows = initial_of(drafts.read(draft))
    return _page(request, desk, draft, _form(desk, initial={**head, "version": draft.version}), RequirementRows(prefix=ROWS, initial=rows))


@require_POST
@allow(Permission.SET_STANDARDS)
def draft_discard(request: HttpRequest, code: str) -> HttpResponse:
    """Away with the draft; the audit trail keeps what it said."""
    draft = draft_of(code, desk_of(request.user))
    drafts.discard(draft, by=request.user.username)
    return redirect("standard-list")


def draft_of(code: str, desk: Desk) -> Standard:
    """A draft within somebody's reach; anything else does not exist. One that was published meanwhile says so."""
    found = seen_by(desk).filter(code=code).first()
    if found is None or not desk.holds(found):
        raise NotHere(f"Không có bản thảo mang mã “{code[:60]}” trong phạm vi của bạn.", advice="Mở mục Tiêu chuẩn để xem danh sách.")
    if found.state != StandardState.DRAFT:
        raise NotHere(f"“{found.name}” không còn là bản thảo.", advice="Chép nó thành bản thảo mới nếu cần sửa.")
    return found


def _source(code: str, desk: Desk) -> Standard | None:
    if not code:
        return None
    found = seen_by(desk).filter(code=code).first()
    if found is None:
        raise NotHere(f"Không có tiêu chuẩn mang mã “{code[:60]}” để chép.", advice="Mở mục Tiêu chuẩn để xem danh sách.")
    return found


def _home(desk: Desk, source: Standard | None) -> str:
    if source is not None and desk.holds(source):
        return source.province.code if source.province else ""
    own = desk.provinces()
    return own[0].code if own and not desk.nation else ""


def _form(desk: Desk, data: QueryDict | None = None, initial: dict | None = None) -> StandardForm:
    return StandardForm(data, initial=initial, provinces=desk.provinces(), nation=desk.nation)


def _written(request: HttpRequest, desk: Desk, draft: Standard | None, source: Standard | None) -> HttpResponse:
    """What was sent: a row more, or a save. Nothing typed is ever lost."""
    task = request.POST.get("viec", "luu")
    if task != "luu":
        data = _with_a_row_more(request.POST, task)
        form, rows = _form(desk, data), RequirementRows(data, prefix=ROWS)
        _as_typed(form, rows)
        return _page(request, desk, draft, form, rows, source=source)
    data = _counted(request.POST)
    form, rows = _form(desk, data), RequirementRows(data, prefix=ROWS)
    if not all([form.is_valid(), rows.is_valid()]):
        return _page(request, desk, draft, form, rows, source=source, status=422)
    return _saved(request, desk, draft, form, rows, source)


def _saved(request, desk: Desk, draft: Standard | None, form: StandardForm, rows: RequirementRows, source: Standard | None) -> HttpResponse:
    content, by = content_of(form, rows), request.user.username
    try:
        if draft is None:
            copied = source.code if source else ""
            draft = drafts.begin(content, by=by, key=form.cleaned_data["key"], copied_from=copied)
        else:
            drafts.save(draft, content, by=by, version=form.cleaned_data["version"])
    except drafts.Changed as changed:
        form.data = form.data.copy()
        form.data["version"] = str(changed.version)
        return _page(request, desk, draft, form, rows, changed={"by": changed.by, "changes": changed.changes}, status=409)
    except drafts.NoDraft:
        raise NotHere("Bản thảo này vừa được công bố hoặc bỏ đi.", advice="Mở mục Tiêu chuẩn để xem danh sách.") from None
    except ValidationError as refusal:
        return _page(request, desk, draft, form, rows, problems=refusal.messages, source=source, status=422)
    return redirect("standard-detail", code=draft.code)


def _counted(data: QueryDict) -> QueryDict:
    """The data with a count for every set of rows: a requirement just added has no allowances, and says so."""
    whole = data.copy()
    prefixes = [ROWS, *(f"{ROWS}-{place}-ngoai-le" for place in range(_number(data.get(f"{ROWS}-TOTAL_FORMS"))))]
    for prefix in prefixes:
        whole[f"{prefix}-TOTAL_FORMS"] = str(_number(data.get(f"{prefix}-TOTAL_FORMS")))
        whole[f"{prefix}-INITIAL_FORMS"] = "0"
    return whole


def _number(text: str | None) -> int:
    """A count of rows; what is no small number counts as none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 3 else 0


def _with_a_row_more(data: QueryDict, task: str) -> QueryDict:
    """The same data with one more blank row, of requirements or of the allowances of one of them."""
    place = task.removeprefix(MORE_ALLOWANCES)
    inner = task.startswith(MORE_ALLOWANCES) and re.fullmatch(r"\d{1,2}", place)
    name = f"{ROWS}-{int(place)}-ngoai-le-TOTAL_FORMS" if inner else f"{ROWS}-TOTAL_FORMS"
    more = data.copy()
    more[name] = str(_number(data.get(name)) + 1)
    return _counted(more)


def _as_typed(form: StandardForm, rows: RequirementRows) -> None:
    """Show the data without judging it yet: whoever asks for a row more has not finished."""
    form._errors = ErrorDict()
    for formset in (rows, *(row.allowances for row in rows.forms)):
        formset._errors, formset._non_form_errors = [], ErrorList()
        for row in formset.forms:
            row._errors = ErrorDict()


def _page(request, desk: Desk, draft: Standard | None, form, rows, *, source=None, changed=None, problems=(), status=200) -> HttpResponse:
    name = f"Sửa bản thảo: {draft.name}" if draft else "Soạn tiêu chuẩn"
    says = f"Chép từ “{source.name}”. " if source else ""
    cancel = reverse("standard-detail", args=[draft.code]) if draft else reverse("standard-list")
    page = {
        "name": name,
        "crumbs": [("Tiêu chuẩn", reverse("standard-list")), *([(draft.name, cancel)] if draft else []), ("Soạn", None)],
        "says": f"{says}Bản thảo không xét ai; chỉ khi công bố mới có hiệu lực, từ ngày bạn chọn.",
        "notices": ["Có chỗ chưa đúng, xem các dòng báo ở dưới. Chưa lưu gì."] if status == 422 and not problems else [],
        "changed": changed,
        "problems": problems,
        "form": form,
        "rows": rows,
        "cancel_href": cancel,
    }
    return render(request, "reports/standard_form.html", {"page": page}, status=status)

"""/nguoi-dung/: users, their roles and scopes, kept by administrators. What is done here is in force on the user's next request."""

from collections.abc import Callable
from hashlib import sha256
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chuanxa.access import allow
from chuanxa.accounts import keeping, passwords
from chuanxa.asked_names import asked_page, check_names, check_one_value
from chuanxa.models import User
from chuanxa.models.upkeep import upkeep
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import CHOICES, ROLES, Permission
from provinces.following import questions
from provinces.models import Scope
from provinces.register import register
from provinces.scopes import PlaceReader, change_scopes, create_user
from reports.forms.user import AmendedUser, NewUser, ScopesForm
from reports.user_pages import STATES, narrowed, place_words, user_lines, user_page

A_PAGE = 50
NAMES = ("tim", "vai-tro", "tinh-trang", "pham-vi", "trang")
_FORM = require_http_methods(["GET", "HEAD", "POST"])
_DEEDS: dict[str, Callable] = {
    "khoa": keeping.disable,
    "mo": keeping.enable,
    "go-cho": keeping.unlock,
    "bo-xac-thuc": keeping.forget_second_factor,
    "ket-thuc-phien": keeping.end_sessions,
}
"""What the buttons of a user's page do, by the value they send."""


@require_safe
@allow(Permission.ADMINISTER)
def user_list(request: HttpRequest) -> HttpResponse:
    """Who may log in, with what role, where; narrowed by words, role, state and scope."""
    check_names(request, NAMES)
    check_one_value(request, NAMES)
    asked = {name: request.GET.get(name, "").strip()[:100] for name in NAMES}
    _check_choice("vai-tro", asked["vai-tro"], ROLES)
    _check_choice("tinh-trang", asked["tinh-trang"], STATES)
    units = register(upkeep().token)
    lines = user_lines(units)
    found = narrowed(lines, words=asked["tim"], role=asked["vai-tro"], state=asked["tinh-trang"], place=asked["pham-vi"])
    page = {
        "crumbs": [("Người dùng", None)],
        "asked": {name.replace("-", "_"): value for name, value in asked.items()},
        "roles": [(name, label, name == asked["vai-tro"]) for name, label in CHOICES],
        "states": [(name, label, name == asked["tinh-trang"]) for name, label in STATES.items()],
        "shown": asked_page(found, asked["trang"], A_PAGE),
        "total": len(lines),
        "kept": urlencode([(name, value) for name, value in asked.items() if value and name != "trang"]),
        "waiting": len(questions(units, timezone.localdate())),
    }
    return render(request, "accounts/users.html", {"page": page})


@_FORM
@allow(Permission.ADMINISTER)
def user_new(request: HttpRequest) -> HttpResponse:
    """A new user, who sets a password by a link."""
    check_names(request, ())
    form = NewUser(request.POST or None)
    if not form.is_bound or not form.is_valid():
        return _form_page(request, form, "Thêm người dùng", reverse("user-list"))
    places = form.read_places("places", PlaceReader(register(upkeep().token), timezone.localdate()))
    if form.errors:
        return _form_page(request, form, "Thêm người dùng", reverse("user-list"))
    said = {name: form.cleaned_data[name] for name in ("username", "full_name", "workplace", "role", "reason")}
    try:
        user = create_user(**said, places=places, by=request.user.username)
    except ValidationError as error:
        return _refused(request, form, error, "Thêm người dùng", reverse("user-list"))
    return redirect("user-detail", user.pk)


@require_safe
@allow(Permission.ADMINISTER)
def user_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: role, scopes, sessions, what may be done with it and what was."""
    check_names(request, ())
    return _detail(request, _find(pk))


@_FORM
@allow(Permission.ADMINISTER)
def user_amend(request: HttpRequest, pk: int) -> HttpResponse:
    """The name, workplace or role changed by whoever saw what stands there."""
    check_names(request, ())
    user = _find(pk)
    back, heading, seen = reverse("user-detail", args=[pk]), f"Sửa người dùng {user.username}", _digest(user)
    start = {"full_name": user.full_name, "workplace": user.workplace, "role": user.role, "seen": seen}
    form = AmendedUser(request.POST or None, initial=start)
    if not form.is_bound or not form.is_valid():
        return _form_page(request, form, heading, back)
    if form.cleaned_data["seen"] != seen:
        form.data = form.data.copy()
        form.data["seen"] = seen
        now = f"{user.full_name}; {user.workplace or 'chưa ghi cơ quan'}; {user.role_label}"
        form.add_error(None, f"Người khác vừa sửa. Đang ghi: {now}. Bấm Lưu lần nữa để ghi đè bằng những gì bạn đã nhập.")
        return _form_page(request, form, heading, back, status=409)
    said = {name: form.cleaned_data[name] for name in ("full_name", "workplace", "role", "reason")}
    try:
        keeping.amend(user, by=request.user, **said)
    except ValidationError as error:
        return _refused(request, form, error, heading, back)
    return redirect("user-detail", pk)


@_FORM
@allow(Permission.ADMINISTER)
def user_scopes(request: HttpRequest, pk: int) -> HttpResponse:
    """Scopes given and taken."""
    check_names(request, ())
    user, units = _find(pk), register(upkeep().token)
    scopes = list(Scope.objects.filter(user=user).order_by("pk"))
    form = ScopesForm([(scope, place_words(scope, units)) for scope in scopes], request.POST or None)
    heading, back = f"Phạm vi của {user.full_name}", reverse("user-detail", args=[pk])
    if not form.is_bound or not form.is_valid():
        return _form_page(request, form, heading, back)
    places = form.read_places("give", PlaceReader(units, timezone.localdate()))
    if form.errors:
        return _form_page(request, form, heading, back)
    chosen = set(form.cleaned_data.get("take", ()))
    taken = [scope for scope in scopes if str(scope.pk) in chosen]
    try:
        change_scopes(user, give=places, take=taken, by=request.user.username, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        return _refused(request, form, error, heading, back)
    return redirect("user-detail", pk)


@require_POST
@allow(Permission.ADMINISTER)
def user_act(request: HttpRequest, pk: int) -> HttpResponse:
    """One deed of a button: `viec` says which; what is already so stays so."""
    user, reason = _find(pk), request.POST.get("reason", "").strip()[:300]
    deed = _DEEDS.get(request.POST.get("viec", ""))
    if deed is None:
        raise BadRequest("Không rõ việc cần làm.", f"viec nhận: {', '.join(_DEEDS)}.", "Mở lại trang người dùng rồi bấm nút.")
    if not reason:
        return _detail(request, user, error="Chưa ghi lý do nên chưa làm gì. Ghi lý do rồi bấm lại.", status=422)
    try:
        deed(user, by=request.user, reason=reason)
    except ValidationError as error:
        return _detail(request, user, error=" ".join(error.messages), status=422)
    return redirect("user-detail", pk)


@never_cache
@require_POST
@allow(Permission.ADMINISTER)
def user_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A link that sets a password once, shown in this answer alone; a second press makes another and ends the first."""
    user = _find(pk)
    if not user.is_active:
        return _detail(request, user, error="Tài khoản đang khóa nên chưa cấp liên kết. Mở lại tài khoản trước.", status=422)
    reason = request.POST.get("reason", "").strip()[:300]
    (path,) = passwords.give_links([user], by=request.user.username, reason=reason)
    return _detail(request, user, link=request.build_absolute_uri(path))


def _find(pk: int) -> User:
    user = User.objects.filter(pk=pk).first() if pk < 2**63 else None
    if user is None:
        raise NotHere("Không có người dùng này.", advice="Mở danh sách người dùng để chọn.")
    return user


def _detail(request: HttpRequest, user: User, *, error: str = "", link: str = "", status: int = 200) -> HttpResponse:
    fresh = User.objects.get(pk=user.pk) if request.method == "POST" else user
    page = user_page(fresh, register(upkeep().token), own=user.pk == request.user.pk)
    page |= {"error": error, "link": link, "reason": request.POST.get("reason", "")[:300] if error else ""}
    return render(request, "accounts/user.html", {"page": page}, status=status)


def _digest(user: User) -> str:
    return sha256(repr((user.full_name, user.workplace, user.role)).encode()).hexdigest()[:32]


def _check_choice(name: str, value: str, accepted) -> None:
    if value and value not in accepted:
        raise BadRequest(f"Tham số “{name}” không nhận “{value[:60]}”.", f"Nhận: {', '.join(accepted)}.")


def _refused(request: HttpRequest, form: Form, error: ValidationError, heading: str, back: str) -> HttpResponse:
    told = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    for name, messages in told.items():
        form.add_error(name if name in form.fields else None, messages)
    return _form_page(request, form, heading, back)


def _form_page(request: HttpRequest, form: Form, heading: str, back: str, status: int = 422) -> HttpResponse:
    crumbs = [("Người dùng", reverse("user-list")), (heading, None)]
    page = {"heading": heading, "says": "", "form": form, "back": back, "crumbs": crumbs}
    return render(request, "accounts/user_form.html", {"page": page}, status=status if form.errors else 200)

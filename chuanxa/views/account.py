"""One's own account: password, second factor, sessions."""

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chuanxa import audit
from chuanxa.access import allow
from chuanxa.accounts import passwords, second_factor, sessions, steps
from chuanxa.accounts.forms import ChangedPassword, Code, NewPassword
from chuanxa.models import SignIn
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission

_FORM = require_http_methods(["GET", "HEAD", "POST"])


class LogInView(LoginView):
    template_name = "chuanxa/login.html"
    http_method_names = ("get", "head", "post", "options")

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {
            "ended": "het-phien" in self.request.GET,
            "password_was_set": "da-dat" in self.request.GET,
        }

    def get_default_redirect_url(self) -> str:
        """The home of one's scope; who sees no figures reads the trail."""
        return reverse("home" if self.request.user.may(Permission.SEE_FIGURES) else "trail")


@require_safe
@allow(Permission.USE_ACCOUNT)
def account(request: HttpRequest) -> HttpResponse:
    """Who am I here, and where am I logged in."""
    own = request.session.session_key
    page = {
        "crumbs": [("Tài khoản của tôi", None)],
        "role": request.user.role_says,
        "sessions": [
            {
                "pk": one.pk,
                "started": timezone.localtime(one.started_at),
                "seen": timezone.localtime(one.seen_at),
                "address": one.address,
                "browser": one.browser,
                "own": one.session_key == own,
            }
            for one in sessions.open_sessions(request.user)
        ],
        "has_second_factor": second_factor.device_of(request.user) is not None,
        "must_have_second_factor": request.user.role in settings.SECOND_FACTOR_ROLES,
        "idle": int(settings.SESSION_IDLE.total_seconds() // 60),
        "length": int(settings.SESSION_LENGTH.total_seconds() // 3600),
    }
    return render(request, "chuanxa/account.html", {"page": page})


@sensitive_post_parameters()
@never_cache
@_FORM
@allow(Permission.USE_ACCOUNT)
def password_change(request: HttpRequest) -> HttpResponse:
    """Another password; owed at the first log-in."""
    form = ChangedPassword(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        passwords.set_password(request.user, form.cleaned_data["password"], by=request.user.username, keep=request.session.session_key)
        update_session_auth_hash(request, request.user)
        SignIn.objects.filter(user=request.user, ended_at=None).update(session_key=request.session.session_key)
        steps.done(request, steps.PASSWORD)
        return redirect("account")
    page = {"crumbs": _crumbs("Đổi mật khẩu"), "owed": steps.PASSWORD in request.session.get("owes", []), "form": form}
    return render(request, "chuanxa/password.html", {"page": page}, status=400 if form.errors else 200)


@sensitive_post_parameters()
@never_cache
@login_not_required
@_FORM
def password_set(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """The page of an administrator's link."""
    user = passwords.user_of_link(key, token)
    if user is None:
        raise NotHere("Liên kết này đã dùng, đã quá hạn, hoặc bị chép thiếu.", advice="Xin quản trị viên một liên kết mới, dùng một lần.")
    form = NewPassword(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        passwords.set_password(user, form.cleaned_data["password"], by=user.username)
        return redirect(f"{reverse('session-start')}?da-dat=1")
    page = {"crumbs": [("Đặt mật khẩu", None)], "owed": False, "form": form, "whose": user.username}
    return render(request, "chuanxa/password.html", {"page": page}, status=400 if form.errors else 200)


@never_cache
@_FORM
@allow(Permission.USE_ACCOUNT)
def second_factor_code(request: HttpRequest) -> HttpResponse:
    """The six digits after the password."""
    if steps.CODE not in request.session.get("owes", []):
        return redirect("account")
    form = Code(lambda code: second_factor.accepts(request.user, code), request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.is_valid():
            steps.done(request, steps.CODE)
            return redirect("home")
        audit.record(by=request.user.username, act="wrong code", subject=f"user:{request.user.pk}")
    page = {"crumbs": [("Mã xác thực", None)], "form": form}
    return render(request, "chuanxa/second_factor.html", {"page": page}, status=400 if form.errors else 200)


@never_cache
@_FORM
@allow(Permission.USE_ACCOUNT)
def second_factor_new(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator: scan, then prove it with a code."""
    if steps.CODE in request.session.get("owes", []):
        return redirect("second-factor")
    if "begin" in request.POST:
        second_factor.begin(request.user)
        return redirect("second-factor-new")
    device = second_factor.pending_device(request.user)
    form = Code(lambda code: device is not None and second_factor.confirm(device, code), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        audit.record(by=request.user.username, act="second factor set", subject=f"user:{request.user.pk}")
        steps.done(request, steps.DEVICE)
        return redirect("account")
    page = {
        "crumbs": _crumbs("Thiết lập xác thực hai lớp"),
        "form": form,
        "begun": device is not None,
        "picture": second_factor.picture(device) if device else "",
        "secret": second_factor.secret_text(device) if device else "",
        "setting_up": True,
        "owed": steps.DEVICE in request.session.get("owes", []),
    }
    return render(request, "chuanxa/second_factor.html", {"page": page}, status=400 if form.errors else 200)


@require_POST
@allow(Permission.USE_ACCOUNT)
def session_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions; somebody else's does not exist."""
    found = SignIn.objects.filter(pk=pk, user=request.user) if pk < 2**63 else SignIn.objects.none()
    if not found.exists():
        raise NotHere("Không có phiên làm việc này trong tài khoản của bạn.")
    sessions.end(found)
    audit.record(by=request.user.username, act="session ended", subject=f"user:{request.user.pk}")
    return redirect("account")


def _crumbs(label: str) -> list[tuple[str, str | None]]:
    return [("Tài khoản của tôi", reverse("account")), (label, None)]

"""Every address. The apps are named as text, so the ground imports none of them."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_safe

from chuanxa.views import account, jobs, trail


@login_not_required
@require_safe
def healthz(request):
    """Answers when the process and its URL table are alive; asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/dang-nhap/", account.LogInView.as_view(), name="session-start"),
    path("tai-khoan/dang-xuat/", LogoutView.as_view(), name="session-end"),
    path("tai-khoan/mat-khau/", account.password_change, name="password-change"),
    path("tai-khoan/dat-mat-khau/<str:key>/<str:token>/", account.password_set, name="password-set"),
    path("tai-khoan/ma-xac-thuc/", account.second_factor_code, name="second-factor"),
    path("tai-khoan/xac-thuc-hai-lop/", account.second_factor_new, name="second-factor-new"),
    path("tai-khoan/phien/<int:pk>/ket-thuc/", account.session_stop, name="session-stop"),
    path("nhat-ky/", trail.trail, name="trail"),
    path("vai-tro/", trail.roles, name="roles"),
    path("cong-viec/", jobs.job_list, name="job-list"),
    path("cong-viec/<int:pk>/", jobs.job_detail, name="job-detail"),
    path("", include("reports.user_urls")),
    path("", include("cadres.urls")),
    path("", include("cadres.record_urls")),
    path("", include("reports.urls")),
    path("", include("reports.record_urls")),
]


handler400 = "chuanxa.refusals.malformed"
handler403 = "chuanxa.refusals.forbidden"
handler404 = "chuanxa.refusals.not_found"
handler500 = "chuanxa.refusals.failed"

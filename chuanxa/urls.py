"""Every address. The apps are named as text, so the ground imports none of them."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.urls import include, path

from chuanxa.views import jobs


@login_not_required
def healthz(request):
    """Answers when the process and its URL table are alive; asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("tai-khoan/dang-nhap/", LoginView.as_view(template_name="chuanxa/login.html"), name="session-start"),
    path("tai-khoan/dang-xuat/", LogoutView.as_view(), name="session-end"),
    path("cong-viec/", jobs.job_list, name="job-list"),
    path("cong-viec/<int:pk>/", jobs.job_detail, name="job-detail"),
    path("", include("cadres.urls")),
    path("", include("reports.urls")),
]


handler400 = "chuanxa.refusals.malformed"
handler403 = "chuanxa.refusals.forbidden"
handler404 = "chuanxa.refusals.not_found"
handler500 = "chuanxa.refusals.failed"

"""After several wrong passwords a name waits, whether anybody has that name or not (django-axes)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(request: HttpRequest, original_response: HttpResponse | None = None, credentials: dict | None = None) -> HttpResponse:
    """429: too many tries. The same words for a name that exists and one that does not."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    told = {
        "status": 429,
        "heading": "Tạm khóa đăng nhập",
        "found": f"Tên đăng nhập này vừa bị gõ sai mật khẩu {settings.AXES_FAILURE_LIMIT} lần.",
        "accepted": "",
        "advice": f"Chờ {minutes} phút rồi đăng nhập lại. Quên mật khẩu: báo quản trị viên để được cấp liên kết đặt mật khẩu mới.",
    }
    return render(request, "chuanxa/error.html", told, status=429)

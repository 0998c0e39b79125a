"""Stands before every view: ends sessions that are over, and leads whoever owes a step to its page."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from chuanxa.accounts import sessions
from chuanxa.accounts.steps import ALWAYS_OPEN, PAGES


class AccountMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        name = request.resolver_match.url_name
        if name == "healthz" or not request.user.is_authenticated:
            return None
        now = timezone.now()
        if sessions.is_over(request, now):
            logout(request)
            return redirect(f"{reverse('session-start')}?het-phien=1")
        sessions.touch(request, now)
        owed = request.session.get("owes")
        return redirect(PAGES[owed[0]]) if owed and name not in ALWAYS_OPEN else None

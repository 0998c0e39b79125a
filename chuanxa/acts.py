"""What people do without writing data is on record too: log-ins, refusals, dossiers opened.

Files taken away are put on record with their line in the ledger of exports (chuanxa/exports/ledger.py). The page is only shown when
its act could be put on record. Refusals of addresses that lead to no view at all are not kept: anybody could fill the trail with them.
"""

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from chuanxa import audit
from chuanxa.exports.issuing import HEADER
from chuanxa.names import printable


def opened(request: HttpRequest, subject: str) -> None:
    """Say that this request shows the record `subject` ("cadre:12"); it is put on record when the page is answered."""
    request.opened_record = subject


class NotOnTheLedger(RuntimeError):
    """A view tried to answer with a file of its own making: it does not leave."""


class ActsMiddleware:
    """Stands inside the middleware that knows the user, outside all that may refuse."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = audit.origin.set(address_of(request))
        try:
            response = self.get_response(request)
            if act := _act(request, response):
                audit.record(by=request.user.username, path=request.get_full_path()[:1000], **act)
            return response
        finally:
            audit.origin.reset(before)


def _act(request: HttpRequest, response: HttpResponse) -> dict | None:
    if request.resolver_match is None or not request.user.is_authenticated:
        return None
    view = request.resolver_match.url_name or ""
    if response.status_code in {403, 404}:
        return {"act": "refused", "subject": f"page:{view}"[:100], "status": response.status_code, "method": request.method}
    if response.status_code != 200:
        return None
    if "attachment" in response.get("Content-Disposition", "") and HEADER not in response:
        raise NotOnTheLedger(f"{view} answers with a file that has no line in the ledger: make it through chuanxa.exports.issuing.issue")
    if subject := getattr(request, "opened_record", ""):
        return {"act": "opened", "subject": subject}
    return None


def address_of(request: HttpRequest) -> str:
    """The visitor's address; behind a proxy of ours, the last one that the proxy itself saw. What no column can hold is left out."""
    if settings.BEHIND_PROXY:
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    else:
        told = request.META.get("REMOTE_ADDR", "")
    return printable(told)[:45]


@receiver(user_logged_in)
def _logged_in(sender, request, user, **more):
    audit.record(by=user.username, act="logged in", subject=f"user:{user.pk}")


@receiver(user_logged_out)
def _logged_out(sender, request, user, **more):
    if user is not None:
        audit.record(by=user.username, act="logged out", subject=f"user:{user.pk}")


@receiver(user_login_failed)
def _log_in_failed(sender, credentials, request=None, **more):
    """The name as typed, cut and without control characters: somebody may have typed the password there, so only that it happened."""
    audit.record(by="", act="log-in failed", subject="user:?")

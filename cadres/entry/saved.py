"""A form that is sent twice is saved once, and the browser drops its draft only when it was saved.

The token of a change set is made from the form's own token and everything typed: the same form sent again (a double press, a lost
answer, a restored draft) is known by it, a changed one is another form.
"""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse

from cadres.actions.undo import OF_PEOPLE
from chuanxa.models import ChangeSet

COOKIE = "saved-draft"
SECONDS = 60
_LEFT_OUT = {"csrfmiddlewaretoken", "once", "do", "another"}


def digest(request: HttpRequest) -> str:
    """36 signs that stand for this form with these texts; "" for a form without a token."""
    if not request.POST.get("token"):
        return ""
    typed = sorted((name, value) for name, value in request.POST.items() if name not in _LEFT_OUT)
    return sha256(repr((request.user.username, typed)).encode()).hexdigest()[:36]


def already(request: HttpRequest) -> int | None:
    """The person that this very form was saved for before; None when it was not."""
    token = digest(request)
    change_set = ChangeSet.objects.filter(by=request.user.username, token=token).first() if token else None
    for model in OF_PEOPLE if change_set else ():
        for end in ("recorded_in", "superseded_in"):
            if cadre := model.objects.filter(**{end: change_set}).values_list("cadre_id", flat=True).first():
                return cadre
    return None


def acknowledge(answer: HttpResponse, request: HttpRequest, cadre: int) -> None:
    """Tell the browser which draft was saved, as which dossier. The cookie is for scripts of ours to read, and holds nothing else."""
    token = request.POST.get("token", "")
    if token.replace("-", "").isalnum() and len(token) <= 36:
        answer.set_cookie(COOKIE, f"{token}.{cadre}", max_age=SECONDS, samesite="Lax", secure=request.is_secure())

"""A form does what it does once: sent again with the same words it leads where it led the first time, and writes nothing.

Every form of a page carries a random key (`{% csrf_token %}` writes it, templatetags/forms.py). The row that says "this key was used,
with these words" is written in the transaction of the deed itself: both are kept or neither, whatever dies in between, and of two
sendings at one moment the second waits and then finds the first. A form that is shown again because something was wrong used nothing up.
"""

from datetime import timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from chuanxa.models import FormUse

KEY = "once"
OWN_TOKEN = "token"  # noqa: S105 - the name of a field
"""A form with a token of its own is known by its change set (cadres/entry/saved.py) or its closing (reports/views/closing.py)."""
KEPT = timedelta(days=2)
_LEFT_OUT = {"csrfmiddlewaretoken"}


def answer(view, request: HttpRequest, *args, **kwargs) -> HttpResponse:
    """The view's answer; for a form that was sent before, the way to what it did."""
    if request.method != "POST" or not request.POST.get(KEY) or request.POST.get(OWN_TOKEN):
        return view(request, *args, **kwargs)
    digest = digest_of(request)
    if used := FormUse.objects.filter(digest=digest).first():
        return HttpResponseRedirect(used.location)
    if request.FILES:  # reading a file takes long: nobody else's writing waits for it, and what it makes is only a preview
        done = view(request, *args, **kwargs)
        if _led_on(done):
            FormUse.objects.bulk_create([_use(digest, done)], ignore_conflicts=True)
        return done
    return _kept_together(view, request, digest, *args, **kwargs)


def digest_of(request: HttpRequest) -> str:
    """64 signs that stand for this user, this form and these words."""
    typed = sorted((name, values) for name, values in request.POST.lists() if name not in _LEFT_OUT)
    files = sorted((name, file.name, file.size) for name, file in request.FILES.items())
    return sha256(repr((request.user.pk, request.get_full_path(), typed, files)).encode()).hexdigest()


def _kept_together(view, request: HttpRequest, digest: str, *args, **kwargs) -> HttpResponse:
    with transaction.atomic():
        use = FormUse(digest=digest, at=timezone.now())
        try:
            with transaction.atomic():
                use.save(force_insert=True)
        except IntegrityError:  # sent twice at one moment: the other one is done by now
            return HttpResponseRedirect(FormUse.objects.get(digest=digest).location)
        done = view(request, *args, **kwargs)
        if _led_on(done):
            FormUse.objects.filter(pk=use.pk).update(location=done["Location"])
            FormUse.objects.filter(at__lt=use.at - KEPT).delete()
        else:
            use.delete()
    return done


def _led_on(done: HttpResponse) -> bool:
    return 300 <= done.status_code < 400


def _use(digest: str, done: HttpResponse) -> FormUse:
    return FormUse(digest=digest, location=done["Location"], at=timezone.now())

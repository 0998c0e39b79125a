"""A form that is sent twice does what it does once: in one transaction with what it wrote, or not at all."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from chuanxa import audit, once
from chuanxa.models import AuditEvent, FormUse, User
from tests.factories import user

pytestmark = pytest.mark.django_db


def write(request) -> HttpResponse:
    """A view that puts what was typed on record and leads on; what is empty is shown again."""
    if not request.POST.get("what"):
        return HttpResponse("what?", status=422)
    audit.record(by="lan", act="tried", subject=request.POST["what"][:50])
    if request.POST["what"] == "broken":
        raise RuntimeError
    return HttpResponseRedirect(f"/done/{AuditEvent.objects.count()}/")


@pytest.fixture
def send(rf):
    lan = user("lan", "clerk")

    def sending(by: User = lan, path: str = "/form/", **typed):
        request = rf.post(path, typed)
        request.user = by
        return once.answer(write, request)

    return sending


def tried() -> int:
    return AuditEvent.objects.filter(act="tried").count()


def test_the_same_form_sent_again_leads_where_it_led_and_writes_nothing(send):
    first, second = (send(once="k1", what="a") for _ in range(2))
    assert (first.status_code, first.url) == (second.status_code, second.url) and tried() == 1


def test_other_words_another_form_another_page_and_another_user_are_another_sending(send):
    send(once="k1", what="a")
    send(once="k1", what="b")
    send(once="k2", what="a")
    send(path="/other/", once="k1", what="a")
    send(by=user("hoa", "clerk"), once="k1", what="a")
    assert tried() == 5


def test_a_form_that_was_shown_again_or_failed_has_used_nothing_up(send):
    assert send(once="k1", what="").status_code == 422 and not FormUse.objects.exists()
    with pytest.raises(RuntimeError):
        send(once="k1", what="broken")
    assert not FormUse.objects.exists() and tried() == 0, "what failed is not kept, and may be sent again"
    assert send(once="k1", what="a").status_code == 302 and tried() == 1


def test_a_form_without_a_key_or_with_a_token_of_its_own_is_left_to_its_view(send):
    for typed in ({}, {"once": "k", "token": "t"}):
        send(what="a", **typed)
        send(what="a", **typed)
    assert tried() == 4 and not FormUse.objects.exists()


def test_uses_are_forgotten_after_some_days(send):
    with time_machine.travel(timezone.now() - once.KEPT - timedelta(hours=1)):
        send(once="old", what="a")
    send(once="new", what="a")
    assert FormUse.objects.count() == 1


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="threads share one connection to SQLite in memory")
@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_one_moment_write_once(send):
    def one(_):
        try:
            return send(once="k1", what="a").url
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        found = set(pool.map(one, range(2)))
    assert len(found) == 1 and tried() == 1


def test_every_form_of_a_page_carries_a_key_of_its_own(client):
    lan = user("lan", "personnel_officer")
    client.force_login(lan)
    text = client.get("/tai-khoan/").content.decode()
    found = re.findall(r'name="once" value="([\w-]{16})"', text)
    assert len(found) == len(set(found)) == text.count('method="post"')

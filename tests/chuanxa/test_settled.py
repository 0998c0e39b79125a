"""A moment is named before every transaction under way: what they write later carries a later moment than the one named."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from chuanxa.models import User
from chuanxa.settled import settled_now

WAIT = 60


@pytest.mark.django_db
def test_with_nobody_writing_it_is_hardly_past():
    with transaction.atomic():
        before = timezone.now()
        named = settled_now()
        after = timezone.now()
    assert named <= after and (before - named).total_seconds() < 60


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer: whoever asks is alone")
def test_it_is_before_a_transaction_that_has_begun_and_not_ended():
    begun, may_end, moments = threading.Event(), threading.Event(), []

    def write():
        with transaction.atomic():
            moments.append(timezone.now())
            User.objects.exists()
            begun.set()
            may_end.wait(WAIT)
        connection.close()

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    assert begun.wait(WAIT)
    with transaction.atomic():
        named = settled_now()
    may_end.set()
    writer.join(WAIT)
    assert named < moments[0]

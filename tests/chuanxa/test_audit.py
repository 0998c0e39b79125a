"""The audit trail: rows are only added, counted without gaps, chained; every change or gap is found."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from chuanxa import audit
from chuanxa.audit_chain import START, Link, digest, faults
from chuanxa.models import AuditEvent, AuditHead
from chuanxa.models.audit_event import OnlyAdded

texts = st.text(max_size=12)
moments = st.datetimes(datetime(2004, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))
changes = st.dictionaries(texts, st.one_of(texts, st.integers(), st.none(), st.lists(texts, max_size=2)), max_size=2)
acts = st.tuples(moments, texts, texts, texts, texts, texts, changes)


def chain(told) -> tuple[list[tuple[Link, str]], tuple[int, str]]:
    events, last = [], START
    for number, one in enumerate(told, 1):
        link = Link(number, *one)
        last = digest(last, link)
        events.append((link, last))
    return events, (len(events), last)


@given(st.lists(acts, max_size=8))
def test_a_chain_that_nobody_touched_has_no_fault(told):
    assert list(faults(*chain(told))) == []


@given(st.lists(acts, min_size=1, max_size=8), st.data())
def test_any_change_of_one_field_of_one_event_is_found(told, data):
    events, head = chain(told)
    place = data.draw(st.integers(0, len(events) - 1))
    link, stored = events[place]
    field = data.draw(st.sampled_from(("by", "act", "subject", "reason", "address")))
    other = {name: getattr(link, name) for name in Link.__slots__} | {field: getattr(link, field) + "!"}
    events[place] = (Link(**other), stored)
    assert any(f"số {place + 1} " in fault for fault in faults(events, head))


@given(st.lists(acts, min_size=1, max_size=8), st.data())
def test_any_run_of_events_taken_out_is_found(told, data):
    events, head = chain(told)
    first = data.draw(st.integers(0, len(events) - 1))
    last = data.draw(st.integers(first + 1, len(events)))
    del events[first:last]
    assert list(faults(events, head))


@given(st.lists(acts, min_size=2, max_size=8), st.data())
def test_a_trail_written_anew_is_found_by_a_digest_noted_before(told, data):
    events, _ = chain(told)
    place = data.draw(st.integers(0, len(events) - 1))
    noted = {events[place][0].number: events[place][1]}
    forged = [one if at != place else (one[0], one[1] + "!", *one[2:]) for at, one in enumerate(told)]
    again, head = chain(forged)
    assert not list(faults(again, head)), "the forged trail is consistent in itself"
    assert any("viết lại" in fault for fault in faults(again, head, noted))
    assert any("bị cắt" in fault for fault in faults(*chain(told[:place]), noted))


@pytest.mark.django_db
class TestStored:
    def test_events_are_numbered_chained_and_verified(self):
        audit.record(by="hanh", act="record qualification", subject="cadre:1", reason="bổ sung", new={"level": 30, "ghi": "Trung cấp"})
        audit.record_all([{"act": "amend", "subject": "cadre:1", "old": None}, {"act": "retract", "subject": "cadre:2"}], by="minh")
        assert list(AuditEvent.objects.order_by("number").values_list("number", "by")) == [(1, "hanh"), (2, "minh"), (3, "minh")]
        assert list(audit.verify()) == [] and audit.head()[0] == 3

    def test_what_is_undone_leaves_no_gap(self):
        audit.record(by="hanh", act="one", subject="x")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            audit.record(by="hanh", act="two", subject="x")
            raise ZeroDivisionError
        audit.record(by="hanh", act="three", subject="x")
        assert list(audit.verify()) == [] and audit.head()[0] == 2

    def test_rows_are_neither_changed_nor_deleted_by_the_program(self):
        row = audit.record(by="hanh", act="one", subject="x")
        for forbidden in (row.save, row.delete, AuditEvent.objects.all().delete, lambda: AuditEvent.objects.update(by="")):
            with pytest.raises(OnlyAdded):
                forbidden()

    @pytest.mark.parametrize(
        "harm",
        [
            "UPDATE chuanxa_auditevent SET reason = 'khác' WHERE number = 2",
            "UPDATE chuanxa_auditevent SET change = '{}' WHERE number = 1",
            "DELETE FROM chuanxa_auditevent WHERE number = 2",
            "DELETE FROM chuanxa_auditevent WHERE number = 3",
            "DELETE FROM chuanxa_auditevent",
            "UPDATE chuanxa_audithead SET number = 2",
        ],
    )
    def test_harm_done_in_the_database_is_found(self, harm):
        for name in ("một", "hai", "ba"):
            audit.record(by=name, act="x", subject="y", new={"a": 1})
        call_command("verify_audit")
        with connection.cursor() as cursor:
            cursor.execute(harm)
        with pytest.raises(CommandError, match="không nguyên vẹn"):
            call_command("verify_audit")

    def test_the_command_tells_the_last_digest_and_takes_it_back(self, capsys):
        audit.record(by="hanh", act="x", subject="y")
        call_command("verify_audit")
        noted = re.search(r"1:[0-9a-f]{64}", capsys.readouterr().out).group()
        audit.record(by="hanh", act="x", subject="z")
        call_command("verify_audit", "--expect", noted)
        with pytest.raises(CommandError, match="viết lại"):
            call_command("verify_audit", "--expect", f"1:{'0' * 64}")
        with pytest.raises(CommandError, match="SỐ:DẤU_VÂN"):
            call_command("verify_audit", "--expect", "hôm qua")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="threads share one connection to SQLite in memory")
@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_make_one_chain():
    AuditHead.objects.all().delete()

    def write(name):
        try:
            for number in range(5):
                audit.record(by=str(name), act="x", subject=str(number))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert list(audit.verify()) == [] and audit.head()[0] == 20
    assert set(AuditEvent.objects.values_list("by", flat=True)) == set("0123")


def test_a_moment_is_the_same_whatever_zone_it_is_written_in():
    at = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    from datetime import timezone

    there = at.astimezone(timezone(timedelta(hours=7)))
    same = [Link(1, moment, "", "", "", "", "", {}) for moment in (at, there)]
    assert digest(START, same[0]) == digest(START, same[1])

"""The ledger of exports: a number without gaps for every file, written before it leaves, agreeing with the trail, never changed."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.db import OperationalError, connection, transaction

from chuanxa import audit
from chuanxa.exports import issuing, ledger
from chuanxa.exports.ledger import Told, stamp_of, write_line, write_outcome
from chuanxa.models import AuditEvent, ExportOutcome, ExportRecord
from chuanxa.models.audit_event import OnlyAdded
from tests import factories
from tests.cadres.test_concurrency import at_once

AT = datetime(2026, 6, 15, 2, tzinfo=UTC)


def line(user, at=AT, **told) -> ExportRecord:
    said = {"kind": "people", "name": "Danh sách", "path": "/can-bo/?dinh-dang=xlsx", "filename": "a.xlsx", "content_type": "x"}
    return write_line(by=user, told=Told(**told), needs="export", at=at, **said)


@pytest.fixture
def minh(db):
    return factories.user("minh-1", "personnel_officer")


def test_numbers_count_up_and_begin_again_with_the_local_year(minh):
    last_evening = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)  # half past midnight in Vietnam
    assert [line(minh).number, line(minh).number, line(minh, last_evening).number] == ["2026-000001", "2026-000002", "2027-000001"]


def test_a_line_that_is_not_kept_leaves_no_gap_and_no_trace(minh, monkeypatch):
    line(minh)

    def full(**act):
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(ledger.audit, "record", full)
        with pytest.raises(OperationalError), transaction.atomic():
            line(minh)
    assert [line(minh).number, ExportRecord.objects.count()] == ["2026-000002", 2]


def test_ledger_and_trail_name_each_other(minh):
    before = audit.head()[0]
    record = line(minh, masked=False, reason="Đối chiếu với bảo hiểm xã hội", place="Xã A")
    event = AuditEvent.objects.get(subject=f"exportrecord:{record.number}")
    assert (event.act, event.by, event.reason) == ("exported", "minh-1", "Đối chiếu với bảo hiểm xã hội")
    assert (event.number, record.data_version) == (before + 1, before)
    assert event.change["path"] == record.path and event.change["numbers"] == "open"


def test_lines_and_outcomes_are_only_ever_added(minh):
    record = line(minh)
    outcome = write_outcome(record, rows=3, size=10, sha256="0" * 64, at=AT)
    for row in (record, outcome):
        for act in (row.save, row.delete, type(row).objects.all().delete, lambda row=row: type(row).objects.update(id=9)):
            with pytest.raises(OnlyAdded):
                act()


def test_an_unknown_kind_of_file_is_refused_before_anything_is_written(minh):
    with pytest.raises(LookupError, match=r"kinds\.py"):
        write_line(by=minh, kind="x", name="x", told=Told(), path="/", filename="x", content_type="x", needs="export", at=AT)
    assert not ExportRecord.objects.exists()


def test_the_line_stands_before_the_first_piece_leaves_and_the_outcome_after_the_last(minh, rf):
    request = rf.get("/can-bo/?dinh-dang=xlsx")
    request.user, request.resolver_match = minh, None
    pieces = iter([b"ab", b"cd"])
    answer = issuing.issue(
        request, kind="people", name="x", told=Told(), write=lambda stamp: pieces, content_type="x/y", filename="Đơn.xlsx"
    )
    assert answer["Export-Number"] == ExportRecord.objects.get().number and "filename*=utf-8''" in answer["Content-Disposition"]
    streamed = iter(answer.streaming_content)
    assert next(streamed) == b"ab" and not ExportOutcome.objects.exists()
    assert b"".join(streamed) == b"cd"
    outcome = ExportOutcome.objects.get()
    assert (outcome.size, outcome.sha256, outcome.rows) == (4, hashlib.sha256(b"abcd").hexdigest(), None)


def test_who_hangs_up_leaves_a_line_without_an_outcome(minh, rf):
    request = rf.get("/")
    request.user, request.resolver_match = minh, None
    answer = issuing.issue(
        request, kind="people", name="x", told=Told(), write=lambda stamp: iter([b"a", b"b"]), content_type="x/y", filename="a"
    )
    next(iter(answer.streaming_content))
    del answer
    assert ExportRecord.objects.count() == 1 and not ExportOutcome.objects.exists()


def test_the_stamp_says_everything_the_line_says(minh):
    told = Told("Tỉnh Cao Bằng", AT.date(), AT, ("Loại: Cán bộ",), ("nd-33-2023 (bản 2)",), (("province", 4),), True)
    lines = stamp_of(line(minh, **{name: getattr(told, name) for name in told.__slots__})).lines()
    assert lines == [
        "Số 2026-000001 · Minh-1 (minh-1) xuất lúc 09:00 ngày 15/06/2026",
        "Tỉnh Cao Bằng · số liệu ngày 15/06/2026 · theo dữ liệu ghi nhận đến 09:00 ngày 15/06/2026 · bộ lọc: Loại: Cán bộ",
        "Tiêu chuẩn áp dụng: nd-33-2023 (bản 2)",
        f"Dữ liệu: đến dòng nhật ký số {audit.head()[0] - 1}",
        "Số định danh cá nhân đã che",
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="threads share one connection to SQLite in memory")
def test_eight_at_once_take_eight_numbers_without_a_gap():
    user = factories.user("minh-2", "personnel_officer")
    at_once(*(lambda: [line(user) for _ in range(5)] for _ in range(8)))
    numbers = sorted(ExportRecord.objects.values_list("number", flat=True))
    assert numbers == [f"2026-{number:06d}" for number in range(1, 41)]
    assert connection.vendor == "postgresql" and AuditEvent.objects.filter(act="exported").count() == 40

"""The register of published figures: what is printed is read when it is recorded, versions are kept, refusals keep nothing."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cadres.actions.undo import undo
from chuanxa.facts import Superseded
from chuanxa.models import AuditEvent, ChangeSet
from reports.actions import published
from reports.models import PublishedFigure, PublishedReport
from reports.published.numbers import Bound
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return published.record_report(PublishedReport(code="bai-thu", title="Bài thử"), by="minh")


def figure(report, **fields):
    return PublishedFigure(report=report, **{"label": "Đại học", "printed": "62,46", "unit": "%", **fields})


def test_the_printed_text_is_read_when_it_is_recorded(report):
    first, second = published.record_figures([figure(report), figure(report, printed="gần 66 ngàn", unit="người")], by="minh")
    assert (first.parsed, first.step, first.bound) == (Decimal("62.46"), Decimal("0.01"), Bound.EXACT)
    assert (second.parsed, second.step, second.bound) == (66_000, 1000, Bound.BELOW)
    assert (first.key, first.order, second.code, second.order) == ("bai-thu/so-1", 1, "so-2", 2)
    stored = PublishedFigure.objects.get(pk=first.pk)
    assert stored.figure().number == first.figure().number


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({"printed": "73.5134"}, "printed", "73,5134 hoặc 735.134"),
        ({"printed": "7,1 t ỷ"}, "printed", "lẫn chữ với số"),
        ({"printed": "9" * 17}, "printed", "lớn hơn mọi số liệu"),
        ({"printed": "0,1234567"}, "printed", "hơn sáu chữ số"),
        ({"total": 0}, "total", "từ 1 trở lên"),
        ({"label": ""}, "label", ""),
        ({"page": "/tinh/04/"}, "__all__", "cả trang và bảng"),
    ],
)
def test_what_cannot_be_recorded_is_refused_beside_its_field_and_nothing_is_kept(report, fields, field, told):
    with pytest.raises(ValidationError) as refused:
        published.record_figures([figure(report), figure(report, **fields)], by="minh")
    assert told in " ".join(refused.value.message_dict[field])
    assert not PublishedFigure.objects.exists()


def test_amending_reads_the_text_anew_and_keeps_the_version_before(report):
    (first,) = published.record_figures([figure(report)], by="minh")
    second = published.amend_figure(first, by="thao", reason="in nhầm", printed="62,5")
    assert (second.parsed, second.step, second.code, second.order) == (Decimal("62.5"), Decimal("0.1"), first.code, first.order)
    assert list(PublishedFigure.objects.known()) == [second] and second.supersedes == first
    event = AuditEvent.objects.get(act="amend publishedfigure")
    assert (event.by, event.reason) == ("thao", "in nhầm")
    assert (event.change["old"]["printed"], event.change["new"]["printed"]) == ("62,46", "62,5")
    with pytest.raises(Superseded):
        published.amend_figure(first, by="minh", reason="muộn", printed="1")


def test_a_retracted_figure_stays_as_history(report):
    (first,) = published.record_figures([figure(report)], by="minh")
    published.retract_figure(first, by="minh", reason="không thuộc bài")
    assert not PublishedFigure.objects.known().exists() and PublishedFigure.objects.count() == 1
    undo(ChangeSet.objects.latest("id"), by="minh", day=TODAY, reason="Thuộc bài")
    assert [(one.code, one.parsed) for one in PublishedFigure.objects.known()] == [(first.code, first.parsed)]


def test_figures_pasted_in_one_go_are_taken_back_in_one_go(report):
    published.record_figures([figure(report), figure(report)], by="minh")
    undo(ChangeSet.objects.get(), by="minh", day=TODAY, reason="Dán nhầm bài")
    assert not PublishedFigure.objects.known().exists() and PublishedFigure.objects.count() == 2


def test_a_code_stands_once_in_a_report(report):
    published.record_figures([figure(report, code="dai-hoc")], by="minh")
    with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
        published.record_figures([figure(report, code="dai-hoc")], by="minh")


def test_a_report_keeps_what_it_said_before_in_the_audit_trail(report):
    report.title = "Bài đã sửa tên"
    published.record_report(report, by="minh", reason="sai tên")
    event = AuditEvent.objects.get(act="amend publishedreport")
    assert (event.change["old"]["title"], event.change["new"]["title"]) == ("Bài thử", "Bài đã sửa tên")

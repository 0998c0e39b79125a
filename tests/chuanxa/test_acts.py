"""Log-ins, refusals, dossiers opened and files taken away are on record, with who and from where; a database that fails says so."""

import pytest
from django.db import OperationalError

from chuanxa import audit
from chuanxa.models import AuditEvent, SignIn
from tests.factories import PASSWORD


@pytest.fixture
def fresh(small_world):
    """Only what happens from here on is looked at."""
    last = audit.head()[0]
    return lambda: [(event.by, event.act, event.subject) for event in AuditEvent.objects.filter(number__gt=last).order_by("number")]


def test_logging_in_and_out_and_failing_to_are_on_record(nobody, fresh):
    form = "/tai-khoan/dang-nhap/"
    nobody.post(form, {"username": "minh", "password": "sai"})
    nobody.post(form, {"username": "minh", "password": PASSWORD})
    nobody.post("/tai-khoan/dang-xuat/")
    assert [act for _, act, _ in fresh()] == ["log-in failed", "logged in", "logged out"]
    assert AuditEvent.objects.order_by("number").last().address == "127.0.0.1"


def test_what_was_typed_at_a_failed_log_in_is_not_kept(nobody, fresh):
    nobody.post("/tai-khoan/dang-nhap/", {"username": "matkhau-go-nham", "password": "sai"})
    event = AuditEvent.objects.order_by("number").last()
    assert "matkhau-go-nham" not in f"{event.by}{event.subject}{event.change}"


def test_opening_a_person_is_on_record_and_looking_at_figures_is_not(minh, small_world, fresh):
    pk = small_world.cadres[0].pk
    minh.page("/tinh/04/")
    assert fresh() == []
    assert minh.get(f"/can-bo/{pk}/").status_code == 200
    assert fresh() == [("minh", "opened", f"cadre:{pk}")]


def test_a_refusal_is_on_record_and_an_address_of_nothing_is_not(thao, quan, nobody, fresh):
    thao.get("/can-bo/")
    quan.get("/tinh/04/?ngay=31/12/2013")
    quan.get("/khong-co-gi/")
    nobody.get("/tinh/04/")
    assert fresh() == [("thao", "refused", "page:cadre-list"), ("quan", "refused", "page:province-detail")]


def test_a_file_taken_away_is_on_record_with_its_address(minh, fresh):
    assert minh.get("/tinh/04/?dinh-dang=xlsx").status_code == 200
    assert fresh() == [("minh", "exported", "exportrecord:2026-000001")]
    assert AuditEvent.objects.order_by("number").last().change["path"] == "/tinh/04/?dinh-dang=xlsx"


def test_behind_a_proxy_the_address_is_the_last_one_it_saw(minh, settings, small_world):
    settings.BEHIND_PROXY = True
    minh.get(f"/can-bo/{small_world.cadres[0].pk}/", headers={"X-Forwarded-For": "6.6.6.6, 10.0.0.7"})
    assert AuditEvent.objects.order_by("number").last().address == "10.0.0.7"


def test_an_address_or_a_browser_that_no_column_can_hold_is_no_fault_of_ours(minh, nobody, settings, small_world):
    settings.BEHIND_PROXY = True
    headers = {"X-Forwarded-For": "::1, \x00", "User-Agent": "\x00Firefox\x1b\xff"}
    assert minh.get("/khong-co/", headers=headers).status_code == 404
    assert minh.get("/tinh/92/", headers=headers).status_code == 404
    assert AuditEvent.objects.order_by("number").last().address == ""
    asked = {"username": "minh", "password": PASSWORD}
    assert nobody.post("/tai-khoan/dang-nhap/", asked, headers=headers).status_code == 302
    assert SignIn.objects.order_by("pk").last().browser == "Firefox\xff"


def test_a_page_whose_opening_cannot_be_put_on_record_is_not_shown(minh, small_world, monkeypatch):
    def full(**act):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(audit, "record", full)
    minh.raise_request_exception = False
    answer = minh.get(f"/can-bo/{small_world.cadres[0].pk}/")
    assert answer.status_code == 503 and small_world.cadres[0].profiles.first().full_name not in answer.content.decode()


def test_a_database_that_fails_while_saving_leaves_what_was_typed_in_the_page(nobody, monkeypatch):
    def gone(*args, **kwargs):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("chuanxa.log_in.LogIn.authenticate", gone)
    nobody.raise_request_exception = False
    answer = nobody.post("/tai-khoan/dang-nhap/?next=/tinh/", {"username": "<b>mình</b>", "password": "mật", "next": "\n/tinh/"})
    text = answer.content.decode()
    assert answer.status_code == 503 and answer["Retry-After"] == "60"
    assert '<textarea name="username" hidden>\n&lt;b&gt;mình&lt;/b&gt;</textarea>' in text
    assert 'action="/tai-khoan/dang-nhap/?next=/tinh/"' in text and "Traceback" not in text and "mật" not in text


def test_any_other_failure_is_our_fault_and_says_so(nobody, monkeypatch):
    def wrong(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("chuanxa.log_in.LogIn.authenticate", wrong)
    nobody.raise_request_exception = False
    answer = nobody.post("/tai-khoan/dang-nhap/", {"username": "a", "password": "x"})
    assert answer.status_code == 500 and "Báo quản trị viên mã" in answer.content.decode()

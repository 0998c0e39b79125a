"""Refusals: a page or JSON with what was found, what is accepted and what to do; never a trace, whatever broke."""

import errno
import json
import logging
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError
from django.utils.functional import SimpleLazyObject

from chuanxa import refusals
from chuanxa.refusals import BadRequest, NotHere, RefusalMiddleware
from tests import factories


@pytest.fixture
def answer(rf):
    """What the middleware answers when a view raises."""

    def _answer(error: Exception, query: str = ""):
        request = rf.get(f"/tinh/04/{query}")
        request.user, request.htmx = AnonymousUser(), False
        return RefusalMiddleware(lambda request: None).process_exception(request, error)

    return _answer


def test_a_refusal_says_what_was_found_what_is_accepted_and_what_to_do(answer):
    page = answer(BadRequest("Không hiểu ngày “hôm nay”.", "05/08/2013", "Gõ ngày trước, tháng sau."))
    assert page.status_code == 400
    for words in ("Yêu cầu chưa đúng", "Không hiểu ngày “hôm nay”.", "05/08/2013", "Gõ ngày trước, tháng sau."):
        assert words in page.content.decode()


def test_what_is_not_here_is_not_found(answer):
    page = answer(NotHere("Không có tỉnh mang mã 99."))
    assert page.status_code == 404
    assert "Không có tỉnh mang mã 99." in page.content.decode()


def test_a_program_is_refused_in_json(answer):
    found = answer(BadRequest("Không hiểu.", "html, xlsx, json"), "?dinh-dang=json")
    assert found.status_code == 400
    assert found["Content-Type"] == "application/json"
    assert json.loads(found.content) == {
        "error": {"heading": "Yêu cầu chưa đúng", "found": "Không hiểu.", "accepted": "html, xlsx, json", "advice": ""}
    }


def test_what_was_typed_is_shown_as_text(answer):
    page = answer(BadRequest("Không hiểu “<script>alert(1)</script>”."))
    assert b"<script>alert" not in page.content
    assert b"&lt;script&gt;" in page.content


def test_other_errors_are_left_to_django(answer):
    assert answer(ValueError("lỗi")) is None


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_refused_with_a_page(client):
    client.force_login(factories.user("minh"))
    page = client.get("/khong-co-trang-nay/")
    assert page.status_code == 404
    assert "Địa chỉ này không có, hoặc không thuộc phạm vi của bạn." in page.content.decode()


@pytest.mark.django_db
def test_whoever_tries_the_demo_gets_the_same_page_and_not_the_table_of_addresses(client, settings):
    settings.DEBUG = True
    client.force_login(factories.user("minh"))
    for address in ("/khong-co-trang-nay/", "/bao-cao/khong-co-loai-nay/", "/doi-chieu/khong-co-bai-nay/", "/bieu-mau/khong-co-bieu-nay/"):
        page = client.get(address)
        assert page.status_code == 404, address
        assert "Không tìm thấy" in page.content.decode(), address
        assert "urls.py" not in page.content.decode(), address
    assert client.get("/bao-cao").status_code == 301, "a slash left out is still added"


@pytest.mark.django_db
def test_a_role_that_may_not_is_told_so_on_a_page(client):
    client.force_login(factories.user("thao", "leader"))
    page = client.get("/can-bo/")
    assert page.status_code == 403
    assert "Vai trò của bạn không mở được trang này." in page.content.decode()


def test_our_own_fault_is_told_with_a_number_that_is_in_the_log(rf, caplog):
    request = rf.get("/tinh/04/")
    request.user = AnonymousUser()
    with caplog.at_level(logging.ERROR):
        page = refusals.failed(request)
    assert page.status_code == 500
    number = re.search(r"mã ([2-9A-HJ-NP-Z]{8})", page.content.decode()).group(1)
    assert f"reference {number} GET /tinh/04/" in caplog.text


def test_where_our_own_fault_happened_stands_in_the_log_and_an_outage_is_only_named(rf, caplog):
    for error in (ValueError("ours"), OperationalError("gone")):
        try:
            raise error
        except Exception:
            refusals.failed(rf.get("/tinh/04/"))
    assert caplog.text.count("Traceback") == 1 and "ValueError: ours" in caplog.text
    assert "GET /tinh/04/ OperationalError" in caplog.text


def test_a_disk_without_room_is_an_outage_and_what_was_typed_stays(rf):
    request = rf.post("/can-bo/moi/", {"profile-full_name": "Nông Thị Bé", "password": "bí mật"})
    request.user = AnonymousUser()
    try:
        raise OSError(errno.ENOSPC, "No space left on device")
    except OSError:
        page = refusals.failed(request)
    assert page.status_code == 503 and page["Retry-After"] == "60"
    assert "Nông Thị Bé" in page.content.decode() and "bí mật" not in page.content.decode()


def test_a_form_that_could_not_be_read_to_its_end_is_told_without_it(rf):
    request = rf.post("/can-bo/moi/", b"--x", content_type="multipart/form-data; boundary=y")
    request.user = AnonymousUser()
    try:
        raise OSError(errno.ENOSPC, "No space left on device")
    except OSError:
        page = refusals.failed(request)
    assert page.status_code == 503 and "<textarea" not in page.content.decode()


def test_our_own_fault_is_told_even_when_the_database_does_not_answer(rf):
    def broken():
        raise RuntimeError("no database")

    request = rf.get("/tinh/04/")
    request.user = SimpleLazyObject(broken)
    assert refusals.failed(request).status_code == 500


@pytest.mark.parametrize("handler", [refusals.malformed, refusals.forbidden, refusals.not_found])
def test_every_handler_of_django_has_a_page(rf, handler):
    request = rf.get("/")
    request.user = AnonymousUser()
    page = handler(request, None)
    assert page.status_code in {400, 403, 404}
    assert "<h1>" in page.content.decode()


@pytest.mark.django_db
def test_a_form_sent_without_its_token_is_refused_with_a_page():
    from django.test import Client

    page = Client(enforce_csrf_checks=True).post("/tai-khoan/dang-nhap/", {"username": "minh", "password": "x"})
    assert page.status_code == 403
    assert "<h1>" in page.content.decode()

"""/tai-khoan/dang-nhap/, /tai-khoan/dang-xuat/ and /healthz: the pages that need no log-in."""

import pytest

from tests.cast import Visitor
from tests.factories import PASSWORD

PATH = "/tai-khoan/dang-nhap/"


def test_somebody_logs_in_and_arrives_where_they_wanted(nobody):
    answer = nobody.post(PATH, {"username": "minh", "password": PASSWORD, "next": "/tinh/04/?ngay=31/12/2013"})
    assert (answer.status_code, answer.url) == (302, "/tinh/04/?ngay=31/12/2013")
    assert nobody.get("/tinh/04/").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:alert(1)", "\\\\example.com"])
def test_nobody_is_sent_to_another_host(nobody, elsewhere):
    answer = nobody.post(PATH, {"username": "minh", "password": PASSWORD, "next": elsewhere})
    assert (answer.status_code, answer.url) == (302, "/")


@pytest.mark.parametrize(
    "typed",
    [{"username": "minh", "password": "sai"}, {"username": "ai", "password": PASSWORD}, {}, {"username": "\x00", "password": "\x00"}],
)
def test_a_wrong_name_and_a_wrong_password_are_told_the_same(nobody, typed):
    answer = nobody.post(PATH, typed)
    text = answer.content.decode()
    assert answer.status_code == 200 and "Tên đăng nhập hoặc mật khẩu không đúng" in text
    assert nobody.get("/").status_code == 302


def test_a_form_without_its_token_is_refused(small_world):
    visitor = Visitor(enforce_csrf_checks=True)
    assert visitor.post(PATH, {"username": "minh", "password": PASSWORD}).status_code == 403


def test_logging_out_needs_a_form_and_ends_the_session(minh):
    assert minh.get("/tai-khoan/dang-xuat/").status_code == 405
    assert minh.post("/tai-khoan/dang-xuat/").url == PATH
    assert minh.get("/tinh/04/").status_code == 302


def test_opening_the_form_asks_nothing_of_the_database(nobody, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert nobody.get(PATH).status_code == 200


def test_the_page_for_probes_asks_nothing_of_the_database(nobody, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = nobody.get("/healthz")
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, b"ok\n", "text/plain")

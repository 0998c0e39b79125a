"""/: sends everybody to the page of their scope."""

import pytest

from tests import factories, ladder
from tests.cast import Visitor


def test_it_asks_a_stranger_to_log_in(nobody):
    ladder.asks_to_log_in(nobody, "/")


@pytest.mark.parametrize(
    ("name", "path"), [("hanh", "/xa/01366/"), ("minh", "/tinh/04/"), ("thao", "/tinh/04/"), ("quan", "/tinh/"), ("quantri", "/tinh/")]
)
def test_everybody_is_sent_to_the_page_of_their_scope(small_world, name, path):
    visitor = Visitor()
    visitor.force_login(small_world.users[name])
    assert visitor.get("/").url == path
    assert visitor.get("/", follow=True).status_code == 200


@pytest.mark.parametrize(("name", "path"), [("hanh", "/xa/01366/"), ("minh", "/tinh/04/"), ("quantri", "/tinh/")])
def test_the_day_goes_along(small_world, name, path):
    visitor = Visitor()
    visitor.force_login(small_world.users[name])
    answer = visitor.get("/?ngay=31/12/2013", follow=True)
    assert answer.redirect_chain[0][0].startswith(path) and answer.status_code == 200
    assert "31/12/2013" in answer.content.decode()


def test_somebody_without_a_scope_is_told_what_to_do(small_world):
    visitor = Visitor()
    visitor.force_login(factories.user("moi", "clerk"))
    text = ladder.refused(visitor, "/", 404)
    assert "chưa được giao phạm vi nào" in text and "quản trị viên" in text


def test_somebody_whose_only_unit_is_gone_is_told_so(small_world):
    visitor = Visitor()
    visitor.force_login(factories.user("cu", "clerk", small_world.places.na_sac))
    ladder.refused(visitor, "/", 404)
    assert visitor.get("/?ngay=31/12/2013").url.startswith("/xa/01369/")


def test_it_rejects_everything_but_reading(minh):
    assert [minh.generic(verb, "/").status_code for verb in ("POST", "PUT", "DELETE")] == [405] * 3


def test_it_refuses_what_it_cannot_read(minh):
    ladder.lists_what_it_accepts(minh, "/", ("ngay", "chuc-danh"))
    ladder.refuses_what_it_cannot_read(minh, "/", days=("ngay", "so-voi"))
    ladder.refused(minh, "/", 400, dinh_dang="xlsx")


def test_it_costs_four_queries(minh, django_assert_num_queries):
    minh.get("/")
    with django_assert_num_queries(4):
        minh.get("/")

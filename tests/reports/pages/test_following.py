"""Phạm vi cần chuyển: what was previewed is what is confirmed; until then the new unit does not exist for the user."""

import re

import pytest

from provinces.models import Scope
from tests import factories
from tests.cast import Visitor

PAGE = "/nguoi-dung/chuyen-pham-vi/"


@pytest.fixture
def lan(small_world) -> Visitor:
    """A clerk of Nà Sác, which was merged into Trường Hà on 1 July 2025."""
    user = factories.user("lan", "clerk", small_world.places.na_sac)
    visitor = Visitor()
    visitor.force_login(user)
    return visitor


def form(quantri) -> dict:
    """The row of Lan's scope as it is shown, marked."""
    text = quantri.page(PAGE)
    pk = str(Scope.objects.get(user__username="lan", settled_at=None).pk)
    seen = re.search(rf'name="thay-{pk}" value="(\w+)"', text)[1]
    heirs = re.findall(rf'name="den-{pk}" value="([\w-]+)"', text)
    return {"cau": pk, f"thay-{pk}": seen, f"den-{pk}": heirs, "reason": "nghị quyết", "viec": "chuyen"}


def test_the_old_unit_stays_visible_the_new_one_comes_when_it_is_confirmed(quantri, lan):
    assert lan.get("/xa/01369/?ngay=31/12/2013").status_code == 200
    assert lan.get("/xa/01366/").status_code == 404
    text = quantri.page(PAGE)
    assert "Xã Nà Sác (01369)" in text and "nhận toàn bộ" in text and "gồm cả nơi chưa thuộc phạm vi: Xã Lũng Nặm, Xã Trường Hà" in text
    sent = form(quantri)
    for wrong, said in (
        ({"reason": ""}, "Chưa ghi lý do"),
        ({"viec": ""}, "Bấm nút"),
        ({"cau": []}, "Chưa đánh dấu"),
        ({next(name for name in sent if name.startswith("thay-")): "khac"}, "đã khác lúc bạn xem"),
        ({next(name for name in sent if name.startswith("den-")): []}, "Chọn ít nhất một"),
    ):
        answer = quantri.post(PAGE, sent | wrong)
        assert answer.status_code == 422 and said in answer.content.decode(), wrong
        assert lan.get("/xa/01366/").status_code == 404
    assert quantri.post(PAGE, sent).status_code == 302
    assert lan.get("/xa/01366/").status_code == 200 and lan.get("/xa/01369/?ngay=31/12/2013").status_code == 200
    assert quantri.post(PAGE, sent).status_code == 422, "answered once"


def test_not_following_is_an_answer_too(quantri, lan):
    assert quantri.post(PAGE, form(quantri) | {"viec": "khong-chuyen"}).status_code == 302
    assert lan.get("/xa/01366/").status_code == 404 and "Xã Nà Sác (01369)" not in quantri.page(PAGE)


def test_the_page_costs_a_bounded_number_of_queries(quantri, lan, small_world, django_assert_max_num_queries):
    for number in range(20):
        factories.user(f"u{number}", "clerk", small_world.places.na_sac)
    quantri.page(PAGE)
    with django_assert_max_num_queries(10):
        quantri.page(PAGE)

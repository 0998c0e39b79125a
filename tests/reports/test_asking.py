"""What an address asks for is read once, in one place, and in every spelling that people use."""

from datetime import date

import pytest
from django.test import RequestFactory

from chuanxa.refusals import BadRequest, NotHere
from reports.asking import ask, wanted_format
from tests.factories import TODAY, at


@pytest.fixture
def asked(small_world):
    """The selection of an address, asked by Minh or by somebody else."""

    def _asked(query: str = "", *, by: str = "minh", **place):
        request = RequestFactory().get(f"/?{query}")
        request.user = small_world.users[by]
        return ask(request, **place)

    return _asked


@pytest.mark.parametrize("text", ["31/12/2013", "31-12-2013", "2013-12-31", " 31/12/2013 "])
def test_a_day_is_read_in_every_usual_spelling(asked, text):
    assert asked(f"ngay={text}").day == date(2013, 12, 31)


def test_a_day_before_a_month_is_never_a_month_before_a_day(asked):
    assert asked("ngay=05/08/2013").day == date(2013, 8, 5)


def test_today_is_asked_for_by_asking_nothing(asked):
    selection = asked("ngay=&so-voi=&ghi-nhan=&ranh-gioi=")
    assert (selection.day, selection.compared_day, selection.known_at, selection.boundary_day) == (TODAY, None, None, None)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("05/01/2014", at(2014, 1, 5, 23, 59).replace(second=59, microsecond=999999)),
        ("05/01/2014 16:20", at(2014, 1, 5, 16, 20)),
        ("2014-01-05T16:20", at(2014, 1, 5, 16, 20)),
        ("2014-01-05T09:20:00%2B00:00", at(2014, 1, 5, 16, 20)),
        ("2014-01-05T09:20:00Z", at(2014, 1, 5, 16, 20)),
    ],
)
def test_a_moment_is_local_and_a_day_means_its_end(asked, text, moment):
    assert asked(f"ghi-nhan={text}").known_at == moment


def test_the_units_of_a_day_or_those_of_today(asked):
    assert asked("ngay=31/12/2013&ranh-gioi=luc-do").boundary_day is None
    assert asked("ngay=31/12/2013&ranh-gioi=nay").boundary_day == TODAY


def test_a_unit_is_found_by_its_code_on_the_day(asked, small_world):
    then = asked("ngay=30/6/2025", tier="commune", code="01366").unit
    now = asked("ngay=1/7/2025", tier="commune", code="01366").unit
    assert (then.id, now.id) == (small_world.places.truong_ha.pk, small_world.places.truong_ha_now.pk)


def test_a_list_may_name_one_place_and_no_more(asked):
    assert asked("huyen=045&ngay=31/12/2013").unit.full_name == "Huyện Hà Quảng"
    assert asked("tinh=&huyen=&xa=").unit is None
    with pytest.raises(BadRequest, match="nhiều nơi"):
        asked("huyen=045&xa=01366")


def test_a_page_of_a_unit_takes_no_other_place(asked):
    with pytest.raises(BadRequest, match="tinh"):
        asked("tinh=04", tier="province", code="04")


def test_the_refusal_of_another_province_says_nothing_about_it(asked):
    with pytest.raises(NotHere) as refusal:
        asked("ngay=31/12/2013", tier="province", code="94")
    assert "Sóc Trăng" not in f"{refusal.value.found}{refusal.value.accepted}{refusal.value.advice}"


@pytest.mark.parametrize(("query", "form"), [("", "html"), ("dinh-dang=", "html"), ("dinh-dang=json", "json"), ("dinh-dang=xlsx", "xlsx")])
def test_a_page_is_html_unless_another_form_is_asked_for(query, form):
    assert wanted_format(RequestFactory().get(f"/?{query}")) == form


def test_only_plain_questions_are_answered_from_tallies(asked):
    assert asked("ngay=14/2/2014", tier="province", code="04").is_plain
    assert asked(by="quantri").is_plain and asked(by="quan").is_plain
    assert not asked("ngay=31/12/2013", tier="district", code="045").is_plain
    assert not asked(by="hanh").is_plain
    for query in ("loai=elected", "ranh-gioi=nay", "ghi-nhan=5/1/2014", "tim=a"):
        assert not asked(query, tier="province", code="04").is_plain, query

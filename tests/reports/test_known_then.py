"""`ghi-nhan`: the figures of a day as they were believed at a moment, whatever was learnt, put right or taken back since."""

from datetime import date

import pytest
import time_machine
from django.test import RequestFactory

from cadres.actions.facts import amend_fact, retract_fact
from provinces.asked_days import asked_moment
from tests import factories
from tests.factories import TODAY, at
from tests.reports.held_against_truth import hold, hold_trends, people_of
from tests.truth import Truth

MOMENTS = ["31/12/2004", "5/1/2012", "2013-12-31T23:59:59", "05/01/2014 16:20", "1/7/2019", "15/6/2026"]
DAYS = [date(2010, 12, 31), date(2014, 2, 14), date(2020, 3, 1), TODAY]


def moment(text: str):
    """The moment an address means: a day alone is its end."""
    return asked_moment(RequestFactory().get("/", {"ghi-nhan": text}))


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("known", MOMENTS)
def test_a_page_counts_what_was_believed_then(quantri, small_world, known, day):
    truth = Truth(moment(known))
    report = quantri.report("/tinh/04/", ngay=day.isoformat(), ghi_nhan=known)
    hold(report, truth, people_of(truth, day, ("province", "04")))
    hold_trends(report, truth, lambda one: people_of(truth, one, ("province", "04")))


@pytest.mark.parametrize("known", MOMENTS)
@pytest.mark.parametrize("path", ["/tinh/", "/tinh/92/", "/huyen/045/", "/xa/01366/"])
def test_filters_and_boundaries_hold_then_too(quantri, small_world, path, known):
    truth, day = Truth(moment(known)), date(2014, 2, 14)
    tier = {"tinh": "province", "huyen": "district", "xa": "commune"}[path.split("/")[1]]
    code = path.split("/")[2]
    drawn = TODAY if path == "/tinh/92/" else None
    asked = {"chuyen-mon": ["from_college"], "gioi-tinh": ["male", "unknown"]}
    report = quantri.report(path, ngay=day.isoformat(), ghi_nhan=known, ranh_gioi="nay" if drawn else None, **asked)
    people = people_of(truth, day, (tier, code) if code else None, asked=asked, drawn=drawn)
    hold(report, truth, people, drawn=drawn)


def test_reports_of_many_questions_count_what_was_believed_then(minh):
    """They name rows by their ids, which the rows derived for a moment must have too."""
    for known in (None, "15/6/2026", "05/01/2014 16:20"):
        whole = minh.report("/tinh/04/", ngay="31/12/2013", ghi_nhan=known)
        ages = minh.report("/bao-cao/tuoi-trinh-do/", ngay="31/12/2013", ghi_nhan=known)["tables"][0]
        people = next(table["total"] for table in whole["tables"] if table["id"] == "category")
        assert people and ages["total"] == people == sum(row["count"] for row in ages["rows"]), known


@pytest.fixture
def hoa(small_world):
    """A secretary whose diploma of 2010 was recorded as a degree in 2015, put right in 2017, and taken back in 2019."""
    world = small_world
    with time_machine.travel(at(2009, 3, 2), tick=False):
        hoa = factories.person("Sầm Thị Hoa", sex="female")
        factories.appoint(hoa, world.places.na_sac, world.positions.party_secretary, date(2008, 3, 1))
    with time_machine.travel(at(2015, 6, 1), tick=False):
        diploma = factories.qualify(hoa, "professional", 40, date(2010, 7, 1))
    with time_machine.travel(at(2017, 6, 1), tick=False):
        diploma = amend_fact(diploma, by="minh", day=TODAY, reason="Bằng là cao đẳng", level=30)
    with time_machine.travel(at(2019, 6, 1), tick=False):
        retract_fact(diploma, by="minh", day=TODAY, reason="Không có bản gốc")
    return hoa


@pytest.mark.parametrize(
    ("known", "slug"),
    [("31/5/2015", "unknown"), ("1/6/2015", "university"), ("31/5/2017", "university"), ("1/6/2017", "college"), (None, "unknown")],
)
def test_a_late_a_corrected_and_a_withdrawn_diploma_count_as_they_did(minh, hoa, known, slug):
    def levels(asked: str | None) -> dict[str, int]:
        report = minh.report("/tinh/04/", ngay="31/12/2014", ghi_nhan=asked)
        return next({row["key"]: row["count"] for row in table["rows"]} for table in report["tables"] if table["id"] == "professional")

    others = Truth(moment(known) if known else None)
    without = [one for one in people_of(others, date(2014, 12, 31), ("province", "04")) if one.cadre != hoa.pk]
    assert levels(known)[slug] == sum(one.slug("professional") == slug for one in without) + 1


def test_a_post_that_was_taken_back_counted_while_it_was_believed(minh, small_world):
    """Nobody knows of it now: the person has no other post."""
    with time_machine.travel(at(2015, 3, 2), tick=False):
        someone = factories.person("Nông Văn Nhầm")
        post = factories.appoint(someone, small_world.places.na_sac, small_world.positions.council_chair, date(2012, 3, 1))
    with time_machine.travel(at(2018, 3, 2), tick=False):
        retract_fact(post, by="minh", day=TODAY, reason="Nhầm người")

    def counted(known: str | None) -> bool:
        people = minh.report("/can-bo/", ngay="31/12/2014", xa="01369", ghi_nhan=known)["people"]
        return someone.pk in {one["id"] for one in people}

    assert [counted(known) for known in ("1/3/2015", "2/3/2015", "1/3/2018", "2/3/2018", None)] == [False, True, True, False, False]


def test_before_the_first_record_nobody_is_known_and_the_page_says_so(minh):
    page = minh.page("/tinh/04/", ngay="31/12/2014", ghi_nhan="1/1/2004")
    assert "Chưa có hồ sơ nào" in page and "đã ghi nhận đến 23:59 ngày 01/01/2004" in page


def test_names_are_those_of_then(hanh, small_world):
    people = hanh.report("/can-bo/", ngay="31/12/2014", ghi_nhan="1/1/2016")["people"]
    believed = Truth(moment("1/1/2016"))
    assert sorted(one["name"] for one in people) == sorted(
        one.name for one in believed.seen(date(2014, 12, 31)) if one.commune == small_world.places.truong_ha
    )


def test_a_whole_large_country_is_asked_province_by_province(quantri, monkeypatch):
    monkeypatch.setattr("reports.asking.REMEMBER_AT_MOST", 3)
    answer = quantri.get("/tinh/", {"ghi-nhan": "1/1/2016"})
    assert answer.status_code == 400 and "Mở trang của một tỉnh" in answer.content.decode()

"""/lan-ghi/: what was recorded in one go, listed for whoever may undo it, and undone whole; also what is of nobody by name."""

from datetime import date

import pytest
from lxml import html

from cadres.actions.entries import record_entry, retract_entry
from cadres.actions.facts import amend_fact, record_fact
from cadres.actions.undo import undo
from cadres.models import Course, Enrolment, Qualification, TrainingPlan
from chuanxa.models import ChangeSet
from tests import factories, ladder

BY_MINH = {"by": "minh", "day": factories.TODAY, "reason": "Theo quyết định"}
LIST = "/lan-ghi/"


@pytest.fixture
def hoa(small_world):
    hoa = factories.person("Sầm Thị Hoa")
    factories.appoint(hoa, small_world.places.na_sac, small_world.positions.party_deputy_secretary, date(2008, 3, 1))
    factories.qualify(hoa, "professional", 20, date(2007, 7, 1))
    return hoa


@pytest.fixture
def course(small_world) -> Course:
    told = {"name": "Lớp K9", "kind": "training", "subject": "professional", "ladder": "professional", "level": 40}
    course = Course(province=small_world.places.cao_bang, valid_from=date(2026, 9, 1), **told)
    return record_entry(course, **BY_MINH)


def rows(page: str) -> list[str]:
    return [" ".join(text for cell in row for text in cell.text_content().split()) for row in html.fromstring(page).xpath("//tbody/tr")]


def last() -> ChangeSet:
    return ChangeSet.objects.latest("id")


def test_one_sees_ones_own_and_on_asking_everybodys_and_each_opens(minh, hanh, hoa):
    diploma = Qualification.objects.get(cadre=hoa)
    amend_fact(diploma, **BY_MINH, level=30)
    amend_fact(Qualification.objects.known().get(cadre=hoa), by="hanh", day=factories.TODAY, reason="Bằng mới", level=40)
    own, everybodys = minh.page(LIST), minh.page(LIST, cua="moi-nguoi")
    assert "Theo quyết định" in own and "Bằng mới" not in own and "Bằng mới" in everybodys
    assert rows(own)[0].startswith("09:00 15/06/2026 Sửa hồ sơ Sầm Thị Hoa 1 minh")
    for href in html.fromstring(everybodys).xpath("//tbody//a/@href"):
        assert minh.get(href).status_code == 200
    undo(last(), **BY_MINH)
    assert "đã hoàn tác" in rows(minh.page(LIST, cua="moi-nguoi"))[1]
    assert "Bằng mới" in hanh.page(LIST), "the commune of Trường Hà took Nà Sác in"


def test_it_narrows_to_a_kind_and_a_day(minh, hoa):
    amend_fact(Qualification.objects.get(cadre=hoa), **BY_MINH, level=30)
    shown = rows(minh.page(LIST, loai="amendment", ngay_ghi="15/6/2026"))
    assert "Sầm Thị Hoa" in shown[0] and all("15/06/2026 Sửa hồ sơ" in row for row in shown)
    assert "Không có lần ghi nào" in minh.page(LIST, loai="merge")
    assert "Không có lần ghi nào" in minh.page(LIST, ngay_ghi="14/6/2026")


def test_older_ones_are_a_page_further(minh, hoa, monkeypatch):
    monkeypatch.setattr("cadres.views.change_sets.A_PAGE", 1)
    for level in (30, 40):
        amend_fact(Qualification.objects.known().get(cadre=hoa), **BY_MINH, level=level)
    first = html.fromstring(minh.page(LIST))
    (older,) = first.xpath("//a[@rel='next']/@href")
    pages = [html.fromstring(minh.page(path)).xpath("//tbody//a/@href") for path in (LIST, LIST + older)]
    assert len(pages[0]) == len(pages[1]) == 1 and pages[0] != pages[1]


def test_the_ladder_of_refusals(nobody, thao, quan, minh, hoa):
    amend_fact(Qualification.objects.get(cadre=hoa), **BY_MINH, level=30)
    ladder.asks_to_log_in(nobody, LIST)
    ladder.refused(thao, LIST, 403)
    ladder.refuses_to_be_written(minh, LIST)
    ladder.lists_what_it_accepts(minh, LIST, ("cua", "loai", "ngay-ghi", "truoc"))
    for name, value in (("cua", "ai"), ("loai", "x"), ("ngay-ghi", "hôm qua"), ("truoc", "²"), ("truoc", "9" * 30)):
        ladder.refused(minh, LIST, 400, **{name: value})
    assert "Sầm" not in quan.page(LIST, cua="moi-nguoi")


def test_it_costs_few_queries_however_long(minh, hoa, django_assert_max_num_queries):
    for level in (30, 40, 30, 40):
        amend_fact(Qualification.objects.known().get(cadre=hoa), **BY_MINH, level=level)
    minh.page(LIST)
    with django_assert_max_num_queries(16):
        minh.page(LIST, cua="moi-nguoi")


# --- records of nobody by name ----------------------------------------------------------------------------------------------------


def test_a_course_recorded_by_mistake_is_undone_from_its_page_by_whoever_sets_programmes(minh, hanh, quan, course):
    path = f"/lan-ghi/{course.recorded_in_id}/"
    assert path in minh.page(f"/dao-tao/lop/{course.number}/") and path in minh.page(LIST)
    assert "Lớp K9" in minh.page(path) and "Hồ sơ của 0 người" not in minh.page(path)
    ladder.refused(hanh, path, 404)
    ladder.refused(quan, path, 404)
    assert minh.post(path, {"reason": "Nhầm lớp"}).url == path
    assert not Course.objects.known().filter(pk=course.pk).exists()


def test_what_others_rest_on_is_not_taken_back_from_under_them(minh, course, hoa):
    begun = course.recorded_in
    record_fact(Enrolment(cadre=hoa, ladder="professional", level=40, valid_from=date(2026, 9, 1), course=course), **BY_MINH)
    answer = minh.post(f"/lan-ghi/{begun.pk}/", {"reason": "Nhầm"})
    assert answer.status_code == 422 and "Chưa hoàn tác được vì sau đó đã có: “Nhập hồ sơ” của minh" in answer.content.decode()


def test_what_comes_back_may_not_double_what_was_recorded_since(minh, small_world):
    def plan() -> TrainingPlan:
        told = {"year": 2026, "kind": "training", "subject": "professional", "planned": 120}
        return record_entry(TrainingPlan(province=small_world.places.cao_bang, **told), **BY_MINH)

    retract_entry(plan(), **BY_MINH)
    retracted = last()
    plan()
    answer = minh.post(f"/lan-ghi/{retracted.pk}/", {"reason": "Nhầm"})
    assert answer.status_code == 422 and "đã có kế hoạch năm 2026" in answer.content.decode()


# --- what the person page makes of courses to come -----------------------------------------------------------------------------------


def test_the_page_of_a_person_tells_courses_to_come_and_plans_that_would_close_the_gap(minh, small_world, course, hoa):
    told = {"year": 2026, "kind": "refresher", "subject": "professional", "planned": 1200}
    plan = record_entry(TrainingPlan(province=small_world.places.cao_bang, **told), **BY_MINH)
    low = {"name": "Lớp thấp", "kind": "training", "subject": "professional", "ladder": "professional", "level": 10}
    record_entry(Course(province=small_world.places.cao_bang, valid_from=date(2026, 10, 1), **low), **BY_MINH)
    path = f"/can-bo/{hoa.pk}/"
    card = html.fromstring(minh.page(path)).get_element_by_id("dat-chuan")
    links = {" ".join(link.text_content().split()): link.get("href") for link in card.xpath(".//a")}
    assert links.get("Lớp sắp mở: Lớp K9 (Tỉnh Cao Bằng), từ 01/09/2026, đưa tới đại học.") == f"/dao-tao/lop/{course.number}/", links
    planned = "Kế hoạch năm 2026 của Tỉnh Cao Bằng: 1.200 lượt bồi dưỡng chuyên môn, nghiệp vụ."
    assert links.get(planned) == f"/dao-tao/ke-hoach/{plan.number}/"
    assert "Lớp thấp" not in card.text_content()

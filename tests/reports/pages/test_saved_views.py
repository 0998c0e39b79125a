"""/can-bo/bang/: a view keeps a question, never an answer; whoever opens it sees what they may see anyway."""

import pytest

from chuanxa.models import AuditEvent
from reports.models import SavedView
from tests import factories, ladder
from tests.cast import Visitor

PATH = "/can-bo/bang/"
ASKED = "tinh=04&chuyen-mon=university&cot=tuoi&cot=don-vi&sap-xep=don-vi&sap-xep=-sinh"


def save(visitor: Visitor, name: str = "Đại học", query: str = ASKED, **more):
    return visitor.post(PATH, {"name": name, "query": query, **more})


def test_it_asks_a_stranger_to_log_in(nobody):
    ladder.asks_to_log_in(nobody, PATH)


def test_those_who_see_no_names_have_no_views(thao):
    ladder.refused(thao, PATH, 403)
    assert save(thao).status_code == 403


def test_it_refuses_names_it_does_not_know(minh):
    ladder.refused(minh, PATH, 400, tinh="04")


def test_a_view_is_kept_without_its_page_and_opens_the_list_as_it_was(minh):
    answer = save(minh, query=f"{ASKED}&trang=3&loc=tuoi&dinh-dang=json&tim=")
    view = SavedView.objects.get()
    assert answer.url == PATH and view.name in minh.page(PATH) and view.query == ASKED and view.shared_with is None
    opened = minh.get(f"{PATH}{view.pk}/").url
    assert opened == f"/can-bo/?{ASKED}" and minh.get(opened).status_code == 200
    assert "Đại học" in minh.page(PATH)


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_a_name_that_is_none_is_refused_beside_the_field_and_what_was_asked_stays(minh, name):
    answer = save(minh, name)
    text = answer.content.decode()
    assert answer.status_code == 400 and not SavedView.objects.exists()
    assert 'role="alert"' in text and "chuyen-mon=university" in text


def test_one_name_is_given_once(minh):
    save(minh)
    answer = save(minh, query="")
    assert answer.status_code == 400 and "Bạn đã có một bảng mang tên này." in answer.content.decode()
    assert SavedView.objects.count() == 1


def test_a_private_view_exists_for_its_owner_alone(minh, hanh, quantri):
    save(minh)
    pk = SavedView.objects.get().pk
    for other in (hanh, quantri):
        assert "Đại học" not in other.page(PATH)
        ladder.refused(other, f"{PATH}{pk}/", 404)
        assert other.post(f"{PATH}{pk}/xoa/").status_code == 404
    assert SavedView.objects.count() == 1


def test_a_shared_view_is_opened_by_the_province_and_shows_each_only_their_own(minh, hanh, quan):
    save(minh, share="on", query="chuc-danh=party_secretary")
    view = SavedView.objects.get()
    assert view.shared_with.code == "04"
    ladder.refused(quan, f"{PATH}{view.pk}/", 404)
    assert "Đại học" not in quan.page(PATH) and "Đại học" in hanh.page(PATH)
    opened = hanh.get(f"{PATH}{view.pk}/").url
    assert hanh.report(opened)["total"] <= minh.report(opened)["total"]
    assert hanh.report(opened)["people"] == hanh.report("/can-bo/", chuc_danh="party_secretary")["people"]


def test_a_shared_view_of_a_place_out_of_reach_does_not_widen_it(minh, hanh):
    save(minh, share="on")
    opened = hanh.get(f"{PATH}{SavedView.objects.get().pk}/").url
    ladder.refused(hanh, opened, 404)


def test_a_view_with_a_bad_question_is_refused_where_it_is_opened(minh):
    save(minh, query="luong=cao&<script>alert(1)</script>=1")
    opened = minh.get(f"{PATH}{SavedView.objects.get().pk}/").url
    ladder.refused(minh, opened, 400)


def test_only_the_owner_renames_and_deletes(minh, hanh):
    save(minh, share="on")
    pk = SavedView.objects.get().pk
    assert hanh.post(f"{PATH}{pk}/doi-ten/", {"name": "Của tôi"}).status_code == 404
    assert minh.post(f"{PATH}{pk}/doi-ten/", {"name": "Trình độ", "share": "on"}).status_code == 302
    assert SavedView.objects.get().name == "Trình độ" and SavedView.objects.get().shared_with
    assert minh.post(f"{PATH}{pk}/doi-ten/", {"name": ""}).status_code == 400
    minh.post(f"{PATH}{pk}/doi-ten/", {"name": "Riêng"})
    assert SavedView.objects.get().shared_with is None
    assert minh.post(f"{PATH}{pk}/xoa/").status_code == 302 and not SavedView.objects.exists()
    acts = list(AuditEvent.objects.filter(subject=f"savedview:{pk}").order_by("pk").values_list("act", flat=True))
    assert acts == ["save view", "rename view", "rename view", "delete view"]


def test_nothing_is_kept_when_the_audit_row_fails(minh, monkeypatch):
    monkeypatch.setattr("chuanxa.audit.record", lambda **told: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        save(minh)
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("address", ["doi-ten/", "xoa/"])
def test_writing_needs_a_post(minh, address):
    save(minh)
    assert minh.get(f"{PATH}{SavedView.objects.get().pk}/{address}").status_code == 405


def test_a_hostile_name_is_shown_as_it_is(minh):
    save(minh, name='<b>"Tên"</b>')
    page = minh.page(PATH)
    assert "&lt;b&gt;&quot;Tên&quot;&lt;/b&gt;" in page and "<b>&quot;" not in page


def test_somebody_of_a_district_shares_with_its_province(small_world):
    visitor = Visitor()
    visitor.force_login(factories.user("lan", "clerk", small_world.places.ha_quang))
    save(visitor, share="on")
    assert SavedView.objects.get().shared_with.code == "04"


def test_it_costs_eight_queries(minh, django_assert_max_num_queries):
    for number in range(4):
        save(minh, name=f"Bảng {number}", share="on")
    with django_assert_max_num_queries(8):
        minh.page(PATH)

"""History, undo, removal, restoration and merging, as a clerk meets them."""

from datetime import date

import pytest
from lxml import html

from cadres.actions.dossiers import DossierChanges, change_dossier, remove_dossier, standing
from cadres.actions.facts import amend_fact
from cadres.models import Profile, Qualification
from chuanxa.models import ChangeSet
from tests import factories, ladder

MINH = {"by": "minh", "day": factories.TODAY, "reason": "Theo bằng gốc"}


@pytest.fixture
def hoa(small_world):
    hoa = factories.person("Sầm Thị Hoa", sex="female", born_on=date(1980, 5, 6))
    factories.appoint(hoa, small_world.places.na_sac, small_world.positions.party_secretary, date(2008, 3, 1))
    factories.qualify(hoa, "professional", 20, date(2007, 7, 1), school="Trường <b>cũ</b>")
    return hoa


@pytest.fixture
def amended(hoa) -> ChangeSet:
    diploma, profile = Qualification.objects.get(cadre=hoa), Profile.objects.get(cadre=hoa)
    changes = DossierChanges(amended=[(diploma, {"level": 40, "major": "Luật"}), (profile, {"born_on": date(1980, 6, 5)})])
    return change_dossier(hoa.pk, changes, source="Bằng số 12", **MINH)


def said(page: str, where: str) -> str:
    return " ".join(html.fromstring(page).get_element_by_id(where).text_content().split())


def test_the_history_says_who_when_what_old_and_new_in_the_names_of_fields(minh, hoa, amended):
    told = said(minh.page(f"/can-bo/{hoa.pk}/"), "lich-su")
    assert "Sửa hồ sơ · 09:00 15/06/2026 · minh" in told and "Lý do: Theo bằng gốc · Nguồn: Bằng số 12" in told
    assert "Trình độ Trung cấp → Đại học" in told and "Ngành trống → Luật" in told and "Ngày sinh 06/05/1980 → 05/06/1980" in told


def test_one_line_of_time_tells_posts_learning_and_what_became_of_the_commune(minh, hoa, amended):
    page = minh.page(f"/can-bo/{hoa.pk}/")
    told = said(page, "dong-thoi-gian")
    assert "01/03/2008 Giữ chức danh Bí thư Đảng ủy Chức danh" in told
    assert "01/07/2007 Chuyên môn, nghiệp vụ: Đại học Học tập" in told and "Trường <b>cũ</b>" in told and "<b>cũ" not in page
    assert "01/07/2025 Xã Nà Sác thành Xã Trường Hà Đơn vị" in told
    assert "Xã Trường Hà" not in said(minh.page(f"/can-bo/{hoa.pk}/?ngay=1/1/2020"), "dong-thoi-gian")


def test_undo_puts_back_what_was_and_marks_what_it_undid(minh, hoa, amended):
    path = f"/lan-ghi/{amended.pk}/"
    assert "Trung cấp" in minh.page(path)
    refused = minh.post(path, {"reason": " "})
    assert refused.status_code == 422 and "Thiếu lý do" in refused.content.decode()
    assert minh.post(path, {"reason": "Nhầm người"}).url == f"/can-bo/{hoa.pk}/"
    assert Qualification.objects.known().get(cadre=hoa).level == 20
    told = said(minh.page(f"/can-bo/{hoa.pk}/"), "lich-su")
    assert "đã hoàn tác" in told and "Hoàn tác · 09:00" in told
    again = minh.post(path, {"reason": "Lần nữa"})
    assert again.status_code == 422 and "Chưa hoàn tác được vì sau đó đã có: “Hoàn tác” của minh" in again.content.decode()


def test_after_the_undo_of_an_entry_its_page_stays_open_for_the_dossier_is_gone(minh, hoa):
    before = Profile.objects.known().count()
    typed = {"profile-full_name": "Bế Văn Nhầm", "posts-rows": "1", "posts-0-commune": "Trường Hà", "posts-0-position": "BT Đảng ủy"}
    minh.post("/can-bo/moi/", typed | {"posts-0-first": "1/7/2025", "do": "save", "another": "1"})
    path = f"/lan-ghi/{ChangeSet.objects.latest('pk').pk}/"
    assert Profile.objects.known().count() == before + 1
    answer = minh.post(path, {"reason": "Nhập nhầm"})
    assert answer.url == path and Profile.objects.known().count() == before
    assert "Đã được hoàn tác." in minh.page(path)


def test_undo_names_who_stands_on_top(minh, hoa, amended):
    amend_fact(Qualification.objects.known().get(cadre=hoa), by="hanh", day=factories.TODAY, reason="Sau", level=30)
    answer = minh.post(f"/lan-ghi/{amended.pk}/", {"reason": "Nhầm"})
    assert answer.status_code == 422 and "“Sửa hồ sơ” của hanh" in answer.content.decode()
    assert Qualification.objects.known().get(cadre=hoa).level == 30


def test_a_removed_dossier_is_on_a_list_from_which_it_comes_back(hanh, quan, hoa):
    path = f"/can-bo/{hoa.pk}/xoa/"
    assert "có thể khôi phục" in hanh.page(path)
    assert hanh.post(path, {"reason": ""}).status_code == 422
    assert hanh.post(path, {"reason": "Nhập trùng"}).url == "/can-bo/da-xoa/"
    ladder.refused(hanh, f"/can-bo/{hoa.pk}/", 404)
    assert "Sầm Thị Hoa" in hanh.page("/can-bo/da-xoa/") and "Nhập trùng" in hanh.page("/can-bo/da-xoa/")
    assert "Sầm Thị Hoa" not in quan.page("/can-bo/da-xoa/")
    assert quan.post("/can-bo/da-xoa/", {"person": hoa.pk, "reason": "Thử"}).status_code == 404
    assert hanh.post("/can-bo/da-xoa/", {"person": "x", "reason": "Thử"}).status_code == 404
    assert hanh.post("/can-bo/da-xoa/", {"person": hoa.pk, "reason": "Xóa nhầm"}).url == f"/can-bo/{hoa.pk}/"
    assert len(standing(hoa.pk)) == 3 and "Sầm Thị Hoa" not in hanh.page("/can-bo/da-xoa/")


@pytest.fixture
def twin(small_world):
    twin = factories.person("Sầm Thị Hoà", born_on=date(1980, 5, 6), ethnic_group="02")
    factories.qualify(twin, "political_theory", 20, date(2010, 1, 1))
    factories.appoint(twin, small_world.places.truong_ha_now, small_world.positions.hamlet_head, date(2026, 1, 1), primary=False)
    return twin


def test_two_dossiers_are_merged_side_by_side_and_the_old_address_leads_on(hanh, hoa, twin):
    assert f"?voi={twin.pk}" in hanh.page(f"/can-bo/{hoa.pk}/gop/")
    path = f"/can-bo/{hoa.pk}/gop/?voi={twin.pk}"
    page = html.fromstring(hanh.page(path))
    typed = dict(page.xpath("//form[.//input[@name='reason']]")[0].form_values())
    assert typed["field:ethnic_group"] == "loser" and typed["field:full_name"] == "winner"
    assert hanh.post(path, typed).status_code == 422, "no reason"
    assert hanh.post(path, typed | {"field:full_name": "loser", "reason": "Cùng một người"}).url == f"/can-bo/{hoa.pk}/"
    profile = Profile.objects.known().get(cadre=hoa)
    assert (profile.full_name, profile.ethnic_group, profile.sex) == ("Sầm Thị Hoà", "02", "female")
    assert Qualification.objects.known().filter(cadre=hoa).count() == 2 and standing(twin.pk) == []
    assert hanh.get(f"/can-bo/{twin.pk}/").url == f"/can-bo/{hoa.pk}/"
    merge = ChangeSet.objects.latest("id")
    assert hanh.post(f"/lan-ghi/{merge.pk}/", {"reason": "Hai người khác nhau"}).status_code == 302
    assert "Sầm Thị Hoà" in hanh.page(f"/can-bo/{twin.pk}/") and Profile.objects.known().get(cadre=hoa).full_name == "Sầm Thị Hoa"


def test_a_merge_that_carries_nothing_over_is_undone_from_the_page_of_who_stays(minh, hoa, twin):
    path = f"/can-bo/{hoa.pk}/gop/?voi={twin.pk}"
    typed = {f"field:{name}": "winner" for name in ("full_name", "ethnic_group", "sex", "born")}
    assert minh.post(path, typed | {"reason": "Cùng một người"}).status_code == 302
    merge = ChangeSet.objects.latest("id")
    told = said(page := minh.page(f"/can-bo/{hoa.pk}/"), "lich-su")
    assert f"/lan-ghi/{merge.pk}/" in page and "Lý do: Cùng một người" in told and "Lý lịch, hủy: Sầm Thị Hoà" in told
    assert minh.post(f"/lan-ghi/{merge.pk}/", {"reason": "Hai người khác nhau"}).status_code == 302
    assert "Sầm Thị Hoà" not in said(minh.page(f"/can-bo/{hoa.pk}/"), "lich-su") and len(standing(twin.pk)) == 3


def test_nothing_is_merged_with_itself_or_with_nobody(hanh, hoa):
    for other in (hoa.pk, 999999):
        ladder.refused(hanh, f"/can-bo/{hoa.pk}/gop/", 404, voi=other)


def test_a_merged_dossier_of_strangers_does_not_show_that_it_was_one(hanh, quan, hoa, twin):
    path = f"/can-bo/{hoa.pk}/gop/?voi={twin.pk}"
    hanh.post(path, {"reason": "Cùng một người"})
    ladder.refused(quan, f"/can-bo/{twin.pk}/", 404)


@pytest.mark.parametrize("path", ["/can-bo/{hoa}/xoa/", "/can-bo/{hoa}/gop/", "/can-bo/da-xoa/", "/lan-ghi/{set}/"])
def test_the_ladder_of_refusals(nobody, thao, quan, hoa, amended, path):
    path = path.format(hoa=hoa.pk, set=amended.pk)
    ladder.asks_to_log_in(nobody, path)
    ladder.refused(thao, path, 403)
    if "da-xoa" not in path:
        ladder.refused(quan, path, 404)
        assert quan.post(path, {"reason": "Thử"}).status_code == 404
    ladder.refused(quan, path, 400, la="1")


def test_a_change_set_of_nobody_is_not_found(minh):
    for number in (999999, 2**63):
        ladder.refused(minh, f"/lan-ghi/{number}/", 404)


def test_these_pages_cost_few_queries(minh, hoa, amended, twin, django_assert_max_num_queries):
    for _ in range(2):
        remove_dossier(factories.person().pk, **MINH)
    minh.page(f"/lan-ghi/{amended.pk}/")
    for path, most in (
        (f"/lan-ghi/{amended.pk}/", 60),
        ("/can-bo/da-xoa/", 8),
        (f"/can-bo/{hoa.pk}/gop/?voi={twin.pk}", 34),
        (f"/can-bo/{hoa.pk}/xoa/", 14),
    ):
        with django_assert_max_num_queries(most):
            minh.page(path)

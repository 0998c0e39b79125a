"""A clerk's minute at the keyboard: a whole person typed, the tab killed, the draft back, saved, amended, undone."""

import re

import pytest

from cadres.models import Appointment, Profile, Qualification

pytestmark = pytest.mark.browser

NEW = "/can-bo/moi/"


def typed(page, *texts: str) -> None:
    """Each text into the field that has the focus, then one step on."""
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Tab")


def focused(page) -> str:
    return page.evaluate("document.activeElement.name")


def go_to(page, name: str) -> None:
    """Tab until a field has the focus, as somebody without a mouse does."""
    for _ in range(60):
        if focused(page) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} cannot be reached by the keyboard")


def type_a_person(page) -> None:
    go_to(page, "profile-full_name")
    typed(page, "Nông Thị Bé", "5/7/75")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    typed(page, "H'Mông", "004175000001")
    go_to(page, "posts-0-position")
    typed(page, "CT UBND", "1/7/2025")
    go_to(page, "qualifications-0-level")
    typed(page, "12/12", "1993")
    go_to(page, "qualifications-1-level")
    typed(page, "ĐH Luật", "06/2001")
    page.keyboard.press("Alt+Insert")
    assert focused(page) == "qualifications-6-ladder"
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    typed(page, "Chứng chỉ")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    assert focused(page) == "profile-party_member"
    page.keyboard.press("Tab")
    typed(page, "03-02-1999")


def test_a_full_person_by_the_keyboard_through_a_killed_tab_saved_amended_and_undone(desk):
    page = desk.log_in("hanh", ask_for=NEW)
    assert page.input_value("[name=posts-0-commune]") == "Xã Trường Hà"
    type_a_person(page)
    page.locator("[data-draft-state]", has_text="Đã giữ bản nháp").wait_for()
    other = page.context.new_page()
    page.close(run_before_unload=False)  # the tab dies with everything in it
    desk.page = page = other
    page.goto(desk.address + NEW)
    assert "Đã khôi phục bản nháp" in page.locator("[data-draft-notice]").inner_text()
    assert page.input_value("[name=profile-full_name]") == "Nông Thị Bé"
    assert page.input_value("[name=qualifications-6-ladder]") == "ethnic_language"
    page.focus("[name=profile-party]")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/can-bo/\d+/$"))
    assert desk.heading() == "Nông Thị Bé"
    assert page.evaluate("Object.keys(localStorage).length") == 0, "a draft that was saved is private data no longer needed"
    profile = Profile.objects.latest("id")
    assert (str(profile.birth), profile.sex, profile.ethnic_group, str(profile.party_entry)) == ("05/07/1975", "female", "08", "03/02/1999")
    assert Appointment.objects.get(cadre=profile.cadre).position.code == "committee_chair"
    assert sorted(Qualification.objects.filter(cadre=profile.cadre).values_list("ladder", "level")) == [
        ("ethnic_language", 10),
        ("general_education", 30),
        ("professional", 40),
    ]
    amend_and_undo(desk, page)
    assert [text for text in desk.said if "422" not in text] == []


def amend_and_undo(desk, page) -> None:
    go_to_link(page, "Sửa hồ sơ")
    page.wait_for_url("**/sua/")
    go_to(page, "profile-full_name")
    page.keyboard.press("Control+A")
    page.keyboard.type("Nông Thị Bế")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#loi")
    assert "Thiếu lý do sửa" in page.locator("#loi").inner_text()
    go_to(page, "reason")
    page.keyboard.type("Theo giấy khai sinh")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/can-bo/\d+/$"))
    assert desk.heading() == "Nông Thị Bế"
    page.locator("#lich-su > summary").focus()
    page.keyboard.press("Enter")
    assert "Họ và tên Nông Thị Bé → Nông Thị Bế" in " ".join(page.locator("#lich-su").inner_text().split())
    go_to_link(page, "Hoàn tác lần này")
    page.wait_for_url("**/lan-ghi/*/")
    go_to(page, "reason")
    page.keyboard.type("Sửa nhầm")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/can-bo/\d+/$"))
    assert desk.heading() == "Nông Thị Bé"


def go_to_link(page, words: str) -> None:
    for _ in range(80):
        if words in page.evaluate("document.activeElement.textContent.slice(0, 60)"):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{words} cannot be reached by the keyboard")


def test_a_draft_can_be_thrown_away_and_is_of_one_user(desk):
    page = desk.log_in("hanh", ask_for=NEW)
    page.fill("[name=profile-full_name]", "Bỏ Đi")
    page.locator("[data-draft-state]", has_text="Đã giữ bản nháp").wait_for()
    page.reload()
    assert page.input_value("[name=profile-full_name]") == "Bỏ Đi"
    page.locator("[data-draft-drop]").click()
    page.locator("[data-draft-notice]").wait_for(state="hidden")
    assert page.input_value("[name=profile-full_name]") == ""
    assert page.evaluate("Object.keys(localStorage).length") == 0
    page.fill("[name=profile-full_name]", "Của Hạnh")
    page.locator("[data-draft-state]", has_text="Đã giữ bản nháp").wait_for()
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/dang-nhap/")
    desk.log_in("minh", ask_for=NEW)
    assert page.input_value("[name=profile-full_name]") == "" and not page.locator("[data-draft-notice]").is_visible()


def test_a_lost_connection_loses_nothing_and_saves_once(desk):
    page = desk.log_in("hanh", ask_for=NEW)
    page.fill("[name=profile-full_name]", "Mất Mạng")
    page.fill("[name=posts-0-position]", "BT ĐU")
    page.fill("[name=posts-0-first]", "1/7/2025")
    before = Profile.objects.count()
    page.route("**/can-bo/moi/", lambda route: (route.fetch(), route.abort()) if route.request.method == "POST" else route.continue_())
    page.locator("[data-save]").click()
    page.wait_for_timeout(800)
    assert Profile.objects.count() == before + 1, "the answer was lost, the save was not"
    page.unroute("**/can-bo/moi/")
    desk.open(NEW)
    if page.input_value("[name=profile-full_name]") == "Mất Mạng":
        page.locator("[data-save]").click()
        page.wait_for_url(re.compile(r"/can-bo/\d+/$"))
    assert Profile.objects.count() == before + 1


def test_errors_take_the_focus_and_lead_to_their_fields(desk):
    page = desk.log_in("hanh", ask_for=NEW)
    page.fill("[name=profile-full_name]", "Nông Thị Bé")
    page.fill("[name=profile-born]", "32/13/1975")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#loi")
    assert page.evaluate("document.activeElement.id") == "loi"
    page.locator("#loi a").first.click()
    assert page.evaluate("location.hash") == "#id_profile-born"
    assert page.locator("#id_profile-born").get_attribute("aria-invalid") == "true"


def test_it_works_without_a_script(browser, desk):
    page = browser.new_context(java_script_enabled=False, locale="vi-VN").new_page()
    desk.page = page
    desk.log_in("hanh", ask_for=NEW)
    page.fill("[name=profile-full_name]", "Không Script")
    page.locator("#posts [data-add]").click()
    page.fill("[name=posts-0-position]", "BT ĐU")
    page.fill("[name=posts-0-first]", "1/7/2025")
    page.fill("[name=posts-1-commune]", "Trường Hà")
    page.fill("[name=posts-1-position]", "CT HĐND")
    page.fill("[name=posts-1-first]", "1/7/2025")
    page.check("[name=posts-1-concurrent]")
    page.press("[name=profile-full_name]", "Enter")
    page.wait_for_url(re.compile(r"/can-bo/\d+/$"))
    assert desk.heading() == "Không Script"
    page.context.close()

"""The list of people by the keyboard alone: find, order by two columns, choose columns, filter with counts, change many at once, undo."""

from datetime import date

import pytest

from cadres.models import Qualification
from tests import factories

pytestmark = pytest.mark.browser


@pytest.fixture
def staffed(live_world):
    places, positions = live_world.places, live_world.positions
    for name, born in (("Ân Văn Hoà", 1980), ("Ân Thị Hoa", 1982), ("Ân Văn Bốn", 1975)):
        cadre = factories.person(name, born_on=date(born, 1, 2))
        factories.appoint(cadre, places.truong_ha_now, positions.finance_accounting, date(2025, 8, 1))
        factories.qualify(cadre, "professional", 40, date(2005, 6, 1), major="Luật")


def tab_to(page, script: str, most: int = 90):
    """Press Tab until what has the focus fits."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const it = document.activeElement; return {script} }})()"):
            return
    raise AssertionError(f"the keyboard does not reach {script}")


def names(page) -> list[str]:
    return page.locator("#bang tbody th a").all_inner_texts()


def test_a_clerk_finds_orders_arranges_changes_and_undoes_with_the_keyboard_alone(desk, staffed):
    page = desk.log_in("hanh", ask_for="/can-bo/")
    tab_to(page, "it.name === 'tim'")
    page.keyboard.type("Hoà")
    page.keyboard.press("Enter")
    page.wait_for_url("**tim=*")
    assert names(page)[0] == "Ân Văn Hoà" and "Ân Thị Hoa" in names(page)

    page.goto(f"{desk.address}/can-bo/?tim=an")
    tab_to(page, "it.id === 'bang-sinh'")
    page.keyboard.press("Enter")
    page.wait_for_url("**sap-xep=sinh*")
    page.wait_for_selector("#bang th[aria-sort=ascending] #bang-sinh")
    assert [name for name in names(page) if name.startswith("Ân ")][:3] == ["Ân Văn Bốn", "Ân Văn Hoà", "Ân Thị Hoa"]
    tab_to(page, "it.id === 'bang-them-dat-chuan'")
    page.keyboard.press("Enter")
    page.wait_for_url("**sap-xep=dat-chuan*")
    page.wait_for_function("document.querySelectorAll('.sort-place').length === 2")

    page.goto(f"{desk.address}/can-bo/?tim=an")
    tab_to(page, "it.matches('#cot > summary')")
    page.keyboard.press("Enter")
    tab_to(page, "it.name === 'cot'")
    page.keyboard.type("Tuổi")
    tab_to(page, "it.matches('#cot button.btn')")
    page.keyboard.press("Enter")
    page.wait_for_url("**cot=tuoi*")
    assert page.locator("#bang thead th").nth(1).inner_text().startswith("Tuổi")

    page.goto(f"{desk.address}/can-bo/?tim=an")
    tab_to(page, "it.matches('#loc > summary')")
    page.keyboard.press("Enter")
    tab_to(page, "it.matches('#loc-gioi-tinh > summary')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#loc-gioi-tinh .facet__count")

    page.goto(f"{desk.address}/can-bo/?tim=an+van+bon")
    tab_to(page, "it.name === 'nguoi'")
    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('[data-count]').textContent.includes('1 người')")
    page.keyboard.press("Shift+Tab")
    for _ in range(60):
        if page.evaluate("document.activeElement.value === 'chosen'"):
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/hang-loat/")
    tab_to(page, "it.value === 'phu-hop'")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=phu-hop-reason]")
    tab_to(page, "it.name === 'phu-hop-reason'")
    page.keyboard.type("QĐ 12")
    tab_to(page, "it.value === 'look'")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=digest]", state="attached")
    tab_to(page, "it.value === 'write'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lan-ghi/**")
    assert Qualification.objects.known().filter(is_relevant=True).count() == 1
    tab_to(page, "it.name === 'reason'")
    page.keyboard.type("Nhầm người")
    page.keyboard.press("Enter")
    page.wait_for_url("**/can-bo/*/")
    assert Qualification.objects.known().filter(is_relevant=True).count() == 0
    assert desk.said == []


def test_the_whole_page_is_marked_at_once_and_the_count_is_said(desk, staffed):
    page = desk.log_in("hanh", ask_for="/can-bo/?tim=an")
    page.locator("[data-all]").check()
    boxes = page.locator("input[name=nguoi]").count()
    assert page.locator("input[name=nguoi]:checked").count() == boxes > 2
    assert f"{boxes} người" in page.locator("[data-count]").inner_text()
    assert desk.said == []


def test_what_is_ticked_while_choices_are_counted_stays_ticked_and_the_keyboard_keeps_its_place(desk, staffed):
    page = desk.log_in("hanh", ask_for="/can-bo/?tim=an")
    waiting = []
    page.route("**/*loc=gioi-tinh*", lambda route: waiting.append(route))
    page.locator("#loc > summary").press("Enter")
    with page.expect_request("**/*loc=gioi-tinh*"):
        page.locator("#loc-gioi-tinh > summary").press("Enter")
    box = page.locator("#loc-gioi-tinh input[value=female]")
    box.press("Space")
    waiting[0].continue_()
    page.wait_for_selector("#loc-gioi-tinh .facet__count")
    assert box.is_checked() and page.locator("#loc-gioi-tinh input:checked").count() == 1
    assert page.evaluate("document.activeElement.value") == "female"

    page.locator("input[name=nguoi]").nth(1).check()
    marked = page.locator("input[name=nguoi]").nth(1).get_attribute("value")
    page.locator("#bang-sinh").click()
    page.wait_for_selector("#bang th[aria-sort] #bang-sinh")
    assert page.locator("input[name=nguoi]:checked").evaluate_all("found => found.map((one) => one.value)") == [marked]
    assert "1 người" in page.locator("[data-count]").inner_text()
    assert desk.said == []


def test_without_a_script_a_filter_is_counted_and_many_are_changed(browser, desk, staffed):
    page = browser.new_context(java_script_enabled=False, locale="vi-VN").new_page()
    desk.page = page
    desk.log_in("hanh", ask_for="/can-bo/?tim=an")
    page.locator("th a", has_text="lọc").first.click()
    assert page.locator(".facet[open] .facet__count").count() > 1
    page.locator("input[name=nguoi]").first.check()
    page.get_by_role("button", name="những người đánh dấu").click()
    page.get_by_role("button", name="Phù hợp chức danh").click()
    page.fill("[name=phu-hop-reason]", "QĐ 12")
    page.get_by_role("button", name="Xem trước").click()
    assert page.locator("tbody tr").count() == 1
    page.context.close()


@pytest.mark.parametrize("path", ["/can-bo/?loc=chuyen-mon", "/viec-can-lam/", "/chat-luong/", "/can-bo/bang/", "/can-bo/hang-loat/"])
def test_nothing_is_wider_than_a_phone(desk, staffed, path):
    page = desk.log_in("hanh")
    page.set_viewport_size({"width": 390, "height": 844})
    desk.open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert desk.said == []

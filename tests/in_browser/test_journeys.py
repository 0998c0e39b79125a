"""What each of the cast does in a day, at a browser: from the log-in to a person, with the mouse, the keyboard, and on paper."""

import io
import re

import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.browser

DAY = "ngay=14/2/2014"


@pytest.mark.parametrize(
    ("name", "path", "heading"),
    [
        ("hanh", "/xa/01366/", "Xã Trường Hà"),
        ("minh", "/tinh/04/", "Tỉnh Cao Bằng"),
        ("thao", "/tinh/04/", "Tỉnh Cao Bằng"),
        ("quan", "/tinh/", "Phạm vi được giao"),
        ("quantri", "/tinh/", "Cả nước"),
    ],
)
def test_each_role_logs_in_by_the_form_and_arrives_at_its_own_page(desk, name, path, heading):
    page = desk.log_in(name)
    assert page.url == desk.address + path
    assert desk.heading() == heading
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/dang-nhap/")
    desk.open("/tinh/04/")
    assert "dang-nhap" in page.url
    assert desk.said == []


def test_a_wrong_password_is_said_and_the_name_stays(desk):
    page = desk.open("/tai-khoan/dang-nhap/")
    page.fill("[name=username]", "minh")
    page.fill("[name=password]", "sai mật khẩu")
    page.press("[name=password]", "Enter")
    page.get_by_role("alert").wait_for()
    assert page.input_value("[name=username]") == "minh" and page.input_value("[name=password]") == ""


def test_from_the_province_to_the_commune_to_the_person(desk):
    page = desk.log_in("minh", ask_for=f"/tinh/04/?{DAY}")
    assert "14%2F2%2F2014" in page.url or DAY in page.url
    page.locator("#communes").get_by_role("link", name="Xã Trường Hà").click()
    assert desk.heading() == "Xã Trường Hà" and "2014" in page.url
    people = page.locator("#bang-position tbody a").first
    number = people.inner_text()
    people.click()
    assert page.locator("#tong b").inner_text() == number
    assert page.locator("#bang tbody tr").count() == int(number)
    person = page.locator("#bang tbody th a").first
    name = person.inner_text()
    person.click()
    assert desk.heading() == name
    page.go_back()
    page.locator(".crumbs a").last.click()
    assert desk.heading() == "Xã Trường Hà"
    assert desk.said == []


def test_every_number_in_sight_opens_as_many_people(desk):
    page = desk.log_in("minh", ask_for=f"/tinh/04/?{DAY}")
    links = page.locator("#bang-professional tbody a, .verdicts__value a, #bang-communes tbody td a")
    wanted = [(links.nth(place).get_attribute("href"), int(links.nth(place).inner_text())) for place in range(min(links.count(), 12))]
    assert len(wanted) > 8
    for href, number in wanted:
        desk.open(href)
        assert page.locator("#bang tbody tr").count() == number


def test_charts_are_drawn_when_they_come_into_sight(desk, network_log):
    page = desk.log_in("minh", ask_for=f"/tinh/04/?{DAY}&so-voi=20/5/2012")
    page.evaluate("document.querySelectorAll('details.more').forEach((details) => { details.open = true })")
    for chart in page.query_selector_all("figure[data-chart]"):
        chart.evaluate("(chart) => chart.scrollIntoView({ block: 'center', behavior: 'instant' })")
        page.wait_for_function("(chart) => 'drawn' in chart.dataset || chart.querySelector('.chart__failed')", arg=chart)
    assert page.locator("[data-drawn] svg.main-svg").count() >= page.locator("figure[data-chart]").count() > 10
    assert page.locator(".chart__failed").count() == 0
    words = " ".join(page.locator("[data-drawn] svg text").all_text_contents())
    assert "Đại học" in words and "NaN" not in words
    assert sum("plotly" in address and address.endswith(".js") for address in network_log) == 1
    assert desk.said == []


def test_signs_in_a_name_are_read_as_signs_in_a_chart(desk):
    page = desk.log_in("minh", ask_for=f"/huyen/042/?{DAY}")
    page.evaluate("document.querySelectorAll('#communes details.more').forEach((details) => { details.open = true })")
    chart = page.locator("#communes figure[data-chart]")
    if chart.count():
        chart.scroll_into_view_if_needed()
        page.wait_for_selector("#communes [data-drawn]")
    assert page.get_by_role("link", name='Xã Vắng <i>Không</i> & "Ai"').is_visible()
    assert page.locator("#communes i", has_text="Không").count() == 0


def test_the_keyboard_alone_reaches_the_day_and_asks_for_it(desk):
    page = desk.log_in("minh", ask_for="/tinh/04/")
    page.locator("body").press("Tab")
    assert "nội dung" in page.evaluate("document.activeElement.textContent")
    for _ in range(25):
        if page.evaluate("document.activeElement.name") == "ngay":
            break
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "ngay"
    page.keyboard.press("Control+A")
    page.keyboard.type("31/12/2013")
    page.keyboard.press("Enter")
    page.wait_for_url("**ngay=*")
    assert page.url.endswith("/tinh/04/?ngay=31%2F12%2F2013")
    assert "Số liệu ngày 31/12/2013" in page.locator(".title-block__day").inner_text()


def test_the_focus_can_be_seen_wherever_it_goes(desk):
    page = desk.log_in("minh", ask_for=f"/can-bo/?{DAY}")
    for _ in range(20):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            "() => { const style = getComputedStyle(document.activeElement);"
            " return style.outlineStyle !== 'none' || style.boxShadow !== 'none' || document.activeElement === document.body }"
        )
        assert shown, page.evaluate("document.activeElement.outerHTML")


def test_sorting_one_table_of_units_leaves_the_other_where_it_is(desk):
    page = desk.log_in("minh", ask_for=f"/tinh/04/?{DAY}")
    districts = page.locator("#bang-districts").inner_text()
    first = page.locator("#bang-communes tbody th").first.inner_text()
    page.locator("#bang-communes thead a", has_text="Số người").click()
    page.wait_for_selector("#bang-communes th[aria-sort]")
    page.locator("#bang-communes thead a", has_text="Số người").click()
    page.wait_for_selector("#bang-communes th[aria-sort=descending], #bang-communes th[aria-sort=ascending]")
    assert page.locator("#bang-districts").inner_text() == districts
    assert page.locator("#bang-communes tbody tr").count() == 6
    assert first and "sap-xep=" in page.url
    assert desk.said == []


def test_filters_go_on_and_off(desk):
    page = desk.log_in("minh", ask_for=f"/can-bo/?{DAY}")
    everybody = int(page.locator("#tong b").inner_text())
    page.locator("#loc > summary").click()
    page.locator(".facet summary", has_text="Giới tính").click()
    page.wait_for_selector("#loc-gioi-tinh .facet__count")
    page.locator("#loc-gioi-tinh input[value=female]").check()
    page.locator("#loc button.btn").click()
    page.wait_for_url("**gioi-tinh=female*")
    women = int(page.locator("#tong b").inner_text())
    assert 0 < women < everybody
    page.locator(".chip--on a").click()
    page.wait_for_url(lambda url: "gioi-tinh" not in url)
    assert int(page.locator("#tong b").inner_text()) == everybody


def test_a_name_is_found_without_its_accents(desk):
    page = desk.log_in("hanh", ask_for=f"/can-bo/?{DAY}")
    page.fill("[name=tim]", "ly thi en")
    page.press("[name=tim]", "Enter")
    page.wait_for_url("**tim=*")
    assert page.locator("#bang tbody th a").all_inner_texts() == ['Lý <b>Thị</b> "Én" & Con']


def test_a_leader_sees_no_name_and_no_way_to_one(desk):
    page = desk.log_in("thao")
    assert page.locator("a[href^='/can-bo/']").count() == 0
    assert page.get_by_role("link", name="Con người").count() == 0
    answer = page.goto(f"{desk.address}/can-bo/")
    assert answer.status == 403 and desk.heading() == "Không có quyền"
    page.get_by_role("link", name="Về trang đầu").click()
    assert desk.heading() == "Tỉnh Cao Bằng"


def test_a_day_that_cannot_be_read_is_told_with_the_way_back(desk):
    page = desk.log_in("minh", ask_for="/tinh/04/")
    page.fill("[name=ngay]", "32/13/2013")
    page.press("[name=ngay]", "Enter")
    page.wait_for_url("**ngay=32*")
    assert desk.heading() == "Yêu cầu chưa đúng" and "32/13/2013" in page.locator(".refusal__found").inner_text()
    back = page.locator("[data-back]")
    if back.is_visible():
        back.click()
        page.wait_for_url("**/tinh/04/")
        assert desk.heading() == "Tỉnh Cao Bằng"


def test_the_workbook_comes_as_a_file_named_after_place_and_day(desk):
    page = desk.log_in("thao", ask_for=f"/tinh/04/?{DAY}")
    with page.expect_download() as awaited:
        page.get_by_role("link", name="Tải Excel").click()
    assert awaited.value.suggested_filename == "chuan-xa-tinh-cao-bang-2014-02-14.xlsx"
    book = load_workbook(io.BytesIO(awaited.value.path().read_bytes()))
    assert book.sheetnames[:2] == ["Bìa", "Tóm tắt"]


def test_on_paper_there_is_the_title_and_no_form(desk):
    page = desk.log_in("minh", ask_for=f"/tinh/04/?{DAY}")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible() and page.locator(".title-block__day").is_visible()
    assert re.search(r"in lúc .* người in: Minh", page.locator(".printed").inner_text())
    assert (
        not page.locator(".day-form").is_visible()
        and not page.locator(".exports").is_visible()
        and not page.locator(".top nav").is_visible()
    )
    assert page.locator("#bang-professional").is_visible() and page.locator("#nguon").is_visible()


def test_without_a_script_the_day_can_still_be_asked_for(browser, desk, live_server):
    page = browser.new_context(java_script_enabled=False, locale="vi-VN").new_page()
    desk.page = page
    desk.log_in("minh", ask_for="/tinh/04/")
    page.fill("[name=ngay]", "31/12/2013")
    page.locator(".day-form button", has_text="Xem").click()
    assert "Số liệu ngày 31/12/2013" in page.locator(".title-block__day").inner_text()
    page.context.close()

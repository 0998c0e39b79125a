"""An officer at a browser changes the law of the own province: draft, who would change, publish, progress, and the past stays as it was."""

from datetime import date

import pytest
from django.core.management import call_command

from cadres.models import Standard, Standing

pytestmark = pytest.mark.browser

FIRST = date(2026, 9, 1)


def verdicts(day: date) -> dict[int, tuple]:
    rows = Standing.objects.filter(valid_from__lte=day, valid_to__gte=day)
    return {row.cadre_id: (row.verdict, row.missing, row.unclear) for row in rows}


def test_an_officer_drafts_previews_publishes_and_follows_the_progress(desk, live_world):
    page = desk.log_in("minh", ask_for="/tieu-chuan/cong-chuc-moi/")
    page.click("text=Chép thành bản thảo mới")
    page.fill("[name=name]", "Chủ tịch HĐND của Cao Bằng")
    page.fill("[name=valid_from]", "1/9/2026")
    for code in ("office_statistics", "finance_accounting", "economy_head"):
        page.uncheck(f"[name=positions][value={code}]")
    page.check("[name=positions][value=council_chair]")
    page.check("[name=positions][value=committee_chair]")
    page.click("text=Thêm yêu cầu")
    assert page.input_value("[name=name]") == "Chủ tịch HĐND của Cao Bằng", "what was typed is there"
    page.select_option("[name=yc-2-asks]", "informatics.it_basic")
    page.get_by_role("button", name="Lưu bản thảo").last.click()
    assert "Cần một câu nêu yêu cầu." in page.locator("#yc-2").inner_text(), "the sentence stands beside the field"
    page.fill("[name=yc-2-text]", "Ứng dụng CNTT cơ bản")
    page.get_by_role("button", name="Lưu bản thảo").last.click()
    assert desk.heading() == "Chủ tịch HĐND của Cao Bằng"

    page.click("text=Xem ai sẽ thay đổi, rồi công bố")
    before, today = verdicts(FIRST), page.locator("h1").inner_text()
    named = {int(link.get_attribute("href").strip("/").split("/")[-1]) for link in page.locator("#tung-nguoi th a").all()}
    assert today.startswith("Ai sẽ thay đổi") and named
    figures = desk.open("/tinh/04/").locator("#dat-chuan").inner_text()
    page.go_back()
    page.fill("[name=reason]", "Quyết định 1/2026/QĐ-UBND")
    page.get_by_role("button", name="Công bố, có hiệu lực từ 01/09/2026").click()
    page.wait_for_url("**/cong-viec/*/")
    assert "Đang chờ" in page.locator("#tien-do").inner_text()

    call_command("work", "--until-empty")
    page.get_by_text("Đã xong").wait_for()  # the page asks by itself
    page.get_by_role("link", name="Xem tiêu chuẩn").click()
    assert "Công bố" in page.locator("#lich-su").inner_text()
    after = verdicts(FIRST)
    assert {pk for pk in before if before[pk] != after[pk]} == named
    assert desk.open("/tinh/04/").locator("#dat-chuan").inner_text() == figures, "days before the effective date are as they were"
    assert Standard.objects.get(name="Chủ tịch HĐND của Cao Bằng").state == "published"
    assert [text for text in desk.said if "422" not in text] == []

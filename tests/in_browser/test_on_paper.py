"""Printed by a browser: a summary is exactly one sheet of A4, and every page brings its place and day onto the paper."""

import re

import pytest

pytestmark = pytest.mark.browser

ONE_SHEET = ("/tom-tat/?tinh=04&ngay=14/2/2014&so-voi=20/5/2012", "/tom-tat/?xa=01366", "/tom-tat/?ngay=14/2/2014")
PAGES = (
    "/tinh/04/?ngay=14/2/2014",
    "/van-ban/?tinh=04&ngay=14/2/2014",
    "/bao-cao/thieu-gi/?ngay=14/2/2014&tinh=04",
    "/tap-so-lieu/?tinh=04",
)
SEEN = """() => [...document.querySelectorAll(".top, .day-form, .exports, .filters__panel, .letterhead")]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80))"""


def sheets(page) -> int:
    """How many pages of paper the browser makes of what it shows."""
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True)))


def test_a_summary_fits_one_sheet_and_paper_shows_no_controls(desk):
    page = desk.log_in("quantri")
    for path in ONE_SHEET:
        desk.open(path)
        page.wait_for_load_state("networkidle")
        assert sheets(page) == 1, path
    page.emulate_media(media="print")
    for path in PAGES:
        desk.open(path)
        assert page.evaluate(SEEN) == [], path
        assert page.locator("h1").is_visible() and page.locator(".title-block__day").is_visible() and page.locator(".printed").is_visible()
    assert desk.said == []

"""On a phone, a small laptop and a wide screen: nothing is cut, controls are large enough, and the browser complains of nothing.

320 pixels is what WCAG 1.4.10 asks of every page; 683 × 384 is a small laptop at twice the size (1.4.4).
"""

from datetime import date

import pytest

from tests import factories

pytestmark = pytest.mark.browser

PATHS = (
    "/tinh/04/?ngay=14/2/2014&so-voi=20/5/2012",
    "/tinh/?ngay=14/2/2014",
    "/xa/01297/?ngay=14/2/2014",
    "/can-bo/?ngay=14/2/2014&tinh=04",
    "/can-bo/{cadre}/",
    "/bao-cao/",
    "/tieu-chuan/",
    "/tieu-chuan/bau-cu-moi/",
    "/tieu-chuan/soan/?tu=bau-cu-moi",
    "/tieu-chuan/ban-thao/anh-huong/",
    "/bao-cao/thieu-gi/?ngay=14/2/2014&tinh=04",
    "/tinh/94/",
)

TOO_SMALL = """() => [...document.querySelectorAll("button, input:not([type=hidden]), select, .btn")]
  .filter((control) => control.checkVisibility() && !control.closest(".sr"))
  .map((control) => ["radio", "checkbox"].includes(control.type) && control.closest("label") || control)
  .map((control) => [control.outerHTML.slice(0, 90), control.getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24).map(([text]) => text)"""

OUTSIDE = """() => [...document.querySelectorAll("main *")].filter((one) => {
  const box = one.getBoundingClientRect();
  if (!box.width || !one.checkVisibility() || one.closest(".sr, svg, .table-box")) return false;
  return box.right > document.documentElement.clientWidth + 1;
}).map((one) => one.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("size", [(320, 640), (390, 844), (683, 384), (1366, 768), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_is_cut_and_nothing_is_complained_of(desk, live_world, size):
    desk.page.set_viewport_size({"width": size[0], "height": size[1]})
    chair = live_world.positions.council_chair
    factories.standard(chair, code="ban-thao", province=live_world.places.cao_bang, first=date(2026, 9, 1), state="draft", professional=60)
    page = desk.log_in("quantri")
    for path in PATHS:
        desk.open(path.format(cadre=live_world.cadres[0].pk))
        page.evaluate("document.querySelectorAll('details.more').forEach((details) => { details.open = true })")
        assert page.evaluate(OUTSIDE) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
        assert page.evaluate(TOO_SMALL) == [], path
        assert page.locator("h1").is_visible() and page.locator("h1").count() == 1
    assert [text for text in desk.said if "404" not in text] == []


def test_the_log_in_fits_a_phone(desk):
    desk.page.set_viewport_size({"width": 390, "height": 844})
    page = desk.open("/tinh/04/")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("button.btn").is_visible()
    assert page.evaluate("document.activeElement.name") == "username"
    assert desk.said == []

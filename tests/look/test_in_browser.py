"""In a browser: the strict policy holds, charts come on demand, cover nothing, and nothing is cut on a small screen."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.look.urls")]

COVERED = """() => [...document.querySelectorAll("main a, main summary, main button")].filter((element) => {
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const box = element.getClientRects()[0];
  if (!box || !box.width || !element.checkVisibility()) return false;
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return hit !== element && !element.contains(hit);
}).map((element) => element.outerHTML)"""


@pytest.fixture
def said(page) -> list[str]:
    """What the browser complains of, refusals by the policy among it."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def draw_all(page) -> None:
    """Open what is closed and let every chart come near the screen."""
    page.evaluate("document.querySelectorAll('details.more').forEach((details) => { details.open = true })")
    for chart in page.query_selector_all("figure[data-chart]"):
        chart.evaluate("(chart) => chart.scrollIntoView({ block: 'center', behavior: 'instant' })")
        page.wait_for_function("(chart) => 'drawn' in chart.dataset || chart.querySelector('.chart__failed')", arg=chart)


def test_charts_are_drawn_on_demand_under_the_strict_policy(page, live_server, network_log, said):
    page.goto(f"{live_server.url}/mau/tinh/")
    assert not any("plotly.min" in address for address in network_log)
    draw_all(page)
    assert sum("plotly.min" in address for address in network_log) == 1
    assert page.locator("[data-drawn]").count() == page.locator("figure[data-chart]").count() > 5
    assert page.locator(".chart__plot :is(a, button, [tabindex])").count() == 0
    assert said == []


def test_a_chart_covers_nothing_that_can_be_pressed(page, live_server):
    page.goto(f"{live_server.url}/mau/tinh/")
    draw_all(page)
    assert page.evaluate(COVERED) == []


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_nothing_is_cut_on_a_small_screen(page, live_server, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{live_server.url}/mau/tinh/")
    draw_all(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_sorting_swaps_the_table_keeps_the_focus_and_changes_the_address(page, live_server, said):
    page.goto(f"{live_server.url}/mau/tinh/")
    page.evaluate("document.body.dataset.same = ''")
    link = page.locator("#bang-communes thead a").first
    link.click()
    page.wait_for_selector("#bang-communes thead th[aria-sort]")
    assert "sap-xep=" in page.url
    assert page.evaluate("'same' in document.body.dataset")
    assert page.evaluate("document.activeElement.id").startswith("bang-communes-")
    assert said == []


def test_quick_days_fill_in_the_form_and_empty_fields_stay_out_of_the_address(page, live_server):
    page.goto(f"{live_server.url}/mau/tinh/")
    page.click("[data-compare='1']")
    page.wait_for_url("**so-voi=*")
    assert "so-voi=31%2F12%2F2012" in page.url
    page.fill("[name=so-voi]", "")
    page.click(".day-form .btn")
    page.wait_for_url(lambda address: "so-voi" not in address)


def test_a_page_without_scripts_has_its_tables_and_no_empty_promises(browser, live_server):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/mau/tinh/")
    assert page.locator("#bang-professional tbody tr").count() == 7
    assert not page.locator("[data-quick]").is_visible() and not page.locator("[data-print]").is_visible()
    page.context.close()


GREYS = """() => [...document.querySelectorAll("main i.meets, main i.short, main .band .meets, main .band .short")]
  .map((element) => getComputedStyle(element).backgroundColor.match(/[0-9]+/g).slice(0, 3).map(Number))"""


def test_it_prints_on_a4_in_grey_with_its_title_block(page, live_server):
    """What cannot be pressed on paper is not on it; verdicts stay apart without colours."""
    page.goto(f"{live_server.url}/mau/tinh/")
    page.emulate_media(media="print")
    assert page.locator(".title-block h1").is_visible()
    assert page.locator(".title-block__day").is_visible() and page.locator("footer.source").is_visible()
    for gone in (".top", ".day-form", ".exports", ".btn", ".search"):
        assert [one for one in page.locator(gone).all() if one.is_visible()] == [], gone
    greys = page.evaluate(GREYS)
    assert greys and all(len({*one}) == 1 for one in greys) and len({one[0] for one in greys}) > 1
    sizes = {tuple(map(float, one)) for one in re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", page.pdf(prefer_css_page_size=True))}
    assert sizes and all(abs(width - 595.3) < 1 and abs(height - 841.9) < 1 for width, height in sizes), sizes

"""axe-core finds no fault on any kind of page (WCAG 2.2 A and AA, and its best practices), and says so loudly when it is not there.

The file comes from npm at set-up (`manage.py fetch_assets --axe`); a machine without npm cannot have it, and this test is skipped there.
"""

import pytest

from chuanxa.management.commands.fetch_assets import AXE_FILE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not AXE_FILE.exists(), reason="ACCESSIBILITY NOT TESTED: no axe-core; with npm and a network: manage.py fetch_assets --axe"
    ),
]

PATHS = (
    "/",
    "/tinh/04/?ngay=14/2/2014&so-voi=20/5/2012",
    "/xa/01297/?ngay=14/2/2014",
    "/can-bo/?loc=chuyen-mon",
    "/can-bo/{cadre}/",
    "/can-bo/{cadre}/sua/",
    "/can-bo/moi/",
    "/can-bo/{cadre}/xoa/",
    "/viec-can-lam/",
    "/chat-luong/",
    "/lan-ghi/?cua=moi-nguoi",
    "/nhap-lieu/",
    "/bao-cao/",
    "/bao-cao/thieu-gi/?ngay=14/2/2014",
    "/de-an/moi/",
    "/doi-chieu/",
    "/tieu-chuan/soan/?tu=bau-cu-moi",
    "/vung/them/",
    "/tai-khoan/",
    "/khong-co-trang-nay/",
)
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']}"
FAULTS = f"""async () => (await axe.run(document, {RULES})).violations.flatMap(
  (fault) => fault.nodes.map((node) => `${{fault.id}}: ${{node.html.slice(0, 120)}}`))"""


def faults(page) -> list[str]:
    """What axe finds on the page that is open, each with the element. Given as the debugger gives a script, so the policy allows it."""
    page.evaluate(AXE_FILE.read_text(encoding="utf-8"))
    return page.evaluate(FAULTS)


def test_no_page_has_a_fault_and_a_fault_is_found(desk, live_world):
    found = {"/tai-khoan/dang-nhap/": faults(desk.open("/tai-khoan/dang-nhap/"))}
    page = desk.log_in("minh")
    for path in PATHS:
        desk.open(path.format(cadre=live_world.cadres[0].pk))
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        found[path] = faults(page)
    assert {path: told for path, told in found.items() if told} == {}
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert any(told.startswith("label:") for told in faults(page))

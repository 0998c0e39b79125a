"""The pages of the desk as somebody hears and sees them: on a phone, a small laptop and a wide screen, without a complaint."""

import pytest

from tests.in_browser.test_every_screen import OUTSIDE, TOO_SMALL

pytestmark = pytest.mark.browser

PATHS = (
    "/can-bo/moi/",
    "/can-bo/{cadre}/sua/",
    "/can-bo/{cadre}/gop/",
    "/can-bo/{cadre}/gop/?voi={other}",
    "/can-bo/{cadre}/xoa/",
    "/can-bo/da-xoa/",
)


@pytest.mark.parametrize("size", [(320, 640), (1366, 768)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_is_cut_and_nothing_is_complained_of(desk, live_world, size):
    desk.page.set_viewport_size({"width": size[0], "height": size[1]})
    page = desk.log_in("quantri")
    for path in PATHS:
        desk.open(path.format(cadre=live_world.cadres[0].pk, other=live_world.cadres[1].pk))
        page.evaluate("document.querySelectorAll('details.more').forEach((details) => { details.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
        assert page.evaluate(OUTSIDE) == [], path
        assert page.evaluate(TOO_SMALL) == [], path
    assert desk.said == []

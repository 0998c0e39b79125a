"""No page leads to one that is not there, is refused or fails: every link that a member of the cast can see is followed, one of a shape."""

from collections import deque
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.urls import resolve
from lxml import html

from tests.cast import Visitor

STARTS = (
    "/",
    "/can-bo/",
    "/viec-can-lam/",
    "/bao-cao/",
    "/de-an/",
    "/doi-chieu/",
    "/vung/",
    "/tieu-chuan/",
    "/nhap-lieu/",
    "/lan-ghi/?cua=moi-nguoi",
)
ENOUGH = 120
APART = {"slug", "kind"}
TELLING = {"viec", "loc", "chi-tieu", "phan", "cua", "voi"}
"""Parts of addresses that make another page of a view, in its path and in its query; filters of people make the same page."""


def shape(address: str) -> tuple:
    """Which view, of which kind: two links of one shape are taken to lead alike."""
    parts = urlsplit(address)
    match = resolve(parts.path)
    told = {str(value) for name, value in match.kwargs.items() if name in APART}
    return match.view_name, *sorted(told), *sorted({name for name, _ in parse_qsl(parts.query)} & TELLING)


def links(page: str, address: str) -> list[str]:
    """The addresses of this site that a page leads to; files and other sites are left out."""
    found = [urldefrag(urljoin(address, href)).url for href in html.fromstring(page).xpath("//main//a/@href | //header//a/@href")]
    return [one for one in found if one.startswith("/") and "dinh-dang" not in one and not one.startswith("/static/")]


def broken_links(visitor: Visitor) -> list[str]:
    """What fails of everything that can be reached by following links, with the page that leads there."""
    waiting = deque((one, "") for one in STARTS)
    seen, broken = set(), []
    while waiting and len(seen) < ENOUGH:
        address, source = waiting.popleft()
        if (kind := shape(address)) in seen:
            continue
        seen.add(kind)
        answer = visitor.get(address)
        if answer.status_code >= 400 and source:
            broken.append(f"{address} from {source}: {answer.status_code}")
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            waiting.extend((one, address) for one in links(answer.content.decode(), address))
    assert len(seen) > 20
    return broken


def test_every_link_answers(minh):
    assert broken_links(minh) == []


def test_a_clerk_is_led_to_nothing_that_is_refused(hanh):
    assert broken_links(hanh) == []

"""/bao-cao/: the reports that one may open."""

from lxml import html

from cadres.record_kinds import KINDS as RECORD_KINDS
from reports.asking import PAGE_NAMES, PLACES
from reports.catalogue import KINDS, grouped
from reports.filters import NAMES
from reports.paper_links import PAPERS as PAPER_KINDS
from reports.views.reports import BOOKS, LISTS, PAPERS
from tests import ladder

PATH = "/bao-cao/"


def opened(page: str) -> list[str]:
    """The units; the kinds stand in the cards after them."""
    return html.fromstring(page).xpath("//section[@class='card'][1]//a[@class='entries__name']/@href")


def test_it_asks_a_stranger_to_log_in(nobody):
    ladder.asks_to_log_in(nobody, PATH)


def test_it_lists_the_units_of_the_scope(hanh, minh, thao, quan, quantri):
    assert opened(hanh.page(PATH)) == ["/xa/01366/"]
    assert opened(minh.page(PATH)) == opened(thao.page(PATH)) == ["/tinh/04/"]
    assert opened(quan.page(PATH)) == ["/tinh/92/"]
    assert opened(quantri.page(PATH, ngay="31/12/2013")) == [f"/tinh/{code}/?ngay=31%2F12%2F2013" for code in ("04", "92", "94")]


def test_every_report_and_every_form_of_it_opens(minh):
    page = html.fromstring(minh.page(PATH, ngay="14/2/2014"))
    links = page.xpath("//ul[@class='entries']//a/@href")
    papers = page.xpath(f"//section[h2='{PAPERS}']//a/@href")
    assert len(links) - len(papers) == 3 * (2 + len(KINDS)) + 2 * (1 + len(RECORD_KINDS))
    assert len(papers) >= sum(1 + len(paper.forms) for paper in PAPER_KINDS)
    assert {minh.get(href).status_code for href in links} == {200}


def test_every_kind_stands_under_its_heading(thao):
    page = html.fromstring(thao.page(PATH))
    headings = ["Tổng hợp từng đơn vị", PAPERS, *(heading for heading, _ in grouped()), BOOKS, LISTS]
    assert [one.text for one in page.xpath("//h2")] == headings
    named = [one.text for one in page.xpath("//section[position() > 2]//a[@class='entries__name']")]
    books = [kind.label for kind in RECORD_KINDS if not kind.personal]  # a leader reads no names
    assert named == [*(kind.label for _, kinds in grouped() for kind in kinds), *books, "Vùng của các xã, huyện"]
    papers = [one.text for one in page.xpath("//section[2]//a[@class='entries__name']")]
    assert papers[: len(PAPER_KINDS)] == [paper.label for paper in PAPER_KINDS]


def test_no_two_kinds_share_an_address_or_a_name():
    assert len({kind.slug for kind in KINDS}) == len({kind.label for kind in KINDS}) == len(KINDS)
    taken = {*PAGE_NAMES, *NAMES, *PLACES}
    assert [(kind.slug, name) for kind in KINDS for name in (*kind.names, *kind.record_names) if name in taken] == []


def test_it_rejects_everything_but_reading(minh):
    ladder.refuses_to_be_written(minh, PATH)


def test_it_refuses_what_it_cannot_read(minh):
    ladder.lists_what_it_accepts(minh, PATH, ("ngay",))
    ladder.refuses_what_it_cannot_read(minh, PATH)
    ladder.refused(minh, PATH, 400, dinh_dang="xlsx")


def test_it_costs_four_queries(minh, django_assert_num_queries):
    minh.page(PATH)
    with django_assert_num_queries(4):
        minh.page(PATH)

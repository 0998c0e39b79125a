"""/bao-cao/: the reports that one may open."""

from lxml import html

from tests import ladder

PATH = "/bao-cao/"


def opened(page: str) -> list[str]:
    return html.fromstring(page).xpath("//a[@class='entries__name']/@href")


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
    assert len(links) == 3
    assert [minh.get(href).status_code for href in links] == [200, 200, 200]


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

"""/bao-cao/<slug>/: what holds for every kind of report, those of kinds to come included."""

import pytest
from lxml import html

from reports.catalogue import KINDS
from tests import ladder
from tests.cast import address

KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
DAY = "14/2/2014"


def path_of(kind) -> str:
    return f"/bao-cao/{kind.slug}/"


@KIND
def test_it_asks_a_stranger_to_log_in(kind, nobody):
    ladder.asks_to_log_in(nobody, path_of(kind))
    ladder.asks_to_log_in(nobody, f"{path_of(kind)}ho-so/")


@KIND
def test_another_province_does_not_exist(kind, quan):
    ladder.refused(quan, path_of(kind), 404, tinh="04")


@KIND
def test_leaders_read_figures_and_open_no_records(kind, thao):
    page = html.fromstring(thao.page(path_of(kind), ngay=DAY))
    assert page.xpath("//main//a[contains(@href, '/can-bo/') or contains(@href, '/ho-so/')]") == []
    ladder.refused(thao, f"{path_of(kind)}ho-so/", 403)


@KIND
def test_it_rejects_everything_but_reading(kind, minh):
    ladder.refuses_to_be_written(minh, path_of(kind))


@KIND
def test_it_refuses_what_it_cannot_read(kind, minh):
    ladder.lists_what_it_accepts(minh, path_of(kind), ("ngay", "tinh", *kind.names))
    if not kind.compares:
        assert "so-voi" in ladder.refused(minh, path_of(kind), 400, so_voi="31/12/2011")
    for name in kind.names:
        text = ladder.refused(minh, path_of(kind), 404 if kind.slug == "de-an" else 400, **{name: "<b>sao hỏa</b>"})
        assert "sao hỏa" in text and "<b>sao hỏa" not in text
    ladder.refuses_programs_in_their_language(minh, path_of(kind), khong_co="1")


def test_every_malformed_value_is_refused_by_the_one_page_of_all_kinds(minh):
    ladder.refuses_what_it_cannot_read(minh, path_of(KINDS[0]), days=("ngay", "so-voi"))


@KIND
@pytest.mark.parametrize("place", [{}, {"tinh": "04"}, {"huyen": "045"}, {"xa": "01366"}, {"xa": "01297"}], ids=str)
def test_the_page_the_json_and_the_workbook_are_of_the_same_report(kind, minh, place):
    told = minh.report(path_of(kind), ngay=DAY, **place)
    page = html.fromstring(minh.page(path_of(kind), ngay=DAY, **place))
    assert told["kind"] == kind.slug and page.findtext(".//h1") == kind.label
    if any(table["rows"] for table in told["tables"]):
        heard = {heading.text for heading in page.xpath("//main//h2")}
        assert {table["title"] for table in told["tables"]} <= heard
    book = minh.get(address(path_of(kind), ngay=DAY, dinh_dang="xlsx", **place))
    assert book.status_code == 200 and book.content.startswith(b"PK")


@KIND
def test_every_exclusive_table_adds_up(kind, quantri):
    for table in quantri.report(path_of(kind), ngay=DAY, tinh="04")["tables"]:
        if table["exclusive"]:
            assert sum(row["count"] for row in table["rows"]) == table["total"], table["id"]


@KIND
def test_every_number_opens_as_many_records_as_it_says(kind, quantri):
    """The numbers of people and of other records, followed one by one."""
    page = html.fromstring(quantri.page(path_of(kind), ngay=DAY, tinh="04"))
    numbers = {}
    for link in page.xpath("//main//a[contains(@href, '/can-bo/?') or contains(@href, '/ho-so/')]"):
        text = link.text_content().strip().replace(".", "")
        if text.isdigit():
            numbers[link.get("href")] = int(text)
    for href, number in numbers.items():
        told = quantri.get(f"{href}&dinh-dang=json").json()
        assert told.get("number", told["total"]) == number, href


@KIND
def test_a_clerk_and_an_officer_are_at_home_without_naming_a_place(kind, hanh, minh):
    assert hanh.report(path_of(kind), ngay=DAY)["area"]["code"] == "01366"
    assert minh.report(path_of(kind), ngay=DAY)["area"]["code"] == "04"


def test_a_kind_that_there_is_not_is_not_found(minh):
    ladder.refused(minh, "/bao-cao/khong-co/", 404)
    ladder.refused(minh, "/bao-cao/khong-co/ho-so/", 404)


def test_a_kind_without_records_of_its_own_has_no_list(minh):
    for kind in KINDS:
        if kind.records is None:
            ladder.refused(minh, f"{path_of(kind)}ho-so/", 404)

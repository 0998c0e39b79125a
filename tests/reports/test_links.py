"""Every number of a page opens exactly the people it counts, every unit opens its own page, and both ask for the same day and filters."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from lxml import html

PAGES = [
    "/tinh/",
    "/tinh/04/",
    "/tinh/04/?ngay=31/12/2013",
    "/tinh/04/?ngay=14/2/2014&so-voi=31/12/2011",
    "/tinh/04/?ngay=14/2/2014&chuc-danh=party_secretary&chuc-danh=committee_chair",
    "/tinh/04/?ngay=14/2/2014&giu=party_secretary",
    "/tinh/04/?ngay=30/9/2018&chuyen-mon=from_college&dat-chuan=falls_short&thieu=political_theory",
    "/tinh/04/?ngay=30/9/2018&chuyen-mon=master&chuyen-mon=from_university&chuyen-mon=untrained&gioi-tinh=male&gioi-tinh=unknown",
    "/tinh/04/?ngay=30/9/2018&chuyen-mon=from_intermediate&chuyen-mon=untrained&tuoi=31_40&tuoi=41_50&tuoi=51_60&dan-toc=minority&dan-toc=01",
    "/tinh/04/?ngay=30/9/2018&dat-chuan=&loai=elected&tuoi-tu=&tuoi-den=60&tim=",
    "/tinh/?ngay=30/9/2018&chuyen-mon=master",
    "/tinh/?ngay=30/9/2018&chuyen-mon=from_university&ly-luan=from_elementary&ly-luan=unknown",
    "/tinh/04/?ngay=30/9/2018&vung=border&vung=poor_district",
    "/tinh/04/?ngay=14/2/2014&tim=n",
    "/tinh/04/?ngay=14/2/2014&ghi-nhan=05/01/2014",
    "/tinh/04/?ngay=14/2/2014&ghi-nhan=05/01/2014&chuyen-mon=from_intermediate",
    "/tinh/92/?ngay=31/12/2013&ranh-gioi=nay",
    "/huyen/045/?ngay=14/2/2014",
    "/xa/01369/?ngay=14/2/2014&sap-xep=-so-nguoi",
    "/xa/01366/",
]


PAGES_OF_UNITS = [path for path in PAGES if "/xa/" not in path]


def numbers(page: str) -> list[tuple[str, str]]:
    """(address of a list, the number a visitor reads on the link)."""
    links = html.fromstring(page).xpath("//main//a[starts-with(@href, '/can-bo/')]")
    return [(link.get("href"), link.text_content().strip()) for link in links if "so-lieu-chinh" not in ancestors(link)]


def key_numbers(page: str) -> list[tuple[str, int]]:
    """(address, people) of the figures that are read first: the number stands under the percentage ("12 / 30 người")."""
    keys = html.fromstring(page).xpath("//*[@id='so-lieu-chinh']//div[@class='key'][.//a]")
    return [(key.xpath(".//a/@href")[0], _people(key)) for key in keys]


def _people(key) -> int:
    value, base = (key.find_class(name)[0].text_content().strip() for name in ("key__value", "key__base"))
    return read(base.split("/")[0] if "%" in value else value)


def ancestors(link) -> set[str]:
    return {parent.get("id") for parent in link.iterancestors()}


def read(number: str) -> int:
    """A number as Vietnamese write it."""
    assert re.fullmatch(r"[\d.]+ ?", number), number
    return int(number.strip().replace(".", ""))


@pytest.mark.parametrize("path", PAGES)
def test_every_number_opens_exactly_the_people_it_counts(quantri, path):
    page = quantri.page(path)
    found = [*((href, read(number)) for href, number in numbers(page)), *key_numbers(page)]
    assert len(found) > 20
    lengths: dict[str, int] = {}
    for href, number in found:
        if href not in lengths:
            listed = quantri.report(href)
            lengths[href] = listed["total"]
            assert len(listed["people"]) == listed["total"]
        assert lengths[href] == number, href


@pytest.mark.parametrize("path", PAGES)
def test_numbers_ask_for_the_day_and_the_moment_of_their_page(quantri, path):
    asked = dict(parse_qsl(urlsplit(path).query))
    for href, _ in numbers(quantri.page(path)):
        kept = dict(parse_qsl(urlsplit(href).query))
        assert [kept.get(name) for name in ("ngay", "ghi-nhan", "ranh-gioi")] == [
            asked.get(name) for name in ("ngay", "ghi-nhan", "ranh-gioi")
        ]
        assert not kept.keys() & {"so-voi", "dinh-dang", "sap-xep", "trang"}


@pytest.mark.parametrize("path", PAGES_OF_UNITS)
def test_every_unit_opens_its_own_page_with_as_many_people(quantri, path):
    report = quantri.report(path)
    links = dict.fromkeys(html.fromstring(quantri.page(path)).xpath("//section[contains(@class, 'units')]//tbody//th/a/@href"))
    rows = [row for table in report["tables"] if table["id"] in {"provinces", "districts", "communes"} for row in table["rows"]]
    assert len(links) == len(rows) > 0
    for href, row in zip(links, rows, strict=True):
        below = quantri.report(href)
        assert below["area"]["code"] == row["key"]
        assert next(table["total"] for table in below["tables"] if table["id"] == "verdict") == row["count"], href


def test_the_first_rows_of_a_list_are_the_people_on_its_page(quantri):
    listed = quantri.report("/can-bo/", ngay="14/2/2014", tinh="04")
    shown = html.fromstring(quantri.page("/can-bo/", ngay="14/2/2014", tinh="04")).xpath("//tbody/tr/th")
    assert [cell.text_content() for cell in shown] == [person["name"] for person in listed["people"]][:50]


def test_a_number_of_nobody_opens_nothing(quantri):
    page = html.fromstring(quantri.page("/tinh/04/", ngay="14/2/2014", chuyen_mon="university"))
    zeros = [cell for cell in page.xpath("//main//td[contains(@class, 'n')]") if cell.text_content().strip() == "0"]
    assert zeros and not any(cell.xpath(".//a") for cell in zeros)


def test_the_leader_reads_the_same_numbers_and_opens_none(thao, minh):
    page = thao.page("/tinh/04/", ngay="14/2/2014")
    assert numbers(page) == [] and "/can-bo/" not in page
    assert thao.report("/tinh/04/", ngay="14/2/2014") == minh.report("/tinh/04/", ngay="14/2/2014")

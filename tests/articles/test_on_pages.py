"""What five provinces printed, asked of the running system as a visitor asks: through the address, the JSON, the workbook and the page."""

import io

import pytest
from lxml import html
from openpyxl import load_workbook

from tests.cast import address

pytestmark = pytest.mark.django_db

SECRETARIES = "/tinh/94/?ngay=31/12/2013&chuc-danh=party_secretary"
POOR = "/tinh/06/?ngay=31/12/2008&vung=poor_district"


def rows(report: dict, table: str) -> dict[str, tuple[int, str]]:
    """Key → (people, percentage) of a table, without the rows of nobody."""
    found = next(one for one in report["tables"] if one["id"] == table)
    return {row["key"]: (row["count"], row["share"]) for row in found["rows"] if row["count"]}


def cells(visitor, path: str, title: str) -> dict[str, tuple]:
    """Label → (people, total, share) of the sheet of a table."""
    book = load_workbook(io.BytesIO(visitor.get(address(path, dinh_dang="xlsx")).content))
    return {row[1]: row[2:5] for row in book[title].iter_rows(values_only=True) if isinstance(row[0], int) and row[2]}


def total(report: dict) -> int:
    return next(table["total"] for table in report["tables"] if table["id"] == "verdict")


def test_the_109_secretaries_of_soc_trang_on_31_12_2013(visitor):
    report = visitor.report(SECRETARIES)
    assert total(report) == 109
    assert rows(report, "general_education") == {"upper_secondary": (107, "98.17"), "lower_secondary": (2, "1.83")}
    professional = rows(report, "professional")
    assert {key: count for key, (count, _) in professional.items()} == {"university": 78, "college": 17, "intermediate": 14}
    theory = {key: count for key, (count, _) in rows(report, "political_theory").items()}
    assert theory.pop("intermediate") == 27
    assert set(theory) <= {"advanced", "bachelor"} and sum(theory.values()) == 82  # "cao cấp và tương đương"


def test_four_of_them_are_chairmen_too(visitor):
    assert total(visitor.report(f"{SECRETARIES}&giu=party_secretary&giu=committee_chair")) == 4


def test_the_workbook_of_soc_trang_says_the_same(visitor):
    assert {label: row[0] for label, row in cells(visitor, SECRETARIES, "Giáo dục phổ thông").items()} == {
        "Trung học phổ thông": 107,
        "Trung học cơ sở": 2,
    }
    professional = cells(visitor, SECRETARIES, "Chuyên môn, nghiệp vụ")
    assert {label: row[:2] for label, row in professional.items()} == {
        "Đại học": (78, 109),
        "Cao đẳng": (17, 109),
        "Trung cấp": (14, 109),
    }
    theory = cells(visitor, SECRETARIES, "Lý luận chính trị")
    assert (theory["Trung cấp"][0], sum(row[0] for row in theory.values())) == (27, 109)


def test_the_703_of_the_poor_districts_of_bac_kan_on_31_12_2008(visitor):
    report = visitor.report(POOR)
    assert total(report) == 703
    professional = rows(report, "professional")
    assert {key: share for key, (_, share) in professional.items()} == {
        "university": "29.02",
        "college": "3.70",
        "intermediate": "33.85",
        "untrained": "33.43",
    }
    sheet = cells(visitor, POOR, "Chuyên môn, nghiệp vụ")
    assert {label: round(row[2] * 100, 2) for label, row in sheet.items()} == {
        "Đại học": 29.02,
        "Cao đẳng": 3.7,
        "Trung cấp": 33.85,
        "Chưa qua đào tạo": 33.43,
    }


@pytest.mark.parametrize("path", [SECRETARIES, POOR])
def test_the_page_shows_them_and_each_number_opens_its_list(visitor, path):
    page = html.fromstring(visitor.page(path))
    links = page.xpath("//table[@id='bang-professional']/tbody//a")
    assert len(links) in {3, 4}
    for link in links:
        assert visitor.report(link.get("href"))["total"] == int(link.text)


@pytest.mark.parametrize("path", [SECRETARIES, POOR, "/tinh/94/?ngay=17/8/2013&so-voi=31/12/2011", "/tinh/"])
def test_a_page_of_real_size_costs_at_most_eight_queries(visitor, path, django_assert_max_num_queries):
    visitor.page(path)
    with django_assert_max_num_queries(8):
        visitor.page(path)

"""The five articles together: the register shows 114 figures, and the three answers add up to them."""

import io

import pytest
from lxml import html
from openpyxl import load_workbook

pytestmark = pytest.mark.django_db
PATH = "/doi-chieu/"


def test_the_page_shows_all_114_with_no_figure_left_over(visitor):
    report = visitor.report(PATH)
    assert len(report["rows"]) == sum(report["totals"].values()) == 114
    assert report["totals"] == {"equal": 91, "flagged": 3, "input": 20}
    page = html.fromstring(visitor.page(PATH))
    assert len(page.xpath("//tr[contains(@class, 'published__line ')]")) == 114
    assert [int(one.text) for one in page.xpath("//p[@class='key__value num']")] == [91, 3, 20]


def test_the_workbook_has_them_all(visitor):
    answer = visitor.get(f"{PATH}?dinh-dang=xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    assert [row[0] for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)] == list(range(1, 115))


def test_its_queries_grow_with_the_pages_that_figures_point_into_and_not_with_the_figures(visitor, django_assert_max_num_queries):
    visitor.page(PATH)
    pages = {row["page"].partition("#")[0] for row in visitor.report(PATH)["rows"] if row["page"]}
    assert len(pages) < 35
    with django_assert_max_num_queries(10 + 3 * len(pages)):
        visitor.page(PATH)

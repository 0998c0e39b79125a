"""The page of an area says everything of its report, once, and opens only what may be opened."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from reports.report import Row, Table
from reports.shares import Share
from tests.look.urls import page_of
from tests.reports import samples


def html_of(report, **asked) -> str:
    request = RequestFactory().get("/tinh/04/", asked)
    return render_to_string("reports/area.html", {"page": page_of(report, request)}, request)


@pytest.fixture(scope="module")
def province() -> str:
    return html_of(samples.province())


def test_every_row_of_every_table_is_on_the_page(province):
    for table in samples.province().tables:
        for row in table.rows:
            assert row.label.replace("&", "&amp;").split("<")[0].split('"')[0] in province, (table.id, row.key)


def test_a_table_without_a_place_of_its_own_is_on_the_page_too():
    strange = Table("strange", "Bảng lạ", "strange", 2, (Row("a", "Dòng lạ", 2, 2),))
    assert "Dòng lạ" in html_of(replace(samples.province(), tables=(*samples.province().tables, strange)))


def test_an_id_stands_once(province):
    assert [name for name, times in Counter(re.findall(r'\sid="([^"]+)"', province)).items() if times > 1] == []


def test_every_jump_lands_somewhere(province):
    ids = set(re.findall(r'\sid="([^"]+)"', province))
    assert set(re.findall(r'href="#([^"]+)"', province)) <= ids


def test_every_chart_has_its_data(province):
    ids = set(re.findall(r'\sid="([^"]+)"', province))
    charts = re.findall(r'data-chart="([^"]+)"', province)
    assert len(charts) >= len(samples.province().tables)
    assert set(charts) <= ids


def test_every_table_is_named_and_its_first_cells_name_the_rows(province):
    tables = re.findall(r"<table.*?</table>", province, re.S)
    assert tables and all("<caption" in table and 'scope="row"' in table for table in tables)


def test_a_name_that_looks_like_markup_is_text(province):
    assert "<b>Xã" not in province.split("<script", 1)[0]


def test_the_compared_day_adds_points_and_without_it_there_are_none(province):
    alone = replace(samples.province(), compared_day=None)
    assert 'class="n delta"' in province
    assert 'class="n delta"' not in html_of(alone)


def test_a_number_is_plain_text_for_those_who_may_not_see_names():
    rows = (Row("a", "Đại học", 777, 1000, href="/can-bo/?x=1"), Row("b", "Khác", 223, 1000, before=Share(1, 2)))
    report = replace(samples.province(), tables=(Table("professional", "Chuyên môn", "professional", 1000, rows),), trends=())
    assert '<a href="/can-bo/?x=1">777</a>' in html_of(report)
    hidden = replace(report, tables=(replace(report.tables[0], rows=tuple(replace(row, href=None) for row in rows)),))
    assert "777" in html_of(hidden) and "/can-bo/?x=1" not in html_of(hidden)


def test_nobody_to_count_is_said_with_what_to_do():
    nobody = replace(samples.province(), tables=(Table("verdict", "Đạt chuẩn", "verdict", 0, ()),), trends=(), filters=())
    assert "Chưa có hồ sơ nào" in html_of(nobody)
    assert "Bỏ bộ lọc" in html_of(replace(nobody, filters=samples.province().filters))


def test_what_was_asked_stays_asked_when_the_day_changes():
    page = html_of(samples.province(), loai="elected", ngay="31/12/2013", trang="3")
    assert '<input type="hidden" name="loai" value="elected">' in page
    assert 'type="hidden" name="ngay"' not in page and 'name="trang"' not in page


def test_a_chip_takes_off_its_own_value_and_no_other():
    report = samples.province()
    page = render_to_string(
        "_components/filters.html",
        {"filters": report.filters, "form": None, "report": report},
        RequestFactory().get("/tinh/04/?loai=elected&loai=civil_servant&trang=2"),
    )
    assert re.findall(r'<a href="([^"]*)" aria-label', page) == ["?loai=civil_servant", "?loai=elected"]

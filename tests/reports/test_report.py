"""A report is one value: its JSON has the shape that programs rely on, and the page and the workbook say the same numbers."""

import io
import json
import re
from datetime import date

import pytest
from lxml import html
from openpyxl import load_workbook

from chuanxa.environment import ROOT
from reports.asking import FORMATS, PAGE_NAMES, PLACES
from reports.filters import NAMES
from tests.cast import address
from tests.world.places import ODD

API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
PATHS = [
    "/tinh/04/?ngay=14/2/2014&so-voi=20/5/2012",
    "/tinh/04/",
    "/tinh/?ngay=31/12/2013",
    "/huyen/045/?ngay=14/2/2014&chuc-danh=party_secretary&chuc-danh=council_chair",
    "/xa/01366/?ngay=14/2/2014&ghi-nhan=05/01/2014",
    "/tinh/92/?ngay=31/12/2013&ranh-gioi=nay&dat-chuan=falls_short",
]
UNIT_TABLES = ("provinces", "districts", "communes")


# --- the shape --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
def test_the_json_of_a_report_has_the_shape_that_programs_rely_on(quantri, path):
    report = quantri.report(path)
    assert set(report) == {
        *("title", "area", "day", "compared_day", "known_at", "filters", "rule", "population", "tables", "trends", "notes"),
    }
    assert set(report["area"]) == {"code", "name", "level"} and report["area"]["level"] in {"nation", "province", "district", "commune"}
    assert date.fromisoformat(report["day"])
    assert all(isinstance(values, list) and name in NAMES for name, values in report["filters"].items())
    for table in report["tables"]:
        assert set(table) == {"id", "title", "dimension", "total", "exclusive", "sentence", "rows", "notes"}
        for row in table["rows"]:
            assert (
                {"key", "label", "count", "total", "share"} <= set(row) <= {"key", "label", "count", "total", "share", "before", "measures"}
            )
            assert re.fullmatch(r"[a-z0-9_]+", row["key"])
            assert row["share"] is None or re.fullmatch(r"\d+\.\d\d", row["share"])
    for trend in report["trends"]:
        assert set(trend) == {"id", "title", "days", "lines"}
        assert {len(line["points"]) for line in trend["lines"]} == {len(trend["days"])}


def test_what_was_asked_is_told(quantri):
    report = quantri.report("/tinh/04/?ngay=14/2/2014&so-voi=20/5/2012&ghi-nhan=05/01/2014&chuyen-mon=university&chuyen-mon=college")
    assert (report["day"], report["compared_day"]) == ("2014-02-14", "2012-05-20")
    assert report["known_at"].startswith("2014-01-05T23:59:59")
    assert report["filters"] == {"chuyen-mon": ["university", "college"]}
    assert "Nghị định thử" in report["rule"] and "mỗi người tính một lần" in report["population"]


def test_the_documentation_names_every_parameter_table_and_key(quantri):
    """docs/api.md is the contract: what an address accepts and what JSON says stands in it."""
    words = set(re.findall(r"[\w-]+", API))
    assert {*NAMES, *PLACES, *FORMATS, *(set(PAGE_NAMES) - {"sap-xep", "trang", "dinh-dang"})} <= words
    report = quantri.report("/tinh/04/", ngay="14/2/2014")
    named = {table["id"] for table in report["tables"]} | {"provinces"}
    levels = {row["key"] for table in report["tables"][3:9] for row in table["rows"]}
    assert named | levels <= words


# --- the renderings ---------------------------------------------------------------------------------------------------------


def book_of(visitor, path: str):
    answer = visitor.get(address(path, dinh_dang="xlsx"))
    assert answer.status_code == 200 and answer["Content-Disposition"].endswith('.xlsx"')
    return load_workbook(io.BytesIO(answer.content))


def numbered(sheet) -> list[tuple]:
    """The rows that begin with a number (TT), in blocks that begin with 1."""
    return [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]


def told(share: str | None):
    """A share as its cell says it."""
    return "—" if share is None else pytest.approx(float(share) / 100, abs=1e-9)


def as_cells(row: dict) -> list:
    cells = [row["label"], row["count"], row["total"], told(row["share"])]
    if "before" in row:
        cells += [row["before"]["count"], row["before"]["total"], told(row["before"]["share"])]
    return cells


@pytest.mark.parametrize("path", PATHS)
def test_the_workbook_says_what_the_json_says(quantri, path):
    report, book = quantri.report(path), book_of(quantri, path)
    sheets = book.worksheets[2:]
    assert len(sheets) == len(report["tables"]) + len(report["trends"])
    for table, sheet in zip(report["tables"], sheets, strict=False):
        rows = numbered(sheet)[: len(table["rows"])]
        if table["id"] in UNIT_TABLES:
            _hold_units(table, rows)
            continue
        for row, cells in zip(table["rows"], rows, strict=True):
            wanted = as_cells(row)
            assert list(cells[1 : 1 + len(wanted)]) == wanted, (table["id"], row["key"])
    for trend, sheet in zip(report["trends"], sheets[len(report["tables"]) :], strict=True):
        _hold_trend(trend, sheet)


def _hold_units(table: dict, rows: list[tuple]) -> None:
    for row, cells in zip(table["rows"], rows, strict=True):
        assert cells[1:3] == (row["key"], row["label"])
        numbers = [cell for cell in cells[3:] if isinstance(cell, int | float) or cell == "—"]
        shares = [cell for share in row["measures"].values() for cell in (share["count"], told(share["share"]))]
        assert numbers == [row["count"], *shares], row["key"]


def _hold_trend(trend: dict, sheet) -> None:
    rows = {row[0].date().isoformat(): row[1:] for row in sheet.iter_rows(values_only=True) if hasattr(row[0], "date")}
    for place, day in enumerate(trend["days"]):
        points = [line["points"][place] for line in trend["lines"]]
        counts = [point["count"] for point in points if point]
        numbers = [cell for cell in rows[day] if isinstance(cell, int | float)]
        assert not counts or (numbers[0] == points[0]["total"] and numbers[1::2] == counts), (trend["id"], day)


@pytest.mark.parametrize("path", PATHS)
def test_the_page_says_what_the_json_says(quantri, path):
    """Every count and every percentage of every distribution stands in its row on the page."""
    report, page = quantri.report(path), html.fromstring(quantri.page(path))
    checked = 0
    for table in report["tables"]:
        for box in page.xpath(f"//table[@id='bang-{table['id']}']"):
            rows = box.xpath(".//tbody/tr")
            for row, shown in zip(table["rows"], rows, strict=True):
                cells = [" ".join(cell.text_content().split()) for cell in shown]
                percent = "—" if row["share"] is None else f"{row['share'].replace('.', ',')}%"
                assert cells[0] == row["label"] and cells[2].split("/")[0] == str(row["count"]) and cells[3] == percent
            checked += 1
    assert checked >= 9


def test_the_workbook_is_stamped_and_named_after_its_place_and_day(minh):
    answer = minh.get("/tinh/04/?ngay=14/2/2014&dinh-dang=xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="chuan-xa-tinh-cao-bang-2014-02-14.xlsx"'
    cover = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    text = " ".join(str(cell) for row in cover.iter_rows(values_only=True) for cell in row if cell)
    assert "Minh (minh)" in text and "09:00 ngày 15/06/2026" in text and "Không lọc" in text


def test_a_leader_takes_figures_away_and_no_names(thao):
    book = book_of(thao, "/tinh/04/")
    text = " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert "Lý <b>Thị</b>" not in text


# --- signs of HTML ----------------------------------------------------------------------------------------------------------


def test_a_unit_with_signs_of_html_in_its_name_is_text_everywhere(minh):
    page = minh.page("/tinh/04/", ngay="14/2/2014")
    escaped = "Vắng &lt;i&gt;Không&lt;/i&gt; &amp; &quot;Ai&quot;"
    assert escaped in page and "<i>Không" not in page
    assert any(row["label"] == f"Xã {ODD}" for table in minh.report("/tinh/04/", ngay="14/2/2014")["tables"] for row in table["rows"])


def test_the_data_of_charts_cannot_end_its_script_and_its_labels_are_escaped(minh):
    """json_script escapes what could end the element; plotly reads pseudo-HTML in labels, so signs in names are entities there."""
    page = html.fromstring(minh.page("/tinh/04/", ngay="14/2/2014"))
    charts = page.xpath("//script[@type='application/json']")
    assert len(charts) > 10
    for chart in charts:
        assert "<" not in chart.text and "&" not in chart.text
        labels = json.dumps(json.loads(chart.text), ensure_ascii=False)
        assert "<i>" not in labels and "<b>Th" not in labels
    drawn = " ".join(json.dumps(json.loads(chart.text), ensure_ascii=False) for chart in charts)
    assert "&lt;i&gt;Không" in drawn or "Không" not in drawn

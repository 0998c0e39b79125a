"""Figures are plain, valid, small, say what they count, and cannot be led astray by a name."""

import gzip
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest

from chuanxa.environment import ROOT
from reports import chart_look
from reports.charts import figures_of
from reports.report import Line, Row, Table, Trend
from reports.shares import Share
from reports.trend_charts import is_whole, trend_figure
from tests.reports import samples


@pytest.fixture
def figures() -> dict[str, dict]:
    return {found["id"]: found["figure"] for found in figures_of(samples.province())}


def bar_texts(figure: dict) -> list[str]:
    return [text for trace in figure["data"] for text in trace.get("hovertext", ()) if text]


def test_every_table_and_trend_of_a_report_has_its_figure_under_its_own_id(figures):
    report = samples.province()
    assert list(figures) == [table.id for table in report.tables] + [f"trend-{trend.id}" for trend in report.trends]


def test_plotly_accepts_every_figure():
    for found in figures_of(samples.province()) + figures_of(replace(samples.province(), tables=(samples.many_communes(),))):
        assert go.Figure(found["figure"]).to_plotly_json()["data"]


def test_a_figure_weighs_at_most_five_kilobytes_compressed():
    national = replace(samples.province(), tables=(samples.many_communes(200),))
    for found in figures_of(samples.province()) + figures_of(national):
        assert len(gzip.compress(json.dumps(found["figure"]).encode())) < 5_000


def test_drawing_does_not_import_plotly_or_django():
    code = "import sys, reports.charts; print([name for name in ('plotly', 'django', 'openpyxl') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_a_bar_says_its_count_its_total_and_its_percentage(figures):
    assert "Đại học: 689 / 3.604 người (19,12%)" in bar_texts(figures["professional"])
    assert "31/12/2011 · Đại học: 412 / 3.592 người (11,47%)" in bar_texts(figures["professional"])
    assert "31/12/2013 · Đạt: 1.133 / 3.604 người (31,44%)" in bar_texts(figures["verdict"])
    assert "Xã Khánh Xuân (biên giới): 2 / 18 người (11,11%) đạt chuẩn" in bar_texts(figures["communes"])
    assert "31/12/2013 · Đạt chuẩn: 1.133 / 3.604 người (31,44%)" in bar_texts(figures["trend-standardization"])


def test_no_percentage_is_said_without_its_count(figures):
    for figure in figures.values():
        assert all(re.search(r"\d / [\d.]+ người \(.+%\)|người \(—\)", text) for text in bar_texts(figure))


def test_the_compared_day_is_the_thin_bar_and_is_left_out_when_nothing_is_compared(figures):
    now, before = figures["professional"]["data"]
    assert now["width"] > before["width"]
    assert (now["name"], before["name"]) == ("31/12/2013", "31/12/2011")
    alone = figures_of(replace(samples.province(), compared_day=None))
    assert [len(found["figure"]["data"]) for found in alone if found["id"] == "professional"] == [1]


def test_the_unknown_is_hatched_and_nothing_else_is(figures):
    shapes = figures["professional"]["data"][0]["marker"]["pattern"]["shape"]
    assert shapes == [""] * 6 + ["/"]
    assert [set(trace["marker"]["pattern"]["shape"]) for trace in figures["verdict"]["data"]] == [{""}, {""}, {"/"}]


def test_names_are_letters_and_never_markup_or_entities(figures):
    told = json.dumps(figures["communes"], ensure_ascii=False)
    assert "<b>" not in told
    assert "&lt;b&gt;Xã &amp; &lt;/b&gt;" in told


def test_two_units_of_one_name_keep_two_bars():
    rows = tuple(samples.unit_row(key, "Xã Tân Lập", 10, meets, 10 - meets, 0, 20) for key, meets in (("1", 3), ("2", 8)))
    table = Table("communes", "Các xã", "communes", 20, rows)
    [found] = figures_of(replace(samples.province(), tables=(table,), trends=()))
    assert found["figure"]["data"][0]["y"] == [0, 1]
    assert found["figure"]["data"][0]["x"] == [80.0, 30.0]


def test_units_are_sorted_from_best_to_worst_and_those_without_people_are_left_out(figures):
    lengths = figures["communes"]["data"][0]["x"]
    assert lengths == sorted(lengths, reverse=True)
    assert len(lengths) == 7


def test_of_a_long_list_both_ends_are_drawn_and_the_chart_says_how_many_it_left_out():
    [found] = figures_of(replace(samples.province(), tables=(samples.many_communes(200),), trends=()))
    axis = found["figure"]["layout"]["yaxis"]
    assert len(axis["ticktext"]) == 31
    assert axis["ticktext"][15] == "… 170 đơn vị ở giữa: xem bảng"
    assert len(json.dumps(found["figure"]["data"][0]["x"])) < 400


def test_the_units_are_measured_against_the_whole_area(figures):
    [note] = figures["communes"]["layout"]["annotations"]
    assert note["text"] == "Chung: 22,48% (29 / 129)"


def test_rows_that_may_hold_one_person_twice_are_not_added_up(figures):
    assert "annotations" not in figures["position"]["layout"]


def test_lines_that_are_parts_of_one_whole_are_stacked_and_others_are_not(figures):
    assert is_whole(samples.composition_trend())
    assert not is_whole(samples.attainment_trend())
    assert {trace["type"] for trace in figures["trend-professional_by_year"]["data"]} == {"bar"}
    assert {trace["type"] for trace in figures["trend-standardization"]["data"]} == {"scatter"}


def test_an_unknown_year_is_a_gap_and_not_a_zero(figures):
    assert figures["trend-standardization"]["data"][0]["y"] == [None, 12.0, 14.31, 22.22, 31.44]


def test_lines_differ_in_dash_and_mark_and_not_only_in_colour(figures):
    lines = figures["trend-standardization"]["data"]
    assert len({(trace["line"]["dash"], trace["marker"]["symbol"]) for trace in lines}) == len(lines)


def test_a_change_of_rule_is_marked_where_it_happened(figures):
    layout = figures["trend-standardization"]["layout"]
    assert layout["shapes"][0]["x0"] == "2012-07-01"
    assert layout["annotations"][0]["text"] == "TT 06/2012"


def test_ends_of_years_are_called_by_their_year_and_many_days_are_thinned():
    assert trend_figure(samples.attainment_trend())["layout"]["xaxis"]["ticktext"] == ["2009", "2010", "2011", "2012", "2013"]
    days = tuple(date(2005 + step // 4, 3 * (step % 4) + 1, 1) for step in range(40))
    quarters = Trend("q", "Quý", "", days, (Line("meets", "Đạt", tuple(Share(step, 40) for step in range(40))),))
    names = trend_figure(quarters)["layout"]["xaxis"]["ticktext"]
    assert len(names) <= 12
    assert names[-1] == "01/10/2014"


def test_an_area_without_people_has_no_figures():
    assert figures_of(samples.empty()) == []
    nobody = Trend("x", "Không ai", "", (samples.DAY,), (Line("meets", "Đạt", (Share(0, 0),)),))
    assert trend_figure(nobody) is None


def test_units_that_say_nothing_of_the_standard_are_not_drawn():
    bare = Table("communes", "Các xã", "communes", 5, (Row("1", "Xã A", 5, 5),))
    assert figures_of(replace(samples.province(), tables=(bare,), trends=())) == []


def test_every_figure_uses_vietnamese_separators_and_has_no_heading_of_its_own(figures):
    for figure in figures.values():
        assert figure["layout"]["separators"] == ",."
        assert "title" not in figure["layout"]
        assert "template" not in figure["layout"]


def test_charts_and_pages_take_their_colours_from_the_same_tokens():
    css = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
    tokens = dict(re.findall(r"--([\w-]+):\s*([^;]+);", css))
    assert {name: tokens.get(name) for name in chart_look.TOKENS} == chart_look.TOKENS, "chart_look.TOKENS must follow tokens.css"
    assert tokens["font"] == chart_look.FONT

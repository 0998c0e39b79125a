"""Bắc Kạn's three poor districts before 2009 and in 2022: 22 figures, one of which cannot be right."""

from dataclasses import replace

import pytest
from lxml import html

from reports.published.checks import check
from reports.published.figures import FindingKind
from tests.articles import register

pytestmark = pytest.mark.django_db
NAME = "bac-kan"


def test_no_figure_is_left_over_and_each_computed_one_opens_its_records(visitor):
    found = register.rows(visitor, NAME)
    register.assert_none_is_left_over(found, NAME)
    register.assert_each_opens_its_records(visitor, found)
    assert len(found) == 22
    assert register.codes(found, "input") == ["huyen-ngheo-ca-nuoc"] and register.codes(found, "flagged") == ["sau-con-lai"]


def test_the_overcounted_remainder_is_flagged_with_the_right_value_and_the_records(visitor):
    row = register.rows(visitor, NAME)["sau-con-lai"]
    assert (row["printed"], row["computed"], row["count"], row["total"]) == ("10,4", "4,7", 34, 722)
    assert "105,67%" in row["reason"] and "Trị số đúng: 4,73%" in row["reason"]


def test_remainders_are_equal_as_remainders_and_say_what_they_are_by_themselves(visitor):
    found = register.rows(visitor, NAME)
    by_itself = {"truoc-con-lai": (235, "33,43"), "truoc-ly-luan-chua": (317, "45,09"), "sau-ly-luan-chua": (143, "19,81")}
    for code, (count, direct) in by_itself.items():
        assert found[code]["count"] == count and direct in found[code]["reason"]
        assert found[code]["reason"].startswith("100 trừ các tỷ lệ kia")


def test_the_error_is_found_from_the_bare_figures():
    (error,) = [finding for finding in register.findings(NAME) if finding.is_error]
    assert error.kind is FindingKind.NOT_A_HUNDRED and error.wrong == ("sau-con-lai",)
    assert error.numbers["explanations"] == [{"forgotten": ["sau-cao-dang"], "remainder": "sau-con-lai", "right": "4.73"}]


def test_both_totals_are_implied_by_the_bare_percentages():
    """With the printed 703 left out, too: nothing but the percentages is needed."""
    bare = [replace(one, total=None) for one in register.bare_figures(NAME) if one.is_share]
    implied = {finding.figures[0]: finding.numbers for finding in check(bare) if finding.kind is FindingKind.IMPLIED_TOTAL}
    assert {numbers["totals"][0]: numbers["below"] for numbers in implied.values()} == {703: 1406, 722: 1444}


def test_the_written_report_says_before_and_after_as_the_article_does(visitor):
    """The article's own numbers: 703 and 722 people; each class on both days; the remainder that it prints as 10,4 is 4,71."""
    query = {"tinh": "06", "vung": "poor_district", "ngay": "31/12/2021", "so-voi": "31/12/2008", "do-dai": "vua"}
    said = html.fromstring(visitor.get("/van-ban/", query).content.decode()).find(".//article").text_content()
    assert "các xã thuộc huyện nghèo của tỉnh Bắc Kạn có 722 cán bộ, công chức cấp xã" in said
    assert "tổng số tăng 19 người (từ 703 người)" in said
    for sentence in (
        "sau đại học có 4 người (chiếm 0,55%), đại học 451 người (62,47%), cao đẳng 41 người (5,68%), trung cấp 192 người (26,59%)"
        " và chưa qua đào tạo 34 người (4,71%).",
        "Ngày 31/12/2008, trong 703 người khi đó, đại học có 204 người (29,02%), cao đẳng 26 người (3,70%), trung cấp 238 người (33,85%)"
        " và chưa qua đào tạo 235 người (33,43%).",
        "từ trung cấp trở lên tăng 28,72 điểm phần trăm, từ 66,57% (468 người) lên 95,29% (688 người).",
        "cao cấp có 7 người (chiếm 0,97%), trung cấp 498 người (68,98%), sơ cấp 74 người (10,25%) và chưa qua đào tạo 143 người (19,81%)."
        " (Các tỷ lệ cộng lại được 100,01% do làm tròn.)",
        "cao cấp có 2 người (0,28%), trung cấp 330 người (46,94%), sơ cấp 54 người (7,68%) và chưa qua đào tạo 317 người (45,09%).",
    ):
        assert sentence in said

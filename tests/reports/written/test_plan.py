"""A text says what its reports say, digit for digit, and can be read aloud: no parts of nobody, no dangling words, no odd sums."""

import re
from collections import defaultdict
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.report import Filter
from reports.rounding import Rounding, rounded
from reports.written.plan import Heading, Length, Material, Written, written
from reports.written.words import Part, listed, numbers, plain
from tests.reports.written.reports import (
    area_reports,
    need_reports,
    quality_reports,
    report,
    scheme_reports,
    table,
    value_of,
)

LENGTHS = st.sampled_from(list(Length))
STUMBLES = (
    (re.compile(r"(?<![\d.,])0 (người|đơn vị|chỉ tiêu|hồ sơ)"), "a part of nobody"),
    (re.compile(r"  | [,.;:)]|\( |\(\)|\.\.|,[,.;]|;[,.;]|:\."), "signs that collide"),
    (re.compile(r"(và|gồm|là|có|trong đó|:)\s*\.(?!/)"), "a word that leads nowhere"),
    (re.compile(r"\b(và|có|là) (và|có|là)\b"), "a word twice"),
    (re.compile(r"toàn bộ 1 người|cả 1 "), "all of one"),
    (re.compile(r"None|—|\{|\}"), "what was not filled in"),
)


@st.composite
def materials(draw) -> Material:
    schemes = tuple((f"de-an-{place}", f"Đề án {place}", draw(scheme_reports())) for place in range(draw(st.integers(0, 1))))
    return Material(draw(area_reports()), draw(need_reports()), schemes, draw(quality_reports()))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(materials(), LENGTHS)
def test_every_number_is_the_one_of_its_report_and_every_sentence_can_be_read(material, length):
    text = written(material, length)
    for number in text.numbers:
        stands = value_of(text.sources[number.where.report], number)
        assert number.value == stands == _parsed(number.text), (number, stands)
    assert_it_reads_well(text)
    assert_parts_add_up_or_it_is_said(text)


def _parsed(text: str) -> Decimal:
    return Decimal(text.removesuffix("%").replace(".", "").replace(",", "."))


def assert_it_reads_well(text: Written) -> None:
    for told in text.paragraphs:
        said = plain(told)
        for pattern, what in STUMBLES:
            assert not pattern.search(said), (what, said)
        assert said.endswith((".", ".)", ":", "./.")) and re.match(r"[A-ZĐÂÔƠƯĂÊÁÀẢÃẠÉÈÍÓÚÝỆẾỀ]|- [A-ZĐ]|\(", said), said
        assert said.count("(") == said.count(")") and said.count("“") == said.count("”"), said
    headings = [block.text for block in text.blocks if isinstance(block, Heading)]
    assert [heading.partition(".")[0] for heading in headings] == [str(place) for place in range(1, len(headings) + 1)]
    assert not any(isinstance(one, Heading) and isinstance(two, Heading) for one, two in zip(text.blocks, text.blocks[1:], strict=False))


def assert_parts_add_up_or_it_is_said(text: Written) -> None:
    """All the percentages named of one distribution on one day make 100, or the paragraph says what they make; the people always add up."""
    for told in text.paragraphs:
        shares: dict[tuple, dict] = defaultdict(dict)
        people: dict[tuple, dict] = defaultdict(dict)
        for number in numbers(told):
            where = number.where
            if where.report == "area" and len(where.rows) == 1 and not where.measure and where.table not in {"group", "communes"}:
                held = {Part.SHARE: shares, Part.COUNT: people}.get(where.part)
                if held is not None:
                    held[where.table, where.before][where.rows] = number.value
        for (name, before), found in shares.items():
            if len(found) < 2:
                continue
            added = sum(found.values())
            note = f"cộng lại được {str(added).replace('.', ',')}% do làm tròn"
            assert added == 100 or note in plain(told), (name, added, plain(told))
            cells = next(one for one in text.sources["area"].tables if one.id == name)
            assert sum(people[name, before].values()) == (cells.rows[0].before.total if before else cells.total)


def test_a_part_of_nobody_one_part_and_the_unknown_are_each_said_their_own_way():
    cases = (
        ((4, 451, 41, 192, 0, 34, 0), "sau đại học có 4 người (chiếm 0,55%), đại học 451 người (62,47%), cao đẳng 41 người (5,68%), "
         "trung cấp 192 người (26,59%) và chưa qua đào tạo 34 người (4,71%)."),
        ((0, 722, 0, 0, 0, 0, 0), "Về trình độ chuyên môn, nghiệp vụ, toàn bộ 722 người thuộc mức “đại học”."),
        ((0, 0, 0, 0, 0, 0, 722), "Về trình độ chuyên môn, nghiệp vụ, toàn bộ 722 người chưa có dữ liệu."),
        ((0, 1, 0, 0, 0, 0, 0), "Về trình độ chuyên môn, nghiệp vụ, 1 người thuộc mức “đại học”."),
        ((0, 2, 0, 0, 0, 0, 1), "đại học có 2 người (chiếm 66,67%) và 1 người chưa có dữ liệu (33,33%)."),
        ((1, 1, 1, 0, 0, 0, 0), "(Các tỷ lệ cộng lại được 99,99% do làm tròn.)"),
    )  # fmt: skip
    for counts, said in cases:
        total = sum(counts)
        found = report([table("category", (total, 0)), table("professional", counts)])
        assert said in written(Material(found), Length.SHORT).text, counts


def test_a_place_without_people_says_so_and_nothing_else():
    text = written(Material(report([])), Length.SHORT).text
    assert text == "Tính đến ngày 31/12/2021, toàn tỉnh Bắc Kạn chưa ghi nhận cán bộ, công chức cấp xã nào đang giữ chức danh."


def test_a_day_without_data_is_not_compared():
    found = report([table("category", (2, 1), (0, 0)), table("professional", (0, 1, 0, 1, 1, 0, 0), (0,) * 7)], compared=True)
    text = written(Material(found), Length.MEDIUM).text
    assert "Chưa có số liệu ngày 31/12/2008 để so sánh." in text and "điểm" not in text


def test_points_that_cannot_be_had_by_subtracting_what_is_printed_say_so():
    found = report(
        [table("category", (722, 0), (703, 0)), table("political_theory", (7, 498, 74, 143, 0), (2, 330, 54, 317, 0))], compared=True
    )
    text = written(Material(found), Length.SHORT).text
    assert "tăng 22,72 điểm phần trăm, từ 47,23% (332 người) lên 69,94% (505 người). (Số điểm tính từ tỷ lệ chưa làm tròn.)" in text


def test_filters_are_said_in_the_first_sentence_and_in_the_subject():
    vung = Filter("vung", "Vùng", (("poor_district", "Huyện nghèo"),))
    sex = Filter("gioi-tinh", "Giới tính", (("female", "Nữ"),))
    found = written(Material(report([table("category", (3, 1))], filters=(vung, sex))), Length.SHORT)
    place = "các xã thuộc huyện nghèo của tỉnh Bắc Kạn"
    said = f"Tính đến ngày 31/12/2021, {place} có 4 cán bộ, công chức cấp xã (chỉ tính người có giới tính: nữ)"
    assert found.text.startswith(said)
    assert "tại các xã thuộc huyện nghèo của tỉnh Bắc Kạn (giới tính: nữ)" in found.subject


def test_the_rounding_asked_for_is_that_of_the_text():
    found = report([table("category", (1, 2))])
    with rounded(Rounding(places=0)):
        assert "(33%)" in written(Material(found), Length.SHORT).text and "(67%)" in written(Material(found), Length.SHORT).text


def test_a_number_opens_exactly_what_it_counts():
    found = report([table("category", (2, 1), (1, 1)), table("professional", (1, 0, 0, 1, 1, 0, 0), (0, 1, 0, 0, 1, 0, 0))], compared=True)
    opened = {(one.where.rows, one.where.part, one.where.before): one.query for one in written(Material(found), Length.MEDIUM).numbers}
    reached = ("postgraduate", "university", "college", "intermediate")
    assert opened[reached, Part.COUNT, False] == {"chuyen-mon": reached}
    assert opened[reached, Part.COUNT, True] == {"chuyen-mon": reached, "ngay": ("31/12/2008",)}
    assert opened[("elected",), Part.COUNT, False] == {"loai": ("elected",)} and opened[(), Part.TOTAL, True] == {"ngay": ("31/12/2008",)}


def test_lists_end_in_and_unless_their_items_have_commas():
    assert plain(listed([("a",), ("b",), ("c",)])) == "a, b và c"
    assert plain(listed([("a, b",), ("c",)])) == "a, b; c" and plain(listed([("a",)])) == "a" and plain(listed([])) == ""

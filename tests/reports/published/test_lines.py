"""Lines pasted from a report: each is read or refused with a sentence beside its column, none is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.published.figures import OF_PLAN, PERCENT, Part
from reports.published.lines import MOST_LINES, TooMuch, figure_of, read_lines


def one(text: str):
    (line,) = read_lines(text)
    return line


def test_columns_stand_in_their_order_when_nothing_says_otherwise():
    line = one("Đại học\t62,46 %\t\t451\t722\tsau\tphần\tcác xã\t31/12/2021")
    assert line.is_read
    figure = figure_of(line.cells, "k")
    assert (figure.unit, figure.count, figure.total, figure.group, figure.part) == (PERCENT, 451, 722, "sau", Part.MEMBER)
    assert line.cells["day"] == "31/12/2021"


def test_headings_name_the_columns():
    (line,) = read_lines("Nhóm;Chỉ tiêu;Đơn vị tính;Trị số;Ghi chú\nsau;Đại học;%;62,46;lạ")
    assert (line.number, line.cells["group"], line.cells["label"], line.cells["printed"]) == (2, "sau", "Đại học", "62,46")


def test_a_line_of_words_with_one_number_is_read_and_with_two_is_refused():
    line = one("cao đẳng chiếm 5,67%")
    assert (line.cells["label"], line.cells["printed"], line.cells["unit"]) == ("cao đẳng chiếm", "5,67", PERCENT)
    assert one("có gần 66 ngàn đảng viên").cells["printed"] == "gần 66 ngàn"
    assert "có 2 số" in one("từ 10 lên 20").errors["printed"]
    assert "không có số nào" in one("chưa qua đào tạo").errors["printed"]


def test_a_fraction_is_a_count_and_its_total():
    figure = figure_of(one("bí thư\t8.672/8.145\tlượt").cells, "k")
    assert (int(figure.number.value), figure.total) == (8672, 8145)
    assert figure_of(one("lượt\t106\t% Kế hoạch").cells, "k").unit == OF_PLAN


@pytest.mark.parametrize(
    ("text", "column", "told"),
    [
        ("đại học\t73.5134", "printed", "73,5134"),
        ("\t5", "label", "Chưa ghi nội dung"),
        ("đại học\t5\tngười\tba", "count", "không phải là số"),
        ("đại học\t5\tngười\t5\t8,672", "total", "8.672"),
        ("đại học\t5\t%\t\t\tg\tvua", "part", "Nhận: phần, còn lại, tổng, trong đó"),
        ("kinh phí\t7o0", "printed", "lẫn chữ với số"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_column(text, column, told):
    line = one(text)
    assert not line.is_read and told in line.errors[column]


def test_too_much_is_refused():
    with pytest.raises(TooMuch, match="nhiều nhất"):
        read_lines("a\t1\n" * (MOST_LINES + 1))
    with pytest.raises(TooMuch, match="Dòng 1 dài hơn"):
        read_lines("a" * 1001)


@given(st.text(max_size=300))
def test_every_line_of_any_text_has_one_fate(text):
    lines = read_lines(text)
    written = [line for line in text.splitlines() if line.strip()]
    assert len(lines) in {len(written), len(written) - 1}
    for line in lines:
        if line.is_read:
            assert figure_of(line.cells, "k").label

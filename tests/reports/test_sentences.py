"""The one sentence under a table says what the table says, with the count and the total of every percentage."""

from datetime import date
from decimal import Decimal

from reports import sentences
from reports.report import Line, Row, Trend
from reports.shares import Share


def rows(**counts: int) -> tuple[Row, ...]:
    labels = {"university": "Đại học", "college": "Cao đẳng", "it_basic": "CNTT cơ bản", "unknown": "Chưa có dữ liệu", "01": "Kinh"}
    total = sum(counts.values())
    return tuple(Row(key.lstrip("_"), labels[key.lstrip("_")], count, total) for key, count in counts.items())


def test_the_largest_class_is_named_with_its_count_total_and_percentage():
    assert sentences.distribution(rows(university=3, college=1), 4) == "Nhiều nhất là đại học: 3/4 người (75,00%)."


def test_those_without_a_record_are_said_and_are_never_the_largest():
    said = sentences.distribution(rows(university=1, unknown=1200), 1201)
    assert said == "Nhiều nhất là đại học: 1/1.201 người (0,08%). Chưa có dữ liệu: 1.200 người."


def test_nobody_and_nothing_known_are_said():
    assert sentences.distribution((), 0) == "Không có người nào trong phạm vi này."
    assert sentences.distribution(rows(university=0, unknown=7), 7) == "Cả 7 người đều chưa có dữ liệu."


def test_abbreviations_and_names_keep_their_capitals():
    assert "là CNTT cơ bản:" in sentences.distribution(rows(it_basic=1), 1)
    assert "là Kinh:" in sentences.distribution(rows(_01=1), 1, names=True)
    assert sentences.lower_first("") == "" and sentences.lower_first("Ở xã") == "ở xã"


def test_the_three_verdicts_add_up():
    assert sentences.verdicts(2, 1, 0) == "Trong 3 người, 2 người đạt chuẩn (66,67%), 1 người chưa đạt."
    assert sentences.verdicts(0, 0, 1).endswith("1 người chưa đủ dữ liệu để kết luận.")
    assert sentences.verdicts(0, 0, 0) == "Không có người nào trong phạm vi này."


def test_a_change_has_a_sign_a_size_and_a_day():
    before = date(2011, 12, 31)
    assert sentences.change(Share(1133, 3604), Share(514, 3592), before) == ("▲ 17,13 điểm so với 31/12/2011", "up")
    assert sentences.change(Share(1, 4), Share(1, 2), before) == ("▼ 25,00 điểm so với 31/12/2011", "down")
    assert sentences.change(Share(1, 4), Share(2, 8), before) == ("bằng ngày 31/12/2011", "same")
    assert sentences.change(Share(1, 4), Share(0, 0), before) == ("", "same")


def test_a_change_of_the_head_count_is_in_people():
    before = date(2011, 12, 31)
    assert sentences.head_count_change(3604, 3592, before) == ("+12 người so với 31/12/2011", "up")
    assert sentences.head_count_change(1000, 2500, before) == ("−1.500 người so với 31/12/2011", "down")
    assert sentences.head_count_change(5, 5, before) == ("bằng ngày 31/12/2011", "same")


def test_a_trend_goes_from_the_first_known_day_to_the_last():
    days = (date(2011, 12, 31), date(2012, 12, 31), date(2013, 12, 31))
    known = Trend("t", "T", "", days, (Line("meets", "Đạt chuẩn", (None, Share(1, 4), Share(2, 4))),))
    assert sentences.trend(known) == "Đạt chuẩn: từ 1/4 người (25,00%) ngày 31/12/2012 đến 2/4 người (50,00%) ngày 31/12/2013."
    unknown = Trend("t", "T", "", days, (Line("meets", "Đạt chuẩn", (None, None, Share(2, 4))),))
    assert sentences.trend(unknown) == "Chưa đủ hai mốc thời gian để so sánh."


def test_numbers_are_written_as_vietnamese_write_them():
    assert (sentences.number(3242), sentences.number(7), sentences.decimal(Decimal("17.14"))) == ("3.242", "7", "17,14")
    assert sentences.percent(Share(0, 0)) == "—"

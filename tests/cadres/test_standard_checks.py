"""What a standard may not say, each time with the sentence that tells what collides with what."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.levels import Ladder
from cadres.standard_checks import Asked, Proposed, collisions, level_refusals, past_refusal
from chuanxa.periods import Period

OLD = Proposed("cu", "Tiêu chuẩn cũ", Period(date(2023, 8, 1)), frozenset({"Bí thư", "Chủ tịch"}))
DECADE = Period(date(2026, 1, 1), date(2026, 12, 31))


def new(period: Period = DECADE, positions=("Bí thư",), province: str = "") -> Proposed:
    return Proposed("moi", "Tiêu chuẩn mới", period, frozenset(positions), province, "Tỉnh Cao Bằng" if province else "cả nước")


def test_two_standards_of_one_position_place_and_day_collide_and_the_sentence_names_both():
    ((other, sentence),) = collisions(new(), [OLD])
    assert other is OLD
    assert "“Tiêu chuẩn mới” (cả nước, từ 01/01/2026 đến 31/12/2026) trùng với “Tiêu chuẩn cũ” (cả nước, từ 01/08/2023" in sentence
    assert "chức danh Bí thư sẽ có hai tiêu chuẩn" in sentence
    assert "Cho “Tiêu chuẩn cũ” hết hiệu lực ngày 31/12/2025, hoặc bỏ các chức danh trùng." in sentence


def test_one_that_begins_later_is_told_to_wait_for():
    ((_, sentence),) = collisions(new(Period(date(2020, 1, 1))), [OLD])
    assert "Cho “Tiêu chuẩn mới” hết hiệu lực trước ngày 01/08/2023" in sentence


@pytest.mark.parametrize(
    "proposed",
    [
        new(positions=("Văn phòng",)),
        new(province="04"),
        new(Period(date(2020, 1, 1), date(2023, 7, 31))),
        Proposed("cu", "Chính nó", OLD.period, OLD.positions),
    ],
    ids=["other positions", "a province's own", "ended the day before", "itself"],
)
def test_what_does_not_meet_does_not_collide(proposed):
    assert collisions(proposed, [OLD]) == []


periods = st.builds(
    lambda first, days: Period(date.fromordinal(738000 + first), date.fromordinal(738000 + first + days)), *[st.integers(0, 40)] * 2
)
proposals = st.builds(
    lambda code, period, positions, province: Proposed(code, code, period, positions, province),
    st.sampled_from("abcde"),
    periods,
    st.frozensets(st.sampled_from(["p", "q", "r"])),
    st.sampled_from(["", "04"]),
)


@given(proposals, st.lists(proposals, max_size=4))
def test_a_collision_is_a_day_on_which_one_position_would_have_two_standards(one, others):
    def meet(other) -> bool:
        days = range(738000, 738081)
        both = [day for day in days if date.fromordinal(day) in one.period and date.fromordinal(day) in other.period]
        return bool(both) and bool(one.positions & other.positions) and one.province == other.province and one.code != other.code

    assert {id(other) for other, _ in collisions(one, others)} == {id(other) for other in others if meet(other)}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked("yêu cầu 2", "karate", 10), "Yêu cầu 2: không có loại trình độ “karate”. Nhận: Giáo dục phổ thông"),
        (Asked("yêu cầu 2", "professional", None), "Yêu cầu 2: thiếu mức tối thiểu của Chuyên môn, nghiệp vụ."),
        (Asked("yêu cầu 1", "professional", 70), "mức 70 cao hơn mức cao nhất của Chuyên môn, nghiệp vụ là Tiến sĩ (60)"),
        (Asked("yêu cầu 1", "political_theory", 25), "Lý luận chính trị không có mức 25. Nhận: Chưa qua đào tạo (0), Sơ cấp (10)"),
        (Asked("yêu cầu 1, ngoại lệ 1", "professional", 40, 40), "mức hạ Đại học không thấp hơn mức chung Đại học"),
    ],
)
def test_a_level_that_cannot_be_asked_is_refused(asked, said):
    (sentence,) = level_refusals([asked])
    assert said in sentence


def test_every_level_of_every_ladder_may_be_asked():
    assert level_refusals(Asked("yêu cầu 1", ladder.value, int(level)) for ladder in Ladder for level in ladder.levels) == []


def test_a_standard_may_begin_the_day_after_the_closed_past_and_not_before():
    closed = date(2025, 12, 31)
    assert past_refusal(date(2026, 1, 1), closed) == ""
    sentence = past_refusal(closed, closed)
    assert "31/12/2025 nằm trong thời gian đã chốt" in sentence and "từ 01/01/2026" in sentence

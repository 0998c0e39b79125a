"""What is told of courses to come and plans: only what leads high enough on the ladder that is wanted, in order of time."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cadres.levels import Ladder
from cadres.openings import Opening, fitting

AT = {"place": "Tỉnh Cao Bằng", "href": "/x/"}
THEORY, DEGREE = Ladder.POLITICAL_THEORY, Ladder.PROFESSIONAL

openings = st.builds(
    Opening,
    ladder=st.sampled_from([THEORY, DEGREE]),
    level=st.sampled_from([None, 10, 20, 30, 40]),
    name=st.sampled_from(["", "A", "B"]),
    starts=st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    year=st.integers(2026, 2028),
    planned=st.integers(1, 9999),
    place=st.just("x"),
    href=st.uuids().map(str),
)


@given(st.lists(openings, max_size=8), st.sampled_from([None, 20, 40]))
def test_what_fits_is_told_once_and_nothing_else(found, minimum):
    told = [href for _, href in fitting(found, DEGREE, minimum)]
    wanted = [one.href for one in found if one.ladder is DEGREE and (minimum is None or one.level is None or one.level >= minimum)]
    assert sorted(told) == sorted(wanted)
    by_href = {one.href: one for one in found}
    assert [bool(by_href[href].name) for href in told] == sorted((bool(by_href[href].name) for href in told), reverse=True)


def test_a_course_and_a_plan_in_words():
    course = Opening(THEORY, 20, name="Lớp K5", starts=date(2026, 9, 1), ends=date(2027, 3, 1), enrolled=12, **AT)
    plan = Opening(THEORY, None, year=2027, planned=1200, kind="bồi dưỡng lý luận chính trị", **AT)
    assert [text for text, _ in fitting([plan, course], THEORY, 20)] == [
        "Lớp sắp mở: Lớp K5 (Tỉnh Cao Bằng), từ 01/09/2026 đến 01/03/2027, đưa tới trung cấp; đã ghi danh 12 người.",
        "Kế hoạch năm 2027 của Tỉnh Cao Bằng: 1.200 lượt bồi dưỡng lý luận chính trị.",
    ]

"""Undeclared totals of one text: the fewest that explain every figure, held against every way of sharing the figures out."""

from hypothesis import given
from hypothesis import strategies as st

from reports.published.bases import bases, undeclared_bases
from reports.published.figures import OF_PLAN, PERCENT, Figure, FindingKind
from reports.published.numbers import Number
from reports.published.rounding import Habit, prints, totals_giving
from tests.reports.published.printed import figure, habits, printed, steps

CAO_BANG = [
    figure("tin học", "4,2", count=150),
    figure("chuyên môn", "22,2", count=800),
    figure("đang học", "41", count=666),
    figure("đại học", "15", count=244),
    figure("trung cấp", "26", count=422),
    figure("quy hoạch", "70", count=3915),
    figure("chưa qua đào tạo", "44,7"),
    figure("chưa đạt chuẩn", "85,7"),
    figure("dân tộc thiểu số", "95"),
    figure("kế hoạch", "30", OF_PLAN, count=94, total=332),
]


def test_cao_bang_speaks_of_three_totals():
    found = bases([one for one in CAO_BANG if one.unit == PERCENT])
    assert [(base.low, base.high, {one.label for one in base.figures}) for base in found] == [
        (1605, 1644, {"đang học", "đại học", "trung cấp"}),
        (3596, 3611, {"tin học", "chuyên môn"}),
        (5554, 5633, {"quy hoạch"}),
    ]


def test_the_smallest_of_them_may_be_the_untrained():
    findings = undeclared_bases(CAO_BANG)
    assert [finding.kind for finding in findings] == [*[FindingKind.UNDECLARED_BASE] * 3, FindingKind.SEVERAL_BASES]
    assert findings[0].numbers["maybe"] == ["chưa qua đào tạo"]
    assert [finding.numbers["maybe"] for finding in findings[1:3]] == [[], []]
    assert findings[3].numbers == {"bases": [[1605, 1644], [3596, 3611], [5554, 5633]]} and "ít nhất 3 tổng" in findings[3].sentence


def test_a_plan_that_was_not_printed_is_a_base_of_its_own_kind():
    (finding,) = undeclared_bases([figure("lượt", "104,2", OF_PLAN, count=27_071)])
    assert finding.sentence.startswith("Kế hoạch không được in") and (finding.numbers["low"], finding.numbers["high"]) == (25_968, 25_992)


def test_one_total_for_everything_is_no_error():
    findings = undeclared_bases([figure("a", "50", count=50), figure("b", "25", count=25)])
    assert [finding.kind for finding in findings] == [FindingKind.UNDECLARED_BASE] and not findings[0].is_error
    assert undeclared_bases([figure("a", "50", count=50, total=100), figure("b", "25"), figure("c", "0", count=0)]) == []


def partitions(items: list):
    if not items:
        yield []
        return
    first, *rest = items
    for some in partitions(rest):
        yield [[first], *some]
        for place in range(len(some)):
            yield [*some[:place], [first, *some[place]], *some[place + 1 :]]


def fewest(figures: list[Figure]) -> int:
    """Slow: every way of sharing the figures out, each part with a total that prints all of them."""
    fitting = {one.key: set(totals_giving(one.number, one.count, Habit.HALF_UP, 5000)) for one in figures}
    ways = (
        part for part in partitions([one.key for one in figures]) if all(set.intersection(*(fitting[key] for key in some)) for some in part)
    )
    return min(map(len, ways))


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(1, 100)), min_size=1, max_size=5))
def test_the_number_of_bases_is_the_fewest_possible(pairs):
    figures = [Figure(str(place), "", Number(percent), PERCENT, count) for place, (count, percent) in enumerate(pairs)]
    figures = [one for one in figures if totals_giving(one.number, one.count, Habit.HALF_UP)]
    if figures:
        assert len(bases(figures)) == fewest(figures)


@given(st.lists(st.tuples(st.integers(1, 500), st.integers(1, 500), steps), min_size=1, max_size=8))
def test_every_figure_stands_in_one_base_whose_every_total_explains_it(rows):
    figures = [
        Figure(str(place), "", printed(min(count, total), total, step, Habit.HALF_UP), PERCENT, min(count, total))
        for place, (count, total, step) in enumerate(rows)
    ]
    figures = [one for one in figures if one.number.value]
    found = bases(figures)
    assert sorted(one.key for base in found for one in base.figures) == sorted(one.key for one in figures)
    for base in found:
        for one in base.figures:
            assert prints(one.number, one.count, base.low, Habit.HALF_UP) and prints(one.number, one.count, base.high, Habit.HALF_UP)


@given(st.lists(st.integers(1, 500), min_size=2, max_size=6), st.integers(0, 500), steps, habits)
def test_one_true_total_never_looks_like_several(counts, others, step, habit):
    total = sum(counts) + others
    figures = [Figure(str(place), "", printed(count, total, step, habit), PERCENT, count) for place, count in enumerate(counts)]
    figures = [one for one in figures if one.number.value]
    assert len(bases(figures, habit)) <= 1

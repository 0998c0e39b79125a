"""All checks together, on the bare figures of the texts that made them necessary."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reports.published.checks import check
from reports.published.figures import PERCENT, Figure, FindingKind, Part
from tests.reports.published.printed import figure, habits, printed, steps
from tests.reports.published.test_bases import CAO_BANG
from tests.reports.published.test_totals import AFTER, BEFORE, groups


def kinds(figures):
    return sorted(finding.kind for finding in check(figures))


def bac_kan(texts, **more):
    return [replace(one, population="các xã", **more) for group in groups(texts) for one in group]


def test_bac_kan_after_is_found_out():
    found = {finding.kind: finding for finding in check(bac_kan(AFTER))}
    assert set(found) == {FindingKind.NOT_A_HUNDRED, FindingKind.IMPLIED_TOTAL}
    assert found[FindingKind.NOT_A_HUNDRED].numbers["explanations"][0]["right"] == "4.73"
    assert found[FindingKind.IMPLIED_TOTAL].numbers["totals"][0] == 722


def test_bac_kan_before_is_right_with_two_remainders():
    assert kinds(bac_kan(BEFORE)) == [FindingKind.IMPLIED_TOTAL]
    assert kinds(bac_kan(BEFORE, total=703)) == [FindingKind.REMAINDER_SHARE] * 2


def test_cao_bang_is_found_out():
    assert kinds(CAO_BANG) == sorted([FindingKind.COUNT_AND_SHARE, *[FindingKind.UNDECLARED_BASE] * 3, FindingKind.SEVERAL_BASES])


def test_soc_trang_is_beyond_reproach():
    said = [
        figure(label, text, "người", total=109, group=name)
        for name, rows in (
            ("học vấn", (("THPT", "107"), ("THCS", "2"))),
            ("chuyên môn", (("đại học", "78"), ("cao đẳng", "17"), ("trung cấp", "14"))),
            ("lý luận", (("cao cấp", "82"), ("trung cấp lý luận", "27"))),
        )
        for label, text in rows
    ]
    assert check(said) == ()


def test_no_figures_and_groups_of_one_say_nothing():
    assert check([]) == () and check([figure("a", "18", group="g")]) == ()


@given(
    st.lists(st.integers(0, 300), min_size=2, max_size=5).filter(any),
    steps,
    st.data(),
)
def test_a_truthful_text_is_never_accused(people, step, data):
    total = sum(people)
    said = [
        Figure(str(place), f"mục {place}", printed(count, total, step, data.draw(habits)), PERCENT, count, total, "dân", "g")
        for place, count in enumerate(people)
    ]
    whole = Figure("w", "tổng", printed(total, total, step, data.draw(habits)), PERCENT, population="dân")
    assert [finding for finding in check([*said, whole]) if finding.is_error] == []


@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**6),
            st.sampled_from([PERCENT, "% kế hoạch", "người"]),
            st.none() | st.integers(0, 400),
            st.none() | st.integers(0, 400),
            st.sampled_from(["", "g", "h"]),
            st.sampled_from(list(Part)),
        ),
        max_size=7,
    )
)
def test_any_figures_at_all_are_answered(rows):
    said = [
        figure(f"mục {place}", f"{value // 100},{value % 100:02}", unit, count=count, total=total, group=group, part=part)
        for place, (value, unit, count, total, group, part) in enumerate(rows)
    ]
    keys = {one.key for one in said}
    for finding in check(said):
        assert set(finding.wrong) <= set(finding.figures) <= keys and finding.sentence and finding.is_error == bool(finding.wrong)

"""One person before one standard: three verdicts, each with its reasons; a blank is never a failure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.levels import Ladder
from cadres.standards import NO_STANDARD, RequirementRule, StandardBook, StandardRule, Verdict, judge
from chuanxa.periods import Period
from tests import oracles

SECRETARY, CHAIR = 1, 3
CAO_BANG, SON_LA = 4, 14
IN_FORCE = Period(date(2004, 2, 27), date(2023, 7, 31))

SCHOOL = RequirementRule("Tốt nghiệp trung học phổ thông", Ladder.GENERAL_EDUCATION, 30)
PROFESSION = RequirementRule("Chuyên môn từ trung cấp trở lên", Ladder.PROFESSIONAL, 20)
THEORY = RequirementRule("Lý luận chính trị từ trung cấp trở lên", Ladder.POLITICAL_THEORY, 20)
AGE = RequirementRule("Tuổi không quá 45 khi giữ chức vụ lần đầu")
MOUNTAIN = RequirementRule(
    "Chuyên môn từ trung cấp trở lên",
    Ladder.PROFESSIONAL,
    20,
    exception_area="mountain",
    exception_minimum=10,
    exception_before=IN_FORCE.first,
)
ALWAYS_LOWER = RequirementRule("Chuyên môn từ đại học trở lên", Ladder.PROFESSIONAL, 40, exception_area="border", exception_minimum=20)


def standard(*requirements: RequirementRule, pk: int = 1, period: Period = IN_FORCE, province: int | None = None) -> StandardRule:
    return StandardRule(pk, "Tiêu chuẩn", "Quyết định", period, frozenset({SECRETARY}), requirements, province)


def levels(school: int | None = None, profession: int | None = None, theory: int | None = None) -> dict[Ladder, int]:
    named = {Ladder.GENERAL_EDUCATION: school, Ladder.PROFESSIONAL: profession, Ladder.POLITICAL_THEORY: theory}
    return {ladder: level for ladder, level in named.items() if level is not None}


def bits(*ladders: Ladder) -> int:
    return sum(ladder.bit for ladder in ladders)


S, P, T = Ladder.GENERAL_EDUCATION, Ladder.PROFESSIONAL, Ladder.POLITICAL_THEORY


@pytest.mark.parametrize(
    ("person", "verdict", "missing", "unclear"),
    [
        (levels(30, 20, 20), Verdict.MEETS, 0, 0),
        (levels(30, 60, 40), Verdict.MEETS, 0, 0),
        (levels(20, 20, 20), Verdict.FALLS_SHORT, bits(S), 0),
        (levels(30, 10, 0), Verdict.FALLS_SHORT, bits(P, T), 0),
        (levels(30, 20), Verdict.UNKNOWN, 0, bits(T)),
        (levels(), Verdict.UNKNOWN, 0, bits(S, P, T)),
        (levels(30, 10), Verdict.FALLS_SHORT, bits(P), bits(T)),
        (levels(30, 0, 20), Verdict.FALLS_SHORT, bits(P), 0),
    ],
    ids=["all at the minimum", "all above", "one below", "two below", "one blank", "all blank", "below and blank", "untrained is a level"],
)
def test_the_verdict_comes_with_what_is_missing_and_what_is_not_known(person, verdict, missing, unclear):
    found = judge(person, standard(SCHOOL, PROFESSION, THEORY))
    assert (found.verdict, found.missing, found.unclear) == (verdict, missing, unclear)


def test_every_requirement_says_how_it_came_out():
    found = judge(levels(30, 10), standard(SCHOOL, AGE, PROFESSION, THEORY))
    assert [finding.requirement for finding in found.findings] == [SCHOOL, AGE, PROFESSION, THEORY]
    assert [finding.outcome for finding in found.findings] == [Verdict.MEETS, None, Verdict.FALLS_SHORT, Verdict.UNKNOWN]
    assert [(finding.level, finding.minimum) for finding in found.findings] == [(30, 30), (None, None), (10, 20), (None, 20)]


def test_a_requirement_that_only_says_something_is_not_judged():
    assert judge(levels(30), standard(SCHOOL, AGE)).verdict is Verdict.MEETS


def test_no_standard_is_unknown_and_says_so():
    found = judge(levels(30, 60, 40), None)
    assert (found.verdict, found.missing, found.unclear, found.findings) == (Verdict.UNKNOWN, 0, NO_STANDARD, ())


def test_a_standard_that_judges_nothing_is_no_standard():
    found = judge(levels(30), standard(AGE))
    assert (found.verdict, found.unclear) == (Verdict.UNKNOWN, NO_STANDARD)
    assert len(found.findings) == 1


BEFORE, LATER = date(2004, 2, 26), date(2004, 2, 27)


@pytest.mark.parametrize(
    ("asked", "areas", "since", "verdict", "lowered"),
    [
        (MOUNTAIN, {"mountain"}, BEFORE, Verdict.MEETS, True),
        (MOUNTAIN, {"mountain"}, LATER, Verdict.FALLS_SHORT, False),
        (MOUNTAIN, {"mountain"}, None, Verdict.FALLS_SHORT, False),
        (MOUNTAIN, {"border"}, BEFORE, Verdict.FALLS_SHORT, False),
        (MOUNTAIN, set(), BEFORE, Verdict.FALLS_SHORT, False),
        (MOUNTAIN, {"mountain", "border"}, BEFORE, Verdict.MEETS, True),
        (PROFESSION, {"mountain"}, BEFORE, Verdict.FALLS_SHORT, False),
    ],
    ids=["held before", "first held on the day", "not held", "another area", "no area", "among others", "no exception"],
)
def test_an_exception_lowers_the_minimum_in_its_area_for_those_who_held_the_post_before(asked, areas, since, verdict, lowered):
    found = judge(levels(profession=10), standard(asked), areas=frozenset(areas), held_since=since)
    assert found.verdict is verdict
    assert found.findings[0].lowered is lowered
    assert found.findings[0].minimum == (10 if lowered else 20)


@pytest.mark.parametrize(("level", "verdict"), [(20, Verdict.MEETS), (10, Verdict.FALLS_SHORT)])
def test_an_exception_without_a_day_is_for_everybody_in_its_area(level, verdict):
    assert judge(levels(profession=level), standard(ALWAYS_LOWER), areas=frozenset({"border"})).verdict is verdict


def test_an_exception_does_not_make_a_blank_a_level():
    found = judge({}, standard(MOUNTAIN), areas=frozenset({"mountain"}), held_since=BEFORE)
    assert found.verdict is Verdict.UNKNOWN


def test_only_a_standard_that_looks_back_asks_since_when():
    assert standard(SCHOOL, MOUNTAIN).looks_back
    assert not standard(SCHOOL, ALWAYS_LOWER).looks_back


# --- which standard ---------------------------------------------------------------------------------------------------------

OLD = standard(PROFESSION, pk=1, period=Period(date(2004, 2, 27), date(2023, 7, 31)))
NEW = standard(PROFESSION, pk=2, period=Period(date(2023, 8, 1)))
OWN = standard(PROFESSION, pk=3, period=Period(date(2023, 10, 1), date(2024, 12, 31)), province=CAO_BANG)
BOOK = StandardBook((OLD, OWN, NEW))


@pytest.mark.parametrize(
    ("day", "province", "expected"),
    [
        (date(2004, 2, 26), CAO_BANG, None),
        (date(2004, 2, 27), CAO_BANG, OLD),
        (date(2023, 7, 31), CAO_BANG, OLD),
        (date(2023, 8, 1), CAO_BANG, NEW),
        (date(2023, 9, 30), CAO_BANG, NEW),
        (date(2023, 10, 1), CAO_BANG, OWN),
        (date(2023, 10, 1), SON_LA, NEW),
        (date(2024, 12, 31), CAO_BANG, OWN),
        (date(2025, 1, 1), CAO_BANG, NEW),
    ],
)
def test_a_provinces_own_standard_goes_before_the_nations_while_it_lasts(day, province, expected):
    assert BOOK.find(SECRETARY, province, day) is expected


def test_the_later_of_two_standards_in_force_goes_first():
    later = standard(PROFESSION, pk=9, period=Period(date(2010, 1, 1)))
    assert StandardBook((OLD, later)).find(SECRETARY, SON_LA, date(2012, 1, 1)) is later
    assert StandardBook((later, OLD)).find(SECRETARY, SON_LA, date(2012, 1, 1)) is later


def test_a_position_that_no_standard_speaks_of_has_none():
    assert BOOK.find(CHAIR, CAO_BANG, date(2012, 1, 1)) is None


@st.composite
def requirements(draw):
    if draw(st.integers(0, 9)) == 0:
        return AGE
    ladder, minimum = draw(st.sampled_from([S, P, T])), draw(st.sampled_from([0, 10, 20, 30]))
    if draw(st.booleans()):
        return RequirementRule("", ladder, minimum)
    before = draw(st.sampled_from([None, BEFORE, LATER]))
    area, lower = draw(st.sampled_from(["mountain", "border"])), draw(st.sampled_from([0, 10]))
    return RequirementRule("", ladder, minimum, exception_area=area, exception_minimum=lower, exception_before=before)


@given(
    st.lists(requirements(), max_size=5),
    st.dictionaries(st.sampled_from([S, P, T]), st.sampled_from([0, 10, 20, 30, 40])),
    st.sets(st.sampled_from(["mountain", "border"])),
    st.sampled_from([date(2004, 1, 1), BEFORE, LATER, date(2010, 1, 1)]),
)
def test_every_judgement_is_the_slow_one_and_remembered_ones_are_too(asked, person, areas, since):
    rule = standard(*asked)
    found = judge(person, rule, areas=frozenset(areas), held_since=since)
    slow = oracles.verdict_of({ladder.value: level for ladder, level in person.items()}, rule, areas, since)
    assert (int(found.verdict), found.missing, found.unclear) == slow
    book = StandardBook((rule,))
    for _ in range(2):
        assert book.judge(person, rule, areas=frozenset(areas), held_since=since) == found

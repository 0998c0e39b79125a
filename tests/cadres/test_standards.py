"""One person before one standard: three verdicts, each with its reasons; a blank is never a failure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.cases import Award, Case, Traits
from cadres.levels import Ladder
from cadres.requirements import (
    AGE,
    FIELD_OF_STUDY,
    NO_STANDARD,
    AgeKind,
    AgeRule,
    AllowanceKind,
    AllowanceRule,
    CountedFrom,
    RequirementRule,
    StandardRule,
)
from cadres.standard_book import StandardBook
from cadres.standards import Judgement, Outcome, Verdict
from cadres.standards import judge as judge_case
from chuanxa.periods import Period
from tests import law_oracle

SECRETARY, CHAIR = 1, 3
CAO_BANG, RENAMED, SON_LA = 4, 44, 14
IN_FORCE = Period(date(2004, 2, 27), date(2023, 7, 31))

SCHOOL = RequirementRule("Tốt nghiệp trung học phổ thông", Ladder.GENERAL_EDUCATION, 30)
PROFESSION = RequirementRule("Chuyên môn từ trung cấp trở lên", Ladder.PROFESSIONAL, 20)
THEORY = RequirementRule("Lý luận chính trị từ trung cấp trở lên", Ladder.POLITICAL_THEORY, 20)
TOLD = RequirementRule("Đã bồi dưỡng quản lý kinh tế")
LOWER = AllowanceRule(AllowanceKind.LOWERED, 10, frozenset({"mountain"}), held_before=IN_FORCE.first)
MOUNTAIN = RequirementRule("Chuyên môn từ trung cấp trở lên", Ladder.PROFESSIONAL, 20, allowances=(LOWER,))
BORDER = AllowanceRule(AllowanceKind.LOWERED, 20, frozenset({"border", "highland"}))
ALWAYS_LOWER = RequirementRule("Chuyên môn từ đại học trở lên", Ladder.PROFESSIONAL, 40, allowances=(BORDER,))
DAY = date(2012, 6, 1)


def standard(
    *requirements: RequirementRule, pk: int = 1, period: Period = IN_FORCE, provinces: tuple[int, ...] = (), regime: str = "R"
) -> StandardRule:
    return StandardRule(pk, "Tiêu chuẩn", "Quyết định", period, frozenset({SECRETARY}), requirements, frozenset(provinces), regime)


def judge(person: dict[Ladder, int], asked: StandardRule | None, *, areas=frozenset(), held_since: date | None = None, **case) -> Judgement:
    """Levels without days and with fields that fit; in post since `held_since`."""
    awards = tuple(Award(ladder, level, relevant=True, id=number) for number, (ladder, level) in enumerate(person.items(), start=1))
    held = (Period(held_since),) if held_since else ()
    return judge_case(Case(**{"day": DAY, "awards": awards, "areas": areas, "held": held} | case), asked)


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
    found = judge(levels(30, 10), standard(SCHOOL, TOLD, PROFESSION, THEORY))
    assert [finding.requirement for finding in found.findings] == [SCHOOL, TOLD, PROFESSION, THEORY]
    assert [finding.outcome for finding in found.findings] == [Outcome.MET, Outcome.UNCLEAR, Outcome.MISSING, Outcome.UNCLEAR]
    assert [(finding.level, finding.minimum) for finding in found.findings] == [(30, 30), (None, None), (10, 20), (None, 20)]


def test_a_requirement_that_only_says_something_is_not_judged():
    assert judge(levels(30), standard(SCHOOL, TOLD)).verdict is Verdict.MEETS


def test_no_standard_is_unknown_and_says_so():
    found = judge(levels(30, 60, 40), None)
    assert (found.verdict, found.missing, found.unclear, found.findings) == (Verdict.UNKNOWN, 0, NO_STANDARD, ())


def test_a_standard_that_judges_nothing_is_no_standard():
    found = judge(levels(30), standard(TOLD))
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
    assert found.findings[0].outcome is (Outcome.EXEMPT if lowered else Outcome.MISSING)
    assert found.findings[0].minimum == (10 if lowered else 20)
    assert found.exempt == (bits(P) if lowered else 0)


@pytest.mark.parametrize(("level", "verdict"), [(20, Verdict.MEETS), (10, Verdict.FALLS_SHORT)])
def test_an_exception_without_a_day_is_for_everybody_in_its_area(level, verdict):
    assert judge(levels(profession=level), standard(ALWAYS_LOWER), areas=frozenset({"border"})).verdict is verdict


def test_an_exception_does_not_make_a_blank_a_level():
    found = judge({}, standard(MOUNTAIN), areas=frozenset({"mountain"}), held_since=BEFORE)
    assert found.verdict is Verdict.UNKNOWN


# --- which standard ---------------------------------------------------------------------------------------------------------

OLD = standard(PROFESSION, pk=1, period=Period(date(2004, 2, 27), date(2023, 7, 31)))
NEW = standard(PROFESSION, pk=2, period=Period(date(2023, 8, 1)))
OWN = standard(PROFESSION, pk=3, period=Period(date(2023, 10, 1), date(2024, 12, 31)), provinces=(CAO_BANG, RENAMED))
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
        (date(2024, 12, 31), RENAMED, OWN),
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


OLD_LAW = standard(PROFESSION, pk=21, period=Period(date(2004, 2, 27), date(2012, 12, 14)), regime="R2004")
MIDDLE = standard(PROFESSION, pk=22, period=Period(date(2012, 12, 15), date(2019, 12, 24)), regime="R2012")
REPEATED = standard(PROFESSION, pk=23, period=Period(date(2022, 1, 1), date(2022, 12, 31)), regime="R2012")
LATEST = standard(PROFESSION, pk=24, period=Period(date(2023, 8, 1)), regime="R2023")
OWN_LATEST = standard(PROFESSION, pk=25, period=Period(date(2024, 1, 1)), provinces=(CAO_BANG,), regime="R2023")
REGIMES = StandardBook((OLD_LAW, MIDDLE, REPEATED, LATEST, OWN_LATEST))


@pytest.mark.parametrize(
    ("regime", "day", "expected"),
    [
        ("", date(2021, 1, 1), None),
        ("R2004", date(2024, 6, 1), OLD_LAW),
        ("R2012", date(2013, 1, 1), MIDDLE),
        ("R2012", date(2021, 1, 1), MIDDLE),
        ("R2012", date(2022, 6, 1), REPEATED),
        ("R2012", date(2026, 1, 1), REPEATED),
        ("R2012", date(2004, 6, 1), MIDDLE),
        ("R2023", date(2012, 1, 1), LATEST),
        ("R2023", date(2024, 6, 1), OWN_LATEST),
        ("R2019", date(2024, 6, 1), None),
    ],
)
def test_another_regime_is_one_word_also_when_its_time_is_over_or_has_not_come(regime, day, expected):
    assert REGIMES.find(SECRETARY, CAO_BANG, day, regime=regime) is expected


def test_the_regimes_of_a_position_are_told_oldest_first():
    assert REGIMES.regimes(SECRETARY, CAO_BANG) == ("R2004", "R2012", "R2023")


# --- fields of study, debts, exemptions, ages ---------------------------------------------------------------------------------

FITTING = RequirementRule("Đại học, ngành phù hợp", Ladder.PROFESSIONAL, 40, fitting=True)


@pytest.mark.parametrize(
    ("awards", "outcome", "bit", "record"),
    [
        ([(40, True)], Outcome.MET, bits(P), 1),
        ([(40, None)], Outcome.UNCLEAR, FIELD_OF_STUDY, 1),
        ([(40, False)], Outcome.MISSING, FIELD_OF_STUDY, 1),
        ([(20, True)], Outcome.MISSING, bits(P), 1),
        ([(50, False), (40, True)], Outcome.MET, bits(P), 2),
        ([(50, False), (40, None)], Outcome.UNCLEAR, FIELD_OF_STUDY, 2),
        ([(40, True), (50, True)], Outcome.MET, bits(P), 2),
        ([], Outcome.UNCLEAR, bits(P), None),
    ],
)
def test_a_field_of_study_fits_does_not_fit_or_is_not_known_and_the_record_that_decided_is_named(awards, outcome, bit, record):
    held = tuple(Award(P, level, relevant=relevant, id=number) for number, (level, relevant) in enumerate(awards, start=1))
    (finding,) = judge_case(Case(DAY, held), standard(FITTING)).findings
    assert (finding.outcome, finding.bit) == (outcome, bit)
    assert (finding.award.id if finding.award else None) == record


UNTIL = date(2024, 12, 25)
DEBT = AllowanceRule(AllowanceKind.OWED, held_before=date(2019, 12, 25), until=UNTIL, verified=True)
DEGREE = RequirementRule("Đại học", Ladder.PROFESSIONAL, 40, allowances=(DEBT,), verified=True)


@pytest.mark.parametrize(
    ("level", "since", "day", "outcome"),
    [
        (40, date(2015, 1, 1), UNTIL, Outcome.MET),
        (20, date(2019, 12, 24), UNTIL, Outcome.OWED),
        (20, date(2019, 12, 25), UNTIL, Outcome.MISSING),
        (20, date(2015, 1, 1), date(2024, 12, 26), Outcome.MISSING),
        (None, date(2015, 1, 1), UNTIL, Outcome.UNCLEAR),
    ],
    ids=["met", "recruited the day before", "recruited on the day", "the day after the last", "no record"],
)
def test_a_debt_is_a_part_of_falling_short_until_its_last_day(level, since, day, outcome):
    found = judge(levels(profession=level), standard(DEGREE), held_since=since, day=day)
    assert found.findings[0].outcome is outcome
    assert found.findings[0].until == (UNTIL if outcome is Outcome.OWED else None)
    assert found.owed == (bits(P) if outcome is Outcome.OWED else 0)
    assert found.missing == (bits(P) if outcome in (Outcome.OWED, Outcome.MISSING) else 0)


def test_a_debt_of_those_in_post_on_a_day_is_not_for_who_left_before_and_came_back():
    asked = RequirementRule("Đại học", P, 40, allowances=(AllowanceRule(AllowanceKind.OWED, held_on=date(2023, 8, 1), until=UNTIL),))
    there, away = (Period(date(2015, 1, 1)),), (Period(date(2015, 1, 1), date(2023, 7, 31)), Period(date(2023, 8, 2)))
    for held, outcome in ((there, Outcome.OWED), (away, Outcome.MISSING)):
        (finding,) = judge(levels(profession=20), standard(asked), held=held, day=date(2024, 1, 1)).findings
        assert finding.outcome is outcome


@pytest.mark.parametrize(("start", "founded"), [(CountedFrom.COMMUNE, date(2025, 7, 1)), (CountedFrom.HELD, None)])
def test_months_of_a_debt_run_from_the_commune_or_from_the_first_appointment(start, founded):
    asked = RequirementRule("Đại học", P, 40, allowances=(AllowanceRule(AllowanceKind.OWED, months=60, counted_from=start),))
    case = {"held_since": date(2025, 7, 1), "founded": founded}
    last = judge(levels(profession=20), standard(asked), day=date(2030, 7, 1), **case)
    assert (last.findings[0].outcome, last.findings[0].until) == (Outcome.OWED, date(2030, 7, 1))
    assert judge(levels(profession=20), standard(asked), day=date(2030, 7, 2), **case).findings[0].outcome is Outcome.MISSING


@pytest.mark.parametrize(("minority", "outcome"), [(True, Outcome.EXEMPT), (False, Outcome.MISSING), (None, Outcome.UNCLEAR)])
def test_an_exemption_of_minorities_leaves_it_unclear_while_the_ethnic_group_is_not_on_record(minority, outcome):
    asked = RequirementRule("Lý luận", T, 20, allowances=(AllowanceRule(AllowanceKind.EXEMPT, minority=True),))
    found = judge(levels(theory=10), standard(asked), traits=Traits(minority=minority))
    assert found.findings[0].outcome is outcome


FORTY_FIVE = RequirementRule("Không quá 45", age=AgeRule(AgeKind.AT_MOST, 45))
IN_2012 = (Period(date(2012, 1, 15)),)


@pytest.mark.parametrize(
    ("born", "held", "outcome"),
    [
        ((date(1966, 1, 16), date(1966, 1, 16)), IN_2012, Outcome.MET),
        ((date(1966, 1, 15), date(1966, 1, 15)), IN_2012, Outcome.MISSING),
        ((date(1966, 1, 1), date(1966, 12, 31)), IN_2012, Outcome.UNCLEAR),
        ((date(1967, 1, 1), date(1967, 12, 31)), IN_2012, Outcome.MET),
        (None, IN_2012, Outcome.UNCLEAR),
        (None, (Period(date(2004, 2, 26)),), Outcome.NOT_ASKED),
    ],
    ids=["45 the day before the birthday", "46 on the day", "only the year", "whatever the day", "unknown", "held before the standard"],
)
def test_the_age_that_counts_is_that_of_the_first_appointment_under_the_standard(born, held, outcome):
    found = judge(levels(30), standard(SCHOOL, FORTY_FIVE), held=held, traits=Traits(1, born))
    assert found.findings[1].outcome is outcome
    assert (found.missing | found.unclear) == (AGE if outcome in (Outcome.MISSING, Outcome.UNCLEAR) else 0)


def test_what_decides_tells_whether_its_text_was_read():
    read, guessed = RequirementRule("", S, 30, verified=True), RequirementRule("", P, 20)
    assert judge(levels(20, 20), standard(read, guessed)).verified
    assert not judge(levels(30, 10), standard(read, guessed)).verified
    assert not judge(levels(30, 20), standard(read, guessed)).verified
    assert not judge(levels(20, 10), standard(read, guessed)).verified


def test_a_standard_all_of_whose_requirements_are_not_asked_judges_nobody():
    found = judge({}, standard(FORTY_FIVE), held=(Period(date(2000, 1, 1)),))
    assert (found.verdict, found.unclear) == (Verdict.UNKNOWN, NO_STANDARD)


# --- against the slow judge ---------------------------------------------------------------------------------------------------

SOME_DAYS = st.sampled_from([date(2004, 1, 1), BEFORE, LATER, date(2010, 1, 1), date(2012, 6, 1), date(2012, 7, 1), date(2015, 1, 1)])
AREAS = st.sampled_from(["mountain", "border"])


@st.composite
def allowances(draw):
    kind = draw(st.sampled_from(AllowanceKind))
    how = {"minimum": draw(st.sampled_from([0, 10, 20]))} if kind is AllowanceKind.LOWERED else {}
    if kind is AllowanceKind.OWED:
        start = draw(st.sampled_from([None, *CountedFrom]))
        how = {"months": draw(st.sampled_from([1, 30, 120])), "counted_from": start} if start else {"until": draw(SOME_DAYS)}
    return AllowanceRule(
        kind,
        areas=frozenset(draw(st.lists(AREAS, max_size=2))),
        minority=draw(st.booleans()),
        held_before=draw(st.one_of(st.none(), SOME_DAYS)),
        held_on=draw(st.one_of(st.none(), SOME_DAYS)),
        period=draw(st.one_of(st.none(), st.builds(Period, SOME_DAYS))),
        **how,
    )


@st.composite
def requirements(draw):
    if draw(st.integers(0, 9)) == 0:
        return TOLD
    allowed = tuple(draw(st.lists(allowances(), max_size=3)))
    if draw(st.integers(0, 4)) == 0:
        limits = draw(st.sampled_from([(AgeKind.AT_MOST, 45, 40), (AgeKind.AT_LEAST, 18, None), (AgeKind.MONTHS_LEFT, 60, None)]))
        return RequirementRule("", age=AgeRule(*limits), allowances=allowed)
    ladder, minimum = draw(st.sampled_from([S, P, T])), draw(st.sampled_from([0, 10, 20, 30]))
    return RequirementRule("", ladder, minimum, draw(st.booleans()), None, allowed)


cases = st.builds(
    Case,
    SOME_DAYS,
    st.lists(
        st.builds(
            Award,
            st.sampled_from([S, P, T]),
            st.sampled_from([0, 10, 20, 30, 40]),
            st.one_of(st.none(), SOME_DAYS),
            st.sampled_from([True, False, None]),
        ),
        max_size=4,
    ).map(tuple),
    st.frozensets(AREAS),
    st.lists(st.builds(Period, SOME_DAYS), max_size=2).map(tuple),
    st.one_of(st.none(), SOME_DAYS),
    st.builds(
        Traits,
        st.sampled_from([0, 1, 2]),
        st.sampled_from([None, (date(1966, 1, 1), date(1966, 12, 31)), (date(1955, 6, 1), date(1955, 6, 30)), (date(1990, 1, 1),) * 2]),
        st.sampled_from([None, True, False]),
    ),
)


@given(st.lists(requirements(), max_size=4), cases)
def test_every_judgement_is_the_slow_one_and_remembered_ones_are_too(asked, case):
    rule = standard(*asked)
    found = judge_case(case, rule)
    masks = (int(found.verdict), found.missing, found.unclear, found.owed, found.exempt)
    assert masks == law_oracle.verdict_of(case.day, case.awards, rule, case.areas, case.held, case.founded, case.traits)
    reached = dict.fromkeys(Ladder, -1)
    for award in case.awards:
        if award.day is None or award.day <= case.day:
            reached[award.ladder] = max(award.level, reached[award.ladder])
    book = StandardBook((rule,))
    for _ in range(2):
        assert book.marks(case, tuple(reached.values()), rule) == masks
        if rule.asks_levels_only:
            assert book.marks_of_levels(tuple(reached.values()), rule) == masks

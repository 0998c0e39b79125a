"""The band of regimes: every day in post says what judging that day by that regime says, and neighbours that say the same are one."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given, settings

from cadres.checklist import regime_year, short_basis
from cadres.regime_band import band_of
from cadres.regime_spells import Answer, answer_of, regimes, spells
from cadres.standard_book import StandardBook
from cadres.standards import NOT_JUDGED, judge
from cadres.standings.timeline import case_on, place_on, primary_post
from chuanxa.periods import ONE_DAY, Period
from tests.cadres.test_timeline import WINDOW, day, worlds


def book_of(standards) -> StandardBook:
    """Every second standard is of another regime."""
    return StandardBook(tuple(replace(rule, regime="AB"[place % 2]) for place, rule in enumerate(standards)))


def slow(each: date, regime: str, posts, awards, who, book: StandardBook):
    """The answer and whether the law asked it, on one day; None without a counted post."""
    post = primary_post([post for post in posts if each in post.period], each)
    place = place_on(post, each) if post else None
    if place is None:
        return None
    standard = book.find(post.position.id, place.province, each, regime=regime)
    judgement = judge(case_on(each, place, posts, tuple(awards), standard, who), standard) if standard else NOT_JUDGED
    return answer_of(judgement), standard is not None and each in standard.period, judgement.missing, judgement.owed


@settings(max_examples=150)
@given(worlds)
def test_every_day_says_what_judging_that_day_says(world):
    posts, awards, standards, who = world
    book, until = book_of(standards), day(WINDOW - 3)
    for regime in regimes(posts, book):
        found = spells(regime, posts, awards, who, book, until=until)
        for number in range(-2, WINDOW + 2):
            each = day(number)
            said = [spell for spell in found if each in spell.period]
            expected = slow(each, regime, posts, awards, who, book) if each <= until else None
            if expected is None:
                assert said == []
            else:
                (spell,) = said
                assert (spell.answer, spell.in_force, spell.judgement.missing, spell.judgement.owed) == expected


@settings(max_examples=50)
@given(worlds)
def test_spells_are_in_order_and_neighbours_differ(world):
    posts, awards, standards, who = world
    book = book_of(standards)
    for regime in regimes(posts, book):
        for before, after in pairwise(spells(regime, posts, awards, who, book, until=day(WINDOW))):
            assert before.period.end < after.period.first
            assert before.period.end + ONE_DAY < after.period.first or before.says != after.says


@settings(max_examples=50)
@given(worlds)
def test_the_band_fills_its_width_and_tells_every_spell(world):
    posts, awards, standards, who = world
    book = book_of(standards)
    found = {regime: spells(regime, posts, awards, who, book, until=day(WINDOW)) for regime in regimes(posts, book)}
    band = band_of(found, book, day(WINDOW))
    if band is None:
        assert not any(found.values())
        return
    assert sum(int(width[1:]) for width, _ in band["ticks"]) == 100
    for row, told in zip(band["rows"], found.values(), strict=True):
        widths = [int(width[1:]) for width, _ in row["segments"]]
        assert all(widths) and sum(widths) <= 100
        assert [spell["slug"] for spell in row["spells"]] == [spell.answer for spell in told]


def test_a_regime_is_called_by_its_year_and_its_text():
    assert [regime_year(name) for name in ("R2012", "R2009-TCA", "CB27")] == ["2012", "R2009-TCA", "CB27"]
    assert short_basis("Nghị định 33/2023/NĐ-CP ngày 10/06/2023; Luật Hộ tịch 2014") == "Nghị định 33/2023/NĐ-CP"
    assert short_basis("Luật Cán bộ, công chức 80/2025/QH15; Nghị định 170/2025/NĐ-CP") == "Luật Cán bộ, công chức 80/2025/QH15"


def test_the_days_of_nobody_have_no_spell():
    assert spells("A", [], [], None, StandardBook(()), until=day(0)) == [] and band_of({}, StandardBook(()), day(0)) is None
    assert Answer.OWED.label == "Còn nợ" and Period(day(0)).end > day(1)

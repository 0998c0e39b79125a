"""Filters that speak of standards, each held against the obvious way: one person after the other."""

from datetime import date

import pytest

from cadres.dossier import judged_on
from cadres.models import Enrolment, Serving, Standard, Standing
from cadres.regime_spells import Answer, answer_of
from cadres.requirements import CRITERIA
from cadres.retirement import born_by, retires_on
from cadres.standings.catalogue import catalogue
from chuanxa.models.upkeep import renew
from chuanxa.periods import months_after
from reports import needs
from tests import factories, ladder

DAYS = ("14/2/2014", "30/9/2018", "31/12/2021", "15/6/2026")
BITS = {slug: bit for slug, _, bit in CRITERIA}


def read(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def listed(visitor, **asked) -> set[int]:
    return {one["id"] for one in visitor.report("/can-bo/", tinh="04", **asked)["people"]}


def everybody(visitor, day: str) -> dict[int, Standing]:
    ids = listed(visitor, ngay=day)
    rows = Standing.objects.filter(cadre__in=ids, valid_from__lte=read(day), valid_to__gte=read(day))
    return {row.cadre_id: row for row in rows}


@pytest.mark.parametrize("day", DAYS)
def test_exactly_missing_is_the_whole_of_what_is_missing(quantri, day):
    people = everybody(quantri, day)
    for wanted in (["professional"], ["political_theory"], ["professional", "political_theory"]):
        mask = sum(BITS[slug] for slug in wanted)
        assert listed(quantri, ngay=day, chi_thieu=wanted) == {pk for pk, row in people.items() if row.missing == mask}


@pytest.mark.parametrize("day", DAYS)
def test_debts_and_exemptions_part_those_they_speak_of(quantri, day):
    people = everybody(quantri, day)
    expected = {
        "owes_all": lambda row: row.missing and row.owed == row.missing,
        "owes_some": lambda row: row.owed and row.owed != row.missing,
        "owes_nothing": lambda row: row.missing and not row.owed,
        "by_exemption": lambda row: row.verdict == 1 and row.exempt,
    }
    for slug, holds in expected.items():
        assert listed(quantri, ngay=day, tinh_trang=slug) == {pk for pk, row in people.items() if holds(row)}, slug


@pytest.mark.parametrize("day", DAYS)
def test_the_main_position_is_that_of_the_verdict(quantri, day, small_world):
    people = everybody(quantri, day)
    for code, position in vars(small_world.positions).items():
        assert listed(quantri, ngay=day, chuc_danh_chinh=code) == {pk for pk, row in people.items() if row.position_id == position.pk}


@pytest.mark.parametrize("day", DAYS)
def test_who_needs_a_course_is_who_misses_what_the_standard_of_the_post_asks(quantri, day):
    people, book = everybody(quantri, day), catalogue().book
    found = set()
    for need in needs.asked(book, read(day)):
        expected = set()
        for pk, row in people.items():
            rule = book.find(row.position_id, row.province_id, read(day))
            asked = [one.minimum for one in rule.requirements if one.ladder is need.ladder] if rule else []
            if asked and max(asked) == need.level and row.missing & need.ladder.bit:
                expected.add(pk)
        assert listed(quantri, ngay=day, can_hoc=need.slug) == expected, need.slug
        found |= expected
    assert found, "the small world has somebody who needs something"


def test_who_needs_a_course_is_parted_without_rest(quantri, small_world):
    day, today = "15/6/2026", factories.TODAY
    people = everybody(quantri, day)
    needing = listed(quantri, ngay=day, can_hoc="professional.university")
    assert len(needing) >= 2
    student, lower = sorted(needing)[:2]
    factories.enrol(people[student].cadre, "professional", 40, date(2025, 9, 1))
    factories.enrol(people[lower].cadre, "professional", 30, date(2025, 9, 1))
    studying = set(Enrolment.objects.filter(ladder="professional", level__gte=40).values_list("cadre_id", flat=True))
    parts = {slug: listed(quantri, ngay=day, can_hoc=f"professional.university.{slug}") for slug, _ in needs.PARTS}
    assert student in parts["studying"] == needing & studying
    assert lower not in studying or Enrolment.objects.filter(cadre=lower).count() > 1
    assert set.union(*parts.values()) == needing and sum(map(len, parts.values())) == len(needing)
    soon = months_after(today, needs.RETIRING_WITHIN)
    for pk in needing - parts["studying"]:
        row = people[pk]
        retires = row.born_on and row.sex and retires_on(row.born_on, row.sex) <= soon
        assert (pk in parts["retiring"]) == bool(retires)


@pytest.mark.parametrize("sex", [1, 2])
@pytest.mark.parametrize("last", [date(2019, 3, 31), date(2024, 1, 1), date(2028, 6, 15), date(2040, 12, 31)])
def test_the_youngest_who_retire_by_a_day(sex, last):
    born = born_by(last, sex)
    assert retires_on(born, sex) <= last < retires_on(months_after(born, 1), sex)


def test_another_regime_says_of_everybody_what_their_own_page_says(quantri, small_world):
    Standard.objects.filter(code__endswith="-cu").update(regime="R2012")
    Standard.objects.filter(code__endswith="-moi").update(regime="R2019")
    renew()
    for day in ("14/2/2014", "15/6/2026"):
        people = everybody(quantri, day)
        for regime in ("R2012", "R2019"):
            said = {pk: answer_of(judged_on(pk, read(day), regime=regime)) for pk in people}
            for answer in Answer:
                expected = {pk for pk, given in said.items() if given is answer}
                assert listed(quantri, ngay=day, theo_che_do=f"{regime}.{answer.value}") == expected, (regime, answer)
        both = listed(quantri, ngay=day, theo_che_do=["R2012.meets", "R2019.falls_short"])
        assert both == listed(quantri, ngay=day, theo_che_do="R2012.meets") & listed(quantri, ngay=day, theo_che_do="R2019.falls_short")


def test_another_regime_is_asked_of_a_moment_too(quantri, small_world):
    early = listed(quantri, ngay="14/2/2014", ghi_nhan="05/01/2014", theo_che_do="R.meets")
    assert early <= listed(quantri, ngay="14/2/2014", ghi_nhan="05/01/2014") and Serving.objects.exists()


def test_too_many_people_for_another_regime_are_asked_by_place(quantri, monkeypatch):
    monkeypatch.setattr("reports.regimes.MOST", 3)
    assert "Chọn một tỉnh" in ladder.refused(quantri, "/can-bo/", 400, theo_che_do="R.meets")
    assert "Chọn một tỉnh" in ladder.refused(quantri, "/bao-cao/theo-che-do/", 400)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("chi-thieu", "tien"),
        ("tinh-trang", "no"),
        ("can-hoc", "professional.giao-su"),
        ("theo-che-do", "R1900.meets"),
        ("chuc-danh-chinh", "vua"),
    ],
)
def test_a_value_there_is_not_is_refused(minh, name, value):
    assert name in ladder.refused(minh, "/can-bo/", 400, **{name: value})

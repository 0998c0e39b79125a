"""The four derived tables over time and after rule changes: the same as if they were derived anew, and a check that sees any damage."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F

from cadres.actions.facts import retract_fact
from cadres.models import Appointment, PeriodTally, Qualification, Requirement, Serving, Standing, Tally
from cadres.standings import storage
from cadres.standings.rebuild import check, rebuild
from cadres.standings.serving_day import advance
from chuanxa.models import Upkeep
from chuanxa.models.upkeep import upkeep
from chuanxa.periods import ONE_DAY, half_year_ends
from provinces.models import Commune
from tests import factories
from tests.cadres.worlds import BORDERS, ENDED, FIRST, LAST, MERGED, RENAMED, SPLIT, World, assert_agree, kept_ends

pytestmark = pytest.mark.django_db

START = date(2020, 2, 10)


@pytest.fixture(scope="module")
def people_once(world_once):
    """Four people of the country, as known on START."""
    with transaction.atomic():
        _employ(world_once)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def world(world_once, people_once, db):
    return world_once


def _employ(world: World) -> None:
    old, _, _, given, whole, *_, gone = world.communes
    secretary, chair, officer, _ = world.positions
    for number, (place, position, first, last) in enumerate(
        [
            (old, secretary, FIRST, None),
            (given, chair, date(2020, 2, 1), date(2021, 5, 31)),
            (whole, officer, date(2020, 6, 15), None),
            (gone, secretary, date(2020, 4, 1), date(2020, 9, 29)),
        ]
    ):
        cadre = factories.person(f"Người Thứ {number}", day=START, sex="female" if number % 2 else "male")
        factories.appoint(cadre, place, position, first, last, day=START)
        factories.qualify(cadre, "general_education", 30, day=START)
        factories.qualify(cadre, "political_theory", 20, date(2020, 8, 1) + timedelta(days=90 * number), day=START)
        factories.qualify(cadre, "professional", 10 * number, day=START)


def snapshot() -> dict:
    rows = {model: model.objects.values_list(*storage.columns(model)) for model in (Standing, Serving)}
    rows |= {Tally: Tally.objects.exclude(people=0).values_list(*storage.columns(Tally))}
    return {model.__name__: sorted(map(str, found)) for model, found in rows.items()} | {"ends": kept_ends()}


# --- days pass --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", [1, 29, 200, 600])
def test_days_that_pass_one_by_one_or_all_at_once_end_as_a_rebuild_would(world, step):
    day, last = START, date(2021, 10, 2)
    while day < last:
        day = min(day + timedelta(days=step if step > 1 else 17), last)
        advance(day)
    passed = snapshot()
    assert check() == []
    assert upkeep().serving_day == last
    rebuild(day=last)
    assert snapshot() == passed
    assert_agree([*BORDERS, last])


def test_the_serving_day_never_goes_back(world):
    advance(date(2020, 12, 31))
    before = snapshot()
    assert advance(date(2020, 6, 1)).serving_day == date(2020, 12, 31)
    assert snapshot() == before


def test_a_record_made_on_an_earlier_day_than_the_serving_day_is_counted_on_the_serving_day(world):
    advance(date(2020, 12, 31))
    factories.appoint(factories.person(day=START), world.communes[2], world.positions[0], date(2020, 3, 1), day=START)
    assert upkeep().serving_day == date(2020, 12, 31)
    assert check() == []
    assert_agree([date(2020, 12, 31)])


def test_every_half_year_end_that_passed_is_counted_and_none_to_come(world):
    advance(date(2021, 4, 1))
    stored = {end for end, *_ in kept_ends()}
    assert stored == set(half_year_ends(FIRST, date(2021, 4, 1)))
    assert max(stored) == date(2020, 12, 31)


def test_a_post_to_come_is_counted_from_its_first_day(world):
    cadre = factories.person("Lò Văn Mới", day=START)
    factories.appoint(cadre, world.communes[2], world.positions[0], date(2020, 3, 1), day=START)
    assert not Serving.objects.filter(cadre=cadre).exists()
    advance(date(2020, 2, 29))
    assert not Serving.objects.filter(cadre=cadre).exists()
    advance(date(2020, 3, 1))
    assert Serving.objects.get(cadre=cadre).full_name == "Lò Văn Mới"
    assert check() == []


def test_a_late_record_changes_the_half_year_ends_it_reaches_back_to(world):
    advance(date(2021, 4, 1))
    before = _men_at(date(2020, 12, 31))
    cadre = factories.person("Bế Văn Muộn", day=date(2021, 4, 1), sex="male")
    factories.appoint(cadre, world.communes[2], world.positions[0], date(2020, 10, 1), date(2021, 1, 31), day=date(2021, 4, 1))
    assert _men_at(date(2020, 12, 31)) == before + 1
    assert check() == []
    assert_agree([date(2020, 12, 31), date(2021, 3, 31)])


def _men_at(end: date) -> int:
    return next(people for kept, *cell, people in kept_ends() if (kept, cell) == (end, [0, 9, 1]))


def test_when_everything_is_retracted_nothing_is_counted(world):
    advance(date(2021, 4, 1))
    for fact in [*Qualification.objects.known(), *Appointment.objects.known()]:
        retract_fact(fact, by="hanh", day=date(2021, 4, 1), reason="Nhập thử")
    assert not Standing.objects.exists()
    assert not Serving.objects.exists()
    assert not Tally.objects.exclude(people=0).exists()
    assert kept_ends() == []
    assert check() == []


# --- units and rules change ---------------------------------------------------------------------------------------------------


def test_posts_follow_their_communes(world):
    old, new, taker, given, whole, _other, default, gone = world.communes
    where = {}
    for border in (RENAMED, MERGED, SPLIT, ENDED):
        for day in (border - ONE_DAY, border):
            where[day] = set(Standing.objects.filter(valid_from__lte=day, valid_to__gte=day).values_list("commune_id", flat=True))
    assert old.id in where[RENAMED - ONE_DAY]
    assert old.id not in where[RENAMED]
    assert new.id in where[RENAMED]
    assert given.id in where[MERGED - ONE_DAY]
    assert taker.id in where[MERGED]
    assert whole.id in where[SPLIT - ONE_DAY]
    assert default.id in where[SPLIT]
    assert gone.id not in where[ENDED]


def test_a_commune_that_is_merged_takes_its_people_along_in_the_same_transaction(world):
    advance(LAST)
    ending, taker, day = world.communes[1], world.communes[2], date(2021, 8, 25)
    Commune.objects.filter(pk=ending.pk).update(valid_to=day - ONE_DAY)
    factories.change(ending, taker, day)
    assert not Serving.objects.filter(commune=ending).exists()
    assert Serving.objects.filter(commune=taker).exists()
    assert check() == []
    assert_agree([day - ONE_DAY, day, LAST])


def test_a_new_standard_judges_everybody_in_the_same_transaction(world):
    advance(LAST)
    before = snapshot()
    factories.standard(world.positions[0], first=date(2021, 9, 1), general_education=30)
    assert snapshot() != before
    assert check() == []
    assert_agree([date(2021, 8, 31), date(2021, 9, 1)])


def test_a_change_of_the_catalogue_that_nobody_told_is_seen_by_the_check(world):
    advance(LAST)
    Requirement.objects.filter(ladder="political_theory").update(minimum=40)
    Upkeep.objects.update(token=1)
    assert check()[0].table == "standing"
    rebuild(day=LAST)
    assert check() == []
    assert_agree([*BORDERS, LAST])


# --- the check sees damage ----------------------------------------------------------------------------------------------------


DAMAGES = {
    "a standing lost": lambda: Standing.objects.order_by("pk").first().delete(),
    "a standing changed": lambda: Standing.objects.filter(pk=Standing.objects.first().pk).update(professional=60),
    "a standing twice": lambda: storage.insert(Standing, [Standing.objects.values_list(*storage.columns(Standing)).first()]),
    "somebody in post not listed": lambda: Serving.objects.first().delete(),
    "a name out of date": lambda: Serving.objects.update(full_name="Tên cũ"),
    "a count off by one": lambda: Tally.objects.filter(province_id=0).update(people=F("people") + 1),
    "a count of nobody": lambda: Tally.objects.create(province_id=404, dimension=2, key=10, people=1),
    "a half-year lost": lambda: PeriodTally.objects.filter(decade=202).update(end_1=0),
    "a half-year before anybody": lambda: PeriodTally.objects.create(province_id=0, decade=200, dimension=2, key=10, end_19=1),
    "a half-year to come": lambda: PeriodTally.objects.create(province_id=0, decade=203, dimension=2, key=10, end_3=1),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found_and_mended(world, damage):
    advance(date(2021, 4, 1))
    assert check() == []
    DAMAGES[damage]()
    assert check()
    rebuild(day=date(2021, 4, 1))
    assert check() == []


def test_the_command_tells_what_differs_and_what_to_type(world, capsys):
    call_command("rebuild_standings", "--check")
    assert "không có khác biệt" in capsys.readouterr().out
    Standing.objects.first().delete()
    with pytest.raises(CommandError, match=r"standing: thiếu 1 dòng, thừa 0 dòng[^$]*Chạy: manage.py rebuild_standings"):
        call_command("rebuild_standings", "--check")
    call_command("rebuild_standings")
    call_command("rebuild_standings", "--check")


def test_a_check_of_an_empty_database_finds_nothing():
    assert check() == []
    rebuild(day=factories.TODAY)
    assert check() == []


def test_rolling_the_day_is_a_command(world, capsys, time_machine):
    time_machine.move_to(factories.at(2020, 7, 1, 6))
    call_command("roll_day")
    assert "01/07/2020" in capsys.readouterr().out
    assert upkeep().serving_day == date(2020, 7, 1)


def test_lists_are_ordered_by_the_database_as_in_vietnamese(world):
    """The keys are plain digits and dots, so that no collation of any database can order them otherwise."""
    names = ["An", "Lê Ân", "Lê Văn Ân", "Ánh", "Bế Văn Đức", "Dũng", "Đạt", "Hoa", "Hòa", "Hoàng", "Phường 2", "Phường 10"]
    for name in reversed(names):
        factories.appoint(factories.person(name, day=START), world.communes[2], world.positions[2], FIRST, day=START)
    found = list(
        Serving.objects.filter(commune=world.communes[2], full_name__in=names).order_by("sort_key").values_list("full_name", flat=True)
    )
    assert found == ["Phường 2", "Phường 10", "An", "Ánh", "Lê Ân", "Lê Văn Ân", "Dũng", "Đạt", "Bế Văn Đức", "Hoa", "Hòa", "Hoàng"]

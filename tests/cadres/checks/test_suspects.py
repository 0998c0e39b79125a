"""Whom the database leaves for judging: nobody who breaks a measured rule is missed, whatever is wrong."""

from datetime import date

import pytest

from cadres.checks.people import read_people
from cadres.checks.suspects import MEASURED, breaking
from cadres.models import Appointment, Profile, Qualification, Serving
from chuanxa.partial_dates import Precision
from tests import factories
from tests.factories import TODAY


def slowly() -> dict[int, int]:
    people = read_people(list(Serving.objects.values_list("cadre_id", flat=True)))
    found = {person.id: sum(len(list(rule.breaks(person, TODAY))) for rule in MEASURED) for person in people}
    return {pk: faults for pk, faults in found.items() if faults}


def held_against_the_slow_way() -> dict[int, int]:
    found = {pk: len(faults) for pk, faults in breaking(Serving.objects.all(), TODAY).items()}
    assert found == slowly()
    return found


def test_the_small_world_as_it_is(small_world):
    assert held_against_the_slow_way()


def _somebody(small_world):
    cadre = factories.person("Lục Văn Sai", born_on=date(1980, 5, 5))
    factories.appoint(cadre, small_world.places.truong_ha_now, small_world.positions.finance_accounting, date(2025, 8, 1))
    return cadre


@pytest.mark.parametrize(
    "wrong",
    [
        {"awarded_on": date(1994, 5, 4)},
        {"awarded_on": date(1993, 1, 1), "awarded_precision": Precision.YEAR},
        {"awarded_on": date(2026, 6, 16)},
        {"awarded_on": date(2010, 2, 1), "awarded_precision": Precision.YEAR},
        {"awarded_on": date(2010, 2, 2), "awarded_precision": Precision.MONTH},
    ],
    ids=str,
)
def test_a_wrong_diploma_is_found(small_world, wrong):
    cadre = _somebody(small_world)
    assert cadre.pk not in held_against_the_slow_way()
    award = factories.qualify(cadre, "professional", 40, date(2003, 1, 1))
    Qualification.objects.filter(pk=award.pk).update(**wrong)
    assert cadre.pk in held_against_the_slow_way()


@pytest.mark.parametrize(
    "wrong",
    [
        {"born_on": date(2030, 1, 1)},
        {"born_precision": Precision.MONTH},
        {"party_member_since": date(1990, 1, 1)},
        {"party_member_since": date(2005, 1, 2), "party_full_member_since": date(2005, 1, 1)},
        {"personal_id": "12"},
        {"personal_id": "001080000001"},
        {"party_member_since": date(2005, 3, 3), "party_precision": Precision.YEAR},
    ],
    ids=str,
)
def test_a_wrong_profile_is_found(small_world, wrong):
    cadre = _somebody(small_world)
    Profile.objects.filter(cadre=cadre).update(**wrong)
    assert cadre.pk in held_against_the_slow_way()


@pytest.mark.parametrize("case", ["overlap", "same day", "open twice", "before the commune", "after the position"])
def test_a_wrong_post_is_found(small_world, case):
    cadre, places, positions = _somebody(small_world), small_world.places, small_world.positions
    first, last = {
        "overlap": (date(2020, 1, 1), date(2025, 8, 1)),
        "same day": (date(2025, 8, 1), date(2025, 8, 1)),
        "open twice": (date(2026, 1, 1), None),
        "before the commune": (date(2003, 1, 1), date(2003, 2, 2)),
        "after the position": (date(2025, 1, 1), date(2025, 7, 20)),
    }[case]
    position = positions.office_statistics if case == "after the position" else positions.party_secretary
    fact = Appointment(cadre=cadre, commune=places.truong_ha, position=position, valid_from=first, valid_to=last)
    fact.recorded_at, fact.recorded_by = factories.at(2026, 6, 1), "hanh"
    fact.save(force_insert=True)
    assert cadre.pk in held_against_the_slow_way()

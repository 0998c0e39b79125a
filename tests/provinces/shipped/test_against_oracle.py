"""The shipped editions against the whole register of 2004-2025, kept outside the repository."""

from datetime import date

import pytest
from django.core.management import call_command

from chuanxa.periods import half_year_ends
from provinces.comparison import PROVINCE
from provinces.invariants import faults
from provinces.models import Commune, District, Province
from tests.oracle import shared
from tests.provinces.register_of_shared import CHANGES, UNITS, communes_on, register_lines

SEEDS = ("04", "06", "11", "14", "94")


@pytest.fixture(scope="module")
def oracle():
    return register_lines()


@pytest.mark.parametrize("day", half_year_ends(date(2019, 12, 31), date(2025, 6, 30)), ids=str)
def test_the_seed_provinces_have_the_communes_of_the_register_on_every_half_year_end(shipped, oracle, day):
    theirs = communes_on(oracle, day)
    for province in SEEDS:
        mine = set(Commune.objects.on(day).filter(province__code=province).values_list("code", flat=True))
        assert mine == set(theirs[province])


def test_the_two_level_map_is_the_registers_but_for_one_code(shipped, oracle):
    theirs = {code for communes in communes_on(oracle, date(2025, 7, 1)).values() for code in communes}
    mine = set(Commune.objects.on(date(2025, 7, 1)).values_list("code", flat=True))
    assert (mine - theirs, theirs - mine) == ({"23938"}, {"23737"})  # Ia Mơ, Gia Lai


def test_the_register_is_laid_over_shipped_editions_and_keeps_ids(shipped, capsys):
    before = dict(Commune.objects.filter(province__code="04").values_list("id", "code"))
    call_command("load_units", str(shared(UNITS)), str(shared(CHANGES)), "--commit", verbosity=0)
    after = dict(Commune.objects.filter(id__in=before).values_list("id", "code"))
    assert sum(after.get(pk) == code for pk, code in before.items()) > 0.95 * len(before)
    day = date(2013, 12, 31)
    assert (Province.objects.on(day).count(), District.objects.on(day).count(), Commune.objects.on(day).count()) == (63, 708, 11_102)
    assert Province.objects.get(code="75", valid_to=None).kind == "municipality"
    assert list(faults()) == []
    call_command("load_units", "--shipped", "--commit")
    assert capsys.readouterr().out.count("bỏ qua") == 4


def test_provinces_count_as_the_register_counts_them(oracle):
    open_now = [lines[-1] for (level, _), lines in oracle.items() if level == PROVINCE and lines[-1].last is None]
    assert len(open_now) == 34

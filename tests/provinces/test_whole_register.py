"""`load_units` on the whole register of 2004-2025, kept outside the repository."""

from collections import defaultdict
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from provinces import editions
from provinces.comparison import name_key
from provinces.invariants import faults
from provinces.models import Commune, District, Edition, Province
from tests.made_once import made_once
from tests.oracle import shared
from tests.provinces.register_of_shared import CHANGES, UNITS, communes_on, register_lines


@pytest.fixture(scope="module")
def oracle():
    return register_lines()


@pytest.fixture(scope="module")
def registered_once(django_db_setup, django_db_blocker):
    files = str(shared(UNITS)), str(shared(CHANGES))
    with made_once(django_db_blocker):
        call_command("load_units", *files, "--commit", verbosity=0)
        yield


@pytest.fixture
def registered(registered_once, db):
    """The whole register is loaded into an empty database."""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2013, 12, 31), {"04": (13, 199), "94": (11, 109), "14": (12, 204), "06": (8, 122), "11": (10, 130)}),
        (
            date(2021, 12, 31),
            {"04": (10, 161), "94": (11, 109), "14": (12, 204), "06": (8, 108), "11": (10, 129), "92": (9, 83), "19": (9, 178)},
        ),
        (date(2025, 7, 1), {"04": (0, 56), "92": (0, 103), "14": (0, 75), "19": (0, 92), "11": (0, 45)}),
    ],
)
def test_the_register_gives_its_counts(registered, day, expected):
    found = {one.code: (one.districts.on(day).count(), one.communes.on(day).count()) for one in Province.objects.on(day)}
    assert {code: found[code] for code in expected} == expected


def test_the_registers_two_level_map_is_complete(registered):
    day = date(2025, 7, 1)
    assert (Province.objects.on(day).count(), District.objects.on(day).count(), Commune.objects.on(day).count()) == (34, 0, 3_321)


def test_the_register_holds_together_and_needs_no_notice(registered):
    assert list(faults()) == []
    assert editions.notice(date(2013, 12, 31)) == ""
    with pytest.raises(editions.DayNotCovered, match="31/08/2004"):
        editions.check_day(date(2004, 1, 1))


def test_every_day_of_the_register_is_stored_as_it_says(registered, oracle):
    for day in (date(2004, 8, 31), date(2008, 8, 1), date(2012, 9, 26), date(2020, 3, 1), date(2025, 1, 1)):
        theirs = communes_on(oracle, day)
        mine = defaultdict(dict)
        for province, code, name in Commune.objects.on(day).values_list("province__code", "code", "name"):
            mine[province][code] = name_key(name)
        assert mine == theirs


def test_a_second_load_of_the_register_changes_nothing(registered, capsys):
    call_command("load_units", str(shared(UNITS)), str(shared(CHANGES)), "--commit")
    assert "không có thay đổi" in capsys.readouterr().out


def test_shipped_editions_that_the_register_covers_are_passed_over(registered, capsys):
    call_command("load_units", "--shipped", "--commit")
    said = capsys.readouterr().out
    assert said.count("bỏ qua") == 3
    assert Edition.objects.filter(exact=True).count() >= 1
    assert Province.objects.get(code="75", valid_to=None).kind == "municipality"
    assert list(faults()) == []


def test_an_edition_older_than_the_register_is_refused(registered):
    path = editions.FIXTURES / "2019-10-06.csv.gz"
    with pytest.raises(CommandError, match="cũ hơn danh mục mới nhất"):
        call_command("load_units", str(path), "--as-of", "2019-10-06", "--commit")

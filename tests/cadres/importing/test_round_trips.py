"""People → a workbook as offices keep them, in whatever layout → the same people read back, each with the same unit."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.importing.contents import read_contents
from cadres.importing.reader import read_workbook
from cadres.importing.rows import Reading
from cadres.levels import Ladder
from tests.cadres.importing.arrangements import workbooks
from tests.cadres.importing.written_lists import DAY, GAZETTEER, full_lists

READING = Reading(DAY)
SLOW = {"suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example], "max_examples": 25}


@given(full_lists().flatmap(workbooks))
@settings(**SLOW)
def test_whatever_the_layout_the_same_people_are_read_back(written):
    data, expected = written
    contents = read_contents(read_workbook("danh sách.xlsx", data), GAZETTEER, READING)
    problems = {form.name: form.errors for form in contents.forms if form.errors}
    assert not problems, problems
    left = dict(expected)
    assert len(contents.forms) == len(left)
    for form in contents.forms:
        key, told = _expected(form, left)
        del left[key]
        assert form.sex == told["sex"]
        assert form.born.precision == told["precision"]
        assert form.ethnic_group == told["ethnic"]
        assert form.positions == (told["position"],)
        assert {str(ladder): one.level.slug for ladder, one in form.levels.items()} == told["levels"]
        assert form.personal_id == (told["number"] or "")
        assert _party(form) == told["party"]
        if "professional" in told["levels"]:
            assert form.levels[Ladder.PROFESSIONAL].major == (told["major"] or "")
        assert bool(form.studying) == bool(told["studying"])


def _expected(form, left):
    found = [key for key in left if key[:2] == (form.unit.code, form.name.lower()) and key[2].startswith(_known(form.born))]
    assert found, (form.unit.code, form.name, str(form.born), list(left))
    return found[0], left[found[0]]


def _known(born) -> str:
    return born.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[born.precision]]


def _party(form):
    return form.party_since.day if form.party_since else form.party_member


@given(st.data())
@settings(max_examples=5)
def test_reading_the_same_file_twice_gives_the_same_forms(data):
    written, _ = data.draw(full_lists().flatmap(workbooks))
    book = read_workbook("a.xlsx", written)
    assert read_contents(book, GAZETTEER, READING).forms == read_contents(book, GAZETTEER, READING).forms

"""The five sample lists are read with every person, level, date and unit as their JSON says; what the file cannot tell is unknown."""

import json

import pytest

from cadres.aliases import read_ethnic_group, read_level
from cadres.importing.contents import read_contents
from cadres.importing.reader import read_workbook
from cadres.importing.rows import Reading
from cadres.importing.units import Gazetteer, Place
from cadres.levels import Ladder
from cadres.position_aliases import read_positions
from chuanxa.names import clean
from tests.cadres.importing.written_lists import DAY
from tests.oracle import shared

SAMPLES = (
    "01_mau_02_cl_cbccx.xlsx",
    "02_mau_02_unicode_to_hop.xlsx",
    "03_trich_ngang_nhieu_sheet.xlsx",
    "04_trich_ngang_vntime.xlsx",
    "05_trich_ngang_mot_sheet.xlsx",
)
LADDERS = {"general": Ladder.GENERAL_EDUCATION, "professional": Ladder.PROFESSIONAL, "theory": Ladder.POLITICAL_THEORY}
NOT_IN_THE_FORM = {"major"}
"""Mẫu 02 has no column for the field of study."""


def gazetteer() -> Gazetteer:
    """The communes of all samples."""
    units = {}
    for name in SAMPLES:
        for unit in json.loads(shared(f"samples/{name}.expected.json").read_text()):
            kind = "Thị trấn" if unit["commune"].startswith("Thị trấn") else unit["commune"].split()[0]
            bare = unit["commune"].removeprefix(f"{kind} ")
            units[unit["commune_code"]] = Place(
                int(unit["commune_code"]), unit["commune_code"], kind, bare, unit["district"], "Tỉnh Cao Bằng"
            )
    return Gazetteer(units.values())


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request):
    """(form, what the JSON says) of every person."""
    file = shared(f"samples/{request.param}")
    contents = read_contents(read_workbook(file.name, file.read_bytes()), gazetteer(), Reading(DAY))
    wanted = [
        (unit["commune_code"], person)
        for unit in json.loads(shared(f"samples/{request.param}.expected.json").read_text())
        for person in unit["people"]
    ]
    assert len(contents.forms) == len(wanted)
    return list(zip(contents.forms, wanted, strict=True))


def test_every_person_is_read_in_their_commune(sample):
    assert [(form.unit.code, form.name) for form, _ in sample] == [(code, clean(person["name"])) for _, (code, person) in sample]


def test_nobody_is_refused(sample):
    assert [form.errors for form, _ in sample if form.errors] == []


def test_births_are_as_written_never_sharper(sample):
    for form, (_, person) in sample:
        known = {"day": 10, "month": 7, "year": 4}[form.born.precision]
        assert form.born.day.isoformat()[:known] == person["born"][:known]
        written = person.get("born_as_written", "")
        assert known == 10 or len(written.replace("-", "/").split("/")) == {7: 2, 4: 1}[known]


def test_sex_ethnic_group_and_position(sample):
    for form, (_, person) in sample:
        assert form.sex == {"nam": "male", "nữ": "female"}[person["sex"]]
        assert form.ethnic_group == read_ethnic_group(person["ethnic"])
        assert form.positions == read_positions(person["position"])


def test_levels_are_those_of_the_json_or_unknown_where_the_cell_is_empty(sample):
    for form, (_, person) in sample:
        for name, ladder in LADDERS.items():
            if ladder in form.levels:
                assert form.levels[ladder].level == read_level(ladder, person[name]).level, (form.name, name)
                assert form.levels[ladder].major in {"", person["major"]}
            else:
                assert ladder.value in form.unknown
                assert not any(meaning.startswith((f"level.{ladder}", f"mark.{ladder}")) for meaning in form.written)
        for ladder, told in ((Ladder.STATE_MANAGEMENT, person["state_management"]), (Ladder.DEFENCE_SECURITY, person["defence"])):
            if ladder in form.levels:
                assert (form.levels[ladder].level > 0) == told
        if Ladder.INFORMATICS in form.levels:
            assert form.levels[Ladder.INFORMATICS].level.label == f"Chứng chỉ {person['informatics']}"


def test_party_membership_and_studies(sample):
    for form, (_, person) in sample:
        assert form.party_member in {None, person["party"]}
        assert (form.party_member is None) == (not person["party"])
        assert bool(form.studying) == bool(person["studying"])
        if form.studying:
            assert form.studying[0].level.label.lower() == person["studying"]

"""The register as the shipped editions give it: units of every day, successions, notices, and its invariants."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from chuanxa.models import AuditEvent
from chuanxa.models.upkeep import upkeep
from chuanxa.periods import Period
from provinces import editions
from provinces.invariants import faults
from provinces.models import BoundaryChange, Commune, District, Edition, Province
from provinces.register import Register


def load(capsys, *arguments) -> str:
    call_command("load_units", *arguments)
    return capsys.readouterr().out


def counts(day: date) -> dict[str, tuple[int, int]]:
    return {one.code: (one.districts.on(day).count(), one.communes.on(day).count()) for one in Province.objects.on(day)}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (
            date(2004, 1, 1),
            {"04": (13, 199), "06": (8, 122), "11": (10, 130), "14": (12, 204), "94": (11, 109), "92": (9, 85), "19": (9, 180)},
        ),
        (date(2013, 12, 31), {"04": (13, 199), "06": (8, 122), "11": (10, 130), "14": (12, 204), "94": (11, 109), "92": (9, 85)}),
        (date(2020, 1, 31), {"04": (13, 199), "06": (8, 122), "11": (10, 129)}),
        (date(2020, 2, 1), {"04": (12, 161), "06": (8, 108), "11": (10, 129)}),
        (date(2020, 3, 1), {"04": (10, 161)}),
        (date(2021, 12, 31), {"04": (10, 161), "06": (8, 108), "11": (10, 129), "14": (12, 204), "94": (11, 109)}),
        (date(2024, 8, 31), {"94": (11, 109)}),
        (date(2024, 9, 1), {"94": (11, 108)}),
        (date(2025, 2, 28), {"14": (12, 204)}),
        (date(2025, 3, 1), {"14": (12, 200)}),
        (
            date(2025, 6, 30),
            {"04": (10, 161), "06": (8, 108), "11": (10, 129), "14": (12, 200), "94": (11, 108), "92": (9, 80), "19": (9, 172)},
        ),
        (date(2025, 7, 1), {"04": (0, 56), "11": (0, 45), "14": (0, 75), "92": (0, 103), "19": (0, 92)}),
        (date(2026, 4, 30), {"04": (0, 56), "11": (0, 45), "14": (0, 75), "92": (0, 103), "19": (0, 92), "75": (0, 95)}),
    ],
)
def test_the_seed_provinces_have_their_units_on_every_day(shipped, day, expected):
    found = counts(day)
    assert {code: found[code] for code in expected} == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2019, 10, 6), (63, 713, 11_160)), (date(2025, 6, 30), (63, 696, 10_035)), (date(2025, 7, 1), (34, 0, 3_321))],
)
def test_the_nation_has_its_units(shipped, day, expected):
    assert tuple(model.objects.on(day).count() for model in (Province, District, Commune)) == expected


def test_everything_stored_holds_together(shipped, capsys):
    assert list(faults()) == []
    call_command("check_units")
    assert "mọi điều kiện đều đúng" in capsys.readouterr().out


def test_check_units_tells_what_is_wrong(shipped, capsys):
    before = Commune.objects.filter(valid_to=date(2025, 6, 30), district__province__code="04")
    commune = Commune.objects.filter(valid_to=None, code__in=before.values("code")).first()
    Commune.objects.filter(pk=commune.pk).update(valid_from=date(2025, 6, 1), search_key="x")
    with pytest.raises(CommandError, match="chỗ sai"):
        call_command("check_units")
    said = capsys.readouterr().out
    assert f"{commune.code}: {commune} từ 01/06/2025 chồng lên" in said
    assert "khóa tìm" in said


def test_a_second_run_changes_nothing(shipped, capsys):
    before = upkeep().token, AuditEvent.objects.count(), Commune.objects.count(), BoundaryChange.objects.count()
    assert load(capsys, "--shipped", "--commit").count("không có thay đổi") == 4
    assert (upkeep().token, AuditEvent.objects.count(), Commune.objects.count(), BoundaryChange.objects.count()) == before


def test_a_province_that_no_edition_changed_is_one_row(shipped):
    assert Province.objects.filter(code__in=["04", "92", "94"]).count() == 3
    assert list(Province.objects.filter(code="75").values_list("kind", "valid_to")) == [
        ("province", date(2026, 4, 29)),
        ("municipality", None),
    ]


def test_communes_have_no_district_since_the_reform(shipped):
    assert not Commune.objects.on(date(2025, 7, 1)).exclude(district=None).exists()
    assert not Commune.objects.on(date(2025, 6, 30)).filter(district=None).exists()


def test_a_commune_of_2013_is_followed_to_this_day(shipped):
    register = Register()
    before = register.find("commune", "01408", date(2013, 12, 31))  # Nà Sác
    today = register.units["commune"][register.became(before.id, date(2026, 11, 22))]
    assert before.full_name == "Xã Nà Sác"
    assert (today.code, today.full_name) == ("01392", "Xã Trường Hà")
    steps = register.path(before.id, Period(date(2013, 12, 31)))
    assert [register.units["commune"][step.unit].code for step in steps][:2] == ["01408", "01399"]
    assert all(step.certain for step in steps)


def test_provinces_that_joined_are_found_again(shipped):
    register = Register()
    can_tho, soc_trang = (register.find("province", code, date(2020, 1, 1)) for code in ("92", "94"))
    assert [unit.code for unit in register.successors(soc_trang)] == ["92"]
    found = register.lineage["province"].predecessors(can_tho.id, date(2020, 1, 1))
    assert sorted(register.units["province"][pk].code for pk in found) == ["92", "93", "94"]


def test_every_commune_of_the_old_map_has_an_heir_on_the_new_one(shipped):
    old = Commune.objects.filter(valid_to=date(2025, 6, 30))
    heirs = BoundaryChange.objects.filter(day=date(2025, 7, 1), commune_before__isnull=False)
    assert old.count() == 10_035
    assert set(heirs.values_list("commune_before_id", flat=True)) == set(old.values_list("id", flat=True))


def test_a_legal_basis_stands_beside_the_change(shipped):
    change = BoundaryChange.objects.get(commune_before__code="01408", day=date(2020, 2, 1))
    assert (change.kind, change.extent, change.legal_basis) == ("merger", "full", "Nghị quyết 864/NQ-UBTVQH14")


def test_editions_are_recorded_with_an_audit_event(shipped):
    assert list(Edition.objects.values_list("day", "covers_from", "exact")) == [
        (date(2019, 10, 6), date(2004, 1, 1), False),
        (date(2025, 6, 30), date(2025, 6, 30), False),
        (date(2025, 7, 1), date(2025, 7, 1), True),
        (date(2026, 4, 30), date(2026, 4, 30), True),
    ]
    assert AuditEvent.objects.filter(act="load-units").count() == 4


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2004, 1, 1), "theo danh mục ngày 06/10/2019"),
        (date(2013, 12, 31), "theo danh mục ngày 06/10/2019"),
        (date(2019, 10, 5), "theo danh mục ngày 06/10/2019"),
        (date(2021, 12, 31), "danh mục ngày 06/10/2019 và các nghị quyết"),
        (date(2025, 6, 30), ""),
        (date(2025, 7, 1), ""),
        (date(2025, 12, 31), ""),
        (date(2026, 11, 22), ""),
    ],
)
def test_a_page_says_which_list_its_units_are_from(shipped, day, said):
    assert said in editions.notice(day)
    assert bool(editions.notice(day)) == bool(said)


def test_days_before_every_list_are_refused_with_a_sentence(shipped):
    editions.check_day(date(2004, 1, 1))
    with pytest.raises(editions.DayNotCovered, match="bắt đầu từ ngày 01/01/2004"):
        editions.check_day(date(2003, 12, 31))

"""manage.py check_data: live data that keeps the rules passes; each rule, broken once in the database, is named with the record."""

import io
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from cadres.checks.data_rules import DATA_RULES, faults, person_faults, sentences
from cadres.models import Appointment, Cadre, Profile, Qualification, Serving, Standing, Tally
from chuanxa.partial_dates import Precision
from provinces.models import AreaClassification, Commune, Scope
from tests import factories
from tests.factories import TODAY


@pytest.fixture
def sound(small_world):
    """The small world's careers are invented without asking whether anybody was of age: what breaks a rule is mended first."""
    for fault in list(person_faults(TODAY)):
        kind, _, pk = fault.record.partition(" ")
        if kind == "appointment":
            Appointment.objects.filter(pk=pk).update(superseded_at=factories.at(2026, 6, 2), superseded_by="mender")
        elif kind == "qualification":
            Qualification.objects.filter(pk=pk).update(awarded_on=None)
    factories.renew()
    call_command("rebuild_standings", verbosity=0, stdout=io.StringIO())
    return small_world


def test_sound_data_passes_and_every_rule_is_said(sound):
    out = io.StringIO()
    call_command("check_data", stdout=out)
    assert all(f"{slug}: {says}" in out.getvalue() for slug, says in sentences()) and "SAI" not in out.getvalue()


def _post(**changed):
    post = Appointment.objects.known().order_by("pk").first()
    Appointment.objects.filter(pk=post.pk).update(**changed)
    return f"appointment {post.pk}"


def _twice(sound):
    post = Appointment.objects.known().filter(is_primary=True).order_by("pk").first()
    post.pk = None
    post.save(force_insert=True)
    return f"appointment {post.pk}"


def _profile(**changed):
    profile = Profile.objects.known().order_by("pk").first()
    Profile.objects.filter(pk=profile.pk).update(**changed)
    return f"profile {profile.pk}"


def _award(**changed):
    award = Qualification.objects.known().filter(level__gt=0, cadre__profiles__born_on__isnull=False).order_by("pk").first()
    Qualification.objects.filter(pk=award.pk).update(**changed)
    return f"qualification {award.pk}"


def _no_profile(sound):
    profile = Profile.objects.known().order_by("pk").first()
    Profile.objects.filter(pk=profile.pk).update(superseded_at=factories.at(2026, 6, 2))
    return f"cadre {profile.cadre_id}"


def _number(sound):
    cadre = Cadre.objects.order_by("pk").first()
    Cadre.objects.filter(pk=cadre.pk).update(personal_id="001075000009")
    return f"cadre {cadre.pk}"


def _chain(sound):
    first, second = Qualification.objects.known().order_by("pk")[:2]
    Qualification.objects.filter(pk=second.pk).update(supersedes=first)
    return f"qualification {second.pk}"


def _standing(sound):
    Standing.objects.order_by("pk").first().delete()
    return "standing"


def _serving(sound):
    row = Serving.objects.order_by("pk").first()
    Serving.objects.filter(pk=row.pk).update(full_name="Người Khác")
    return f"serving {row.cadre_id}"


def _scope(sound):
    scope = Scope.objects.filter(province__isnull=False).order_by("pk").first()
    return f"scope {Scope.objects.create(user=scope.user, province=scope.province).pk}"


def _area(sound):
    row = AreaClassification.objects.order_by("pk").first()
    row.pk = None
    row.save(force_insert=True)
    return f"areaclassification {row.pk}"


def _unit(sound):
    Commune.objects.filter(pk=sound.places.truong_ha_now.pk).update(search_key="sai")
    return ""


BREAKS = {
    "one-profile": _no_profile,
    "personal-id": _number,
    "names": lambda sound: _profile(search_key="sai"),
    "primary-posts": _twice,
    "places": lambda sound: _post(valid_from=date(2003, 1, 1)),
    "ends": None,
    "partial-dates": lambda sound: _award(awarded_on=date(2012, 5, 2), awarded_precision=Precision.YEAR),
    "future": lambda sound: _award(awarded_on=TODAY + timedelta(days=1)),
    "diplomas": lambda sound: _award(awarded_on=date(1930, 1, 1)),
    "levels": lambda sound: _award(level=7),
    "party": lambda sound: _profile(born_on=date(1970, 5, 5), party_member_since=date(1980, 1, 1)),
    "chains": _chain,
    "derived": _standing,
    "serving-names": _serving,
    "scopes": _scope,
    "areas": _area,
    "units": _unit,
}


def test_no_rule_is_left_unbroken():
    assert set(BREAKS) == {slug for slug, _ in sentences()}


@pytest.mark.parametrize("slug", [slug for slug, way in BREAKS.items() if way])
def test_a_rule_broken_in_the_database_is_named_with_the_record(sound, slug):
    record = BREAKS[slug](sound)
    out = io.StringIO()
    with pytest.raises(CommandError, match="chỗ sai"):
        call_command("check_data", stdout=out)
    assert f"[{slug}] {record}" in out.getvalue()
    assert any(line.startswith("SAI") and f"  {slug}: " in line for line in out.getvalue().splitlines())


def test_ends_before_starts_cannot_even_be_stored(sound):
    """The database keeps this rule itself; the check stands for data that came past it."""
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        _post(valid_from=date(2010, 1, 2), valid_to=date(2010, 1, 1))


def test_a_sample_looks_at_some_people_and_at_all_that_is_no_persons(sound):
    for pk in Profile.objects.known().values_list("pk", flat=True):
        Profile.objects.filter(pk=pk).update(search_key="sai")
    whole = [fault for fault in person_faults(TODAY) if fault.rule == "names"]
    some = [fault for fault in person_faults(TODAY, every=4) if fault.rule == "names"]
    assert 0 < len(some) < len(whole)
    _scope(sound)
    assert "scopes" in {fault.rule for fault in faults(TODAY, every=10_000_000)}


def test_the_command_writes_nothing_and_says_how_to_ask(sound, django_assert_num_queries):
    before = Tally.objects.count(), Standing.objects.count()
    call_command("check_data", every=3, verbosity=0)
    assert (Tally.objects.count(), Standing.objects.count()) == before
    with pytest.raises(CommandError, match="từ 1"):
        call_command("check_data", every=0)
    assert len(DATA_RULES) == 6

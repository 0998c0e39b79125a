"""Publishing a standard: refused with sentences, kept whole or not at all, applied in steps, and never to days before its first."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cadres.actions.closed_past import closed_until
from cadres.actions.standards import end, publish, withdraw
from cadres.models import Serving, Standard, Standing, Tally
from cadres.standards import Verdict
from cadres.standings import rejudge
from cadres.standings.preview import who_would_change
from cadres.standings.rebuild import check
from cadres.standings.rejudge import pending, restand_affected
from chuanxa.models import AuditEvent
from chuanxa.models.upkeep import upkeep
from chuanxa.periods import ONE_DAY
from tests import factories
from tests.cadres.worlds import kept_ends
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
BY = {"by": "minh", "reason": "Nghị quyết mới", "day": TODAY}
FIRST = date(2026, 3, 1)


@pytest.fixture
def land():
    """Two provinces, a standard of the country since 2020, and six people: two of them with a degree."""
    cao_bang, son_la = factories.province("Cao Bằng", "04"), factories.province("Sơn La", "14")
    secretary, officer = factories.position(), factories.position("office", "Văn phòng", category="civil_servant", group="civil_service")
    national = factories.standard(secretary, officer, code="ca-nuoc", first=date(2020, 1, 1), professional=20)
    people = []
    for province in (cao_bang, son_la):
        commune = factories.commune(factories.district(province))
        for number, (position, level) in enumerate(((secretary, 40), (secretary, 20), (officer, 20))):
            cadre = factories.person(f"Người {number}", sex="male", born_on=date(1970, 5, 1), ethnic_group="02")
            factories.appoint(cadre, commune, position, date(2021, 1, 1))
            factories.qualify(cadre, "professional", level)
            people.append(cadre)
    return {"cao_bang": cao_bang, "secretary": secretary, "officer": officer, "national": national, "people": people}


def draft(land, *, positions=("secretary",), first: date = FIRST, province: str = "cao_bang", minimum: int = 40, **columns) -> Standard:
    where = land[province] if province else None
    return factories.standard(
        *(land[name] for name in positions), province=where, first=first, state="draft", professional=minimum, **columns
    )


def everything(before: date | None = None) -> dict:
    """All derived rows; with a day, only what says something of the days before it."""
    standings = Standing.objects.all() if before is None else Standing.objects.filter(valid_from__lt=before)
    rows = [row | ({"valid_to": min(row["valid_to"], before - ONE_DAY)} if before else {}) for row in standings.values()]
    return {
        "standings": sorted(tuple(map(str, row.values()))[1:] for row in rows),
        "periods": [cell for cell in kept_ends() if before is None or cell[0] < before],
        "tally": None if before else sorted(Tally.objects.exclude(people=0).values_list("province_id", "dimension", "key", "people")),
    }


def verdict_of(cadre) -> Verdict:
    return Verdict(Serving.objects.get(cadre=cadre).verdict)


def test_a_draft_judges_nobody_and_a_published_one_from_its_first_day_on(land):
    row = draft(land)
    assert check() == []
    past = everything(FIRST)
    publish(row, **BY)
    restand_affected(row, day=TODAY)
    meets = [verdict_of(cadre) is Verdict.MEETS for cadre in land["people"]]
    assert meets == [True, False, True, True, True, True]
    assert check() == []
    assert everything(FIRST) == past


def test_it_is_put_on_record_with_who_and_why_and_the_catalogues_are_read_again(land):
    row, token = draft(land), upkeep().token
    publish(row, **BY)
    event = AuditEvent.objects.get(act="standard-published")
    assert (event.by, event.reason, event.subject) == ("minh", "Nghị quyết mới", f"standard:{row.code}")
    assert event.change["positions"] == ["party_secretary"]
    row.refresh_from_db()
    assert (row.state, row.published_by, row.applied_at) == ("published", "minh", None)
    assert upkeep().token != token


def test_it_waits_to_be_applied_until_everybody_was_judged_again(land):
    row = draft(land)
    publish(row, **BY)
    assert list(pending()) == [row]
    assert restand_affected(row, day=TODAY) == 2
    assert not pending().exists()
    row.refresh_from_db()
    assert row.applied_at and row.changed_from is None


def test_it_is_applied_in_steps_that_never_mix_provinces_and_are_told_inside_their_transactions(land, monkeypatch):
    row = draft(land, province="", positions=("secretary", "officer"))
    publish(row, ends=[land["national"]], **BY)
    monkeypatch.setattr(rejudge, "CHUNK", 2)
    told = []

    def report(done, total, cursor):
        assert transaction.get_connection().in_atomic_block
        told.append((done, total, json.loads(cursor)[0]))

    restand_affected(row, day=TODAY, report=report)
    cao_bang, son_la = land["cao_bang"].id, land["cao_bang"].id + 1
    assert [one[:2] for one in told] == [(2, 6), (3, 6), (5, 6), (6, 6)]
    assert [one[2] for one in told] == [cao_bang, cao_bang, son_la, son_la]
    assert check() == []


def test_a_step_that_fails_is_undone_and_the_next_run_goes_on_after_the_last_one_kept(land, monkeypatch):
    row = draft(land, province="", positions=("secretary", "officer"))
    publish(row, ends=[land["national"]], **BY)
    monkeypatch.setattr(rejudge, "CHUNK", 1)
    kept = []

    def report(done, total, cursor):
        if done == 3:
            raise InterruptedError
        kept.append(cursor)

    with pytest.raises(InterruptedError):
        restand_affected(row, day=TODAY, report=report)
    assert pending().count() == 2  # the new one and the one it ended
    done = []
    restand_affected(row, day=TODAY, after=kept[-1], report=lambda number, total, cursor: done.append(number))
    assert done == [3, 4, 5, 6]
    assert not pending().exists()
    assert check() == []


def test_while_it_is_applied_the_nation_is_the_sum_of_its_provinces_and_every_number_has_its_people(land, monkeypatch):
    row = draft(land, province="", positions=("secretary", "officer"))
    publish(row, ends=[land["national"]], **BY)
    monkeypatch.setattr(rejudge, "CHUNK", 1)

    def report(*_):
        rows = Tally.objects.filter(dimension=11).values_list("province_id", "key", "people")
        cells = {(province, key): people for province, key, people in rows}
        for verdict in Verdict:
            listed = Serving.objects.filter(verdict=verdict).count()
            assert cells.get((0, verdict), 0) == listed
            assert sum(people for (province, key), people in cells.items() if province and key == verdict) == listed

    restand_affected(row, day=TODAY, report=report)


def test_who_saves_meanwhile_is_judged_by_the_new_law(land):
    row = draft(land)
    publish(row, **BY)
    factories.qualify(land["people"][1], "political_theory", 20)
    assert verdict_of(land["people"][1]) is Verdict.FALLS_SHORT


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"first": date(2025, 12, 31)}, "31/12/2025 nằm trong thời gian đã chốt"),
        ({"province": ""}, "trùng với “Tiêu chuẩn” (cả nước, từ 01/01/2020 không có ngày kết thúc)"),
        ({"minimum": 70}, "mức 70 cao hơn mức cao nhất"),
        ({"positions": ()}, "Chưa chọn chức danh nào"),
    ],
)
def test_a_draft_that_cannot_be_law_is_refused_and_nothing_is_written(land, columns, said):
    row, before, token = draft(land, **columns), everything(), upkeep().token
    with pytest.raises(ValidationError, match=said.replace("(", r"\(").replace(")", r"\)")):
        publish(row, **BY)
    row.refresh_from_db()
    assert (row.state, everything(), upkeep().token) == ("draft", before, token)
    assert not AuditEvent.objects.filter(act="standard-published").exists()


def test_a_draft_without_anything_to_judge_by_is_refused(land):
    row = factories.standard(land["secretary"], province=land["cao_bang"], first=FIRST, state="draft")
    factories.requirement(row)
    with pytest.raises(ValidationError, match="Chưa có yêu cầu nào xét được"):
        publish(row, **BY)


def test_nobody_publishes_twice(land):
    row = draft(land)
    publish(row, **BY)
    with pytest.raises(ValidationError, match="nay đã ban hành, không phải bản thảo"):
        publish(row, **BY)


def test_what_it_follows_ends_the_day_before(land):
    row, past = draft(land, province="", positions=("secretary", "officer")), everything(FIRST)
    publish(row, ends=[land["national"]], **BY)
    restand_affected(row, day=TODAY)
    land["national"].refresh_from_db()
    assert land["national"].valid_to == date(2026, 2, 28)
    assert everything(FIRST) == past
    assert [verdict_of(cadre) for cadre in land["people"][:2]] == [Verdict.MEETS, Verdict.FALLS_SHORT]


def test_an_ended_standard_leaves_its_positions_without_one(land):
    end(land["national"], last=date(2026, 1, 31), **BY)
    restand_affected(Standard.objects.get(code="ca-nuoc"), day=TODAY)
    assert {verdict_of(cadre) for cadre in land["people"]} == {Verdict.UNKNOWN}
    assert check() == []


@pytest.mark.parametrize("last", [date(2019, 12, 31), date(2025, 6, 30)])
def test_a_standard_does_not_end_before_it_begins_or_in_the_closed_past(land, last):
    with pytest.raises(ValidationError, match=r"phải nằm trong thời gian ấy|đã chốt"):
        end(land["national"], last=last, **BY)


def test_a_withdrawn_standard_is_as_if_it_had_never_been(land):
    row = draft(land)
    before = everything()
    publish(row, **BY)
    restand_affected(row, day=TODAY)
    withdraw(row, **BY)
    restand_affected(Standard.objects.get(pk=row.pk), day=TODAY)
    assert everything() == before
    assert check() == []


def test_what_already_judged_a_closed_year_is_not_withdrawn(land):
    with pytest.raises(ValidationError, match="đã áp dụng từ 01/01/2020"):
        withdraw(land["national"], **BY)


def test_a_year_is_closed_when_its_report_has_gone_up():
    assert closed_until(date(2026, 1, 31)) == date(2024, 12, 31)
    assert closed_until(date(2026, 2, 1)) == closed_until(date(2026, 12, 31)) == date(2025, 12, 31)


# --- the preview ------------------------------------------------------------------------------------------------------------------


def test_a_preview_names_who_would_change_and_writes_nothing(land):
    row, before = draft(land), everything()
    found = who_would_change(row)
    assert found.examined == 2
    (change,) = found.people
    assert (change.cadre, change.loses, change.gains, change.after.missing) == (land["people"][1].id, True, False, 2)
    assert found.losses == (change,) and found.gains == () and found.others == ()
    assert found.by_commune == {change.commune: {"losses": 1}}
    assert everything() == before


def test_a_preview_says_who_gains_who_may_owe_who_retires_first_and_who_already_studies(land):
    row = draft(land, positions=("secretary", "officer"), minimum=50)
    factories.requirement(row, "general_education", 30)
    asked = row.requirements.first()
    asked.allowances.create(order=1, kind="owed", held_on=date(2026, 3, 1), until=date(2032, 5, 31), text="Nợ")
    factories.enrol(land["people"][1], "professional", 50, date(2026, 1, 1))
    factories.enrol(land["people"][2], "professional", 40, date(2026, 1, 1))
    found = who_would_change(row)
    assert {one.cadre: (one.owed_until, one.retires_on, one.studies) for one in found.people} == {
        land["people"][0].id: (date(2032, 5, 31), date(2032, 5, 31), False),
        land["people"][1].id: (date(2032, 5, 31), date(2032, 5, 31), True),
        land["people"][2].id: (date(2032, 5, 31), date(2032, 5, 31), False),
    }
    assert len(found.retiring) == 3 and len(found.studying) == 1


HASTE = {"suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow], "phases": set(Phase) - {Phase.explain}}


@settings(max_examples=12, **HASTE)
@given(
    first=st.dates(date(2026, 1, 1), date(2026, 8, 1)),
    length=st.one_of(st.none(), st.integers(0, 90)),
    minimum=st.sampled_from([0, 20, 30, 40]),
    until=st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 9, 1))),
    own=st.booleans(),
)
def test_whatever_is_published_the_preview_was_right_and_only_days_from_its_first_change(land, first, length, minimum, until, own):
    with transaction.atomic():
        last = None if length is None else first + ONE_DAY * length
        row = draft(land, first=first, province="cao_bang" if own else "", positions=("secretary", "officer"), minimum=minimum, last=last)
        if until:
            row.requirements.first().allowances.create(order=1, kind="owed", until=until, text="Nợ")
        ends = [] if own else [land["national"]]
        past, seen = everything(first), _seen_on(first)
        found = who_would_change(row, ends=ends)
        publish(row, ends=ends, **BY)
        restand_affected(row, day=TODAY)
        assert check() == []
        assert everything(first) == past
        now = _seen_on(first)
        assert {one.cadre for one in found.people} == {cadre for cadre in now if now[cadre] != seen[cadre]}
        assert {one.cadre: tuple(one.after) for one in found.people} == {one.cadre: now[one.cadre] for one in found.people}
        transaction.set_rollback(True)


def _seen_on(day: date) -> dict[int, tuple]:
    rows = Standing.objects.filter(valid_from__lte=day, valid_to__gte=day)
    return {cadre: tuple(marks) for cadre, *marks in rows.values_list("cadre", "verdict", "missing", "unclear", "owed", "exempt")}

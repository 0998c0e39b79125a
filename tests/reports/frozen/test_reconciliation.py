"""The differences of a closed day: whatever happened since, people and reasons add up to them exactly; held against the slow answer."""

from collections import Counter
from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from openpyxl import load_workbook

from cadres.actions.dossiers import remove_dossier
from cadres.actions.facts import amend_fact, record_fact, retract_fact
from cadres.actions.undo import undo
from cadres.models import Appointment, Profile, Qualification
from chuanxa.models import ChangeSet, ExportRecord
from provinces.register import register
from reports.actions import areas
from reports.actions.frozen import then_of
from reports.freezing import restore
from reports.models import FrozenReport
from reports.reconciliation import EXPLAINED, moved_figures, reconcile, within
from reports.reconciling import Reason
from tests import factories
from tests.cast import NOW
from tests.reports.frozen.conftest import DAY, LATER, TODAY, close
from tests.truth import Truth

HASTE = {"suppress_health_check": list(HealthCheck), "phases": set(Phase) - {Phase.explain, Phase.shrink}, "max_examples": 12}
BY = {"by": "minh", "day": TODAY}
PATH = "/chot-so-lieu/{}/doi-chieu/"


def counted(world) -> list[int]:
    """Everybody counted in Cao Bằng on DAY, as known now."""
    return [one.cadre for one in of_province(Truth())]


def of_province(truth: Truth) -> list:
    return [one for one in truth.seen(DAY) if one.commune.province.code == "04"]


def one_of(rows, number: int):
    found = list(rows)
    return found[number % len(found)] if found else None


def ends(world, number):
    post = one_of(Appointment.objects.known().on(DAY).filter(cadre__in=counted(world), is_primary=True).order_by("pk"), number)
    amend_fact(post, reason="Đã thôi", valid_to=max(post.valid_from, DAY - timedelta(days=9)), **BY)


def corrects(world, number):
    award = one_of(Qualification.objects.known().filter(cadre__in=counted(world), ladder="professional").order_by("pk"), number)
    if award:
        amend_fact(award, reason="Gõ nhầm", level=10 * (number % 5), **BY)


def learns(world, number):
    cadre = one_of(counted(world), number)
    record_fact(Qualification(cadre_id=cadre, ladder="political_theory", level=10 * (number % 4), awarded_on=date(2013, 5, 5)), **BY)


def speaks(world, number):
    """A language is no part of a standing; form BM02 counts it."""
    cadre = one_of(counted(world), number)
    record_fact(Qualification(cadre_id=cadre, ladder="foreign_language", level=20, major="Tiếng Anh", awarded_on=date(2013, 5, 5)), **BY)


def enters(world, number):
    place = (world.places.na_sac, world.places.truong_ha)[number % 2]
    factories.appoint(factories.person(f"Nông Văn Muộn {number}"), place, world.positions.council_chair, date(2012, 3, 1))


def withdraws(world, number):
    post = one_of(Appointment.objects.known().filter(cadre__in=counted(world)).order_by("pk"), number)
    retract_fact(post, reason="Nhầm người", **BY)


def removes(world, number):
    remove_dossier(one_of(counted(world), number), reason="Trùng", **BY)


def rewrites(world, number):
    profile = one_of(Profile.objects.known().filter(cadre__in=counted(world)).order_by("pk"), number)
    amend_fact(profile, reason="Sai giới tính", sex=("male", "female", "")[number % 3], **BY)


def undoes(world, number):
    last = ChangeSet.objects.exclude(kind="undo").order_by("-pk")[number % 4]
    undo(last, reason="Ghi nhầm", **BY)


def decrees(world, number):
    position = (world.positions.party_secretary, world.positions.council_chair)[number % 2]
    factories.standard(position, province=world.places.cao_bang, first=date(2013, 1, 1), last=date(2014, 12, 31), professional=50)


def classifies(world, number):
    unit = one_of([one for one in register().all_on("commune", DAY) if one.province == world.places.cao_bang.pk], number)
    areas.classify([unit], area_class=("border", "mountain")[number % 2], valid_from=max(unit.period.first, date(2005, 1, 1)), **BY)


HAPPENINGS = (ends, corrects, learns, enters, withdraws, removes, rewrites, undoes, decrees, classifies)


def happen(world, history) -> None:
    """One after the other, a minute apart; what the product refuses does not happen."""
    for minute, (thing, number) in enumerate(history, start=1):
        with time_machine.travel(LATER + timedelta(minutes=minute), tick=False):
            try:
                with transaction.atomic():
                    thing(world, number)
            except ValidationError:
                continue


def slow(people) -> Counter:
    """(table, row) → people, counted one by one."""
    found = Counter({("category", ""): len(people)})
    for one in people:
        found["verdict", one.verdict] += 1
        found["professional", one.slug("professional")] += 1
        found["political_theory", one.slug("political_theory")] += 1
        found["communes", one.commune.code] += 1
        found["gender", one.sex] += 1
    return found


def seen(people) -> dict[int, tuple]:
    """All that a report sees of each."""
    return {one.cadre: (one.commune.pk, one.position, one.sex, one.ethnic_group, one.born, *_sorted(one)) for one in people}


def _sorted(one) -> list[tuple]:
    return [tuple(sorted(many)) for many in (one.posts, one.levels.items(), one.missing, one.unclear, one.owed, one.exempt)]


@given(history=some.lists(some.tuples(some.sampled_from(HAPPENINGS), some.integers(0, 30)), min_size=1, max_size=6))
@settings(**HASTE)
def test_people_and_reasons_add_up_to_every_difference(small_world, closing, history):
    frozen = restore(FrozenReport.objects.get(closing=closing, kind="").content)
    then = of_province(Truth(closing.known_at))
    with transaction.atomic():
        happen(small_world, history)
        now = of_province(Truth())
        found = reconcile(then_of(closing, TODAY))
        moved = {(one.table, one.row, one.measure): one for one in moved_figures(found, "", frozen)}
        before, after = seen(then), seen(now)
        assert found.those() == {pk for pk in before.keys() | after.keys() if before.get(pk) != after.get(pk)}
        assert sum(found.reasons.values()) == len(found.people)
        assert all(one.rest == 0 for one in moved.values()), [one for one in moved.values() if one.rest]
        old, new = slow(then), slow(now)
        for table, row in old.keys() | new.keys():
            if one := moved.get((table, row, "")):
                assert (one.then, one.now) == (old[table, row], new[table, row]), (table, row)
                assert sum(one.parts.values()) == new[table, row] - old[table, row]
            else:
                assert old[table, row] == new[table, row], (table, row)
        for table, row in (("verdict", "meets"), ("verdict", "falls_short"), ("professional", "university")):
            held_then, held_now = within(found, frozen, table, row, "")
            assert len(held_now) - len(held_then) == new[table, row] - old[table, row]
        transaction.set_rollback(True)


REASONS = (
    (enters, Reason.LATE),
    (learns, Reason.LATE),
    (corrects, Reason.CORRECTED),
    (rewrites, Reason.CORRECTED),
    (ends, Reason.LEFT),
    (removes, Reason.REMOVED),
    (withdraws, Reason.REMOVED),
    (decrees, Reason.STANDARD),
)


@pytest.mark.parametrize(("thing", "reason"), REASONS, ids=lambda one: getattr(one, "__name__", one))
def test_what_happened_is_the_reason_told(small_world, closing, thing, reason):
    for number in range(6):
        with transaction.atomic():
            happen(small_world, [(thing, number)])
            found = reconcile(then_of(closing, TODAY)).reasons
            transaction.set_rollback(True)
        assert set(found) <= {reason}, number
        if found:
            return
    pytest.fail("nothing differed six times")


def test_an_undone_record_is_told_as_undone(small_world):
    """What was recorded an hour before the closing is undone after it."""
    with time_machine.travel(NOW + timedelta(minutes=10), tick=False):
        learns(small_world, 3)
        recorded = ChangeSet.objects.order_by("-pk").first()
    with time_machine.travel(LATER, tick=False):
        closing = close(small_world.places.cao_bang, kinds=[""])
    with time_machine.travel(LATER + timedelta(minutes=1), tick=False):
        undo(recorded, reason="Ghi nhầm", **BY)
    assert set(reconcile(then_of(closing, TODAY)).reasons) == {Reason.UNDONE}


def test_a_commune_found_to_have_been_merged_moves_its_people(small_world, closing):
    old, taker = small_world.places.na_sac, small_world.places.truong_ha
    assert Appointment.objects.known().on(DAY).filter(commune=old).exists()
    with time_machine.travel(LATER + timedelta(minutes=1), tick=False):
        old.valid_to = DAY - timedelta(days=30)
        old.save()
        factories.change(old, taker, DAY - timedelta(days=29))
    found = reconcile(then_of(closing, TODAY))
    assert set(found.reasons) <= {Reason.UNITS, Reason.AREAS, Reason.STANDARD} and found.reasons[Reason.UNITS]
    frozen = restore(FrozenReport.objects.get(closing=closing, kind="").content)
    assert all(one.rest == 0 for one in moved_figures(found, "", frozen))


def test_every_report_that_people_explain_adds_up(small_world):
    with time_machine.travel(LATER, tick=False):
        closing = close(small_world.places.cao_bang, kinds=list(EXPLAINED))
    happen(small_world, [(enters, 1), (corrects, 2), (learns, 3), (speaks, 2), (ends, 4), (decrees, 0), (decrees, 1), (removes, 5)])
    whole = reconcile(then_of(closing, TODAY))
    assert len(whole.people) >= 3 and len(whole.beyond) == 1
    for kind in EXPLAINED:
        found = whole.of_kind(kind)
        moved = moved_figures(found, kind, restore(FrozenReport.objects.get(closing=closing, kind=kind).content))
        assert moved or kind == "kiem-nhiem", kind
        assert [one for one in moved if one.rest] == [], kind


def test_nothing_differs_when_nothing_happened(minh, closing):
    page = minh.page(PATH.format(closing.period_id))
    assert "Mọi người vẫn được tính như lúc chốt" in page
    assert minh.report(PATH.format(closing.period_id))["figures"] == []


def test_minh_reads_who_and_why_and_thao_only_how_many(minh, thao, small_world, closing):
    happen(small_world, [(enters, 1), (ends, 4)])
    path = PATH.format(closing.period_id)
    page, told = minh.page(path), minh.report(path)
    assert "Nông Văn Muộn 1" in page and "Nhập muộn" in page and "Rời chức danh" in page
    assert told["reasons"] == {"late": 1, "left": 1} and len(told["people"]) == 2
    other, hidden = thao.page(path), thao.report(path)
    assert "Nhập muộn" in other and "people" not in hidden and hidden["figures"] == told["figures"]
    names = Profile.objects.filter(cadre__in=[one["id"] for one in told["people"]]).values_list("full_name", flat=True)
    assert not any(name in other for name in names) and "/can-bo/" not in other.partition("<main")[2]


def test_a_figure_opens_the_people_of_its_difference_alone(minh, small_world, closing):
    happen(small_world, [(enters, 1), (ends, 4), (corrects, 2)])
    path = PATH.format(closing.period_id)
    for one in minh.report(path)["figures"]:
        asked = {"bang": one["table"], "dong": one["row"], "cot": one["measure"]}
        people = minh.report(path, **{name: value for name, value in asked.items() if value})["people"]
        assert len(people) >= abs(one["difference"]) and (len(people) - one["difference"]) % 2 == 0, one
    assert {one["reason"] for one in minh.report(path, ly_do="late")["people"]} == {"late"}


def test_the_file_has_every_figure_and_names_only_for_those_who_see_them(minh, thao, small_world, closing):
    happen(small_world, [(enters, 1), (ends, 4)])
    path = PATH.format(closing.period_id)
    figures = minh.report(path)["figures"]
    for visitor, sheets in ((minh, ["Con số", "Từng người"]), (thao, ["Con số"])):
        book = book_of(visitor, path)
        assert book.sheetnames[: len(sheets)] == sheets and ("Từng người" in book.sheetnames) == (visitor is minh)
        rows = [[cell.value for cell in row] for row in book["Con số"].iter_rows(min_row=5)]
        assert [(row[2], row[3], row[4]) for row in rows] == [(one["frozen"], one["today"], one["difference"]) for one in figures]
        assert all(row[4] == sum(row[5:]) for row in rows)
    assert "Nông Văn Muộn 1" in [row[0].value for row in book_of(minh, path)["Từng người"].iter_rows(min_row=5)]
    line = ExportRecord.objects.order_by("pk").last()
    assert line.kind == "closed" and "[sơ bộ]" in line.name


def book_of(visitor, path: str, kind: str = ""):
    answer = visitor.get(path, {"dinh-dang": "xlsx", **({"bao-cao": kind} if kind else {})})
    return load_workbook(BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content))


def test_what_it_cannot_read_is_refused(minh, hanh, quan, nobody, closing):
    path = PATH.format(closing.period_id)
    cases = (
        ("bao-cao", "van-ban", 400, "theo từng người"),
        ("bao-cao", "kiem-nhiem", 404, "không giữ"),
        ("ly-do", "vi-sao", 400, "late"),
        ("bang", "khong-co", 404, "không có con số"),
        ("dinh-dang", "pdf", 400, "html, json, xlsx"),
        ("ban", "9", 404, "Có bản 1"),
        ("ngay", "1/1/2014", 400, "bao-cao"),
    )
    for name, value, status, said in cases:
        answer = minh.get(path, {name: value})
        assert answer.status_code == status and said in answer.content.decode(), (name, value)
    assert minh.get(path, {"bang": "verdict", "dong": "khong-co"}).status_code == 404
    assert hanh.get(path).status_code == quan.get(path).status_code == 404
    assert nobody.get(path).status_code == 302 and minh.post(path).status_code == 405


def test_it_costs_a_fixed_number_of_queries(minh, small_world, closing, django_assert_max_num_queries):
    happen(small_world, [(enters, 1), (ends, 4), (corrects, 2)])
    minh.page(PATH.format(closing.period_id))
    with django_assert_max_num_queries(60):
        minh.page(PATH.format(closing.period_id))
    happen(small_world, [(enters, 2), (enters, 3), (ends, 1)])
    with django_assert_max_num_queries(60):
        minh.page(PATH.format(closing.period_id))

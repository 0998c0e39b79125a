"""Reports that more than people in post decide: what was recorded since adds up to every difference, record by record, and is told."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.utils.html import escape

from cadres.actions.entries import amend_entry, record_entry, retract_entry
from cadres.actions.facts import record_fact
from cadres.models import (
    Attendance,
    Course,
    Departure,
    Enrolment,
    Intake,
    Move,
    Nomination,
    Profile,
    Standing,
    SuccessionPlan,
    TrainingPlan,
)
from reports.actions.frozen import then_of
from reports.actions.schemes import amend_target
from reports.freezing import FREEZABLE, make, restore
from reports.models import FrozenReport, Target
from reports.reconciliation import EXPLAINED
from reports.reconciling import Reason
from reports.replaying import REPLAYED, every_figure, replay, replayed_figures
from tests import factories
from tests.reports.frozen.conftest import DAY, LATER, TODAY, close
from tests.reports.frozen.test_reconciliation import PATH, book_of, corrects, counted, decrees, ends, enters, happen, learns

BY = {"by": "minh", "day": TODAY}
LEFT_OUT = {"van-ban", "bieu-mau-02-cl"}
"""The report in words is written from others; a list of people has no figures but those that others explain."""


@pytest.fixture
def closed(small_world, scheme):
    """Every report explained by steps, of DAY."""
    with time_machine.travel(LATER, tick=False):
        return close(small_world.places.cao_bang, kinds=list(REPLAYED))


def attends(world, number):
    days = {"valid_from": date(2014, 1, 1), "valid_to": date(2014, 1, 31)}
    place = {"province": world.places.cao_bang, "district": world.places.truong_ha.district, "commune": world.places.truong_ha}
    record_entry(Attendance(**place, **days, kind="training", subject="professional", attended=11), **BY)


def replans(world, number):
    amend_entry(TrainingPlan.objects.known().get(planned=50), reason="Theo quyết định mới", planned=60, **BY)


def retracts(world, number):
    retract_entry(Departure.objects.known().get(people=4), reason="Trùng", **BY)


def moves(world, number):
    amend_entry(Move.objects.known().get(people=5), reason="Đếm lại", people=6, **BY)


def nominates(world, number):
    plan = SuccessionPlan.objects.known().get(round="a1")
    place = {"province": plan.province, "district_id": plan.district_id, "commune_id": plan.commune_id}
    record_entry(Nomination(**place, plan=plan, nominated=3, post=world.positions.party_secretary), **BY)


def takes(world, number):
    one = Intake.objects.known().get(people=8)
    record_entry(Intake(province=one.province, people=2, year=2014, programme=one.programme), **BY)


def rotates(world, number):
    here = {"province": world.places.cao_bang, "commune": world.places.truong_ha, "district": world.places.truong_ha.district}
    way = {"kind": "rotation", "from_tier": "province", "to_tier": "commune", "valid_from": date(2014, 1, 20)}
    record_entry(Move(**here, **way, cadre_id=counted(world)[0]), **BY)


def studies(world, number):
    course = Course.objects.known().get(name="Tin học trình độ A")
    mine = {"course_id": course.number, "valid_from": course.valid_from, "valid_to": course.valid_to}
    taken = Enrolment.objects.filter(course=course.number).values("cadre")
    who = Standing.objects.filter(valid_from__lte=course.valid_from, valid_to__gte=DAY, province=world.places.cao_bang)
    record_fact(Enrolment(cadre_id=who.exclude(cadre__in=taken).first().cadre_id, **mine, result="completed"), **BY)


def enrols(world, number):
    record_fact(Enrolment(cadre_id=counted(world)[-2], ladder="professional", level=40, valid_from=date(2013, 9, 1)), **BY)


def sits(world, number):
    """Members of party committees are counted by no standing."""
    who = factories.person("Lý Thị Ghế")
    factories.appoint(who, world.places.truong_ha, world.positions.party_committee_member, date(2012, 1, 1))


def aims(world, number):
    amend_target(Target.objects.known().get(label="Trung cấp trở lên"), reason="Nghị quyết mới", percent=100, **BY)


RECORDS = (aims, attends, replans, retracts, moves, nominates, takes, rotates, studies, enrols)
PEOPLE = (enters, corrects, learns, ends)


def explained(closing, kind: str):
    frozen = restore(FrozenReport.objects.get(closing=closing, kind=kind).content)
    found = replay(kind, then_of(closing, TODAY))
    return found, frozen, {(one.table, one.row, one.measure): one for one in replayed_figures(found, frozen)}


def test_every_report_of_a_closing_is_explained_one_way_or_the_other():
    assert set(FREEZABLE) - set(EXPLAINED) - set(REPLAYED) == LEFT_OUT and not set(EXPLAINED) & set(REPLAYED)


def test_steps_begin_at_the_frozen_figures_and_end_at_todays(small_world, closed):
    happen(small_world, [(thing, 3) for thing in (*RECORDS, *PEOPLE, sits)])
    quiet = set()
    for kind in REPLAYED:
        found, frozen, moved = explained(closed, kind)
        then, now = every_figure(frozen), every_figure(make(kind, found.after))
        told = {place: (one.then, one.now) for place, one in moved.items() if one.difference}
        assert told == {
            place: (then.get(place, ("", "", 0))[2], now.get(place, ("", "", 0))[2])
            for place in then.keys() | now.keys()
            if then.get(place, ("", "", 0))[2] != now.get(place, ("", "", 0))[2]
        }, kind
        assert [one for one in moved.values() if one.rest] == [], kind
        quiet |= set() if moved else {kind}
    assert quiet == {"don-vi"}


RECORDED = (
    ("dao-tao", attends, Reason.LATE, "attendances", 11),
    ("dao-tao", studies, Reason.LATE, "attendances", 1),
    ("nghi-viec", retracts, Reason.REMOVED, "departures", -4),
    ("luan-chuyen", moves, Reason.CORRECTED, "moves", 1),
    ("tri-thuc-tre", takes, Reason.LATE, "taken", 2),
    ("quy-hoach", nominates, Reason.LATE, "nominations", 3),
    ("da-hoc", studies, Reason.LATE, "attended", 1),
    ("cap-uy", sits, Reason.LATE, "members", 1),
)


def test_what_was_recorded_is_the_reason_and_adds_what_it_says(small_world, closed):
    for kind, thing, reason, key, added in RECORDED:
        with transaction.atomic():
            happen(small_world, [(thing, 0)])
            found, _, moved = explained(closed, kind)
            assert set(found.record_reasons) | set(found.reasons) == {reason}, (kind, thing.__name__)
            assert moved["chinh", key, ""].parts == {reason: added}, (kind, thing.__name__)
            transaction.set_rollback(True)


def test_a_plan_that_was_amended_moves_the_plan_and_not_what_was_done(small_world, closed):
    happen(small_world, [(replans, 0)])
    _, _, moved = explained(closed, "dao-tao")
    assert {(one.measure, one.difference) for one in moved.values()} == {("ke-hoach", 10)}


def test_what_no_standing_shows_of_somebody_is_told_by_their_facts(minh, small_world, closed):
    happen(small_world, [(sits, 0)])
    (one,) = minh.report(f"{PATH.format(closed.period_id)}?bao-cao=cap-uy")["people"]
    assert any("chưa có → hôm nay: " in said and small_world.places.truong_ha.full_name in said for said in one["differences"]), one


def test_what_is_of_another_year_is_not_told(small_world, closed):
    with time_machine.travel(LATER + timedelta(minutes=1), tick=False):
        days = {"valid_from": date(2016, 1, 1), "valid_to": date(2016, 1, 31)}
        record_entry(Attendance(province=small_world.places.cao_bang, **days, kind="training", attended=11), **BY)
    found, _, moved = explained(closed, "dao-tao")
    assert (found.records, moved) == ((), {})


def test_both_days_of_a_report_of_two_are_explained(small_world, closed):
    """Somebody entered late who served on the earlier day alone."""
    with time_machine.travel(LATER + timedelta(minutes=1), tick=False):
        who = factories.person("Bế Văn Xưa")
        factories.appoint(who, small_world.places.truong_ha, small_world.positions.council_chair, date(2008, 1, 1), date(2010, 1, 1))
    found, _, moved = explained(closed, "truoc-sau")
    assert (found.people, [one.reason for one in found.earlier]) == ((), [Reason.LATE])
    assert moved["category", "all", "truoc"].parts == {Reason.LATE: 1} and ("category", "all", "") not in moved


def test_rules_and_units_learnt_since_are_told_as_such(small_world, closed):
    happen(small_world, [(decrees, 0), (decrees, 1)])
    for kind in ("truoc-sau", "can-dao-tao"):
        _, _, moved = explained(closed, kind)
        assert moved and all(set(one.parts) == {Reason.STANDARD} and one.rest == 0 for one in moved.values()), kind
    with time_machine.travel(LATER + timedelta(minutes=9), tick=False):
        old = small_world.places.na_sac
        old.valid_to = DAY - timedelta(days=30)
        old.save()
        factories.change(old, small_world.places.truong_ha, DAY - timedelta(days=29))
    _, _, moved = explained(closed, "don-vi")
    assert moved["chinh", "commune", ""].parts == {Reason.UNITS: -1}


def test_minh_reads_each_record_and_thao_only_numbers(minh, thao, small_world, closed):
    happen(small_world, [(attends, 0), (moves, 0), (rotates, 0)])
    with connection.cursor() as cursor:
        cursor.execute('DROP TABLE "remembered"')  # another request's: nobody is asked about here
    path = f"{PATH.format(closed.period_id)}?bao-cao=luan-chuyen"
    page, told = minh.page(path), minh.report(path)
    assert "Từng bản ghi" in page and "Số người: 5 → 6" in page and "Nhập muộn" in page and "Đính chính" in page
    assert told["record_reasons"] == {"late": 1, "corrected": 1} and len(told["records"]) == 2
    other, hidden = thao.page(path), thao.report(path)
    assert "Từng bản ghi" not in other and "records" not in hidden and hidden["figures"] == told["figures"]
    name = Profile.objects.known().get(cadre=counted(small_world)[0]).full_name
    assert escape(name) in page and escape(name) not in other.partition("<main")[2]


def test_a_figure_of_records_opens_the_lines_that_are_on_one_side_alone(minh, small_world, closed):
    happen(small_world, [(attends, 0), (moves, 0), (studies, 0), (rotates, 0), (learns, 2)])
    asked = (("luan-chuyen", "Chỉ có lúc chốt"), ("dao-tao", "Chỉ có hôm nay"), ("bieu-mau-10", "Chỉ có hôm nay"))
    for kind, said in asked:
        path = f"{PATH.format(closed.period_id)}?bao-cao={kind}"
        opened = 0
        for one in minh.report(path)["figures"]:
            place = {"bang": one["table"], "dong": one["row"], "cot": one["measure"]}
            answer = minh.get(path + "".join(f"&{name}={value}" for name, value in place.items() if value))
            opened += said in answer.content.decode()
            assert answer.status_code == 200 or one["measure"] == "tong", (kind, place)
        assert opened, kind


def test_the_file_has_the_records_for_those_who_see_names(minh, thao, small_world, closed):
    happen(small_world, [(attends, 0)])
    path = PATH.format(closed.period_id)
    rows = [[cell.value for cell in row] for row in book_of(minh, path, "dao-tao")["Từng bản ghi"].iter_rows(min_row=5)]
    assert len(rows) == 1 and rows[0][2] == "Nhập muộn" and "11" in rows[0][3]
    assert "Từng bản ghi" not in book_of(thao, path, "dao-tao").sheetnames


def test_it_costs_a_fixed_number_of_queries(minh, small_world, closed, django_assert_max_num_queries):
    happen(small_world, [(attends, 0), (moves, 0), (studies, 0)])
    for kind in ("dao-tao", "luan-chuyen", "truoc-sau"):
        path = f"{PATH.format(closed.period_id)}?bao-cao={kind}"
        minh.page(path)
        with django_assert_max_num_queries(150):
            minh.page(path)

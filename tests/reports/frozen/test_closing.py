"""A closed period keeps its digits whatever is recorded, decreed or redrawn later, and `ghi-nhan` gives the same ones."""

from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from cadres.actions.dossiers import remove_dossier
from cadres.actions.facts import amend_fact
from cadres.models import Appointment, CatalogueState, Qualification
from chuanxa.jobs import claim, perform
from chuanxa.models import AuditEvent
from chuanxa.models.upkeep import renew
from reports.actions import areas, frozen
from reports.freezing import FREEZABLE, differing, figures, keep, make, make_all, restore
from reports.frozen_said import asked_then
from reports.models import ClosedPeriod, Closing, FrozenReport, Mark
from tests import factories
from tests.cast import NOW
from tests.reports.frozen.conftest import DAY, KINDS, LATER, TODAY, close


def check() -> str:
    """What check_frozen says."""
    told = StringIO()
    call_command("check_frozen", stdout=told)
    return told.getvalue()


def kept(closing: Closing, kind: str = "") -> dict:
    return restore(FrozenReport.objects.get(closing=closing, kind=kind).content)


def page_now(minh) -> dict:
    return minh.report("/tinh/04/", ngay=DAY.isoformat())


def test_every_kind_of_report_comes_back_equal_from_what_is_kept(small_world, later):
    selection = frozen.then_of(Closing(period=ClosedPeriod(province=small_world.places.cao_bang, day=DAY), known_at=timezone.now()), TODAY)
    for kind, report in make_all(selection, list(FREEZABLE)):
        assert restore(keep(report)) == report, kind
        assert figures(restore(keep(report))) == figures(report), kind


def test_what_is_kept_is_what_the_page_of_ghi_nhan_says(minh, closing, later):
    told = minh.report(f"/chot-so-lieu/{closing.period_id}/bao-cao/tong-hop/")
    page = minh.report("/tinh/04/", **{name.replace("-", "_"): value for name, value in asked_then(closing).items()})
    assert told["closing"]["mark"] == "preliminary" and told["title"].startswith("[sơ bộ] ")
    assert told["tables"] == page["tables"] and told["trends"] == page["trends"] and told["known_at"] == page["known_at"]


def records(world):
    """Two late secretaries, a corrected diploma, a removed dossier."""
    for name in ("Nông Văn Muộn", "Lý Thị Muộn"):
        factories.appoint(factories.person(name, sex="male"), world.places.na_sac, world.positions.party_secretary, date(2012, 3, 1))
    counted = Appointment.objects.known().on(DAY).filter(commune__province__code="04", is_primary=True).order_by("pk")
    award = Qualification.objects.known().filter(cadre__in=counted.values("cadre")).first()
    amend_fact(award, by="minh", day=TODAY, reason="Gõ nhầm", level=0)
    remove_dossier(counted.last().cadre_id, by="minh", day=TODAY, reason="Nhầm", expected=None)


def decrees(world):
    factories.standard(world.positions.party_secretary, province=world.places.cao_bang, first=date(2013, 1, 1), professional=60)


def classifies(world):
    unit = next(one for one in areas.register().all_on("commune", DAY) if one.province == world.places.cao_bang.pk)
    areas.classify([unit], area_class="border", valid_from=max(unit.period.first, date(2005, 1, 1)), by="minh", day=TODAY)


def redraws(world):
    """A commune that people stand in is found to have ended earlier, and was taken by a new one."""
    old = world.places.na_sac
    old.valid_to = DAY - timedelta(days=30)
    old.save()
    new = factories.commune(old.district, "Xã Mới Biết", first=DAY - timedelta(days=29))
    factories.change(old, new, kind="merger")
    renew()


@pytest.mark.parametrize("happens", [records, decrees, classifies, redraws], ids=lambda one: one.__name__)
def test_nothing_that_happens_later_moves_a_digit(minh, small_world, closing, later, happens):
    before, shown = figures(kept(closing)), page_now(minh)
    happens(small_world)
    assert "5 báo cáo: tính lại ra đúng từng chữ số" in check()
    assert figures(kept(closing)) == before
    if happens is not classifies:  # the class changes no verdict of the small world; what it changes is on another page
        assert page_now(minh)["tables"] != shown["tables"]


def test_an_area_class_found_later_is_not_in_the_frozen_table_of_areas(minh, small_world, closing, later):
    classifies(small_world)
    then = frozen.then_of(closing, TODAY).selection()
    assert make("don-vi", then) == kept(closing, "don-vi")
    assert minh.report("/bao-cao/don-vi/", ngay=DAY.isoformat(), tinh="04")["tables"] != kept(closing, "don-vi").as_dict()["tables"]


def test_the_catalogues_are_kept_from_the_first_closing_on_and_only_when_they_change(small_world, closing, later):
    assert CatalogueState.objects.count() == 1
    renew()
    assert CatalogueState.objects.count() == 1
    decrees(small_world)
    assert CatalogueState.objects.count() > 1


def test_a_digit_that_was_tampered_with_is_found(closing, later):
    row = FrozenReport.objects.get(closing=closing, kind="")
    row.content["tables"][0]["total"] += 1
    row.save()
    FrozenReport.objects.get(closing=closing, kind="don-vi").delete()
    with pytest.raises(CommandError, match="chỗ không trùng"):
        check()


def test_differences_name_the_figure_and_both_digits(closing):
    report = kept(closing)
    other = restore({**keep(report), "tables": keep(report)["tables"][1:]})
    first = report.tables[0]
    assert (first.id, [first.total], None) in differing(report, other)


def refusal(province, day: date = DAY, **told) -> str:
    with pytest.raises(ValidationError) as refused, time_machine.travel(LATER, tick=False):
        close(province, day, **told)
    return " ".join(refused.value.messages)


def test_a_period_is_not_closed_twice_backwards_or_before_its_time(small_world, closing):
    cao_bang = small_world.places.cao_bang
    assert "đã chốt (sơ bộ" in refusal(cao_bang)
    assert "không chốt lùi" in refusal(cao_bang, date(2013, 12, 31))
    assert "chưa đến" in refusal(cao_bang, TODAY + timedelta(days=1))
    assert "không có Tỉnh Cao Bằng" in refusal(cao_bang, date(1999, 1, 1))
    assert "trước ngày số liệu" in refusal(cao_bang, date(2015, 1, 1), known_at=factories.at(2014, 12, 31))
    assert "chưa đến" in refusal(cao_bang, date(2015, 1, 1), known_at=NOW + timedelta(days=1))
    assert "ít nhất một báo cáo" in refusal(cao_bang, date(2015, 1, 1), kinds=[])
    assert "ít nhất một báo cáo" in refusal(cao_bang, date(2015, 1, 1), kinds=["chat-luong"])
    assert Closing.objects.count() == 1 and ClosedPeriod.objects.count() == 1


def test_a_province_that_was_not_known_at_the_moment_is_refused(small_world, closing):
    """The catalogues are kept since the first closing: a province recorded after it is in none of an earlier moment."""
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        new = factories.province("Tỉnh Mới Ghi", "77")
        with pytest.raises(ValidationError, match="không có tỉnh mang mã 77"):
            close(new, date(2015, 1, 1), known_at=LATER)
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):  # on PostgreSQL what is settled lies a second back
        assert close(new, date(2015, 1, 1)).number == 1


def test_another_province_closes_its_own(small_world, closing):
    with time_machine.travel(LATER, tick=False):
        assert close(small_world.places.soc_trang, date(2013, 12, 31)).number == 1


def test_a_period_goes_from_preliminary_to_final_to_adjusted_and_keeps_every_version(small_world, closing, later):
    final = frozen.make_final(closing, anew=False, expected=1, by="minh")
    assert (final.mark, final.number, final.known_at) == (Mark.FINAL, 2, closing.known_at)
    assert figures(kept(final)) == figures(kept(closing))
    records(small_world)
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        adjusted = frozen.adjust(final, expected=2, by="minh", reason="Bổ sung hồ sơ")
    assert (adjusted.mark, adjusted.number) == (Mark.ADJUSTED, 3) and figures(kept(adjusted)) != figures(kept(final))
    assert [one.retired_reason for one in Closing.objects.order_by("number")] == ["Chốt chính thức", "Bổ sung hồ sơ", ""]
    assert "3 bản chốt" in check()


def test_a_period_is_reopened_with_a_reason_and_closed_again_as_adjusted(small_world, closing, later):
    final = frozen.make_final(closing, anew=True, expected=1, by="minh")
    with pytest.raises(ValidationError, match="lý do"):
        frozen.reopen(final, expected=2, by="minh", reason="  ")
    frozen.reopen(final, expected=2, by="minh", reason="Chốt nhầm")
    with pytest.raises(ValidationError, match="lý do"):
        close(small_world.places.cao_bang, expected=3)
    again = close(small_world.places.cao_bang, expected=3, reason="Đã rà lại")
    assert (again.mark, again.number) == (Mark.ADJUSTED, 3)
    told = AuditEvent.objects.filter(subject=f"closedperiod:{closing.period_id}").order_by("number").values_list("act", "reason")
    assert [act.partition(" ")[0] for act, _ in told] == ["close", "close", "reopen", "close"] and told[2][1] == "Chốt nhầm"


def test_who_comes_second_is_told(closing, later):
    frozen.make_final(closing, anew=False, expected=1, by="minh")
    for expected in (1, 2):
        with pytest.raises(frozen.MovedOn, match="Mở lại trang của kỳ"):
            frozen.reopen(closing, expected=expected, by="hoa", reason="Nhầm")


def test_a_preliminary_closing_is_not_adjusted_and_a_final_one_not_made_final(closing, later):
    with pytest.raises(ValidationError, match="chưa chính thức"):
        frozen.adjust(closing, expected=1, by="minh", reason="Bổ sung")
    final = frozen.make_final(closing, anew=False, expected=1, by="minh")
    with pytest.raises(ValidationError, match="đã là bản"):
        frozen.make_final(final, anew=False, expected=2, by="minh")


def test_many_people_are_counted_by_a_job_that_goes_on_where_it_stopped(small_world, later, monkeypatch):
    monkeypatch.setattr("reports.actions.frozen.AT_ONCE", 1)
    closing = close(small_world.places.cao_bang)
    assert closing.ready_at is None and closing.job is not None
    stops = iter([False, True])
    perform(claim("thợ", at=timezone.now()), "thợ", stopping=lambda: next(stops))
    assert FrozenReport.objects.filter(closing=closing).count() == 2
    perform(claim("thợ khác", at=timezone.now()), "thợ khác")
    closing.refresh_from_db()
    assert closing.ready_at is not None
    assert list(closing.reports.values_list("kind", flat=True)) == [kind for kind in FREEZABLE if kind in KINDS]
    assert "5 báo cáo" in check()


def test_nothing_is_kept_when_the_trail_cannot_be_written(small_world, later, monkeypatch):
    monkeypatch.setattr("reports.actions.frozen.audit.record", lambda **told: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        close(small_world.places.cao_bang)
    assert not ClosedPeriod.objects.exists() and not FrozenReport.objects.exists()

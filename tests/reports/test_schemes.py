"""Schemes and targets as recorded facts, and how they stand: each number is what counting one by one gives."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from cadres.actions.undo import InTheWay, undo
from chuanxa import audit
from chuanxa.facts import Superseded
from chuanxa.models import AuditEvent, ChangeSet
from provinces.models.scope import Reach
from provinces.register import register
from reports.actions import schemes as actions
from reports.everything import everybody
from reports.models import Scheme, Target
from reports.schemes import find_scheme, progress_of, schemes_within, targets_of
from reports.shares import Share
from reports.targets import Pace
from tests.factories import TODAY

DAY = date(2014, 2, 14)


def kept(scheme) -> Scheme:
    return Scheme.objects.known().get(code=scheme.code)


def test_progress_is_what_counting_one_by_one_gives(scheme):
    world = everybody(DAY, today=TODAY, province="04")
    first, second = progress_of(world, scheme, targets_of(scheme), (date(2012, 12, 31), DAY, date(2015, 12, 31)))
    for one in (first, second):
        for day in (date(2011, 12, 31), date(2012, 12, 31), DAY):
            people = everybody(day, today=TODAY, province="04").narrowed(one.population)
            slow = Share(people.narrowed(one.condition).standings(day).count(), people.standings(day).count())
            assert one.days[day] == slow
        assert date(2015, 12, 31) not in one.days and one.now == one.days[DAY] and one.baseline == one.days[date(2011, 12, 31)]
    assert second.other is None
    other = world.narrowed({"chuyen-mon": ("from_elementary",)})
    assert first.other == Share(other.narrowed(first.condition).standings(DAY).count(), other.standings(DAY).count())


def test_a_declared_baseline_goes_before_what_is_counted_in_the_whole_province_only(scheme):
    target = targets_of(scheme)[0]
    actions.amend_target(target, by="minh", day=TODAY, reason="văn bản", baseline_count=3, baseline_total=7)
    province = everybody(DAY, today=TODAY, province="04")
    assert progress_of(province, scheme, targets_of(scheme))[0].baseline == Share(3, 7)
    units = province.register
    commune = units.find("commune", "01366", DAY)
    from dataclasses import replace

    assert progress_of(replace(province, unit=commune), scheme, targets_of(scheme))[0].baseline != Share(3, 7)


def test_a_target_of_nobody_has_a_pace_of_its_own(scheme):
    from dataclasses import replace

    world = everybody(DAY, today=TODAY, province="04")
    nowhere = replace(world, unit=world.register.find("commune", "01297", DAY))
    assert {one.pace for one in progress_of(nowhere, scheme, targets_of(scheme))} == {Pace.NOBODY}


def test_who_touches_the_province_sees_its_schemes(scheme, small_world):
    units, places = register(), small_world.places
    for reach in (
        Reach(everywhere=True),
        Reach(provinces=frozenset({places.cao_bang.id})),
        Reach(communes=frozenset({places.truong_ha.id})),
    ):
        assert [one.code for one in schemes_within(reach, units)] == [scheme.code]
    assert list(schemes_within(Reach(provinces=frozenset({places.soc_trang.id})), units)) == []
    assert find_scheme(Reach(everywhere=True), units, scheme.code) == scheme


def test_an_amendment_keeps_what_stood_and_its_targets(scheme):
    changed = actions.amend_scheme(scheme, by="minh", reason="Gia hạn", valid_to=date(2016, 12, 31))
    assert (changed.number, kept(scheme), len(targets_of(changed))) == (scheme.number, changed, 2)
    scheme.refresh_from_db()
    assert scheme.superseded_by == "minh" and scheme.valid_to == date(2015, 12, 31)
    event = AuditEvent.objects.filter(subject=f"scheme:{scheme.number}").first()
    assert (
        event.act == "amend scheme" and event.change["old"]["valid_to"] == "2015-12-31" and event.change["new"]["valid_to"] == "2016-12-31"
    )


def test_two_amendments_of_one_version_are_not_both_kept(scheme):
    target = targets_of(scheme)[0]
    actions.amend_target(target, by="minh", day=TODAY, reason="một", percent=Decimal(91))
    with pytest.raises(Superseded):
        actions.amend_target(target, by="quantri", day=TODAY, reason="hai", percent=Decimal(92))
    assert targets_of(scheme)[0].percent == 91


def test_retiring_a_scheme_retires_its_targets_and_keeps_their_history(scheme):
    actions.retire_scheme(scheme, by="minh", reason="Nhập trùng")
    assert not Scheme.objects.known().filter(code=scheme.code).exists() and targets_of(scheme) == []
    assert Target.objects.filter(scheme=scheme.number).count() == 2
    assert AuditEvent.objects.filter(act="retract target", reason="Nhập trùng").count() == 2


def test_a_code_may_be_used_again_once_its_scheme_is_retired(scheme, small_world):
    def again() -> Scheme:
        period = {"valid_from": date(2020, 1, 1), "valid_to": date(2025, 12, 31)}
        return Scheme(code=scheme.code, name="Lại", province=small_world.places.cao_bang, **period)

    with pytest.raises(ValidationError, match="Đã có một đề án mang mã"):
        actions.record_scheme(again(), by="minh")
    actions.retire_scheme(scheme, by="minh", reason="Thay")
    assert actions.record_scheme(again(), by="minh").number != scheme.number


def good(scheme, **changes) -> Target:
    columns = {"label": "x", "condition": "ly-luan=from_elementary", "percent": Decimal(90), "order": 3}
    dates = {"baseline_day": date(2011, 12, 31), "deadline": date(2015, 12, 31)}
    return Target(scheme_id=scheme.number, **columns | dates | changes)


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"population": "chuyen-mon=university&ly-luan=bachelor&tuoi-tu=119"}, "population", "không có ai thuộc"),
        ({"population": "mau-mat=xanh"}, "population", "“mau-mat” không phải là bộ lọc"),
        ({"population": "chuyen-mon=giao-su"}, "population", "không nhận giá trị “giao-su”"),
        ({"population": "tinh=04"}, "population", "Bỏ “tinh=04”"),
        ({"condition": ""}, "condition", "Ghi điều kiện đạt"),
        ({"condition": "chuyen-mon"}, "condition", "Không đọc được"),
        ({"other_base": "tuoi-tu=119"}, "other_base", "không có ai thuộc"),
        ({"percent": Decimal("100.01")}, "percent", "Tỷ lệ phải từ 0 đến 100"),
        ({"percent": Decimal("-1")}, "percent", "Tỷ lệ phải từ 0 đến 100"),
        ({"deadline": date(2011, 12, 31)}, "deadline", "trước ngày bắt đầu đề án 01/01/2012"),
        ({"deadline": date(2012, 6, 1), "baseline_day": date(2013, 1, 1)}, "deadline", "không sau ngày xuất phát 01/01/2013"),
        ({"baseline_count": 3}, "baseline_total", "cả số đạt và tổng số"),
        ({"baseline_count": 8, "baseline_total": 7}, "baseline_count", "lớn hơn tổng số"),
        ({"baseline_count": 0, "baseline_total": 0}, "baseline_total", "từ 1 người trở lên"),
    ],
    ids=str,
)
def test_a_target_that_cannot_be_is_refused_with_a_sentence_and_nothing_is_kept(scheme, changes, field, told):
    before = Target.objects.count(), AuditEvent.objects.count()
    with pytest.raises(ValidationError) as refusal:
        actions.record_target(good(scheme, **changes), by="minh", day=TODAY)
    assert told in " ".join(refusal.value.message_dict[field])
    assert (Target.objects.count(), AuditEvent.objects.count()) == before


def test_texts_are_stored_in_one_way(scheme):
    pasted = "https://may.chu/can-bo/?ngay=14/2/2014&ly-luan=from_elementary&loai=elected&trang=3"
    made = actions.record_target(good(scheme, population=pasted), by="minh", day=TODAY)
    assert made.population == "loai=elected&ly-luan=from_elementary"


def test_nothing_is_kept_when_the_audit_row_fails(scheme, monkeypatch):
    def fails(**told):
        raise RuntimeError("no audit")

    monkeypatch.setattr(audit, "record", fails)
    monkeypatch.setattr(audit, "record_all", lambda *told, **more: fails())
    target = targets_of(scheme)[0]
    verbs = (
        lambda: actions.record_target(good(scheme), by="minh", day=TODAY),
        lambda: actions.amend_target(target, by="minh", day=TODAY, reason="x", percent=Decimal(1)),
        lambda: actions.retire_target(target, by="minh", reason="x"),
        lambda: actions.amend_scheme(scheme, by="minh", reason="x", name="y"),
        lambda: actions.retire_scheme(scheme, by="minh", reason="x"),
    )
    for verb in verbs:
        with pytest.raises(RuntimeError, match="no audit"):
            verb()
    assert [target.percent for target in targets_of(scheme)] == [90, Decimal("45.5")] and kept(scheme).name == "Đề án thử <b>"


def test_a_reason_is_asked_of_every_change(scheme):
    target = targets_of(scheme)[0]
    for verb in (
        lambda: actions.amend_target(target, by="minh", day=TODAY, reason=" ", percent=Decimal(1)),
        lambda: actions.retire_target(target, by="minh", reason=""),
        lambda: actions.retire_scheme(scheme, by="minh", reason=""),
    ):
        with pytest.raises(ValidationError, match="lý do"):
            verb()


def test_a_scheme_may_not_begin_after_a_target_ends_or_end_before_it_begins(scheme):
    for changes, told in (
        ({"valid_from": date(2016, 1, 1), "valid_to": date(2017, 1, 1)}, "sau hạn"),
        ({"valid_to": date(2011, 1, 1)}, "trước ngày bắt đầu"),
    ):
        with pytest.raises(ValidationError, match=told):
            actions.amend_scheme(scheme, by="minh", reason="x", **changes)
    with pytest.raises(ValidationError, match="đã dùng cho trang"):
        actions.amend_scheme(scheme, by="minh", reason="x", code="moi")


def test_a_scheme_retired_by_mistake_comes_back_whole(scheme):
    actions.retire_scheme(scheme, by="minh", reason="Nhập trùng")
    retired = ChangeSet.objects.latest("id")
    undo(retired, by="minh", day=TODAY, reason="Không trùng")
    back = kept(scheme)
    assert (back.number, back.name, len(targets_of(back))) == (scheme.number, scheme.name, 2)


def test_a_target_does_not_come_back_without_its_scheme(scheme):
    target = targets_of(scheme)[0]
    actions.retire_target(target, by="minh", reason="Bỏ")
    retired = ChangeSet.objects.latest("id")
    actions.retire_scheme(scheme, by="minh", reason="Bỏ")
    with pytest.raises(ValidationError, match="nay đã hủy"):
        undo(retired, by="minh", day=TODAY, reason="Nhầm")


def test_a_scheme_is_not_taken_back_from_under_its_targets(scheme):
    with pytest.raises(InTheWay, match="Đề án, chỉ tiêu"):
        undo(scheme.recorded_in, by="minh", day=TODAY, reason="Nhầm")
    for target in targets_of(scheme):
        undo(target.recorded_in, by="minh", day=TODAY, reason="Nhầm")
    undo(scheme.recorded_in, by="minh", day=TODAY, reason="Nhầm")
    assert not Scheme.objects.known().filter(code=scheme.code).exists()

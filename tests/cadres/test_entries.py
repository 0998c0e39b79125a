"""Records of programmes: recorded, amended and retracted with their audit rows, or not at all; what is refused is said."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cadres.actions.entries import amend_entry, finish_study, record_entries, record_entry, retract_entry
from cadres.attendances import Attendances
from cadres.models import (
    Attendance,
    Course,
    Departure,
    DeparturePlan,
    Enrolment,
    Intake,
    IntakePlan,
    Move,
    Nomination,
    Programme,
    SuccessionPlan,
    SupportCategory,
    SupportScheme,
    TrainingPlan,
)
from chuanxa import audit
from chuanxa.facts import Superseded
from chuanxa.models import AuditEvent
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db

ASKED = {"by": "minh", "day": TODAY}


@pytest.fixture
def place():
    return factories.commune(factories.district(factories.province()))


@pytest.fixture
def hoa(place):
    cadre = factories.person("Nguyễn Thị Hoa")
    factories.appoint(cadre, place, factories.position(), date(2010, 1, 1))
    return cadre


def programme() -> Programme:
    return Programme.objects.create(code="qd70", label="Quyết định 70/2009", valid_from=date(2009, 6, 12))


def scheme() -> SupportScheme:
    return SupportScheme.objects.create(code="de-an-03", label="Hỗ trợ nghỉ việc", valid_from=date(2012, 1, 1))


def plan_of(place, **columns) -> TrainingPlan:
    columns = {"year": 2021, "kind": "training", "planned": 8145} | columns
    return TrainingPlan(province=place.province, district=place.district, **columns)


def course_of(place, **columns) -> Course:
    columns = {"name": "Tin học A", "kind": "refresher", "subject": "informatics", "valid_from": date(2013, 5, 6)} | columns
    return Course(province=place.province, **columns)


def one_of_each(place, cadre) -> list:
    """A valid record of every kind, not saved."""
    here = {"province": place.province, "district": place.district, "commune": place}
    plan = record_entry(SuccessionPlan(**here, term_first=2015, term_last=2020, round="a2", approved_on=date(2013, 9, 30)), **ASKED)
    position = factories.position("committee_chair", "Chủ tịch UBND")
    paid = scheme()
    category = SupportCategory.objects.create(scheme=paid, code="insurance", label="Đóng BHXH")
    sent = programme()
    return [
        course_of(place),
        plan_of(place),
        Attendance(**here, kind="training", attended=12, valid_from=date(2021, 1, 1), valid_to=date(2021, 12, 31)),
        Move(**here, cadre=cadre, kind="rotation", from_tier="district", to_tier="commune", valid_from=date(2012, 1, 1)),
        Intake(**here, cadre=cadre, programme=sent, year=2013, degree=40),
        IntakePlan(province=place.province, programme=sent, first_year=2013, last_year=2015, planned=332),
        SuccessionPlan(**here, term_first=2020, term_last=2025, round="a3", approved_on=date(2019, 9, 30)),
        Nomination(**here, plan=plan, cadre=cadre, post=position),
        Departure(**here, cadre=cadre, left_on=date(2013, 9, 1), reason_to_leave="severance", scheme=paid, category=category, amount=1),
        DeparturePlan(province=place.province, scheme=paid, first_year=2014, last_year=2015, planned=673),
    ]


def test_each_kind_is_recorded_amended_and_retracted_with_an_audit_row_a_time(place, hoa):
    for entry in one_of_each(place, hoa):
        before = AuditEvent.objects.count()
        name = entry._meta.model_name
        recorded = record_entry(entry, **ASKED, reason="Báo cáo")
        amended = amend_entry(recorded, **ASKED, reason="Sửa nơi", district=place.district)
        assert amended.number == recorded.number == recorded.pk and amended.pk != recorded.pk
        assert list(type(entry).objects.filter(superseded_at=None, pk__in=(recorded.pk, amended.pk))) == [amended]
        retract_entry(amended, **ASKED, reason="Nhập trùng")
        assert not type(entry).objects.filter(superseded_at=None, pk__in=(recorded.pk, amended.pk)).exists()
        acts = [event.act for event in AuditEvent.objects.order_by("id")[before:]]
        assert acts == [f"record {name}", f"amend {name}", f"retract {name}"]


def test_a_number_survives_every_amendment(place):
    first = record_entry(plan_of(place), **ASKED)
    second = amend_entry(first, **ASKED, reason="Điều chỉnh", planned=8200)
    third = amend_entry(second, **ASKED, reason="Điều chỉnh", planned=8300)
    assert {first.number, second.number, third.number} == {first.pk}
    assert third.attendances == Attendances(8300)


def test_two_people_amending_one_record_do_not_lose_either(place):
    first = record_entry(plan_of(place), **ASKED)
    amend_entry(TrainingPlan.objects.get(pk=first.pk), **ASKED, reason="Điều chỉnh", planned=8200)
    with pytest.raises(Superseded):
        amend_entry(first, **ASKED, reason="Điều chỉnh", planned=9000)


def test_nothing_is_kept_when_the_audit_row_fails(place, monkeypatch):
    def fail(**told):
        raise RuntimeError("đĩa đầy")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError, match="đĩa đầy"):
        record_entry(plan_of(place), **ASKED)
    assert not TrainingPlan.objects.exists()


# --- what is refused --------------------------------------------------------------------------------------------------------


def refused(entry, field: str, words: str) -> None:
    before = type(entry).objects.count(), AuditEvent.objects.count()
    with pytest.raises(ValidationError) as caught, transaction.atomic():
        record_entry(entry, **ASKED)
    assert words in " ".join(caught.value.message_dict[field]), caught.value.message_dict
    assert (type(entry).objects.count(), AuditEvent.objects.count()) == before


def test_a_plan_of_zero_is_refused(place):
    refused(plan_of(place, planned=0), "planned", "không nhận kế hoạch bằng 0")
    refused(
        IntakePlan(province=place.province, programme=programme(), first_year=2013, last_year=2015, planned=0),
        "planned",
        "không nhận kế hoạch bằng 0",
    )


def test_a_plan_of_zero_does_not_pass_the_database_either(place):
    with pytest.raises(IntegrityError), transaction.atomic():
        record_entries([plan_of(place, planned=0)], by="minh", subject="demo", reason="")


def test_a_second_plan_of_the_same_kind_is_refused(place):
    record_entry(plan_of(place), **ASKED)
    refused(plan_of(place, planned=9000), "planned", "đã có kế hoạch năm 2021")
    assert record_entry(plan_of(place, subject="informatics"), **ASKED)
    assert record_entry(plan_of(place, year=2022), **ASKED)


def test_a_plan_that_ends_before_it_begins_is_refused(place):
    wrong = IntakePlan(province=place.province, programme=programme(), first_year=2015, last_year=2013, planned=10)
    refused(wrong, "last_year", "trước năm đầu")


def test_a_course_ending_before_it_starts_is_refused(place):
    refused(course_of(place, valid_to=date(2013, 5, 5)), "__all__", "Ngày kết thúc phải bằng hoặc sau ngày bắt đầu")


def test_a_district_of_another_province_is_refused(place):
    elsewhere = factories.district(factories.province("Bắc Kạn"))
    wrong = TrainingPlan(province=place.province, district=elsewhere, year=2021, planned=1)
    refused(wrong, "district", "không thuộc Tỉnh Cao Bằng")


def test_support_without_a_scheme_or_of_another_is_refused(place, hoa):
    here = {"province": place.province, "cadre": hoa, "left_on": date(2013, 9, 1), "reason_to_leave": "severance"}
    refused(Departure(**here, amount=5), "scheme", "phải ghi chính sách")
    paid, other = scheme(), SupportScheme.objects.create(code="nd-108", label="Nghị định 108/2014", valid_from=date(2015, 1, 10))
    category = SupportCategory.objects.create(scheme=other, code="x", label="Thôi việc ngay")
    refused(Departure(**here, scheme=paid, category=category), "category", "không thuộc chính sách")
    long = SupportCategory.objects.create(scheme=paid, code="over-20", label="Trên 20 năm", over_years=20)
    refused(Departure(**here, scheme=paid, category=long, years=20), "years", "trên 20 năm")
    assert record_entry(Departure(**here, scheme=paid, category=long, years=21), **ASKED)


def test_one_person_is_not_several_people(place, hoa):
    here = {"province": place.province, "kind": "rotation", "from_tier": "district", "to_tier": "commune", "commune": place}
    refused(Move(**here, cadre=hoa, people=2, valid_from=date(2012, 1, 1)), "__all__", "số người là 1")
    assert record_entry(Move(**here, people=2, valid_from=date(2012, 1, 1)), **ASKED)


def test_a_person_stands_once_for_one_post_of_a_plan(place, hoa):
    plan = record_entry(
        SuccessionPlan(province=place.province, term_first=2015, term_last=2020, round="a2", approved_on=date(2013, 9, 30)), **ASKED
    )
    post = factories.position("committee_chair", "Chủ tịch UBND")
    columns = {"province": place.province, "plan": plan, "cadre": hoa, "post": post}
    record_entry(Nomination(**columns), **ASKED)
    refused(Nomination(**columns), "post", "đã được quy hoạch")
    refused(Nomination(**columns, state="out"), "out_reason", "ghi ngày và lý do")


def test_what_others_point_at_is_not_retracted(place, hoa):
    course = record_entry(course_of(place), **ASKED)
    renamed = amend_entry(course, **ASKED, reason="Sửa tên", name="Tin học trình độ A")
    factories.record_fact(Enrolment(cadre=hoa, course=course, valid_from=date(2013, 5, 6)), by="minh", day=TODAY)
    with pytest.raises(ValidationError, match="Còn 1 bản ghi"):
        retract_entry(renamed, **ASKED, reason="Nhập trùng")


# --- studies ----------------------------------------------------------------------------------------------------------------


def test_a_study_that_ends_with_a_certificate_proposes_the_qualification(hoa):
    study = factories.enrol(hoa, "professional", 40, date(2019, 9, 5))
    earned = finish_study(study, **ASKED, ended_on=date(2023, 6, 20), result="completed", certificate="ĐH 123")
    assert (earned.pk, earned.ladder, earned.level, earned.awarded_on, earned.evidence) == (
        None,
        "professional",
        40,
        date(2023, 6, 20),
        "ĐH 123",
    )
    assert not hoa.qualifications.exists()
    ended = Enrolment.objects.known().get(cadre=hoa)
    assert (ended.valid_to, ended.result, ended.certificate) == (date(2023, 6, 20), "completed", "ĐH 123")


@pytest.mark.parametrize("result", ["failed", "left"])
def test_a_study_that_was_not_completed_proposes_nothing(hoa, result):
    study = factories.enrol(hoa, "professional", 40, date(2019, 9, 5))
    assert finish_study(study, **ASKED, ended_on=date(2023, 6, 20), result=result) is None


@pytest.mark.parametrize(("ended_on", "words"), [(date(2019, 9, 4), "không thể kết thúc"), (date(2026, 6, 16), "chưa đến")])
def test_a_study_does_not_end_before_it_starts_or_after_today(hoa, ended_on, words):
    study = factories.enrol(hoa, "professional", 40, date(2019, 9, 5))
    with pytest.raises(ValidationError) as caught:
        finish_study(study, **ASKED, ended_on=ended_on, result="completed")
    assert words in caught.value.message_dict["valid_to"][0]
    assert Enrolment.objects.known().get(cadre=hoa).valid_to is None


def test_a_refresher_leads_to_no_level(place, hoa):
    course = record_entry(course_of(place), **ASKED)
    study = factories.record_fact(Enrolment(cadre=hoa, course=course, valid_from=date(2013, 5, 6)), by="minh", day=TODAY)
    assert finish_study(study, **ASKED, ended_on=date(2013, 5, 20), result="completed") is None


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({}, "ladder"),
        ({"ladder": "professional"}, "level"),
        ({"ladder": "professional", "level": 41}, "level"),
        ({"ladder": "professional", "level": 40, "result": "completed"}, "valid_to"),
        ({"ladder": "professional", "level": 40, "certificate": "A1"}, "result"),
    ],
)
def test_a_study_says_towards_what_and_how_it_ended(hoa, columns, field):
    with pytest.raises(ValidationError) as caught:
        factories.record_fact(Enrolment(cadre=hoa, valid_from=date(2013, 5, 6), **columns), by="minh", day=TODAY)
    assert field in caught.value.message_dict

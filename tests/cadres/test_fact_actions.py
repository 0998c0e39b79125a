"""Recording, amending and retracting facts: the fact, its audit row and the standings, together or not at all."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cadres.actions.facts import amend_fact, open_dossier, record_fact, retract_fact
from cadres.models import Appointment, Cadre, Enrolment, PeriodTally, Profile, Qualification, Serving, Standing, Tally
from cadres.standings.rebuild import check
from chuanxa import audit
from chuanxa.facts import Superseded
from chuanxa.models import AuditEvent
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db

TABLES = (Cadre, Profile, Appointment, Qualification, Enrolment, AuditEvent, Standing, Serving, Tally, PeriodTally)


@pytest.fixture
def office():
    """A commune with a secretary's post that asks for intermediate training."""
    commune = factories.commune(factories.district(factories.province()))
    position = factories.position()
    factories.standard(position, professional=20)
    return commune, position


@pytest.fixture
def hoa(office):
    """Somebody in the post since 2010, untrained."""
    cadre = factories.person("Nguyễn Thị Hoa", sex="female")
    factories.appoint(cadre, *office, date(2010, 1, 1))
    factories.qualify(cadre, "professional", 0)
    return cadre


def everything() -> dict:
    return {model.__name__: sorted(map(str, model.objects.values_list())) for model in TABLES}


# --- what is kept -----------------------------------------------------------------------------------------------------------


def test_a_new_person_has_a_profile_and_an_audit_row():
    cadre = open_dossier(Profile(full_name=" nông  văn đức "), by="hanh", day=TODAY, personal_id="004075000001", reason="Mẫu 2C")
    assert cadre.profiles.get().full_name == "nông văn đức"
    event = AuditEvent.objects.get()
    assert (event.by, event.act, event.subject, event.reason) == ("hanh", "record profile", f"cadre:{cadre.pk}", "Mẫu 2C")
    assert event.change["new"]["full_name"] == "nông văn đức"
    assert event.change["new"]["born_on"] == ""


def test_standings_follow_each_fact(hoa):
    assert [row.verdict for row in Standing.objects.all()] == [0]
    diploma = factories.qualify(hoa, "professional", 40, date(2015, 7, 1))
    assert [(row.valid_from, row.verdict) for row in Standing.objects.order_by("valid_from")] == [
        (date(2010, 1, 1), 0),
        (date(2015, 7, 1), 1),
    ]
    amended = amend_fact(diploma, by="minh", day=TODAY, reason="Sai ngày cấp", awarded_on=date(2016, 7, 1))
    assert [row.valid_from for row in Standing.objects.order_by("valid_from")] == [date(2010, 1, 1), date(2016, 7, 1)]
    retract_fact(amended, by="minh", day=TODAY, reason="Nhầm người")
    assert [row.verdict for row in Standing.objects.all()] == [0]
    assert check() == []


def test_the_audit_trail_tells_old_and_new_and_every_reason(hoa):
    diploma = factories.qualify(hoa, "professional", 40, date(2015, 7, 1))
    amended = amend_fact(diploma, by="minh", day=TODAY, reason="Sai trình độ", level=30)
    retract_fact(amended, by="quantri", day=TODAY, reason="Nhầm người")
    amendment, retraction = AuditEvent.objects.order_by("id")[4:]
    assert (amendment.act, amendment.by, amendment.reason) == ("amend qualification", "minh", "Sai trình độ")
    assert (amendment.change["old"]["level"], amendment.change["new"]["level"]) == ("40", "30")
    assert (retraction.act, retraction.by, retraction.reason) == ("retract qualification", "quantri", "Nhầm người")
    assert retraction.change["old"]["level"] == "30"


def test_a_study_under_way_changes_no_standing(hoa):
    before = list(Standing.objects.values_list())
    factories.enrol(hoa, "professional", 40, date(2025, 9, 1))
    assert list(Standing.objects.values_list()) == before


# --- or nothing is ----------------------------------------------------------------------------------------------------------


def acts(cadre: Cadre) -> dict:
    """Each verb, ready to be tried."""
    diploma = Qualification.objects.get(cadre=cadre)
    return {
        "open": lambda: open_dossier(Profile(full_name="Bế Văn An"), by="hanh", day=TODAY),
        "record": lambda: factories.qualify(cadre, "professional", 40),
        "amend": lambda: amend_fact(diploma, by="hanh", day=TODAY, reason="Sửa", level=40),
        "retract": lambda: retract_fact(diploma, by="hanh", day=TODAY, reason="Hủy"),
    }


@pytest.mark.parametrize("act", ["open", "record", "amend", "retract"])
@pytest.mark.parametrize("failing", ["audit.record", "restand"])
def test_nothing_is_kept_when_the_audit_row_or_the_standings_fail(hoa, monkeypatch, act, failing):
    def fail(*args, **kwargs):
        raise RuntimeError("đĩa đầy")

    before, attempt = everything(), acts(hoa)[act]
    monkeypatch.setattr(f"cadres.actions.changing.{failing}", fail)
    with pytest.raises(RuntimeError, match="đĩa đầy"):
        attempt()
    assert everything() == before


def test_the_audit_row_is_written_with_the_fact_and_not_after(hoa, monkeypatch):
    """When the audit row is written, fact and standings are there already: one transaction holds all three."""
    seen = []
    record = audit.record
    monkeypatch.setattr(
        audit, "record", lambda **told: (seen.append((Qualification.objects.count(), Standing.objects.count())), record(**told))
    )
    factories.qualify(hoa, "professional", 40, date(2015, 7, 1))
    assert seen == [(2, 2)]


# --- what is refused ----------------------------------------------------------------------------------------------------------


def refused(match: str, act) -> None:
    before = everything()
    with pytest.raises(ValidationError, match=match):
        act()
    assert everything() == before


def test_a_second_primary_post_is_refused_with_the_first_one(hoa, office):
    refused(
        r"đang giữ chức danh chính “Bí thư Đảng ủy” tại Xã Trường Hà từ 01/01/2010 đến nay",
        lambda: factories.appoint(hoa, *office, date(2012, 1, 1)),
    )
    refused("Kết thúc chức danh ấy trước, hoặc ghi chức danh mới là kiêm nhiệm", lambda: factories.appoint(hoa, *office, date(2009, 1, 1)))


def test_a_post_may_follow_the_one_before_and_stand_beside_it(hoa, office):
    post = Appointment.objects.get()
    amend_fact(post, by="hanh", day=TODAY, reason="Thôi giữ", valid_to=date(2014, 12, 31))
    factories.appoint(hoa, *office, date(2015, 1, 1))
    chair = factories.position("committee_chair", "Chủ tịch UBND", group="committee", order=3)
    factories.appoint(hoa, office[0], chair, date(2016, 1, 1), primary=False)
    assert [(row.valid_from, bool(row.posts)) for row in Standing.objects.order_by("valid_from")] == [
        (date(2010, 1, 1), False),
        (date(2016, 1, 1), True),
    ]


def test_an_amendment_may_not_make_two_primary_posts(hoa, office):
    other = factories.appoint(hoa, office[0], factories.position("committee_chair", "Chủ tịch"), date(2012, 1, 1), primary=False)
    refused("đang giữ chức danh chính", lambda: amend_fact(other, by="hanh", day=TODAY, reason="Sửa", is_primary=True))


def test_a_post_in_a_commune_that_did_not_exist_is_refused(office):
    _, position = office
    later = factories.commune(factories.province("Sơn La"), "Mường Bú", first=date(2025, 7, 1))
    cadre = factories.person()
    refused(
        "Xã Mường Bú không tồn tại ngày 30/06/2025. Chọn đơn vị của ngày ấy",
        lambda: factories.appoint(cadre, later, position, date(2025, 6, 30)),
    )
    assert factories.appoint(cadre, later, position, date(2025, 7, 1))


def test_a_position_that_did_not_exist_is_refused(office):
    commune, _ = office
    police = factories.position("police_chief", "Trưởng Công an xã", category="civil_servant", last=date(2023, 7, 31))
    cadre = factories.person()
    refused("“Trưởng Công an xã” không có ngày 01/08/2023", lambda: factories.appoint(cadre, commune, police, date(2023, 8, 1)))


def test_a_post_that_ends_before_it_begins_is_refused_with_a_sentence(hoa, office):
    act = {"first": date(2012, 1, 1), "last": date(2011, 1, 1), "primary": False}
    refused("Ngày kết thúc phải bằng hoặc sau ngày bắt đầu", lambda: factories.appoint(hoa, *office, **act))


def test_what_is_missing_is_told(hoa, office):
    commune, position = office
    refused("valid_from", lambda: record_fact(Appointment(cadre=hoa, commune=commune, position=position), by="hanh", day=TODAY))
    refused("commune", lambda: record_fact(Appointment(cadre=hoa, position=position, valid_from=TODAY), by="hanh", day=TODAY))
    refused("level", lambda: record_fact(Qualification(cadre=hoa, ladder="professional"), by="hanh", day=TODAY))


@pytest.mark.parametrize("model", [Qualification, Enrolment])
def test_a_level_of_another_ladder_is_refused_with_the_accepted_ones(hoa, model):
    columns = {"ladder": "political_theory", "level": 60} | ({"valid_from": TODAY} if model is Enrolment else {})
    refused(
        "Lý luận chính trị. Nhận: Chưa qua đào tạo, Sơ cấp, Trung cấp, Cao cấp, Cử nhân",
        lambda: record_fact(model(cadre=hoa, **columns), by="hanh", day=TODAY),
    )


def test_a_fact_changed_meanwhile_is_refused_and_nothing_typed_elsewhere_is_lost(hoa):
    mine, theirs = Qualification.objects.get(), Qualification.objects.get()
    amend_fact(theirs, by="minh", day=TODAY, reason="Trước", level=20)
    before = everything()
    with pytest.raises(Superseded):
        amend_fact(mine, by="hanh", day=TODAY, reason="Sau", level=30)
    with pytest.raises(Superseded):
        retract_fact(mine, by="hanh", day=TODAY, reason="Sau")
    assert everything() == before


@pytest.mark.parametrize("text", ["12345", "00407500000a", "0040750000011"])
def test_a_personal_id_that_is_none_is_refused(text):
    refused("personal_id", lambda: factories.person(personal_id=text))


def test_two_people_do_not_share_a_personal_id_but_several_may_have_none():
    factories.person(personal_id="004075000001")
    refused("personal_id", lambda: factories.person(personal_id="004075000001"))
    assert [factories.person(personal_id=empty).personal_id for empty in ("", "", None)] == [None, None, None]

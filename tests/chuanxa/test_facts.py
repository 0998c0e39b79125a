"""The two clocks of every fact: when it was true, when we knew it. Nothing recorded is overwritten."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from cadres.models import Appointment, Cadre, Position, Profile, Qualification
from chuanxa.facts import Superseded, amend, assert_, on_day, retract
from chuanxa.periods import Period
from tests.factories import at, commune, position, province

pytestmark = pytest.mark.django_db

MORNING, NOON, EVENING = at(2014, 1, 5, 8), at(2014, 1, 5, 12), at(2014, 1, 5, 18)


@pytest.fixture
def cadre():
    return Cadre.objects.create()


def diploma(cadre, **columns) -> Qualification:
    columns = {"ladder": "professional", "level": 20, "awarded_on": date(2010, 6, 30)} | columns
    return Qualification(cadre=cadre, **columns)


def believed(moment=None) -> list[int]:
    return list(Qualification.objects.known(moment).order_by("level").values_list("level", flat=True))


def test_a_fact_is_recorded_with_who_when_and_why(cadre):
    fact = assert_(diploma(cadre), by="hanh", reason="Hồ sơ gốc", at=MORNING)
    stored = Qualification.objects.get()
    assert (stored.recorded_by, stored.recorded_at, stored.reason) == ("hanh", MORNING, "Hồ sơ gốc")
    assert stored == fact
    assert stored.superseded_at is None


def test_a_wrong_fact_is_refused_and_not_kept(cadre):
    with pytest.raises(ValidationError, match=r"không có trong loại Chuyên môn, nghiệp vụ\. Nhận: Chưa qua đào tạo"):
        assert_(diploma(cadre, level=25), by="hanh")
    assert not Qualification.objects.exists()


def test_an_amendment_keeps_both_rows(cadre):
    first = assert_(diploma(cadre), by="hanh", reason="Hồ sơ gốc", at=MORNING)
    second = amend(first, by="minh", reason="Bằng đại học", at=NOON, level=40)
    first.refresh_from_db()
    assert (first.level, first.superseded_by, first.superseded_at, first.reason) == (20, "minh", NOON, "Hồ sơ gốc")
    assert first.superseded_reason == "Bằng đại học"
    assert (second.level, second.recorded_by, second.recorded_at, second.reason) == (40, "minh", NOON, "Bằng đại học")
    assert second.supersedes == first
    assert second.awarded_on == first.awarded_on


def test_a_retraction_keeps_the_row(cadre):
    fact = assert_(diploma(cadre), by="hanh", reason="Hồ sơ gốc", at=MORNING)
    retract(fact, by="minh", reason="Nhầm người", at=NOON)
    stored = Qualification.objects.get()
    assert (stored.superseded_by, stored.superseded_at, stored.superseded_reason) == ("minh", NOON, "Nhầm người")
    assert stored.reason == "Hồ sơ gốc"
    assert believed() == []


def test_what_was_known_can_be_asked_for_any_moment(cadre):
    fact = assert_(diploma(cadre), by="hanh", at=MORNING)
    fact = amend(fact, by="hanh", reason="Sửa", at=NOON, level=40)
    retract(fact, by="hanh", reason="Hủy", at=EVENING)
    second = timedelta(seconds=1)
    assert [believed(moment) for moment in (MORNING - second, MORNING, NOON - second, NOON, EVENING - second, EVENING)] == [
        [],
        [20],
        [20],
        [40],
        [40],
        [],
    ]


def test_the_two_clocks_do_not_mix(cadre):
    """A post that ended in 2012, recorded in 2014: held in 2011 as known now, unknown to anybody in 2013."""
    columns = {"commune": commune(province()), "position": position(), "valid_from": date(2010, 1, 1), "valid_to": date(2012, 12, 31)}
    assert_(Appointment(cadre=cadre, **columns), by="hanh", at=MORNING)
    posts = Appointment.objects
    assert posts.known().on(date(2012, 12, 31)).count() == 1
    assert posts.known().on(date(2013, 1, 1)).count() == 0
    assert posts.known(at(2013, 12, 31)).on(date(2011, 6, 1)).count() == 0
    assert posts.known(NOON).on(date(2011, 6, 1)).count() == 1


def test_a_fact_that_somebody_else_changed_cannot_be_amended_or_retracted(cadre):
    mine = assert_(diploma(cadre), by="hanh", at=MORNING)
    theirs = Qualification.objects.get()
    amend(theirs, by="minh", reason="Sửa trước", at=NOON, level=40)
    with pytest.raises(Superseded, match=r"vừa được người khác sửa hoặc hủy\. Mở lại hồ sơ"):
        amend(mine, by="hanh", reason="Sửa sau", at=EVENING, level=30)
    with pytest.raises(Superseded):
        retract(mine, by="hanh", reason="Hủy", at=EVENING)
    assert believed() == [40]


def test_an_amendment_that_is_refused_leaves_the_old_fact_standing(cadre):
    fact = assert_(diploma(cadre), by="hanh", at=MORNING)
    with pytest.raises(ValidationError), transaction.atomic():
        amend(fact, by="hanh", reason="Sửa", level=25)
    assert believed() == [20]
    assert Qualification.objects.count() == 1


def test_a_name_that_the_fact_does_not_have_cannot_be_amended(cadre):
    fact = assert_(diploma(cadre), by="hanh")
    for name in ("levle", "recorded_by", "superseded_at", "id"):
        with pytest.raises(TypeError, match=f"Qualification has no {name} to amend"):
            amend(fact, by="hanh", reason="Sửa", **{name: 1})
    assert believed() == [20]


def test_a_reason_that_does_not_fit_is_refused(cadre):
    fact = assert_(diploma(cadre), by="hanh")
    with pytest.raises(ValidationError):
        retract(fact, by="hanh", reason="dài " * 100)
    assert believed() == [20]


def test_a_person_has_one_profile_in_force(cadre):
    fact = assert_(Profile(cadre=cadre, full_name="Nguyễn Thị Hoa"), by="hanh")
    with pytest.raises(ValidationError, match="Người này đã có lý lịch; hãy sửa lý lịch đang có"):
        assert_(Profile(cadre=cadre, full_name="Nguyễn Thị Hoà"), by="hanh")
    amend(fact, by="hanh", reason="Sai tên", full_name="  Nguyễn  Thị Hòa ")
    stored = Profile.objects.known().get()
    assert (stored.full_name, stored.search_key) == ("Nguyễn Thị Hòa", "nguyen thi hoa")


def test_a_name_of_invisible_signs_is_no_name(cadre):
    with pytest.raises(ValidationError, match="Thiếu họ và tên"):
        assert_(Profile(cadre=cadre, full_name="\u200b\ufeff"), by="hanh")


def test_the_database_itself_refuses_an_end_before_the_beginning(cadre):
    post = Appointment(
        cadre=cadre, commune=commune(province()), position=position(), valid_from=date(2012, 1, 1), valid_to=date(2011, 1, 1)
    )
    with pytest.raises(ValidationError, match="Ngày kết thúc phải bằng hoặc sau ngày bắt đầu"):
        assert_(post, by="hanh")
    post.recorded_at, post.recorded_by = NOON, "hanh"
    with pytest.raises(IntegrityError), transaction.atomic():
        post.save()


def test_the_database_itself_refuses_a_fact_superseded_before_it_was_recorded(cadre):
    fact = assert_(diploma(cadre), by="hanh", at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Qualification.objects.filter(pk=fact.pk).update(superseded_at=MORNING)


def test_a_fact_points_at_a_person_that_exists():
    fact = diploma(Cadre(pk=404))
    with pytest.raises(ValidationError):
        assert_(fact, by="hanh")


short = st.dates(date(2020, 1, 1), date(2020, 1, 12))


@settings(max_examples=25)
@given(st.data())
def test_rows_valid_on_a_day_are_those_whose_period_holds_it(data):
    first = data.draw(short)
    last = data.draw(st.one_of(st.none(), short.filter(lambda day: day >= first)))
    day = data.draw(short)
    with transaction.atomic():
        row = Position.objects.create(code="thu", label="Thử", category="elected", group="party", order=1, valid_from=first, valid_to=last)
        assert Position.objects.on(day).exists() == (day in Period(first, last)) == (day in row.period)
        assert Position.objects.filter(on_day(day)).exists() == Position.objects.on(day).exists()
        transaction.set_rollback(True)

"""A scope follows its unit: by itself when the unit only goes on, after a merger or a split when somebody confirms it, else not."""

from datetime import date

import pytest

from chuanxa.models import AuditEvent
from provinces.following import continue_scopes, follow, questions
from provinces.models import Scope
from provinces.models.scope import reach_of
from provinces.register import Register, register
from tests import factories

pytestmark = pytest.mark.django_db
END, NOW, TODAY = date(2025, 6, 30), date(2025, 7, 1), date(2026, 6, 15)


@pytest.fixture
def world():
    """A commune that merges with a stranger, one that splits, one renamed, and a province that becomes a city."""
    province = factories.province("Đồng Nai", "75", last=END)
    city = factories.province("Đồng Nai", "75", kind="municipality", first=NOW)
    factories.change(province, city, kind="kind_change")
    district = factories.district(province, "Trảng Bom", "737", last=END)
    made = {name: factories.commune(district, name, last=END) for name in ("Một", "Hai", "Ba")}
    renamed = factories.commune(district, "Cũ", "26001", last=END)
    heirs = {name: factories.commune(city, name, first=NOW) for name in ("Gộp", "Phần A", "Phần B")}
    new = factories.commune(city, "Mới", "26001", first=NOW)
    factories.change(made["Một"], heirs["Gộp"])
    factories.change(made["Hai"], heirs["Gộp"])
    factories.change(made["Ba"], heirs["Phần A"], kind="split", extent="partial")
    factories.change(made["Ba"], heirs["Phần B"], kind="split", extent="partial", default=False)
    factories.change(renamed, new, kind="renaming")
    return {"province": province, "city": city, "district": district, "renamed": renamed, "new": new, **made, **heirs}


def asked(day: date = TODAY) -> list:
    return questions(register(), day)


def told(question) -> list[tuple[str, bool, list[str]]]:
    return [(heir.unit.full_name, heir.whole, [other.full_name for other in heir.beside]) for heir in question.heirs]


def test_a_merger_is_a_question_that_names_who_else_comes_into_reach(world):
    lan = factories.user("lan", "clerk", world["Một"])
    assert not asked(END), "on its last day the unit still stands"
    (question,) = asked()
    assert told(question) == [("Xã Gộp", True, ["Xã Hai"])]
    assert world["Gộp"].pk not in reach_of(lan).communes, "refused until somebody confirms"
    given = follow([question], chosen={question.scope.pk: {world["Gộp"].pk}}, by="quantri", reason="nghị quyết")
    assert given == 1 and reach_of(lan).communes == {world["Một"].pk, world["Gộp"].pk} and not asked()
    event = AuditEvent.objects.get(act="scope followed")
    assert (event.by, event.subject, event.reason, event.change["place"]) == (
        "quantri",
        f"user:{lan.pk}",
        "nghị quyết",
        f"Xã Gộp ({world['Gộp'].code})",
    )


def test_a_split_offers_its_parts_and_may_be_followed_to_none(world):
    lan = factories.user("lan", "clerk", world["Ba"])
    (question,) = asked()
    assert told(question) == [("Xã Phần A", False, []), ("Xã Phần B", False, [])]
    follow([question], chosen={question.scope.pk: set()}, by="quantri", reason="chuyển công tác")
    assert reach_of(lan).communes == {world["Ba"].pk} and not asked()
    with pytest.raises(Exception, match="vừa được người khác quyết định"):
        follow([question], chosen={question.scope.pk: {world["Phần A"].pk}}, by="hai", reason="muộn")
    assert reach_of(lan).communes == {world["Ba"].pk}


def test_only_heirs_of_the_question_can_be_chosen(world):
    factories.user("lan", "clerk", world["Ba"])
    (question,) = asked()
    with pytest.raises(Exception, match="vừa thay đổi"):
        follow([question], chosen={question.scope.pk: {world["Gộp"].pk}}, by="quantri", reason="r")


def test_a_district_without_an_heir_is_followed_through_its_communes(world):
    factories.user("lan", "clerk", world["district"])
    (question,) = asked()
    assert [heir.unit.full_name for heir in question.heirs] == ["Xã Gộp", "Xã Mới", "Xã Phần A", "Xã Phần B"]
    assert all(heir.beside == () for heir in question.heirs), "all of them were in the district"


def test_a_province_that_becomes_a_city_keeps_its_people_and_a_renamed_commune_its_clerk(world):
    lan, minh = (
        factories.user("lan", "clerk", world["renamed"], world["Một"]),
        factories.user("minh", "personnel_officer", world["province"]),
    )
    assert continue_scopes(Register(), by="load") == 2
    assert reach_of(lan).communes == {world["renamed"].pk, world["new"].pk, world["Một"].pk}
    assert reach_of(minh).provinces == {world["province"].pk, world["city"].pk}
    assert continue_scopes(Register(), by="load") == 0
    assert [question.unit.full_name for question in asked()] == ["Xã Một"], "a merger never goes by itself"


def test_whoever_reaches_the_heirs_already_or_is_not_in_use_is_not_asked_about(world):
    factories.user("lan", "clerk", world["Một"], world["Gộp"])
    factories.user("minh", "personnel_officer", world["city"], world["Ba"])
    gone = factories.user("hoa", "clerk", world["Ba"])
    gone.is_active = False
    gone.save()
    assert not asked()


def test_a_unit_without_a_known_heir_is_asked_about_too(world):
    nowhere = factories.commune(world["district"], "Mất", last=date(2010, 1, 1))
    factories.user("lan", "clerk", nowhere)
    (question,) = asked()
    assert question.heirs == ()
    follow([question], chosen={question.scope.pk: set()}, by="quantri", reason="không rõ")
    assert not asked() and Scope.objects.filter(settled_by="quantri").count() == 1

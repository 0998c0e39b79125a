"""Change sets: what was done in one go is told and undone in one go, exactly, and nothing that was recorded disappears."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cadres.actions.changing import OutOfDate, changing
from cadres.actions.dossiers import (
    Choice,
    DossierChanges,
    change_dossier,
    enter_dossier,
    merge_dossiers,
    remove_dossier,
    restore_dossier,
    standing,
)
from cadres.actions.facts import amend_fact, record_fact, retract_fact
from cadres.actions.undo import KINDS, InTheWay, undo
from cadres.models import Appointment, Cadre, Enrolment, Profile, Qualification, Serving
from cadres.standings.rebuild import check
from chuanxa.facts import content
from chuanxa.models import AuditEvent, ChangeKind, ChangeSet
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db

MINH = {"by": "minh", "day": TODAY, "reason": "Sửa theo hồ sơ gốc"}


@pytest.fixture
def office():
    commune = factories.commune(factories.district(factories.province()))
    position = factories.position()
    factories.standard(position, professional=20)
    return commune, position


@pytest.fixture
def hoa(office):
    cadre = factories.person("Nguyễn Thị Hoa", sex="female", personal_id="004075000001")
    factories.appoint(cadre, *office, date(2010, 1, 1))
    factories.qualify(cadre, "professional", 20, date(2009, 7, 1))
    return cadre


def believed(cadre: Cadre) -> list[str]:
    """What stands of the person, without who recorded it."""
    return sorted(f"{type(fact).__name__} {content(fact)}" for fact in standing(cadre.pk))


def last_set() -> ChangeSet:
    return ChangeSet.objects.latest("id")


def everything_recorded() -> int:
    return sum(model.objects.count() for model in KINDS)


def test_a_form_is_one_change_set_with_one_audit_row_a_fact_and_one_version(hoa, office):
    sets, events = ChangeSet.objects.count(), AuditEvent.objects.count()
    diploma, post = Qualification.objects.get(), Appointment.objects.get()
    changes = DossierChanges(
        recorded=[Qualification(cadre=hoa, ladder="political_theory", level=20)],
        amended=[(diploma, {"level": 40})],
        retracted=[],
    )
    made = change_dossier(hoa.pk, changes, expected=2, source="Bằng gốc", **MINH)
    assert ChangeSet.objects.count() == sets + 1 and AuditEvent.objects.count() == events + 2
    assert (made.by, made.reason, made.source, made.kind) == ("minh", "Sửa theo hồ sơ gốc", "Bằng gốc", ChangeKind.AMENDMENT)
    hoa.refresh_from_db()
    assert hoa.version == 3
    assert {fact.recorded_in for fact in Qualification.objects.known()} == {made}
    diploma.refresh_from_db()
    assert (diploma.superseded_in, diploma.superseded_reason) == (made, "Sửa theo hồ sơ gốc")
    assert Appointment.objects.known().get() == post and check() == []


def test_a_change_from_an_older_version_is_refused_and_nothing_is_written(hoa):
    factories.qualify(hoa, "informatics", 10)
    before = everything_recorded()
    changes = DossierChanges(recorded=[Qualification(cadre=hoa, ladder="political_theory", level=20)])
    with pytest.raises(OutOfDate, match="vừa được người khác sửa"):
        change_dossier(hoa.pk, changes, expected=2, **MINH)
    assert everything_recorded() == before


def test_nothing_changed_leaves_no_trace(hoa):
    sets = ChangeSet.objects.count()
    assert change_dossier(hoa.pk, DossierChanges(), **MINH) is None
    assert ChangeSet.objects.count() == sets


def test_an_amendment_is_undone_exactly(hoa):
    before = believed(hoa)
    amend_fact(Qualification.objects.get(), level=40, major="Luật", **MINH)
    done = last_set()
    back = undo(done, by="hanh", day=TODAY, reason="Nhầm")
    assert believed(hoa) == before
    assert (back.kind, back.undoes, back.by) == (ChangeKind.UNDO, done, "hanh")
    assert Qualification.objects.count() == 3 and check() == []
    undo(back, by="hanh", day=TODAY, reason="Vẫn đúng")
    assert Qualification.objects.known().get().level == 40


def test_a_retraction_and_a_record_are_undone_exactly(hoa):
    before = believed(hoa)
    retract_fact(Qualification.objects.get(), **MINH)
    undo(last_set(), **MINH)
    assert believed(hoa) == before
    factories.qualify(hoa, "political_theory", 20)
    undo(last_set(), **MINH)
    assert believed(hoa) == before and check() == []


def test_where_somebody_changed_it_since_undo_names_them_and_leaves_all_as_it_is(hoa):
    amended = amend_fact(Qualification.objects.get(), level=30, **MINH)
    done = last_set()
    amend_fact(amended, by="quan", day=TODAY, reason="Sau", level=40)
    before = everything_recorded()
    with pytest.raises(InTheWay, match="“Sửa hồ sơ” của quan lúc") as refusal:
        undo(done, **MINH)
    assert refusal.value.by == [last_set()]
    assert everything_recorded() == before


def test_once_the_later_change_is_undone_the_earlier_can_be(hoa):
    before = believed(hoa)
    amended = amend_fact(Qualification.objects.get(), level=30, **MINH)
    first = last_set()
    amend_fact(amended, level=40, **MINH)
    undo(last_set(), **MINH)
    undo(first, **MINH)
    assert believed(hoa) == before


def test_what_was_undone_cannot_be_undone_again(hoa):
    factories.qualify(hoa, "political_theory", 20)
    done = last_set()
    undo(done, **MINH)
    with pytest.raises(InTheWay, match="Hoàn tác"):
        undo(done, **MINH)


def test_a_whole_new_dossier_is_taken_back_unless_others_added_to_it(office):
    facts = [
        Appointment(commune=office[0], position=office[1], valid_from=date(2020, 1, 1)),
        Qualification(ladder="professional", level=40),
    ]
    cadre = enter_dossier(Profile(full_name="Bế Văn An", personal_id="004075000002"), facts, by="hanh", day=TODAY, token="a")
    entered = last_set()
    assert Serving.objects.get().full_name == "Bế Văn An" and Cadre.objects.get().personal_id == "004075000002"
    later = factories.qualify(cadre, "informatics", 10)
    with pytest.raises(InTheWay):
        undo(entered, **MINH)
    retract_fact(later, **MINH)
    undo(entered, **MINH)
    assert standing(cadre.pk) == [] and not Serving.objects.exists()
    assert Cadre.objects.get().personal_id is None and check() == []


def test_a_dossier_into_which_another_was_merged_is_taken_back_after_the_merge(office):
    two, one = (enter_dossier(Profile(full_name="Nguyễn Văn Nam"), [], **MINH) for _ in range(2))
    entered = last_set()
    merge = merge_dossiers(one.pk, two.pk, Choice({}, ()), **MINH)
    with pytest.raises(InTheWay) as refused:
        undo(entered, **MINH)
    assert refused.value.by == [merge]
    undo(merge, **MINH)
    undo(entered, **MINH)
    assert believed(one) == [] and believed(two) != [] and check() == []


def test_a_batch_is_undone_whole(office):
    people = [factories.person(f"Người {number}") for number in range(5)]
    before = [believed(one) for one in people]
    with changing(by="minh", day=TODAY, reason="Lớp năm 2024", kind=ChangeKind.BULK, people=[one.pk for one in people]) as change:
        change.record(*(Qualification(cadre=one, ladder="political_theory", level=20) for one in people))
        for profile in Profile.objects.known():
            change.amend(profile, ethnic_group="02")
    assert Profile.objects.known().filter(ethnic_group="02").count() == 5
    undo(change.set, **MINH)
    assert [believed(one) for one in people] == before and check() == []


def test_a_batch_names_its_people_beforehand(hoa):
    other = factories.person("Nông Văn Đức")
    with pytest.raises(RuntimeError, match="name everybody"), changing(**MINH) as change:
        change.record(Qualification(cadre=hoa, ladder="informatics", level=10), Qualification(cadre=other, ladder="informatics", level=10))


def test_a_dossier_is_removed_and_brought_back_with_all_it_held(hoa):
    before = believed(hoa)
    remove_dossier(hoa.pk, **MINH)
    assert standing(hoa.pk) == [] and not Serving.objects.exists()
    restore_dossier(hoa.pk, **MINH)
    assert believed(hoa) == before and Serving.objects.get().full_name == "Nguyễn Thị Hoa"
    assert Cadre.objects.get().personal_id == "004075000001" and check() == []


def test_a_dossier_whose_number_was_taken_since_says_so(hoa):
    remove_dossier(hoa.pk, **MINH)
    factories.person("Nông Văn Đức", personal_id="004075000001")
    with pytest.raises(ValidationError, match="004075000001 đã có ở một hồ sơ khác"):
        restore_dossier(hoa.pk, **MINH)
    with pytest.raises(ValidationError, match="không phải là hồ sơ đã xóa"):
        restore_dossier(factories.person().pk, **MINH)


def test_two_dossiers_become_one_and_two_again(hoa, office):
    twin = factories.person("Nguyễn Thị Hoà", born_on=date(1975, 7, 5))
    certificate = factories.qualify(twin, "political_theory", 30)
    factories.qualify(twin, "professional", 20, date(2009, 7, 1))
    before = believed(hoa), believed(twin)
    choice = Choice({"full_name": "Nguyễn Thị Hoà", "born_on": date(1975, 7, 5)}, (certificate,))
    made = merge_dossiers(hoa.pk, twin.pk, choice, **MINH)
    assert Qualification.objects.known().filter(cadre=hoa).count() == 2 and standing(twin.pk) == []
    assert Profile.objects.known().get(cadre=hoa).full_name == "Nguyễn Thị Hoà"
    twin.refresh_from_db()
    assert twin.merged_into == hoa and check() == []
    undo(made, **MINH)
    twin.refresh_from_db()
    assert (believed(hoa), believed(twin)) == before and twin.merged_into is None and check() == []


def test_a_merge_may_carry_the_number_over(office):
    one, two = factories.person("Nông Văn Đức"), factories.person("Nông Văn Đức", personal_id="004075000009")
    merge_dossiers(one.pk, two.pk, Choice({"personal_id": "004075000009"}, ()), **MINH)
    assert Cadre.objects.get(pk=one.pk).personal_id == "004075000009"
    undo(last_set(), **MINH)
    assert Cadre.objects.get(pk=two.pk).personal_id == "004075000009"


def test_a_fact_is_believed_for_a_moment_at_least_even_where_the_clock_stands_still(hoa):
    import time_machine

    with time_machine.travel(factories.at(2027, 1, 1), tick=False):
        fact = record_fact(Enrolment(cadre=hoa, ladder="professional", level=40, valid_from=TODAY), by="hanh", day=TODAY)
        retract_fact(fact, **MINH)
        undo(last_set(), **MINH)
    for each in Enrolment.objects.all():
        assert each in Enrolment.objects.known(each.recorded_at)
        assert Enrolment.objects.known(each.recorded_at).count() == 1


def test_texts_are_kept_composed_and_without_control_characters(hoa):
    fact = factories.qualify(hoa, "informatics", 10, school="Trươ\u0300ng\u0007 Chính\u200b trị\x00 ")
    assert fact.school == Qualification.objects.get(pk=fact.pk).school == "Trường Chính trị"

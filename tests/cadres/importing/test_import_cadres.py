"""The import from a file to the facts: a dry run writes nothing, twice changes nothing, undo restores everything exactly."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cadres.actions.facts import amend_fact
from cadres.actions.imports import Moved, apply_import
from cadres.actions.undo import KINDS, InTheWay, undo
from cadres.importing.plan import Answers, Fate
from cadres.importing.preview import Settings, preview
from cadres.importing.reader import read_workbook
from cadres.models import Appointment, Cadre, Profile, Qualification, Serving, Standing
from cadres.standings.rebuild import check
from chuanxa.facts import content
from chuanxa.models import ChangeSet
from provinces.models.scope import reach_of
from tests import factories
from tests.cadres.importing.test_hostile_files import workbook
from tests.factories import TODAY

AS_OF = date(2013, 12, 31)
HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Chức vụ", "Chuyên môn", "LLCT", "Ghi chú"]
HANH = [1, "Nông Thị Hạnh", "05/07/1975", "Nữ", "Tày", "Bí thư Đảng ủy", "TC Luật", "TC", None]
AN = [2, "Bế Văn An", "01/02/1970", "Nam", "Nùng", "CT UBND", "ĐH Kế toán", None, "Đang học CC LLCT"]


@pytest.fixture
def office(db):
    return make_office()


def make_office():
    """A commune, three positions, its clerk."""
    commune = factories.commune(factories.district(factories.province(), "Quảng Uyên"), "Phi Hải", "01579")
    factories.position("party_secretary", "Bí thư Đảng ủy", order=1)
    factories.position("committee_chair", "Chủ tịch Ủy ban nhân dân", group="committee", order=2)
    factories.position("culture_society", "Văn hóa - xã hội", category="civil_servant", group="civil_service", order=3)
    factories.user("hanh", "clerk", commune)
    return commune


def a_list(*people, title="Đơn vị: Xã Phi Hải, huyện Quảng Uyên") -> bytes:
    return workbook(DS=[[title], HEADER, *people])


def planned(data: bytes, *, user="hanh", **options):
    return preview(read_workbook("ds.xlsx", data), as_of=AS_OF, reach=_reach(user), **options)


def _reach(user):
    from chuanxa.models import User

    return reach_of(User.objects.get(username=user)) if user else None


def apply(data: bytes, *, user="hanh", settings=None, digest=None, token=""):
    found = planned(data, user=user, settings=settings)
    told = {"as_of": AS_OF, "by": user, "day": TODAY, "reach": _reach(user), "settings": settings, "token": token}
    return apply_import(found.contents, digest=digest or found.plan.digest, **told)


def fates(data: bytes, **options):
    return [row.fate for row in planned(data, **options).plan.rows]


def believed() -> list:
    """Everything believed now, and everything derived from it."""
    facts = [(model.__name__, sorted(map(str, (content(fact).items() for fact in model.objects.known())))) for model in KINDS]
    derived = [_rows(model) for model in (Standing, Serving)]
    return [facts, derived, sorted(Cadre.objects.exclude(personal_id=None).values_list("pk", "personal_id"))]


def _rows(model) -> list[str]:
    columns = [field.attname for field in model._meta.concrete_fields if field.attname != "id"]
    return sorted(map(str, model.objects.values_list(*columns)))


def command(*arguments, **options) -> str:
    out = io.StringIO()
    call_command("import_cadres", *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def file(tmp_path, office):
    path = tmp_path / "danh sách.xlsx"
    path.write_bytes(a_list(HANH, AN))
    return path


def test_a_dry_run_writes_nothing_and_tells_everything(file):
    (told,) = json.loads(command(str(file), as_of="31/12/2013", json=True))
    assert told["counts"] == {"new": 2, "changed": 0, "unchanged": 0, "refused": 0} and not told["committed"]
    row = told["rows"][0]
    assert (row["fate"], row["row"], row["unit"]["code"], row["unit"]["found_in"]) == ("new", 3, "01579", "title")
    assert row["fields"]["born"] == {"day": "1975-07-05", "precision": "day", "text": "05/07/1975"}
    assert row["fields"]["levels"]["professional"]["level"] == "intermediate" and row["fields"]["levels"]["professional"]["major"] == "Luật"
    assert "general_education" in row["unknown"] and row["as_written"]["level.professional"] == "TC Luật"
    assert not Profile.objects.exists() and not ChangeSet.objects.exists()


def test_commit_writes_and_a_second_time_changes_nothing(file):
    assert "2 người mới" in command(str(file), as_of="31/12/2013", commit=True, by="hanh")
    before = believed()
    said = command(str(file), as_of="31/12/2013", commit=True, by="hanh")
    assert "2 không đổi" in said and "Không có gì khác để ghi" in said
    assert believed() == before and ChangeSet.objects.count() == 1 and check() == []


def test_what_is_written_is_what_was_read(file, office):
    command(str(file), as_of="31/12/2013", commit=True, by="hanh")
    hanh = Profile.objects.get(full_name="Nông Thị Hạnh")
    assert (str(hanh.birth), hanh.sex, hanh.ethnic_group, hanh.party_member) == ("05/07/1975", "female", "02", None)
    post = Appointment.objects.get(cadre=hanh.cadre)
    assert (post.commune, post.position.code, post.valid_from, post.valid_to, post.is_primary) == (
        office,
        "party_secretary",
        AS_OF,
        None,
        True,
    )
    levels = {one.ladder: (one.level, one.major, one.awarded_on) for one in Qualification.objects.filter(cadre=hanh.cadre)}
    assert levels == {"professional": (20, "Luật", None), "political_theory": (20, "", None)}
    (study,) = Profile.objects.get(full_name="Bế Văn An").cadre.enrolments.all()
    assert (study.ladder, study.level, study.valid_from) == ("political_theory", 30, AS_OF)


def test_the_command_needs_to_know_who_writes(file):
    with pytest.raises(CommandError, match="--by"):
        command(str(file), as_of="31/12/2013", commit=True)
    with pytest.raises(CommandError, match="Không có người dùng"):
        command(str(file), as_of="31/12/2013", by="ai")
    with pytest.raises(CommandError, match="--as-of"):
        command(str(file), as_of="12/2013")


def test_a_refused_file_is_a_sentence_and_a_failure(tmp_path, office):
    path = tmp_path / "ds.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(CommandError, match="không nhận được"):
        command(str(path), as_of="31/12/2013")


def test_good_lines_are_written_and_doubtful_ones_stay_out(office):
    plan, change_set = apply(a_list(HANH, [*AN[:2], "31/02/1970", *AN[3:]]))
    assert [row.fate for row in plan.rows] == [Fate.NEW, Fate.REFUSED]
    assert Profile.objects.get().full_name == "Nông Thị Hạnh" and change_set.what == "Danh sách ds.xlsx tính đến 31/12/2013"


def test_a_level_that_rose_is_changed_from_the_day_of_the_list(office):
    apply(a_list(HANH))
    (row,) = planned(a_list([*HANH[:6], "ĐH Luật", "CC", None])).plan.rows
    assert row.fate is Fate.CHANGED
    assert [(one.label, one.old, one.new) for one in row.changes] == [
        ("Chuyên môn, nghiệp vụ", "Trung cấp", "Đại học, Luật"),
        ("Lý luận chính trị", "Trung cấp", "Cao cấp"),
    ]
    apply(a_list([*HANH[:6], "ĐH Luật", "CC", None]))
    assert Qualification.objects.get(ladder="professional", level=40).awarded_on == AS_OF
    assert fates(a_list([*HANH[:6], "ĐH Luật", "CC", None])) == [Fate.UNCHANGED]


def test_a_level_is_never_lowered_by_a_list(office):
    apply(a_list(AN))
    (row,) = planned(a_list([*AN[:6], "TC Kế toán", None, None])).plan.rows
    assert row.fate is Fate.UNCHANGED and "không hạ mức" in row.warnings[0].says


def test_another_position_ends_the_one_before_on_the_day_before(office):
    hanh = factories.person("Nông Thị Hạnh", sex="female", born_on=date(1975, 7, 5))
    factories.appoint(hanh, office, factories.position("council_chair", "Chủ tịch HĐND", group="council"), date(2010, 1, 1))
    apply(a_list(HANH))
    posts = Appointment.objects.known().filter(cadre=hanh).order_by("valid_from")
    assert [(post.position.code, str(post.valid_from), str(post.valid_to)) for post in posts] == [
        ("council_chair", "2010-01-01", "2013-12-30"),
        ("party_secretary", "2013-12-31", "None"),
    ]
    assert fates(a_list(HANH)) == [Fate.UNCHANGED] and check() == []


def test_an_older_list_reaches_back_what_a_newer_one_began(office):
    apply(a_list(HANH))
    book = read_workbook("ds.xlsx", a_list(HANH))
    earlier = date(2012, 12, 31)
    found = preview(book, as_of=earlier, reach=None)
    assert [row.fate for row in found.plan.rows] == [Fate.CHANGED]
    apply_import(found.contents, as_of=earlier, digest=found.plan.digest, by="hanh", day=TODAY, reach=None)
    assert Appointment.objects.known().get().valid_from == earlier


def test_a_sharper_birth_is_taken_and_a_blurred_one_is_not(office):
    apply(a_list([1, "Nông Thị Hạnh", "1975", *HANH[3:]]))
    assert fates(a_list(HANH)) == [Fate.CHANGED]
    apply(a_list(HANH))
    assert fates(a_list([1, "Nông Thị Hạnh", "07/1975", *HANH[3:]])) == [Fate.UNCHANGED]


def test_tone_placement_and_capitals_make_no_new_person(office):
    apply(a_list([1, "Hoàng Thị Hoà", *HANH[2:]]))
    assert fates(a_list([1, "HOÀNG THỊ HÒA", *HANH[2:]])) == [Fate.UNCHANGED]


def test_namesakes_are_asked_about_and_the_answer_holds(office):
    for _ in range(2):
        twin = factories.person("Nông Thị Hạnh", sex="female", born_on=date(1975, 7, 5))
        factories.appoint(twin, office, factories.position(f"p{twin.pk}", "Văn hóa", category="civil_servant"), date(2010, 1, 1))
    (row,) = planned(a_list(HANH)).plan.rows
    assert row.fate is Fate.REFUSED and len(row.question) == 2 and "Cần chọn" in row.errors[0].says
    answered = Settings(answers=Answers({row.form.key: twin.pk}))
    (row,) = planned(a_list(HANH), settings=answered).plan.rows
    assert (row.fate, row.person.id) == (Fate.CHANGED, twin.pk)
    assert fates(a_list(HANH), settings=Settings(answers=Answers({row.form.key: 0}))) == [Fate.NEW]


def test_the_same_name_and_birth_in_another_commune_is_asked(office):
    other = factories.commune(office.district, "Quốc Dân", "01588")
    moved = factories.person("Nông Thị Hạnh", sex="female", born_on=date(1975, 7, 5))
    factories.appoint(moved, other, factories.position("council_chair", "Chủ tịch HĐND", group="council"), date(2010, 1, 1))
    (row,) = planned(a_list(HANH), user=None).plan.rows
    assert row.fate is Fate.REFUSED and "đơn vị khác" in row.errors[0].says
    factories.user("quantri", "administrator", everywhere=True)
    apply(a_list(HANH), user="quantri", settings=Settings(answers=Answers({row.form.key: moved.pk})))
    assert [post.commune.name for post in Appointment.objects.known().filter(cadre=moved).order_by("valid_from")] == ["Quốc Dân", "Phi Hải"]


def test_people_outside_the_clerk_s_reach_do_not_exist_but_for_their_number(office):
    away = factories.commune(factories.district(factories.province("Sơn La", "14")), "Chiềng Lao")
    stranger = factories.person("Nông Thị Hạnh", sex="female", born_on=date(1975, 7, 5), personal_id="004175000123")
    factories.appoint(stranger, away, factories.position("council_chair", "Chủ tịch HĐND", group="council"), date(2010, 1, 1))
    assert fates(a_list(HANH)) == [Fate.NEW]
    numbered = workbook(DS=[["Đơn vị: Xã Phi Hải"], [*HEADER, "CCCD"], [*HANH, "004175000123"]])
    (row,) = planned(numbered).plan.rows
    assert row.fate is Fate.REFUSED and "ngoài phạm vi" in row.errors[0].says and "Chiềng Lao" not in str(row.errors)


def test_a_list_of_another_commune_is_refused_line_by_line(office):
    factories.commune(office.district, "Quốc Dân", "01588")
    (row,) = planned(a_list(HANH, title="Đơn vị: Xã Quốc Dân, huyện Quảng Uyên")).plan.rows
    assert row.fate is Fate.REFUSED and "ngoài phạm vi" in row.errors[0].says


def test_who_is_not_in_the_list_is_told_and_ends_only_when_somebody_says_so(office):
    gone = factories.person("Lý Văn Cũ", born_on=date(1960, 1, 1))
    post = factories.appoint(gone, office, factories.position("council_chair", "Chủ tịch HĐND", group="council"), date(2010, 1, 1))
    plan, _ = apply(a_list(HANH))
    assert [one.person.name for one in plan.absent] == ["Lý Văn Cũ"] and plan.ends == ()
    assert Appointment.objects.known().get(cadre=gone).valid_to is None
    apply(a_list(HANH), settings=Settings(answers=Answers(ended=frozenset({post.pk}))))
    assert Appointment.objects.known().get(cadre=gone).valid_to == date(2013, 12, 30)
    assert planned(a_list(HANH)).plan.absent == ()


def test_if_the_records_moved_nothing_is_written_and_the_new_plan_comes_back(office):
    data = a_list(HANH, AN)
    digest = planned(data).plan.digest
    apply(a_list(HANH))
    before = believed()
    with pytest.raises(Moved) as moved:
        apply(data, digest=digest)
    assert [row.fate for row in moved.value.plan.rows] == [Fate.UNCHANGED, Fate.NEW] and believed() == before


def test_a_confirmation_sent_twice_writes_once(office):
    data = a_list(HANH)
    digest = planned(data).plan.digest
    first = apply(data, digest=digest, token="t-1")[1]
    assert apply(data, digest=digest, token="t-1")[1] == first
    assert Profile.objects.count() == 1


def test_what_fails_half_way_leaves_nothing_half_done(office, monkeypatch):
    from cadres.actions import changing

    before = believed()
    monkeypatch.setattr(changing, "restand", lambda *_, **__: (_ for _ in ()).throw(RuntimeError("killed")))
    with pytest.raises(RuntimeError):
        apply(a_list(HANH, AN))
    assert believed() == before and not Cadre.objects.exists() and not ChangeSet.objects.exists()


def test_undo_restores_the_state_exactly(office):
    apply(a_list(HANH))
    before = believed()
    _, change_set = apply(a_list([*HANH[:5], "CT UBND", "ĐH Luật", "CC", "Đang học ThS"], [2, "Bế Văn An", *AN[2:]]))
    assert believed() != before
    undo(change_set, by="hanh", day=TODAY, reason="Nhầm tệp")
    assert believed() == before and check() == []
    assert fates(a_list(HANH)) == [Fate.UNCHANGED]


def test_undo_respects_and_names_what_others_changed_since(office):
    _, change_set = apply(a_list(HANH))
    amend_fact(Profile.objects.known().get(), by="minh", day=TODAY, reason="Sửa theo khai sinh", born_on=date(1975, 7, 6))
    before = believed()
    with pytest.raises(InTheWay, match="minh"):
        undo(change_set, by="hanh", day=TODAY, reason="Nhầm tệp")
    assert believed() == before


LEVELS = st.sampled_from([None, "Chưa ĐT", "SC Luật", "TC Luật", "TC Kế toán", "ĐH Luật", "Thạc sĩ Luật"])
THEORY = st.sampled_from([None, "SC", "TC", "CC", "CN"])


@st.composite
def lists(draw):
    """Two lists of some of the same people: what the office sent last year and what it sends now."""
    people = [("Nông Thị Hạnh", "05/07/1975", "Nữ"), ("Bế Văn An", "01/02/1970", "Nam"), ("Lý Văn Cao", "1980", "Nam")]
    both = []
    for _ in range(2):
        chosen = draw(st.lists(st.sampled_from(people), min_size=1, max_size=3, unique=True))
        positions = draw(st.permutations(["Bí thư Đảng ủy", "CT UBND", "VH-XH"]))
        studies = draw(st.sampled_from([None, "Đang học ĐH"]))
        rows = zip(chosen, positions, strict=False)
        both.append([[1, *person, "Tày", position, draw(LEVELS), draw(THEORY), studies] for person, position in rows])
    return both


class AnyTwoLists(TestCase):
    """Properties over any two lists, one after the other."""

    @given(lists())
    @settings(max_examples=8, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.reuse, Phase.generate])
    def test_importing_twice_changes_nothing_and_undo_restores_exactly(self, both):
        make_office()
        apply(a_list(*both[0]))
        before = believed()
        _, change_set = apply(a_list(*both[1]))
        after = believed()
        assert {row.fate for row in planned(a_list(*both[1])).plan.rows} == {Fate.UNCHANGED}
        assert apply(a_list(*both[1]))[1] is None and believed() == after and check() == []
        if change_set:
            undo(change_set, by="hanh", day=TODAY, reason="Thử")
        assert believed() == before and check() == []

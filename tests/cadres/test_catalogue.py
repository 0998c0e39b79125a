"""The catalogue files say what the sources say, are loaded once, and a wrong row is refused with a sentence."""

import json
import shutil
from datetime import date
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import call_command

from cadres.actions.catalogue import FOLDER, load
from cadres.actions.catalogue_file import Unreadable, read_area_classes, read_positions, read_standards
from cadres.actions.standards import publish
from cadres.levels import Ladder
from cadres.models import Category, Position, Requirement, Standard
from chuanxa.models import AuditEvent
from chuanxa.models.upkeep import upkeep
from provinces.models import AreaClassification, Commune, District, Province
from tests import factories
from tests.oracle import shared

POSITION_OF = {
    "bi_thu_dang_uy": "party_secretary",
    "pho_bi_thu_dang_uy": "party_deputy_secretary",
    "chu_tich_hdnd": "council_chair",
    "pho_chu_tich_hdnd": "council_deputy_chair",
    "chu_tich_ubnd": "committee_chair",
    "pho_chu_tich_ubnd": "committee_deputy_chair",
    "chu_tich_mttq": "fatherland_front_chair",
    "bi_thu_doan": "youth_union_secretary",
    "chu_tich_hoi_phu_nu": "womens_union_chair",
    "chu_tich_hoi_nong_dan": "farmers_union_chair",
    "chu_tich_hoi_ccb": "veterans_association_chair",
    "truong_cong_an": "police_chief",
    "chi_huy_truong_quan_su": "military_commander",
    "van_phong_thong_ke": "office_statistics",
    "dia_chinh": "cadastral_construction",
    "tai_chinh_ke_toan": "finance_accounting",
    "tu_phap_ho_tich": "justice_civil_status",
    "van_hoa_xa_hoi": "culture_society",
    "truong_phong_cap_xa": "office_head",
    "pho_truong_phong_cap_xa": "office_deputy",
    "cong_chuc_chuyen_mon": "specialist",
}
LADDERS = {"gdpt": "general_education", "chuyen_mon": "professional", "llct": "political_theory", "tin_hoc": "informatics"}
MINIMA = {"THPT": 30, "THCS": 20, "học xong THPT": 30, "trung_cap": 20, "so_cap": 10, "dai_hoc": 40}
pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped files that a test may spoil."""
    return shutil.copytree(FOLDER, tmp_path / "catalogue")


def lowered(rows) -> dict:
    """The allowance of the mountain areas in the first standard."""
    return rows[0]["requirements"][3]["allowances"][0]


def spoil(folder, name, change):
    rows = json.loads((folder / name).read_text(encoding="utf-8"))
    change(rows)
    (folder / name).write_text(json.dumps(rows), encoding="utf-8")


def test_a_second_load_changes_nothing():
    assert load(by="tests")
    token, events = upkeep().token, AuditEvent.objects.count()
    assert load(by="tests") == []
    assert (upkeep().token, AuditEvent.objects.count()) == (token, events)


def test_the_first_load_is_put_on_record_and_renews_the_token():
    changes = load(by="tests")
    event = AuditEvent.objects.get(act="catalogue-loaded")
    assert event.by == "tests"
    assert event.change["changes"] == len(changes)
    assert upkeep().token


def test_a_changed_row_is_written_and_named(folder):
    load(by="tests")
    spoil(folder, "standards.json", lambda rows: rows[0]["requirements"][2].update(minimum="advanced"))
    (change,) = load(by="tests", folder=folder)
    assert "Bí thư" in change
    assert "1 yêu cầu" in change
    assert Requirement.objects.get(standard__code="r2004-party", ladder="political_theory").minimum == 30


def test_a_requirement_that_left_the_file_is_removed(folder):
    load(by="tests")
    spoil(folder, "standards.json", lambda rows: rows[0]["requirements"].pop())
    load(by="tests", folder=folder)
    assert Standard.objects.get(code="r2004-party").requirements.count() == 4


def test_a_standard_of_a_province_is_left_alone():
    load(by="tests")
    province = Province.objects.create(code="04", name="Cao Bằng", kind="province", valid_from=date(2004, 1, 1))
    own = Standard.objects.create(
        code="cao-bang", regime="R2023", name="Riêng", basis_kind="decision", basis="…", province=province, valid_from=date(2023, 8, 1)
    )
    load(by="tests")
    assert Standard.objects.filter(pk=own.pk).exists()


def test_two_standards_of_the_file_that_collide_are_refused_with_what_collides(folder):
    spoil(folder, "standards.json", lambda rows: rows[0].update(valid_to=None))
    with pytest.raises(Unreadable, match=r"“Bí thư, Phó Bí thư Đảng ủy .* trùng với .*: từ 01/08/2023 .* sẽ có hai tiêu chuẩn"):
        load(by="tests", folder=folder)
    assert not Position.objects.exists()


def test_a_shipped_standard_that_officers_ended_stays_ended():
    load(by="tests")
    shipped, position = Standard.objects.get(code="r2025-specialists"), Position.objects.get(code="specialist")
    new = factories.standard(position, code="moi", first=date(2026, 3, 1), state="draft", professional=40)
    publish(new, by="minh", reason="Nghị định mới", day=factories.TODAY, ends=[shipped])
    lines = []
    assert load(by="tests", told=lines.append) == []
    assert len(lines) == 1 and "giữ ngày hết hiệu lực 28/02/2026" in lines[0]
    shipped.refresh_from_db()
    assert shipped.valid_to == date(2026, 2, 28)
    assert AuditEvent.objects.filter(act="catalogue-loaded").count() == 1


def test_a_shipped_standard_does_not_push_aside_one_that_officers_published(folder):
    load(by="tests")
    shipped, position = Standard.objects.get(code="r2025-specialists"), Position.objects.get(code="specialist")
    shipped.delete()
    factories.standard(position, code="moi", first=date(2025, 7, 1), professional=40)
    with pytest.raises(Unreadable, match=r"“Công chức chuyên môn cấp xã .* trùng với “Tiêu chuẩn”"):
        load(by="tests")


def test_nothing_of_a_spoiled_load_is_kept(folder):
    spoil(folder, "area_classes.json", lambda rows: rows[0].update(area_class="xa"))
    with pytest.raises(Unreadable):
        load(by="tests", folder=folder)
    assert not Position.objects.exists()


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("positions.json", lambda rows: rows[3].update(category="boss"), r"dòng 4 \(council_chair\).*“boss”.*elected, civil_servant"),
        ("positions.json", lambda rows: rows[1].update(code="party_secretary"), "đã dùng"),
        ("positions.json", lambda rows: rows[0].update(valid_from="1/1/2004"), "2013-12-31"),
        ("positions.json", lambda rows: rows[0].update(valid_to="2003-01-01"), "đứng trước"),
        ("positions.json", lambda rows: rows[0].pop("label"), "thiếu “label”"),
        ("standards.json", lambda rows: rows[0]["positions"].append("mayor"), "không có chức danh “mayor”. Nhận: .*party_secretary"),
        ("standards.json", lambda rows: rows[0]["requirements"][1].update(minimum="phd"), "yêu cầu 2: .*“phd”.*upper_secondary"),
        ("standards.json", lambda rows: rows[0]["requirements"][1].update(ladder="karate"), "“karate”. Nhận: general_education"),
        ("standards.json", lambda rows: rows[0]["requirements"][1].pop("minimum"), "phải có “minimum”"),
        ("standards.json", lambda rows: rows[0]["requirements"][4].update(minimum="primary"), "không có “ladder”"),
        ("standards.json", lambda rows: lowered(rows).pop("minimum"), "ngoại lệ 1: “lowered” cần đúng “minimum”"),
        ("standards.json", lambda rows: lowered(rows).update(until="2024-12-25"), "cần đúng “minimum”; dòng này có minimum, until"),
        ("standards.json", lambda rows: lowered(rows).update(kind="owed"), "“until” hoặc “counted_from”, “months”"),
        ("standards.json", lambda rows: lowered(rows).update(areas=["moon"]), "“moon”. Nhận: border, highland"),
        ("standards.json", lambda rows: lowered(rows).update(minimum="university"), "mức hạ Đại học không thấp hơn mức chung Trung cấp"),
        ("standards.json", lambda rows: lowered(rows).update(minimum="phd"), "“phd”. Nhận: untrained"),
        ("standards.json", lambda rows: rows[0]["requirements"][0]["age"].update(limit=0), "“limit” là “0”. Nhận một số nguyên dương"),
        ("standards.json", lambda rows: rows[0]["requirements"][1].update(age={"kind": "at_most", "limit": 1}), "hai yêu cầu khác nhau"),
        ("standards.json", lambda rows: rows[0]["requirements"][4].update(allowances=[{}]), "không có gì để hạ, miễn hay nợ"),
        ("area_classes.json", lambda rows: rows[0].update(communes_of="04"), "đúng một"),
    ],
)
def test_a_wrong_row_is_refused_with_its_place_and_what_is_accepted(folder, name, change, said):
    spoil(folder, name, change)
    with pytest.raises(Unreadable, match=said):
        load(by="tests", folder=folder)


@pytest.mark.parametrize("text", ["", "{}", "[1]"])
def test_a_file_that_is_no_list_of_rows_is_refused(folder, text):
    (folder / "positions.json").write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable, match=r"positions\.json"):
        read_positions(folder / "positions.json")


def test_an_unknown_unit_is_refused_once_units_are_loaded(folder):
    province = Province.objects.create(code="06", name="Bắc Kạn", kind="province", valid_from=date(2004, 1, 1))
    District.objects.create(code="060", name="Pác Nặm", kind="rural_district", province=province, valid_from=date(2004, 1, 1))
    with pytest.raises(Unreadable, match="061"):
        load(by="tests")


def test_an_area_class_follows_each_legal_existence_of_a_unit(folder):
    province = Province.objects.create(code="04", name="Cao Bằng", kind="province", valid_from=date(2004, 1, 1))
    for first, last in ((date(2004, 1, 1), date(2020, 2, 29)), (date(2020, 3, 1), date(2025, 6, 30))):
        District.objects.create(code="045", name="Hà Quảng", kind="rural_district", province=province, valid_from=first, valid_to=last)
    Commune.objects.create(code="01392", name="Trường Hà", kind="commune", province=province, valid_from=date(2025, 7, 1))
    spoil(folder, "area_classes.json", lambda rows: rows.__setitem__(slice(None), [row for row in rows if "districts" not in row]))
    load(by="tests", folder=folder)
    found = AreaClassification.objects.filter(area_class="mountain").order_by("valid_from")
    assert [(row.valid_from, row.valid_to) for row in found] == [
        (date(2004, 1, 1), date(2020, 2, 29)),
        (date(2020, 3, 1), date(2025, 6, 30)),
        (date(2025, 7, 1), date(2025, 11, 24)),
        (date(2025, 11, 25), None),
    ]


def test_civil_service_posts_of_the_communes_end_with_the_districts_and_leading_posts_go_on():
    load(by="tests")
    before, after = Position.objects.on(date(2025, 6, 30)), Position.objects.on(date(2025, 7, 1))
    assert set(before.values_list("code", flat=True)) - set(after.values_list("code", flat=True)) == {
        "office_statistics",
        "cadastral_construction",
        "finance_accounting",
        "justice_civil_status",
        "culture_society",
    }
    assert "military_commander" in after.values_list("code", flat=True)
    assert after.filter(code="specialist").exists()
    assert not before.filter(code="specialist").exists()
    assert Position.objects.get(code="police_chief").valid_to == date(2023, 7, 31)
    assert Position.objects.get(code="party_committee_member").category == Category.BODY


def test_no_position_has_two_national_standards_on_one_day():
    load(by="tests")
    for position in Position.objects.all():
        periods = sorted(standard.period for standard in position.standards.all())
        for one, other in pairwise(periods):
            assert not one.overlaps(other), (position.code, one, other)


def test_every_minimum_of_the_research_is_a_row_and_only_read_rows_are_verified():
    load(by="tests")
    for row in json.loads(shared("data/standards.json").read_text(encoding="utf-8")):
        minimum = next((level for words, level in MINIMA.items() if row["minimum"].startswith(words)), None)
        if row["criterion"] not in LADDERS or minimum is None:
            continue
        for name in row["titles"]:
            found = Requirement.objects.get(
                standard__positions__code=POSITION_OF[name], standard__regime=row["regime"], ladder=LADDERS[row["criterion"]]
            )
            by_its_own_law = name == "tu_phap_ho_tich" and found.standard.code.endswith("justice") and found.ladder == "professional"
            assert found.minimum == (20 if by_its_own_law else minimum), (row, name)
            if by_its_own_law:
                assert "luật chuyên ngành khác thì theo luật" in row["exception"] or "luật/điều lệ khác" in row["exception"]
            if not row["status"].startswith("read") or "partly" in row["status"] or "memory" in row["effective_from"]:
                assert not found.verified, (row, name)


def test_leaders_of_today_have_a_standard_that_nothing_is_judged_by():
    load(by="tests")
    standard = Standard.objects.get(code="r2025-leaders")
    assert {requirement.ladder for requirement in standard.requirements.all()} == {""}


def test_the_shipped_files_name_no_address():
    for file in FOLDER.iterdir():
        assert "http" not in file.read_text(encoding="utf-8")


def test_the_files_read_as_themselves():
    positions = read_positions(FOLDER / "positions.json")
    assert len(positions) == 33
    assert {entry.code for entry in read_standards(FOLDER / "standards.json", positions)} >= {"r2004-party", "r2025-specialists"}
    assert {entry.area_class for entry in read_area_classes(FOLDER / "area_classes.json")} == {"mountain", "poor_district"}
    assert Ladder.PROFESSIONAL.value == "professional"


def test_the_command_says_how_much_changed():
    out = StringIO()
    call_command("load_catalogue", stdout=out)
    call_command("load_catalogue", stdout=out)
    assert "thay đổi" in out.getvalue()
    assert "không có thay đổi" in out.getvalue()

"""`load_units` on small invented lists: preview, commit, second run, refusals, a register over an edition."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from chuanxa.models import User
from chuanxa.models.upkeep import upkeep
from chuanxa.roles import ROLES
from provinces import actions, editions
from provinces.invariants import faults
from provinces.models import AreaClassification, BoundaryChange, Commune, District, Edition, Province, Scope
from tests.oracle import shared

HEADER = "level,code,name,kind,parent_code"
DATED = HEADER + ",valid_from,valid_to"
SMALL = [HEADER, "1,08,Tỉnh Tuyên Quang,tinh,", "2,040,Thành phố Tuyên Quang,thanh_pho,08", "3,01267,Phường Sông Hiến,phuong,040"]
OLD, NEW = "2019-10-06", "2025-06-30"


def load(capsys, *arguments) -> str:
    call_command("load_units", *(str(argument) for argument in arguments))
    return capsys.readouterr().out


@pytest.mark.django_db
def test_before_any_list_every_day_is_refused():
    with pytest.raises(editions.DayNotCovered, match="Chưa nạp"):
        editions.check_day(date(2020, 1, 1))
    assert editions.notice(date(2020, 1, 1)) == ""


@pytest.mark.django_db
def test_without_commit_nothing_is_written(write, capsys):
    said = load(capsys, write("a.csv", *SMALL), "--as-of", "06/10/2019")
    assert "tỉnh: thêm 1" in said
    assert "xã: thêm 1" in said
    assert "Chạy thử: chưa ghi gì" in said
    assert not Province.objects.exists()
    assert not Edition.objects.exists()


@pytest.mark.django_db
def test_a_later_edition_is_compared_and_its_changes_are_told(write, capsys):
    load(capsys, write("a.csv", *SMALL), "--as-of", OLD, "--commit")
    later = [*SMALL[:3], "3,01267,Phường Sông Bằng,phuong,040", "3,01270,Phường Hợp Giang,phuong,040"]
    said = load(capsys, write("b.csv", *later), "--as-of", NEW, "--commit")
    assert "đổi tên 1: Phường Sông Hiến → Phường Sông Bằng" in said
    assert "thêm 1: Phường Hợp Giang" in said
    assert "2 thay đổi chưa biết ngày hiệu lực" in said
    assert list(Commune.objects.filter(code="01267").values_list("name", "valid_from", "valid_to")) == [
        ("Sông Hiến", date(2019, 10, 6), date(2025, 6, 29)),
        ("Sông Bằng", date(2025, 6, 30), None),
    ]


@pytest.mark.django_db
def test_moves_may_come_later(write, capsys):
    two = [*SMALL, "3,01270,Phường Hợp Giang,phuong,040"]
    load(capsys, write("a.csv", *two), "--as-of", OLD, "--commit")
    load(capsys, write("b.csv", *SMALL), "--as-of", NEW, "--commit")
    moves = write("m.csv", "effective_on,level,old_code,new_code,extent", f"{NEW},3,01270,01267,full", f"{NEW},3,99999,01267,full")
    said = load(capsys, moves, "--commit")
    assert "thêm 1 nối tiếp" in said
    assert "99999 → 01267" in said
    assert "không có thay đổi" in load(capsys, moves, "--commit")
    assert BoundaryChange.objects.get().kind == "merger"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lines", "arguments", "said"),
    [
        (SMALL, ["--as-of", "2018-01-01"], "cũ hơn danh mục mới nhất đã nạp"),
        ([*SMALL[:3], "3,01267,Phường Khác,phuong,040"], ["--as-of", OLD], "đã nạp và khác tệp này"),
        (SMALL, [], "thêm --as-of"),
        ([*SMALL, SMALL[3]], ["--as-of", NEW], "dòng 5: mã xã 01267 đã có ở dòng 4"),
        ([*SMALL[:2], SMALL[3]], ["--as-of", NEW], "đơn vị cấp trên 040"),
        (["code", "08"], ["--as-of", NEW], "Chấp nhận một trong các bộ cột"),
        ([HEADER, "1,8,Tỉnh Tuyên Quang,tinh,"], ["--as-of", NEW], "2 chữ số"),
        ([DATED, "1,08,Tỉnh Tuyên Quang,tinh,,2004-13-01,"], ["--as-of", NEW], "không phải ngày"),
        ([DATED, "1,08,Tỉnh Tuyên Quang,tinh,,2004-01-01,"], ["--as-of", NEW], "bỏ --as-of"),
    ],
)
def test_a_bad_list_is_refused_and_nothing_is_written(write, capsys, lines, arguments, said):
    load(capsys, write("a.csv", *SMALL), "--as-of", OLD, "--commit")
    before = list(Commune.objects.values_list()), Edition.objects.count(), upkeep().token
    with pytest.raises(CommandError) as refusal:
        load(capsys, write("b.csv", *lines), *arguments, "--commit")
    assert said in str(refusal.value)
    assert (list(Commune.objects.values_list()), Edition.objects.count(), upkeep().token) == before


@pytest.mark.django_db
def test_a_missing_file_and_a_call_without_files_are_refused(capsys, tmp_path):
    with pytest.raises(CommandError, match="Không tìm thấy tệp"):
        load(capsys, tmp_path / "none.csv", "--as-of", OLD)
    with pytest.raises(CommandError, match="--shipped"):
        load(capsys)


REGISTER = [
    DATED,
    "1,08,Tỉnh Tuyên Quang,tinh,,2004-08-31,",
    "2,040,Thị xã Tuyên Quang,thi_xa,08,2004-08-31,2012-09-26",
    "2,040,Thành phố Tuyên Quang,thanh_pho,08,2012-09-26,",
    "3,01267,Phường Sông Hiến,phuong,040,2004-08-31,",
    "2,041,Huyện Lâm Bình,huyen,08,2011-01-28,2025-07-01",
]


@pytest.mark.django_db
def test_a_register_replaces_what_an_edition_only_knew_by_its_day(write, capsys):
    load(capsys, write("a.csv", *SMALL), "--as-of", OLD, "--covers-from", "2004-01-01", "--commit")
    kept = Commune.objects.get(code="01267").pk
    assert "cũ nhất đã nạp" in editions.notice(date(2010, 1, 1))
    load(capsys, write("r.csv", *REGISTER), "--commit")
    assert list(Commune.objects.filter(code="01267").values_list("valid_from", "valid_to")) == [
        (date(2004, 8, 31), date(2012, 9, 25)),
        (date(2012, 9, 26), None),
    ]
    assert Commune.objects.filter(pk=kept, code="01267").exists()
    assert list(faults()) == []
    assert "không có thay đổi" in load(capsys, write("r.csv", *REGISTER), "--commit")


@pytest.mark.django_db
def test_the_notice_disappears_when_a_register_covers_the_day(write, capsys):
    load(capsys, write("a.csv", *SMALL), "--as-of", OLD, "--covers-from", "2004-01-01", "--commit")
    load(capsys, write("r.csv", *REGISTER), "--commit")
    assert editions.notice(date(2010, 1, 1)) == ""
    with pytest.raises(editions.DayNotCovered, match="31/08/2004"):
        editions.check_day(date(2004, 8, 30))


@pytest.mark.django_db
def test_a_register_that_stops_before_an_edition_without_decrees_is_refused(write, capsys):
    load(capsys, write("a.csv", *SMALL), "--as-of", OLD, "--commit")
    with pytest.raises(CommandError, match="dừng ở ngày 26/09/2012, trước danh mục ngày 06/10/2019"):
        load(capsys, write("r.csv", *REGISTER[:-1]), "--commit")


@pytest.mark.django_db
def test_a_register_may_not_remove_a_scope(write, capsys):
    two = [*SMALL, "1,06,Tỉnh Bắc Kạn,tinh,"]
    load(capsys, write("a.csv", *two), "--as-of", OLD, "--commit")
    user = User.objects.create_user("minh", "known-to-tests-only", full_name="Minh", role=next(iter(ROLES)))
    Scope.objects.create(user=user, province=Province.objects.get(code="06"))
    with pytest.raises(CommandError, match=r"Bắc Kạn \(06\) đang được dùng ở «phạm vi»"):
        load(capsys, write("r.csv", *REGISTER), "--commit")


@pytest.mark.django_db
def test_a_register_may_not_remove_a_unit_that_something_stands_in(write, capsys):
    two = [*SMALL, "3,01270,Phường Hợp Giang,phuong,040"]
    load(capsys, write("a.csv", *two), "--as-of", OLD, "--commit")
    commune = Commune.objects.get(code="01270")
    AreaClassification.objects.create(commune=commune, area_class="border", valid_from=date(2019, 10, 6))
    with pytest.raises(CommandError, match=r"Hợp Giang \(01270\) đang được dùng ở «phân loại vùng»"):
        load(capsys, write("r.csv", *REGISTER), "--commit")
    assert Commune.objects.filter(pk=commune.pk, valid_from=date(2019, 10, 6)).exists()


@pytest.mark.django_db
def test_a_register_may_not_shorten_a_unit_under_a_fact(write, capsys):
    load(capsys, write("a.csv", *SMALL), "--as-of", OLD, "--covers-from", "2004-01-01", "--commit")
    AreaClassification.objects.create(commune=Commune.objects.get(), area_class="border", valid_from=date(2004, 5, 1))
    with pytest.raises(CommandError, match="không có ngày 01/05/2004"):
        load(capsys, write("r.csv", *REGISTER), "--commit")


@pytest.mark.django_db
def test_nothing_is_kept_when_the_audit_event_fails(write, capsys, monkeypatch):
    def fail(**told):
        raise RuntimeError("no audit")

    monkeypatch.setattr(actions, "record", fail)
    with pytest.raises(RuntimeError):
        load(capsys, write("a.csv", *SMALL), "--as-of", OLD, "--commit")
    assert not Province.objects.exists()


@pytest.mark.django_db
def test_an_unreferenced_district_is_deleted_before_its_province(write, capsys):
    load(capsys, write("a.csv", *SMALL), "--as-of", OLD, "--commit")
    other = [
        DATED,
        "1,06,Tỉnh Bắc Kạn,tinh,,2004-08-31,",
        "2,060,Thị xã Bắc Kạn,thi_xa,06,2004-08-31,",
        "3,01843,Phường Đức Xuân,phuong,060,2020-01-01,",
    ]
    load(capsys, write("r.csv", *other), "--commit")
    assert list(Province.objects.values_list("code", flat=True)) == ["06"]
    assert District.objects.get().code == "060"


def test_the_published_list_of_2019_can_be_loaded_as_it_is(db, capsys):
    call_command("load_units", str(shared("data/units/gso_cap_xa_2019-10-06.xls")), "--as-of", "06/10/2019")
    assert "xã: thêm 11160" in capsys.readouterr().out

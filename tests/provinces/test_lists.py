"""Files of units: four layouts are read, everything else is refused with file, line, what was found and what is accepted."""

import gzip
from datetime import date

import pytest

from provinces.comparison import COMMUNE, Unit
from provinces.list_checks import check_edition, check_register
from provinces.lists import EDITION, MOVES, REGISTER, BadList, read, split_kind

HEADER = "level,code,name,kind,parent_code"
DATED = HEADER + ",valid_from,valid_to"
PROVINCE = "1,04,Tỉnh Cao Bằng,tinh,"
DISTRICT = "2,040,Thành phố Cao Bằng,thanh_pho,04"


def test_an_edition_is_read_with_kinds_in_either_vocabulary(write):
    listing = read(write("a.csv", HEADER, PROVINCE, DISTRICT, "3,01273,Phường Sông Hiến,ward,040"))
    assert listing.layout == EDITION
    assert listing.lines[2].unit == Unit(COMMUNE, "01273", "Sông Hiến", "ward", "040")
    assert listing.lines[2].number == 4


def test_a_gzipped_edition_is_read(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(f"{HEADER}\n{PROVINCE}\n".encode()))
    assert read(path).lines[0].unit.name == "Cao Bằng"


def test_a_register_gives_the_last_day_in(write):
    line = read(write("a.csv", DATED, f"{PROVINCE},2004-08-31,01/07/2025")).lines[0]
    assert (line.first, line.last) == (date(2004, 8, 31), date(2025, 6, 30))


def test_moves_are_read_and_a_whole_move_is_the_default(write):
    listing = read(
        write("a.csv", "effective_on,level,old_code,new_code,extent", "2025-07-01,3,00004,00004,full", "2025-07-01,3,00016,00004,partial")
    )
    assert listing.layout == MOVES
    assert [move.default for move in listing.moves] == [True, False]


def test_the_published_list_names_every_province_and_district_once(write):
    header = "Mã,Tên,Tên Tiếng Anh,Cấp,Mã QH,Quận Huyện,Mã TP,Tỉnh / Thành Phố"
    rows = [f"0000{number},Phường {number},,Phường,001,Quận Ba Đình,01,Thành phố Hà Nội" for number in (1, 2)]
    listing = read(write("a.csv", header, *rows))
    assert [(line.unit.level, line.unit.code, line.unit.kind) for line in listing.lines] == [
        (1, "01", "municipality"),
        (2, "001", "urban_district"),
        (3, "00001", "ward"),
        (3, "00002", "ward"),
    ]


@pytest.mark.parametrize(
    ("level", "full_name", "expected"),
    [
        (1, "Thành phố Hồ Chí Minh", ("municipality", "Hồ Chí Minh")),
        (2, "Thị xã Mộc Châu", ("town", "Mộc Châu")),
        (3, "Thị trấn NT Mộc Châu", ("township", "NT Mộc Châu")),
        (3, "phường 01", ("ward", "01")),
        (3, "Đặc khu Phú Quốc", ("special_zone", "Phú Quốc")),
        (3, "Xãng Sơn", (None, "Xãng Sơn")),
    ],
)
def test_a_full_name_is_a_kind_and_a_name(level, full_name, expected):
    assert split_kind(level, full_name) == expected


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["level,code,name,kind,parent_code,colour", PROVINCE + ",x"], ["dòng 1", "colour"]),
        (["code,name", "04,Cao Bằng"], ["dòng 1", "code,name", "level,code,name,kind,parent_code"]),
        ([HEADER, "1,4,Tỉnh Cao Bằng,tinh,"], ["dòng 2", "'4'", "2 chữ số"]),
        ([HEADER, "3,1273,Xã Một,xa,040"], ["dòng 2", "'1273'", "5 chữ số"]),
        ([HEADER, "4,04,Tỉnh Cao Bằng,tinh,"], ["dòng 2", "'4'", "1 (tỉnh)"]),
        ([HEADER, "1,04,Tỉnh Cao Bằng,bang,"], ["dòng 2", "'bang'", "tinh"]),
        ([HEADER, "1,04,,tinh,"], ["dòng 2", "tên ''"]),
        ([HEADER, PROVINCE, "2,040,Thành phố Cao Bằng,thanh_pho,4"], ["dòng 3", "'4'"]),
        ([HEADER, "1,04,Tỉnh Cao Bằng,tinh,01"], ["dòng 2", "'01'", "để trống"]),
        ([DATED, PROVINCE + ",31-12-2013,"], ["dòng 2", "31-12-2013", "31/12/2013"]),
        ([DATED, PROVINCE + ",2013-02-30,"], ["dòng 2", "2013-02-30"]),
        ([DATED, PROVINCE + ",,"], ["dòng 2", "valid_from", "''"]),
        ([DATED, PROVINCE + ",2020-01-01,2020-01-01"], ["dòng 2", "không sau"]),
        (["effective_on,level,old_code,new_code,extent", "2025-07-01,3,00004,00004,half"], ["dòng 2", "'half'", "full"]),
    ],
)
def test_a_bad_line_is_refused_with_its_place_and_what_is_accepted(write, lines, said):
    with pytest.raises(BadList) as refusal:
        read(write("danh-muc.csv", *lines))
    assert str(refusal.value).startswith("danh-muc.csv, dòng ")
    assert "Chấp nhận" in str(refusal.value)
    for part in said:
        assert part in str(refusal.value)


def test_a_code_stored_as_a_number_in_a_workbook_is_refused(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(HEADER.split(","))
    book.active.append([1, 4, "Tỉnh Cao Bằng", "tinh", None])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(BadList, match="cột code là số 4"):
        read(tmp_path / "a.xlsx")


def test_a_file_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "a.csv").write_bytes("mã,tên\n".encode("utf-16"))
    with pytest.raises(BadList, match="UTF-8"):
        read(tmp_path / "a.csv")


def test_a_code_twice_in_one_edition_is_refused_with_both_lines(write):
    with pytest.raises(BadList, match=r"dòng 3: .*04 đã có ở dòng 2"):
        check_edition(read(write("a.csv", HEADER, PROVINCE, PROVINCE)))


def test_an_edition_without_a_parent_is_refused(write):
    with pytest.raises(BadList, match=r"dòng 3: đơn vị cấp trên 041 của Một"):
        check_edition(read(write("a.csv", HEADER, PROVINCE, "3,00001,Xã Một,xa,041")))


def test_an_empty_list_is_refused(write):
    with pytest.raises(BadList, match="không có dòng nào"):
        check_edition(read(write("a.csv", HEADER)))
    with pytest.raises(BadList, match="không có dòng nào"):
        check_register(read(write("b.csv", DATED)))


def test_overlapping_rows_of_a_register_are_refused(write):
    listing = read(write("a.csv", DATED, f"{PROVINCE},2004-01-01,2010-01-01", f"{PROVINCE},2009-12-31,"))
    assert listing.layout == REGISTER
    with pytest.raises(BadList, match=r"dòng 3: mã 04 từ 31/12/2009 chồng lên dòng 2"):
        check_register(listing)


def test_a_register_row_that_outlives_its_parent_is_refused(write):
    listing = read(write("a.csv", DATED, f"{PROVINCE},2004-01-01,2010-01-01", f"{DISTRICT},2004-01-01,"))
    with pytest.raises(BadList, match="không có trong tệp vào mọi ngày"):
        check_register(listing)


def test_two_rows_of_the_parent_that_touch_cover_the_child(write):
    rows = [f"{PROVINCE},2004-01-01,2010-01-01", f"{PROVINCE},2010-01-01,", f"{DISTRICT},2004-01-01,"]
    check_register(read(write("a.csv", DATED, *rows)))

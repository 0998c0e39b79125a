"""Lists as they really come: what each oddity means, line by line."""

from datetime import date

import pytest

from cadres.importing import meanings as of
from cadres.importing.blank_list import HEADERS
from cadres.importing.contents import Choices, read_contents
from cadres.importing.meanings import meaning_of
from cadres.importing.reader import read_workbook
from cadres.importing.rows import Reading
from cadres.importing.sheet import Sheet, Workbook
from cadres.importing.unused import unused_columns
from cadres.levels import Ladder
from tests.cadres.importing.test_hostile_files import workbook
from tests.cadres.importing.written_lists import DAY, GAZETTEER, PLACES

HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Chuyên môn", "Ghi chú"]
TITLE = ["Đơn vị: Xã Phi Hải, huyện Quảng Uyên"]
HANH = [1, "Nông Thị Hạnh", "05/07/1975", "Nữ", "Bí thư Đảng ủy", "ĐH Luật", None]


def read(rows, *, name="DS", reading=None, choices=None, converted=None):
    """The contents of one sheet of these rows."""
    cells = tuple(tuple(float(cell) if type(cell) is int else cell or None for cell in row) for row in rows)
    sheet = Sheet(name, cells, converted=converted or {})
    return read_contents(Workbook("ds.xlsx", "xlsx", "", (sheet,)), GAZETTEER, reading or Reading(DAY), choices)


def forms(rows, **options):
    return read(rows, **options).forms


def one(header, cells, **options):
    (form,) = forms([TITLE, header, cells], **options)
    return form


def test_a_plain_line():
    (form,) = forms([TITLE, HEADER, HANH])
    assert (form.name, str(form.born), form.sex, form.positions) == ("Nông Thị Hạnh", "05/07/1975", "female", ("party_secretary",))
    assert form.unit is PLACES[0] and form.unit_from == "title" and not form.errors and not form.warnings


def test_nothing_said_is_unknown_never_no():
    form = one(["STT", "Họ và tên", "Chức vụ", "LLCT", "Đảng viên"], [1, "Nông Thị Hạnh", "Bí thư Đảng ủy", None, None])
    assert {"political_theory", "party_member", "born", "sex"} <= set(form.unknown) and form.levels == {}


def test_blank_is_untrained_only_where_the_sender_says_so():
    reading = Reading(DAY, frozenset({Ladder.POLITICAL_THEORY}))
    form = one(["STT", "Họ và tên", "Chức vụ", "LLCT"], [1, "Nông Thị Hạnh", "Bí thư Đảng ủy", None], reading=reading)
    assert form.levels[Ladder.POLITICAL_THEORY].level == 0


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("5/7/75", "05/07/1975"),
        ("1975", "1975"),
        (1975, "1975"),
        ("07/1975", "07/1975"),
        (27580, "05/07/1975"),
        ("05071975", "05/07/1975"),
        (date(1975, 7, 5), "05/07/1975"),
        ("ngày 5 tháng 7 năm 1975", "05/07/1975"),
        ("00/00/1975", "1975"),
        (7.1975, "07/1975"),
    ],
)
def test_births_as_text_number_excel_day_or_year(cell, said):
    assert str(one(HEADER, [1, "Nông Thị Hạnh", cell, "Nữ", "Bí thư Đảng ủy", None, None]).born) == said


def test_births_in_three_columns():
    header = ["STT", "Họ và tên", "Ngày sinh", "", "", "Chức vụ"]
    (form,) = forms([TITLE, header, ["", "", "Ngày", "Tháng", "Năm", ""], [1, "Nông Thị Hạnh", 5, 7, 1975, "Bí thư Đảng ủy"]])
    assert str(form.born) == "05/07/1975"


def test_ages_give_a_year_and_a_warning():
    form = one(["STT", "Họ và tên", "Tuổi", "Chức vụ"], [1, "Nông Thị Hạnh", 38, "Bí thư Đảng ủy"])
    assert str(form.born) == "1975" and "có thể lệch một năm" in form.warnings[0].says


def test_a_child_and_a_ghost_are_errors():
    for cell in ("05/07/2005", "05/07/1912"):
        form = one(HEADER, [1, "Nông Thị Hạnh", cell, "Nữ", "Bí thư Đảng ủy", None, None])
        assert "Kiểm tra lại ngày sinh" in form.errors[0].says and form.born is None


def test_every_problem_of_a_line_is_told_at_once():
    form = one(HEADER, [1, "Nông Thị Hạnh", "31/02/1975", "x", "Trưởng thôn", "Lớp mầm", None])
    assert {problem.column for problem in form.errors} == {2, 3, 4, 5}


def test_a_name_in_two_columns_and_a_name_that_is_none():
    form = one(["STT", "Họ và tên đệm", "Tên", "Chức vụ"], [1, "Nông Thị", "Hạnh", "Bí thư Đảng ủy"])
    assert form.name == "Nông Thị Hạnh"
    assert "không phải họ và tên" in one(HEADER, [1, "Nông Thị 123", "1975", "Nữ", "Bí thư Đảng ủy", None, None]).errors[0].says


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("LỤC THANH QUÝ", "Lục Thanh Quý"),
        ("nông thị hạnh", "Nông Thị Hạnh"),
        ("Bà Nông Thị Hạnh", "Nông Thị Hạnh"),
        ("H'HEN NIÊ", "H'Hen Niê"),
    ],
)
def test_names_in_ordinary_capitals(written, name):
    assert one(HEADER, [1, written, "1975", "Nữ", "Bí thư Đảng ủy", None, None]).name == name


def test_ticks_under_nam_and_nu():
    header = ["STT", "Họ và tên", "Nam", "Nữ", "Năm sinh", "Chức vụ"]
    assert one(header, [1, "Nông Thị Hạnh", None, "x", 1975, "Bí thư Đảng ủy"]).sex == "female"
    assert "cả Nam lẫn Nữ" in one(header, [1, "Nông Thị Hạnh", "x", "x", 1975, "Bí thư Đảng ủy"]).errors[0].says


def test_only_a_column_for_women():
    header = ["STT", "Họ và tên", "Nữ", "Năm sinh", "Chức vụ"]
    found = forms([TITLE, header, [1, "Nông Thị Hạnh", "x", 1975, "Bí thư Đảng ủy"], [2, "Nông Văn An", None, 1970, "CT UBND"]])
    assert [form.sex for form in found] == ["female", "male"]


def test_untrained_and_trained_ticked_together_is_an_error():
    header = [TITLE, ["STT", "Họ và tên", "Chức vụ", "Chuyên môn", ""], ["", "", "", "Chưa qua ĐT", "ĐH"]]
    (form,) = forms([*header, [1, "Nông Thị Hạnh", "Bí thư Đảng ủy", "x", "x"]])
    assert "Chỉ để lại một" in form.errors[0].says and Ladder.PROFESSIONAL not in form.levels


def test_a_year_or_a_field_of_study_in_place_of_a_tick():
    header = [TITLE, ["STT", "Họ và tên", "Chức vụ", "Chuyên môn", ""], ["", "", "", "TC", "ĐH"]]
    first, second = forms([*header, [1, "Nông Thị Hạnh", "Bí thư Đảng ủy", None, 2010], [2, "Nông Văn An", "CT UBND", "Luật", None]])
    assert str(first.levels[Ladder.PROFESSIONAL].awarded) == "2010"
    assert second.levels[Ladder.PROFESSIONAL].major == "Luật"


def test_a_level_column_beside_a_column_of_fields():
    form = one(
        ["STT", "Họ và tên", "Chức vụ", "Trình độ chuyên môn", "Chuyên ngành"], [1, "Nông Thị Hạnh", "Bí thư Đảng ủy", "Đại học", "Luật"]
    )
    assert form.levels[Ladder.PROFESSIONAL].level.slug == "university" and form.levels[Ladder.PROFESSIONAL].major == "Luật"


def test_party_as_tick_as_day_and_the_two_days():
    header = [TITLE, ["STT", "Họ và tên", "Chức vụ", "Ngày vào Đảng", ""], ["", "", "", "Dự bị", "Chính thức"]]
    (form,) = forms([*header, [1, "Nông Thị Hạnh", "Bí thư Đảng ủy", "03/02/2000", "03/02/2001"]])
    assert (form.party_member, str(form.party_since), str(form.party_full)) == (True, "03/02/2000", "03/02/2001")
    (form,) = forms([*header, [1, "Nông Thị Hạnh", "Bí thư Đảng ủy", "03/02/2001", "03/02/2000"]])
    assert "trước ngày vào Đảng" in form.errors[0].says


def test_personal_ids():
    header = ["STT", "Họ và tên", "Số CCCD", "Chức vụ"]
    assert one(header, [1, "Nông Thị Hạnh", "004 175 000 123", "Bí thư Đảng ủy"]).personal_id == "004175000123"
    form = one(header, [1, "Nông Thị Hạnh", 4175000123, "Bí thư Đảng ủy"])
    assert form.personal_id == "004175000123" and "mất số 0" in form.warnings[0].says
    form = one(header, [1, "Nông Thị Hạnh", "080123456", "Bí thư Đảng ủy"])
    assert form.personal_id == "" and "chứng minh nhân dân" in form.warnings[0].says


def test_general_education_that_excel_turned_into_a_day():
    header = ["STT", "Họ và tên", "Chức vụ", "Văn hóa"]
    for cell, slug in (
        (date(2013, 12, 12), "upper_secondary"),
        (date(2013, 12, 9), "lower_secondary"),
        (date(2013, 10, 7), "lower_secondary"),
    ):
        assert one(header, [1, "Nông Thị Hạnh", "Bí thư Đảng ủy", cell]).levels[Ladder.GENERAL_EDUCATION].level.slug == slug


@pytest.mark.parametrize(
    ("note", "ladder", "slug", "major"),
    [
        ("Đang học ĐH", "professional", "university", ""),
        ("Đang học trung cấp Quản lý đất đai", "professional", "intermediate", "Quản lý đất đai"),
        ("Con thương binh; đang học lớp TC LLCT", "political_theory", "intermediate", ""),
    ],
)
def test_studies_in_notes(note, ladder, slug, major):
    (study,) = one(HEADER, [*HANH[:6], note]).studying
    assert (study.ladder, study.level.slug, study.major) == (ladder, slug, major)


def test_headings_of_units_positions_and_groups_totals_and_signatures():
    contents = read(
        [
            ["DANH SÁCH CÁN BỘ"],
            ["STT", "Họ và tên", "Năm sinh", "Dân tộc"],
            [1, 2, 3, 4],
            ["I", "Xã Phi Hải"],
            [None, "A. CÁN BỘ CHUYÊN TRÁCH"],
            [None, "Bí thư Đảng ủy"],
            [1, "Nông Thị Hạnh", 1975, "Tày"],
            [None, "Chủ tịch UBND"],
            [2, "Tống Văn An", 1970, "Nùng"],
            [None, "Cộng", 2],
            ["II", "Thị trấn Quảng Uyên"],
            [None, "Văn phòng - Thống kê"],
            [1, "Bế Văn Bình", 1980, "Tày"],
            [None, "Tổng cộng: 4 người"],
            [],
            [None, None, "Quảng Uyên, ngày 31 tháng 12 năm 2013"],
            [None, "NGƯỜI LẬP", None, "THỦ TRƯỞNG"],
            [None, "Nguyễn Văn Ký", None, "Trần Văn Duyệt"],
        ]
    )
    assert [(form.name, form.unit.name, form.positions) for form in contents.forms] == [
        ("Nông Thị Hạnh", "Phi Hải", ("party_secretary",)),
        ("Tống Văn An", "Phi Hải", ("committee_chair",)),
        ("Bế Văn Bình", "Quảng Uyên", ("office_statistics",)),
    ]
    assert "ghi tổng 4 người" in contents.sheets[0].notes[0] and len(contents.sheets[0].notes) == 1


@pytest.mark.parametrize("heading", ["Trưởng ban Dân vận", "Bí thư Đòan <b>xã</b>", "Nhân viên thú y xã"])
def test_a_heading_that_is_no_known_position_gives_nobody_the_post_of_the_group_above(heading):
    header = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chuyên môn"]
    rows = [[None, "Bí thư Đảng ủy"], [1, *HANH[1:4], "Đại học"], [None, heading], [2, "Trương Văn Bàn", "01/02/1980", "Nam", "Đại học"]]
    known, after = [[None, "Chủ tịch UBND"], [3, "Đoàn Văn Phó", "01/02/1981", "Nam", "Đại học"]], forms([TITLE, header, *rows])
    assert [form.name for form in after] == ["Nông Thị Hạnh", "Trương Văn Bàn"]
    assert after[0].positions == ("party_secretary",) and not after[0].errors
    assert after[1].positions == () and f"Dòng 5 phía trên ghi “{heading}”" in after[1].errors[0].says
    assert forms([TITLE, header, *rows, *known])[2].positions == ("committee_chair",)


@pytest.mark.parametrize("name", ["Trương Thị Phó", "Phó Đức An", "Đoàn Văn An", "Bàn Văn Tuấn", "Phan Thu Quỹ", "Chu Văn Trưởng"])
def test_a_name_with_nothing_beside_it_is_a_person(name):
    assert [form.name for form in forms([TITLE, HEADER, HANH, [None, name]])] == ["Nông Thị Hạnh", name]


def test_tables_stacked_under_titles_of_their_own_and_headers_printed_again():
    contents = read(
        [
            TITLE,
            HEADER,
            HANH,
            [],
            ["Đơn vị: Xã Lý Bôn, huyện Bảo Lâm"],
            HEADER,
            [1, "Bế Văn Bình", *HANH[2:]],
            HEADER,
            [2, "Bế Văn Cao", *HANH[2:]],
        ]
    )
    assert [form.unit.name for form in contents.forms] == ["Phi Hải", "Lý Bôn", "Lý Bôn"]


def test_units_and_districts_in_columns():
    header = ["STT", "Họ và tên", "Chức vụ", "Xã", "Huyện"]
    found = forms(
        [header, [1, "Nông Thị Hạnh", "Bí thư Đảng ủy", "Đức Long", "Hòa An"], [2, "Nông Văn An", "CT UBND", "Đức Long", "Thạch An"]]
    )
    assert [form.unit.district for form in found] == ["Huyện Hoà An", "Huyện Thạch An"]


def test_a_name_that_two_communes_bear_is_asked_with_both():
    form = one(["STT", "Họ và tên", "Chức vụ", "Xã"], [1, "Nông Thị Hạnh", "Bí thư Đảng ủy", "Xã Đức Long"])
    assert form.unit is None and "Hoà An" in form.errors[0].says and "Thạch An" in form.errors[0].says


def test_a_sheet_that_names_no_unit_takes_the_chosen_one():
    rows = [HEADER, HANH]
    assert "Không rõ người này ở xã nào" in forms(rows)[0].errors[0].says
    assert forms(rows, choices=Choices(units={0: PLACES[1]}))[0].unit is PLACES[1]
    assert forms(rows, choices=Choices(unit=PLACES[2]))[0].unit_from == "only unit"


def test_a_corrected_column_is_read_as_corrected():
    header = ["STT", "Họ và tên", "Chức vụ", "Mục lạ"]
    assert Ladder.POLITICAL_THEORY not in one(header, [1, "Nông Thị Hạnh", "Bí thư Đảng ủy", "TC"]).levels
    form = one(header, [1, "Nông Thị Hạnh", "Bí thư Đảng ủy", "TC"], choices=Choices({"Mục lạ": "level.political_theory"}))
    assert form.levels[Ladder.POLITICAL_THEORY].level.slug == "intermediate"


def test_the_same_person_twice_is_told_at_the_second_line():
    first, second = forms([TITLE, HEADER, HANH, [2, *HANH[1:4], "Chủ tịch HĐND", None, None]])
    assert not first.errors and "Trùng người với dòng 3" in second.errors[0].says


def test_a_position_of_another_time_is_an_error():
    reading = Reading(DAY, in_force=frozenset({"party_secretary"}))
    form = one(HEADER, [1, "Nông Văn An", "1970", "Nam", "Trưởng Công an", None, None], reading=reading)
    assert "không có trong danh mục ngày 31/12/2013" in form.errors[0].says


def test_formulas_without_a_result_are_told(tmp_path):
    data = workbook(DS=[TITLE, HEADER, [1, "Nông Thị Hạnh", "=DATE(1975,7,5)", "Nữ", "Bí thư Đảng ủy", None, None]])
    (form,) = read_contents(read_workbook("ds.xlsx", data), GAZETTEER, Reading(DAY)).forms
    assert form.errors[0].says.startswith("Ô C3 là công thức chưa có kết quả")


def test_what_was_converted_is_shown_as_it_stands_in_the_file():
    form = one(HEADER, HANH, converted={(2, 1): "N«ng ThÞ H¹nh"})
    assert form.written["full_name"] == "N«ng ThÞ H¹nh"


def test_the_day_of_the_list_is_told_by_its_title():
    assert read([["(Tính đến ngày 30/6/2014)"], TITLE, HEADER, HANH]).day == date(2014, 6, 30)
    assert read([["Cao Bằng, ngày 15 tháng 3 năm 2015"], TITLE, HEADER, HANH]).day == date(2015, 3, 15)


def test_a_sheet_without_a_list_is_noted():
    contents = read([["Báo cáo"], ["Nội dung", "Số lượng"], ["Cán bộ", 18]])
    assert contents.forms == [] and "không có dòng tiêu đề" in contents.sheets[0].notes[0]


def test_a_header_five_rows_deep_with_letters_and_numbers_under_it():
    header = [
        ["STT", "Họ và tên", "Năm sinh", "", "Trình độ", "", "", "", "", "Chức vụ"],
        ["", "", "Nam", "Nữ", "Đào tạo", "", "", "", "", ""],
        ["", "", "", "", "Chuyên môn", "", "", "Lý luận", "", ""],
        ["", "", "", "", "TC", "CĐ", "ĐH", "TC", "CC", ""],
        ["A", "B", 1, 2, 3, 4, 5, 6, 7, 8],
    ]
    (form,) = forms([TITLE, ["DANH SÁCH"], *header, [1, "Nông Thị Hạnh", None, 1975, "x", None, None, None, "X", "Bí thư ĐU"]])
    assert (form.sex, str(form.born), form.positions) == ("female", "1975", ("party_secretary",))
    assert {str(ladder): told.level.slug for ladder, told in form.levels.items()} == {
        "professional": "intermediate",
        "political_theory": "advanced",
    }


def test_a_sex_column_that_ticks_the_women():
    header = ["STT", "Họ và tên", "Năm sinh", "Giới tính (nữ)", "Chức vụ"]
    assert one(header, [1, "Nông Thị Hạnh", 1975, "x", "Bí thư Đảng ủy"]).sex == "female"


def test_columns_that_are_not_taken_are_named_with_their_reason():
    header = ["STT", "Họ và tên", "Chức vụ", "Tham gia cấp ủy", "Tuổi dưới 30", "Hệ số lương", "Abc xyz", "Tôn giáo"]
    found = read([TITLE, header, [1, "Nông Thị Hạnh", "Bí thư Đảng ủy", "x", "x", "2,34", "gì đó", None]])
    told = unused_columns(layout for sheet in found.sheets for _, layout in sheet.blocks)
    assert [columns for one in told for columns in one.columns] == [
        ("G", "Abc xyz"),
        ("E", "Tuổi dưới 30"),
        ("D", "Tham gia cấp ủy"),
        ("F", "Hệ số lương"),
    ], "an empty column is not worth a word"
    whys = [one.why for one in told]
    assert "Cách đọc tệp" in whys[0] and "ngày sinh" in whys[1] and "thêm chức danh ủy viên" in whys[2] and "lương" in whys[3]


def test_every_column_of_the_blank_list_is_read_back_and_as_what_it_says():
    meanings = [meaning_of((header,))[0] for header, _ in HEADERS]
    assert len(set(meanings)) == len(meanings) and not {of.IGNORED, of.UNKNOWN} & set(meanings)
    assert dict(zip((header for header, _ in HEADERS), meanings, strict=True))["Giữ chức danh từ ngày"] == of.APPOINTED


def test_since_when_a_post_is_held_is_told_from_the_post_in_whatever_order_it_is_written():
    since = ("Giữ chức vụ từ", "Ngày bổ nhiệm", "Chức danh hiện nay từ tháng, năm", "Được bầu ngày", "Thời gian giữ chức vụ")
    post = ("Chức vụ", "Chức danh hiện tại", "Chức vụ, đơn vị công tác", "Chức danh đảm nhiệm")
    assert {meaning_of((header,))[0] for header in since} == {of.APPOINTED}
    assert {meaning_of((header,))[0] for header in post} == {of.POSITION}

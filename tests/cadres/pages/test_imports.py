"""/nhap-lieu/: send a list, correct how it is read, look, confirm, undo, get the file back."""

import io

import openpyxl
import pytest
from django.core.management import call_command
from lxml import html

from cadres.importing import batches
from cadres.models import Appointment, ImportBatch, ImportColumn, Profile
from chuanxa.models import ChangeSet, Job
from tests import factories, ladder
from tests.cadres.importing.sent import AS_OF, MAI, TITLE, WRONG, a_list, make_batch, upload
from tests.cast import Visitor

PATH = "/nhap-lieu/"


@pytest.fixture
def batch(small_world) -> ImportBatch:
    return make_batch()


def text_of(answer) -> str:
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def digest_of(visitor: Visitor, batch: ImportBatch) -> str:
    return html.fromstring(visitor.page(f"{PATH}{batch.pk}/")).xpath("//input[@name='digest']/@value")[0]


def test_it_asks_a_stranger_to_log_in(nobody, batch):
    for path in (PATH, f"{PATH}{batch.pk}/", f"{PATH}{batch.pk}/cach-doc/", f"{PATH}{batch.pk}/can-sua/"):
        ladder.asks_to_log_in(nobody, path)


def test_a_leader_may_not_import(thao, batch):
    for path in (PATH, f"{PATH}{batch.pk}/", f"{PATH}mau/"):
        ladder.refused(thao, path, 403)


def test_somebody_else_s_import_does_not_exist(minh, quan, batch):
    for visitor in (minh, quan):
        ladder.refused(visitor, f"{PATH}{batch.pk}/", 404)
        assert visitor.post(f"{PATH}{batch.pk}/xac-nhan/", {"digest": "x"}).status_code == 404


def test_get_never_confirms_answers_or_undoes(hanh, batch):
    for act in ("tra-loi", "xac-nhan", "hoan-tac"):
        assert hanh.get(f"{PATH}{batch.pk}/{act}/").status_code == 405


def test_what_it_cannot_read_in_the_address_it_refuses(hanh, batch):
    assert "so-phan" in ladder.refused(hanh, f"{PATH}{batch.pk}/", 400, **{"so-phan": "khac"})
    assert "trang" in ladder.refused(hanh, f"{PATH}{batch.pk}/", 400, trang="hai")
    ladder.refused(hanh, PATH, 400, xa="1")


def test_the_front_page_states_the_limits_and_where_to_begin(hanh, small_world):
    text = text_of(hanh.get(PATH))
    assert "10 MB" in text and "20.000 dòng" in text and "Gửi danh sách" in text and "Mẫu trống" in text


def test_a_sent_file_leads_to_its_preview(hanh, small_world):
    answer = hanh.post(PATH, {"file": upload(a_list(MAI, WRONG)), "as_of": "14/02/2014"})
    batch = ImportBatch.objects.get()
    assert answer.status_code == 302 and answer.url == f"{PATH}{batch.pk}/" and (batch.by, batch.as_of) == ("hanh", AS_OF)


def test_a_refused_file_is_said_on_the_form_and_nothing_is_kept(hanh, small_world):
    answer = hanh.post(PATH, {"file": upload(b"PK\x03\x04 broken"), "as_of": "14/02/2014"})
    assert answer.status_code == 422 and "bị hỏng" in text_of(answer) and "14/02/2014" in answer.content.decode()
    assert not ImportBatch.objects.exists()
    assert "Chưa chọn tệp" in text_of(hanh.post(PATH, {}))
    assert "chưa tới" in text_of(hanh.post(PATH, {"file": upload(a_list(MAI)), "as_of": "14/02/2030"}))


def test_the_day_is_taken_from_the_title_or_asked(hanh, small_world):
    hanh.post(PATH, {"file": upload(a_list(MAI, title=f"{TITLE} (tính đến 14/02/2014)"))})
    assert ImportBatch.objects.latest("pk").as_of == AS_OF
    hanh.post(PATH, {"file": upload(a_list(MAI))})
    batch = ImportBatch.objects.latest("pk")
    assert batch.as_of is None and hanh.get(f"{PATH}{batch.pk}/").url == f"{PATH}{batch.pk}/cach-doc/"


def test_the_preview_counts_and_shows_every_line_with_its_problems(hanh, batch):
    text = text_of(hanh.get(f"{PATH}{batch.pk}/"))
    assert "1 Người mới" in text and "1 Không nhận" in text
    assert "Chức danh: Chủ tịch HĐND, Xã Trường Hà, từ 14/02/2014" in text
    assert "C4 Không có ngày “31/02/1970” trong lịch" in text and "F4 Không hiểu chức danh" in text and "G4 Không hiểu" in text


def test_the_lines_are_filtered_by_fate(hanh, batch):
    text = text_of(hanh.get(f"{PATH}{batch.pk}/?so-phan=refused"))
    assert "Bế Văn An" in text and "Sầm Thị Mai" not in text


def test_long_lists_are_paged(hanh, small_world):
    names = [f"Nông Văn {'ABCDEGHIKLMNOPQRSTUVXY'[number % 22]}" for number in range(60)]
    people = [[number, name, 1950 + number % 40, "Nam", "Tày", "CT HĐND", *[None] * 3] for number, name in enumerate(names)]
    batch = make_batch(*people)
    first, second = hanh.page(f"{PATH}{batch.pk}/"), hanh.page(f"{PATH}{batch.pk}/", trang=2)
    assert "1 / 2" in first and "2 / 2" in second


def test_confirming_writes_what_was_shown_and_shows_the_result(hanh, batch):
    answer = hanh.post(f"{PATH}{batch.pk}/xac-nhan/", {"digest": digest_of(hanh, batch)})
    assert answer.url == f"{PATH}{batch.pk}/" and Profile.objects.filter(full_name="Sầm Thị Mai").exists()
    text = text_of(hanh.get(f"{PATH}{batch.pk}/"))
    assert "Đã nhập" in text and "Hoàn tác cả lần nhập" in text and "1 Người mới" in text
    page, done = hanh.page(f"{PATH}{batch.pk}/"), ImportBatch.objects.get(pk=batch.pk)
    assert "1 dòng không nhận được đánh dấu trong tệp của bạn" in text and f"{PATH}{batch.pk}/can-sua/" in page
    assert f"/lan-ghi/{done.change_set_id}/" in page, "what was recorded is a press away"
    assert hanh.post(f"{PATH}{batch.pk}/xac-nhan/", {"digest": "x"}).status_code == 400


def test_if_the_records_moved_in_between_nothing_is_written_and_the_new_plan_is_shown(hanh, batch, small_world):
    digest = digest_of(hanh, batch)
    mai = factories.person("Sầm Thị Mai", sex="female", born_on=factories.date(1975, 7, 5))
    factories.appoint(mai, small_world.places.truong_ha, small_world.positions.council_chair, factories.date(2010, 1, 1))
    hanh.post(f"{PATH}{batch.pk}/xac-nhan/", {"digest": digest})
    text = text_of(hanh.get(f"{PATH}{batch.pk}/"))
    assert "Dữ liệu đã thay đổi" in text and "1 Có thay đổi" in text and Profile.objects.filter(full_name="Sầm Thị Mai").count() == 1


def test_the_whole_batch_is_undone_and_later_changes_are_named(hanh, batch):
    hanh.post(f"{PATH}{batch.pk}/xac-nhan/", {"digest": digest_of(hanh, batch)})
    without = hanh.post(f"{PATH}{batch.pk}/hoan-tac/", {"reason": "  "})
    assert without.status_code == 422 and "Thiếu lý do hoàn tác" in text_of(without)
    assert Profile.objects.known().filter(full_name="Sầm Thị Mai").exists()
    hanh.post(f"{PATH}{batch.pk}/hoan-tac/", {"reason": "Nhầm tệp"})
    text = text_of(hanh.get(f"{PATH}{batch.pk}/"))
    assert "Đã hoàn tác" in text and "Nhầm tệp" in text and not Profile.objects.known().filter(full_name="Sầm Thị Mai").exists()
    assert hanh.post(f"{PATH}{batch.pk}/hoan-tac/").status_code == 404


def test_an_import_undone_where_change_sets_are_listed_says_so_itself(hanh, batch):
    hanh.post(f"{PATH}{batch.pk}/xac-nhan/", {"digest": digest_of(hanh, batch)})
    written = ImportBatch.objects.get(pk=batch.pk).change_set_id
    for state, said in (("undone", "Đã hoàn tác"), ("done", "nhập lại: Gửi đúng tệp")):
        hanh.post(f"/lan-ghi/{written}/", {"reason": "Gửi đúng tệp"})
        assert ImportBatch.objects.get(pk=batch.pk).state == state and said in text_of(hanh.get(f"{PATH}{batch.pk}/"))
        written = ChangeSet.objects.latest("pk").pk


def test_undo_is_refused_where_others_changed_something_since(hanh, batch):
    from cadres.actions.facts import amend_fact

    hanh.post(f"{PATH}{batch.pk}/xac-nhan/", {"digest": digest_of(hanh, batch)})
    amend_fact(Profile.objects.get(full_name="Sầm Thị Mai"), by="minh", day=factories.TODAY, reason="Theo khai sinh", ethnic_group="07")
    hanh.post(f"{PATH}{batch.pk}/hoan-tac/", {"reason": "Nhầm tệp"})
    assert "minh" in text_of(hanh.get(f"{PATH}{batch.pk}/")) and ImportBatch.objects.get(pk=batch.pk).state == "done"


def test_a_column_corrected_once_is_remembered_for_the_sender_s_next_list(hanh, small_world):
    rows = [[1, "Sầm Thị Mai", "1975", "Nữ", "Tày", "Chủ tịch HĐND", "TC Luật", "TC", "TC"]]
    batch = make_batch(*rows)
    fields = html.fromstring(hanh.page(f"{PATH}{batch.pk}/cach-doc/"))
    name = fields.xpath("//label[contains(text(), 'Ghi chú')]/following-sibling::select/@name")[0]
    answer = hanh.post(f"{PATH}{batch.pk}/cach-doc/", {"as_of": "14/02/2014", name: "level.state_management"})
    assert answer.status_code == 302 and ImportColumn.objects.get().header == "Ghi chú"
    assert batches.settings_of(make_batch(*rows)).columns == {"Ghi chú": "level.state_management"}
    assert batches.settings_of(make_batch(*rows, by="minh")).columns == {}


def test_the_layout_form_says_what_is_wrong_beside_the_field_and_keeps_what_was_typed(hanh, batch):
    answer = hanh.post(f"{PATH}{batch.pk}/cach-doc/", {"as_of": "31/02/2014", "unit-0": "99999"})
    text = answer.content.decode()
    assert answer.status_code == 422 and 'value="31/02/2014"' in text and "Không có ngày" in text


def test_a_sheet_that_names_no_commune_is_given_one(minh, small_world):
    batch = make_batch(MAI, by="minh", title="DANH SÁCH")
    assert "Không rõ người này ở xã nào" in text_of(minh.get(f"{PATH}{batch.pk}/"))
    minh.post(f"{PATH}{batch.pk}/cach-doc/", {"as_of": "14/02/2014", "unit-0": "01366"})
    assert "Xã Trường Hà" in text_of(minh.get(f"{PATH}{batch.pk}/"))


def test_a_clerk_imports_only_into_their_communes(hanh, small_world):
    batch = make_batch(MAI, title="Đơn vị: Xã Nà Sác, huyện Hà Quảng")
    text = text_of(hanh.get(f"{PATH}{batch.pk}/"))
    assert "ngoài phạm vi của bạn" in text and "1 Không nhận" in text


def test_the_absent_are_offered_and_end_only_when_ticked(hanh, small_world):
    gone = factories.person("Lý Văn Cũ", born_on=factories.date(1960, 1, 1))
    post = factories.appoint(gone, small_world.places.truong_ha, small_world.positions.womens_union_chair, factories.date(2010, 1, 1))
    batch = make_batch(MAI)
    assert "Lý Văn Cũ" in text_of(hanh.get(f"{PATH}{batch.pk}/"))
    hanh.post(f"{PATH}{batch.pk}/tra-loi/", {"absent": "1", "end": str(post.pk)})
    hanh.post(f"{PATH}{batch.pk}/xac-nhan/", {"digest": digest_of(hanh, batch)})
    assert str(Appointment.objects.known().get(cadre=gone).valid_to) == "2014-02-13"


def test_a_doubtful_person_is_chosen_on_the_page(hanh, small_world):
    twins = []
    for _ in range(2):
        twin = factories.person("Sầm Thị Mai", sex="female", born_on=factories.date(1975, 7, 5))
        factories.appoint(twin, small_world.places.truong_ha, small_world.positions.council_chair, factories.date(2010, 1, 1))
        twins.append(twin)
    batch = make_batch(MAI)
    page = html.fromstring(hanh.page(f"{PATH}{batch.pk}/"))
    assert page.xpath("//select[@name='row-0-2']/option/@value") == ["", "0", str(twins[0].pk), str(twins[1].pk)]
    hanh.post(f"{PATH}{batch.pk}/tra-loi/", {"row-0-2": str(twins[1].pk)})
    assert "1 Có thay đổi" in text_of(hanh.get(f"{PATH}{batch.pk}/"))


def test_the_file_comes_back_with_its_wrong_cells_marked_and_can_be_sent_again(hanh, batch):
    answer = hanh.get(f"{PATH}{batch.pk}/can-sua/")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet["J2"].value == "Lỗi" and "31/02/1970" in sheet["J4"].value and sheet["J3"].value is None
    assert sheet["C4"].fill.fgColor.rgb == sheet["F4"].fill.fgColor.rgb == "00F8C9C4" and sheet["C3"].fill.fill_type is None
    sheet["C4"], sheet["F4"], sheet["G4"] = "01/02/1970", "CT UBND", "ĐH"
    file = io.BytesIO()
    sheet.parent.save(file)
    hanh.post(PATH, {"file": upload(file.getvalue()), "as_of": "14/02/2014"})
    assert "2 Người mới" in text_of(hanh.get(f"{PATH}{ImportBatch.objects.latest('pk').pk}/"))


def test_a_blank_list_has_drop_downs_and_is_read_back(hanh, quan, small_world):
    answer = hanh.get(f"{PATH}mau/", {"xa": "01366", "ngay": "14/2/2014"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book["Danh sách"]
    assert len(sheet.data_validations.dataValidation) == 8 and "Xã Trường Hà" in sheet["A2"].value
    mai = [1, "Sầm Thị Mai", "004175000123", "05/07/1975", "Nữ", "Tày", "Chủ tịch HĐND", "1/7/2011", "x", "THPT", "Đại học", "Luật", "TC"]
    for column, value in enumerate(mai, start=1):
        sheet.cell(6, column, value)
    file = io.BytesIO()
    book.save(file)
    hanh.post(PATH, {"file": upload(file.getvalue())})
    text = text_of(hanh.get(f"{PATH}{ImportBatch.objects.latest('pk').pk}/"))
    assert "1 Người mới" in text and "Đại học, Luật" in text and "từ 01/07/2011" in text
    ladder.refused(quan, f"{PATH}mau/", 404, xa="01366")


def test_a_long_list_is_written_in_the_background(hanh, small_world, monkeypatch):
    monkeypatch.setattr("cadres.views.imports.AT_ONCE", 0)
    batch = make_batch(MAI)
    answer = hanh.post(f"{PATH}{batch.pk}/xac-nhan/", {"digest": digest_of(hanh, batch)})
    job = Job.objects.get()
    assert "Xem tiến độ" in text_of(hanh.get(f"{PATH}{batch.pk}/"))
    assert hanh.post(f"{PATH}{batch.pk}/xac-nhan/", {"digest": "x"}).status_code == 400
    assert answer.url == f"/cong-viec/{job.pk}/" and not Profile.objects.filter(full_name="Sầm Thị Mai").exists()
    call_command("work", until_empty=True, stdout=io.StringIO())
    job.refresh_from_db()
    assert (job.done, job.total) == (3, 3), "reading the file, reading its lines, writing"
    assert job.state == "finished" and job.result["href"] == f"{PATH}{batch.pk}/"
    assert Profile.objects.filter(full_name="Sầm Thị Mai").count() == 1 and ImportBatch.objects.get(pk=batch.pk).state == "done"


def test_the_front_page_costs_few_queries(hanh, batch, django_assert_max_num_queries):
    hanh.get(PATH)
    with django_assert_max_num_queries(12):
        hanh.get(PATH)


def test_a_kept_preview_costs_few_queries(hanh, batch, django_assert_max_num_queries):
    hanh.get(f"{PATH}{batch.pk}/")
    with django_assert_max_num_queries(16):
        hanh.get(f"{PATH}{batch.pk}/")

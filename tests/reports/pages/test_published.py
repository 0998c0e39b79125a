"""/doi-chieu/: printed beside computed, its totals, findings and exports; entering, pasting, amending; trying without storing."""

import io
from datetime import date

import pytest
from lxml import html
from openpyxl import load_workbook

from reports.models import PublishedFigure, PublishedReport
from tests import ladder
from tests.cast import address

LIST, ONE, TRY = "/doi-chieu/", "/doi-chieu/bai-thu/", "/doi-chieu/thu/"
CREATE, EDIT, ADD, PASTE = "/doi-chieu/them/", f"{ONE}sua/", f"{ONE}them/", f"{ONE}dan/"
FIGURE, RETRACT = f"{ONE}so/con-lai/", f"{ONE}so/con-lai/bo/"
FORMS = (CREATE, EDIT, ADD, PASTE, FIGURE)
FIGURE_FIELDS = {"label": "Đại học", "printed": "62,46", "unit": "%", "part": "member", "habit": "either", "value": "share"}


def rows(report: dict) -> dict[str, dict]:
    return {row["key"].rpartition("/")[2]: row for row in report["rows"]}


def errors(answer) -> str:
    page = html.fromstring(answer.content.decode())
    return " ".join(one.text_content() for one in page.xpath("//*[@class='errorlist' or contains(@class, 'notice--error')]"))


# --- reading ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [LIST, ONE, TRY, *FORMS])
def test_it_asks_a_stranger_to_log_in(path, nobody):
    ladder.asks_to_log_in(nobody, path)


def test_another_provinces_report_does_not_exist(quan, hanh):
    assert quan.report(LIST)["rows"] == hanh.report(LIST)["rows"] == []
    for path in (ONE, *FORMS[1:]):
        ladder.refused(quan, path, 404)
    ladder.refused(hanh, ONE, 404)
    assert quan.post(RETRACT, {"reason": "x"}).status_code == 404


def test_who_may_not_set_programmes_reads_and_enters_nothing(thao, hanh):
    page = html.fromstring(thao.page(ONE))
    assert page.xpath("//main//a[contains(@href, '/can-bo/') or contains(@href, '/so/') or contains(@href, '/dan/')]") == []
    for path in FORMS:
        ladder.refused(thao, path, 403)
        ladder.refused(hanh, path, 403)
    assert thao.post(RETRACT, {"reason": "x"}).status_code == 403


def test_it_rejects_everything_but_reading(minh):
    ladder.refuses_to_be_written(minh, LIST)
    ladder.refuses_to_be_written(minh, ONE)
    assert minh.get(RETRACT).status_code == 405


@pytest.mark.parametrize("path", [LIST, ONE])
def test_it_refuses_what_it_cannot_read(minh, path):
    ladder.lists_what_it_accepts(minh, path, ("ket-luan", "dinh-dang"))
    assert "equal, flagged, input" in ladder.refused(minh, path, 400, **{"ket-luan": "dung"})
    ladder.refused(minh, path, 400, dinh_dang="pdf")
    ladder.refuses_programs_in_their_language(minh, path, khong_co="1")


def test_an_unknown_report_is_refused_with_those_there_are(minh):
    assert "bai-thu" in ladder.refused(minh, LIST, 400, bai="khong-co")


def test_every_figure_has_one_verdict_and_the_totals_add_up(minh):
    report = minh.report(LIST)
    found = rows(report)
    assert report["totals"] == {"equal": 1, "flagged": 3, "input": 1} and sum(report["totals"].values()) == len(found) == 5
    assert {key: row["verdict"] for key, row in found.items()} == {
        "xa": "equal",
        "bien-gioi": "input",
        "dai-hoc": "flagged",
        "cao-dang": "flagged",
        "con-lai": "flagged",
    }
    assert found["xa"]["printed"] == found["xa"]["computed"] == "6" and found["xa"]["count"] == 6
    assert found["bien-gioi"]["computed"] is None and found["bien-gioi"]["reason"] == "Số nêu sẵn."
    assert "Trị số đúng: 31,87%" in found["con-lai"]["reason"]
    assert [finding["kind"] for finding in report["findings"] if finding["error"]] == ["not_a_hundred"]


def test_a_computed_number_opens_exactly_its_records(minh):
    for row in minh.report(ONE)["rows"]:
        if row["count"]:
            assert minh.report(row["list"])["total"] == row["count"]
            assert minh.get(row["page"]).status_code == 200
        else:
            assert row["list"] is None


def test_the_page_the_json_and_the_workbook_say_the_same(minh):
    report = minh.report(LIST)
    page = html.fromstring(minh.page(LIST))
    lines = page.xpath("//tr[contains(@class, 'published__line ')]")
    assert len(lines) == len(report["rows"]) == 5
    answer = minh.get(address(LIST, dinh_dang="xlsx"))
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    told = {row[12]: row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)}
    assert {key: row[4] for key, row in told.items()} == {row["key"]: row["printed"] for row in report["rows"]}
    assert [row[11] for row in told.values()] == [row["reason"] for row in report["rows"]]


def test_outcomes_and_reports_narrow_the_lines_and_not_the_totals(minh):
    flagged = minh.report(LIST, **{"ket-luan": "flagged"})
    assert len(flagged["rows"]) == 3 and flagged["totals"]["equal"] == 1
    both = minh.report(LIST, **{"ket-luan": ["equal", "input"], "bai": "bai-thu"})
    assert {row["verdict"] for row in both["rows"]} == {"equal", "input"}
    assert "Không có số liệu nào theo bộ lọc" in minh.page(LIST, **{"ket-luan": "equal", "bai": "bai-thu"}) or len(rows(both)) == 2


def test_an_empty_register_says_what_to_do(quan):
    assert "Chưa có báo cáo nào để đối chiếu" in quan.page(LIST) and TRY in quan.page(LIST)


def test_it_costs_as_many_queries_as_the_pages_that_figures_point_into(minh, django_assert_max_num_queries):
    minh.page(LIST)
    with django_assert_max_num_queries(10):
        minh.page(LIST)


# --- entering -----------------------------------------------------------------------------------------------------------------


def test_a_report_is_entered_and_its_code_made_from_its_title(minh, small_world):
    form = {"title": "Báo cáo năm 2013 của Tỉnh", "province": small_world.places.cao_bang.pk, "published_on": "5/8/2013"}
    answer = minh.post(CREATE, form)
    report = PublishedReport.objects.get(code="bao-cao-nam-2013-cua-tinh")
    assert answer.status_code == 302 and answer.url == "/doi-chieu/bao-cao-nam-2013-cua-tinh/"
    assert report.published_on == date(2013, 8, 5)
    assert "Chưa có số liệu nào" in minh.page(answer.url)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"title": "Thêm"}, "trùng tên một trang"),
        ({"title": "???"}, "Chưa đặt được mã"),
        ({"title": "Bài thử"}, "Đã có báo cáo mang mã này"),
        ({"title": "Bài", "published_on": "hôm qua"}, "Nhận: 05/08/2013"),
        ({"title": "Bài", "province": ""}, "Chọn tỉnh"),
        ({"title": "Bài", "province": "999999"}, "không thuộc phạm vi"),
    ],
    ids=str,
)
def test_what_a_report_cannot_be_is_told_beside_its_field(minh, small_world, form, told):
    answer = minh.post(CREATE, {"province": small_world.places.cao_bang.pk, **form})
    assert answer.status_code == 400 and told in errors(answer) and PublishedReport.objects.count() == 1


def test_a_report_is_amended(minh, small_world):
    form = {"title": "Tên mới", "code": "bai-thu", "province": small_world.places.cao_bang.pk, "published_on": "5/8/2013"}
    assert "Ghi vì sao sửa" in errors(minh.post(EDIT, form))
    opened = html.fromstring(minh.page(EDIT)).get_element_by_id("id_version").value
    assert minh.post(EDIT, form | {"reason": "Sai tên", "version": opened}).url == ONE
    assert "Tên mới" in minh.page(ONE)
    history = html.fromstring(minh.page(EDIT)).get_element_by_id("lich-su").text_content()
    assert all(said in history for said in ("Sai tên", "Bài thử về Cao Bằng → Tên mới", "trống → 05/08/2013"))
    answer = minh.post(EDIT, form | {"title": "Tên khác", "reason": "Sai tên", "version": opened})
    assert "vừa được người khác sửa" in errors(answer) and "Tên khác" in answer.content.decode()
    assert PublishedReport.objects.get().title == "Tên mới"


def test_one_figure_is_entered_with_where_it_is_computed(minh):
    form = FIGURE_FIELDS | {
        "printed": "4/6",
        "unit": "xã",
        "address": "/bao-cao/don-vi/?tinh=04&ngay=14/2/2014#commune_kinds",
        "value": "count",
    }
    assert minh.post(ADD, form).url == ONE
    figure = PublishedFigure.objects.known().get(printed="4")
    assert (figure.total, figure.page, figure.query, figure.table) == (6, "/bao-cao/don-vi/", "tinh=04&ngay=14/2/2014", "commune_kinds")
    assert rows(minh.report(ONE))[figure.code]["verdict"] == "flagged"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"printed": "73.5134"}, "73,5134 hoặc 735.134"),
        ({"printed": "7,1 tỷ đồng"}, "lẫn chữ với số"),
        ({"printed": ""}, "Chưa ghi số đã in"),
        ({"label": ""}, "Chưa ghi nội dung"),
        ({"count": "8,672"}, "Nếu là 8.672 thì ghi dấu chấm"),
        ({"total": "0"}, "từ 1 trở lên"),
        ({"total": "ba"}, "không phải là số"),
        ({"day": "31/02/2013"}, "31/02/2013"),
        ({"part": "vua"}, "vua"),
        ({"address": "/tinh/04/?ngay=14/2/2014"}, "Ghi mã bảng"),
        ({"address": "/tinh/94/?ngay=14/2/2014", "table": "professional"}, "trong phạm vi của bạn"),
        ({"address": "/tinh/04/?ngay=14/2/2014", "table": "luong"}, "Có: category"),
        ({"address": "https://example.invalid/x", "table": "t"}, "Không có trang"),
        ({"printed": "9" * 17}, "lớn hơn mọi số liệu"),
    ],
    ids=str,
)
def test_what_a_figure_cannot_be_is_told_beside_its_field_and_nothing_typed_is_lost(minh, fields, told):
    answer = minh.post(ADD, FIGURE_FIELDS | {"note": "giữ lại nhé"} | fields)
    assert answer.status_code == 400 and told in errors(answer)
    assert "giữ lại nhé" in answer.content.decode() and PublishedFigure.objects.count() == 5


def test_a_number_is_chosen_from_the_tables_of_its_page_without_knowing_their_codes(minh):
    typed = FIGURE_FIELDS | {"printed": "4", "unit": "xã", "address": "/bao-cao/don-vi/?tinh=04&ngay=14/2/2014", "value": "count"}
    chosen = minh.post(ADD, typed | {"viec": "chon"})
    assert chosen.status_code == 200 and errors(chosen) == "" and PublishedFigure.objects.count() == 5
    page = html.fromstring(chosen.content.decode())
    (total,) = page.xpath("//select[@name='place']/optgroup[contains(@label, '(commune_kinds)')]/option[1]")
    assert total.text == "Tổng của bảng: 6" and page.xpath("//input[@name='printed']/@value") == ["4"]
    assert minh.post(ADD, typed | {"place": total.get("value")}).url == ONE
    assert PublishedFigure.objects.known().get(printed="4", unit="xã").table == "commune_kinds"
    for place in ("[1,2,3]", "không", '["luong", "", ""]'):
        assert minh.post(ADD, typed | {"place": place}).status_code == 400, place


def test_a_figure_is_amended_with_a_reason_and_its_versions_are_told(minh):
    stored = PublishedFigure.objects.get(code="con-lai")
    page = html.fromstring(minh.page(FIGURE))
    (filled,) = [form for form in page.forms if "printed" in form.fields]
    form = {name: value or "" for name, value in filled.form_values()}
    assert (form["printed"], form["address"], form["version"]) == ("37,54", "/tinh/04/?ngay=14/2/2014", str(stored.pk))
    form |= {"label": "Còn lại", "printed": "31,87", "group": "Chuyên môn", "part": "remainder", "version": stored.pk}
    assert "Ghi vì sao sửa" in errors(minh.post(FIGURE, form | {"reason": ""}))
    assert minh.post(FIGURE, form | {"reason": "in nhầm"}).url.startswith(ONE)
    assert not [one for one in minh.report(ONE)["findings"] if one["kind"] == "not_a_hundred"]
    text = minh.page(FIGURE)
    assert "in nhầm" in text and "37,54" in text
    late = minh.post(FIGURE, form | {"reason": "muộn"})
    assert late.status_code == 400 and "vừa được người khác sửa" in errors(late)


def test_a_figure_is_retracted_with_a_reason(minh):
    answer = minh.post(RETRACT, {"reason": " "})
    assert answer.status_code == 400 and "Ghi vì sao bỏ" in errors(answer)
    assert minh.post(RETRACT, {"reason": "không thuộc bài"}).url == ONE
    assert "con-lai" not in rows(minh.report(ONE)) and PublishedFigure.objects.filter(code="con-lai").exists()
    ladder.refused(minh, FIGURE, 404)


# --- pasting ------------------------------------------------------------------------------------------------------------------

GOOD = "Chỉ tiêu\tTrị số\tĐơn vị\tNgày\nĐại học\t62,46\t%\t31/12/2013\nLượt\t8.672/8.145\tlượt\t"


def test_pasting_shows_every_line_and_keeps_nothing_until_it_is_confirmed(minh):
    page = minh.post(PASTE, {"so-lieu": GOOD, "viec": "doc"}).content.decode()
    assert "Đọc được 2 trên 2 dòng" in page and "Lưu 2 số liệu" in page and PublishedFigure.objects.count() == 5
    assert minh.post(PASTE, {"so-lieu": GOOD, "viec": "luu"}).url == ONE
    lot = PublishedFigure.objects.known().get(label="Lượt")
    assert (lot.printed, lot.total, lot.code, lot.order) == ("8.672", 8145, "so-7", 7)
    assert PublishedFigure.objects.known().get(printed="62,46", unit="%", code="so-6").day == date(2013, 12, 31)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{GOOD}\nSai\t73.5134\t%\t", "73,5134 hoặc 735.134"),
        (f"{GOOD}\nKinh phí\t7o0\tđồng\t", "lẫn chữ với số"),
        (f"{GOOD}\nSai ngày\t5\t%\t31/02/2013", "31/02/2013"),
    ],
)
def test_with_one_line_that_cannot_be_read_nothing_is_kept(minh, text, told):
    page = minh.post(PASTE, {"so-lieu": text, "viec": "doc"}).content.decode()
    assert told in page and "Đọc được 2 trên 3 dòng" in page and "Lưu 2 số liệu" not in page
    answer = minh.post(PASTE, {"so-lieu": text, "viec": "luu"})
    assert answer.status_code == 400 and "Chưa lưu gì: dòng 4" in errors(answer) and PublishedFigure.objects.count() == 5


def test_pasting_nothing_or_too_much_is_refused(minh):
    assert "Chưa dán dòng nào" in errors(minh.post(PASTE, {"so-lieu": " \n"}))
    assert "nhiều nhất 500 dòng" in errors(minh.post(PASTE, {"so-lieu": "a;1\n" * 501}))


# --- trying -------------------------------------------------------------------------------------------------------------------

BAC_KAN = "\n".join(f"{label};{text}%;;;;sau" for label, text in zip("abcde", ("0,55", "62,46", "5,67", "26,59", "10,4"), strict=True))


def test_anybody_who_sees_figures_may_try_any_figures_and_nothing_is_stored(thao, hanh):
    for visitor in (thao, hanh):
        page = visitor.post(TRY, {"so-lieu": BAC_KAN}).content.decode()
        assert "thừa 5,67 điểm" in page and "Trị số đúng: 4,73%" in page
    assert PublishedFigure.objects.count() == 5


def test_trying_tells_what_cannot_be_read_and_keeps_the_text(thao):
    page = thao.post(TRY, {"so-lieu": "sai;73.5134\nđúng;5"}).content.decode()
    assert "73,5134 hoặc 735.134" in page and "sai;73.5134" in page and "không thấy mâu thuẫn nào" in page
    assert "Chưa dán dòng nào" in errors(thao.post(TRY, {"so-lieu": ""}))


def test_a_form_from_elsewhere_is_refused(small_world):
    from django.test import Client

    visitor = Client(enforce_csrf_checks=True)
    visitor.force_login(small_world.users["minh"])
    assert [visitor.post(path, {"so-lieu": "a;1"}).status_code for path in (TRY, PASTE, ADD, RETRACT)] == [403] * 4

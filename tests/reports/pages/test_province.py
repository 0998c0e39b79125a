"""/tinh/<code>/: the page of a province."""

from datetime import date

import pytest

from cadres.models import Standard
from chuanxa.models.upkeep import renew_token
from tests import ladder
from tests.factories import TODAY

PATH = "/tinh/04/"
AREA_NAMES = ("ngay", "so-voi", "ghi-nhan", "ranh-gioi", "dinh-dang", "sap-xep", "chuc-danh", "chuyen-mon", "dat-chuan", "vung", "tim")


def test_it_asks_a_stranger_to_log_in(nobody):
    ladder.asks_to_log_in(nobody, PATH)


def test_it_does_not_exist_for_another_province(quan):
    assert "trong phạm vi của bạn" in ladder.refused(quan, PATH, 404)


def test_it_does_not_exist_for_a_clerk_of_one_of_its_communes(hanh):
    ladder.refused(hanh, PATH, 404)


def test_every_role_that_reaches_the_province_opens_it(minh, thao, quantri):
    for visitor in (minh, thao, quantri):
        assert "<h1>Tỉnh Cao Bằng</h1>" in visitor.page(PATH)


def test_it_rejects_everything_but_reading(minh):
    ladder.refuses_to_be_written(minh, PATH)


def test_it_lists_the_names_it_accepts(minh):
    ladder.lists_what_it_accepts(minh, PATH, AREA_NAMES)


def test_it_refuses_what_it_cannot_read(minh):
    ladder.refuses_what_it_cannot_read(minh, PATH, days=("ngay", "so-voi"))


@pytest.mark.parametrize(
    ("name", "value"), [("dinh-dang", "pdf"), ("ranh-gioi", "hom-qua"), ("sap-xep", "tien"), ("sap-xep", "-"), ("loai", "x")]
)
def test_it_says_what_is_accepted_instead(minh, name, value):
    text = ladder.refused(minh, PATH, 400, **{name: value})
    assert "Được chấp nhận" in text and value in text


def test_one_value_is_one_value(minh):
    assert "nhiều giá trị" in ladder.refused(minh, PATH, 400, ngay=["31/12/2013", "31/12/2011"])


def test_programs_are_refused_in_json(minh, quan):
    assert "Nhận" in ladder.refuses_programs_in_their_language(minh, PATH, chuyen_mon="giao-su")["accepted"]
    assert ladder.refuses_programs_in_their_language(quan, PATH)["heading"] == "Không tìm thấy"


@pytest.mark.parametrize("code", ["99", "4", "04 ", "00004", "cao-bang", "%00", "0" * 300, "04;--", "🙂"])
def test_a_code_of_nobody_is_not_found(minh, code):
    ladder.refused(minh, f"/tinh/{code}/", 404)


def test_a_code_whose_unit_is_gone_is_not_found_with_its_days_and_its_heirs(quantri):
    text = ladder.refused(quantri, "/tinh/94/", 404)
    assert "Tỉnh Sóc Trăng từ 01/01/2004 đến 30/06/2025" in text
    assert "Thành phố Cần Thơ (mã 92)" in text
    assert "Tỉnh Sóc Trăng" in quantri.page("/tinh/94/", ngay="30/6/2025")


def test_the_days_of_a_unit_out_of_reach_are_not_told(minh):
    assert "Sóc Trăng" not in ladder.refused(minh, "/tinh/94/", 404)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"ngay": "31/12/2013"},
        {"ngay": "14/2/2014"},
        {"ngay": "14/2/2014", "so-voi": "20/5/2012"},
        {"so-voi": "14/2/2014"},
        {"ngay": f"{TODAY:%d/%m/%Y}", "so-voi": "31/12/2011"},
        {"ngay": "14/2/2014", "chuc-danh": "party_secretary", "so-voi": "20/5/2012"},
        {"ngay": "14/2/2014", "ranh-gioi": "nay", "vung": "border"},
    ],
    ids=str,
)
@pytest.mark.parametrize("form", ["html", "json"])
def test_it_costs_at_most_eight_queries(minh, django_assert_max_num_queries, asked, form):
    """The log-in, the scope, the token, the counts, the units: whatever is asked."""
    minh.page(PATH)
    with django_assert_max_num_queries(8):
        minh.page(PATH, **asked, dinh_dang=form)


def test_what_was_known_costs_a_fixed_number_of_queries(minh, django_assert_max_num_queries):
    minh.page(PATH)
    with django_assert_max_num_queries(17):
        minh.page(PATH, ngay="14/2/2014", ghi_nhan="05/01/2014")


def test_it_says_where_and_when_and_by_which_rule(minh):
    page = minh.page(PATH, ngay="31/12/2013", so_voi="31/12/2011")
    for words in ("Tỉnh Cao Bằng", "Số liệu ngày 31/12/2013", "Nghị định thử", "so với 31/12/2011", "mỗi người tính một lần"):
        assert words in page


def test_a_day_before_every_list_of_units_is_refused_with_the_first_day(minh):
    assert "01/01/2004" in ladder.refused(minh, PATH, 400, ngay="31/12/2003")


def test_while_people_are_judged_again_every_page_of_the_province_says_so(minh, quan):
    Standard.objects.filter(code="cao-bang").update(changed_from=date(2026, 1, 1))
    renew_token()
    for path in ("/tinh/04/", "/can-bo/", "/bao-cao/thieu-gi/", "/bao-cao/", "/de-an/"):
        assert "nên số đạt chuẩn trên trang này còn thay đổi" in minh.page(path), path
        assert "nên số đạt chuẩn trên trang này còn thay đổi" not in quan.page(path.replace("/04/", "/92/")), path
    assert "nên số đạt chuẩn trên trang này còn thay đổi" not in minh.page("/can-bo/", ngay="31/12/2025")

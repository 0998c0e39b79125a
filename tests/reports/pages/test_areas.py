"""/vung/: area classes that an officer sees and sets; whoever they concern is judged again."""

from datetime import date

import pytest
from lxml import html

from cadres.standings.rebuild import check
from chuanxa import jobs
from chuanxa.models import AuditEvent, Job
from provinces.models import AreaClassification
from reports.actions import areas as actions
from tests import ladder
from tests.cast import address

LIST, NEW = "/vung/", "/vung/them/"
TYPED = {
    "area_class": "highland",
    "valid_from": "1/1/2014",
    "valid_to": "",
    "legal_basis": "QĐ 1/QĐ-UBND",
    "units": "01366\nXã Nà Sác, Hà Quảng",
}


@pytest.fixture
def row(small_world) -> AreaClassification:
    return small_world.places.truong_ha.classifications.get()


def confirmed(visitor, typed: dict):
    """What is sent after the preview."""
    page = html.fromstring(visitor.post(NEW, typed).content.decode())
    return visitor.post(NEW, typed | {"xac-nhan": page.xpath("//input[@name='xac-nhan']/@value")[0]})


def test_it_asks_a_stranger_to_log_in(nobody, row):
    for path in (LIST, NEW, f"{LIST}{row.pk}/", f"{LIST}{row.pk}/bo/"):
        ladder.asks_to_log_in(nobody, path)


def test_who_does_not_set_reads_only(hanh, thao, row):
    for visitor in (hanh, thao):
        assert "Biên giới" in visitor.page(LIST, ngay="14/2/2014") and "/vung/them/" not in visitor.page(LIST)
        for path in (NEW, f"{LIST}{row.pk}/", f"{LIST}{row.pk}/bo/"):
            ladder.refused(visitor, path, 403)


def test_rows_of_another_province_do_not_exist(quan, row):
    for path in (f"{LIST}{row.pk}/", f"{LIST}{row.pk}/bo/"):
        ladder.refused(quan, path, 404)
    assert "Trường Hà" not in quan.page(LIST, ngay="14/2/2014")
    answer = quan.post(NEW, TYPED)
    assert answer.status_code == 422 and "trong phạm vi của bạn" in answer.content.decode()


def test_the_list_is_of_the_day_the_class_and_the_place(minh, hanh):
    def told(visitor, **asked) -> list[tuple]:
        return [(one["ma"], one["vung"]) for one in visitor.report(LIST, **asked)["classes"]]

    assert ("01369", "Đặc biệt khó khăn") in told(minh, ngay="14/2/2014")
    assert ("01369", "Đặc biệt khó khăn") not in told(minh, ngay="31/12/2013")
    assert told(minh, ngay="14/2/2014", vung="poor_district") == [("042", "Huyện nghèo")]
    assert told(minh, ngay="14/2/2014", huyen="045", vung="poor_district") == []
    assert told(hanh, ngay="14/2/2014") == [("01366", "Biên giới")]
    assert ("01369", "Đặc biệt khó khăn") in told(minh, moi_luc="co")
    assert "Biên giới: 2 xã, phường, thị trấn" in minh.page(LIST, ngay="14/2/2014")
    assert minh.get(address(LIST, dinh_dang="xlsx"))["Content-Type"].endswith("sheet")


def test_it_refuses_what_it_cannot_read(minh):
    ladder.refuses_to_be_written(minh, LIST)
    ladder.lists_what_it_accepts(minh, LIST, ("ngay", "vung", "moi-luc"))
    ladder.refuses_what_it_cannot_read(minh, LIST, filters=(("moi-luc", "nua"), ("vung", "sao-hoa")), moments=False)


def test_a_list_is_previewed_then_written_and_people_are_judged_again(minh, small_world):
    page = minh.post(NEW, TYPED).content.decode()
    assert "Xã Trường Hà, Huyện Hà Quảng (mã 01366)" in page and "Xã Nà Sác" in page
    assert not AreaClassification.objects.filter(area_class="highland", valid_from=date(2014, 1, 1)).exists()
    answer = confirmed(minh, TYPED)
    assert (answer.status_code, answer.url) == (302, LIST)
    made = AreaClassification.objects.filter(area_class="highland", valid_from=date(2014, 1, 1))
    assert {row.commune.code for row in made} == {"01366", "01369"}
    assert AuditEvent.objects.filter(act="record areaclassification", by="minh").count() == 2
    assert list(check()) == []


def test_a_list_changed_after_its_preview_is_previewed_again(minh):
    page = html.fromstring(minh.post(NEW, TYPED).content.decode())
    seen = page.xpath("//input[@name='xac-nhan']/@value")[0]
    answer = minh.post(NEW, TYPED | {"units": "01366", "xac-nhan": seen})
    assert answer.status_code == 200 and "Sẽ ghi 1 đơn vị" in answer.content.decode()


def test_many_people_are_judged_again_by_a_job(minh, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 0)
    answer = confirmed(minh, TYPED)
    job = Job.objects.get(kind=actions.RESTAND)
    assert answer.url == f"/cong-viec/{job.pk}/"
    taken = jobs.claim("thử", at=job.created_at)
    jobs.perform(taken, "thử")
    job.refresh_from_db()
    assert (job.state, job.done) == ("finished", job.total) and list(check()) == []


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("units", "", "Dán danh sách"),
        ("units", "01366\nXã Không Có", "Dòng 2: ngày 01/01/2014 không có “Xã Không Có”"),
        ("units", "01366\nTrường Hà", "Dòng 2: Xã Trường Hà, Huyện Hà Quảng (mã 01366) đã có"),
        ("units", "\n".join(["01366"] * 401), "tối đa 400 dòng"),
        ("area_class", "sao-hoa", "Không có vùng “sao-hoa”"),
        ("valid_from", "hôm nay", "hôm nay"),
        ("valid_to", "1/1/2013", "trước ngày bắt đầu"),
        ("legal_basis", "", "Cần số, ngày văn bản"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_nothing_typed_is_lost(minh, field, value, told):
    before = AreaClassification.objects.count()
    answer = minh.post(NEW, TYPED | {field: value})
    page = html.fromstring(answer.content.decode())
    assert answer.status_code == 422 and AreaClassification.objects.count() == before
    box = page.xpath(f"//*[@name='{field}']/ancestor::div[contains(@class, 'box--wrong')]")
    assert box and told in box[0].text_content()
    assert page.xpath("//textarea[@name='units']")[0].text.strip() == (value if field == "units" else TYPED["units"])


def test_a_class_is_not_given_twice_at_a_time(minh):
    answer = confirmed(minh, TYPED | {"area_class": "border"})
    assert answer.status_code == 422 and "đã thuộc vùng “Biên giới”" in answer.content.decode()
    assert not AreaClassification.objects.filter(area_class="border", valid_from=date(2014, 1, 1)).exists()


def test_a_row_is_given_its_last_day_and_a_wrong_one_is_removed(minh, row):
    path, typed = f"{LIST}{row.pk}/", {"area_class": "border", "valid_from": "1/1/2004", "legal_basis": "QĐ 2"}
    assert minh.post(path, typed | {"valid_to": "31/12/2013", "reason": ""}).status_code == 422
    assert minh.post(path, typed | {"valid_to": "31/12/2013", "reason": "Hết hiệu lực"}).status_code == 302
    row.refresh_from_db()
    assert row.valid_to == date(2013, 12, 31) and list(check()) == []
    event = AuditEvent.objects.filter(act="amend areaclassification").get()
    assert (event.change["old"]["valid_to"], event.change["new"]["valid_to"]) == ("", "2013-12-31")
    assert minh.post(f"{path}bo/", {"reason": ""}).status_code == 422
    assert minh.post(f"{path}bo/", {"reason": "Nhập nhầm"}).status_code == 302
    assert not AreaClassification.objects.filter(pk=row.pk).exists() and list(check()) == []
    ladder.refused(minh, path, 404)


def test_nothing_is_kept_when_the_audit_row_fails(minh, row, monkeypatch):
    from chuanxa import audit

    def fails(**told):
        raise RuntimeError("no audit")

    monkeypatch.setattr(audit, "record", fails)
    before = list(AreaClassification.objects.order_by("pk").values_list("pk", "valid_to"))
    with pytest.raises(RuntimeError):
        actions.amend_class(row, by="minh", day=date(2026, 6, 15), reason="x", valid_to=date(2013, 12, 31))
    with pytest.raises(RuntimeError):
        actions.remove_class(row, by="minh", day=date(2026, 6, 15), reason="x")
    assert list(AreaClassification.objects.order_by("pk").values_list("pk", "valid_to")) == before


def test_it_costs_at_most_five_queries(minh, django_assert_max_num_queries):
    minh.page(LIST, ngay="14/2/2014")
    with django_assert_max_num_queries(5):
        minh.page(LIST, ngay="14/2/2014")


# --- history and undo ----------------------------------------------------------------------------------------------------------


HISTORY = "/vung/lich-su/"


def doings(visitor) -> list:
    return html.fromstring(visitor.page(HISTORY)).xpath("//ol[contains(@class, 'acts')]/li")


def put_back(visitor, place: int = 0, reason: str = "Nhầm"):
    number = doings(visitor)[place].xpath(".//input[@name='doing']/@value")[0]
    return visitor.post(HISTORY, {"doing": number, "reason": reason})


def test_the_history_has_the_ladder_of_refusals(nobody, hanh, thao, quan, minh, row):
    ladder.asks_to_log_in(nobody, HISTORY)
    for visitor in (hanh, thao):
        ladder.refused(visitor, HISTORY, 403)
    ladder.refused(minh, HISTORY, 400, la="1")
    actions.amend_class(row, by="minh", day=date(2026, 6, 15), reason="Hết", valid_to=date(2020, 12, 31))
    assert "Chưa ai đổi vùng" in quan.page(HISTORY)
    number = doings(minh)[0].xpath(".//input[@name='doing']/@value")[0]
    assert quan.post(HISTORY, {"doing": number, "reason": "x"}).status_code == 404


def test_each_doing_is_told_and_put_back(minh, row):
    before = {name: getattr(row, name) for name in ("area_class", "valid_from", "valid_to", "legal_basis", "verified")}
    actions.amend_class(row, by="minh", day=date(2026, 6, 15), reason="Hết hiệu lực", valid_to=date(2020, 12, 31))
    told = " ".join(doings(minh)[0].text_content().split())
    assert "Sửa: Xã Trường Hà" in told and "Lý do: Hết hiệu lực" in told and "trống → 31/12/2020" in told
    assert put_back(minh, reason=" ").status_code == 422
    assert put_back(minh).url == HISTORY
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in before} == before
    actions.remove_class(row, by="minh", day=date(2026, 6, 15), reason="Ghi nhầm")
    assert put_back(minh).url == HISTORY
    back = AreaClassification.objects.get(commune=row.commune_id, area_class=row.area_class)
    assert {name: getattr(back, name) for name in before} == before
    assert put_back(minh).url == HISTORY, "the row that came back is put away again"
    assert not AreaClassification.objects.filter(commune=row.commune_id, area_class=row.area_class).exists()
    assert check() == []


def test_what_was_changed_since_is_not_put_back(minh, row):
    for last in (2020, 2021):
        actions.amend_class(row, by="minh", day=date(2026, 6, 15), reason="Sửa", valid_to=date(last, 12, 31))
    older = doings(minh)[1]
    assert not older.xpath(".//input[@name='doing']")
    number = str(AuditEvent.objects.filter(act="amend areaclassification").order_by("number").first().number)
    answer = minh.post(HISTORY, {"doing": number, "reason": "Nhầm"})
    assert answer.status_code == 422 and "đã được sửa hoặc ghi lại sau lần ấy" in answer.content.decode()


def test_the_history_costs_few_queries(minh, row, django_assert_max_num_queries):
    minh.page(HISTORY)
    with django_assert_max_num_queries(12):
        minh.page(HISTORY)

"""Pages that write and read records of programmes: the refusals, the words beside the fields, nothing lost, nothing written on a slip."""

from datetime import date

import pytest
from lxml import html

from cadres.actions.entries import record_entry
from cadres.models import Attendance, Course, Departure, Enrolment, IntakePlan, Move, Nomination, Programme, Qualification, TrainingPlan
from cadres.record_kinds import KINDS, PERSONAL, PLANNED
from tests import ladder
from tests.cast import Visitor, address
from tests.factories import TODAY

EACH = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.path)


def new_of(kind) -> str:
    return f"/{kind.path}/them/"


def known(kind):
    return kind.model.objects.known().order_by("id").first()


def errors(answer) -> dict[str, str]:
    """Field → what is said beside it."""
    boxes = html.fromstring(answer.content.decode()).xpath("//div[contains(@class, 'record-field--wrong')]")
    return {box.xpath(".//input/@name | .//select/@name")[0]: box.xpath("string(.//ul)") for box in boxes}


def sent(visitor: Visitor, path: str, status: int, **typed):
    answer = visitor.post(path, typed)
    assert answer.status_code == status, (answer.status_code, answer.content and errors(answer))
    return answer


# --- who may -----------------------------------------------------------------------------------------------------------------


@EACH
def test_it_asks_a_stranger_to_log_in(kind, nobody):
    ladder.asks_to_log_in(nobody, f"/{kind.path}/")
    ladder.asks_to_log_in(nobody, new_of(kind))
    ladder.asks_to_log_in(nobody, f"/{kind.path}/{known(kind).number}/")


@EACH
def test_a_record_of_another_province_does_not_exist(kind, quan):
    number = known(kind).number
    for path in (f"/{kind.path}/{number}/", f"/{kind.path}/{number}/sua/", f"/{kind.path}/{number}/huy/", f"/{kind.path}/{'9' * 20}/"):
        ladder.refused(quan, path, 404)
    assert quan.report(f"/{kind.path}/", ngay="14/2/2014")["total"] == 0


@EACH
def test_a_leader_writes_nothing_and_reads_no_names(kind, thao):
    number = known(kind).number
    for path in (new_of(kind), f"/{kind.path}/{number}/sua/", f"/{kind.path}/{number}/huy/"):
        ladder.refused(thao, path, 403)
    for path in (f"/{kind.path}/", f"/{kind.path}/{number}/"):
        if kind.personal:
            ladder.refused(thao, path, 403)
        else:
            assert thao.get(path).status_code == 200


def test_a_clerk_writes_records_of_persons_and_no_plans(hanh):
    assert [hanh.get(new_of(kind)).status_code for kind in PERSONAL] == [200] * len(PERSONAL)
    assert [hanh.get(new_of(kind)).status_code for kind in PLANNED] == [403] * len(PLANNED)


@EACH
def test_the_list_refuses_what_it_cannot_read(kind, minh):
    path = f"/{kind.path}/"
    ladder.refuses_to_be_written(minh, path)
    ladder.lists_what_it_accepts(minh, path, ("ngay", "tinh"))
    ladder.refuses_what_it_cannot_read(minh, path, filters=())
    for name in ("chuong-trinh", "hinh-thuc", "loai-lop", "dot", "ly-do", "chinh-sach"):
        if name in html.tostring(html.fromstring(minh.page(path)), encoding="unicode"):
            ladder.refused(minh, path, 400, **{name: "sao-hoa"})
    ladder.refused(minh, path, 404, tinh="94")


@EACH
def test_the_list_costs_the_same_however_long(kind, minh, django_assert_max_num_queries):
    minh.page(f"/{kind.path}/", ngay="14/2/2014")
    with django_assert_max_num_queries(9):
        minh.page(f"/{kind.path}/", ngay="14/2/2014")


@EACH
def test_page_workbook_and_json_are_the_same_list(kind, minh):
    path = f"/{kind.path}/"
    told = minh.report(path, ngay="14/2/2014")
    page = html.fromstring(minh.page(path, ngay="14/2/2014"))
    assert len(page.xpath("//tbody/tr")) == told["total"] == len(told["records"]) > 0
    book = minh.get(address(path, ngay="14/2/2014", dinh_dang="xlsx"))
    assert b"".join(book.streaming_content).startswith(b"PK")
    assert all(minh.get(href).status_code == 200 for href in page.xpath("//tbody//th//a/@href")[:3])


def test_names_are_searched_with_and_without_accents(minh):
    everyone = minh.report("/luan-chuyen/", ngay="14/2/2014")["records"]
    name = next(record["ho-va-ten"] for record in everyone if "ghi" not in record["ho-va-ten"] and "<" not in record["ho-va-ten"])
    found = minh.report("/luan-chuyen/", ngay="14/2/2014", tim=name.upper())["records"]
    assert {record["ho-va-ten"] for record in found} == {name}


# --- bad input: a sentence beside the field, nothing saved, nothing typed lost -----------------------------------------------------


def counts() -> list[int]:
    return [kind.model.objects.count() for kind in KINDS] + [Enrolment.objects.count(), Qualification.objects.count()]


def refused_beside(visitor, path: str, field: str, words: str, **typed) -> None:
    before = counts()
    answer = sent(visitor, path, 200, **typed)
    assert words in errors(answer).get(field, ""), errors(answer)
    page = html.fromstring(answer.content.decode())
    for name, value in filter(all, typed.items()):
        kept = page.xpath(f"//*[@name='{name}']/@value | //*[@name='{name}']//option[@selected]/@value")
        assert value in kept, (name, value, kept)
    assert counts() == before


def test_a_plan_of_zero_is_refused(minh, small_world):
    unit = f"district:{small_world.places.ha_quang.pk}"
    typed = {"year": "2013", "unit": unit}
    refused_beside(minh, "/dao-tao/ke-hoach/them/", "planned", "không nhận kế hoạch bằng 0", planned="0", **typed)
    refused_beside(minh, "/dao-tao/ke-hoach/them/", "planned", "ba chữ số", planned="73.5134", **typed)
    programme = str(Programme.objects.get().pk)
    years = {"programme": programme, "first_year": "2013", "last_year": "2015", "unit": f"province:{small_world.places.cao_bang.pk}"}
    refused_beside(minh, "/tri-thuc-tre/ke-hoach/them/", "planned", "không nhận kế hoạch bằng 0", planned="0", **years)
    refused_beside(minh, "/tri-thuc-tre/ke-hoach/them/", "last_year", "trước năm đầu", planned="5", **(years | {"last_year": "2012"}))


def test_an_amount_with_letters_is_refused(minh, small_world):
    cadre = str(Departure.objects.exclude(cadre=None).first().cadre_id)
    typed = {"cadre": cadre, "left_on": "1/2/2014", "reason_to_leave": "severance"}
    refused_beside(minh, "/nghi-viec/them/", "amount", "có chữ", amount="bảy triệu", **typed)
    refused_beside(minh, "/nghi-viec/them/", "amount", "dấu phẩy", amount="7,1 tỷ", **typed)
    refused_beside(minh, "/nghi-viec/them/", "scheme", "phải ghi chính sách", amount="29.200.000", **typed)


def test_what_ends_before_it_starts_is_refused(minh, small_world):
    cadre = str(Enrolment.objects.first().cadre_id)
    days = {"valid_from": "6/5/2013", "valid_to": "5/5/2013"}
    refused_beside(minh, "/dao-tao/them/", "valid_to", "không thể kết thúc", cadre=cadre, towards="professional.university", **days)
    unit = f"province:{small_world.places.cao_bang.pk}"
    course = {"name": "Tin học A", "kind": "refresher", "subject": "informatics", "unit": unit}
    refused_beside(minh, "/dao-tao/lop/them/", "valid_to", "sớm hơn", **course, **days)
    refused_beside(minh, "/dao-tao/lop/them/", "valid_to", "Không có ngày", **course, **(days | {"valid_to": "31/2/2013"}))


def test_a_unit_of_another_time_is_refused_with_its_days(minh, small_world):
    unit = f"commune:{small_world.places.truong_ha.pk}"
    typed = {"valid_from": "1/8/2025", "valid_to": "2/8/2025", "kind": "training", "attended": "5", "unit": unit}
    refused_beside(minh, "/dao-tao/luot/them/?ngay=14/2/2014", "unit", "đến 30/06/2025", **typed)


def test_a_unit_out_of_reach_is_refused(minh, small_world):
    answer = sent(minh, "/dao-tao/ke-hoach/them/", 200, year="2013", planned="5", unit=f"district:{small_world.places.ke_sach.pk}")
    assert "không có trong phạm vi" in errors(answer)["unit"]


def test_somebody_out_of_reach_or_of_a_common_name_is_refused(minh, hanh):
    typed = {"kind": "rotation", "from_tier": "district", "to_tier": "commune", "valid_from": "1/2/2014"}
    refused_beside(hanh, "/luan-chuyen/them/", "cadre", "Không tìm thấy", cadre="Không Có Ai", **typed)
    refused_beside(hanh, "/luan-chuyen/them/", "cadre", "Ghi người", cadre="", **typed)
    refused_beside(minh, "/luan-chuyen/them/", "cadre", "Ghi số hồ sơ", cadre="n", **typed)


# --- what is written -----------------------------------------------------------------------------------------------------------


def test_a_clerk_records_amends_and_retracts_a_move(hanh, small_world):
    cadre = small_world.cadres[0].pk
    typed = {"cadre": str(cadre), "kind": "rotation", "from_tier": "district", "to_tier": "commune", "valid_from": "1/2/2014"}
    made = sent(hanh, "/luan-chuyen/them/", 302, **typed, from_unit="Phòng Nội vụ huyện")
    move = Move.objects.known().order_by("-id").first()
    assert made.url == f"/luan-chuyen/{move.number}/?vua=ghi"
    assert (move.cadre_id, move.commune_id, move.people, move.recorded_by) == (cadre, small_world.places.truong_ha.pk, 1, "hanh")
    page = hanh.page(f"/luan-chuyen/{move.number}/?vua=ghi")
    assert "Đã ghi." in page and "Phòng Nội vụ huyện" in page
    assert "Phòng Nội vụ huyện" in hanh.page(f"/can-bo/{cadre}/")
    sent(hanh, f"/luan-chuyen/{move.number}/sua/", 200, **typed)  # without a reason
    sent(hanh, f"/luan-chuyen/{move.number}/sua/", 302, **(typed | {"kind": "secondment"}), why="Ghi nhầm hình thức")
    amended = Move.objects.known().get(first=move.pk)
    assert (amended.kind, amended.number) == ("secondment", move.pk)
    assert "Ghi nhầm hình thức" in hanh.page(f"/luan-chuyen/{move.number}/")
    sent(hanh, f"/luan-chuyen/{move.number}/huy/", 200, why=" ")
    sent(hanh, f"/luan-chuyen/{move.number}/huy/", 302, why="Nhập trùng")
    assert not Move.objects.known().filter(first=move.pk).exists()
    gone = hanh.page(f"/luan-chuyen/{move.number}/")
    assert "đã bị hủy" in gone and "Nhập trùng" in gone
    ladder.refused(hanh, f"/luan-chuyen/{move.number}/sua/", 404)


def test_an_officer_records_figures_without_names(minh, small_world):
    unit = f"district:{small_world.places.ha_quang.pk}"
    days = {"valid_from": "1/1/2014", "valid_to": "31/1/2014"}
    sent(minh, "/dao-tao/luot/them/?ngay=14/2/2014", 302, **days, kind="training", attended="8.672", courses="12", unit=unit)
    entry = Attendance.objects.known().order_by("-id").first()
    assert (entry.attended, entry.courses, entry.district_id) == (8672, 12, small_world.places.ha_quang.pk)
    sent(minh, "/dao-tao/ke-hoach/them/?ngay=14/2/2014", 302, year="2012", planned="8.145", unit=unit)
    assert TrainingPlan.objects.known().order_by("-id").first().planned == 8145
    plan = {"programme": str(Programme.objects.get().pk), "first_year": "2016", "last_year": "2018", "planned": "332"}
    sent(minh, "/tri-thuc-tre/ke-hoach/them/", 302, **plan, unit=f"province:{small_world.places.cao_bang.pk}")
    assert IntakePlan.objects.known().order_by("-id").first().years == "2016–2018"
    move = {"kind": "transfer", "from_tier": "province", "to_tier": "commune", "valid_from": "1/2/2014", "people": "29", "cadre": ""}
    sent(minh, "/luan-chuyen/them/?ngay=14/2/2014", 302, **move, unit=unit)
    assert Move.objects.known().order_by("-id").first().people == 29


def test_a_nomination_points_at_the_first_version_of_its_plan(minh, small_world):
    plan = Nomination.objects.exclude(cadre=None).first().plan
    version = plan.versions.get()
    post = str(small_world.positions.womens_union_chair.pk)
    cadre = str(Nomination.objects.exclude(cadre=None).last().cadre_id)
    sent(minh, "/quy-hoach/them/", 302, cadre=cadre, plan=str(version.pk), post=post, state="in")
    assert Nomination.objects.order_by("-id").first().plan_id == plan.pk


def test_a_study_ends_with_a_certificate_that_the_clerk_confirms(hanh, small_world):
    cadre = small_world.cadres[0].pk
    path, typed = "/dao-tao/them/", {"cadre": str(cadre), "towards": "professional.university", "valid_from": "5/9/2019"}
    sent(hanh, path, 302, **typed, school="Đại học Thái Nguyên")
    study = Enrolment.objects.known().filter(cadre=cadre).order_by("-id").first()
    finish = f"/dao-tao/{study.pk}/ket-thuc/"
    assert "không thể kết thúc" in errors(sent(hanh, finish, 200, valid_to="4/9/2019", result="completed"))["valid_to"]
    earned = sent(hanh, finish, 302, valid_to="20/6/2023", result="completed", certificate="ĐH 123").url
    before = Qualification.objects.filter(cadre=cadre).count()
    page = hanh.page(earned)
    assert "Đại học Thái Nguyên" in page and "ĐH 123" in page and Qualification.objects.filter(cadre=cadre).count() == before
    sent(hanh, earned, 302, awarded_on="30/6/2023", school="Đại học Thái Nguyên", evidence="ĐH 123")
    diploma = Qualification.objects.known().filter(cadre=cadre, ladder="professional", level=40).order_by("-id").first()
    assert (diploma.awarded_on, diploma.evidence, diploma.recorded_by) == (date(2023, 6, 30), "ĐH 123", "hanh")
    assert "đã có" in errors(sent(hanh, earned, 200, awarded_on="30/6/2023"))["awarded_on"]


def test_studies_of_others_do_not_exist_for_a_stranger(quan, nobody, thao):
    study = Enrolment.objects.known().first()
    ladder.refused(quan, f"/dao-tao/{study.pk}/ket-thuc/", 404)
    ladder.refused(thao, "/dao-tao/", 403)
    ladder.refused(thao, "/dao-tao/them/", 403)
    ladder.asks_to_log_in(nobody, "/dao-tao/")
    assert quan.report("/dao-tao/", ngay="14/2/2014")["total"] == 0


def test_a_course_of_another_commune_is_neither_offered_nor_taken(hanh, small_world):
    places, made = small_world.places, {}
    for name, unit in (("Lớp ở Trường Hà", places.truong_ha_now), ("Lớp ở Lý Bôn", places.ly_bon_now)):
        told = {"name": name, "kind": "refresher", "subject": "informatics", "valid_from": date(2026, 1, 5), "valid_to": date(2026, 1, 9)}
        made[name] = record_entry(Course(province=unit.province, commune=unit, **told), by="minh", day=TODAY).pk
    page = hanh.page("/dao-tao/them/")
    assert "Tin học trình độ A" in page and "Lớp ở Trường Hà" in page and "Lớp ở Lý Bôn" not in page
    typed = {"cadre": str(small_world.cadres[0].pk), "valid_from": "5/1/2026"}
    assert "course" in errors(sent(hanh, "/dao-tao/them/", 200, **typed, course=str(made["Lớp ở Lý Bôn"])))
    sent(hanh, "/dao-tao/them/", 302, **typed, course=str(made["Lớp ở Trường Hà"]))


def test_the_list_of_studies_names_the_course_as_it_is_called_now(minh):
    told = minh.report("/dao-tao/", ngay="14/2/2014", noi_dung="informatics")
    assert told["total"] == 4 and {record["lop"] for record in told["records"]} == {"Tin học trình độ A"}
    ladder.refused(minh, "/dao-tao/", 400, ket_qua="vui")


def test_a_course_that_people_are_in_is_not_retracted(minh):
    course = Course.objects.known().exclude(enrolments=None, first=None).filter(subject="informatics").get()
    answer = sent(minh, f"/dao-tao/lop/{course.number}/huy/", 200, why="Nhập trùng")
    assert "Còn 4 bản ghi" in answer.content.decode()

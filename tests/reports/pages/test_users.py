"""/nguoi-dung/: administrators keep users on screens; what they do is in force on the user's next request and on record."""

import io
import re

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from chuanxa.accounts import keeping, second_factor
from chuanxa.models import AuditEvent, SignIn, User, UserBatch
from chuanxa.models.user import User as Account
from provinces.models import Scope
from tests import factories
from tests.cast import CAST, Visitor
from tests.factories import PASSWORD
from tests.ladder import asks_to_log_in, refused, refuses_to_be_written

LIST, NEW, MANY = "/nguoi-dung/", "/nguoi-dung/moi/", "/nguoi-dung/danh-sach/"
OWN_WORDS = "con ngựa nâu uống trà"


def of(name: str, inside: str = "") -> str:
    return f"{LIST}{User.objects.get(username=name).pk}/{inside}"


def last_act() -> tuple[str, str, str]:
    return AuditEvent.objects.exclude(act="refused").order_by("-number").values_list("by", "act", "reason").first()


def test_only_administrators_come_here(small_world, nobody, hanh, minh, thao, quantri):
    for path in (LIST, NEW, MANY, f"{MANY}mau/", f"{LIST}chuyen-pham-vi/", of("hanh"), of("hanh", "sua/"), of("hanh", "pham-vi/")):
        asks_to_log_in(nobody, path)
        for visitor in (hanh, minh, thao):
            refused(visitor, path, 403)
        assert quantri.get(path).status_code == 200, path
    for path in (LIST, of("hanh")):
        refuses_to_be_written(quantri, path)
    assert "Người dùng</a>" in quantri.page("/tai-khoan/") and "/nguoi-dung/" not in minh.page("/tai-khoan/")


def test_the_list_says_who_may_do_what_where_and_when_they_came_last(quantri):
    text = quantri.page(LIST)
    assert all(f">{name}<" in text for name in CAST) and "Xã Trường Hà (01366), đến 30/06/2025" in text and "cả nước" in text
    for query, names in (
        ({"tim": "HANH"}, {"hanh"}),
        ({"vai-tro": "personnel_officer"}, {"minh", "quan"}),
        ({"pham-vi": "can tho"}, {"quan"}),
        ({"tinh-trang": "chua-vao", "vai-tro": "leader"}, {"thao"}),
        ({"tinh-trang": "da-khoa"}, set()),
    ):
        found = quantri.page(LIST, **query)
        assert {name for name in CAST if f">{name}<" in found.partition("<table")[2]} == names, query
    refused(quantri, f"{LIST}?vai-tro=vua", 400)
    refused(quantri, f"{LIST}?trang=99", 400)
    refused(quantri, f"{LIST}?la=1", 400)
    refused(quantri, f"{LIST}{10**18}/", 404)


def test_the_list_costs_a_few_queries_however_many_users(quantri, django_assert_max_num_queries):
    for number in range(60):
        factories.user(f"u{number}", "clerk")
    quantri.page(LIST)
    with django_assert_max_num_queries(9):
        assert "Dòng 1–50 trên 65" in quantri.page(LIST)


def test_a_new_user_sets_a_password_by_a_link_that_is_shown_once_and_only_the_newest_is_true(quantri):
    said = {"full_name": "Lý Thị Lan", "username": "lan.caobang", "role": "clerk", "workplace": "", "reason": "phân công"}
    answer = quantri.post(NEW, said | {"places": "Xã Lý Bôn, Tỉnh Cao Bằng\n01384"})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    lan = User.objects.get(username="lan.caobang")
    assert {scope.place for scope in lan.scopes.all()} == {"Xã Lý Bôn", "Xã Tổng Cọt"} and not lan.has_usable_password()
    links = [
        re.search(r'value="(http://testserver(/[^"]+))"', quantri.post(of("lan.caobang", "lien-ket/")).content.decode()) for _ in range(2)
    ]
    assert "/dat-mat-khau/" not in quantri.page(of("lan.caobang"))
    visitor = Visitor()
    assert visitor.get(links[0][2]).status_code == 404
    assert visitor.post(links[1][2], {"password": OWN_WORDS, "again": OWN_WORDS}).status_code == 302
    assert visitor.login(username="lan.caobang", password=OWN_WORDS)
    assert visitor.get(links[1][2]).status_code == 404
    acts = list(AuditEvent.objects.filter(subject=f"user:{lan.pk}").order_by("number").values_list("act", flat=True))
    assert acts == ["user created", "scope given", "scope given", "password link", "password link", "password set", "logged in"]


def test_a_new_user_that_will_not_do_is_refused_beside_the_field_and_nothing_typed_is_lost(quantri):
    said = {"full_name": "Lý Lan", "username": "lan1", "role": "clerk", "workplace": "Ủy ban X", "reason": "r", "places": "01384"}
    for change, sentence in (
        ({"username": "hanh"}, "đã có người dùng"),
        ({"username": "Lan Anh"}, "chữ thường không dấu"),
        ({"role": "vua"}, ""),
        ({"places": "Xã Không Có"}, "không có “Xã Không Có”"),
        ({"places": "Trường Hà\nCao Bằng\n99"}, "không có “99”"),
        ({"reason": " "}, "Ghi lý do"),
        ({"full_name": "\x00"}, ""),
    ):
        answer = quantri.post(NEW, said | change)
        assert answer.status_code == 422 and sentence in answer.content.decode(), change
        assert "Ủy ban X" in answer.content.decode()
    assert not User.objects.filter(username="lan1").exists()


def test_disabling_takes_effect_on_the_next_request_and_ends_every_session(small_world, quantri):
    visitors = [Visitor(), Visitor()]
    for visitor in visitors:
        visitor.post("/tai-khoan/dang-nhap/", {"username": "hanh", "password": PASSWORD})
        assert visitor.get("/can-bo/").status_code == 200
    assert quantri.post(of("hanh", "viec/"), {"viec": "khoa", "reason": "nghỉ việc"}).status_code == 302
    assert [visitor.get("/can-bo/").status_code for visitor in visitors] == [302, 302]
    assert last_act() == ("quantri", "user disabled", "nghỉ việc")
    assert not Client().login(username="hanh", password=PASSWORD)
    assert quantri.post(of("hanh", "lien-ket/")).status_code == 422
    number = AuditEvent.objects.count()
    assert quantri.post(of("hanh", "viec/"), {"viec": "khoa", "reason": "lần nữa"}).status_code == 302
    assert AuditEvent.objects.count() == number + 0, "what is so already is not done twice"
    quantri.post(of("hanh", "viec/"), {"viec": "mo", "reason": "làm lại"})
    assert Client().login(username="hanh", password=PASSWORD)


def test_another_role_or_scope_is_in_force_on_the_next_request(small_world, quantri, hanh):
    assert hanh.get("/xa/01384/").status_code == 404
    (there,) = Scope.objects.filter(user__username="hanh", commune__valid_to=None)
    answer = quantri.post(of("hanh", "pham-vi/"), {"give": "01384", "take": [there.pk], "reason": "đổi xã"})
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    assert hanh.get("/xa/01384/").status_code == 200 and hanh.get("/xa/01366/?ngay=15/06/2026").status_code == 404
    assert quantri.post(of("hanh", "pham-vi/"), {"give": "01384", "reason": "lần nữa"}).status_code == 422
    words = {"full_name": "Nông Hạnh", "workplace": "Xã", "role": "leader", "reason": "bổ nhiệm"}
    seen = re.search(r'name="seen" value="(\w+)"', quantri.page(of("hanh", "sua/")))[1]
    assert quantri.post(of("hanh", "sua/"), words | {"seen": seen}).status_code == 302
    assert hanh.get("/can-bo/").status_code == 302, "another role ends the sessions"
    assert quantri.post(of("hanh", "sua/"), words | {"seen": seen, "workplace": "Khác"}).status_code == 409
    assert "Người nhập liệu → Lãnh đạo" in quantri.page(of("hanh"))


def test_no_administrator_shuts_himself_out_and_none_is_the_last(small_world, quantri):
    for deed in ("khoa", "bo-xac-thuc"):
        answer = quantri.post(of("quantri", "viec/"), {"viec": deed, "reason": "thử"})
        assert answer.status_code == 422 and "chính mình" in answer.content.decode()
    own = User.objects.get(username="quantri")
    seen = re.search(r'name="seen" value="(\w+)"', quantri.page(of("quantri", "sua/")))[1]
    answer = quantri.post(of("quantri", "sua/"), {"full_name": "Q", "workplace": "", "role": "clerk", "reason": "r", "seen": seen})
    assert answer.status_code == 422 and "chính mình" in answer.content.decode()
    second = factories.user("hai", "administrator", everywhere=True)
    keeping.disable(own, by=second, reason="một người đi")
    for deed in (
        lambda: keeping.disable(second, by=own, reason="người cuối"),
        lambda: keeping.amend(second, by=own, reason="r", full_name="Hai", workplace="", role="clerk"),
    ):
        with pytest.raises(keeping.ValidationError, match="quản trị viên cuối cùng"):
            deed()
    assert Account.objects.get(pk=second.pk).is_active


def test_sessions_are_ended_locks_lifted_and_lost_telephones_forgotten(small_world, quantri, settings):
    visitor = Visitor()
    visitor.post("/tai-khoan/dang-nhap/", {"username": "hanh", "password": PASSWORD})
    quantri.post(of("hanh", "viec/"), {"viec": "ket-thuc-phien", "reason": "máy lạ"})
    assert visitor.get("/can-bo/").status_code == 302 and not SignIn.objects.filter(user__username="hanh", ended_at=None).exists()
    settings.AXES_ENABLED = True
    for _ in range(5):
        Client().post("/tai-khoan/dang-nhap/", {"username": "hanh", "password": "sai"})
    assert "tạm chờ" in quantri.page(of("hanh")) and ">hanh<" in quantri.page(LIST, **{"tinh-trang": "tam-khoa"})
    quantri.post(of("hanh", "viec/"), {"viec": "go-cho", "reason": "gọi điện xác nhận"})
    assert visitor.post("/tai-khoan/dang-nhap/", {"username": "hanh", "password": PASSWORD}).status_code == 302
    whose = User.objects.get(username="hanh")
    second_factor.begin(whose)
    second_factor.pending_device(whose).__class__.objects.filter(user=whose).update(confirmed=True)
    quantri.post(of("hanh", "viec/"), {"viec": "bo-xac-thuc", "reason": "mất điện thoại"})
    assert second_factor.device_of(whose) is None and last_act()[1] == "second factor forgotten"


def test_a_deed_needs_a_reason_and_must_be_known(quantri):
    answer = quantri.post(of("hanh", "viec/"), {"viec": "khoa", "reason": " "})
    assert answer.status_code == 422 and "Chưa ghi lý do" in answer.content.decode()
    assert quantri.post(of("hanh", "viec/"), {"viec": "xoa", "reason": "r"}).status_code == 400
    assert User.objects.get(username="hanh").is_active


# many users from a list


def workbook(*rows) -> io.BytesIO:
    book = Workbook()
    book.active.append(["Họ và tên", "Tên đăng nhập", "Vai trò", "Cơ quan", "Phạm vi"])
    for row in rows:
        book.active.append(list(row))
        book.active.cell(book.active.max_row, 1).data_type = "s"
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "nguoi.xlsx"
    return file


GOOD = (
    ("Lò Văn Một", "mot.xa", "Người nhập liệu", "Xã Lý Bôn", "01294"),
    ("=1+1", "hai.xa", "Lãnh đạo", "", "Tỉnh Cao Bằng; cả nước"),
    ("Kiểm Tra", "ba.xa", "auditor", "", None),
)


def test_a_list_of_users_is_previewed_confirmed_once_and_its_links_are_taken_once(quantri):
    preview = quantri.post(MANY, {"file": workbook(*GOOD)})
    text = preview.content.decode()
    assert preview.status_code == 200 and "Sẽ tạo 3 người" in text and not User.objects.filter(username="mot.xa").exists()
    signed = re.search(r'name="ghi" value="([^"]+)"', text)[1]
    assert quantri.post(MANY, {"ghi": signed, "reason": ""}).status_code == 422
    assert quantri.post(MANY, {"ghi": signed[:-3], "reason": "r"}).status_code == 400
    answer = quantri.post(MANY, {"ghi": signed, "reason": "đợt một"})
    assert answer.status_code == 302
    again = quantri.post(MANY, {"ghi": signed, "reason": "đợt một"})
    assert again.status_code in {302, 422} and User.objects.filter(username__endswith=".xa").count() == 3
    file = quantri.post(answer.url)
    sheet = load_workbook(io.BytesIO(file.content)).active
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    assert [row[1] for row in rows] == ["mot.xa", "hai.xa", "ba.xa"] and sheet["A6"].data_type == "s"
    second = quantri.post(answer.url)
    assert second.status_code == 422 and "đã được tải một lần" in second.content.decode()
    path = rows[0][3].removeprefix("http://testserver")
    assert Visitor().post(path, {"password": OWN_WORDS, "again": OWN_WORDS}).status_code == 302


def test_every_fault_of_a_list_is_told_by_row_and_nobody_is_made(quantri):
    answer = quantri.post(
        MANY,
        {
            "file": workbook(
                GOOD[0],
                ("", "hanh", "Vua", "", "99999"),
                ("Đôi", "doi.xa", "Lãnh đạo", "", ""),
                ("Đôi", "doi.xa", "Lãnh đạo", "", "04"),
                ("Chữ", "Chữ Hoa", "Lãnh đạo", "", "04"),
            )
        },
    )
    text = answer.content.decode()
    assert answer.status_code == 422 and "4 dòng cần sửa" in text and 'name="ghi"' not in text
    for sentence in (
        "Chưa ghi họ và tên",
        "đã có người dùng",
        "Không có vai trò “Vua”",
        "không có “99999”",
        "có ở 2 dòng",
        "Chưa ghi phạm vi",
        "chưa đúng. Nhận 3",
    ):
        assert sentence in text, sentence
    assert UserBatch.objects.count() == 0 and not User.objects.filter(username="mot.xa").exists()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [("a.txt", b"x", "Không nhận tệp đuôi"), ("a.csv", b"ten;tuoi\n1;2\n", "Không thấy dòng tiêu đề"), ("a.xlsx", b"PK\x03\x04", "hỏng")],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(quantri, name, data, said):
    file = io.BytesIO(data)
    file.name = name
    answer = quantri.post(MANY, {"file": file})
    assert answer.status_code == 422 and said in answer.content.decode()


def test_the_blank_list_is_read_back(quantri):
    book = load_workbook(io.BytesIO(quantri.get(f"{MANY}mau/").content))
    for column, value in enumerate(GOOD[0], start=1):
        book.active.cell(5, column, value)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "mau.xlsx"
    assert "Sẽ tạo 1 người" in quantri.post(MANY, {"file": file}).content.decode()


def test_a_list_that_somebody_else_made_does_not_exist(small_world, quantri):
    other = UserBatch.objects.create(at=factories.at(2026), by="hai", usernames=["hanh"])
    assert quantri.get(f"{MANY}{other.pk}/").status_code == 404 and quantri.post(f"{MANY}{other.pk}/").status_code == 404

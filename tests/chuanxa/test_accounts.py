"""Accounts: nobody stays in who should not, and whoever owes a step is led to it before anything else."""

import re
import time
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP

from chuanxa.accounts import passwords, second_factor
from chuanxa.models import AuditEvent, SignIn, User
from tests.factories import PASSWORD, user

pytestmark = pytest.mark.django_db
FORM, ACCOUNT, CODE = "/tai-khoan/dang-nhap/", "/tai-khoan/", "/tai-khoan/ma-xac-thuc/"
NEW = "con ngựa nâu uống trà"


@pytest.fixture
def lan() -> User:
    return user("lan", "personnel_officer")


def log_in(visitor: Client, username: str = "lan", password: str = PASSWORD):
    return visitor.post(FORM, {"username": username, "password": password})


def acts() -> list[str]:
    return list(AuditEvent.objects.order_by("number").values_list("act", flat=True))


# passwords


def test_the_first_log_in_leads_to_a_password_of_ones_own(client, lan):
    User.objects.filter(pk=lan.pk).update(must_change_password=True)
    log_in(client)
    assert client.get("/tieu-chuan/").url == client.get("/").url == "/tai-khoan/mat-khau/"
    answer = client.post("/tai-khoan/mat-khau/", {"old": PASSWORD, "password": NEW, "again": NEW})
    assert (answer.status_code, answer.url) == (302, ACCOUNT)
    assert client.get("/tieu-chuan/").status_code == 200
    assert "password set" in acts() and not any(NEW in str(event.change) for event in AuditEvent.objects.all())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"old": "sai", "password": NEW, "again": NEW}, "Mật khẩu đang dùng không đúng"),
        ({"old": PASSWORD, "password": NEW, "again": "khác hẳn thế này"}, "không giống nhau"),
        ({"old": PASSWORD, "password": PASSWORD, "again": PASSWORD}, "phải khác mật khẩu đang dùng"),
        ({"old": PASSWORD, "password": "ngắn", "again": "ngắn"}, "12"),
        ({"old": PASSWORD, "password": "password1234", "again": "password1234"}, "Mật khẩu mới"),
        ({}, "Chưa gõ mật khẩu"),
    ],
    ids=str,
)
def test_a_password_that_will_not_do_is_refused_with_a_sentence(client, lan, typed, said):
    client.force_login(lan)
    answer = client.post("/tai-khoan/mat-khau/", typed)
    assert answer.status_code == 400 and said in answer.content.decode()
    assert User.objects.get(pk=lan.pk).check_password(PASSWORD)


def test_another_password_ends_the_sessions_elsewhere(client, lan):
    elsewhere = Client()
    log_in(client)
    log_in(elsewhere)
    client.post("/tai-khoan/mat-khau/", {"old": PASSWORD, "password": NEW, "again": NEW})
    assert client.get("/tieu-chuan/").status_code == 200 and elsewhere.get("/tieu-chuan/").status_code == 302
    assert len(re.findall("phiên này", client.get(ACCOUNT).content.decode())) == 1


def test_an_administrators_link_sets_a_password_once(client, lan):
    path = passwords.link_for(lan)
    assert client.get(path).status_code == 200
    there = client.post(path, {"password": NEW, "again": NEW}).url
    assert there.startswith(FORM) and "Mật khẩu mới đã được đặt" in client.get(there).content.decode()
    assert client.get(path).status_code == 404 and client.post(path, {"password": NEW, "again": NEW}).status_code == 404
    assert log_in(client, password=NEW).status_code == 302


def test_a_link_ends_after_a_day_after_a_log_in_and_with_the_account(client, lan):
    path = passwords.link_for(lan)
    with time_machine.travel(timezone.now() + timedelta(hours=49)):  # the generator reads local clocks, which a test may shift
        assert client.get(path).status_code == 404
    log_in(Client())
    assert client.get(path).status_code == 404
    fresh = passwords.link_for(User.objects.get(pk=lan.pk))
    User.objects.filter(pk=lan.pk).update(is_active=False)
    assert client.get(fresh).status_code == 404


@pytest.mark.parametrize("key", ["x", "AA", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk", "%00", "MQ"])
def test_a_link_of_nobody_is_a_missing_page(client, key):
    assert client.get(f"/tai-khoan/dat-mat-khau/{key}/abc-def/").status_code == 404


# wrong passwords


def test_a_name_waits_after_five_wrong_passwords_whether_it_exists_or_not(client, lan, settings):
    settings.AXES_ENABLED = True
    answers = {}
    for name in ("lan", "khong-ai"):
        tries = [log_in(client, name, "sai").status_code for _ in range(5)]
        assert tries[:4] == [200] * 4 and tries[4] == 429
        answers[name] = log_in(client, name, PASSWORD)
    assert {answer.status_code for answer in answers.values()} == {429}
    assert answers["lan"].content == answers["khong-ai"].content
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert log_in(client).status_code == 302


def test_a_wrong_name_and_a_wrong_password_read_the_same(client, lan):
    pages = [log_in(client, name, "sai").content.decode() for name in ("lan", "khong-ai")]
    assert re.sub('value="[^"]*"', "", pages[0]) == re.sub('value="[^"]*"', "", pages[1])


# sessions


def test_a_session_left_alone_ends_and_one_in_use_goes_on(client, lan, settings):
    settings.SESSION_IDLE, settings.SESSION_LENGTH = timedelta(minutes=30), timedelta(hours=12)
    start = timezone.now()
    with time_machine.travel(start) as clock:
        log_in(client)
        for _ in range(3):
            clock.shift(timedelta(minutes=29))
            assert client.get("/tieu-chuan/").status_code == 200
        clock.shift(timedelta(minutes=31))
        answer = client.get("/tieu-chuan/")
        assert answer.url == f"{FORM}?het-phien=1"
        assert "để yên quá lâu" in client.get(answer.url).content.decode()


def test_no_session_lasts_longer_than_a_working_day(client, lan, settings):
    settings.SESSION_IDLE, settings.SESSION_LENGTH = timedelta(hours=3), timedelta(hours=8)
    with time_machine.travel(timezone.now()) as clock:
        log_in(client)
        for _ in range(4):
            clock.shift(timedelta(hours=1, minutes=59))
            assert client.get("/tieu-chuan/").status_code == 200
        clock.shift(timedelta(minutes=10))
        assert client.get("/tieu-chuan/").status_code == 302


def test_ones_sessions_are_listed_and_ended_and_nobody_elses(client, lan):
    elsewhere, other = Client(headers={"User-Agent": "<b>máy lạ</b>"}), Client()
    log_in(client)
    log_in(elsewhere)
    user("hoa", "clerk")
    log_in(other, "hoa")
    text = client.get(ACCOUNT).content.decode()
    assert "&lt;b&gt;máy lạ&lt;/b&gt;" in text and text.count("Kết thúc") == 1 + 0
    strange, theirs = SignIn.objects.get(browser="<b>máy lạ</b>"), SignIn.objects.get(user__username="hoa")
    assert client.post(f"/tai-khoan/phien/{theirs.pk}/ket-thuc/").status_code == 404
    assert client.post(f"/tai-khoan/phien/{strange.pk}/ket-thuc/").url == ACCOUNT
    assert elsewhere.get("/tieu-chuan/").status_code == 302
    assert other.get("/tieu-chuan/").status_code == client.get("/tieu-chuan/").status_code == 200


def test_pages_of_a_session_cost_no_query_for_the_session_being_watched(client, lan, django_assert_num_queries):
    log_in(client)
    client.get("/cong-viec/")
    with django_assert_num_queries(3):  # the session, the user, the jobs
        client.get("/cong-viec/")


# the second factor


def code_of(device, at: float | None = None) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = at or time.time()
    return f"{totp.token():06d}"


def set_up(visitor: Client, whose: User) -> None:
    path = "/tai-khoan/xac-thuc-hai-lop/"
    visitor.post(path, {"begin": "1"})
    text = visitor.get(path).content.decode()
    assert 'src="data:image/png;base64,' in text
    assert visitor.post(path, {"code": code_of(second_factor.pending_device(whose))}).url == ACCOUNT


def test_a_role_that_must_sets_up_a_second_factor_before_anything_else(client, lan, settings):
    settings.SECOND_FACTOR_ROLES = ["personnel_officer"]
    log_in(client)
    assert client.get("/tieu-chuan/").url == "/tai-khoan/xac-thuc-hai-lop/"
    assert second_factor.pending_device(lan) is None, "looking at the page makes no secret"
    set_up(client, lan)
    assert client.get("/tieu-chuan/").status_code == 200


def test_after_the_password_comes_the_code_and_a_code_is_taken_once(client, lan):
    client.force_login(lan)
    with time_machine.travel(timezone.now() - timedelta(minutes=5)):
        set_up(client, lan)
    visitor = Client()
    log_in(visitor)
    assert visitor.get("/tieu-chuan/").url == visitor.get(ACCOUNT).url == CODE
    assert visitor.post("/tai-khoan/xac-thuc-hai-lop/", {"begin": "1"}).url == "/tai-khoan/ma-xac-thuc/", "no way round by a new device"
    code = code_of(second_factor.device_of(lan))
    assert visitor.post(CODE, {"code": f"{code[:3]} {code[3:]}"}).url == "/"
    assert visitor.get("/tieu-chuan/").status_code == 200
    again = Client()
    log_in(again)
    answer = again.post(CODE, {"code": code})
    assert answer.status_code == 400 and "đã dùng" in answer.content.decode()
    assert again.get("/tieu-chuan/").url == CODE and "wrong code" in acts()


@pytest.mark.parametrize("code", ["", "000000", "abcdef", "１２３４５６", "\x00", "1" * 40])
def test_a_code_that_is_none_is_refused(client, lan, code):
    client.force_login(lan)
    set_up(client, lan)
    visitor = Client()
    log_in(visitor)
    assert visitor.post(CODE, {"code": code}).status_code == 400
    assert visitor.get("/tieu-chuan/").url == CODE


def test_a_lost_telephone_is_forgotten_by_an_administrator(client, lan):
    client.force_login(lan)
    set_up(client, lan)
    second_factor.forget(lan)
    log_in(client)
    assert client.get("/tieu-chuan/").status_code == 200


def test_who_sees_no_figures_logs_in_to_the_trail(client):
    user("kiem", "auditor")
    assert log_in(client, "kiem").url == "/nhat-ky/"
    assert client.get("/tieu-chuan/").status_code == 403

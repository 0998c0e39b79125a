"""The trail is read by auditors and administrators alone, narrowed by who, what, of what and when; the matrix of roles by everybody."""

import pytest
from django.test import Client

from chuanxa import audit
from chuanxa.act_words import in_words, subject_in_words
from chuanxa.roles import PERMISSIONS, ROLES, Permission
from tests.factories import user

pytestmark = pytest.mark.django_db
TRAIL = "/nhat-ky/"


@pytest.fixture
def kiem(client) -> Client:
    client.force_login(user("kiem", "auditor"))
    audit.record(by="hanh", act="amend qualification", subject="cadre:12", reason="ghi nhầm", old={"level": "20"}, new={"level": "30"})
    audit.record(by="minh", act="opened", subject="cadre:13", path="/can-bo/13/")
    audit.record(by="<b>x</b>", act="sing", subject="song:1")
    return client


def page(visitor: Client, query: str = "") -> str:
    answer = visitor.get(TRAIL + query)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return answer.content.decode()


def test_an_event_is_told_in_words_with_before_and_after(kiem):
    text = page(kiem)
    assert "sửa văn bằng, chứng chỉ" in text and "cán bộ 12" in text and "ghi nhầm" in text and "level: 20 → 30" in text
    assert "&lt;b&gt;x&lt;/b&gt;" in text and "sing" in text and "song:1" in text


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?nguoi=hanh", "cán bộ 12", "cán bộ 13"),
        ("?viec=opened", "cán bộ 13", "cán bộ 12"),
        ("?viec=amend", "cán bộ 12", "cán bộ 13"),
        ("?doi-tuong=cadre:13", "cán bộ 13", "cán bộ 12"),
        ("?den=01/01/2020", "Không có dòng nào", "cán bộ 12"),
        ("?tu=01/01/2020&trang=1", "cán bộ 12", "Không có dòng nào"),
    ],
)
def test_it_is_narrowed(kiem, query, shown, hidden):
    text = page(kiem, query)
    assert shown in text and hidden not in text


@pytest.mark.parametrize("query", ["?tu=hôm+qua", "?trang=0", "?trang=99", "?trang=x", "?viec=bay", "?x=1", "?nguoi=a&nguoi=b"])
def test_what_cannot_be_read_is_refused_with_a_sentence(kiem, query):
    assert kiem.get(TRAIL + query).status_code == 400


@pytest.mark.parametrize("role", sorted(ROLES))
def test_only_those_who_may_read_it(role):
    visitor = Client()
    visitor.force_login(user("ai", role))
    assert (visitor.get(TRAIL).status_code == 200) == (Permission.READ_TRAIL in ROLES[role].may)
    assert visitor.get("/vai-tro/").status_code == 200


def test_the_pages_go_on_for_as_long_as_there_are_events(kiem, django_assert_num_queries):
    audit.record_all([{"act": "opened", "subject": f"cadre:{number}"} for number in range(120)], by="minh")
    assert "trang=2" in page(kiem, "?nguoi=minh") and 'rel="prev"' in page(kiem, "?nguoi=minh&trang=3")
    with django_assert_num_queries(5):  # session, user, how many, the page, the head
        kiem.get(TRAIL)


def test_every_permission_and_role_stands_in_the_matrix_with_words(kiem):
    assert set(PERMISSIONS) == set(Permission) and all(role.__doc__.endswith(".") for role in ROLES.values())
    text = kiem.get("/vai-tro/").content.decode()
    assert all(role.label in text for role in ROLES.values()) and text.count("✓") == sum(len(role.may) for role in ROLES.values())


def test_words_of_acts():
    assert in_words("logged in") == "đăng nhập" and in_words("record profile") == "ghi mới lý lịch" and in_words("sing") == "sing"
    assert subject_in_words("page:cadre-list") == "page:cadre-list"

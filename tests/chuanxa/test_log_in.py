"""Logging in: known passwords of the demo and disabled users open nothing."""

import pytest
from django.test import Client

from chuanxa.models import User
from tests.factories import PASSWORD, user

pytestmark = pytest.mark.django_db
FORM = "/tai-khoan/dang-nhap/"


def log_in(visitor: Client, username: str) -> int:
    return visitor.post(FORM, {"username": username, "password": PASSWORD}).status_code


def test_a_user_logs_in_with_name_and_password(client):
    user("lan", "clerk")
    assert log_in(client, "lan") == 302


def test_a_demo_user_is_refused_where_debug_is_off(client, settings):
    User.objects.filter(pk=user("minh", "clerk").pk).update(is_demo=True)
    settings.DEBUG = False
    assert log_in(client, "minh") == 200
    assert "không đúng" in client.post(FORM, {"username": "minh", "password": PASSWORD}).content.decode()


def test_a_demo_user_logs_in_where_debug_is_on(client, settings):
    User.objects.filter(pk=user("minh", "clerk").pk).update(is_demo=True)
    settings.DEBUG = True
    assert log_in(client, "minh") == 302


def test_a_session_of_a_demo_user_ends_when_debug_is_switched_off(client, settings):
    minh = user("minh", "clerk")
    User.objects.filter(pk=minh.pk).update(is_demo=True)
    settings.DEBUG = True
    client.force_login(minh)
    settings.DEBUG = False
    assert client.get("/tieu-chuan/").status_code == 302


def test_a_disabled_user_is_out_on_the_next_request(client):
    lan = user("lan", "clerk")
    client.force_login(lan)
    assert client.get("/tieu-chuan/").status_code == 200
    User.objects.filter(pk=lan.pk).update(is_active=False)
    assert client.get("/tieu-chuan/").status_code == 302

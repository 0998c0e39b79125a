"""One line above a view says who may open it; the view carries that line for the tests over all views."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import get_resolver

from chuanxa.access import allow
from chuanxa.models import User
from chuanxa.roles import Permission
from tests import factories


@allow(Permission.SEE_PEOPLE)
def names(request, commune):
    """A list of names."""
    return HttpResponse(commune)


def ask(rf, role: str):
    request = rf.get("/")
    request.user = User(username="ai đó", role=role)
    return names(request, commune="Trường Hà")


def test_a_role_that_may_gets_the_view(rf):
    assert ask(rf, "clerk").content.decode() == "Trường Hà"


def test_a_role_that_may_not_is_refused_with_a_sentence(rf):
    with pytest.raises(PermissionDenied, match="Vai trò của bạn không mở được trang này"):
        ask(rf, "leader")


def test_the_view_keeps_its_name_and_says_its_permission():
    assert names.__name__ == "names"
    assert names.permission is Permission.SEE_PEOPLE


def views(patterns) -> list:
    found = []
    for pattern in patterns:
        found += views(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]
    return found


OPEN_TO_ALL = {"healthz", "password-set", "session-start", "session-end"}


@pytest.mark.parametrize("pattern", views(get_resolver().url_patterns), ids=lambda pattern: pattern.name or str(pattern.pattern))
def test_every_view_names_the_permission_it_needs(pattern):
    assert pattern.name, f"{pattern.pattern} has no name"
    assert pattern.name in OPEN_TO_ALL or isinstance(getattr(pattern.callback, "permission", None), Permission)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/can-bo/", "/tieu-chuan/", "/tinh/04/"])
def test_a_stranger_is_asked_to_log_in(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.url) == (302, f"/tai-khoan/dang-nhap/?next={path}")


@pytest.mark.django_db
def test_a_user_no_longer_in_use_cannot_log_in(client):
    user = factories.user("cuu", "clerk")
    assert client.login(username="cuu", password=factories.PASSWORD)
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert not client.login(username="cuu", password=factories.PASSWORD)
    assert client.get("/").status_code == 302

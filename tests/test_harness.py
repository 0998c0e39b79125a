"""The harness keeps its own word: no connection leaves the machine, no page asks another host, a leg that failed is not forgotten."""

import os
import socket
import threading

import pytest
from django.db import connection

from tests import conftest, postgres, suite, together
from tests.browser import outside

ELSEWHERE = ("192.0.2.1", 80)  # an address kept for examples (RFC 5737): nobody answers there


def test_reaching_for_another_machine_is_refused_and_remembered():
    with socket.socket() as plain, pytest.raises(conftest.OutsideConnection):
        plain.connect(ELSEWHERE)
    with pytest.raises(conftest.OutsideConnection):
        socket.getaddrinfo("example.org", 80)
    assert len(conftest.attempts) == 2
    conftest.attempts.clear()


def test_reaching_out_from_a_thread_is_remembered():
    def reach():
        with socket.socket() as plain, pytest.raises(conftest.OutsideConnection):
            plain.connect(ELSEWHERE)

    thread = threading.Thread(target=reach)
    thread.start()
    thread.join()
    assert conftest.attempts
    conftest.attempts.clear()


def test_this_machine_may_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        assert conftest.attempts == []


@pytest.mark.parametrize(
    ("nodeid", "scope"),
    [
        ("tests/articles/test_all.py::test_x", "tests/articles"),
        ("tests/provinces/shipped/test_register.py::test_x[1]", "tests/provinces/shipped"),
        ("tests/provinces/test_lists.py::test_x", "tests/provinces/test_lists.py"),
        ("tests/bench/test_quick.py::test_x", "tests/bench/test_quick.py"),
        ("tests/cadres/test_restand.py::test_x[a::b]", "tests/cadres/test_restand.py::test_x[a::b]"),
    ],
)
def test_what_shares_a_world_stays_in_one_process(nodeid, scope):
    assert together.scope(nodeid) == scope


def test_no_test_that_empties_the_database_stands_among_those_that_share_a_world(request):
    assert [item.nodeid for item in request.session.items if _empties(item) and together.scope(item.nodeid) != item.nodeid] == []


def _empties(item) -> bool:
    mark = item.get_closest_marker("django_db")
    return "transactional_db" in getattr(item, "fixturenames", ()) or (mark is not None and mark.kwargs.get("transaction", False))


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [(0, 0, 0), (1, 0, 1), (0, 1, 1), (0, 5, 0), (5, 0, 0), (1, 5, 1), (5, 5, 5), (0, 3, 3)],
)
def test_the_suite_passes_only_if_both_legs_do(first, second, whole):
    assert suite._together(first, second) == whole


def test_a_missing_server_is_named(monkeypatch):
    monkeypatch.setattr(postgres, "binaries", lambda: None)
    with pytest.raises(FileNotFoundError, match="apt-get install postgresql"), postgres.cluster():
        pass


def test_a_missing_server_fails_where_it_is_required(monkeypatch, capsys):
    monkeypatch.setattr(postgres, "binaries", lambda: None)
    monkeypatch.setattr(postgres, "stop_politely", lambda: None)
    monkeypatch.setenv("REQUIRE_POSTGRES", "1")
    monkeypatch.setenv("DATABASE_URL", "")
    assert suite.run([]) == suite.FAILED
    assert "PostgreSQL tests cannot run" in capsys.readouterr().err


@pytest.mark.django_db
def test_each_leg_tests_the_database_it_names():
    assert connection.vendor == ("postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite")


@pytest.mark.browser
def test_the_browser_reaches_the_application(page, live_server):
    page.goto(f"{live_server.url}/healthz")
    assert page.inner_text("body").strip() == "ok"


@pytest.mark.browser
def test_a_request_to_another_host_is_seen(page, network_log):
    page.set_content('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><img src="http://example.org/map.png">')
    assert outside(network_log) == ["http://example.org/map.png"]
    network_log.clear()

"""The hard shell: what every answer forbids the browser, how much may be sent, and production settings that Django itself finds clean."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from chuanxa import environment, shell
from chuanxa.management.commands.verify_audit import rights_too_many

PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "".join(chr(33 + number % 90) for number in range(7, 607, 7)),
    "ALLOWED_HOSTS": "chuanxa.tinh.example",
    "DJANGO_SETTINGS_MODULE": "chuanxa.settings",
    "NO_BOOTSTRAP": "1",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "",  # of the tests alone
}


def python(*command: str, **environ: str) -> subprocess.CompletedProcess:
    told = {name: value for name, value in (os.environ | PRODUCTION | environ).items() if value}
    return subprocess.run([sys.executable, *command], cwd=environment.ROOT, env=told, capture_output=True, text=True)


def manage(*command: str) -> subprocess.CompletedProcess:
    return python("manage.py", *command)


def test_production_settings_pass_every_check_of_django():
    done = manage("check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0 and "no issues" in done.stdout, done.stderr


def test_without_a_secret_key_it_says_what_to_type():
    done = python("-c", "import django; django.setup()", SECRET_KEY="")
    assert done.returncode and "export SECRET_KEY=" in done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/tai-khoan/dang-nhap/", "/", "/khong-co/", "/healthz", "/static/css/base.css", "/can-bo/\x00/"])
def test_every_answer_carries_the_shell(client, path):
    answer = client.get(path)
    for name, value in shell.HEADERS.items():
        assert answer.headers[name] == value, (path, name)
    assert (answer["X-Content-Type-Options"], answer["Referrer-Policy"]) == ("nosniff", "same-origin")
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    if "static" not in path:
        assert answer["Cache-Control"].split(",")[-1].strip() in {"no-store", "private"}, "pages hold personal data"
        assert answer["X-Frame-Options"] == "DENY"
    answer.close()


@pytest.mark.django_db
def test_the_policy_of_content_has_no_exception(client):
    policy = client.get("/tai-khoan/dang-nhap/")["Content-Security-Policy"]
    assert "unsafe" not in policy and "*" not in policy and "http" not in policy
    for directive in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert directive in policy


def test_no_script_may_read_the_session_and_it_leaves_by_https_alone():
    names = "n.endswith(('_SECURE', '_HTTPONLY', '_COOKIE_NAME'))"
    done = manage("shell", "-v0", "-c", f"from django.conf import settings as s; print([getattr(s, n) for n in dir(s) if {names}])")
    assert done.returncode == 0, done.stderr
    said = done.stdout
    assert said.count("True") == 4 and "'__Host-csrf'" in said and "'__Host-session'" in said


@pytest.mark.django_db
def test_a_foreign_host_is_refused(client):
    assert client.get("/tai-khoan/dang-nhap/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db
def test_too_much_is_refused_with_a_number_and_nothing_is_read(client, caplog):
    many = {f"n{number}": "1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    answers = {
        "a body": client.post(
            "/tai-khoan/dang-nhap/", b"", content_type="text/plain", headers={"content-length": str(shell.MOST_BYTES + 1)}
        ),
        "a long text": client.post("/tai-khoan/dang-nhap/", {"username": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}),
        "many fields": client.post("/tai-khoan/dang-nhap/", many),
    }
    for what, answer in answers.items():
        page = answer.content.decode()
        assert answer.status_code == 413, what
        number = re.search(r'<b class="num">([2-9A-HJ-NP-Z]{8})</b>', page).group(1)
        assert f"reference {number}" in caplog.text and "Traceback" not in page and "10 MB" in page


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["x", "-1", "1e3", "１", "3, 3"])
def test_a_length_that_is_no_number_is_refused_before_anything_reads_it(client, length):
    answer = client.post("/tai-khoan/dang-nhap/", {"username": "minh"}, CONTENT_LENGTH=length)
    assert answer.status_code == 400 and "<h1>" in answer.content.decode()


def test_a_web_server_bounds_its_statements(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://hanh@db/chuanxa?options=-c%20jit%3Doff")
    monkeypatch.setenv("STATEMENT_SECONDS", "60")
    said = environment.database()["OPTIONS"]["options"]
    assert "statement_timeout=60000" in said and "lock_timeout=20000" in said and said.endswith("-c jit=off")
    monkeypatch.delenv("STATEMENT_SECONDS")
    assert environment.database()["OPTIONS"] == {"options": "-c jit=off"}, "commands may take as long as they need"


@pytest.mark.django_db
def test_the_check_of_the_trail_says_loudly_who_could_rewrite_it(capsys):
    call_command("verify_audit")
    said = capsys.readouterr().err
    if connection.vendor == "postgresql":
        assert rights_too_many() == ["UPDATE", "DELETE", "TRUNCATE"]
        assert "CẢNH BÁO" in said and "REVOKE UPDATE, DELETE, TRUNCATE ON chuanxa_auditevent" in said
    else:
        assert rights_too_many() == [] and said == ""


@override_settings(BEHIND_PROXY=False)
@pytest.mark.django_db
def test_a_header_of_a_visitor_does_not_say_where_they_come_from(client, rf):
    from chuanxa.acts import address_of

    assert address_of(rf.get("/", headers={"x-forwarded-for": "203.0.113.9"})) == "127.0.0.1"

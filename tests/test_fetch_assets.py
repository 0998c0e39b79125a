"""Front-end files come whole from npm with the pinned digest, or from the plotly wheel and the system; setting up never fails on npm."""

import json
import subprocess

import pytest
from django.core.management import call_command

from chuanxa.management.commands import fetch_assets


@pytest.fixture
def vendor(tmp_path, monkeypatch):
    monkeypatch.setattr(fetch_assets, "VENDOR", tmp_path / "vendor")
    return tmp_path / "vendor"


@pytest.fixture
def no_npm(monkeypatch):
    monkeypatch.setattr(fetch_assets.shutil, "which", lambda name: None)


def broken_npm(monkeypatch, outcome):
    """An npm that is there, and does `outcome` in the folder it is started in."""
    monkeypatch.setattr(fetch_assets.shutil, "which", lambda name: "npm")
    monkeypatch.setattr(fetch_assets.subprocess, "run", lambda command, *, cwd, **options: outcome(cwd))


def test_without_npm_the_wheel_and_the_system_serve(vendor, no_npm, capsys):
    call_command("fetch_assets")
    assert b"plotly.js v4" in (vendor / "plotly.min.js").read_bytes()[:200]
    assert "@font-face" not in (vendor / "fonts.css").read_text()
    assert json.loads((vendor / "sources.json").read_text())["fonts"] == "system"
    assert "máy không có npm" in capsys.readouterr().err


def test_a_second_call_fetches_nothing(vendor, no_npm, monkeypatch):
    call_command("fetch_assets", verbosity=0)
    monkeypatch.setattr(fetch_assets, "_from_npm", lambda package: pytest.fail("fetched again"))
    call_command("fetch_assets", verbosity=0)


def test_a_missing_file_is_fetched_again(vendor, no_npm):
    call_command("fetch_assets", verbosity=0)
    (vendor / "fonts.css").unlink()
    call_command("fetch_assets", verbosity=0)
    assert (vendor / "fonts.css").exists()


def fail(cwd):
    raise subprocess.CalledProcessError(1, "npm")


def hang(cwd):
    raise subprocess.TimeoutExpired("npm", 60)


def bring_another_archive(cwd):
    with open(f"{cwd}/package.tgz", "wb") as file:
        file.write(b"not what was pinned")


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (fail, "không có mạng"),
        (hang, "không trả lời"),
        (bring_another_archive, "không đúng mã kiểm tra"),
        (lambda cwd: None, "npm báo lỗi"),
    ],
)
def test_an_npm_that_fails_is_explained_and_passed_over(vendor, monkeypatch, capsys, outcome, reason):
    broken_npm(monkeypatch, outcome)
    call_command("fetch_assets")
    assert reason in capsys.readouterr().err
    assert (vendor / "plotly.min.js").exists()


def test_what_only_tests_use_is_fetched_on_asking_and_may_be_missing(vendor, no_npm, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(fetch_assets, "AXE_FILE", tmp_path / "axe" / "axe.min.js")
    call_command("fetch_assets", axe=True)
    assert not fetch_assets.AXE_FILE.exists() and "kiểm thử khả năng tiếp cận sẽ bỏ qua" in capsys.readouterr().err
    monkeypatch.setattr(fetch_assets, "_from_npm", lambda package: {"axe.min.js": b"axe"})
    call_command("fetch_assets", axe=True)
    assert fetch_assets.AXE_FILE.read_bytes() == b"axe" and not (vendor / "axe.min.js").exists()

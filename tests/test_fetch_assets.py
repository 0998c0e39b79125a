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


def test_the_style_sheet_of_plotly_lists_the_rules_backwards():
    script = """;var a={"X,X div":'font-family:"Open Sans";margin:0;',X:"color:red;","Y a":"left:0;"};for"""
    assert fetch_assets.plotly_stylesheet(script).splitlines() == [
        ".plotly-notifier a{left:0;}",
        ".js-plotly-plot .plotly{color:red;}",
        '.js-plotly-plot .plotly,.js-plotly-plot .plotly div{font-family:"Open Sans";margin:0;}',
    ]


def test_a_plotly_without_known_rules_is_refused():
    with pytest.raises(ValueError, match="style rules"):
        fetch_assets.plotly_stylesheet("var a=1")


def test_the_installed_plotly_has_known_rules(vendor, no_npm):
    call_command("fetch_assets", verbosity=0)
    sheet = (vendor / "plotly.css").read_text()
    assert sheet.count("{") == sheet.count("}") > 50
    assert ".js-plotly-plot .plotly .main-svg{position:absolute;top:0;left:0;pointer-events:none;}" in sheet

"""The environment is remade exactly when a lock has changed, and the key of a checkout is made once and is nobody else's to read."""

import os
import stat

import pytest

from chuanxa import bootstrap


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with two locks, an environment that answers, and a list of the locks that were installed."""
    for name in ("RUNTIME", "DEVELOPMENT"):
        lock = tmp_path / getattr(bootstrap, name).name
        lock.write_text(f"{name}==1\n")
        monkeypatch.setattr(bootstrap, name, lock)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "VAR", tmp_path / "var")
    monkeypatch.delenv("SECRET_KEY", raising=False)
    program = bootstrap._program("python")
    program.parent.mkdir(parents=True)
    program.touch()
    installed = []
    monkeypatch.setattr(bootstrap, "_answers", lambda python: True)
    monkeypatch.setattr(bootstrap, "_pip_install", lambda lock: installed.append(lock.name))
    return installed


def test_a_lock_is_installed_once(checkout):
    bootstrap.install(bootstrap.RUNTIME)
    bootstrap.install(bootstrap.RUNTIME)
    assert checkout == ["requirements.txt"]


def test_a_changed_lock_is_installed_again(checkout):
    bootstrap.install(bootstrap.RUNTIME)
    bootstrap.RUNTIME.write_text("RUNTIME==2\n")
    bootstrap.install(bootstrap.RUNTIME)
    assert checkout == ["requirements.txt", "requirements.txt"]


def test_the_line_ends_of_windows_are_no_change(checkout):
    bootstrap.install(bootstrap.RUNTIME)
    bootstrap.RUNTIME.write_bytes(b"RUNTIME==1\r\n")
    bootstrap.install(bootstrap.RUNTIME)
    assert checkout == ["requirements.txt"]


def test_the_development_lock_contains_the_other(checkout):
    bootstrap.install(bootstrap.DEVELOPMENT)
    bootstrap.install(bootstrap.RUNTIME)
    assert checkout == ["requirements-dev.txt"]


def test_an_interrupted_installation_is_taken_up_again(checkout, monkeypatch):
    def interrupted(lock):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(bootstrap, "_pip_install", interrupted)
        bootstrap.install(bootstrap.RUNTIME)
    bootstrap.install(bootstrap.RUNTIME)
    assert checkout == ["requirements.txt"]


@pytest.mark.skipif(os.name != "posix", reason="the machine is played by a shell script")
def test_a_machine_without_venv_is_told_what_to_install(checkout, monkeypatch, tmp_path):
    refuses = tmp_path / "python3"
    refuses.write_text("#!/bin/sh\necho ensurepip is not available\nexit 1\n")
    refuses.chmod(0o755)
    monkeypatch.setattr(bootstrap, "_answers", lambda python: False)
    monkeypatch.setattr(bootstrap.sys, "executable", str(refuses))
    with pytest.raises(SystemExit, match=r"ensurepip is not available\n(.|\n)*apt-get install -y python3-venv"):
        bootstrap.install(bootstrap.RUNTIME)


def test_the_demo_makes_a_key_that_later_commands_use(checkout, monkeypatch):
    bootstrap._choose_secret_key("demo")
    made = os.environ["SECRET_KEY"]
    assert len(made) >= 50
    if os.name == "posix":
        assert stat.S_IMODE((bootstrap.VAR / "secret_key").stat().st_mode) == 0o600
    monkeypatch.delenv("SECRET_KEY")
    bootstrap._choose_secret_key("load_units")
    assert os.environ["SECRET_KEY"] == made


def test_a_key_of_the_environment_wins(checkout, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "chosen")
    bootstrap._choose_secret_key("demo")
    assert os.environ["SECRET_KEY"] == "chosen"
    assert not bootstrap.VAR.exists()


def test_a_command_that_writes_data_makes_no_key(checkout):
    bootstrap._choose_secret_key("migrate")
    assert "SECRET_KEY" not in os.environ

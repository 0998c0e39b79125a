"""Any Python 3.11 of the machine becomes the project's own: its libraries are exactly those of a lock, or are made so first.

A lock is requirements.txt (to run) or requirements-dev.txt (to test: the same libraries and more). It counts as installed when its
digest lies in .venv; the digest is written last, so an installation that was interrupted is taken up again.
Only the standard library is imported here: this runs before anything is installed. NO_BOOTSTRAP=1 leaves the environment alone,
for containers that bring their own.

As a program it runs a tool of the development environment: `python3 -m chuanxa.bootstrap ruff check .`
"""

from __future__ import annotations

import hashlib
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such lock; two first starts at the same moment are not guarded there
    fcntl = None

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VAR = ROOT / "var"
RUNTIME = ROOT / "requirements.txt"
DEVELOPMENT = ROOT / "requirements-dev.txt"

LOOKING_ROUND = {"bench", "demo", "drill", "help", "--help", "makemigrations"}
"""Commands that a checkout must answer before anyone has chosen a SECRET_KEY."""


def enter(argv: list[str]) -> None:
    """Bring `manage.py` into the environment its command needs; when that is another interpreter, this call does not return."""
    command = argv[1] if len(argv) > 1 else "help"
    if not os.environ.get("NO_BOOTSTRAP"):
        install(DEVELOPMENT if command == "test" else RUNTIME)
        if not _inside():
            _become([str(_program("python")), *argv])
    if command != "test":
        _choose_secret_key(command)
    if command == "demo":
        os.environ.setdefault("DEBUG", "1")


def install(lock: Path) -> None:
    """Make .venv hold what `lock` pins; takes no time when it already does."""
    if _holds(lock):
        return
    with _alone():
        if _holds(lock):  # another start has done it meanwhile
            return
        if not _answers(_program("python")):
            _create()
        _say(f"Đang cài các thư viện trong {lock.name} (chỉ lần đầu hoặc khi danh sách thay đổi)…")
        _pip_install(lock)
        for each in (RUNTIME, DEVELOPMENT) if lock == DEVELOPMENT else (lock,):
            _stamp(each).write_text(_digest(each), encoding="ascii")


def _holds(lock: Path) -> bool:
    stamp = _stamp(lock)
    return _program("python").exists() and stamp.exists() and stamp.read_text(encoding="ascii") == _digest(lock)


def _stamp(lock: Path) -> Path:
    return VENV / f".{lock.stem}.sha256"


def _digest(lock: Path) -> str:
    """The same on every machine, whatever line ends the checkout gave the file."""
    return hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _program(name: str) -> Path:
    return VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name


def _inside() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def _answers(python: Path) -> bool:
    """Whether the environment works: a moved checkout or a half-made one has a Python that does not start or has no pip."""
    return python.exists() and subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0  # noqa: S603


def _create() -> None:
    _say("Đang tạo môi trường Python riêng trong .venv…")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True)  # noqa: S603
    if made.returncode:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(
            f"{made.stdout}{made.stderr}\n"
            "Không tạo được môi trường Python trong .venv. Trên Debian và Ubuntu cần gói python3-venv; hãy chạy:\n"
            f"  sudo apt-get install -y python3-venv    (hoặc python{version}-venv)\n"
            "rồi chạy lại đúng lệnh vừa rồi."
        )


def _pip_install(lock: Path) -> None:
    """The lock names every library with its digest, so pip has nothing to resolve (--no-deps) and nothing to trust."""
    options = ["-qq", "--no-input", "--disable-pip-version-check", "--no-deps", "--require-hashes", "--prefer-binary"]
    done = subprocess.run([_program("python"), "-m", "pip", "install", *options, "-r", str(lock)])  # noqa: S603
    if done.returncode:
        sys.exit(
            f"Không cài được các thư viện trong {lock.name} (lý do ở ngay trên).\n"
            "Kiểm tra mạng rồi chạy lại đúng lệnh vừa rồi. Máy không nối mạng: xem docs/deployment.md."
        )


def _become(command: list[str]) -> None:
    """Continue as another program, with UTF-8 everywhere (a Windows console may have been opened in a code page without ữ)."""
    os.environ.setdefault("PYTHONUTF8", "1")
    sys.stdout.flush()
    if os.name == "nt":  # execv on Windows gives the console back at once
        sys.exit(subprocess.call(command))  # noqa: S603
    os.execv(command[0], command)  # noqa: S606


def _choose_secret_key(command: str) -> None:
    """A key made once for this checkout and readable by its owner only; SECRET_KEY in the environment, as in production, wins."""
    if os.environ.get("SECRET_KEY"):
        return
    path = VAR / "secret_key"
    if command in LOOKING_ROUND:
        with _alone():
            if not path.exists():
                path.touch(mode=0o600)
                path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    if path.exists():
        os.environ["SECRET_KEY"] = path.read_text(encoding="ascii").strip()


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time changes .venv and var."""
    VAR.mkdir(exist_ok=True)
    with (VAR / "bootstrap.lock").open("a") as file:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    if os.environ.get("NO_BOOTSTRAP"):
        sys.exit(subprocess.call(sys.argv[1:]))  # noqa: S603
    install(DEVELOPMENT)
    os.environ["PATH"] = os.pathsep.join([str(_program("python").parent), os.environ.get("PATH", "")])
    _become([str(_program(sys.argv[1])), *sys.argv[2:]])

"""What the environment may say, and a sentence that tells what to type when it says something else.

DATABASE_URL, SECRET_KEY, DEBUG, ALLOWED_HOSTS, CSRF_TRUSTED_ORIGINS, BEHIND_PROXY, BACKUP_RECIPIENTS, SECOND_FACTOR_ROLES,
SESSION_IDLE_MINUTES, SESSION_HOURS, STATEMENT_SECONDS, EXPORT_DIR, EXPORT_ROWS_AT_ONCE, EXPORT_KEEP_DAYS: nothing else is read.
"""

import os
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"

SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;"
)
"""Django's defaults lose saves under two concurrent writers ("database is locked"); these, with IMMEDIATE, lose none."""


def flag(name: str) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off/empty; anything else is refused."""
    value = os.environ.get(name, "").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"", "0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: set it to 1 or 0.")


def number(name: str, default: int) -> int:
    """A whole number above zero."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 100_000:
        raise ImproperlyConfigured(f"{name}={value!r}: set it to a whole number above zero, such as {default}.")
    return int(value)


def folder(name: str, default: Path) -> Path:
    """A folder by its whole path; one below static/ would be served to everybody."""
    value = os.environ.get(name, "").strip()
    path = Path(value) if value else default
    if not path.is_absolute():
        raise ImproperlyConfigured(f"{name}={value!r}: set it to a whole path, such as {default}.")
    if any(path.is_relative_to(served) for served in (ROOT / "static", VAR / "static")):
        raise ImproperlyConfigured(f"{name}={value!r} lies in a folder that is served to everybody; choose another, such as {default}.")
    return path


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret_key(*, debug: bool) -> str:
    """SECRET_KEY, which production must set itself; a debugging checkout may run on a known one."""
    key = os.environ.get("SECRET_KEY", "")
    if key:
        return key
    if debug:
        return "only-for-a-checkout-with-DEBUG-on"
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Make one and export it:\n"
        "  export SECRET_KEY=$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')\n"
        "or run `python3 manage.py demo` to look around."
    )


def database() -> dict:
    """Django's database settings from DATABASE_URL.

    sqlite:///relative.sqlite3 (to the checkout), sqlite:////absolute.sqlite3 or postgres://user:password@host:port/name; what follows
    a question mark is libpq's own, such as ?sslmode=require. What is refused is never repeated: it may hold a password.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return _sqlite(VAR / "chuanxa.sqlite3")
    try:
        parts = urlsplit(url)
        name, port = unquote(parts.path.removeprefix("/")), parts.port
    except ValueError as error:
        raise _unusable("cannot be read; write a / ? # @ or [ of the password as %2F %3F %23 %40 %5B") from error
    if not name:
        raise _unusable("names no database")
    if parts.scheme == "sqlite":
        if parts.netloc:
            raise _unusable("has two slashes after sqlite: where three begin a path in the checkout and four one of the machine")
        return _sqlite(ROOT / name)
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgres(parts, name, port)
    raise _unusable(f"starts with {parts.scheme!r}")


def _unusable(found: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"DATABASE_URL {found}. Accepted: sqlite:///var/chuanxa.sqlite3, sqlite:////srv/chuanxa.sqlite3 or postgres://user:password@host:5432/name."
    )


def _postgres(parts: SplitResult, name: str, port: int | None) -> dict:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": _bounded(dict(parse_qsl(parts.query))),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": flag("DATABASE_POOLED"),
    }


def _bounded(options: dict[str, str]) -> dict[str, str]:
    """With STATEMENT_SECONDS, as web servers have it (wsgi.py), no statement runs longer, and nobody waits longer for a lock."""
    if not os.environ.get("STATEMENT_SECONDS"):
        return options
    longest = number("STATEMENT_SECONDS", 60) * 1000
    limits = {"statement_timeout": longest, "lock_timeout": min(longest, 20_000), "idle_in_transaction_session_timeout": longest}
    said = " ".join(f"-c {name}={value}" for name, value in limits.items())
    return options | {"options": f"{said} {options.get('options', '')}".strip()}


def _sqlite(path: Path) -> dict:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 600,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
    }

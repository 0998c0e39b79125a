"""`python3 manage.py test`: the same tests on SQLite, then on PostgreSQL; arguments are pytest's own.

PostgreSQL is a throwaway server (postgres.py) or the one that DATABASE_URL names. Without either the summary says so loudly, and with
CI or REQUIRE_POSTGRES set the suite fails at once. Browser tests run once, on SQLite. The exit code is not zero if either leg failed.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
PASSED, FAILED, NOTHING_COLLECTED, INTERRUPTED = 0, 1, 5, 130
TWO_PROCESSES = ("-n", "2", "--dist", "loadscope", "--no-loadscope-reorder", "-p", "tests.together")
ONE_PROCESS = ("-n", "--numprocesses", "--pdb", "--trace", "--collect-only", "--co", "--fixtures", "--markers", "--help", "-h")


def run(arguments: list[str]) -> int:
    """Run both legs with pytest's `arguments` and return the exit code of the whole; an interruption is answered as shells do, with 130."""
    postgres.stop_politely()
    try:
        return _both(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED


def _both(arguments: list[str]) -> int:
    given = os.environ.get("DATABASE_URL", "")
    given = given if given.startswith("postgres") else ""
    wanted = given or postgres.binaries()
    if not wanted and _required():
        print(f"PostgreSQL tests cannot run: {postgres.MISSING}", file=sys.stderr)
        return FAILED
    subprocess.run([sys.executable, "manage.py", "fetch_assets", "--axe"], cwd=ROOT, env=_environment(), check=True)
    first = _leg("SQLite", arguments, DATABASE_URL="", POSTGRES_MISSING="" if wanted else postgres.MISSING)
    if not wanted or first not in (PASSED, FAILED, NOTHING_COLLECTED):
        return first
    if given:
        second = _leg("PostgreSQL of DATABASE_URL", [*arguments, "--no-browser"], DATABASE_URL=given)
    else:
        with postgres.cluster() as url:
            second = _leg("PostgreSQL", [*arguments, "--no-browser"], DATABASE_URL=url)
    return _together(first, second)


def _required() -> bool:
    return bool(os.environ.get("CI") or os.environ.get("REQUIRE_POSTGRES"))


def _environment(**more: str) -> dict[str, str]:
    return os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"} | more


def _leg(name: str, arguments: list[str], **environment: str) -> int:
    print(f"\n== The tests on {name} ==", flush=True)
    two = () if any(argument.startswith(ONE_PROCESS) for argument in arguments) else TWO_PROCESSES
    return subprocess.call([sys.executable, "-m", "pytest", *two, *arguments], cwd=ROOT, env=_environment(**environment))


def _together(first: int, second: int) -> int:
    """The first failure; a leg that had nothing to run (only browser tests were asked for, say) is no failure beside one that had."""
    codes = {first, second}
    if codes == {NOTHING_COLLECTED}:
        return NOTHING_COLLECTED
    return max(codes - {NOTHING_COLLECTED})

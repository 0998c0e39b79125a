"""The locks name every library with its digest and no address, and every dependency says in a line why it is here."""

import re
import tomllib

import pytest

from chuanxa.bootstrap import DEVELOPMENT, ROOT, RUNTIME

EDITIONS = ROOT / "requirements-editions.txt"
PROJECT = ROOT / "pyproject.toml"


def pins(lock) -> set[str]:
    """The lines name==version, with their markers."""
    return {line.rstrip(" \\") for line in lock.read_text().splitlines() if "==" in line and not line.startswith((" ", "#"))}


@pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT, EDITIONS], ids=lambda lock: lock.name)
def test_a_lock_holds_no_address(lock):
    assert not re.search(r"https?:|--(extra-)?index-url|--find-links|file:|^-", lock.read_text(), re.M)


@pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT, EDITIONS], ids=lambda lock: lock.name)
def test_every_library_has_a_digest(lock):
    text = lock.read_text()
    assert all(re.search(re.escape(pin) + r" \\\n    --hash=sha256:", text) for pin in pins(lock))


def test_the_tests_run_on_the_libraries_of_the_product():
    assert pins(RUNTIME) < pins(DEVELOPMENT)


def test_what_rebuilds_the_editions_is_not_in_the_product():
    assert not re.search(r"^(vietnamadminunits|unidecode|xlrd)==", RUNTIME.read_text() + DEVELOPMENT.read_text(), re.M | re.I)


def test_every_direct_dependency_is_locked():
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    for wanted, lock in [(project["project"]["dependencies"], RUNTIME), (project["dependency-groups"]["dev"], DEVELOPMENT)]:
        locked = {pin.split("==")[0] for pin in pins(lock)}
        assert {re.split(r"[<>=;]", line)[0].strip() for line in wanted} <= locked


def test_every_dependency_says_why_it_is_here():
    lines = PROJECT.read_text(encoding="utf-8").splitlines()
    dependencies = [number for number, line in enumerate(lines) if re.match(r'    "[a-z0-9-]+[>=]=', line)]
    assert len(dependencies) > 20
    assert [lines[number] for number in dependencies if not re.match(r"    # .+\.$", lines[number - 1])] == []

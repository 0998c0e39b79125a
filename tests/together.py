"""Which tests stay in one process when pytest-xdist shares the suite out to two.

What is made once for a module or a package would otherwise be made in both: worlds that take a minute, and databases with one name.
A mark `xdist_group` does not help: pytest-xdist 3.8 with pytest 9.2 ignores it without a word (its issue 1386).

All else goes test by test in the order of pytest-django, which puts tests that empty the database behind those that roll back: such a
test may not stand in a file that stays together (test_harness).
"""

from pathlib import PurePosixPath

from xdist.scheduler import LoadScopeScheduling

BY_PACKAGE = ("tests/articles", "tests/matrix", "tests/provinces/shipped")
BY_FILE = ("tests/bench", "tests/reports", "tests/provinces", "tests/cadres/pages", "tests/cadres/importing")


def scope(nodeid: str) -> str:
    """What a test belongs to: a package, its file, or nothing but itself."""
    file = nodeid.partition("::")[0]
    above = {file, *(str(folder) for folder in PurePosixPath(file).parents)}
    return next((package for package in BY_PACKAGE if package in above), file if above & set(BY_FILE) else nodeid)


class Together(LoadScopeScheduling):
    """Hands out scopes one after the other."""

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    return Together(config, log)

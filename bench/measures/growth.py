"""The page of one province while the database grows from that province to the nation."""

from collections.abc import Callable

from bench import ours
from bench.databases import Connected
from bench.results import Measure, Target
from bench.scale import PROVINCE, TODAY
from bench.timing import paired

NATION, ALONE = "in the nation", "in a database of its own"


def province_page(engine: str, alone: str, nation: str, seconds: float) -> Measure:
    """`alone` and `nation` are the addresses of the two databases; both hold the same people of the province."""
    databases = {NATION: Connected(nation), ALONE: Connected(alone)}
    pages, answers = {}, {}
    for name, database in databases.items():
        with database:
            page = ours.area_page(TODAY, PROVINCE)
            answers[name] = _by_code(page)
        pages[name] = _inside(database, page)
    timings = paired(pages, seconds=seconds, fewest=10, most=200)
    for database in databases.values():
        database.close()
    found = Measure.of(engine, "province page as the database grows", timings, same=answers[NATION] == answers[ALONE])
    found.targets.append(Target("province page in the nation, times the same in a database of its own", found.ratio(NATION, ALONE), 1.3))
    return found


def _inside(database: Connected, page: Callable) -> Callable:
    def read():
        with database:
            return page()

    return read


def _by_code(page: Callable) -> tuple:
    """The answer with codes for ids, which differ between databases."""
    cells, units = ours.plain_page(page(), ages=True)
    register = ours.select(TODAY, PROVINCE).register
    return cells, {register.units["commune"][pk].code: row for pk, row in units.items()}

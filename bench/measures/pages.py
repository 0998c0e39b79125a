"""Pages' data: a province and the nation today, the nation on past days, the ten-year trend of the nation."""

from datetime import date
from random import Random

from django.db import connection

from bench import ours
from bench.ours import Cells, Units
from bench.results import Measure, Target
from bench.scale import PROVINCE, SEED, TODAY
from bench.sql import naive, narrow
from bench.timing import paired
from cadres.standings.cells import Dimension, position_ids
from chuanxa.periods import half_year_end

NAIVE, NARROW, SCAN, PRODUCT, REPORT = (
    "hand-written, over facts",
    "hand-written, narrowest table",
    "full scan of standings",
    "product",
    "product, whole report",
)


def rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def province_today(engine: str, seconds: float) -> Measure:
    province = ours.select(TODAY, PROVINCE).unit.id
    page, slow = ours.area_page(TODAY, PROVINCE), naive.area_page(TODAY, "commune_id", province, ages=True)

    def narrowest():
        return rows(narrow.cells_today(province)), rows(narrow.communes_today(TODAY, province))

    cells, units = narrowest()
    same = (
        ours.plain_page(page(), ages=True) == plain(rows(slow)) == ({(row[0], row[1]): row[2] for row in cells if row[2]}, by_first(units))
    )
    timings = paired(
        {PRODUCT: page, NARROW: narrowest, NAIVE: lambda: rows(slow), REPORT: ours.whole_report(TODAY, PROVINCE)}, seconds=seconds, fewest=5
    )
    found = Measure.of(engine, "province page, today", timings, same=same)
    found.targets.append(Target("province page data, times the narrowest SQL", found.ratio(PRODUCT, NARROW), 2))
    return found


def nation_today(engine: str, seconds: float) -> Measure:
    page, slow = ours.area_page(TODAY), naive.area_page(TODAY, "province_id", ages=False)

    def narrowest():
        return rows(narrow.cells_today()), rows(narrow.provinces_today())

    cells, units = narrowest()
    same = (
        ours.plain_page(page(), ages=False) == plain(rows(slow)) == ({(row[0], row[1]): row[2] for row in cells if row[2]}, by_first(units))
    )
    timings = paired({PRODUCT: page, NARROW: narrowest, NAIVE: lambda: rows(slow), REPORT: ours.whole_report(TODAY)}, seconds=seconds)
    found = Measure.of(engine, "national page, today", timings, same=same)
    found.targets.append(Target("national page data, share of the naive time", found.ratio(PRODUCT, NAIVE), 1 / 300))
    return found


def nation_past(engine: str, seconds: float, how_many: int = 6) -> Measure:
    """Random days that are no ends of half-years; each contender answers all of them in a round."""
    days = past_days(how_many)
    pages = [ours.area_page(day) for day in days]
    slow = {day: naive.area_page(day, "province_id", ages=False) for day in days[:1]}
    same = all(ours.plain_page(page(), ages=False) == plain(rows(narrow.full_scan(day))) for page, day in zip(pages, days, strict=True))
    same = same and all(plain(rows(sql)) == ours.plain_page(ours.area_page(day)(), ages=False) for day, sql in slow.items())
    places = {PRODUCT: iter(_round(how_many)), SCAN: iter(_round(how_many)), NAIVE: iter(_round(1))}

    def timed(name, operations):
        return lambda: operations[next(places[name])]()

    timings = paired(
        {
            PRODUCT: timed(PRODUCT, pages),
            SCAN: timed(SCAN, [lambda day=day: rows(narrow.full_scan(day)) for day in days]),
            NAIVE: timed(NAIVE, [lambda sql=sql: rows(sql) for sql in slow.values()]),
        },
        seconds=seconds,
        fewest=how_many,
    )
    found = Measure.of(engine, "national page, a random past day", timings, same=same)
    found.notes.append("days: " + ", ".join(f"{day:%d/%m/%Y}" for day in days))
    found.targets.append(Target("any past day, share of a full scan", found.ratio(PRODUCT, SCAN), 1 / 4))
    return found


def _round(length: int):
    while True:
        yield from range(length)


def nation_trend(engine: str, seconds: float) -> Measure:
    days = ours.year_days(TODAY)
    ends = [day for day in days if day != TODAY]
    trend = ours.trend(days)

    def narrowest():
        return [*((TODAY, *row) for row in rows(narrow.cells_today())), *rows(narrow.cells_at_ends(ends))]

    def slow():
        return [(day, *row) for day in days for row in rows(naive.cells_only(day))]

    same = {day: ours.plain_cells(counts) for day, counts in trend().items()} == _by_day(narrowest()) == _by_day(slow())
    timings = paired({PRODUCT: trend, NARROW: narrowest, NAIVE: slow}, seconds=seconds, fewest=1)
    found = Measure.of(engine, "ten-year national trend", timings, same=same)
    found.targets.append(Target("ten-year national trend, share of the naive time", found.ratio(PRODUCT, NAIVE), 1 / 300))
    return found


def past_days(how_many: int) -> list[date]:
    """Days of the last ten years, spread over them, none the end of a half-year; always the same."""
    random = Random(f"{SEED}/days")
    span = 3_600 // how_many
    days = [date.fromordinal(TODAY.toordinal() - 60 - place * span - random.randrange(span)) for place in range(how_many)]
    return [date.fromordinal(day.toordinal() - 20) if day == half_year_end(day) else day for day in days]


def plain(found: list[tuple]) -> tuple[Cells, Units]:
    """Rows of `naive.area_page` or `narrow.full_scan` in the shape of `ours.plain_page`."""
    cells: Cells = {}
    for kind, dimension, key, people, *_ in found:
        if kind.startswith("posts"):  # the primary position, and all posts held as text behind the word: each counts once
            for position in position_ids(dimension, kind.removeprefix("posts")):
                cells[Dimension.POSITION.value, position] = cells.get((Dimension.POSITION.value, position), 0) + people
        elif kind == "cell":
            cells[dimension, key] = people
    return cells, {row[1]: tuple(map(int, row[3:])) for row in found if row[0] == "unit"}


def by_first(found: list[tuple]) -> Units:
    return {row[0]: tuple(map(int, row[1:])) for row in found}


def _by_day(found: list[tuple]) -> dict[date, Cells]:
    days: dict[date, Cells] = {}
    for day, dimension, key, people in found:
        if people:
            days.setdefault(day if isinstance(day, date) else date.fromisoformat(day), {})[dimension, key] = people
    return days

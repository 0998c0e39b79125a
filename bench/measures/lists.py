"""The first page of a province's list with a search typed without accents."""

from bench import ours
from bench.measures.pages import NAIVE, NARROW, PRODUCT, rows
from bench.results import Measure
from bench.scale import PROVINCE, TODAY
from bench.sql import naive, narrow
from bench.timing import paired

WORDS, ROWS = ["hong", "an"], 50


def people_page(engine: str, seconds: float) -> Measure:
    """Every contender reads the rows; the product and the naive way also count them, for the pager."""
    province = ours.select(TODAY, PROVINCE).unit.id
    page = ours.people_page(TODAY, PROVINCE, WORDS, ROWS)
    slow, narrowest = naive.people_page(TODAY, province, WORDS, ROWS), narrow.people_page(province, WORDS, ROWS)
    listed, total = page()
    by_hand, over_facts = rows(narrowest), rows(slow)
    ids = [row["id"] for row in listed]
    same = ids == [row[0] for row in by_hand] == [row[0] for row in over_facts] and total == (over_facts[0][-1] if over_facts else 0)
    timings = paired({PRODUCT: page, NARROW: lambda: rows(narrowest), NAIVE: lambda: rows(slow)}, seconds=seconds, fewest=5)
    found = Measure.of(engine, f"list page, {ROWS} rows, search “{' '.join(WORDS)}”", timings, same=same)
    found.notes.append(f"{total} people found, {len(ids)} shown; the product's time includes reading the query, counting and naming")
    return found

"""Measures one engine, in a process of its own whose DATABASE_URL is that engine's national database; prints measures as JSON lines.

python -m bench.engine pages ENGINE SCALE ALONE_URL      every measure of pages, lists, saves and growth
python -m bench.engine writers ENGINE SCALE              eight writers on a throwaway copy of one province
"""

import json
import os
import sys
from collections.abc import Iterator

import django


def pages(engine: str, saves: str, rounds: str, alone: str) -> Iterator:
    from bench.measures import growth, lists, pages
    from bench.measures import saves as one_save

    seconds = 20 * int(rounds)
    yield pages.province_today(engine, seconds)
    yield pages.nation_today(engine, seconds)
    yield pages.nation_past(engine, seconds)
    yield lists.people_page(engine, seconds)
    yield growth.province_page(engine, alone, os.environ["DATABASE_URL"], seconds / 2)
    yield one_save.save(engine, int(saves))
    yield pages.nation_trend(engine, seconds)


def writers(engine: str, saves: str) -> Iterator:
    from bench.measures.writers import eight_writers

    yield eight_writers(engine, max(5, int(saves) // 4))


if __name__ == "__main__":
    django.setup()
    for measure in {"pages": pages, "writers": writers}[sys.argv[1]](*sys.argv[2:]):
        print(json.dumps(measure.as_dict()), flush=True)

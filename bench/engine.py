"""Measures one engine, in a process of its own whose DATABASE_URL is that engine's national database; prints measures as JSON lines.

python -m bench.engine pages ENGINE SCALE ALONE_URL      every measure of pages, lists, saves and growth
python -m bench.engine writers ENGINE SCALE              eight writers on a throwaway copy of one province
"""

import json
import sys
from collections.abc import Iterator

import django


def pages(engine: str, scale_name: str, alone: str) -> Iterator:
    import os

    from bench.measures import growth, lists, pages, saves
    from bench.scale import SCALES

    scale = SCALES[scale_name]
    seconds = 20 * scale.rounds
    yield pages.province_today(engine, seconds)
    yield pages.nation_today(engine, seconds)
    yield pages.nation_past(engine, seconds)
    yield pages.nation_trend(engine, seconds)
    yield lists.people_page(engine, seconds)
    yield growth.province_page(engine, alone, os.environ["DATABASE_URL"], seconds / 2)
    yield saves.save(engine, scale.saves)


def writers(engine: str, scale_name: str) -> Iterator:
    from bench.measures.writers import eight_writers
    from bench.scale import SCALES

    yield eight_writers(engine, max(5, SCALES[scale_name].saves // 4))


if __name__ == "__main__":
    django.setup()
    for measure in {"pages": pages, "writers": writers}[sys.argv[1]](*sys.argv[2:]):
        print(json.dumps(measure.as_dict()), flush=True)

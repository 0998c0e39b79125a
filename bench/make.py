"""Makes the database that DATABASE_URL names, in a process of its own.

    python -m bench.make facts SCALE KIND         invent everything (SQLite, empty)
    python -m bench.make copy FILE                the same facts from a SQLite file (PostgreSQL, empty)
    python -m bench.make derive                   standings and tallies, by the product's own rebuild

Prints one line of JSON with what was done and how long it took.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

import django
from django.core.management import call_command
from django.db import connection, transaction


def facts(scale: str, kind: str) -> dict:
    from bench.databases import ONLY
    from bench.generation.loading import load_facts
    from bench.scale import SCALES

    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        load_facts(SCALES[scale], ONLY[kind])
    return {}


def copy(source: str) -> dict:
    from bench.generation.loading import copy_facts

    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        copy_facts(Path(source))
    _tidy()
    return {}


def derive() -> dict:
    from bench.scale import TODAY
    from cadres.models import Appointment, Cadre, Qualification, Serving
    from cadres.standings.rebuild import rebuild

    start = perf_counter()
    standings = rebuild(day=TODAY)
    seconds = perf_counter() - start
    _tidy()
    people = Cadre.objects.count()
    return {
        "people": people,
        "in_post": Serving.objects.count(),
        "appointments": Appointment.objects.count(),
        "qualifications": Qualification.objects.count(),
        "standings": standings,
        "people_a_second": round(people / seconds),
    }


def _tidy() -> None:
    """What PostgreSQL's autovacuum would have done within the hour."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


TASKS = {"facts": facts, "copy": copy, "derive": derive}

if __name__ == "__main__":
    django.setup()
    begun = perf_counter()
    told = TASKS[sys.argv[1]](*sys.argv[2:])
    print(json.dumps({"task": sys.argv[1], "seconds": round(perf_counter() - begun, 1)} | told))

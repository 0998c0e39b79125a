"""Makes the database that DATABASE_URL names, in a process of its own.

    python -m bench.make facts SCALE KIND         invent everything (SQLite, empty)
    python -m bench.make copy FILE                the same facts from a SQLite file (PostgreSQL, empty)
    python -m bench.make upgrade                  apply newer migrations to a database that is there
    python -m bench.make derive                   standings and tallies, by the product's own rebuild
    python -m bench.make copy_derived FILE        the same standings and tallies from a SQLite file

Prints one line of JSON with what was done and how long it took.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

import django
from django.core.management import call_command
from django.db import connection, transaction


def upgrade() -> dict:
    call_command("migrate", interactive=False, verbosity=0)
    return {}


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
    from cadres.models import Cadre
    from cadres.standings.rebuild import rebuild

    start = perf_counter()
    rebuild(day=TODAY)
    seconds = perf_counter() - start
    _tidy()
    return _sizes() | {"people_a_second": round(Cadre.objects.count() / seconds)}


def copy_derived(source: str) -> dict:
    from bench.generation import loading

    with transaction.atomic():
        loading.copy_derived(Path(source))
    _tidy()
    return _sizes()


def _sizes() -> dict:
    from cadres.models import Appointment, Cadre, PeriodTally, Qualification, Serving, Standing, Tally

    named = {"people": Cadre, "in_post": Serving, "appointments": Appointment, "qualifications": Qualification, "standings": Standing}
    named |= {"tally_cells": Tally, "half_year_cells": PeriodTally}
    return {name: model.objects.count() for name, model in named.items()}


def _tidy() -> None:
    """What PostgreSQL's autovacuum would have done within the hour."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


TASKS = {"upgrade": upgrade, "facts": facts, "copy": copy, "derive": derive, "copy_derived": copy_derived}

if __name__ == "__main__":
    django.setup()
    begun = perf_counter()
    told = TASKS[sys.argv[1]](*sys.argv[2:])
    print(json.dumps({"task": sys.argv[1], "seconds": round(perf_counter() - begun, 1)} | told))

"""The bench at its smallest: does it run, and do hand-written SQL and the product answer the same? It never looks at times."""

import json
import os
from time import sleep

import pytest
from django.db import connection

import bench.run
from bench.databases import NATION, Place
from bench.results import Measure, Target, failures, table
from bench.run import prepare, run
from bench.scale import SCALES
from bench.timing import Timing, paired

MEASURES = {
    "province page, today",
    "national page, today",
    "national page, a random past day",
    "ten-year national trend",
    "list page, 50 rows, search “hong an”",
    "province page as the database grows",
    "save a certificate of 2021",
    "8 writers in one province",
    "xlsx of 50 rows",
}
EXACT = ("errors", "derived tables that differ from a rebuild")


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> tuple[list[Measure], dict]:
    """What a run on the engine of this leg of the suite found, and its result.json."""
    folder = tmp_path_factory.mktemp("bench")
    server = os.environ.get("DATABASE_URL", "").rpartition("/")[0] if connection.vendor == "postgresql" else ""
    measures = run(SCALES["smoke"], (connection.vendor,), folder=folder, server=server, say=lambda text: None)
    return measures, json.loads((folder / "result.json").read_text())


def test_it_measures_everything_once(found):
    measures, result = found
    assert sorted(measure.name for measure in measures) == sorted(MEASURES)
    assert all(median > 0 for measure in measures for median in measure.ms.values())
    assert [measure["name"] for measure in result["measures"]] == [measure.name for measure in measures]


def test_hand_written_sql_and_the_product_give_the_same_answers(found):
    measures, _ = found
    assert [measure.name for measure in measures if measure.same is not True] == []


def test_eight_writers_meet_no_error_and_leave_tables_equal_to_a_rebuild(found):
    measures, _ = found
    exact = [target for measure in measures for target in measure.targets if target.text in EXACT]
    assert [target.value for target in exact] == [0, 0]


def test_a_database_that_is_there_is_taken_again(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(bench.run, "_child", lambda url, arguments: started.append(arguments[1]) or {"people": 1})
    place = Place(tmp_path, SCALES["smoke"])
    place.file(NATION).touch()
    for _ in range(2):
        told = prepare(place, "sqlite", NATION, False, lambda text: None)
        place.file(NATION).touch()
    assert started == ["facts", "derive", "upgrade"]
    assert told == {"people": 1}


def test_operations_are_timed_in_turn_after_a_warm_up():
    order = []

    def slow(name):
        def operation():
            order.append(name)
            sleep(0.005)

        return operation

    timings = paired({"a": slow("a"), "b": slow("b")}, seconds=0, fewest=3)
    assert order == ["a", "b", "a", "b", "b", "a", "a", "b"]
    assert {name: len(timing.samples) for name, timing in timings.items()} == {"a": 3, "b": 3}


def test_a_missed_target_and_a_different_answer_are_told():
    measure = Measure.of("sqlite", "a page", {"product": Timing([0.2]), "by hand": Timing([0.1])}, same=False)
    measure.targets.append(Target("times the narrowest", measure.ratio("product", "by hand"), 1.5))
    assert failures([measure]) == ["sqlite, a page: the answers differ", "sqlite, a page: times the narrowest is 2, at most 1.5"]
    assert "ANSWERS DIFFER" in table([measure])
    assert Measure.from_dict(json.loads(json.dumps(measure.as_dict()))).as_dict() == measure.as_dict()

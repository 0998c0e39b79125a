"""Counts standings by every dimension in one statement.

The rows are picked once (a materialised common table) and grouped once per dimension: the database does the counting, and a
page costs one round trip whatever it shows. The same statement runs on SQLite and PostgreSQL.
"""

from collections import Counter
from collections.abc import Collection, Sequence

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet, Value

from cadres.levels import STANDING_LADDERS
from cadres.requirements import MASK
from cadres.standings.cells import NATION, OF_LADDER, Dimension, position_ids

UNITS = ("province_id", "district_id", "commune_id")
ALL = frozenset(Dimension)

STANDARD_KEY = f"((((CAST(category AS BIGINT) * 16 + post_group) * {MASK} + missing) * {MASK} + unclear) * {MASK} + owed) * {MASK} + exempt"
"""What cells.pack says, as SQL over the columns of a standing."""

_CONCURRENT = -Dimension.POSITION.value
_EXPRESSIONS = {
    Dimension.STANDARD: STANDARD_KEY,
    **{OF_LADDER[ladder]: ladder.value for ladder in STANDING_LADDERS},
    Dimension.POSITION: "position_id",
    Dimension.SEX: "sex",
    Dimension.ETHNIC_GROUP: "ethnic_group",
    Dimension.VERDICT: "verdict",
}
_PICKED = (
    "category",
    "group",
    "missing",
    "unclear",
    "owed",
    "exempt",
    *(ladder.value for ladder in STANDING_LADDERS),
    "position_id",
    "posts",
    "sex",
    "ethnic_group",
    "verdict",
)
_NAMES = ", ".join(name if name != "group" else "post_group" for name in _PICKED)


def count_by(people: QuerySet, unit: str | None = None, dimensions: Collection[Dimension] = ALL) -> Counter:
    """(unit id, dimension, key) → people, for a query set of Standing or Serving.

    `unit` is one of UNITS, or None to count all together under NATION. A person with several posts stands once in every
    dimension but POSITION, where each post counts.
    """
    return count_picks([people.annotate(place=F(unit) if unit else Value(NATION))], dimensions)


def count_picks(picks: Sequence[QuerySet], dimensions: Collection[Dimension] = ALL) -> Counter:
    """(place, dimension, key) → people over several query sets at once, each annotated with an integer `place`."""
    sql, parameters = [], []
    for people in picks:
        try:
            one, values = people.order_by().values_list("place", *_PICKED).query.sql_with_params()
        except EmptyResultSet:
            continue
        sql.append(one)
        parameters += values
    if not sql:
        return Counter()
    return _read(f"WITH picked(unit, {_NAMES}) AS MATERIALIZED ({' UNION ALL '.join(sql)}) {_body(dimensions)}", parameters)


def _read(statement: str, parameters: list) -> Counter:
    counts: Counter = Counter()
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        for place, dimension, cell, several, number in cursor.fetchall():
            if dimension == _CONCURRENT:
                for position in position_ids(cell, several):
                    if position != cell:
                        counts[place, Dimension.POSITION.value, position] += number
            else:
                counts[place, dimension, cell] += number
    return counts


def count_units(people: QuerySet, unit: str, tests: Sequence[tuple[str, tuple]]) -> list[tuple]:
    """(unit id, people, people who pass each test…) per value of the column `unit`; a test is SQL over _TESTED with its parameters.

    Eleven conditional aggregates take the ORM as long to compile as a province takes to count.
    """
    try:
        sql, parameters = people.order_by().values_list(unit, *_TESTED).query.sql_with_params()
    except EmptyResultSet:
        return []
    sums = ", ".join(f"SUM(CASE WHEN {test} THEN 1 ELSE 0 END)" for test, _ in tests)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH picked(unit, {', '.join(_TESTED)}) AS ({sql}) SELECT unit, COUNT(*), {sums} FROM picked GROUP BY unit",
            [*parameters, *(value for _, values in tests for value in values)],
        )
        return cursor.fetchall()


_TESTED = ("verdict", "professional", "political_theory", "born_on")


def count_cells(people: QuerySet) -> Counter:
    """(province id, dimension, key) → people, with the nation's cells under NATION: what tallies hold."""
    counts = count_by(people, "province_id")
    nation: Counter = Counter()
    for (_, dimension, key), number in counts.items():
        nation[NATION, dimension, key] += number
    return counts + nation


def _body(dimensions: Collection[Dimension]) -> str:
    """One grouping per dimension, and one more for the posts held beside the primary one."""
    parts = [
        f"SELECT unit, {dimension.value}, {_EXPRESSIONS[dimension]}, '', COUNT(*) FROM picked GROUP BY unit, {_EXPRESSIONS[dimension]}"
        for dimension in sorted(dimensions)
    ]
    if Dimension.POSITION in dimensions:
        parts.append(
            f"SELECT unit, {_CONCURRENT}, position_id, posts, COUNT(*) FROM picked WHERE posts <> '' GROUP BY unit, position_id, posts"
        )
    return " UNION ALL ".join(parts)

"""Counts standings by every dimension in one statement.

The rows are picked once (a materialised common table) and grouped once per dimension: the database does the counting, and a
page costs one round trip whatever it shows. The same statement runs on SQLite and PostgreSQL.
"""

from collections import Counter
from collections.abc import Collection

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from cadres.levels import STANDING_LADDERS
from cadres.standings.cells import NATION, OF_LADDER, Dimension, position_ids

UNITS = ("province_id", "district_id", "commune_id")
ALL = frozenset(Dimension)

_CONCURRENT = -Dimension.POSITION.value
_EXPRESSIONS = {
    Dimension.STANDARD: "((category * 16 + post_group) * 512 + missing) * 512 + unclear",
    **{OF_LADDER[ladder]: ladder.value for ladder in STANDING_LADDERS},
    Dimension.POSITION: "position_id",
    Dimension.SEX: "sex",
    Dimension.ETHNIC_GROUP: "ethnic_group",
}
_PICKED = ("category", "group", "missing", "unclear", *(ladder.value for ladder in STANDING_LADDERS), "position_id", "posts", "sex", "ethnic_group")


def count_by(people: QuerySet, unit: str | None = None, dimensions: Collection[Dimension] = ALL) -> Counter:
    """(unit id, dimension, key) → people, for a query set of Standing or Serving.

    `unit` is one of UNITS, or None to count all together under NATION. A person with several posts stands once in every
    dimension but POSITION, where each post counts.
    """
    try:
        sql, parameters = people.order_by().values_list(unit or "province_id", *_PICKED).query.sql_with_params()
    except EmptyResultSet:
        return Counter()
    counted_unit = "unit" if unit else str(NATION)
    names = ", ".join(name if name != "group" else "post_group" for name in _PICKED)
    parts = [_part(counted_unit, dimension.value, _EXPRESSIONS[dimension]) for dimension in sorted(dimensions)]
    if Dimension.POSITION in dimensions:
        parts.append(
            f"SELECT {counted_unit} AS place, {_CONCURRENT} AS dimension, position_id AS cell, posts AS several, COUNT(*) AS people "
            f"FROM picked WHERE posts <> '' GROUP BY {_by(counted_unit)}position_id, posts"
        )
    statement = f"WITH picked(unit, {names}) AS MATERIALIZED ({sql}) " + " UNION ALL ".join(parts)
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


def count_cells(people: QuerySet) -> Counter:
    """(province id, dimension, key) → people, with the nation's cells under NATION: what tallies hold."""
    counts = count_by(people, "province_id")
    nation: Counter = Counter()
    for (_, dimension, key), number in counts.items():
        nation[NATION, dimension, key] += number
    return counts + nation


def _part(unit: str, dimension: int, expression: str) -> str:
    return (
        f"SELECT {unit} AS place, {dimension} AS dimension, {expression} AS cell, '' AS several, COUNT(*) AS people "
        f"FROM picked GROUP BY {_by(unit)}{expression}"
    )


def _by(unit: str) -> str:
    return "unit, " if unit == "unit" else ""

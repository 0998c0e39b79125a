"""Counts standings by many conditions at once: one scan a query set, whatever the number of conditions.

A condition is itself a query set of the same model, narrowed as filters narrow it; what it asks of a row is counted in a CASE. A condition
that reaches other tables is asked by id.
"""

from collections.abc import Sequence

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import QuerySet

Counted = dict[tuple[int, int], tuple[int, ...]]
"""(place, unit id or 0) → how many meet each condition."""

Part = tuple[str, list]
"""SQL and its parameters."""


def count_conditions(picks: Sequence[tuple[int, QuerySet, Sequence[QuerySet]]], unit: str | None = None) -> Counted:
    """One statement for (place, people, conditions) of one model; every pick has as many conditions. `unit` is a column to group by."""
    sql, parameters = [], []
    for place, people, conditions in picks:
        try:
            one, values = _pick(place, people, conditions, unit)
        except EmptyResultSet:
            continue
        sql.append(one)
        parameters += values
    if not sql:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql), parameters)
        return {(place, of): tuple(counts) for place, of, *counts in cursor.fetchall()}


def _pick(place: int, people: QuerySet, conditions: Sequence[QuerySet], unit: str | None) -> Part:
    sums = [_condition(condition) for condition in conditions]
    cases = ", ".join(f"SUM(CASE WHEN {test} THEN 1 ELSE 0 END)" for test, _ in sums)
    table = connection.ops.quote_name(people.model._meta.db_table)
    column = f"{table}.{connection.ops.quote_name(unit)}" if unit else "0"
    where, values = _where(people)
    grouped = f" GROUP BY {column}" if unit else " HAVING COUNT(*) > 0"
    parameters = [value for _, more in sums for value in more]
    return f"SELECT {int(place)}, {column}, {cases} FROM {table} WHERE {where}{grouped}", [*parameters, *values]


def _condition(people: QuerySet) -> Part:
    """What a row must be; nobody when it cannot be met."""
    try:
        return _where(people)
    except EmptyResultSet:
        return "1 = 0", []


def _where(people: QuerySet) -> Part:
    """The condition of a query set over the columns of its own table. Raises EmptyResultSet when it lets nobody through."""
    if len(people.query.alias_map) > 1:
        sql, values = people.order_by().values("pk").query.sql_with_params()
        table, pk = people.model._meta.db_table, people.model._meta.pk.column
        return f"{connection.ops.quote_name(table)}.{connection.ops.quote_name(pk)} IN ({sql})", list(values)
    try:
        sql, values = people.query.get_compiler(connection=connection).compile(people.query.where)
    except FullResultSet:
        return "1 = 1", []
    return sql, list(values)

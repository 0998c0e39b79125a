"""Check constraints answered in Python, for a row that is about to be stored: Django would ask the database a question for each.

As in SQL an answer is true, false or unknown (None), and a constraint refuses only what is false. What is not written with AND, OR and
the few lookups below is Unanswerable, and the caller asks the database.
"""

import operator
from collections.abc import Callable, Container, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.constants import LOOKUP_SEP


class Unanswerable(LookupError):
    """The condition asks for more than this module knows."""


class NotAsked(LookupError):
    """The condition speaks of a field that is not among the values."""


def answer(condition: Q, values: Mapping[str, Any]) -> bool | None:
    """Whether the condition holds for the values by field name. Raises Unanswerable or NotAsked."""
    if condition.negated or condition.connector not in (Q.AND, Q.OR):
        raise Unanswerable(str(condition))
    parts = [answer(part, values) if isinstance(part, Q) else _compare(part, values) for part in condition.children]
    decisive = condition.connector == Q.OR
    if decisive in parts:
        return decisive
    return None if None in parts else not decisive


def check(fact: models.Model, left_out: Container[str]) -> None:
    """Raise ValidationError with the sentences of the constraints that the row breaks; those that name a field `left_out` are not asked."""
    values = {field.name: getattr(fact, field.attname) for field in fact._meta.concrete_fields if field.name not in left_out}
    errors: dict = {}
    for model, constraints in fact.get_constraints():
        for constraint in constraints:
            try:
                _check_one(constraint, model, fact, values, left_out)
            except ValidationError as error:
                errors = error.update_error_dict(errors)
    if errors:
        raise ValidationError(errors)


def _check_one(
    constraint: models.BaseConstraint, model: type[models.Model], fact: models.Model, values: dict, left_out: Container[str]
) -> None:
    if isinstance(constraint, models.CheckConstraint):
        try:
            if answer(constraint.condition, values) is False:
                raise ValidationError(constraint.get_violation_error_message(), code=constraint.violation_error_code)
            return
        except NotAsked:
            return  # as Django does
        except Unanswerable:
            pass
    constraint.validate(model, fact, exclude=left_out)


def _compare(part: tuple[str, Any], values: Mapping[str, Any]) -> bool | None:
    if not isinstance(part, tuple):
        raise Unanswerable(str(part))
    name, _, lookup = part[0].partition(LOOKUP_SEP)
    if isinstance(part[1], F):
        wanted = _value(part[1].name, values)
    elif hasattr(part[1], "resolve_expression"):
        raise Unanswerable(str(part))
    else:
        wanted = part[1]
    found = _value(name, values)
    if lookup == "isnull":
        return (found is None) is wanted
    if lookup in ("", "exact") and part[1] is None:
        return found is None
    if (asked := _LOOKUPS.get(lookup)) is None:
        raise Unanswerable(part[0])
    return None if found is None or wanted is None else asked(found, wanted)


def _value(name: str, values: Mapping[str, Any]) -> Any:
    if name not in values:
        raise NotAsked(name)
    return values[name]


_LOOKUPS: dict[str, Callable[[Any, Any], bool]] = {
    "": operator.eq,
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda found, wanted: found in wanted,
}

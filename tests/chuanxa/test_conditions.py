"""A check constraint answered in Python says what the database says, for every constraint of every table."""

from datetime import date, datetime

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import make_aware
from hypothesis import given, settings
from hypothesis import strategies as st

from chuanxa.conditions import NotAsked, Unanswerable, answer, check

CHECKS = [
    (model, constraint)
    for model in apps.get_models()
    if model.__module__.startswith(("chuanxa.", "provinces.", "cadres.", "reports."))
    for constraint in model._meta.constraints
    if isinstance(constraint, models.CheckConstraint)
]


def values_of(field: models.Field) -> st.SearchStrategy:
    if isinstance(field, models.DateTimeField):
        known = st.sampled_from([make_aware(datetime(2014, 1, day)) for day in (1, 2, 3)])
    elif isinstance(field, models.DateField):
        known = st.sampled_from([date(2014, 1, day) for day in (1, 2, 3)])
    elif isinstance(field, models.CharField):
        known = st.sampled_from(["", *(value for value, _ in field.flatchoices), "x"])
    elif isinstance(field, models.BooleanField):
        known = st.booleans()
    else:
        known = st.integers(0, 3)
    return known | st.none()


def asked(condition: Q) -> set[str]:
    """The fields that a condition speaks of."""
    found = set()
    for part in condition.children:
        if isinstance(part, Q):
            found |= asked(part)
        else:
            found |= {part[0].partition("__")[0]} | ({part[1].name} if isinstance(part[1], F) else set())
    return found


def the_database_refuses(model, constraint, fact) -> bool:
    try:
        constraint.validate(model, fact)
    except ValidationError:
        return True
    return False


def test_there_are_constraints_to_hold_it_against():
    assert len(CHECKS) > 20


@pytest.mark.django_db
@settings(max_examples=25)
@given(st.data())
def test_python_and_the_database_refuse_the_same_rows(data):
    model, constraint = data.draw(st.sampled_from(CHECKS), label="constraint")
    fields = [model._meta.get_field(name) for name in sorted(asked(constraint.condition))]
    fact = model(**{field.attname: data.draw(values_of(field), label=field.name) for field in fields})
    values = {field.name: getattr(fact, field.attname) for field in fields}
    try:
        refused = answer(constraint.condition, values) is False
    except Unanswerable:
        return
    assert refused == the_database_refuses(model, constraint, fact), constraint.name


def test_the_facts_of_people_and_programmes_need_no_question_to_the_database():
    for model, constraint in CHECKS:
        if model._meta.app_label == "cadres" and hasattr(model, "recorded_at"):
            answer(constraint.condition, dict.fromkeys(asked(constraint.condition)))


def test_what_is_not_known_is_neither_refused_nor_granted():
    assert answer(Q(end__gte=F("start")), {"end": None, "start": 1}) is None
    assert answer(Q(end=None) | Q(end__gte=F("start")), {"end": None, "start": 1}) is True
    assert answer(Q(end__gte=1) & Q(start=1), {"end": 0, "start": None}) is False


def test_what_is_asked_beyond_that_is_left_to_the_database():
    for condition in (~Q(end=1), Q(end__contains="1"), Q(end__gte=F("start") + 1)):
        with pytest.raises(Unanswerable):
            answer(condition, {"end": 1, "start": 1})
    with pytest.raises(NotAsked):
        answer(Q(end=1), {})


@pytest.mark.django_db
def test_a_broken_constraint_is_told_in_its_own_words(django_assert_num_queries):
    from cadres.models import Appointment

    fact = Appointment(valid_from=date(2014, 1, 2), valid_to=date(2014, 1, 1))
    with django_assert_num_queries(0), pytest.raises(ValidationError, match="Ngày kết thúc phải bằng hoặc sau ngày bắt đầu"):
        check(fact, {"recorded_at"})

"""Writes invented people into the database in bulk: identities first, then facts that were corrected, then all the others."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from random import Random

from django.db import connection

from cadres.demo.people import Person
from cadres.demo.places import Atlas
from cadres.demo.records import APPOINTMENT, ENROLMENT, PROFILE, QUALIFICATION, Fact, file_of
from cadres.models import Appointment, Cadre, Enrolment, Position, Profile, Qualification
from cadres.standings import storage

CLOCK = ("cadre_id", "recorded_at", "recorded_by", "superseded_at", "superseded_by", "reason", "supersedes_id")
TABLES = {Profile: PROFILE, Appointment: APPOINTMENT, Qualification: QUALIFICATION, Enrolment: ENROLMENT}


class Writer:
    """Knows the ids of communes and positions; `write` may be called once per province."""

    def __init__(self, atlas: Atlas, rng: Random):
        self.atlas, self.rng = atlas, rng
        self.positions = dict(Position.objects.values_list("code", "id"))
        self._commune = lru_cache(maxsize=None)(self._commune_on)
        self._stored = lru_cache(maxsize=100_000)(connection.ops.adapt_datetimefield_value)

    def write(self, people: Sequence[Person]) -> int:
        """Insert everybody; returns the number of facts."""
        cadres = Cadre.objects.bulk_create([Cadre(personal_id=person.personal_id) for person in people], batch_size=2_000)
        rows: dict[type, list[tuple[int, Fact]]] = {model: [] for model in TABLES}
        for cadre, person in zip(cadres, people, strict=True):
            file = file_of(Random(person.number) if "by-hand" in person.marks else self.rng, person)  # noqa: S311
            rows[Profile].append((cadre.pk, file.profile))
            rows[Appointment] += [(cadre.pk, fact) for fact in file.appointments]
            rows[Qualification] += [(cadre.pk, fact) for fact in file.qualifications]
            rows[Enrolment] += [(cadre.pk, fact) for fact in file.enrolments]
        return sum(self._insert(model, facts) for model, facts in rows.items())

    def _insert(self, model: type, facts: list[tuple[int, Fact]]) -> int:
        names = TABLES[model]
        if model is Appointment:
            names = tuple({"commune": "commune_id", "position": "position_id"}.get(name, name) for name in names)
        wrong = [(cadre, fact) for cadre, fact in facts if fact.mistaken]
        mistakes = [
            model(
                **dict(zip(names, self._values(model, fact.mistaken), strict=True)),
                cadre_id=cadre,
                recorded_at=fact.mistaken.recorded_at,
                recorded_by=fact.mistaken.recorded_by,
                superseded_at=fact.recorded_at,
                superseded_by=fact.recorded_by,
            )
            for cadre, fact in wrong
        ]
        ids = {id(fact): row.pk for (_, fact), row in zip(wrong, model.objects.bulk_create(mistakes, batch_size=500), strict=True)}
        given = (*CLOCK, *names)
        defaults = {field.column: field.get_db_prep_save(field.get_default(), connection) for field in _columns(model, given)}
        in_order = itemgetter(*((*given, *defaults).index(name) for name in storage.columns(model)))
        rest = tuple(defaults.values())
        rows = [in_order((cadre, *self._clock(fact), ids.get(id(fact)), *self._values(model, fact), *rest)) for cadre, fact in facts]
        storage.insert(model, rows)
        return len(rows) + len(mistakes)

    def _clock(self, fact: Fact) -> tuple:
        return self._stored(fact.recorded_at), fact.recorded_by, None, "", fact.reason

    def _values(self, model: type, fact: Fact) -> tuple:
        if model is not Appointment:
            return fact.values
        first, last, commune, position, primary, route = fact.values
        return first, last, self._commune(commune, first), self.positions[position], primary, route

    def _commune_on(self, code: str, day: date) -> int:
        return self.atlas.row(code, day).id


def _columns(model: type, given: Sequence[str]) -> list:
    """The model's fields that the demo has nothing to say of."""
    return [field for field in model._meta.concrete_fields if not field.primary_key and field.column not in given]

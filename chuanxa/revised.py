"""What was believed at a moment, but for some facts, of which what is believed now: the steps from a closed figure to today's.

`.known(at)` takes it in place of a moment, so that whatever can be asked as known then can be asked as known on the way.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import Model, Q
from django.db.models.expressions import RawSQL


@dataclass(frozen=True)
class Revised:
    """`facts` are the ids, by the model's table, of which now counts and not the moment `at`."""

    at: datetime
    facts: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def believed(self, model: type[Model]) -> Q:
        """The condition of the facts of this model that are believed."""
        now, then = Q(superseded_at__isnull=True), Q(recorded_at__lte=self.at)
        then &= Q(superseded_at__isnull=True) | Q(superseded_at__gt=self.at)
        if not self.facts.get(model._meta.db_table):
            return then
        mine = Q(pk__in=RawSQL(*self._mine(model)))  # noqa: S611 - our own question, its one value a parameter
        return (mine & now) | (~mine & then)

    def believed_sql(self, model: type[Model]) -> tuple[str, list]:
        """The same as SQL with its parameters."""
        moment = connection.ops.adapt_datetimefield_value(self.at)
        then = "recorded_at <= %s AND (superseded_at IS NULL OR superseded_at > %s)"
        if not self.facts.get(model._meta.db_table):
            return then, [moment, moment]
        mine, ids = self._mine(model)
        sql = f"((id IN ({mine}) AND superseded_at IS NULL) OR (id NOT IN ({mine}) AND {then}))"
        return sql, [*ids, *ids, moment, moment]

    def _mine(self, model: type[Model]) -> tuple[str, tuple]:
        """The ids as a question of one parameter, however many they are."""
        ids = sorted(self.facts[model._meta.db_table])
        if connection.vendor == "sqlite":
            return "SELECT value FROM json_each(%s)", (json.dumps(ids),)
        return "SELECT unnest(%s::bigint[])", ("{" + ",".join(map(str, ids)) + "}",)

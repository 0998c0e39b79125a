"""One row that says how current the derived tables and the catalogues in memory are.

`serving_day` is the day Serving and Tally speak of. `token` changes whenever units, positions, standards or area classes
change: processes keep those catalogues in memory and compare one number to know that they are still true. The token is random
and not counted up, so that a change that was rolled back can never share a number with a later one.
"""

import secrets
from datetime import date
from typing import NamedTuple

from django.db import models
from django.dispatch import Signal

catalogue_changed = Signal()
"""Units, positions, standards or area classes changed; sent inside the transaction of the change."""

token_renewed = Signal()
"""The same, sent first and by those too who derive themselves what follows: what an earlier moment knew may have to be kept."""


class Upkeep(models.Model):
    """One row, id 1."""

    serving_day = models.DateField(null=True)
    token = models.BigIntegerField(default=0)

    def __str__(self):
        return f"{self.serving_day} {self.token}"


class UpkeepState(NamedTuple):
    """What the row says."""

    serving_day: date | None
    token: int


def upkeep() -> UpkeepState:
    """The state in force; (None, 0) before anything was loaded. One query."""
    row = Upkeep.objects.filter(pk=1).values_list("serving_day", "token").first()
    return UpkeepState(*row) if row else UpkeepState(None, 0)


def renew() -> None:
    """Say that a catalogue changed; call it in the transaction of the change, after its rows are written.

    What is derived from catalogues is derived again by the receivers of `catalogue_changed`, in the same transaction.
    """
    renew_token()
    catalogue_changed.send(Upkeep)


def renew_token() -> None:
    """Make every process read the catalogues again. Nothing is derived: the caller does that itself, in steps."""
    Upkeep.objects.update_or_create(pk=1, defaults={"token": secrets.randbits(62) + 1})
    token_renewed.send(Upkeep)

"""A token that changes whenever units, positions, standards or area classes change.

Processes keep those catalogues in memory and compare one number to know that they are still true. The token is random and not
counted up, so that a change that was rolled back can never share a number with a later one.
"""

import secrets

from django.db import models


class CatalogueStamp(models.Model):
    """One row."""

    token = models.BigIntegerField()

    def __str__(self):
        return str(self.token)


def stamp() -> int:
    """The token in force; 0 before anything was loaded. One query."""
    return CatalogueStamp.objects.filter(pk=1).values_list("token", flat=True).first() or 0


def renew() -> None:
    """Say that a catalogue changed; call it in the transaction of the change."""
    CatalogueStamp.objects.update_or_create(pk=1, defaults={"token": secrets.randbits(62) + 1})

"""Where a record of a programme can be read: the page of the person it is about."""

from django.urls import reverse

from cadres.models.entry import Entry


def record_href(entry: Entry) -> str | None:
    """The address of the record's person, or None when it names nobody."""
    cadre = getattr(entry, "cadre_id", None)
    return reverse("cadre-detail", args=[cadre]) if cadre else None

"""Keeps, renames and deletes saved views: the row and its audit event, in one transaction or not at all."""

from django.db import transaction

from chuanxa import audit
from chuanxa.models import User
from chuanxa.names import clean
from provinces.models import Province
from reports.models import SavedView


@transaction.atomic
def save_view(*, owner: User, name: str, query: str, shared_with: Province | None, by: str) -> SavedView:
    """A new view. Raises ValidationError with Vietnamese sentences."""
    view = SavedView(owner=owner, name=clean(name), query=query, shared_with=shared_with)
    view.full_clean()
    view.save()
    audit.record(by=by, act="save view", subject=_subject(view), new=_told(view))
    return view


@transaction.atomic
def rename_view(view: SavedView, *, name: str, shared_with: Province | None, by: str) -> SavedView:
    """Another name, or shared otherwise. Raises ValidationError."""
    old = _told(view)
    view.name, view.shared_with = clean(name), shared_with
    view.full_clean()
    view.save(update_fields=["name", "shared_with", "saved_at"])
    audit.record(by=by, act="rename view", subject=_subject(view), old=old, new=_told(view))
    return view


@transaction.atomic
def delete_view(view: SavedView, *, by: str) -> None:
    """The audit event keeps what it asked."""
    audit.record(by=by, act="delete view", subject=_subject(view), old=_told(view))
    view.delete()


def _subject(view: SavedView) -> str:
    return f"savedview:{view.pk}"


def _told(view: SavedView) -> dict[str, str]:
    return {"name": view.name, "query": view.query, "shared_with": view.shared_with.code if view.shared_with else ""}

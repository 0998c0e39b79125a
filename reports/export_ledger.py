"""Reads the ledger of exports: who sees which lines, and whether a file that waits may still be fetched.

Who may read the trail, and administrators, see everybody's lines, which hold no records of people; others see their own. A file is
fetched by who ordered it alone, while they may still see all that stands in it.
"""

from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from chuanxa.exports.kinds import KINDS
from chuanxa.models import ExportRecord
from chuanxa.models.user import User
from chuanxa.names import search_key
from chuanxa.roles import Permission
from provinces.models.scope import reach_of
from provinces.register import register


def sees_everybody(user: User) -> bool:
    return user.may(Permission.READ_TRAIL) or user.may(Permission.ADMINISTER)


def seen_by(user: User) -> QuerySet:
    """The lines, newest first, with their outcomes."""
    lines = ExportRecord.objects.select_related("outcome").order_by("-id")
    return lines if sees_everybody(user) else lines.filter(by=user.username)


def narrowed(
    lines: QuerySet, *, by: str = "", kind: str = "", first: date | None = None, last: date | None = None, words: str = ""
) -> QuerySet:
    """Of this person, of this kind, of these days (both in); `words` is a number, the digest of a file, or part of what it is called."""
    if by:
        lines = lines.filter(by=by)
    if kind in KINDS:
        lines = lines.filter(kind=kind)
    if first:
        lines = lines.filter(made_at__gte=timezone.make_aware(datetime.combine(first, time.min)))
    if last:
        lines = lines.filter(made_at__lte=timezone.make_aware(datetime.combine(last, time.max)))
    if words:
        lines = lines.filter(
            Q(number=words) | Q(outcome__sha256=words.lower()) | Q(search_key__contains=search_key(words)) | Q(filename=words)
        )
    return lines


def may_still_see(user: User, record: ExportRecord) -> bool:
    """Whether the user has the permissions by which the file was made, and reaches every unit whose people stand in it."""
    needed = [Permission.EXPORT, Permission(record.needs), *([Permission.OPEN_NUMBERS] if record.masked is False else [])]
    if not all(user.may(permission) for permission in needed):
        return False
    reach, units = reach_of(user), register().units
    if reach.everywhere:
        return True
    held = [units[tier].get(pk) if tier in units else None for tier, pk in record.covers]
    return all(unit is not None and reach.holds(unit) for unit in held)

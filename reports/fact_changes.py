"""What was recorded or withdrawn of people since a moment, as reconciling asks about it: one query a kind of fact."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q

from cadres.models import Appointment, Move, Profile, Qualification
from chuanxa.models import ChangeKind
from reports.reconciling import Change, Fact

_KINDS = ((Fact.POST, Appointment), (Fact.AWARD, Qualification), (Fact.TRAITS, Profile), (Fact.MOVE, Move))
NAMES = ("id", "cadre_id", "recorded_at", "superseded_at", "supersedes_id", "recorded_in__kind", "superseded_in__kind")
_TAKEN_OUT = {ChangeKind.REMOVAL, ChangeKind.MERGE}


def moved_since(moment: datetime) -> Q:
    """The condition of facts that were recorded or superseded after the moment."""
    return Q(recorded_at__gt=moment) | Q(superseded_at__gt=moment)


def changes_since(cadres: Iterable[int], since: datetime, day: date) -> dict[int, list[Change]]:
    """Cadre id → facts known at `since` and no more, or known now and not then; what was believed only in between is left out."""
    ids, found = list(cadres), defaultdict(list)
    if not ids:
        return found
    for fact, model in _KINDS:
        names = (*NAMES, "valid_to") if model is Appointment else NAMES
        rows = {row["id"]: row for row in model.objects.filter(moved_since(since), cadre__in=ids).order_by("id").values(*names)}
        for row in rows.values():
            if change := change_of(fact, row, rows, since, day):
                found[row["cadre_id"]].append(change)
    return found


def change_of(fact: Fact, row: dict, rows: dict[int, dict], since: datetime, day: date) -> Change | None:
    """What a fact, one of `rows` (with the columns NAMES), is to somebody who last looked at `since`; None for what they would not see."""
    known_then, known_now = row["recorded_at"] <= since, row["superseded_at"] is None
    if known_then == known_now:
        return None
    kind = row["superseded_in__kind"] if known_then else row["recorded_in__kind"]
    return Change(
        fact,
        gone=known_then,
        follows=not known_then and _follows(row, rows, since),
        undone=kind == ChangeKind.UNDO,
        removed=kind in _TAKEN_OUT,
        ended=bool(not known_then and row.get("valid_to") and row["valid_to"] < day),
        pk=row["id"],
    )


def _follows(row: dict, rows: dict[int, dict], since: datetime) -> bool:
    """Whether what it superseded, and what that superseded, leads to a fact that was known then."""
    while (before := rows.get(row["supersedes_id"])) is not None:
        if before["recorded_at"] <= since:
            return True
        row = before
    return False

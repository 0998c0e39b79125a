"""Records, amends and retracts one fact about a person: the fact, its audit row and the standings, in one transaction or not at all.

`day` is today: standings need it to know what is in force now. Each verb is a change set of its own, validates and raises
ValidationError with Vietnamese sentences; nothing is written then. Several facts at once: cadres/actions/changing.py.
"""

from datetime import date

from cadres.actions.changing import Fact, changing
from cadres.models import Cadre, Profile
from chuanxa.models import ChangeKind


def open_dossier(profile: Profile, *, by: str, day: date, personal_id: str | None = None, reason: str = "") -> Cadre:
    """A new person with a first profile."""
    with changing(by=by, day=day, reason=reason, kind=ChangeKind.ENTRY) as change:
        return change.open_dossier(profile, personal_id=personal_id or "")


def record_fact(fact: Fact, *, by: str, day: date, reason: str = "") -> Fact:
    """A new fact about a person on record."""
    with changing(by=by, day=day, reason=reason, kind=ChangeKind.ENTRY) as change:
        change.record(fact)
    return fact


def amend_fact(fact: Fact, *, by: str, day: date, reason: str, **changes) -> Fact:
    """Supersede a fact by a changed copy. Raises chuanxa.facts.Superseded when somebody else changed it first."""
    with changing(by=by, day=day, reason=reason) as change:
        return change.amend(fact, **changes)


def retract_fact(fact: Fact, *, by: str, day: date, reason: str) -> None:
    """Stop believing a fact; it stays as history."""
    with changing(by=by, day=day, reason=reason) as change:
        change.retract(fact)

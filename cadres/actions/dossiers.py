"""Changes of a whole dossier: several facts at once, taking it out, bringing it back, and joining two that are of one person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError

from cadres.actions.changing import Change, Fact, changing
from cadres.actions.undo import OF_PEOPLE, undo
from cadres.models import Cadre, Profile
from chuanxa.facts import Recorded, content, copy_of
from chuanxa.models import ChangeKind, ChangeSet


@dataclass
class DossierChanges:
    """What one save says of one person. `recorded` need no `cadre` yet; `amended` pairs a standing fact with its new values."""

    recorded: list[Fact] = field(default_factory=list)
    amended: list[tuple[Fact, dict]] = field(default_factory=list)
    retracted: list[Fact] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.recorded or self.amended or self.retracted)


def enter_dossier(
    profile: Profile, facts: Sequence[Fact], *, by: str, day: date, reason: str = "", source: str = "", token: str = ""
) -> Cadre:
    """A new person with everything known of them, as one change set. The facts need no `cadre` yet."""
    told = {"by": by, "day": day, "reason": reason, "source": source, "token": token}
    with changing(kind=ChangeKind.ENTRY, what=profile.full_name[:300], **told) as change:
        cadre = change.open_dossier(profile)
        for fact in facts:
            fact.cadre = cadre
        change.record(*facts)
    return cadre


def change_dossier(
    cadre: int,
    changes: DossierChanges,
    *,
    by: str,
    day: date,
    reason: str,
    expected: int | None = None,
    what: str = "",
    source: str = "",
    token: str = "",
) -> ChangeSet | None:
    """Apply several changes of one person's facts; None when there were none.

    Raises OutOfDate when `expected` is not the dossier's version any more, Superseded when a fact no longer stands, ValidationError.
    """
    told = {"by": by, "day": day, "reason": reason, "what": what, "source": source, "token": token}
    if not changes:
        return None
    with changing(people=[cadre], expected=expected, **told) as change:
        for fact in changes.retracted:
            change.retract(fact)
        for fact, values in changes.amended:
            change.amend(fact, **values)
        for fact in changes.recorded:
            fact.cadre_id = cadre
        change.record(*changes.recorded)
    return change.set


def standing(cadre: int) -> list[Fact]:
    """Everything believed of the person now, one query a kind."""
    return [fact for model in OF_PEOPLE for fact in model.objects.known().filter(cadre=cadre)]


def remove_dossier(cadre: int, *, by: str, day: date, reason: str, expected: int | None = None) -> ChangeSet:
    """Stop believing everything recorded of the person: the dossier is on no list any more, and can be brought back whole."""
    with changing(by=by, day=day, reason=reason, kind=ChangeKind.REMOVAL, people=[cadre], expected=expected) as change:
        for fact in standing(cadre):
            change.retract(fact)
    if change.set is None:
        raise ValidationError("Hồ sơ này đã được xóa trước đó.")
    return change.set


def restore_dossier(cadre: int, *, by: str, day: date, reason: str) -> ChangeSet:
    """Bring back a removed dossier as it was. Raises ValidationError when it was not removed, or its number or post was taken since."""
    last = Profile.objects.filter(cadre=cadre).select_related("superseded_in").order_by("-pk").first()
    removal = last.superseded_in if last else None
    if removal is None or removal.kind == ChangeKind.MERGE:
        raise ValidationError("Hồ sơ này không phải là hồ sơ đã xóa.")
    return undo(removal, by=by, day=day, reason=reason)


@dataclass(frozen=True)
class Choice:
    """What to keep of two dossiers: `profile` are the winner's new values, `taken` the loser's facts to carry over (profile excluded)."""

    profile: dict
    taken: tuple[Fact, ...]


def merge_dossiers(winner: int, loser: int, choice: Choice, *, by: str, day: date, reason: str) -> ChangeSet:
    """Join two dossiers of one person: the loser's facts are carried over or given up, and its address leads to the winner.

    Undoing the change set separates the two again. Raises ValidationError: not two people on record, or posts that overlap.
    """
    if winner == loser:
        raise ValidationError("Chọn hai hồ sơ khác nhau để gộp.")
    with changing(by=by, day=day, reason=reason, kind=ChangeKind.MERGE, people=[winner, loser]) as change:
        profiles = {profile.cadre_id: profile for profile in Profile.objects.known().filter(cadre__in=[winner, loser])}
        if len(profiles) < 2:
            raise ValidationError("Một trong hai hồ sơ đã bị xóa hoặc đã gộp. Mở lại danh sách rồi chọn lại.")
        _carry_over(change, standing(loser), choice, winner)
        if differing(profiles[winner], choice.profile):
            change.amend(profiles[winner], **choice.profile)
        change.redirect(loser, to=winner, since=None)
    return change.set


def _carry_over(change: Change, facts: list[Fact], choice: Choice, winner: int) -> None:
    taken = {(type(fact), fact.pk) for fact in choice.taken}
    for fact in facts:
        if (type(fact), fact.pk) in taken and not isinstance(fact, Profile):
            change.replace(fact, copy_of(fact, supersedes=fact, cadre_id=winner))
        else:
            change.retract(fact)


def differing(fact: Recorded, values: dict) -> dict:
    """Those of `values` that the fact does not say already."""
    now = content(fact)
    columns = {name: fact._meta.get_field(name).attname for name in values}
    return {name: value for name, value in values.items() if now[columns[name]] != (value.pk if hasattr(value, "pk") else value)}

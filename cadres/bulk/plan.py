"""A bulk change before it is made: for everybody chosen what is now and what would be, or why nothing is done.

A plan writes nothing. It is confirmed by its digest, which holds the version of every dossier: whoever confirms confirms exactly
what was shown, and is shown a new plan when somebody else changed one of the people meanwhile.
"""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from cadres.actions.changing import Change, Fact, OutOfDate, changing
from cadres.models import Cadre
from chuanxa.models import ChangeKind, ChangeSet

MOST = 500
"""People in one bulk change: as many as can be looked through."""


@dataclass
class Line:
    """One person. A line is refused, or it changes something; `amended` pairs facts with their new values."""

    cadre: int
    name: str
    version: int
    before: str = ""
    after: str = ""
    refused: str = ""
    amended: list[tuple[Fact, dict]] = field(default_factory=list)
    recorded: list[Fact] = field(default_factory=list)

    @property
    def told(self) -> str:
        return "|".join((str(self.cadre), str(self.version), self.before, self.after, self.refused))


@dataclass
class Plan:
    """`what` says the change in one sentence for history; `asked` is what the form said, as text."""

    what: str
    asked: str
    lines: list[Line]

    @property
    def changed(self) -> list[Line]:
        return [line for line in self.lines if not line.refused]

    @property
    def refused(self) -> list[Line]:
        return [line for line in self.lines if line.refused]

    @property
    def digest(self) -> str:
        told = "\n".join([self.what, self.asked, *sorted(line.told for line in self.lines)])
        return sha256(told.encode()).hexdigest()[:32]


def apply_plan(plan: Plan, *, by: str, day: date, reason: str) -> ChangeSet | None:
    """Make the change of every line that is not refused, as one change set, or nothing at all; None when there is nothing to do.

    Raises OutOfDate when a dossier moved on since the plan was made, ValidationError when a fact is refused after all.
    """
    lines = plan.changed
    people = [line.cadre for line in lines]
    with changing(by=by, day=day, reason=reason, kind=ChangeKind.BULK, what=plan.what[:300], people=people) as change:
        _check_versions(lines)
        for line in lines:
            _write(change, line)
    return change.set


def _check_versions(lines: list[Line]) -> None:
    """Holding the people counted this very change in their versions."""
    versions = dict(Cadre.objects.filter(pk__in=[line.cadre for line in lines]).values_list("pk", "version"))
    if moved := [line.name for line in lines if versions[line.cadre] != line.version + 1]:
        raise OutOfDate(f"Hồ sơ vừa được người khác sửa: {', '.join(moved[:3])}{'…' if len(moved) > 3 else ''}. Xem lại rồi xác nhận.")


def _write(change: Change, line: Line) -> None:
    for fact, values in line.amended:
        change.amend(fact, **values)
    if line.recorded:
        change.record(*line.recorded)

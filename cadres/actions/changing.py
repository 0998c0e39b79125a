"""One doing of somebody: facts of one person or of thousands, their audit rows and the standings, in one transaction or not at all.

    with changing(by="hanh", day=day, reason="Nhập từ danh sách", people=ids) as change:
        change.record(Qualification(cadre=cadre, …))
        change.amend(fact, level=40)

People are locked first, in id order, facts are written, and only at the end the standings are derived once and the tallies
written in their order: two doings never wait for each other in a circle. Several single acts in one transaction would (each writes
tallies and then locks the next person), so whoever changes more than one fact does it here, and names everybody beforehand.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import timezone

from cadres.actions.invariants import check_posts, keep_personal_ids
from cadres.models import Appointment, Cadre, Enrolment, Profile, Qualification
from cadres.models.entry import Entry
from cadres.standings import storage
from cadres.standings.restand import restand
from chuanxa import audit
from chuanxa.facts import Recorded, Superseded, copy_of, prepare, retract
from chuanxa.models import ChangeKind, ChangeSet
from chuanxa.rows import insert

Fact = Profile | Appointment | Qualification | Enrolment | Entry
"""What is recorded: facts of a person, and the records of programmes, some of which are of nobody by name."""

STOOD_ON = (Profile, Appointment, Qualification)
"""The facts that standings follow from."""


class OutOfDate(Superseded):
    """The dossier was changed by somebody else since the form was opened."""


@contextmanager
def changing(
    *,
    by: str,
    day: date | None = None,
    reason: str = "",
    kind: ChangeKind = ChangeKind.AMENDMENT,
    what: str = "",
    source: str = "",
    token: str = "",
    people: Iterable[int] = (),
    expected: int | None = None,
    undoes: ChangeSet | None = None,
) -> Iterator["Change"]:
    """A change in the making; when the block ends well it is complete, when it raises nothing was written.

    `people` are the ids of everybody on record whose facts will change; it may be left out for one person. `expected` is the
    version of that one dossier the change was made from: raises OutOfDate when it moved on. A block that changes nothing leaves no
    change set. `day` is today; without it no fact that standings follow from may change.
    """
    with transaction.atomic():
        told = {"by": by, "reason": reason, "kind": kind, "what": what, "source": source, "token": token, "undoes": undoes}
        change = Change(told, day)
        change.hold(people, expected)
        yield change
        change.complete()


class Change:
    """Collects what one doing changes. `set` is its change set, stored with the first fact; None as long as nothing changed."""

    def __init__(self, told: dict, day: date | None):
        self.set: ChangeSet | None = None
        self.at: datetime = timezone.now()
        self._told, self._day = told, day
        self._people: set[int] = set()
        self._made: list[Recorded] = []
        self._events: list[dict] = []
        self._restands = False

    def hold(self, people: Iterable[int], expected: int | None = None) -> None:
        """Make others who change these people wait, and count the change in their versions. Raises OutOfDate, ValidationError."""
        ids = sorted(set(people))
        if len(ids) > 1:
            storage.lock(Cadre, ids)
        for chunk in storage.chunks(ids, storage.CHUNK):
            if _count_change(chunk, expected) != len(chunk):
                raise _nobody(chunk) if expected is None else OutOfDate("Hồ sơ này vừa được người khác sửa từ lúc bạn mở.")
        self._people.update(ids)

    def open_dossier(self, profile: Profile, *, personal_id: str = "") -> Cadre:
        """A new person with a first profile."""
        profile.personal_id = personal_id or profile.personal_id
        cadre = Cadre()
        cadre.save(force_insert=True)
        self._people.add(cadre.pk)
        profile.cadre = cadre
        self.record(profile)
        return cadre

    def open_dossiers(self, profiles: Sequence[Profile]) -> list[Cadre]:
        """New people with their first profiles, in the order given; each profile says its own personal ID."""
        if not profiles:
            return []
        cadres = Cadre.objects.bulk_create([Cadre() for _ in profiles], batch_size=500)
        self._people.update(cadre.pk for cadre in cadres)
        for profile, cadre in zip(profiles, cadres, strict=True):
            profile.cadre = cadre
        self.record(*profiles, planned=True)
        return cadres

    def record(self, *facts: Fact, supersedes: Fact | None = None, planned: bool = False) -> None:
        """New facts. Raises ValidationError with Vietnamese sentences; its `fact` is the one refused.

        `supersedes` is a fact that no longer stands and that the new one takes up again. Facts that were `planned` keep to the
        constraints of their tables by the way they were made: the database alone looks at those again.
        """
        for fact in facts:
            self._touch(fact)
            fact.supersedes = supersedes or fact.supersedes
            self._prepare(fact, supersedes and supersedes.superseded_at, constraints=not planned)
        for model in dict.fromkeys(map(type, facts)):
            _store(model, [fact for fact in facts if type(fact) is model])
        for fact in facts:
            self._made.append(fact)
            self._tell("record", fact, new=told(fact))

    def amend(self, fact: Fact, **changes) -> Fact:
        """Supersede a fact by a changed copy, which is returned. Raises Superseded when it no longer stands."""
        return self.replace(fact, copy_of(fact, supersedes=fact, **changes))

    def replace(self, fact: Fact, successor: Fact) -> Fact:
        """Supersede a fact by another one, perhaps of another person; the moment the first no longer stands the second does."""
        self._touch(fact, successor)
        self._once(fact)
        at = retract(fact, by=self._told["by"], reason=self._told["reason"], at=self.at, change_set=self._begun())
        successor.supersedes = fact
        self._prepare(successor, at)
        _store(type(successor), [successor])
        self._made += [fact, successor]
        self._tell("amend", successor, old=told(fact), new=told(successor))
        return successor

    def retract(self, fact: Fact) -> None:
        """Stop believing a fact; it stays as history."""
        self._touch(fact)
        self._once(fact)
        retract(fact, by=self._told["by"], reason=self._told["reason"], at=self.at, change_set=self._begun())
        self._made.append(fact)
        self._tell("retract", fact, old=told(fact))

    def redirect(self, cadre: int, *, to: int | None, since: int | None) -> None:
        """Let the address of a dossier lead to another one from now on (None: to itself again); `since` is where it led until now."""
        Cadre.objects.filter(pk=cadre).update(merged_into=to)
        self._begun().redirects[str(cadre)] = [since, to]
        self.set.save(update_fields=["redirects"])
        self._events.append({"act": "redirect", "subject": f"cadre:{cadre}", "old": since, "new": to})

    def standing(self) -> list[Recorded]:
        """The facts recorded so far that stand."""
        return [fact for fact in self._made if fact.superseded_at is None]

    def complete(self) -> None:
        """Check what must hold between facts, derive the standings once, and put everything on record."""
        if self.set is None:
            return
        check_posts([fact for fact in self._made if isinstance(fact, Appointment)])
        keep_personal_ids([fact for fact in self._made if isinstance(fact, Profile)])
        if self._restands:
            restand(self._people, day=self._day, locked=True, renamed=any(isinstance(fact, Profile) for fact in self._made))
        by, reason = self._told["by"], self._told["reason"]
        if len(self._events) == 1:
            audit.record(by=by, reason=reason, **self._events[0])
        else:
            audit.record_all(self._events, by=by, reason=reason)

    def _begun(self) -> ChangeSet:
        if self.set is None:
            self.set = ChangeSet(at=self.at, **self._told)
            insert(self.set)
        return self.set

    def _prepare(self, fact: Fact, at: datetime | None = None, *, constraints: bool = True) -> None:
        held = ["cadre"] if getattr(fact, "cadre_id", None) else []
        told = {"by": self._told["by"], "reason": self._told["reason"], "change_set": self._begun()}
        try:
            prepare(fact, at=max(self.at, at or self.at), constraints=constraints, held=held, **told)
        except ValidationError as error:
            error.fact = fact
            raise

    def _touch(self, *facts: Fact) -> None:
        """The people of these facts are held; somebody not named beforehand may be the only one."""
        self._restands = self._restands or any(isinstance(fact, STOOD_ON) for fact in facts)
        if self._restands and self._day is None:
            raise RuntimeError("standings follow from these facts: say which day is today in changing(day=…)")
        missing = {person for fact in facts if (person := getattr(fact, "cadre_id", None))} - self._people
        if not missing:
            return
        if self._people or len(missing) > 1:
            raise RuntimeError(
                "name everybody whose facts change in changing(people=…): they are locked in order, before anything is written"
            )
        self.hold(missing)

    def _once(self, fact: Fact) -> None:
        """A fact that was never believed would be lost to every moment of knowledge."""
        if self.set is not None and fact.recorded_in_id == self.set.pk:
            raise RuntimeError("a fact is recorded and superseded in one change: record what is meant in the first place")

    def _tell(self, act: str, fact: Fact, **change) -> None:
        person = getattr(fact, "cadre_id", None)
        subject = f"cadre:{person}" if person else fact.subject
        self._events.append({"act": f"{act} {fact._meta.model_name}", "subject": subject, "change_set": self.set.pk, **change})


def _store(model: type[models.Model], facts: list[Fact]) -> None:
    if model is Profile:
        for fact in facts:
            fact.write_keys()
    if len(facts) == 1:
        insert(facts[0])
    else:
        model.objects.bulk_create(facts, batch_size=500)


def _count_change(ids: list[int], expected: int | None) -> int:
    """One more in the versions of these people; returns how many they are. Compiling the query set takes longer than the question."""
    condition, values = storage.among("id", ids), list(ids)
    if expected is not None:
        condition, values = f"{condition} AND version = %s", [*ids, expected]
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{Cadre._meta.db_table}" SET version = version + 1 WHERE {condition}', values)  # noqa: S608 - our own names
        return cursor.rowcount


def _nobody(ids: list[int]) -> ValidationError:
    missing = sorted(set(ids) - set(Cadre.objects.filter(pk__in=ids).values_list("pk", flat=True)))
    return ValidationError(f"Không có hồ sơ số {', '.join(map(str, missing[:5]))}.")


def told(fact: Recorded) -> dict[str, str]:
    """The fact as text, for the audit trail; what is not known is empty."""
    left_out = {"id", "first", "search_key", "sort_key", "reason", "recorded_at", "recorded_by", "recorded_in", "supersedes"}
    fields = [field for field in fact._meta.concrete_fields if field.name not in left_out and not field.name.startswith("superseded_")]
    values = {field.name: getattr(fact, field.attname) for field in fields}
    return {name: "" if value is None else str(value) for name, value in values.items()}

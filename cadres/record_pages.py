"""What a page says of one record: its columns in words, its versions, and what it is part of."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cadres.levels import Ladder
from cadres.models import Course, Enrolment, Nomination, Profile, SuccessionPlan
from cadres.models.entry import Entry
from cadres.record_kinds import RecordKind
from provinces.models.scope import Reach


def find_record(kind: RecordKind, number: int, reach: Reach) -> Entry | None:
    """The record as it is known now, or its last version when it was retracted; None when there is none within reach."""
    if number > models.BigIntegerField.MAX_BIGINT:
        return None
    versions = kind.model.objects.filter(Q(pk=number) | Q(first=number)).filter(reach.within())
    versions = versions.select_related("province", "district", "commune")
    last = (
        versions.order_by("superseded_at", "-id").filter(superseded_at=None).first() or versions.order_by("-superseded_at", "-id").first()
    )
    return last if last is not None and last.number == number else None


def facts_of(kind: RecordKind, entry: Entry) -> list[tuple[str, str | None]]:
    """(label, value) of each column, in the order of the form; what is not known is None."""
    said: list[tuple[str, str | None]] = []
    if not kind.personal:
        said.append(("Đơn vị", _place(entry)))
    for name in kind.fields:
        if name == "towards":
            said.append(("Đưa tới trình độ", _level(entry)))
        else:
            column = kind.model._meta.get_field(name)
            label = str(column.verbose_name)
            said.append((f"{label[:1].upper()}{label[1:]}", _told(entry, column)))
    if kind.personal:
        said.insert(0, ("Đơn vị", _place(entry)))
        count = entry.nominated if isinstance(entry, Nomination) else entry.people
        if entry.cadre_id is None:
            said.insert(0, ("Số lượt, không ghi tên" if isinstance(entry, Nomination) else "Số người, không ghi tên", _number(count)))
    return said


def person_of(entry: Entry) -> tuple[str, str] | None:
    """(name, address) of the person the record is about, or None."""
    cadre = getattr(entry, "cadre_id", None)
    profile = Profile.objects.known().filter(cadre=cadre).first() if cadre else None
    return (profile.full_name, reverse("cadre-detail", args=[cadre])) if profile else None


def versions_of(kind: RecordKind, entry: Entry) -> list[dict]:
    """Who recorded, amended and retracted it, newest first: {at, by, what, reason, set (id of the change set or None)}."""
    found = []
    for version in kind.model.objects.filter(Q(pk=entry.number) | Q(first=entry.number)).order_by("-id"):
        if version.superseded_at is not None and not version.successors.exists():
            ended = _moment(version.superseded_at), version.superseded_by, version.superseded_reason, version.superseded_in_id
            found.append(("Hủy", *ended))
        begun = _moment(version.recorded_at), version.recorded_by, version.reason, version.recorded_in_id
        found.append(("Sửa" if version.supersedes_id else "Ghi", *begun))
    return [dict(zip(("what", "at", "by", "reason", "set"), one, strict=True)) for one in found]


def parts_of(entry: Entry) -> str:
    """How much belongs to a course or a plan: "12 người có tên trong lớp"; "" for other records."""
    if isinstance(entry, Course):
        return f"{_number(Enrolment.objects.known().filter(course=entry.number).count())} người có tên trong lớp."
    if isinstance(entry, SuccessionPlan):
        total = Nomination.objects.known().filter(plan=entry.number).aggregate(total=models.Sum("nominated"))["total"]
        return f"{_number(total or 0)} lượt trong quy hoạch này."
    return ""


def _place(entry: Entry) -> str:
    return ", ".join(unit.full_name for unit in (entry.commune, entry.district, entry.province) if unit)


def _level(entry: Entry) -> str | None:
    if not entry.ladder or entry.level is None:
        return None
    return f"{Ladder(entry.ladder).label}: {Ladder(entry.ladder).levels(entry.level).label}"


def _told(entry: Entry, column: models.Field) -> str | None:
    value = getattr(entry, column.name)
    if value is None or value == "":
        return None
    if column.choices:
        return str(dict(column.choices).get(value, value))
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(column, models.DateField):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int):
        return str(value) if "year" in column.name or "term" in column.name else _number(value)
    return str(value)


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _moment(at) -> str:
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}"

"""Loads the catalogue that ships with the project: positions, standards, area classes. Law is data: a new decree is a row here.

Rows are found by code and written only when they differ, so loading twice changes nothing. Rows the files do not name (a
province's own standards) are left alone. Everything of one load is kept together with its audit event, or nothing is.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from cadres.actions.catalogue_file import AreaEntry, StandardEntry, Unreadable, read_area_classes, read_positions, read_standards
from cadres.actions.standards import proposed
from cadres.models import Allowance, Position, Requirement, Standard, StandardState
from cadres.standard_checks import Proposed, collisions
from chuanxa.audit import record
from chuanxa.models.upkeep import renew
from chuanxa.periods import Period
from provinces.models import AreaClassification, Commune, District

FOLDER = settings.ROOT / "fixtures" / "catalogue"


@transaction.atomic
def load(*, by: str, folder: Path = FOLDER, told: Callable[[str], None] = lambda line: None) -> list[str]:
    """Bring the catalogue to what the files of `folder` say; returns a Vietnamese line per row changed. Raises Unreadable.

    What officers decided goes before the files: `told` gets a line for each standard that is left as they set it. Area classes of
    units that are not loaded yet are left for the next load.
    """
    positions = read_positions(folder / "positions.json")
    standards = read_standards(folder / "standards.json", positions)
    _refuse_collisions(standards, positions)
    areas = read_area_classes(folder / "area_classes.json")
    changes = [*_load_positions(positions), *_load_standards(standards, by, told), *_load_areas(areas)]
    if changes:
        renew()
        record(by=by, act="catalogue-loaded", subject="catalogue", changes=len(changes), first=changes[:50])
    return changes


def _load_positions(entries: dict[str, dict]) -> Iterable[str]:
    stored = {row.code: row for row in Position.objects.all()}
    for code, columns in entries.items():
        if change := _write(stored.get(code) or Position(code=code), columns):
            yield f"Chức danh {columns['label']}: {change}"


def _new_standard(code: str, by: str) -> Standard:
    """What ships with the project was decided by the state long ago: it is published as it comes."""
    now = timezone.now()
    return Standard(code=code, state=StandardState.PUBLISHED, published_at=now, published_by=by, applied_at=now)


def _load_standards(entries: list[StandardEntry], by: str, told: Callable[[str], None]) -> Iterable[str]:
    ids, labels = dict(Position.objects.values_list("code", "id")), dict(Position.objects.values_list("code", "label"))
    rows = Standard.objects.select_related("province").prefetch_related("positions", "requirements__allowances")
    stored, shipped = {row.code: row for row in rows}, {entry.code for entry in entries}
    others = [proposed(row) for row in stored.values() if row.state == StandardState.PUBLISHED and row.code not in shipped]
    for entry in entries:
        for line in _keep_end(entry, stored.get(entry.code), labels, others):
            told(line)
        row = stored.get(entry.code) or _new_standard(entry.code, by)
        changes = [
            _write(row, entry.columns),
            _write_positions(row, {ids[code] for code in entry.positions}),
            _write_requirements(row, entry),
        ]
        if any(changes):
            yield f"Tiêu chuẩn {row.name}: {', '.join(filter(None, changes))}"


def _proposed(entry: StandardEntry, labels: dict[str, str]) -> Proposed:
    period = Period(entry.columns["valid_from"], entry.columns["valid_to"])
    return Proposed(entry.code, entry.columns["name"], period, frozenset(labels[code] for code in entry.positions))


def _refuse_collisions(entries: list[StandardEntry], positions: dict[str, dict]) -> None:
    """Raises Unreadable when two standards of the file speak of one position on one day."""
    labels = {code: columns["label"] for code, columns in positions.items()}
    named = [_proposed(entry, labels) for entry in entries]
    for place, one in enumerate(named):
        for _, sentence in collisions(one, named[place + 1 :]):
            raise Unreadable(f"standards.json: {sentence}")


def _keep_end(entry: StandardEntry, row: Standard | None, labels: dict[str, str], others: list[Proposed]) -> list[str]:
    """A shipped standard that officers ended for one of their own stays ended, and a line says so. Any other collision is Unreadable."""
    found = collisions(_proposed(entry, labels), others)
    if not found:
        return []
    if row is not None and row.valid_to is not None:
        ends = entry.columns | {"valid_from": row.valid_from, "valid_to": row.valid_to}
        if not collisions(_proposed(replace(entry, columns=ends), labels), others):
            entry.columns.update(valid_from=row.valid_from, valid_to=row.valid_to)
            return [f"Tiêu chuẩn {row.name}: giữ ngày hết hiệu lực {row.valid_to:%d/%m/%Y} đã đặt, vì sau đó có “{found[0][0].name}”"]
    raise Unreadable(f"standards.json: {found[0][1]}")


def _write_positions(standard: Standard, wanted: set[int]) -> str:
    if {row.id for row in standard.positions.all()} == wanted:
        return ""
    standard.positions.set(wanted)
    return "chức danh áp dụng"


def _write_requirements(standard: Standard, entry: StandardEntry) -> str:
    stored = {row.order: row for row in standard.requirements.all()}
    changes = []
    for order, (columns, allowances) in enumerate(entry.requirements, start=1):
        row = stored.pop(order, None) or Requirement(standard=standard, order=order)
        changes.append(" ".join(filter(None, (_write(row, columns), _write_allowances(row, allowances)))))
    for row in stored.values():
        row.delete()
    count = sum(map(bool, changes)) + len(stored)
    return f"{count} yêu cầu" if count else ""


def _write_allowances(requirement: Requirement, wanted: tuple[dict, ...]) -> str:
    """Written anew as a whole when one differs: nothing points at an allowance."""
    stored = list(requirement.allowances.all())
    told = [{name: getattr(row, name) for name in columns} for row, columns in zip(stored, wanted, strict=False)]
    if len(stored) == len(wanted) and told == list(wanted):
        return ""
    requirement.allowances.all().delete()
    Allowance.objects.bulk_create(Allowance(requirement=requirement, order=order, **columns) for order, columns in enumerate(wanted, 1))
    return "ngoại lệ"


def _load_areas(entries: list[AreaEntry]) -> Iterable[str]:
    stored = {(row.district_id, row.commune_id, row.area_class, row.valid_from): row for row in AreaClassification.objects.all()}
    for entry in entries:
        count = 0
        for unit in _units(entry):
            if (period := Period(entry.first, entry.last).overlap(unit.period)) is None:
                continue
            is_district = isinstance(unit, District)
            link = {"district_id": unit.id if is_district else None, "commune_id": None if is_district else unit.id}
            row = stored.get((*link.values(), entry.area_class, period.first))
            row = row or AreaClassification(**link, area_class=entry.area_class, valid_from=period.first)
            count += bool(_write(row, {"valid_to": period.last, "legal_basis": entry.legal_basis, "verified": entry.verified}))
        if count:
            yield f"Vùng {entry.area_class} từ {entry.first:%d/%m/%Y}: {count} đơn vị"


def _units(entry: AreaEntry) -> list[District | Commune]:
    """Every legal existence of the named units; none while no list of units is loaded. Raises Unreadable for an unknown code."""
    if entry.districts_of or entry.communes_of:
        model, province = (District, entry.districts_of) if entry.districts_of else (Commune, entry.communes_of)
        return list(model.objects.filter(province__code=province))
    model, codes = (District, entry.districts) if entry.districts else (Commune, entry.communes)
    found = list(model.objects.filter(code__in=codes))
    if (unknown := set(codes) - {unit.code for unit in found}) and model.objects.exists():
        raise Unreadable(f"area_classes.json: không có đơn vị mang mã {', '.join(sorted(unknown))} trong danh mục đã nạp.")
    return found


def _write(row: models.Model, columns: dict) -> str:
    """Save the row if it is new or differs; the answer says which, "" for neither."""
    if row.pk is None:
        for name, value in columns.items():
            setattr(row, name, value)
        row.save()
        return "thêm"
    differing = [name for name, value in columns.items() if getattr(row, name) != value]
    if not differing:
        return ""
    for name in differing:
        setattr(row, name, columns[name])
    row.save(update_fields=differing)
    return f"sửa {', '.join(differing)}"

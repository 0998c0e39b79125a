"""Stored rows as the pure modules see them, and back: the only place that writes provinces, districts and communes in bulk."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from provinces.comparison import COMMUNE, DISTRICT, PROVINCE, Unit
from provinces.models import BoundaryChange, Commune, District, Province
from provinces.timeline import Existence, Key, Link, parent_level

Handle = tuple[int, int]
"""(level, id) of a stored row."""

MODELS = {PROVINCE: Province, DISTRICT: District, COMMUNE: Commune}
_PARENTS = {PROVINCE: (), DISTRICT: ("province__code",), COMMUNE: ("district__code", "province__code")}
_DAYS_AND_NAME = ("valid_from", "valid_to", "name", "match_key", "search_key", "sort_key")
_REWRITTEN = {
    PROVINCE: _DAYS_AND_NAME,
    DISTRICT: (*_DAYS_AND_NAME, "province_id"),
    COMMUNE: (*_DAYS_AND_NAME, "province_id", "district_id"),
}
_BATCH = 500


def stored(*, day: date | None = None, is_open: bool = False) -> list[tuple[Handle, Existence]]:
    """Every unit, parents first; or those standing on `day`; or those without a last day. Three queries."""
    found = []
    for level, model in MODELS.items():
        rows = model.objects.on(day) if day else model.objects.filter(valid_to=None) if is_open else model.objects.all()
        columns = rows.order_by("code", "valid_from").values_list("id", "valid_from", "valid_to", "code", "name", "kind", *_PARENTS[level])
        for pk, first, last, code, name, kind, *parents in columns:
            unit = Unit(level, code, name, kind, next(filter(None, parents), ""))
            found.append(((level, pk), Existence(first, last, unit)))
    return found


def create(rows: Iterable[Existence], shelf: "Shelf") -> None:
    """Store new rows, parents first, and put them on the shelf."""
    by_level = defaultdict(list)
    for row in rows:
        by_level[row.unit.level].append(row)
    for level in sorted(by_level):
        objects = [_filled(MODELS[level](), row, shelf) for row in by_level[level]]
        for made, row in zip(MODELS[level].objects.bulk_create(objects, batch_size=_BATCH), by_level[level], strict=True):
            shelf.add((level, made.pk), row)


def close(rows: Mapping[Handle, Existence]) -> None:
    """Write the last day of stored rows."""
    by_day = defaultdict(list)
    for (level, pk), row in rows.items():
        by_day[level, row.last].append(pk)
    for (level, last), pks in by_day.items():
        for start in range(0, len(pks), _BATCH):
            MODELS[level].objects.filter(pk__in=pks[start : start + _BATCH]).update(valid_to=last)


def park(handles: Iterable[Handle]) -> None:
    """Move the first days of stored rows out of the way (a thousand years back), so that others may take them."""
    for level, pk in handles:
        first = MODELS[level].objects.values_list("valid_from", flat=True).get(pk=pk)
        MODELS[level].objects.filter(pk=pk).update(valid_from=first.replace(year=first.year - 1000, day=1))


def rewrite(rows: Mapping[Handle, Existence], shelf: "Shelf") -> None:
    """Make stored rows say what `rows` says: days, name and parents. Rows that need the same change share one statement."""
    for level, model in MODELS.items():
        groups: dict[tuple, list[int]] = defaultdict(list)
        for one in model.objects.all():
            if row := rows.get((level, one.pk)):
                before = {field: getattr(one, field) for field in _REWRITTEN[level]}
                _filled(one, row, shelf)
                groups[tuple((field, getattr(one, field)) for field in before if getattr(one, field) != before[field])].append(one.pk)
        groups.pop((), None)
        for change, pks in groups.items():
            for start in range(0, len(pks), _BATCH):
                model.objects.filter(pk__in=pks[start : start + _BATCH]).update(**dict(change))


def delete(handles: Iterable[Handle]) -> None:
    """Remove rows that nothing refers to, children first."""
    for level, pks in sorted(_by_level(handles).items(), reverse=True):
        ordered = sorted(pks)
        for start in range(0, len(ordered), _BATCH):
            MODELS[level].objects.filter(pk__in=ordered[start : start + _BATCH]).delete()


def _by_level(handles: Iterable[Handle]) -> dict[int, set[int]]:
    found = defaultdict(set)
    for level, pk in handles:
        found[level].add(pk)
    return found


def link(links: Iterable[Link], shelf: "Shelf") -> None:
    """Store boundary changes between rows of the shelf."""
    names = {level: model.tier for level, model in MODELS.items()}
    BoundaryChange.objects.bulk_create(
        (
            BoundaryChange(
                day=one.day,
                kind=one.kind,
                extent=one.extent,
                default=one.default,
                legal_basis=one.legal_basis,
                **{f"{names[one.before[0]]}_before_id": shelf.ids[one.before], f"{names[one.after[0]]}_after_id": shelf.ids[one.after]},
            )
            for one in links
        ),
        batch_size=_BATCH,
    )


def linked() -> set[Link]:
    """The stored boundary changes."""
    found = set()
    for level, model in MODELS.items():
        columns = [f"{model.tier}_{side}__{field}" for side in ("before", "after") for field in ("code", "valid_from")]
        rows = BoundaryChange.objects.filter(**{f"{model.tier}_before__isnull": False})
        for code, first, heir, begun, *rest in rows.values_list(*columns, "day", "kind", "extent", "default", "legal_basis"):
            found.add(Link((level, code, first), (level, heir, begun), *rest))
    return found


class Shelf:
    """Ids of rows by (level, code, first day), and the row of a code on a day."""

    def __init__(self, rows: Iterable[tuple[Handle, Existence]] = ()):
        self.ids: dict[Key, int] = {}
        self._by_code: dict[tuple[int, str], list[tuple[int, Existence]]] = defaultdict(list)
        self._province_of: dict[int, int] = {}
        for handle, row in rows:
            self.add(handle, row)

    def add(self, handle: Handle, row: Existence) -> None:
        """Put a row on the shelf, after its parents."""
        pk = handle[1]
        self.ids[row.key] = pk
        self._by_code[row.unit.key].append((pk, row))
        if row.unit.level == DISTRICT:
            self._province_of[pk] = self.find(PROVINCE, row.unit.parent, row.first)

    def find(self, level: int, code: str, day: date) -> int:
        """The id of the unit with this code on that day; KeyError when there is none."""
        for pk, row in self._by_code[level, code]:
            if day in row:
                return pk
        raise KeyError((level, code, day))

    def parents(self, row: Existence) -> dict[str, int | None]:
        """The columns that name the parents of a row."""
        if row.unit.level == PROVINCE:
            return {}
        parent = self.find(parent_level(row.unit), row.unit.parent, row.first)
        if row.unit.level == DISTRICT:
            return {"province_id": parent}
        if parent_level(row.unit) == PROVINCE:
            return {"province_id": parent, "district_id": None}
        return {"province_id": self._province_of[parent], "district_id": parent}


def _filled(target, row: Existence, shelf: Shelf):
    target.code, target.name, target.kind = row.unit.code, row.unit.name, row.unit.kind
    target.valid_from, target.valid_to = row.first, row.last
    for column, value in shelf.parents(row).items():
        setattr(target, column, value)
    target.write_keys()
    return target

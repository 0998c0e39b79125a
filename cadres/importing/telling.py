"""A preview as JSON: every line's fate, the fields as read, the unit found, errors, warnings and what the line does not tell. Pure."""

from cadres.ethnic_groups import BY_CODE
from cadres.importing.contents import SheetContents
from cadres.importing.lines import LineKind
from cadres.importing.plan import Absent, RowPlan
from cadres.importing.rows import LevelTold, Problem
from cadres.importing.sheet import address, letters
from cadres.importing.unused import unused_columns
from chuanxa.partial_dates import PartialDate

_SEXES = {"male": "Nam", "female": "Nữ"}


def told(found, name: str) -> dict:
    """{"file", "as_of", "digest", "counts", "sheets", "rows", "absent", "unused"} of a `preview.Preview`."""
    plan = found.plan
    return {
        "file": name,
        "as_of": plan.day.isoformat(),
        "coding": found.contents.workbook.coding,
        "digest": plan.digest,
        "counts": {fate.value: count for fate, count in plan.counts.items()},
        "sheets": [_sheet(sheet) for sheet in found.contents.sheets],
        "rows": [_row(row, found.contents.sheets[row.form.sheet]) for row in plan.rows],
        "absent": [_absent(one) for one in plan.absent],
        "unused": [
            {"column": place, "header": header, "why": one.why}
            for one in unused_columns(layout for sheet in found.contents.sheets for _, layout in sheet.blocks)
            for place, header in one.columns
        ],
    }


def _sheet(sheet: SheetContents) -> dict:
    return {
        "sheet": sheet.sheet.name,
        "unit": _place(sheet.unit.place) if sheet.unit.place else None,
        "unit_from": sheet.unit_from,
        "day_told": sheet.day.isoformat() if sheet.day else None,
        "headers": [{"first_row": header.first + 1, "last_row": header.last + 1} for header, _ in sheet.blocks],
        "columns": [
            {"column": one.letters, "header": one.header, "meaning": one.meaning, "confidence": one.confidence}
            for _, layout in sheet.blocks[:1]
            for one in layout.columns
        ],
        "set_aside": [
            {"row": line.row + 1, "kind": line.kind.value, "text": line.text}
            for line in sheet.set_aside
            if line.kind is not LineKind.PERSON
        ],
        "converted_cells": len(sheet.sheet.converted),
        "notes": sheet.notes,
    }


def _row(row: RowPlan, sheet: SheetContents) -> dict:
    form = row.form
    return {
        "sheet": sheet.sheet.name,
        "row": form.row + 1,
        "fate": row.fate.value,
        "person": row.person.id if row.person else None,
        "unit": _place(form.unit) | {"found_in": form.unit_from} if form.unit else None,
        "fields": _fields(row),
        "as_written": form.written,
        "unknown": list(form.unknown),
        "changes": [{"field": one.field, "label": one.label, "old": one.old, "new": one.new} for one in row.changes],
        "errors": [_problem(one, form.row) for one in row.errors],
        "warnings": [_problem(one, form.row) for one in row.warnings],
        "candidates": [{"person": one.id, "name": one.name, "born": str(one.born or "")} for one in row.question],
    }


def _place(place) -> dict:
    return {"code": place.code, "name": place.full_name, "district": place.district, "province": place.province}


def _fields(row: RowPlan) -> dict:
    form = row.form
    return {
        "name": form.name,
        "personal_id": form.personal_id or None,
        "sex": form.sex or None,
        "sex_label": _SEXES.get(form.sex),
        "born": _date(form.born),
        "ethnic_group": form.ethnic_group or None,
        "ethnic_group_label": BY_CODE[form.ethnic_group].name if form.ethnic_group else None,
        "party_member": form.party_member,
        "party_since": _date(form.party_since),
        "party_full_since": _date(form.party_full),
        "positions": list(form.positions),
        "appointed": _date(form.appointed),
        "levels": {ladder.value: _level(level) for ladder, level in form.levels.items()},
        "studying": [
            {"ladder": one.ladder.value, "level": one.level.slug, "label": one.level.label, "major": one.major or None}
            for one in form.studying
        ],
        "note": form.note or None,
    }


def _date(day: PartialDate | None) -> dict | None:
    return {"day": day.day.isoformat(), "precision": day.precision.value, "text": str(day)} if day else None


def _level(told_: LevelTold) -> dict:
    found = {"level": told_.level.slug, "label": told_.level.label, "major": told_.major or None, "at_least": told_.at_least}
    return found | {"equivalent": told_.equivalent, "awarded": _date(told_.awarded)}


def _problem(problem: Problem, row: int) -> dict:
    place = None if problem.column is None else problem.column
    return {
        "cell": None if place is None else address(row, place),
        "column": None if place is None else letters(place),
        "field": problem.field,
        "says": problem.says,
    }


def _absent(one: Absent) -> dict:
    return {
        "person": one.person.id,
        "name": one.person.name,
        "post": one.post.id,
        "position": one.post.label,
        "unit": one.post.unit,
        "ends": one.ending,
    }

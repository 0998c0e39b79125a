"""The numbers of a form by units: one scan for all columns, communes added up to districts and to the place.

Counted by reports/many_counts.py from the same people filters that open the lists.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from provinces.register import UnitRef
from reports.many_counts import Question, ask_by_commune
from reports.official_forms.form import Checked, Query, UnitForm, run_check
from reports.population import written
from reports.selection import Selection

_ROMANS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A row: a district ("nhom") or a commune ("dong"). `counts` by column; a column of which nothing is on record is absent."""

    kind: str
    number: str
    unit: UnitRef
    counts: dict[str, int]
    unknown: dict[str, int]


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Everything a form by units says of a place on a day; `unknown` are people of whom a column, or a check, cannot tell."""

    lines: tuple[UnitLine, ...]
    counts: dict[str, int]
    unknown: dict[str, int]
    checks: tuple[Checked, ...]
    failing: tuple[tuple[UnitLine, Checked], ...]
    """Communes where a check fails."""


def unit_table(form: UnitForm, selection: Selection) -> UnitTable:
    """The form in numbers. The place of the selection is a province, a district or a commune."""
    found, day = _asked(form, selection), selection.day
    register, place = selection.register, selection.unit
    districts = register.children(place, "district", day) if place.tier == "province" else []
    communes = [place] if place.tier == "commune" else register.children(place, "commune", day)
    lines: list[UnitLine] = []
    for nth, district in enumerate(districts, start=1):
        inside = [one for one in communes if one.district == district.id]
        lines += _group(form, found, roman(nth), district, inside)
    without = [one for one in communes if not districts or one.district is None]
    lines += [_line(form, found, str(nth), one) for nth, one in enumerate(without, start=1)]
    counts, unknown = _sums(form, lines)
    failing = [
        (line, check) for line in lines if line.kind == "dong" for check in _checks(form, line.counts, line.unknown) if not check.holds
    ]
    return UnitTable(tuple(lines), counts, unknown, _checks(form, counts, unknown), tuple(failing))


def _group(form: UnitForm, found: dict, number: str, district: UnitRef, communes: list[UnitRef]) -> list[UnitLine]:
    lines = [_line(form, found, str(nth), one) for nth, one in enumerate(communes, start=1)]
    counts, unknown = _sums(form, lines)
    return [UnitLine("nhom", number, district, counts, unknown), *lines]


def _asked(form: UnitForm, selection: Selection) -> dict[str, Counter]:
    """Text of a query → commune id → people."""
    texts = dict.fromkeys(written(query) for query in queries_of(form))
    questions = {text: Question(selection.day, (text,)) for text in texts}
    answers = ask_by_commune(selection, questions.values())
    return {text: answers[question] for text, question in questions.items()}


def queries_of(form: UnitForm) -> Iterable[Query]:
    """Every question that the form asks."""
    for column in form.columns:
        yield from (query for query in (column.query, column.unknown) if query is not None)
    yield from (check.unknown for check in form.checks if check.unknown is not None)


def _line(form: UnitForm, found: dict[str, Counter], number: str, unit: UnitRef) -> UnitLine:
    def of(query: Query) -> int:
        return found[written(query)][unit.id]

    counts = {column.key: of(column.query) for column in form.columns if column.query is not None}
    unknown = {column.key: of(column.unknown) for column in form.columns if column.unknown is not None}
    unknown |= {check.formula: of(check.unknown) for check in form.checks if check.unknown is not None}
    return UnitLine("dong", number, unit, counts, unknown)


def _sums(form: UnitForm, lines: list[UnitLine]) -> tuple[dict[str, int], dict[str, int]]:
    own = [line for line in lines if line.kind == "dong"]
    counts = {column.key: sum(line.counts[column.key] for line in own) for column in form.columns if column.query is not None}
    names = [column.key for column in form.columns if column.unknown is not None]
    names += [check.formula for check in form.checks if check.unknown is not None]
    return counts, {name: sum(line.unknown[name] for line in own) for name in names}


def _checks(form: UnitForm, counts: dict[str, int], unknown: dict[str, int]) -> tuple[Checked, ...]:
    return tuple(run_check(check, counts, unknown.get(check.formula, 0)) for check in form.checks)


def roman(number: int) -> str:
    """I, II, III, as forms number districts."""
    text = ""
    for value, letters in _ROMANS:
        while number >= value:
            text, number = text + letters, number - value
    return text

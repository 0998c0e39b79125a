"""From the numbers of a form by units to what goes into its template, and the sentences under it."""

from collections import defaultdict

from reports.official_forms.filling import Filling, Line, Total, Value
from reports.official_forms.form import UnitForm
from reports.official_forms.unit_counts import UnitLine, UnitTable
from reports.population import written
from reports.sentences import number


def unit_filling(form: UnitForm, table: UnitTable, once: dict[str, Value]) -> Filling:
    """Numbers of communes are numbers; of districts and of the place, sums over them."""
    values = dict(once) | {f"tong.{key}": Total(count, "dong", key) for key, count in table.counts.items()}
    values |= {f"chua_ro.{nth}": one.unknown for nth, one in enumerate(table.checks, start=1)}
    values["ghi_chu"] = "\n".join(notes(form, table))
    values["ket_qua_kiem_tra"] = "; ".join(f"{one.check.formula}: {one.said}" for one in table.checks)
    return Filling(values, {"dong": [_line(line) for line in table.lines]})


def _line(line: UnitLine) -> Line:
    group = line.kind == "nhom"
    numbers = {key: Total(count, "dong", key) if group else count for key, count in line.counts.items()}
    number_said: Value = line.number if group else int(line.number)
    return Line(line.kind, {"stt": number_said, "ten": line.unit.full_name, "ma": line.unit.code, **numbers})


def notes(form: UnitForm, table: UnitTable) -> list[str]:
    """What stands under the form: its own notes, of whom columns cannot tell, and checks that do not hold."""
    failed = [f"Kiểm tra {one.check.formula}: {one.said}" for one in table.checks if not one.holds]
    return ["Ghi chú:", *form.notes, *unknown_notes(form, table), *failed]


def unknown_notes(form: UnitForm, table: UnitTable) -> list[str]:
    """Columns that share what they need are told together: "Cột 21, 22: 141 người chưa có dữ liệu."."""
    groups: dict[tuple[str, int], list[str]] = defaultdict(list)
    for column in form.columns:
        if column.unknown is not None and table.unknown[column.key]:
            groups[written(column.unknown), table.unknown[column.key]].append(column.key)
    return [
        f"Cột {_spans(keys)}: {number(count)} người chưa rõ (hồ sơ chưa ghi hoặc ghi chưa đủ), không được tính vào cột nào trong đó."
        for (_, count), keys in groups.items()
    ]


def _spans(keys: list[str]) -> str:
    """ "8–13, 21"."""
    spans: list[list[int]] = []
    for key in map(int, keys):
        if spans and spans[-1][1] == key - 1:
            spans[-1][1] = key
        else:
            spans.append([key, key])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)

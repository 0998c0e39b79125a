"""A form whose rows are conditions, made: counted once for the page and the file; and the records behind a cell that no list shows."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from chuanxa.refusals import BadRequest
from reports.many_counts import Question, ask_all
from reports.official_forms.filling import Added, Filling, Value
from reports.official_forms.form import Check, Checked, Query, headings, run_check
from reports.official_forms.grid import GridColumn, GridForm, GridRow, Subject, holds, numbered
from reports.official_forms.screen import COLUMN, ROW, Made, Screen, ScreenCell, ScreenColumn, ScreenRow, by_rows, counted
from reports.official_forms.subjects import in_column, read_source
from reports.population import written
from reports.report_kind import Record, RecordColumn, RecordList
from reports.selection import Selection
from reports.sentences import number

Cells = dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class GridTable:
    """Counts by (row, column); `absent` columns are not on record on that day. `unknown` are those of whom the row cannot tell."""

    counts: Cells
    unknown: Cells
    absent: tuple[GridColumn, ...]


def make_grid(form: GridForm, selection: Selection, once: dict[str, Value]) -> Made:
    """The form of a place on the selection's day."""
    form = replace(form, columns=tuple(_of_catalogue(column, selection) for column in form.columns))
    table = grid_table(form, selection)
    told = tuple(column for column in form.columns if column.key in form.checked)
    checks = tuple(_check(form, check, table, told) for check in form.checks)
    failing = tuple(
        (column.label, one)
        for column in form.columns
        if column not in table.absent
        for check in form.checks
        if not (one := _check(form, check, table, (column,))).holds
    )
    notes = (*form.notes, *_absent_notes(table), *_beyond_notes(form, table), *_unknown_notes(form, table), *_failed(form, checks))
    values = dict(once) | _cells(form, table)
    values |= {f"chua_ro.{nth}": one.unknown for nth, one in enumerate(checks, start=1)}
    values["ghi_chu"] = "\n".join(("Ghi chú:", *notes))
    values["ket_qua_kiem_tra"] = "; ".join(f"{one.check.formula}: {one.said}" for one in checks)
    return Made(Filling(values), _screen(form, table), notes, checks, failing)


def grid_table(form: GridForm, selection: Selection) -> GridTable:
    """Every cell: people by one scan a column, records by reading each kind once."""
    on_record = [column for column in form.columns if _is_on_record(column, selection)]
    read = {name: read_source(name, selection) for name in {one.source for one in on_record if one.source}}
    columns = [column for column in on_record if column.source != "members" or read["members"]]
    absent = tuple(column for column in form.columns if column not in columns and not column.added)
    counts, unknown = _people(form, [one for one in columns if one.query is not None], selection)
    for column in columns:
        if column.source:
            found = in_column(column, read[column.source])
            for row in form.rows:
                if row.query is not None:
                    counts[row.key, column.key] = _number(row.query, found, selection)
                if row.unknown is not None:
                    unknown[row.key, column.key] = _number(row.unknown, found, selection)
    for column in form.columns:
        if column.added:
            counts |= {
                (row.key, column.key): sum(counts.get((row.key, key), 0) for key in column.sums)
                for row in form.rows
                if row.query is not None
            }
    return GridTable(counts, unknown, absent)


def _cells(form: GridForm, table: GridTable) -> dict[str, Value]:
    """Every cell by its tag; what the form adds up, along the row before down the column, is a live sum."""
    rows, columns = {row.key: row.sums for row in form.rows}, {column.key: column.sums for column in form.columns}
    found: dict[str, Value] = {}
    for (row, column), count in table.counts.items():
        along = tuple(f"o.{row}.{key}" for key in columns[column])
        down = tuple(f"o.{key}.{column}" for key in rows[row])
        agrees = sum(table.counts.get((row, key), 0) for key in columns[column]) == count
        tags = along if along and (agrees or not down) else down
        found[f"o.{row}.{column}"] = Added(count, tags) if tags else count
    return found


def _of_catalogue(column: GridColumn, selection: Selection) -> GridColumn:
    """The column without posts that the catalogue does not have: a filter refuses names it does not know."""
    codes = tuple(code for code in column.posts if code in selection.catalogue.by_code)
    query = {"chuc-danh": codes} if column.query and "chuc-danh" in column.query else column.query
    return replace(column, query=query, posts=codes or column.posts)


def _is_on_record(column: GridColumn, selection: Selection) -> bool:
    if column.query is None and not column.source:
        return False
    posts = (selection.catalogue.by_code.get(code) for code in column.posts)
    return not column.posts or any(post is not None and selection.day in post.period for post in posts)


def _people(form: GridForm, columns: list[GridColumn], selection: Selection) -> tuple[Cells, Cells]:
    """Narrowed to a column first: conditions on a few hundred people, not on everybody."""
    asked = ((row.key, of_unknown, query) for row in form.rows for of_unknown, query in enumerate((row.query, row.unknown)))
    texts = [(row, of_unknown, written(query)) for row, of_unknown, query in asked if query is not None]
    cells: tuple[Cells, Cells] = ({}, {})
    for column in columns:
        found = ask_all(selection.narrowed(column.query), [Question(selection.day, (text,)) for _, _, text in texts])
        for row, of_unknown, text in texts:
            cells[of_unknown][row, column.key] = found[Question(selection.day, (text,))]
    return cells


def _number(query: Query, found: list[Subject], selection: Selection) -> int:
    return sum(one.number for one in found if holds(query, one, one.day or selection.day))


def _check(form: GridForm, check: Check, table: GridTable, columns: tuple[GridColumn, ...]) -> Checked:
    """The check over some columns together, told with the names of its rows."""
    labels = {row.key: row.label for row in form.rows}
    keys = [column.key for column in columns if column not in table.absent]
    counts = {key: sum(table.counts.get((key, column), 0) for column in keys) for key in (check.left, *check.right)}
    first = next((row for row in form.rows if row.key == check.right[0]), None)
    unknown = sum(table.unknown.get((check.right[0], column), 0) for column in keys) if check.unknown and first else 0
    one = run_check(check, counts, unknown)
    said = Check(labels[check.left], check.sign, tuple(labels[key] for key in check.right), check.unknown, check.unit)
    return Checked(said, one.left, one.right, one.unknown)


def _absent_notes(table: GridTable) -> list[str]:
    told = ", ".join(" – ".join(column.path) for column in table.absent)
    return [f"Cột để trống vì hệ thống không có bản ghi nào về chức danh hoặc nội dung ấy vào ngày này: {told}."] if told else []


def _beyond_notes(form: GridForm, table: GridTable) -> list[str]:
    """Of columns that others are part of: how many stand in none of those."""
    said, total = [], form.rows[0].key
    for place, column in enumerate(form.columns, start=1):
        parts = sum(table.counts.get((total, key), 0) for key in column.sums)
        if column.sums and (rest := table.counts.get((total, column.key), 0) - parts) > 0:
            said.append(f"Cột {place} gồm cả {number(rest)} {form.unit} không thuộc cột nào trong các cột cộng vào nó.")
    return said


def _unknown_notes(form: GridForm, table: GridTable) -> list[str]:
    """One sentence for each thing that is not on record, whatever the number of rows that ask it."""
    said, seen = [], set()
    group = ""
    for row in form.rows:
        group = row.label if row.query is None or (row.depth == 1 and row.key in {"nu", "dan_toc"}) else group
        if row.unknown is None or (text := written(row.unknown)) in seen:
            continue
        seen.add(text)
        if missing := sum(count for (key, _), count in table.unknown.items() if key == row.key):
            said.append(f"{group}: {number(missing)} {form.unit} (cộng các cột) chưa rõ, không được tính vào dòng nào.")
    return said


def _failed(form: GridForm, checks: tuple[Checked, ...]) -> list[str]:
    return [f"Kiểm tra {one.check.formula}: {one.said}" for one in checks if not one.holds]


def _screen(form: GridForm, table: GridTable) -> Screen:
    head = headings((("TT",), ("Chỉ tiêu",), *(column.path for column in form.columns)))
    rows = []
    for nth, row in enumerate(form.rows, start=1):
        cells = tuple(_cell(row, column, table) for column in form.columns)
        rows.append(ScreenRow("dong" if row.depth else "nhom", str(nth), row.label, None, cells, row.key, row.query))
    numbers = ("", "A", *numbered(form.columns))
    return Screen(by_rows(head), numbers, tuple(rows), tuple(_asks(column, form, table) for column in form.columns))


def _asks(column: GridColumn, form: GridForm, table: GridTable) -> ScreenColumn:
    """What its numbers open; a column that adds up one alone on record opens what that one opens."""
    if column.added:
        parts = [one for one in form.columns if one.key in column.sums and one not in table.absent]
        return replace(_asks(parts[0], form, table), key=column.key, of=parts[0].key) if len(parts) == 1 else ScreenColumn(column.key)
    on_record = column not in table.absent
    return ScreenColumn(column.key, column.query if on_record else None, on_record and bool(column.source))


def _cell(row: GridRow, column: GridColumn, table: GridTable) -> ScreenCell:
    return counted(None if row.query is None or column in table.absent else table.counts[row.key, column.key])


# --- the records behind a cell ------------------------------------------------------------------------------------------------

_COLUMNS = (
    RecordColumn("Họ và tên, tên lớp", width=32),
    RecordColumn("Số", "count", 8),
    RecordColumn("Đơn vị", width=32),
    RecordColumn("Nội dung", width=40),
    RecordColumn("Ngày", "day", 13),
)


def grid_records(form: GridForm, selection: Selection, href: Callable[[int], str | None]) -> RecordList:
    """The records of one cell: their numbers add up to the cell. Raises BadRequest for a cell that is none."""
    columns = {column.key: column for column in form.columns if column.source}
    rows = {row.key: row for row in form.rows if row.query is not None}
    asked = selection.own.get(COLUMN, ""), selection.own.get(ROW, "")
    if asked[0] not in columns or asked[1] not in rows:
        raise BadRequest(
            f"Biểu {form.code} không có ô “{asked[1][:40]}”, “{asked[0][:40]}” với hồ sơ riêng.",
            f"Nhận cột: {', '.join(columns)}; dòng: {', '.join(rows)}.",
        )
    column, row = columns[asked[0]], rows[asked[1]]
    found = in_column(column, read_source(column.source, selection)) if _is_on_record(column, selection) else []
    kept = [one for one in found if holds(row.query, one, one.day or selection.day)]
    records = [Record((one.name, one.number, one.place, one.what, one.day), href(one.cadre) if one.cadre else None) for one in kept]
    heading = f"Biểu {form.code}: {row.label}, {' – '.join(column.path)}"
    return RecordList(heading, _COLUMNS, records, unit=form.unit, number=sum(one.number for one in kept))

"""Tables of counted records: parts of a whole, and what was done against a plan. From counts to Table values, with their sentences.

Pure but for the words it takes from its callers. Counts come with their unit: people, lượt, lớp and đồng are never mixed.
"""

from collections.abc import Iterable, Mapping

from reports import sentences
from reports.report import Query, Row, Table
from reports.shares import Attainment, Share

LOT, CLASS, MONEY, COMMUNE = "lượt", "lớp", "đồng", "xã"
WHAT = "muc"
PLANS: Query = {WHAT: ("ke-hoach",)}
"""What opens, in place of what was done, the entries that planned it."""


def parts(
    id: str,
    title: str,
    counts: Mapping[str, int],
    labels: Mapping[str, str],
    *,
    unit: str,
    name: str | None,
    total: int | None = None,
    notes: tuple[str, ...] = (),
    only: Query | None = None,
) -> Table:
    """Rows of `counts` by key in the order of `labels`, each a share of the total; zero rows are left out.

    `name` is the record name that opens a row (None: nothing opens); `only` is added to it.
    """
    whole = sum(counts.values()) if total is None else total
    rows = tuple(
        Row(key, label, counts[key], whole, None, records={**(only or {}), name: (key,)} if name else None)
        for key, label in labels.items()
        if counts.get(key)
    )
    return Table(id, title, id, whole, rows, parts_told(rows, whole, unit), unit=unit, notes=notes, exclusive=total is None)


def parts_told(rows: tuple[Row, ...], total: int, unit: str) -> str:
    """The whole and its largest part."""
    if not total or not rows:
        return f"Chưa có {unit} nào."
    largest = max(rows, key=lambda row: row.count)
    share = Share(largest.count, total)
    if largest.count == total:
        return f"{sentences.number(total)} {unit}, tất cả là {sentences.lower_first(largest.label)}."
    return (
        f"{sentences.number(total)} {unit}; nhiều nhất là {sentences.lower_first(largest.label)}: "
        f"{sentences.number(largest.count)}/{sentences.number(total)} {unit} ({sentences.percent(share)})."
    )


def against_plan(
    id: str,
    title: str,
    rows: Iterable[tuple[str, str, int, int]],
    *,
    unit: str,
    name: str,
    everything: bool = True,
    notes: tuple[str, ...] = (),
    plans: Mapping[str, str] | None = None,
) -> Table:
    """Rows (key, label, done, planned), with the whole below; a plan may be passed, and what had no plan has no percentage.

    The table's total is what was done; each row has its own plan. `name` opens a row; with PLANS, what was planned in it.
    The whole opens everything behind the page, unless (`everything` False) the rows are of other days than the page: then what is
    behind each of them. `plans` leads from the key of a row to the page of its plan.
    """
    plans = plans or {}
    made = tuple(_of_plan(key, label, done, planned, {name: (key,)}, plans.get(key)) for key, label, done, planned in rows)
    done, planned = sum(row.count for row in made), sum(row.total for row in made)
    alone = made[0].total_href if len(made) == 1 else None
    all_of_them = {} if everything else {name: tuple(row.key for row in made)}
    whole = _of_plan("whole", "Cộng", done, planned, all_of_them, alone) if made else None
    return Table(id, title, id, done, made, plan_told(done, planned, unit), unit=unit, whole=whole, notes=notes)


def _of_plan(key: str, label: str, done: int, planned: int, records: Query, page: str | None) -> Row:
    """A row against its plan, which opens its own page where there is one, or the entries that add up to it."""
    total_records = None if page else {**records, **PLANS}
    return Row(key, label, done, planned, None, records=records, attained=True, total_href=page, total_records=total_records)


def plan_told(done: int, planned: int, unit: str) -> str:
    """ "8.672 lượt so với kế hoạch 8.145 lượt, đạt 106,47%."."""
    said = f"{sentences.number(done)} {unit}"
    if not planned:
        return f"{said}; chưa có kế hoạch để so sánh."
    return f"{said} so với kế hoạch {sentences.number(planned)} {unit}, đạt {sentences.percent(Attainment(done, planned))}."

"""Records that differ between two sides of a closed day, in words; of one figure, the lines of its list that are on one side alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from cadres.models import Profile
from cadres.record_kinds import BY_MODEL
from cadres.told import capital, changes_between, in_one_line, kind_of
from chuanxa.facts import Recorded
from reports.catalogue import find_kind
from reports.entries.listing import unit_label
from reports.entries.records import record_href
from reports.freezing import form_of, make
from reports.frozen_forms import KeptForm
from reports.official_forms.bands_in_force import form_of_day
from reports.official_forms.grid_making import grid_records
from reports.official_forms.screen import COLUMN, ROW
from reports.reconciliation import KEY, people_query
from reports.reconciling import Reason
from reports.record_changes import DifferingRecord, facts_changed
from reports.record_tables import told
from reports.replaying import BEFORE, PLANNED, Replay
from reports.report import Query, Report
from reports.report_kind import RecordList
from reports.selection import Selection
from reports.sentences import lower_first

THEN, NOW = "Chỉ có lúc chốt", "Chỉ có hôm nay"


@dataclass(frozen=True, slots=True)
class ToldRecord:
    """A record as a line: whose or what it is (with its page, if it has one), where, why it differs and in what."""

    name: str
    href: str | None
    place: str
    reason: Reason
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """The lines behind a figure that are there on one side alone: the side first, then the cells as `labels` say."""

    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def told_records(records: Iterable[DifferingRecord], found: Replay) -> list[ToldRecord]:
    """One line a record; one query for the names of all."""
    records = list(records)
    names = _names(records, found)
    return [_told(one, names, found) for one in records]


def _told(one: DifferingRecord, names: dict[int, str], found: Replay) -> ToldRecord:
    fact = one.now or one.then
    selection = found.after if one.now else found.before
    kind, cadre = BY_MODEL.get(type(fact)), getattr(fact, "cadre_id", None)
    what = capital(str(fact._meta.verbose_name))
    return ToldRecord(
        f"{what}: {names.get(cadre, 'hồ sơ không tên')}" if cadre else what,
        record_href(fact) if kind and one.now else None,
        unit_label(selection, fact) if kind else "",
        one.reason,
        tuple(_differences(one)),
    )


def told_facts(cadres: Iterable[int], since: datetime, day: date) -> dict[int, list[str]]:
    """Cadre id → one line for each fact of theirs that was recorded, corrected or withdrawn since."""
    found = facts_changed(list(cadres), since, day)
    return {
        cadre: [f"{kind_of(one.now or one.then)}: {lower_first('; '.join(_differences(one)))}" for one in facts]
        for cadre, facts in found.items()
    }


def _differences(one: DifferingRecord) -> list[str]:
    if one.then is None:
        return [f"Lúc chốt: chưa có → hôm nay: {in_one_line(one.now)}"]
    if one.now is None:
        return [f"Lúc chốt: {in_one_line(one.then)} → hôm nay: không còn"]
    changes = changes_between(one.then, one.now)
    said = [f"{name}: {old or 'để trống'} → {new or 'để trống'}" for name, old, new in changes]
    return said or ["Ghi lại, nội dung như lúc chốt"]


def _names(records: list[DifferingRecord], found: Replay) -> dict[int, str]:
    facts: Iterable[Recorded] = (one.now or one.then for one in records)
    ids = {fact.cadre_id for fact in facts if getattr(fact, "cadre_id", None)}
    then = dict(Profile.objects.known(found.then.known_at).filter(cadre__in=ids).values_list("cadre_id", "full_name"))
    return then | dict(Profile.objects.known().filter(cadre__in=ids).values_list("cadre_id", "full_name"))


# --- of one figure ------------------------------------------------------------------------------------------------------------


def records_then(found: Replay, frozen: Report | KeptForm, table: str, row: str, measure: str) -> RecordList | None:
    """The records behind a figure at the closing, read while Remembered is of then; None of a figure that counts people in post.

    Raises KeyError or StopIteration for a figure that there is none of.
    """
    return _records(found.kind, found.before, frozen, table, row, measure)


def sides(found: Replay, frozen: Report | KeptForm, then: RecordList, table: str, row: str, measure: str) -> Sides:
    """What stands behind the figure on one side alone."""
    today = make(found.kind, found.after)
    try:
        now = _records(found.kind, found.after, today, table, row, measure)
    except (KeyError, StopIteration):
        now = None  # a row that is not there today holds nobody
    old, new = _lines(then), _lines(now)
    gone, come = old - new, new - old
    rows = [(side, *cells) for side, lines in ((THEN, gone), (NOW, come)) for cells in lines.elements()]
    return Sides(tuple(column.label for column in then.columns), tuple(rows))


def _lines(found: RecordList | None) -> Counter:
    return Counter(tuple(told(cell) for cell in record.cells) for record in (found.rows if found else ()))


def _records(kind: str, selection: Selection, report: Report | KeptForm, table: str, row: str, measure: str) -> RecordList | None:
    if isinstance(report, KeptForm):
        column = next(one for one in report.columns if one.key == measure)
        next(one for one in report.rows if one.key == row and one.query is not None)
        if not column.records:
            return None
        asked = replace(selection, own={COLUMN: column.of or column.key, ROW: row})
        return grid_records(form_of_day(form_of(kind), selection), asked, lambda cadre: None)
    query = query_of(report, table, row, measure)
    if query is None:
        return None
    own = {name: values[0] for name, values in query.items() if values}
    return find_kind(kind).records(replace(selection, own=own), query)


def query_of(report: Report, table: str, row: str, measure: str) -> Query | None:
    """What opens the records of a figure; None where it opens people, or nothing."""
    if table == KEY:
        return next(one for one in report.key_figures if one.key == row).records
    one = report.table(table)
    found = next(each for each in (*one.rows, *((one.whole,) if one.whole else ())) if each.key == row)
    if measure == BEFORE:
        return found.before_records
    if measure == PLANNED:
        return found.total_records
    if not measure:
        return found.records
    own = next(each for each in found.measures if each.key == measure).records
    return None if own is None else {**(found.records or {}), **own}


def opens(report: Report | KeptForm, table: str, row: str, measure: str) -> bool:
    """Whether a list of records or of people stands behind the figure."""
    try:
        if isinstance(report, KeptForm):
            return any(one.key == measure and (one.records or one.query is not None) for one in report.columns)
        return query_of(report, table, row, measure) is not None or people_query(report, table, row, measure) is not None
    except (KeyError, StopIteration):
        return False

"""Concurrent posts: who holds two posts at once, such as the secretary who is also chair of the committee (Sóc Trăng: 4 of 109).

Heads are counted, not posts: a pair has as many people as hold both, with whatever else they hold.
"""

from collections import Counter
from itertools import combinations

from django.db.models import Count

from cadres.standings.cells import position_ids
from chuanxa.refusals import BadRequest
from reports import sentences
from reports.area_report import POPULATION, area_ref
from reports.many_counts import Question, ask_by_commune
from reports.people_records import people_records
from reports.population import written
from reports.report import KeyFigure, Query, Report, Row, Table
from reports.report_kind import Ask, RecordList, ReportKind
from reports.rule import rule_text
from reports.selection import Selection
from reports.shares import Share

FIRST, SECOND, PART = "chuc-danh-1", "chuc-danh-2", "phan"
USUAL = ("party_secretary", "committee_chair")
MOST_PAIRS = 40


def build(selection: Selection) -> Report:
    """The pair asked for, in its communes; and every pair that anybody holds."""
    held = _held(selection)
    people, several = sum(held.values()), sum(number for posts, number in held.items() if len(posts) > 1)
    first, second = _pair(selection)
    both = _holding(held, first.id, second.id)
    holders = _holding(held, first.id)
    label = f"{first.label} đồng thời {sentences.lower_first(second.label)}"
    query = {"giu": (first.code, second.code)}
    area, day = area_ref(selection), selection.day
    return Report(
        title=f"{area.name}: kiêm nhiệm ngày {sentences.day_text(day)}",
        area=area,
        day=day,
        population=POPULATION,
        rule=rule_text(selection.catalogue.book, day),
        key_figures=(
            KeyFigure("both", label, both, Share(both, holders), query=query, base=_of(both, holders, first.label)),
            KeyFigure("several", "Giữ từ hai chức danh trở lên", several, Share(several, people), query=None, records={PART: ("nhieu",)}),
            KeyFigure("people", "Cán bộ, công chức cấp xã", people),
        )
        if people
        else (),
        tables=tuple(table for table in (_communes(selection, query, both, label), _pairs(selection, held, people)) if table.rows),
        filters=selection.filter.described(),
        known_at=selection.known_at,
    )


def _of(both: int, holders: int, label: str) -> str:
    return f"{sentences.number(both)} / {sentences.number(holders)} {sentences.lower_first(label)}"


def _held(selection: Selection) -> Counter:
    """Ids of the posts held together → people."""
    rows = selection.standings(selection.day).order_by().values_list("position_id", "posts").annotate(people=Count("*"))
    found: Counter = Counter()
    for position, posts, people in rows:
        found[tuple(sorted(position_ids(position, posts)))] += people
    return found


def _holding(held: Counter, *posts: int) -> int:
    return sum(number for together, number in held.items() if set(posts) <= set(together))


def _pairs(selection: Selection, held: Counter, people: int) -> Table:
    """Every pair of posts that anybody holds, the most frequent first."""
    pairs: Counter = Counter()
    for together, number in held.items():
        for pair in combinations(together, 2):
            pairs[pair] += number
    labels, order = selection.catalogue.labels, selection.catalogue.positions
    rows = []
    for pair, number in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        one, other = sorted(pair, key=lambda pk: order[pk].order)
        label = f"{labels[one][1]} và {sentences.lower_first(labels[other][1])}"
        rows.append(Row(f"{labels[one][0]}+{labels[other][0]}", label, number, people, {"giu": (labels[one][0], labels[other][0])}))
    said = f"{sentences.number(len(rows))} cặp chức danh có người cùng giữ." if rows else "Không ai giữ hai chức danh cùng lúc."
    notes = (f"Chỉ liệt kê {MOST_PAIRS} cặp nhiều nhất.",) if len(rows) > MOST_PAIRS else ()
    notes = (*notes, "Người giữ ba chức danh có mặt ở ba cặp, nên các dòng không cộng thành tổng.")
    return Table("pairs", "Các cặp chức danh", "position", people, tuple(rows[:MOST_PAIRS]), said, exclusive=False, notes=notes)


def _communes(selection: Selection, query: Query, both: int, label: str) -> Table:
    """Where the pair is held."""
    asked = Question(selection.day, (written(query),))
    counts = ask_by_commune(selection, [asked])[asked]
    units = selection.register.units["commune"]
    there = sorted((units[pk] for pk, number in counts.items() if number and pk in units), key=lambda unit: unit.sort_key)
    rows = tuple(Row(unit.code, unit.full_name, counts[unit.id], both, {"xa": (unit.code,), **query}) for unit in there)
    said = f"{label}: {sentences.number(both)} người ở {sentences.number(len(rows))} xã, phường, thị trấn."
    return Table("concurrent_communes", "Ở những xã nào", "commune", both, rows, said, exclusive=sum(row.count for row in rows) == both)


def records(selection: Selection, query: Query) -> RecordList:
    """Everybody who holds two posts or more."""
    if selection.own.get(PART) != "nhieu":
        raise BadRequest("Chưa nêu phần nào của báo cáo.", f"Nhận: {PART}=nhieu.")
    people = selection.standings(selection.day).exclude(posts="")
    return people_records(selection, people, "Giữ từ hai chức danh trở lên")


def asks(selection: Selection) -> tuple[Ask, ...]:
    """Which two posts."""
    first, second = _pair(selection)
    known = sorted(selection.catalogue.by_code.values(), key=lambda one: one.order)
    choices = tuple((one.code, one.label) for one in known if selection.day in one.period)
    return (Ask(FIRST, "Chức danh", choices, first.code), Ask(SECOND, "Đồng thời", choices, second.code))


def _pair(selection: Selection) -> tuple:
    by_code = selection.catalogue.by_code
    first, second = (selection.own_choice(name, by_code, usual) for name, usual in zip((FIRST, SECOND), USUAL, strict=True))
    if first.code == second.code:
        raise BadRequest(f"“{FIRST}” và “{SECOND}” là cùng một chức danh.", "Chọn hai chức danh khác nhau.")
    return first, second


KIND = ReportKind(
    slug="kiem-nhiem",
    label="Kiêm nhiệm",
    says="Ai giữ hai chức danh cùng lúc, như bí thư đồng thời chủ tịch: bao nhiêu người, ở xã nào; mọi cặp chức danh có người cùng giữ.",
    group="Số lượng, chất lượng và mức đạt chuẩn",
    build=build,
    names=(FIRST, SECOND),
    records=records,
    record_names=(PART,),
    asks=asks,
    compares=False,
)

"""The profile of a body: who sits in the party committees of communes, and what they have learnt. Điện Biên says it of Thanh Nưa: 15 of 16.

Members are not in the head-count of cadres and civil servants unless they hold a counted post too, so their numbers open lists of members.
"""

from collections import Counter, defaultdict

from django.urls import reverse

from cadres.levels import Ladder, ProfessionalLevel, TheoryLevel
from chuanxa.refusals import BadRequest
from reports import sentences
from reports.area_report import area_ref
from reports.bodies import Member, at_least, body_positions, members, splits
from reports.people_columns import SEXES, level_label
from reports.report import KeyFigure, Measure, Query, Report, Row, Table
from reports.report_kind import Ask, Record, RecordColumn, RecordList, ReportKind
from reports.selection import Selection
from reports.shares import Share

BODY, TABLE, ROW, COMMUNE = "to-chuc", "bang", "dong", "noi"
KEY = (
    ("university", Ladder.PROFESSIONAL, int(ProfessionalLevel.UNIVERSITY), "Chuyên môn từ đại học trở lên"),
    ("theory_intermediate", Ladder.POLITICAL_THEORY, int(TheoryLevel.INTERMEDIATE), "Lý luận chính trị từ trung cấp trở lên"),
)
"""(key, ladder, level, label): the two shares that are said of every body."""


def build(selection: Selection) -> Report:
    """The members on the day, parted in every way; one row per commune that has a body."""
    position = _position(selection)
    if position is None:
        return _empty(selection)
    found = members(selection, position)
    area, day, label = area_ref(selection), selection.day, sentences.lower_first(position.label)
    tables = [_split_table(split, found) for split in splits(day)]
    return Report(
        title=f"{area.name}: {label} ngày {sentences.day_text(day)}",
        area=area,
        day=day,
        population=f"Người là {label} trong ngày, mỗi người tính một lần; không cộng vào số cán bộ, công chức.",
        rule="Không xét theo tiêu chuẩn chức danh.",
        key_figures=_key_figures(found, position.label),
        tables=tuple(table for table in (*tables, _besides(found, selection), _communes(found, selection)) if table.rows),
        known_at=selection.known_at,
    )


def asks(selection: Selection) -> tuple[Ask, ...]:
    """Which body."""
    position = _position(selection)
    choices = tuple((code, one.label) for code, one in body_positions(selection).items())
    return (Ask(BODY, "Tổ chức", choices, position.code),) if position else ()


def records(selection: Selection, query: Query) -> RecordList:
    """The members of one number: of a row of a table, of a commune, or all."""
    position = _position(selection)
    if position is None:
        raise BadRequest("Danh mục chưa có chức danh thành viên cấp ủy.")
    found = members(selection, position)
    if commune := selection.own.get(COMMUNE):
        units = selection.register.units["commune"]
        found = [member for member in found if units[member.commune].code == commune]
    if table := selection.own.get(TABLE):
        test = _test(selection, table, selection.own.get(ROW, ""))
        found = [member for member in found if test(member)]
    return RecordList(position.label, _COLUMNS, [_record(member, selection) for member in found], unit="người")


_COLUMNS = (
    RecordColumn("Họ và tên", width=28),
    RecordColumn("Ngày sinh", "day", 13),
    RecordColumn("Giới tính", width=10),
    RecordColumn("Chức danh khác", width=36),
    RecordColumn("Đơn vị", width=26),
    RecordColumn("Chuyên môn", width=19),
    RecordColumn("Lý luận chính trị", width=19),
)


def _record(member: Member, selection: Selection) -> Record:
    labels = selection.catalogue.labels
    cells = (
        member.name,
        member.born,
        SEXES[member.sex],
        "; ".join(labels[pk][1] for pk in member.posts),
        selection.register.units["commune"][member.commune].full_name,
        level_label(Ladder.PROFESSIONAL, member.level(Ladder.PROFESSIONAL)),
        level_label(Ladder.POLITICAL_THEORY, member.level(Ladder.POLITICAL_THEORY)),
    )
    return Record(cells, f"{reverse('cadre-detail', args=[member.cadre])}?ngay={selection.day:%d/%m/%Y}")


def _test(selection: Selection, table: str, row: str):
    """What a member of the row is. Raises BadRequest with the rows there are."""
    tests = {split.id: {slug: test for slug, _, test in split.choices} for split in splits(selection.day)}
    tests["key"] = {key: _reaching(ladder, level) for key, ladder, level, _ in KEY}
    tests["besides"] = {
        code: (lambda member, pk=position.id: pk in member.posts) for code, position in selection.catalogue.by_code.items()
    } | {"none": lambda member: not member.posts}
    if table not in tests or row not in tests[table]:
        accepted = ", ".join(tests.get(table, tests))
        raise BadRequest(f"Không có bảng “{table[:40]}”, dòng “{row[:40]}”.", f"Nhận: {accepted}.")
    return tests[table][row]


def _reaching(ladder: Ladder, level: int):
    return lambda member: member.level(ladder) >= level


def _position(selection: Selection):
    positions = body_positions(selection)
    return selection.own_choice(BODY, positions, next(iter(positions))) if positions else None


def _opens(table: str, row: str) -> Query:
    return {TABLE: (table,), ROW: (row,)}


def _split_table(split, found: list[Member]) -> Table:
    """Ethnic groups without members are left out."""
    total, rows = len(found), []
    for slug, label, test in split.choices:
        count = sum(1 for member in found if test(member))
        if count or split.id != "ethnic_group":
            rows.append(Row(slug, label, count, total, None, records=_opens(split.id, slug)))
    said = sentences.distribution(tuple(rows), total, names=split.id == "ethnic_group")
    return Table(split.id, split.label, split.id, total, tuple(rows) if total else (), said)


def _besides(found: list[Member], selection: Selection) -> Table:
    """The posts that members hold besides their seat."""
    held = Counter(pk for member in found for pk in member.posts)
    order = sorted(held, key=lambda pk: selection.catalogue.positions[pk].order)
    labels, total = selection.catalogue.labels, len(found)
    rows = [Row(labels[pk][0], labels[pk][1], held[pk], total, None, records=_opens("besides", labels[pk][0])) for pk in order]
    if alone := sum(1 for member in found if not member.posts):
        rows.append(Row("none", "Không giữ chức danh nào khác", alone, total, None, records=_opens("besides", "none")))
    said = f"{sentences.number(total - alone)}/{sentences.number(total)} thành viên giữ thêm chức danh khác."
    return Table("besides", "Chức danh khác của thành viên", "position", total, tuple(rows), said, exclusive=False)


def _communes(found: list[Member], selection: Selection) -> Table:
    """One row per commune that has members, with the two shares."""
    units, by = selection.register.units["commune"], defaultdict(list)
    for member in found:
        by[member.commune].append(member)
    rows = []
    for pk in sorted(by, key=lambda pk: units[pk].sort_key):
        own, where = by[pk], {COMMUNE: (units[pk].code,)}
        measures = tuple(
            Measure(key, label, Share(at_least(own, ladder, level), len(own)), None, records=where | _opens("key", key))
            for key, ladder, level, label in KEY
        )
        rows.append(Row(units[pk].code, units[pk].full_name, len(own), len(found), None, records=where, measures=measures))
    said = f"{sentences.number(len(rows))} xã, phường, thị trấn có thành viên được ghi."
    return Table("bodies", "Từng xã, phường, thị trấn", "commune", len(found), tuple(rows), said)


def _key_figures(found: list[Member], label: str) -> tuple[KeyFigure, ...]:
    total = len(found)
    shares = (
        KeyFigure(
            key, said, at_least(found, ladder, level), Share(at_least(found, ladder, level), total), query=None, records=_opens("key", key)
        )
        for key, ladder, level, said in KEY
        if total
    )
    return (KeyFigure("members", label, total, query=None, records={}), *shares)


def _empty(selection: Selection) -> Report:
    area, note = area_ref(selection), "Danh mục chức danh chưa có chức danh nào thuộc loại thành viên cấp ủy."
    return Report(f"{area.name}: cấp ủy", area, selection.day, note, "", notes=(note,))


KIND = ReportKind(
    slug="cap-uy",
    label="Thành viên cấp ủy xã",
    says="Ban Chấp hành Đảng bộ của xã: bao nhiêu người, trình độ, tuổi, giới, dân tộc, chức danh khác họ giữ, từng xã.",
    group="Số lượng, chất lượng và mức đạt chuẩn",
    build=build,
    names=(BODY,),
    records=records,
    record_names=(TABLE, ROW, COMMUNE),
    asks=asks,
    compares=False,
    filters=False,
)

"""Arranges invented people into workbooks: one sheet or many, headings or columns for units and positions, ticks or texts."""

from datetime import date

from hypothesis import strategies as st

from tests.cadres.importing.written_lists import (
    EXTRA,
    GROUPS,
    HEADERS,
    LEVELS,
    MARK_COLUMNS,
    POSITIONS,
    TITLES,
    Invented,
    Writer,
    written_days,
)

TICKS = ("x", "X", 1, "x ", "v")


class Bytes(bytes):
    """A file whose repr does not fill the screen."""

    def __repr__(self) -> str:
        return f"<{len(self)} bytes>"


@st.composite
def workbooks(draw, lists):
    """(bytes of an .xlsx, {(place code, name in capitals folded): expected})."""
    writer = Writer(draw)
    how = writer.pick("sheets", "headings", "column") if len(lists) > 1 else writer.pick("sheets", "headings", "column", "stacked")
    if how == "sheets":
        for place, people in lists.items():
            _sheet(writer, {place: people}, "sheets")
    else:
        _sheet(writer, lists, how)
    return Bytes(writer.bytes()), writer.expected


def _sheet(writer: Writer, lists, how: str) -> None:
    places = list(lists)
    names = {place: f"{place.name} {place.district.split()[-1]}" if place.name == "Đức Long" else place.name for place in places}
    writer.sheet(names[places[0]] if how == "sheets" else "DS")
    titled = how == "sheets" and writer.pick(True, True, False)
    for title in writer.draw(st.lists(st.sampled_from(TITLES), max_size=3, unique=True)):
        writer.line(*[None] * writer.pick(0, 0, 2), title)
    if titled or (how == "sheets" and places[0].name in {"Đức Long"}):
        place = places[0]
        writer.line(
            writer.pick(
                f"Đơn vị: {place.full_name}, {place.district}",
                f"{place.full_name} - {place.district}",
                f"UBND {place.full_name.upper()}, {place.district.upper()}",
            )
        )
    for _ in range(writer.pick(0, 1)):
        writer.line()
    columns = _columns(writer, how)
    _header(writer, columns)
    if writer.pick(False, False, True):
        writer.line(*range(1, len(columns) + 1))
    count = 0
    for place, people in lists.items():
        if how == "headings" or (how == "stacked" and not titled):
            writer.line(
                *[None] * writer.pick(0, 1),
                writer.pick(
                    f"{place.full_name} - {place.district}",
                    f"I. {place.full_name} ({place.district})",
                    f"{place.full_name}, {place.district}",
                ),
            )
        for person in sorted(people, key=lambda one: list(POSITIONS).index(one.position)):
            count += 1
            _person(writer, columns, person, place, count, how)
    if writer.pick(True, False):
        total = writer.pick("Tổng cộng", f"Cộng: {count} người", "Tổng số", "Cộng")
        writer.line(*[None] * columns.index(("name",)), total, *([f"=COUNTA(A1:A{writer.row})"] * 2))
    if writer.pick(True, False):
        writer.line()
        writer.line(*[None] * 4, "Cao Bằng, ngày 31 tháng 12 năm 2013")
        writer.line(None, "NGƯỜI LẬP BẢNG", *[None] * 4, "THỦ TRƯỞNG ĐƠN VỊ")
        writer.line(None, "Nguyễn Văn Ký", *[None] * 4, "Trần Thị Duyệt")


def _columns(writer: Writer, how: str) -> list[tuple]:
    """The columns left to right: ("name",), ("mark", ladder, label, slug), ("extra", label) …"""
    fixed = [("born_by_sex", "male"), ("born_by_sex", "female")] if writer.pick(True, False) else [("born",), ("sex",)]
    writer.by_headings = writer.pick(True, False)
    groups = [[("ethnic",)], [("party",)], fixed, [("number",)], [("note",)]]
    writer.party_column = writer.pick("ticks", "days")
    if not writer.by_headings:
        groups.append([("position",)])
    if how == "column":
        groups.append([("unit",)])
    writer.apart = not writer.marks and writer.pick(True, False)
    if writer.apart or writer.marks:
        groups.append([("major",)])
    for ladder in LEVELS:
        if writer.marks:
            groups.append([("mark", ladder, label, slug) for label, slug in MARK_COLUMNS[ladder]])
        else:
            groups.append([(ladder,)])
    for label in writer.draw(st.lists(st.sampled_from(EXTRA), max_size=2, unique=True)):
        groups.append([("extra", label)])
    order = writer.draw(st.permutations(groups))
    name_first = [[("ordinal",)], [("name",)]] if writer.pick(True, True, False) else [[("name",)]]
    return [column for group in [*name_first, *order] for column in group]


GROUP_NAMES = {"general_education": "Trình độ văn hóa", "professional": "Trình độ chuyên môn", "political_theory": "Lý luận chính trị"}
GROUP_NAMES |= {"state_management": "Quản lý nhà nước", "informatics": "Tin học"}


def _labels(writer: Writer, column: tuple) -> list[str]:
    """The header's texts of one column, top down."""
    if column[0] == "mark":
        return [GROUP_NAMES[column[1]], column[2]]
    if column[0] == "born_by_sex":
        return ["Ngày tháng năm sinh", {"male": "Nam", "female": "Nữ"}[column[1]]]
    if column[0] == "extra":
        return [column[1]]
    if column[0] == "party" and writer.party_column == "ticks":
        return ["Đảng viên"]
    label = writer.pick(*HEADERS[column[0]])
    return ["Trình độ", label] if column[0] in LEVELS and writer.over else [label]


def _header(writer: Writer, columns: list[tuple]) -> None:
    """One to three rows; single texts are merged down, groups across (or neither, as people forget to)."""
    writer.over = not writer.marks and writer.pick(True, False)
    labels = [_labels(writer, column) for column in columns]
    depth = max(map(len, labels))
    merging = depth == 1 or writer.pick(True, True, False)
    top = writer.row
    for level in range(depth):
        writer.row += 1
        for column, texts in enumerate(labels):
            before = labels[column - 1] if column else []
            if level < len(texts) and not (len(texts) > level + 1 and texts[: level + 1] == before[: level + 1]):
                writer.put(column, texts[level])
    if merging:
        _merge(writer, labels, top + 1, depth)


def _merge(writer: Writer, labels: list[list[str]], top: int, depth: int) -> None:
    start = 0
    for column in range(1, len(labels) + 1):
        same = column < len(labels) and len(labels[start]) > 1 and labels[column][:1] == labels[start][:1]
        if same:
            continue
        if column - start > 1:
            writer.ws.merge_cells(start_row=top, end_row=top, start_column=start + 1, end_column=column)
        elif len(labels[start]) < depth:
            writer.ws.merge_cells(start_row=top, end_row=top + depth - 1, start_column=start + 1, end_column=start + 1)
        start = column


def _person(writer: Writer, columns: list[tuple], person: Invented, place, number: int, how: str) -> None:
    if writer.by_headings:
        writer.line(None, writer.pick(*POSITIONS[person.position]))
    told = {"party": None, "number": None, "major": None}
    levels = dict(person.levels)
    cells = [_cell(writer, column, person, place, number, levels, told) for column in columns]
    writer.line(*cells)
    told |= {"sex": person.sex, "ethnic": person.ethnic, "position": person.position, "levels": levels, "studying": person.studying}
    writer.expected[place.code, person.name.lower(), str(person.born)] = told


def _cell(writer: Writer, column: tuple, person: Invented, place, number: int, levels: dict, told: dict):
    kind = column[0]
    if kind == "ordinal":
        return number
    if kind == "name":
        return writer.pick(
            person.name, person.name, person.name.upper(), f"  {person.name}", f"{person.name}\u00a0", person.name.replace(" ", "  ")
        )
    if kind == "born":
        cell, told["precision"] = writer.draw(written_days(person.born))
        return cell
    if kind == "born_by_sex":
        if column[1] != person.sex:
            return None
        cell, told["precision"] = writer.draw(written_days(person.born))
        return cell
    if kind == "mark":
        return _mark(writer, column, levels)
    if kind in LEVELS:
        return _text_level(writer, kind, levels, person, told)
    if kind == "party":
        return _party(writer, person, told)
    if kind == "number":
        told["number"] = person.number
        return person.number
    if kind == "major":
        told["major"] = person.major
        return person.major
    if kind == "extra":
        return writer.pick(None, "Cao Bằng", "Không", 2.34)
    if kind == "note":
        return f"Đang học {person.studying}" if person.studying else writer.pick(None, None, "Nghỉ thai sản")
    if kind == "unit":
        return writer.pick(f"{place.full_name}, {place.district}", f"UBND {place.full_name}, {place.district}")
    return {"sex": {"male": "Nam", "female": "Nữ"}, "ethnic": {}, "position": {}}[kind].get(person.sex) or writer.pick(
        *(GROUPS[person.ethnic] if kind == "ethnic" else POSITIONS[person.position])
    )


def _mark(writer: Writer, column: tuple, levels: dict):
    _, ladder, _, slug = column
    held = levels.get(ladder)
    if slug == "some":
        return {"certificate_a": "A", "certificate_b": "B"}.get(held)
    return writer.pick(*TICKS) if held == slug else None


def _text_level(writer: Writer, ladder: str, levels: dict, person: Invented, told: dict):
    slug = levels.get(ladder)
    if slug is None:
        return None
    text = writer.pick(*LEVELS[ladder][slug])
    if ladder == "professional" and person.major and not writer.apart:
        told["major"] = person.major
        return f"{text} {person.major}"
    return text


def _party(writer: Writer, person: Invented, told: dict):
    if person.party is None:
        return None
    if writer.party_column == "ticks":
        told["party"] = True
        return writer.pick(*TICKS[:3])
    cell, _ = writer.draw(written_days(person.party, exact=True))
    told["party"] = person.party
    return cell


__all__ = ["date", "workbooks"]

"""Tags of a template: {{don_vi}} is one value, {{dong.1}} a value of a row that is repeated for each line of a list.

Pure. A tag is written in small letters without accents, digits and "_" between double braces; the word before a dot is the kind of
row. What is wrong with a template is told by sheet, cell and tag, with the nearest tag that exists.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

_TAG = re.compile(r"\{\{\s*([a-z0-9_]+(?:\.[a-z0-9_]+)*)\s*\}\}")
_BRACES = re.compile(r"\{\{|\}\}")
_TRIED = re.compile(r"\{\{([^{}]*)\}\}")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tags a form knows: `values` stand once, `rows` are tags by kind of row; `lists` names which kinds follow each other in one list.

    `required` must stand somewhere in a template.
    """

    values: frozenset[str]
    rows: Mapping[str, frozenset[str]]
    lists: tuple[tuple[str, ...], ...] = ()
    required: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every tag, those that stand once first."""
        return (*sorted(self.values), *(f"{kind}.{name}" for kind, names in self.rows.items() for name in sorted(names, key=_place)))

    def list_of(self, kind: str) -> tuple[str, ...] | None:
        """The list that rows of a kind belong to."""
        return next((kinds for kinds in self.lists if kind in kinds), None)


def _place(name: str) -> tuple[int, str]:
    return (int(name), "") if name.isdigit() else (0, name)


@dataclass(frozen=True, slots=True)
class TemplateSheet:
    """A visible sheet as it is read: texts by (row, column) from 1, merges as (first row, first column, last row, last column)."""

    name: str
    texts: Mapping[tuple[int, int], str]
    merges: Sequence[tuple[int, int, int, int]] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """What reading a template found. It can be used when nothing is `wrong`."""

    wrong: tuple[str, ...]
    absent: tuple[str, ...]
    """Tags of the form that the template leaves out, though it may."""
    used: int


def tags_in(text: str) -> list[str]:
    """The tags of a cell's text, in order."""
    return _TAG.findall(text)


def replaced(text: str, told: Mapping[str, str]) -> str:
    """The text with every tag replaced; a tag that is not told becomes empty."""
    return _TAG.sub(lambda found: told.get(found.group(1), ""), text)


def only_tag(text: str) -> str | None:
    """The tag that is all the cell holds, so that the cell may hold a number or a day."""
    found = _TAG.fullmatch(text.strip())
    return found.group(1) if found else None


def cell_name(row: int, column: int) -> str:
    """ "AB12" of row 12, column 28."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def kind_of_row(tags: Sequence[str], known: Vocabulary) -> str | None:
    """The kind of the row that these tags make it; None for a row that stands once."""
    return next((tag.partition(".")[0] for tag in tags if known.list_of(tag.partition(".")[0])), None)


def review(sheets: Sequence[TemplateSheet], known: Vocabulary) -> Review:
    """Everything that keeps a template from being used, and what it leaves out."""
    wrong: list[str] = []
    used: set[str] = set()
    for sheet in sheets:
        for (row, column), text in sorted(sheet.texts.items()):
            where = f"Trang tính “{sheet.name}”, ô {cell_name(row, column)}"
            wrong += [f"{where}: {problem}" for problem in _broken(text)]
            for tag in tags_in(text):
                used.add(tag)
                wrong += [f"{where}: {problem}" for problem in _unknown(tag, known)]
        wrong += _merged(sheet, known)
        wrong += _rows(sheet, known)
    if not used:
        wrong.append("Mẫu không có trường nào. Trường viết trong hai dấu ngoặc nhọn, chẳng hạn {{don_vi}}, {{dong.1}}.")
    else:
        wrong += [f"Mẫu thiếu trường bắt buộc {{{{{tag}}}}}." for tag in known.required if tag not in used]
    absent = tuple(tag for tag in known.all if tag not in used)
    return Review(tuple(dict.fromkeys(wrong)), absent, len(used & set(known.all)))


def _broken(text: str) -> list[str]:
    """Braces that make no tag."""
    found = []
    for tried in _TRIED.findall(text):
        if not _TAG.fullmatch(f"{{{{{tried}}}}}"):
            said = tried.strip()[:40] or "để trống"
            found.append(
                f"trường “{{{{{said}}}}}” viết không đúng. Tên trường chỉ gồm chữ thường không dấu, chữ số, dấu gạch dưới và dấu chấm."
            )
    rest = _TRIED.sub("", text)
    if _BRACES.search(rest):
        alone, other = ("{{", "}}") if "{{" in rest else ("}}", "{{")
        found.append(f"có “{alone}” mà không có “{other}” đi cùng; viết trọn một trường trong một ô.")
    return found


def _unknown(tag: str, known: Vocabulary) -> list[str]:
    if tag in known.values:
        return []
    kind, _, name = tag.partition(".")
    if name and name in known.rows.get(kind, ()):
        return []
    near = get_close_matches(tag, known.all, n=1, cutoff=0.5)
    hint = f" Gần nhất: {{{{{near[0]}}}}}." if near else ""
    return [f"không có trường {{{{{tag}}}}}.{hint}"]


def _merged(sheet: TemplateSheet, known: Vocabulary) -> list[str]:
    """A merge hides every text but its first, and a repeated row cannot be torn out of a merge that reaches beyond it."""
    wrong = []
    for first_row, first_column, last_row, last_column in sheet.merges:
        name = f"{cell_name(first_row, first_column)}:{cell_name(last_row, last_column)}"
        for row in range(first_row, last_row + 1):
            texts = {column: sheet.texts.get((row, column), "") for column in range(first_column, last_column + 1)}
            for column, text in texts.items():
                if (row, column) != (first_row, first_column) and tags_in(text):
                    where = f"Trang tính “{sheet.name}”, ô {cell_name(row, column)}"
                    wrong.append(f"{where}: trường {{{{{tags_in(text)[0]}}}}} nằm dưới ô gộp {name} nên bị che. Bỏ gộp ô hoặc dời trường.")
            if last_row > first_row and (kind := _kind(sheet, row, known)):
                wrong.append(f"Trang tính “{sheet.name}”: ô gộp {name} phủ lên dòng {row} là dòng lặp ({kind}). Bỏ gộp ô qua dòng lặp.")
                break
    return wrong


def _kind(sheet: TemplateSheet, row: int, known: Vocabulary) -> str | None:
    tags = [tag for (at, _), text in sorted(sheet.texts.items()) if at == row for tag in tags_in(text)]
    return kind_of_row(tags, known)


def _rows(sheet: TemplateSheet, known: Vocabulary) -> list[str]:
    """A repeated row is of one kind; the rows of one list stand together, once."""
    wrong, kinds = [], {}
    for row in sorted({at for at, _ in sheet.texts}):
        tags = [tag for (at, _), text in sorted(sheet.texts.items()) if at == row for tag in tags_in(text)]
        found = {tag.partition(".")[0] for tag in tags if known.list_of(tag.partition(".")[0])}
        if len(found) > 1:
            both = ", ".join(sorted(found))
            wrong.append(f"Trang tính “{sheet.name}”, dòng {row}: một dòng lặp chỉ nhận trường của một loại dòng, ở đây có {both}.")
        elif found:
            kinds[row] = found.pop()
    for list_ in known.lists:
        rows = [row for row, kind in kinds.items() if kind in list_]
        if rows and rows != list(range(rows[0], rows[0] + len(rows))):
            told = ", ".join(map(str, rows))
            wrong.append(
                f"Trang tính “{sheet.name}”: các dòng lặp {', '.join(list_)} phải liền nhau và chỉ có một chỗ, ở đây là dòng {told}."
            )
    return wrong

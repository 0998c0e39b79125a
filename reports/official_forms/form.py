"""What an official form is: columns under nested headings, a people query for each, and the checks that its numbers must pass.

Pure. The page, the built-in template, the filled file and the lists behind the numbers are all made from these values, so none of
them can mean something else than the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reports.sentences import number

Query = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """One numbered column. `path` are its headings from the top down, the last its own.

    `query` says whom it counts (empty: everybody); None where nothing of the kind is on record. `unknown` says of whom the column
    cannot tell, for the note under the form.
    """

    key: str
    path: tuple[str, ...]
    query: Query | None
    unknown: Query | None = None

    @property
    def label(self) -> str:
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Heading:
    """A cell of the head: `row` and `column` from 0, and how far it reaches."""

    text: str
    row: int
    column: int
    rows: int
    columns: int
    leaf: bool


def headings(paths: tuple[tuple[str, ...], ...]) -> tuple[Heading, ...]:
    """The cells of a head that is as deep as the longest path; a path that is shorter reaches down to the bottom with its last text.

    Neighbours that share the texts from the top down to a row share that cell.
    """
    depth, found = max(len(path) for path in paths), []
    for row in range(depth):
        column = 0
        while column < len(paths):
            path = paths[column]
            if row >= len(path):
                column += 1
                continue
            leaf, end = row == len(path) - 1, column + 1
            while not leaf and end < len(paths) and len(paths[end]) > row + 1 and paths[end][: row + 1] == path[: row + 1]:
                end += 1
            found.append(Heading(path[row], row, column, depth - row if leaf else 1, end - column, leaf))
            column = end
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Check:
    """`left` must be `sign` ("=" or "≥") the sum of `right`, all of them keys of columns; `unknown` are people missing at the right."""

    left: str
    sign: str
    right: tuple[str, ...]
    unknown: Query | None = None
    unit: str = "người"

    @property
    def formula(self) -> str:
        """ "1 = 6 + 7"."""
        return f"{self.left} {self.sign} {' + '.join(self.right)}"


@dataclass(frozen=True, slots=True)
class Checked:
    """A check of one row: what both sides came to, and how many people the right side cannot know."""

    check: Check
    left: int
    right: int
    unknown: int

    @property
    def holds(self) -> bool:
        return self.left == self.right if self.check.sign == "=" else self.left >= self.right

    @property
    def explained(self) -> bool:
        """It fails, and just as many people as the difference lack the data."""
        return not self.holds and self.left - self.right == self.unknown

    @property
    def said(self) -> str:
        """What a signer has to know, in a sentence."""
        unit, rest = self.check.unit, self.left - self.right
        if self.holds:
            return "Đúng." if not rest else f"Đúng; {number(rest)} {unit} ngoài vế phải."
        if self.explained:
            return f"Lệch {number(self.unknown)}: đúng bằng {number(self.unknown)} {unit} chưa đủ dữ liệu để xếp vào chỗ nào của vế phải."
        return f"Sai: lệch {number(rest)}, trong đó {number(self.unknown)} {unit} chưa đủ dữ liệu."


def run_check(check: Check, counts: Mapping[str, int], unknown: int) -> Checked:
    """The check held against the numbers of one row, key → people."""
    return Checked(check, counts[check.left], sum(counts[key] for key in check.right), unknown)


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the form lies on paper."""

    paper: str = "A3"
    landscape: bool = True
    size: float = 8
    """Of the letters in the table, in points."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: at the left and at the right, each with the line below."""

    left: tuple[str, str] = ("NGƯỜI LẬP BẢNG", "(Ký, họ tên)")
    right: tuple[str, str] = ("THỦ TRƯỞNG ĐƠN VỊ", "(Ký, đóng dấu)")


@dataclass(frozen=True, slots=True)
class Form:
    """What all official forms share. `since`..`until` are the days on which the posts it counts exist; `issued` when it was issued.

    `left` and `right` are lines of the head beside the title, with tags. `code` is what officers call it.
    """

    slug: str
    code: str
    title: tuple[str, ...]
    says: str
    basis: str
    issued: date
    since: date
    until: date | None
    posts: str
    """The posts it counts, in words."""
    left: tuple[str, ...]
    right: tuple[str, ...]
    sheet: Sheet = Sheet()
    signature: Signature = Signature()
    notes: tuple[str, ...] = ()
    subtitle: tuple[str, ...] = ()
    left_in_italics: bool = True
    """Forms of ministries say at the left by which circular they are issued; those of the Party, which body makes them."""

    def refusal(self, day: date) -> str | None:
        """Why the form cannot be made for a day on which its posts did not exist; None when it can."""
        if day < self.since:
            return f"Biểu {self.code} tính {self.posts}; ngày {day:%d/%m/%Y} chưa có các chức danh này (có từ {self.since:%d/%m/%Y})."
        if self.until is not None and day > self.until:
            return f"Biểu {self.code} tính {self.posts}; ngày {day:%d/%m/%Y} không còn các chức danh này (hết ngày {self.until:%d/%m/%Y})."
        return None

    def caution(self, day: date) -> str | None:
        """What must be said of a day before the form was issued."""
        if day < self.issued:
            return f"Biểu {self.code} ban hành ngày {self.issued:%d/%m/%Y}; số liệu ngày {day:%d/%m/%Y} được tính lùi theo cùng cách."
        return None


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list of people: a value of the person (`fact`), or a 1 for whoever `query` means; neither is not on record."""

    key: str
    path: tuple[str, ...]
    query: Query | None = None
    fact: str = ""
    width: float = 4.2


@dataclass(frozen=True, slots=True)
class ListForm(Form):
    """A form with a line a person, under a line for each position."""

    columns: tuple[ListColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonForm(Form):
    """A form about one person: `fields` are (number, label, tag), `lists` tables of (heading, kind of row, ((label, name), …))."""

    fields: tuple[tuple[str, str, str], ...] = ()
    lists: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class UnitForm(Form):
    """A form whose rows are the units of a place: districts as group lines, communes below them."""

    columns: tuple[Column, ...] = ()
    checks: tuple[Check, ...] = ()

    def column(self, key: str) -> Column:
        """The column with this number; KeyError when there is none."""
        return {column.key: column for column in self.columns}[key]

"""What goes into a template: values that stand once, and the lines of lists. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Total:
    """A number that is the sum of what `kind`.`name` says in the lines below it, written as a live SUM where those are in the file."""

    number: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Added:
    """A number that is the sum of other cells that stand once, by their tags: a live SUM where they are in the file and agree."""

    number: int
    tags: tuple[str, ...]


Value = str | int | float | date | Total | Added | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: the kind of its row and its values by the name after the dot."""

    kind: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Filling:
    """`values` by tag (a total of everything is `tong.1`); `lists` by the name of the first kind that `Vocabulary.lists` gives."""

    values: Mapping[str, Value]
    lists: Mapping[str, Sequence[Line]] = field(default_factory=dict)


def plain(value: Value) -> str | int | float | date | None:
    """The value itself, whatever it will be written as."""
    return value.number if isinstance(value, Total | Added) else value


def told(value: Value) -> str:
    """The value inside a text: days as people write them."""
    shown = plain(value)
    if shown is None:
        return ""
    return f"{shown:%d/%m/%Y}" if isinstance(shown, date) else str(shown)

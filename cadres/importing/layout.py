"""Which column holds what: proposed from the header's words and from what stands below, with a confidence; people correct it.

A correction is kept by the header's text, not by the column's letter, so that next month's list with a column more is still
understood. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cadres.aliases import Unreadable, is_mark, read_ethnic_group, read_level, read_sex
from cadres.importing import meanings as of
from cadres.importing.header import Header
from cadres.importing.meanings import meaning_of, parse_level
from cadres.importing.sheet import Sheet, as_text, letters
from cadres.levels import Ladder
from cadres.position_aliases import read_positions

_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Column:
    """`confidence` 0..1; `agreement` is the share of the sampled cells that read as the meaning (None when nothing can tell)."""

    place: int
    path: tuple[str, ...]
    meaning: str
    confidence: float
    agreement: float | None = None
    examples: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        return letters(self.place)

    @property
    def header(self) -> str:
        """The header's texts from the top down, as people read them."""
        return " › ".join(self.path)


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one header block, left to right."""

    columns: tuple[Column, ...]

    def places(self, meaning: str) -> tuple[int, ...]:
        """The columns that hold this."""
        return tuple(column.place for column in self.columns if column.meaning == meaning)

    @property
    def lacks(self) -> tuple[str, ...]:
        """What no list can do without: a name."""
        return () if self.places(of.FULL_NAME) or self.places(of.GIVEN_NAME) else (of.FULL_NAME,)


def propose(sheet: Sheet, header: Header, remembered: Mapping[str, str] | None = None) -> Layout:
    """The likeliest layout; `remembered` maps a header's text (`Column.header`) to the meaning somebody chose for it before."""
    columns = [_column(sheet, header, place, remembered or {}) for place in range(len(header.paths))]
    return Layout(_settled(columns))


def _column(sheet: Sheet, header: Header, place: int, remembered: Mapping[str, str]) -> Column:
    path = header.paths[place]
    values = _sample(sheet, header, place)
    examples = tuple(dict.fromkeys(as_text(value)[:40] for value in values))[:3]
    chosen = remembered.get(" › ".join(path))
    if chosen in of.LABELS:
        return Column(place, path, chosen, 1.0, _agreement(chosen, values), examples)
    meaning, confidence = meaning_of(path)
    agreement = _agreement(meaning, values)
    if (meaning == of.UNKNOWN or (agreement is not None and agreement < 0.3)) and (better := _by_content(values, meaning)):
        return Column(place, path, better[0], better[1], better[2], examples)
    if agreement is not None and meaning != of.UNKNOWN:
        confidence = round(0.6 * confidence + 0.4 * agreement, 2)
    return Column(place, path, meaning if path else of.UNKNOWN if values else of.IGNORED, confidence, agreement, examples)


def _sample(sheet: Sheet, header: Header, place: int) -> list:
    """Cells of rows that look like people's: something stands in three columns or more."""
    found = []
    for row in range(header.data, header.end):
        cells = sheet.rows[row]
        if place < len(cells) and cells[place] is not None and sum(value is not None for value in cells) > 2:
            found.append(cells[place])
            if len(found) == _SAMPLE:
                break
    return found


def _readable(meaning: str, text: str) -> bool | None:
    """Whether the text reads as the meaning; None when nothing can tell."""
    try:
        if ladder := parse_level(meaning):
            return bool(read_level(ladder, text))
        if meaning == of.SEX:
            return bool(read_sex(text))
        if meaning == of.ETHNIC_GROUP:
            return bool(read_ethnic_group(text))
        if meaning == of.POSITION:
            return bool(read_positions(text))
        if meaning == of.PERSONAL_ID:
            return text.replace(" ", "").replace(".", "").isdecimal() and len(text) >= 9
    except Unreadable:
        return False
    return None


def _agreement(meaning: str, values: list) -> float | None:
    answers = [answer for value in values if (answer := _readable(meaning, as_text(value))) is not None]
    return round(sum(answers) / len(answers), 2) if answers else None


_CONTENT = (
    of.SEX,
    of.ETHNIC_GROUP,
    of.POSITION,
    of.PERSONAL_ID,
    f"level.{Ladder.GENERAL_EDUCATION}",
    f"level.{Ladder.PROFESSIONAL}",
)


def _by_content(values: list, meaning: str) -> tuple[str, float, float] | None:
    """What an unknown column holds, when nearly all its cells say so and are not mere marks.

    Levels without a word beside them are not told apart: TC stands on several ladders.
    """
    texts = [as_text(value) for value in values]
    if len(texts) < 3 or all(map(is_mark, texts)):
        return None
    for candidate in _CONTENT:
        share = _agreement(candidate, values) or 0.0
        if share >= 0.8 and candidate != meaning and not (candidate == f"level.{Ladder.PROFESSIONAL}" and not _has_majors(texts)):
            return candidate, round(0.65 * share, 2), share
    if meaning == f"level.{Ladder.PROFESSIONAL}" and sum(text.replace(" ", "").isalpha() for text in texts) >= 0.8 * len(texts):
        return of.MAJOR, 0.6, 1.0
    return None


def _has_majors(texts: list[str]) -> bool:
    def major(text: str) -> bool:
        try:
            return bool(read_level(Ladder.PROFESSIONAL, text).rest)
        except Unreadable:
            return False

    return sum(map(major, texts)) * 3 >= len(texts)


def _settled(columns: list[Column]) -> tuple[Column, ...]:
    """A meaning that only one column may have goes to the surest; the others are left aside, to be looked at."""
    best: dict[str, Column] = {}
    for column in columns:
        held = best.get(column.meaning)
        if held is None or _weight(column) > _weight(held):
            best[column.meaning] = column
    return tuple(
        column
        if column.meaning in of.REPEATABLE or column.meaning.startswith("mark.") or best[column.meaning] is column
        else replace(column, meaning=of.IGNORED, confidence=0.4)
        for column in columns
    )


def _weight(column: Column) -> tuple[float, int]:
    return column.confidence + (0.2 if column.examples else 0), -column.place

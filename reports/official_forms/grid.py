"""Forms of the Party: rows are conditions, columns are posts or flows, and a cell counts whoever is in the column and meets the row.

Pure. A row is a people query; of records that are no list of people (lượt of a plan, members of a body) the same query is asked of
each subject here, so that both kinds of columns mean the same by "nữ" or "đại học".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cadres.levels import NO_RECORD, STANDING_LADDERS, Ladder
from chuanxa.periods import age
from reports.breakdowns import ETHNIC, EXTRA_LEVELS, LADDERS, MINORITY, SEXES, AgeBand
from reports.official_forms.form import Check, Form, Query

MARK = "muc"
"""The name under which a row asks for a mark of the record itself: "theory_intermediate", "defence_3"."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One record: a named person, or `number` people or lượt without names. `marks` are what the record itself is."""

    cadre: int | None
    name: str
    place: str
    what: str
    day: date | None = None
    number: int = 1
    born: date | None = None
    sex: int = 0
    ethnic_group: int = 0
    levels: Mapping[Ladder, int] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()


_CHOICES = {one.query: {choice.slug: choice.keys for choice in (*one.choices, *EXTRA_LEVELS[ladder])} for ladder, one in LADDERS.items()}
_LADDERS = {LADDERS[ladder].query: ladder for ladder in STANDING_LADDERS}
_STORED = {
    SEXES.query: ("sex", {choice.slug: choice.keys for choice in SEXES.choices}),
    ETHNIC.query: ("ethnic_group", {choice.slug: choice.keys for choice in (*ETHNIC.choices, MINORITY)}),
}


def holds(query: Query, subject: Subject, day: date) -> bool:
    """Whether the subject is of those whom the query means on `day`; what is not on record is in no row but that of the unknown."""
    return all(_holds(name, values, subject, day) for name, values in query.items())


def _holds(name: str, values: tuple[str, ...], subject: Subject, day: date) -> bool:
    if name == MARK:
        return bool(subject.marks & set(values))
    if name in _LADDERS:
        level = subject.levels.get(_LADDERS[name], NO_RECORD)
        return any(level in _CHOICES[name][value] for value in values)
    if name in _STORED:
        column, choices = _STORED[name]
        return any(getattr(subject, column) in choices[value] for value in values)
    years = None if subject.born is None else age(subject.born, day)
    if name == "tuoi":
        return years is None
    return years is not None and (years >= int(values[0]) if name == "tuoi-tu" else years <= int(values[0]))


@dataclass(frozen=True, slots=True)
class GridRow:
    """`depth` is how far the label is set in; a row without a query is a heading. `sums` are the rows that it adds up."""

    key: str
    label: str
    query: Query | None
    unknown: Query | None = None
    depth: int = 0
    sums: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridColumn:
    """Whoever a column counts: `query` of people in post, or `source`, a kind of record with its own `asked`.

    `posts` are codes of positions: on a day on which none of them exists the column is blank. `sums` are the columns that it adds up
    ("=") or that are part of it ("≥"): the row of column numbers says so. Without any of these it is not on record.
    """

    key: str
    path: tuple[str, ...]
    query: Query | None = None
    source: str = ""
    asked: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    sign: str = "="

    @property
    def label(self) -> str:
        return self.path[-1]

    @property
    def added(self) -> bool:
        """Whether it counts nothing of its own."""
        return bool(self.sums) and self.query is None and not self.source


@dataclass(frozen=True, slots=True)
class GridForm(Form):
    """`unit` is what it counts ("người", "lượt"). Checks speak of rows: each is held in every column, and told over those of `checked`."""

    rows: tuple[GridRow, ...] = ()
    columns: tuple[GridColumn, ...] = ()
    checks: tuple[Check, ...] = ()
    unit: str = "người"
    checked: tuple[str, ...] = ()


def numbered(columns: tuple[GridColumn, ...]) -> tuple[str, ...]:
    """The row of column numbers, with the formula of whichever adds others up: "1=2+4+5", "1≥2+…+11"."""
    places = {column.key: place for place, column in enumerate(columns, start=1)}
    return tuple(_formula(place, column.sign, [places[key] for key in column.sums]) for place, column in enumerate(columns, start=1))


def _formula(place: int, sign: str, parts: list[int]) -> str:
    if len(parts) > 3 and parts == list(range(parts[0], parts[-1] + 1)):
        return f"{place}{sign}{parts[0]}+…+{parts[-1]}"
    return f"{place}{sign}{'+'.join(map(str, parts))}" if parts else str(place)


def row_of_band(band: AgeBand, prefix: str = "tuoi") -> GridRow:
    """A band of age as a row."""
    query: dict[str, tuple[str, ...]] = {}
    if band.low is not None:
        query["tuoi-tu"] = (str(band.low),)
    if band.high is not None:
        query["tuoi-den"] = (str(band.high),)
    return GridRow(f"{prefix}_{band.slug}", band.label, query, {"tuoi": ("unknown",)}, 1)


def rows_of_people(bands: tuple[AgeBand, ...]) -> tuple[GridRow, ...]:
    """The rows that forms of the Party share: total, women, minorities, age, professional level, political theory."""
    missing = ("unknown",)
    professional = (
        ("so_cap", "Sơ cấp", ("elementary",)),
        ("trung_cap", "Trung cấp", ("intermediate",)),
        ("cao_dang", "Cao đẳng", ("college",)),
        ("dai_hoc", "Đại học", ("university",)),
        ("thac_si", "Thạc sĩ", ("master",)),
        ("tien_si", "Tiến sĩ", ("doctor",)),
    )
    theory = (
        ("so_cap", "Sơ cấp", ("elementary",)),
        ("trung_cap", "Trung cấp", ("intermediate",)),
        ("cao_cap", "Cao cấp, cử nhân", ("advanced", "bachelor")),
    )
    return (
        GridRow("tong_so", "Tổng số", {}, sums=tuple(f"tuoi_{band.slug}" for band in bands)),
        GridRow("nu", "Nữ", {"gioi-tinh": ("female",)}, {"gioi-tinh": missing}, 1),
        GridRow("dan_toc", "Dân tộc thiểu số", {"dan-toc": ("minority",)}, {"dan-toc": missing}, 1),
        GridRow("tuoi", "Độ tuổi", None),
        *map(row_of_band, bands),
        GridRow("cm", "Trình độ chuyên môn", None),
        *(GridRow(f"cm_{key}", label, {"chuyen-mon": slugs}, {"chuyen-mon": missing}, 1) for key, label, slugs in professional),
        GridRow("ll", "Lý luận chính trị", None),
        *(GridRow(f"ll_{key}", label, {"ly-luan": slugs}, {"ly-luan": missing}, 1) for key, label, slugs in theory),
    )


def checks_of_people(bands: tuple[AgeBand, ...], unit: str) -> tuple[Check, ...]:
    """Bands of age add up to everybody; levels to no more."""
    ages = tuple(f"tuoi_{band.slug}" for band in bands)
    professional = tuple(f"cm_{key}" for key in ("so_cap", "trung_cap", "cao_dang", "dai_hoc", "thac_si", "tien_si"))
    return (
        Check("tong_so", "=", ages, {"tuoi": ("unknown",)}, unit),
        Check("tong_so", "≥", professional, None, unit),
        Check("tong_so", "≥", ("ll_so_cap", "ll_trung_cap", "ll_cao_cap"), None, unit),
        Check("tong_so", "≥", ("nu",), None, unit),
        Check("tong_so", "≥", ("dan_toc",), None, unit),
    )

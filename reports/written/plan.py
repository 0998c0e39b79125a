"""The plan of a written report: headings, paragraphs, tables and charts, in one of three lengths, before anything is drawn.

Pure. The page and the Word file are made from the same plan. A part that has nothing to say is not there, nor is its heading.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from reports.report import Report, Table, Trend
from reports.sentences import day_text, lower_first
from reports.written import distributions, needs, people, quality, schemes, standard, units
from reports.written.places import of_place, other_filters
from reports.written.source import Source
from reports.written.words import Number, Words, numbers, plain, together


class Length(StrEnum):
    """How much is said."""

    SHORT = "ngan"
    MEDIUM = "vua"
    FULL = "day-du"

    @property
    def label(self) -> str:
        return {"ngan": "Ngắn: một đoạn", "vua": "Vừa: hai, ba trang", "day-du": "Đầy đủ: mọi phần"}[self.value]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number in the report."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences read one after the other."""

    words: Words


@dataclass(frozen=True, slots=True)
class Illustration:
    """A table of a report with its caption, and its chart."""

    caption: str
    report: Report
    table: Table
    charted: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A trend drawn as a chart with its caption."""

    caption: str
    report: Report
    trend: Trend


Block = Heading | Paragraph | Illustration | Drawing


@dataclass(frozen=True, slots=True)
class Written:
    """A report in words. `subject` stands under "BÁO CÁO"; `sources` are the reports its numbers are of, by key."""

    subject: str
    blocks: tuple[Block, ...]
    sources: dict[str, Report]

    @property
    def paragraphs(self) -> tuple[Words, ...]:
        return tuple(block.words for block in self.blocks if isinstance(block, Paragraph))

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Every number of the text, in order."""
        return tuple(number for told in self.paragraphs for number in numbers(told))

    @property
    def text(self) -> str:
        """The paragraphs as they are read aloud, one a line."""
        return "\n".join(plain(told) for told in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Material:
    """The reports a text is written from; those that were not made are None. `schemes` are (code, what it is called, its report)."""

    area: Report
    needs: Report | None = None
    schemes: tuple[tuple[str, str, Report], ...] = ()
    quality: Report | None = None

    @property
    def sources(self) -> dict[str, Report]:
        found = {"area": self.area, "needs": self.needs, "quality": self.quality}
        return {key: report for key, report in found.items() if report} | {f"scheme {code}": report for code, _, report in self.schemes}


_LADDERS = ("professional", "political_theory", "general_education", "state_management", "informatics", "defence_security")
_USUAL_LADDERS = _LADDERS[:3]


def written(material: Material, length: Length) -> Written:
    """The whole plan."""
    source = Source("area", material.area)
    parts = {Length.SHORT: _short, Length.MEDIUM: _medium, Length.FULL: _full}[length](source, material)
    return Written(subject(material.area), tuple(parts), material.sources)


def subject(report: Report) -> str:
    """What the report is of, as it stands under its name."""
    narrowed = other_filters(report.filters)
    people_of = f"Số lượng, chất lượng cán bộ, công chức cấp xã {of_place(report.area, report.filters)}"
    return f"{people_of}{f' ({narrowed})' if narrowed else ''} tính đến ngày {day_text(report.day)}"


def _short(source: Source, material: Material) -> Iterator[Block]:
    """One paragraph."""
    told = [people.opening(source), people.head_count_change(source)]
    for id in ("professional", "political_theory"):
        told += [distributions.distribution(source, id), distributions.change(source, id, dated=False)]
    yield from _paragraphs([*told, standard.verdicts(source), standard.change(source, dated=False)])


def _medium(source: Source, material: Material) -> Iterator[Block]:
    yield from _numbered(
        [
            ("Số lượng", _head(source)),
            ("Trình độ", _levels(source, _USUAL_LADDERS, drawn=("professional", "political_theory"))),
            ("Mức đạt chuẩn", _standing(source)),
            ("Nhu cầu đào tạo, bồi dưỡng", _needs(material, most=3)),
        ],
        source,
    )


def _full(source: Source, material: Material) -> Iterator[Block]:
    yield from _numbered(
        [
            (
                "Số lượng, cơ cấu",
                [*_paragraphs([people.opening(source), people.head_count_change(source)]), *_each(people.make_up(source))],
            ),
            ("Trình độ", _levels(source, _LADDERS, drawn=_USUAL_LADDERS)),
            ("Mức đạt chuẩn", _standing(source, everything=True)),
            ("Tình hình các đơn vị", _paragraphs(units.units(source))),
            ("Nhu cầu đào tạo, bồi dưỡng", _needs(material)),
            ("Thực hiện đề án", _schemes(material)),
            ("Chất lượng dữ liệu", _paragraphs([quality.quality(Source("quality", material.quality))] if material.quality else [])),
        ],
        source,
    )


def _numbered(parts: Iterable[tuple[str, Iterable[Block]]], source: Source) -> Iterator[Block]:
    """Parts with something in them, numbered; then where the numbers come from, and the end."""
    place = 0
    for heading, found in parts:
        blocks = list(found)
        if blocks:
            place += 1
            yield Heading(f"{place}. {heading}")
            yield from blocks
    yield Heading(f"{place + 1}. Nguồn số liệu")
    yield Paragraph(together([(f"{source.report.population}",), (source.report.rule,), *((note,) for note in source.report.notes)]))
    yield Paragraph((f"Trên đây là báo cáo {lower_first(subject(source.report))}./.",))


def _head(source: Source) -> Iterator[Block]:
    return _paragraphs([people.opening(source), people.head_count_change(source)])


def _levels(source: Source, ladders: tuple[str, ...], *, drawn: tuple[str, ...]) -> Iterator[Block]:
    for id in ladders:
        told = [distributions.distribution(source, id), distributions.earlier(source, id), distributions.change(source, id, dated=False)]
        yield from _paragraphs(told)
        if id in drawn and (table := source.table(id)) is not None and table.total:
            yield Illustration(_caption(table, source), source.report, _held(table), charted=id == "professional")


def _held(table: Table) -> Table:
    """Without the rows that held nobody on either day, and without the reasons, which the text tells."""
    held = (row for row in table.rows if row.count or (row.before and row.before.count))
    return replace(table, rows=tuple(replace(row, measures=()) for row in held), notes=())


def _caption(table: Table, source: Source) -> str:
    days = f"ngày {day_text(source.report.day)}"
    compared = f"ngày {day_text(source.compared_day)} và " if source.compared_day and source.people(before=True) else ""
    return f"{table.title}, {compared}{days}"


def _standing(source: Source, *, everything: bool = False) -> Iterator[Block]:
    yield from _paragraphs([standard.verdicts(source), standard.change(source)])
    yield from _paragraphs([*standard.reasons(source, all_of_them=everything), standard.groups(source)])
    table = source.table("verdict")
    if table is not None and table.total:
        yield Illustration(_caption(table, source), source.report, _held(table))
    if everything:
        yield from _paragraphs([standard.years(source)])
        trend = next((trend for trend in source.report.trends if any(line.key == "meets" for line in trend.lines)), None)
        if trend is not None and standard.years(source):
            yield Drawing(trend.title, source.report, trend)


def _needs(material: Material, most: int | None = None) -> Iterator[Block]:
    if material.needs:
        yield from _each(needs.needs(Source("needs", material.needs), most))


def _schemes(material: Material) -> Iterator[Block]:
    for code, name, report in material.schemes:
        yield from _each(schemes.scheme(Source(f"scheme {code}", report), name))


def _each(told: Iterable[Words]) -> Iterator[Block]:
    return (Paragraph(one) for one in told if one)


def _paragraphs(told: Iterable[Words]) -> Iterator[Block]:
    """One paragraph of all that is said; none of nothing."""
    if found := together(told):
        yield Paragraph(found)

"""The figures of a province on a day as known at a moment: made, kept as JSON, read back, and made again to see that they are the same.

Reports, official forms and the report in words are kept alike.

A frozen figure is made by the way of `ghi-nhan` and no other: from the facts believed at the moment, by the rules and units known then.
So whoever asks the page for that moment later sees the same digits, and `recomputed` proves it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from json import dumps

from cadres.standings.remember import how_many, remember
from chuanxa.packing import pack, unpack
from reports.area_report import area_report
from reports.asking import communes_ever
from reports.catalogue import KINDS, find_kind
from reports.everything import everybody
from reports.frozen_forms import KeptForm, form_figures, kept_form
from reports.frozen_lists import KeptList, kept_columns, kept_person, list_figures
from reports.material import against_last_period, material
from reports.official_forms.bands_in_force import form_of_day
from reports.official_forms.catalogue import FORMS, find_form
from reports.official_forms.form import Form, ListForm, PersonForm
from reports.official_forms.list_making import list_people
from reports.official_forms.making import Maker
from reports.official_forms.making import make as make_form
from reports.report import Report
from reports.selection import Selection
from reports.written.plan import Length, Material, subject

AREA = ""
"""Stands for the page of the province among the kinds."""

PAPER = "van-ban"
"""Stands for the report in words: the reports that all its lengths are written from."""

_FORM = "bieu-mau-"
_FROZEN_FORMS = tuple(f"{_FORM}{form.slug}" for form in FORMS if not isinstance(form, PersonForm))
FREEZABLE = (AREA, *(kind.slug for kind in KINDS if kind.slug != "chat-luong"), *_FROZEN_FORMS, PAPER)
"""What can be frozen: every report but the quality of the data, which is always of today; every form but a person's; the report in words.

A list of people is kept whole, to be read place by place. Form 2C is the paper of one person on a day and no figure of a province: as
known at a moment it is had with `ghi-nhan`.
"""

Kept = Report | KeptForm | KeptList | Material


def form_of(kind: str) -> Form | None:
    """The official form that a kind is, if it is one."""
    return find_form(kind.removeprefix(_FORM)) if kind.startswith(_FORM) else None


def names_people(kind: str) -> bool:
    """Whether the report names everybody it speaks of, so that it is for readers who may see names."""
    return isinstance(form_of(kind), ListForm)


def label_of(kind: str) -> str:
    """What the report is called."""
    if kind == PAPER:
        return "Văn bản báo cáo"
    if form := form_of(kind):
        return f"Biểu {form.code}"
    return find_kind(kind).label if kind else "Tổng hợp của tỉnh"


def refusal_of(kind: str, day: date) -> str | None:
    """Why the kind cannot be made for a day: the posts of a form did not exist."""
    form = form_of(kind)
    return form.refusal(day) if form else None


class UnknownThen(ValueError):
    """The province had no place in the units known at the moment; the text is for people."""


@dataclass(frozen=True, slots=True)
class Then:
    """A province (by its code) on a day, as known at a moment. `today` is the day of whoever asks."""

    province: str
    day: date
    known_at: datetime
    today: date

    def selection(self) -> Selection:
        """What reports are made of; nothing is derived yet. Raises UnknownThen."""
        selection = everybody(self.day, today=self.today, province=self.province, known_at=self.known_at)
        if selection.unit is None:
            raise UnknownThen(f"Danh mục được biết lúc ấy không có tỉnh mang mã {self.province} vào ngày {self.day:%d/%m/%Y}.")
        return selection


def people_behind(then: Then) -> int:
    """How many people must be derived to make any report."""
    return how_many(communes_ever(then.selection()), then.known_at)


def make_all(then: Then, kinds: list[str]) -> Iterator[tuple[str, Kept]]:
    """(kind, its report) one after the other; people are derived once, when the first is asked for."""
    selection = then.selection()
    remember(communes_ever(selection), then.known_at, selection.catalogue)
    for kind in kinds:
        yield kind, make(kind, selection)


def make(kind: str, selection: Selection) -> Kept:
    """One report of a selection."""
    if kind == PAPER:
        return material(against_last_period(selection), Length.FULL)
    if names_people(kind):
        return _kept_list(form_of_day(form_of(kind), selection), selection)
    if form := form_of(kind):
        return kept_form(form.slug, form.says, make_form(form_of_day(form, selection), selection, Maker("", selection.day)))
    return find_kind(kind).build(selection) if kind else area_report(selection)


def _kept_list(form: ListForm, selection: Selection) -> KeptList:
    units, day = selection.register, selection.day
    districts = {one.id: one for one in units.children(selection.unit, "district", day)}
    communes = {one.code: one for one in units.children(selection.unit, "commune", day)}

    def district(code: str) -> str:
        found = districts.get(communes[code].district) if code in communes else None
        return found.code if found else ""

    listed = list_people(form, selection)
    people = (kept_person(one.cadre, one.name, one.commune, district(one.commune), one.unit, one.post, one.values) for one in listed)
    places = {one.code: one.full_name for one in sorted(districts.values(), key=lambda one: one.code)}
    return KeptList(form.slug, form.says, kept_columns(form), tuple(people), places)


def keep(report: Kept) -> dict:
    """The report as JSON, whole."""
    return pack(report)


def restore(content: dict) -> Kept:
    """The report as it was kept."""
    return unpack(Report | KeptForm | KeptList | Material, content)


def title_of(report: Kept) -> str:
    """What the report says it is about."""
    return subject(report.area) if isinstance(report, Material) else report.title


def digest(report: Kept) -> str:
    """Of every count, total and percentage with its place in the report, and of nothing else: words may be mended, digits may not."""
    return sha256(dumps(figures(report), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def figures(report: Kept) -> dict[str, list]:
    """Place of a figure → its count, total and percentage as printed. Places are "table/row", "table/row/measure" and so on.

    Those of a text are the figures of the reports that it is written from; those of a form, its numbers; those of a list, its cells.
    """
    if isinstance(report, Material):
        return {f"{key}: {place}": digits for key, one in report.sources.items() for place, digits in report_figures(one).items()}
    if isinstance(report, KeptList):
        return list_figures(report)
    return form_figures(report) if isinstance(report, KeptForm) else report_figures(report)


def report_figures(report: Report) -> dict[str, list]:
    """Those of one report."""
    told, found = report.as_dict(), {}
    for one in report.key_figures:
        found[f"*/{one.key}"] = [one.count, one.share.total if one.share else None]
    for table in told["tables"]:
        found[f"{table['id']}"] = [table["total"]]
        for row in (*table["rows"], *([{**table["whole"], "key": "="}] if "whole" in table else [])):
            place = f"{table['id']}/{row['key']}"
            found[place] = _digits(row)
            for name, one in (("<", row.get("before")), *row.get("measures", {}).items()):
                if one is not None:
                    found[f"{place}/{name}"] = _digits(one)
    for trend in told["trends"]:
        for line in trend["lines"]:
            for day, point in zip(trend["days"], line["points"], strict=True):
                found[f"~{trend['id']}/{line['key']}/{day}"] = _digits(point) if point else []
    return found


def _digits(one: dict) -> list:
    return [one["count"], one["total"], one["share"]]


def differing(kept: Kept, made: Kept) -> list[tuple[str, list | None, list | None]]:
    """(place, digits kept, digits made now) of every figure that is not the same; empty when both say the same.

    A column that a form got after it was kept says nothing of the digits that were.
    """
    before, after = figures(kept), figures(made)
    if isinstance(kept, KeptForm) and isinstance(made, KeptForm):
        later = {one.key for one in made.columns} - {one.key for one in kept.columns}
        after = {place: digits for place, digits in after.items() if place.rpartition(".")[2] not in later}
    places = [*before, *(place for place in after if place not in before)]
    return [(place, before.get(place), after.get(place)) for place in places if before.get(place) != after.get(place)]

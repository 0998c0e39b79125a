"""Makes any official form of a place and a day, and fills the template in force."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from chuanxa.exports.marking import mark_workbook
from chuanxa.exports.stamps import Stamp
from chuanxa.refusals import BadRequest
from reports.official_forms.fill import Filled, fill
from reports.official_forms.filling import Filling
from reports.official_forms.form import Form, ListForm, UnitForm
from reports.official_forms.grid import GridForm
from reports.official_forms.grid_making import make_grid
from reports.official_forms.list_making import make_list
from reports.official_forms.said import said_once
from reports.official_forms.screen import Href, Made, opened
from reports.official_forms.templates import Chosen
from reports.official_forms.unit_making import make_unit_form
from reports.official_forms.vocabulary import vocabulary
from reports.selection import Selection


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes the file and when, with the links that its page may carry."""

    by: str
    on: date
    people: Href = lambda query: None
    records: Href = lambda query: None
    person: Callable[[int], str | None] = lambda cadre: None
    unit: Href = lambda query: None


def make(form: Form, selection: Selection, maker: Maker) -> Made:
    """Raises BadRequest for a day on which the form's posts did not exist, or a boundary that is not the day's."""
    if refusal := form.refusal(selection.day):
        raise BadRequest(refusal, _days(form), "Chọn một ngày trong thời gian ấy, hoặc chọn biểu khác.")
    if selection.boundary_day is not None and selection.boundary_day != selection.day:
        raise BadRequest("Biểu báo cáo lập theo địa giới của chính ngày báo cáo.", "Bỏ ranh-gioi=nay khỏi địa chỉ.")
    once = said_once(form, selection, made_on=maker.on, made_by=maker.by)
    made = _MADE[type(form)](form, selection, once, maker)
    return replace(made, screen=opened(made.screen, maker.people, maker.records, maker.unit))


def _days(form: Form) -> str:
    until = f" đến {form.until:%d/%m/%Y}" if form.until else ""
    return f"Biểu {form.code} nhận ngày từ {form.since:%d/%m/%Y}{until}."


def filled(form: Form, made: Made, template: Chosen, stamp: Stamp | None = None) -> Filled:
    """The template with the form's data."""
    return fill_template(form, made.filling, template, stamp)


def fill_template(form: Form, filling: Filling, template: Chosen, stamp: Stamp | None = None) -> Filled:
    """A file that leaves carries its stamp, also on a last sheet."""
    values = {**filling.values, "dau_xuat": stamp.footer if stamp else ""}
    done = fill(template.data, vocabulary(form), replace(filling, values=values))
    if stamp:
        mark_workbook(done.book, stamp)
    return done


_MADE = {
    ListForm: lambda form, selection, once, maker: make_list(form, selection, once, maker.person),
    GridForm: lambda form, selection, once, maker: make_grid(form, selection, once),
    UnitForm: lambda form, selection, once, maker: make_unit_form(form, selection, once),
}

"""Which records of programmes a report speaks of: known, within reach and place, and of the days asked.

A report of a day looks back to the first of January of `tu-nam` (the year of the day, unless another is asked). Records keep the
unit of their own day; on today's boundaries a province's records go where the province went.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from cadres.models import Remembered, Standing
from cadres.models.entry import EARLIEST_YEAR, Entry
from chuanxa.periods import Period
from chuanxa.refusals import BadRequest
from provinces.models import Commune
from reports.report_kind import Ask
from reports.selection import Selection

SINCE = "tu-nam"
SINCE_ASK = "Từ năm"


def span(selection: Selection) -> Period:
    """The days of the report: 1 January of the first year to the day itself. Raises BadRequest with what is accepted."""
    last = selection.day
    asked = selection.own.get(SINCE) or str(last.year)
    if not (asked.isascii() and asked.isdigit() and len(asked) == 4 and EARLIEST_YEAR <= int(asked) <= last.year):
        raise BadRequest(f"Tham số “{SINCE}” không nhận “{asked[:60]}”.", f"Nhận: một năm từ {EARLIEST_YEAR} đến {last.year}.")
    return Period(date(int(asked), 1, 1), last)


def since_ask(selection: Selection) -> Ask:
    """The box that asks for the first year."""
    return Ask(
        SINCE,
        SINCE_ASK,
        value=str(span(selection).first.year),
        hint=f"Năm đầu của số liệu; số liệu tính đến ngày xem {selection.day:%d/%m/%Y}.",
    )


def years_told(days: Period) -> str:
    """ "năm 2013, đến 31/12/2013" or "từ năm 2009 đến 11/05/2022"."""
    first, last = days.first.year, days.end
    said = f"năm {first}, tính đến {last:%d/%m/%Y}" if first == last.year else f"từ năm {first} đến {last:%d/%m/%Y}"
    return f"năm {first}" if (first, last) == (last.year, date(first, 12, 31)) else said


def known(selection: Selection, model: type[Entry]) -> QuerySet:
    """The model's records within reach and place, as known at the moment asked."""
    return model.objects.known(selection.known_at).filter(place(selection))


def place(selection: Selection) -> Q:
    """The condition "in the area, within reach" for records."""
    unit, day = selection.unit, selection.boundary_day
    if unit is None or day is None:
        return selection.place(selection.day)
    if unit.tier == "commune":
        return Q(commune_id__in=[pk for pk in selection.register.units["commune"] if selection.register.became(pk, day) == unit.id]) & (
            selection.reach.within()
        )
    provinces = selection.register.lineage["province"]
    went = [
        pk
        for pk, one in selection.register.units["province"].items()
        if any(step.unit == unit.id and day in step.period for step in provinces.path(pk, Period(one.period.first)))
    ]
    return Q(province_id__in=went) & selection.reach.within()


def of_people(selection: Selection, entries: QuerySet, *, on: str = "") -> QuerySet:
    """Only the records of people whom the filters let through, as they stood on the day of the report, or on the record's own day `on`.

    Without a filter everything stays; with one, entries without names cannot be told apart and are left out.
    """
    if not filtered(selection):
        return entries
    model = Remembered if selection.known_at else Standing
    day = OuterRef(on) if on else selection.day
    people = model.objects.filter(valid_from__lte=day, valid_to__gte=day)
    for one in (selection.filter, *selection.also):
        people = one.apply(people, selection.day)
    return entries.filter(Exists(people.filter(cadre=OuterRef("cadre_id"))))


def filtered(selection: Selection) -> bool:
    """Whether people are filtered at all."""
    return any(one.in_force for one in (selection.filter, *selection.also))


def where_they_served(selection: Selection, facts: QuerySet, day: str) -> QuerySet:
    """Facts of people annotated with `served_in`, the commune of the person's post on the fact's own `day`, those of the place only.

    The place is a condition on the commune found, not on the search for it: databases would otherwise go through a whole province
    for every fact.
    """
    model = Remembered if selection.known_at else Standing
    posts = model.objects.filter(cadre=OuterRef("cadre_id"), valid_from__lte=OuterRef(day), valid_to__gte=OuterRef(day)).order_by()
    found = facts.annotate(served_in=Subquery(posts.values("commune_id")[:1]))
    return found.filter(served_in__in=_communes(selection).order_by().values("id"))


def _communes(selection: Selection) -> QuerySet:
    """Every commune, of any day, that lies in the place and within reach."""
    unit, day, register = selection.unit, selection.boundary_day, selection.register
    if unit is not None and day is not None:
        inside = (pk for pk in register.units["commune"] if (heir := register.became(pk, day)) and _above(register, heir, unit) == unit.id)
        return selection.reach.units(Commune.objects.filter(id__in=list(inside)))
    column = {"province": "province_id", "district": "district_id", "commune": "id"}
    condition = {f"{column[unit.tier]}__in": [one.id for one in register.history(unit.tier, unit.code)]} if unit else {}
    return selection.reach.units(Commune.objects.filter(**condition))


def _above(register, commune: int, unit) -> int | None:
    """The id of the unit of that tier above a commune, or the commune itself."""
    found = register.units["commune"][commune]
    return {"province": found.province, "district": found.district, "commune": found.id}[unit.tier]


def posts_told(selection: Selection) -> dict[str, str]:
    """Code of a position → how it is called, in the order of the catalogue."""
    return {one.code: one.label for one in sorted(selection.catalogue.by_code.values(), key=lambda one: one.order)}


def years_with_records(entries: QuerySet, field: str) -> list[int]:
    """The years in which there are any, oldest first, whatever the days asked."""
    years = entries.order_by().values_list(f"{field}__year" if field.endswith(("_on", "_from", "_to")) else field, flat=True).distinct()
    return sorted(set(years) - {None})


def told_years(years: list[int]) -> tuple[str, ...]:
    """The note under a report without records: where there are some."""
    if not years:
        return ()
    return (f"Có bản ghi của các năm: {', '.join(map(str, years))}. Đổi ngày xem, hoặc thêm “{SINCE}”, để thấy.",)

"""Lists of records of programmes, a page at a time: what happened by the day, in the place, within reach; as workbook and JSON too."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cadres.record_kinds import RecordKind, family
from chuanxa.access import allow
from chuanxa.roles import Permission
from reports import sentences
from reports.area_report import area_ref
from reports.asking import ask, at_home, wanted_format
from reports.entries.filters import FILTERS, SEARCH, RecordFilter, filter_names
from reports.entries.listing import EntryRows
from reports.entries.reading import known
from reports.entries.records import cells_of, columns_of, record_href
from reports.links import kind_href, with_format
from reports.record_tables import record_dicts, record_rows, records_table
from reports.report_kind import RecordList
from reports.selection import Selection
from reports.views.area import crumbs, notices
from reports.views.exports import list_json, list_workbook


@require_safe
@allow(Permission.SEE_PEOPLE)
def personal_list(request: HttpRequest, kind: RecordKind) -> HttpResponse:
    """Records about persons, by name."""
    return _list(request, kind, may_write=request.user.may(Permission.RECORD))


@require_safe
@allow(Permission.SEE_FIGURES)
def planned_list(request: HttpRequest, kind: RecordKind) -> HttpResponse:
    """Plans, courses and aggregate figures: nobody is named."""
    return _list(request, kind, may_write=request.user.may(Permission.SET_PROGRAMMES))


def _list(request: HttpRequest, kind: RecordKind, *, may_write: bool) -> HttpResponse:
    names = filter_names(kind)
    selection = ask(request, own=names, several=names, filters=False)
    narrowed = FILTERS[kind.path](request.GET, _happened(selection, kind))
    narrowed.check()
    entries = _with_names(kind, narrowed.qs)
    rows = EntryRows(entries, lambda entry, name: cells_of(kind, selection, entry, name), record_href)
    found, form = RecordList(kind.label, columns_of(kind), rows, "bản ghi"), wanted_format(request)
    if form == "json":
        told = _json(selection, kind, found)
        return list_json(request, told, name=kind.label, place=kind.label, selection=selection, filters=narrowed.described())
    if form == "xlsx":
        columns, lines = record_rows(found)
        heading = (kind.label, f"{area_ref(selection).name}, đến ngày {sentences.day_text(selection.day)}")
        filters = narrowed.described()
        return list_workbook(
            request, columns, lines, heading=heading, place=kind.label, day=selection.day, selection=selection, filters=filters
        )
    return render(request, "reports/record_list.html", {"page": _page(request, selection, kind, narrowed, found, may_write)})


def _happened(selection: Selection, kind: RecordKind) -> QuerySet:
    """The records known, in the place and within reach, of what had happened by the day; the newest first."""
    by = selection.day if _is_day(kind) else selection.day.year
    return known(selection, kind.model).filter(**{f"{kind.when}__lte": by}).order_by(f"-{kind.when}", "id")


def _is_day(kind: RecordKind) -> bool:
    return not kind.when.endswith("year")


def _with_names(kind: RecordKind, entries: QuerySet) -> QuerySet:
    """With the catalogue rows that the cells name."""
    named = {"post", "programme", "scheme", "category", "plan"} & set(kind.fields)
    return entries.select_related(*named) if named else entries


def _page(request: HttpRequest, selection: Selection, kind: RecordKind, narrowed: RecordFilter, found: RecordList, may_write: bool) -> dict:
    total = len(found.rows)
    return {
        "heading": kind.label,
        "says": kind.says,
        "crumbs": crumbs(request, at_province(selection), kind.label),
        "day_text": f"{area_ref(at_province(selection)).name}, đến ngày {sentences.day_text(selection.day)}",
        "sentence": f"{sentences.number(total)} bản ghi." if total else "Không có bản ghi nào.",
        "total": total,
        "tabs": tabs_of(kind, request),
        "search": request.GET.get(SEARCH, "") if kind.personal else None,
        "filters": narrowed.described(),
        "filter_form": narrowed.form,
        "filter_says": "Lọc danh sách",
        "table": records_table(found, request),
        "exports": [("Tải Excel", with_format(request, "xlsx"))],
        "notices": notices(selection),
        "new_href": reverse(f"{'personal' if kind.personal else 'planned'}-new", args=[kind]) if may_write else None,
        "report_href": kind_href(kind.report, request.GET),
    }


def at_province(selection: Selection) -> Selection:
    """The province of somebody whose scope is one, for words and crumbs; the list itself keeps the whole scope, past communes included."""
    found = at_home(selection)
    return found if found.unit and found.unit.tier == "province" else selection


def tabs_of(kind: RecordKind, request: HttpRequest, *, studies: bool = False) -> list[tuple[str, str, bool]]:
    """(label, href, here) of the lists that belong together: records, their plans, and of training the people who study."""
    names = request.user.may(Permission.SEE_PEOPLE)
    found = [(one.label, _list_href(one, request), one is kind and not studies) for one in family(kind) if names or not one.personal]
    day = f"?ngay={request.GET['ngay']}" if request.GET.get("ngay") else ""
    return [*found, ("Người học", f"{reverse('study-list')}{day}", studies)] if names and kind.path.startswith("dao-tao") else found


def _list_href(kind: RecordKind, request: HttpRequest) -> str:
    href = reverse(f"{'personal' if kind.personal else 'planned'}-list", args=[kind])
    return f"{href}?ngay={request.GET['ngay']}" if request.GET.get("ngay") else href


def _json(selection: Selection, kind: RecordKind, found: RecordList) -> dict:
    area = area_ref(selection)
    return {
        "heading": found.heading,
        "area": {"code": area.code, "name": area.name, "level": area.level},
        "day": selection.day.isoformat(),
        "total": len(found.rows),
        "records": record_dicts(found),
    }

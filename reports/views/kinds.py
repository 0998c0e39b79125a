"""One page for every kind of report of the catalogue: any Report is drawn, those of kinds to come included."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from chuanxa.access import allow
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from reports import sentences
from reports.area_report import area_ref
from reports.asking import PLACES, ask, at_home, wanted_format
from reports.catalogue import find_kind
from reports.charts import figures_of
from reports.links import PeopleLinks, kind_href, records_href, with_format
from reports.record_tables import record_dicts, record_rows, records_table
from reports.remainders import with_remainders
from reports.report import UNIT_TABLES, Report, linked
from reports.report_kind import RecordList, ReportKind
from reports.rounding_asked import rounding_box, with_rounding
from reports.selection import Selection
from reports.tables import units_table
from reports.views.area import crumbs, notices
from reports.views.exports import list_json, list_workbook, workbook

_TIERS = dict(zip(UNIT_TABLES, PLACES.values(), strict=True))
_PLACE_OF = {tier: name for name, tier in PLACES.items()}


@require_safe
@allow(Permission.SEE_FIGURES)
@with_rounding
def kind_report(request: HttpRequest, slug: str) -> HttpResponse:
    """A report of the catalogue, as a page, a workbook or JSON."""
    kind = _kind(slug)
    selection = at_home(ask(request, own=kind.names, filters=kind.filters, figures=True, compares=kind.compares))
    report, form = with_remainders(kind.build(selection)), wanted_format(request)
    if form == "json":
        return JsonResponse({"kind": kind.slug, **report.as_dict()}, json_dumps_params={"ensure_ascii": False})
    if form == "xlsx":
        return workbook(request, report, selection)
    return render(request, "reports/report.html", {"page": report_page(request, kind, selection, report)})


@require_safe
@allow(Permission.SEE_PEOPLE)
def kind_records(request: HttpRequest, slug: str) -> HttpResponse:
    """The records behind a number that does not count people: as many as the number, or entries that add up to it."""
    kind = _kind(slug)
    if kind.records is None:
        raise NotHere(f"Báo cáo “{kind.label}” không có danh sách bản ghi riêng.", advice="Mở báo cáo ấy rồi bấm vào số muốn xem.")
    selection = at_home(ask(request, own=(*kind.names, *kind.record_names), filters=kind.filters, compares=kind.compares))
    asked = {name: tuple(request.GET.getlist(name)) for name in kind.record_names if request.GET.get(name)}
    found, form = kind.records(selection, asked), wanted_format(request)
    if form == "json":
        told = _records_json(selection, found)
        return list_json(request, told, name=found.heading, place=found.heading, selection=selection)
    if form == "xlsx":
        columns, rows = record_rows(found)
        heading = (found.heading, _sentence(found))
        return list_workbook(request, columns, rows, heading=heading, place=found.heading, day=selection.day, selection=selection)
    page = {
        "heading": found.heading,
        "crumbs": crumbs(request, selection, kind.label, "Danh sách"),
        "day_text": f"{area_ref(selection).name}, ngày {sentences.day_text(selection.day)}",
        "sentence": _sentence(found),
        "total": len(found.rows),
        "table": records_table(found, request),
        "filters": selection.filter.described(),
        "exports": [("Tải Excel", with_format(request, "xlsx"))],
        "notices": notices(selection),
        "back": (f"Về báo cáo {sentences.lower_first(kind.label)}", _back(request, kind)),
    }
    return render(request, "reports/records.html", {"page": page})


def _kind(slug: str) -> ReportKind:
    kind = find_kind(slug)
    if kind is None:
        raise NotHere(f"Không có báo cáo “{slug[:60]}”.", advice="Mở mục Báo cáo để chọn.")
    return kind


def report_page(request: HttpRequest, kind: ReportKind, selection: Selection, report: Report, *, asks: bool = True) -> dict:
    """What reports/report.html needs of a report of a kind."""
    names = request.user.may(Permission.SEE_PEOPLE)
    report = linked(
        report,
        PeopleLinks(request, selection, kind.names).href if names else _opens_nothing,
        lambda table, key: _unit_of_kind(kind, request, table, key),
        (lambda records: records_href(request, kind.slug, records)) if names else _opens_nothing,
    )
    return {
        "heading": kind.label,
        "compares": kind.compares,
        "report": report,
        "crumbs": [*crumbs(request, selection), ("Báo cáo", reverse("report-list")), (kind.label, None)],
        "asks": kind.asks(selection) if asks else (),
        "exports": [("Tải Excel", with_format(request, "xlsx"))],
        "notices": notices(selection),
        "filter_form": selection.filter.form if kind.filters else None,
        "figures": figures_of(report),
        "units_tables": {table.id: units_table(table, request) for table in report.tables if table.id in UNIT_TABLES},
        "may_open_people": names,
        "rounding": rounding_box(request),
    }


def _opens_nothing(query) -> None:
    return None


def _unit_of_kind(kind: ReportKind, request: HttpRequest, table: str, key: str) -> str:
    """The same report of one of its units."""
    own = {name: request.GET[name] for name in kind.names if request.GET.get(name)}
    return kind_href(kind.slug, request.GET, **own, **{_PLACE_OF[_TIERS[table]]: key})


def _sentence(found: RecordList) -> str:
    entries = sentences.number(len(found.rows))
    if found.number is None:
        return f"{entries} {found.unit}."
    return f"{sentences.number(found.number)} {found.unit}, trong {entries} lần ghi."


def _records_json(selection: Selection, found: RecordList) -> dict:
    area = area_ref(selection)
    return {
        "heading": found.heading,
        "area": {"code": area.code, "name": area.name, "level": area.level},
        "day": selection.day.isoformat(),
        "unit": found.unit,
        "number": len(found.rows) if found.number is None else found.number,
        "total": len(found.rows),
        "records": record_dicts(found),
    }


def _back(request: HttpRequest, kind: ReportKind) -> str:
    kept = request.GET.copy()
    for name in (*kind.record_names, "trang", "sap-xep", "dinh-dang"):
        kept.pop(name, None)
    address = reverse("kind-report", args=[kind.slug])
    return f"{address}?{kept.urlencode()}" if kept else address

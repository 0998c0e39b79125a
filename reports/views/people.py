"""The list of people behind any number, and everybody in one's scope: the workbench of who keeps or uses the records."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cadres.bulk.plan import MOST
from chuanxa.access import allow
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission
from reports import people_table, sentences
from reports.area_report import area_ref
from reports.asking import ask, at_home, wanted_format
from reports.exporting import filename_of, issue, open_numbers, order_address
from reports.facets import facet_counts
from reports.links import OF_A_LIST, unit_href, with_format
from reports.people import PeopleRows, described, heading
from reports.people_columns import NUMBER, arranged
from reports.selection import Selection
from reports.views.area import crumbs, notices
from reports.views.arranging import arranging
from reports.views.exports import list_json

JSON_PAGE = 1_000
MOST_IN_JSON = 5_000
ASKED_SEVERAL = ("cot", "sap-xep")


@require_safe
@allow(Permission.SEE_PEOPLE)
def cadre_list(request: HttpRequest) -> HttpResponse:
    """Names, a page at a time; as a workbook, all of them."""
    selection = ask(request, own=OF_A_LIST, several=ASKED_SEVERAL)
    rows = people_rows(request, selection)
    form = wanted_format(request)
    if form == "xlsx":
        return _workbook(request, selection, rows)
    if form == "json":
        return _json(request, selection, rows)
    return render(request, "reports/people.html", {"page": _page(request, selection, rows)})


def people_rows(request: HttpRequest, selection: Selection) -> PeopleRows:
    """The people asked for, with the columns and in the order asked for."""
    arrangement = arranged(request.GET.getlist("cot"), request.GET.getlist("sap-xep"))
    href = lambda cadre: f"{reverse('cadre-detail', args=[cadre])}{_day(request)}"  # noqa: E731
    return PeopleRows(selection, href, arrangement, open_numbers=open_numbers(request))


def _page(request: HttpRequest, selection: Selection, rows: PeopleRows) -> dict:
    area, filters = area_ref(at_home(selection)), selection.filter.described()
    per_page = _per_page(request, people_table.PEOPLE_ON_A_PAGE, people_table.MOST_ON_A_PAGE)
    facet = request.GET.get("loc", "")
    table = people_table.people_table(rows, request, rows.arrangement, per_page)
    table.choosing = request.user.may(Permission.RECORD) and selection.day == selection.today and selection.known_at is None
    return {
        "heading": f"{area.name}: danh sách cán bộ, công chức",
        "day_text": f"Ngày {sentences.day_text(selection.day)}",
        "crumbs": crumbs(request, selection, "Danh sách"),
        "sentence": _sentence(rows, filters, selection),
        "total": len(rows),
        "filters": filters,
        "filter_form": selection.filter.form,
        "facet": facet,
        "facet_counts": facet_counts(selection, facet) if facet else {},
        "search": request.GET.get("tim", ""),
        "table": table,
        "choosing": table.choosing,
        "all_may_be_chosen": len(rows) <= MOST,
        "arranging": arranging(rows.arrangement, request),
        "exports": _exports(request),
        "notices": notices(selection),
        "back": _back(request, selection),
    }


def _per_page(request: HttpRequest, usual: int, most: int) -> int:
    text = request.GET.get("moi-trang") or str(usual)
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most and len(text) < 9):
        raise BadRequest(f"Tham số “moi-trang” không nhận “{text[:60]}”.", f"Nhận: số người trên một trang, từ 1 đến {most}.")
    return int(text)


def _sentence(rows: PeopleRows, filters, selection: Selection) -> str:
    said = f"{sentences.number(len(rows))} người ngày {sentences.day_text(selection.day)}"
    return f"{said}, theo {described(filters)}." if filters else f"{said}."


def _back(request: HttpRequest, selection: Selection) -> tuple[str, str] | None:
    unit = selection.unit
    return (f"Về trang {unit.full_name}", unit_href(unit.tier, unit.code, request.GET)) if unit else None


def _day(request: HttpRequest) -> str:
    return f"?ngay={request.GET['ngay']}" if request.GET.get("ngay") else ""


def _exports(request: HttpRequest) -> list[tuple[str, str]]:
    excel = with_format(request, "xlsx")
    order = order_address(f"{request.path}{excel}")
    return [("Tải Excel", excel), ("Lấy tệp cách khác", order), ("JSON", with_format(request, "json"))]


def _workbook(request: HttpRequest, selection: Selection, rows: PeopleRows) -> HttpResponse:
    from reports.workbooks import people_workbook

    area, said = area_ref(at_home(selection)).name, described(selection.filter.described())
    called = heading(selection, area, selection.day)
    return issue(
        request,
        kind="people",
        name=called,
        selection=selection,
        total=len(rows),
        holds_numbers=NUMBER in rows.arrangement.columns,
        write=lambda stamp: people_workbook(rows, heading=called, filters=said, stamp=stamp, parts=rows.arrangement.parts),
        filename=filename_of(f"danh sach {area}", selection.day),
    )


def _json(request: HttpRequest, selection: Selection, rows: PeopleRows) -> HttpResponse:
    area, paginator = area_ref(selection), Paginator(rows, _per_page(request, JSON_PAGE, MOST_IN_JSON))
    page = _json_page(paginator, request.GET.get("trang") or "1")
    told = {
        "area": {"code": area.code, "name": area.name, "level": area.level},
        "day": selection.day.isoformat(),
        "filters": {item.name: [value for value, _ in item.values] for item in selection.filter.described()},
        "columns": [{"id": part.id, "label": part.label} for part in rows.arrangement.parts],
        "order": [f"{'-' * backwards}{column.name}" for column, backwards in rows.arrangement.order],
        "total": paginator.count,
        "page": page.number,
        "pages": paginator.num_pages,
        "next": _json_address(request, page.next_page_number()) if page.has_next() else None,
        "people": [{key: value for key, value in row.items() if key != "href"} for row in page],
    }
    called, holds = heading(selection, area.name, selection.day), NUMBER in rows.arrangement.columns
    return list_json(request, told, name=called, place=f"danh sach {area.name}", selection=selection, kind="people", holds_numbers=holds)


def _json_page(paginator: Paginator, number: str):
    accepted = f"Nhận: 1 đến {paginator.num_pages}."
    if not (number.isascii() and number.isdigit()):
        raise BadRequest(f"Không có trang “{number[:60]}”.", accepted)
    if len(number) > 9 or not 1 <= int(number) <= paginator.num_pages:
        raise NotHere(f"Không có trang {number[:60]}.", accepted)
    return paginator.page(int(number))


def _json_address(request: HttpRequest, page: int) -> str:
    asked = request.GET.copy()
    asked["trang"] = str(page)
    return f"{request.path}?{asked.urlencode()}"

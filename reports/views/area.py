"""Pages of the country, a province, a district, a commune: one selection, one report, several renderings."""

from collections import Counter

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe

from chuanxa.access import allow
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from provinces.editions import notice
from reports import sentences
from reports.area_report import area_report
from reports.asking import ask, wanted_format
from reports.charts import figures_of
from reports.closed_periods import closing_on
from reports.doubts import KINDS, counts, scene_of
from reports.links import PeopleLinks, unit_href, with_format
from reports.paper_links import paper_links
from reports.remainders import with_remainders
from reports.report import Report, linked
from reports.rounding_asked import rounding_box, with_rounding
from reports.rule import under_way
from reports.selection import Selection
from reports.tables import units_table
from reports.views.exports import workbook

_TIERS = {"provinces": "province", "districts": "district", "communes": "commune"}


@require_safe
@allow(Permission.SEE_FIGURES)
def home(request: HttpRequest) -> HttpResponse:
    """The page of one's scope: the country, one province, one district or one commune."""
    selection = ask(request, formats=("html",))
    reach, units = selection.reach, selection.register
    if reach.everywhere or len(reach.provinces) > 1:
        return redirect(f"{reverse('province-list')}{_asked_day(request)}")
    for tier, ids in (("province", reach.provinces), ("district", reach.districts), ("commune", reach.communes)):
        alive = [units.units[tier][pk] for pk in ids if selection.day in units.units[tier][pk].period]
        if alive:
            return redirect(unit_href(tier, alive[0].code, request.GET))
    raise NotHere("Tài khoản của bạn chưa được giao phạm vi nào.", advice="Báo quản trị viên để được giao tỉnh hoặc xã.")


@require_safe
@allow(Permission.SEE_FIGURES)
@with_rounding
def province_list(request: HttpRequest) -> HttpResponse:
    return _page(request, ask(request, figures=True), "reports/nation.html")


@require_safe
@allow(Permission.SEE_FIGURES)
@with_rounding
def province_detail(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, ask(request, tier="province", code=code, figures=True))


@require_safe
@allow(Permission.SEE_FIGURES)
@with_rounding
def district_detail(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, ask(request, tier="district", code=code, figures=True))


@require_safe
@allow(Permission.SEE_FIGURES)
@with_rounding
def commune_detail(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, ask(request, tier="commune", code=code, figures=True))


def _page(request: HttpRequest, selection: Selection, template: str = "reports/area.html") -> HttpResponse:
    report = with_remainders(area_report(selection))
    form = wanted_format(request)
    if form == "json":
        return JsonResponse(report.as_dict(), json_dumps_params={"ensure_ascii": False})
    if form == "xlsx":
        return workbook(request, report, selection)
    names = request.user.may(Permission.SEE_PEOPLE)
    report = linked(
        report,
        PeopleLinks(request, selection).href if names else (lambda query: None),
        lambda table, key: unit_href(_TIERS[table], key, request.GET),
    )
    units = [(table, units_table(table, request)) for table in report.tables if table.id in _TIERS]
    page = {
        "report": report,
        "crumbs": crumbs(request, selection),
        "day_text": _day_text(selection, report),
        "exports": [("Tải Excel", with_format(request, "xlsx")), *paper_links(request, selection.unit)],
        "notices": [*notices(selection), *_closed(selection), *_to_do(request, selection)],
        "filter_form": selection.filter.form,
        "figures": figures_of(report),
        "units_tables": units,
        "may_open_people": names,
        "rounding": rounding_box(request),
    }
    return render(request, template, {"page": page})


def _closed(selection: Selection) -> list[str]:
    """On the page of a province, on a day whose figures are closed: which, and the way there. Pages that compare are of two days."""
    of_one_day = not (selection.known_at or selection.boundary_day or selection.compared_day)
    if selection.unit is None or selection.unit.tier != "province" or not of_one_day:
        return []
    closing = closing_on(selection.unit, selection.day)
    if closing is None:
        return []
    said = 'Số liệu ngày {} đã chốt [{}]; trang này là số hiện nay của ngày ấy. <a href="{}">Mở bản chốt</a>'
    address = reverse("closed-detail", args=[closing.period_id])
    return [format_html(said, sentences.day_text(selection.day), closing.get_mark_display(), address)]


def _to_do(request: HttpRequest, selection: Selection) -> list[str]:
    """On the page of a commune today, for those who keep its records: what there is to put right, kind by kind, and the way there."""
    commune = selection.unit is not None and selection.unit.tier == "commune"
    if not (commune and selection.day == selection.today and request.user.may(Permission.RECORD)):
        return []
    found = sum(counts(scene_of(selection)).values(), Counter())
    if not found:
        return []
    address = f"{reverse('doubt-list')}?xa={selection.unit.code}"
    kinds = [(address, kind.slug, kind.label, sentences.number(found[kind.slug])) for kind in KINDS if found[kind.slug]]
    return [
        format_html(
            '<a href="{}">{} việc cần làm</a> trong hồ sơ của xã: {}.',
            address,
            sentences.number(found.total()),
            format_html_join("; ", '<a href="{}&amp;viec={}">{}</a> {}', kinds),
        )
    ]


def crumbs(request: HttpRequest, selection: Selection, *last: str) -> list[tuple[str, str | None]]:
    """From the widest place the user may open down to this one; places out of reach are left out."""
    units, found = selection.register, []
    wide = selection.reach.everywhere or len(selection.reach.provinces) > 1
    if wide:
        found.append(("Cả nước" if selection.reach.everywhere else "Phạm vi được giao", f"{reverse('province-list')}{_asked_day(request)}"))
    unit = selection.unit
    if unit is not None:
        above = [("province", unit.province), ("district", unit.district)]
        parents = [units.units[tier][pk] for tier, pk in above if pk]
        chain = [*(parent for parent in parents if selection.reach.holds(parent)), unit]
        found += [(one.full_name, unit_href(one.tier, one.code, request.GET)) for one in chain]
    return [*found, *((label, None) for label in last)]


def _asked_day(request: HttpRequest) -> str:
    return f"?ngay={request.GET['ngay']}" if request.GET.get("ngay") else ""


def notices(selection: Selection) -> list[str]:
    """What must be said of this day before any number is read."""
    said = [notice(selection.day, selection.register.editions)]
    if selection.known_at:
        said.append(f"Tính theo những gì đã ghi nhận đến {selection.known_at.astimezone():%H:%M ngày %d/%m/%Y}.")
    if selection.boundary_day and selection.boundary_day != selection.day:
        said.append("Số liệu của ngày xem được gom theo đơn vị hành chính hiện nay; xã bị chia được tính về phần mặc định.")
    said.append(under_way(selection.catalogue.waiting, selection.day, _province_codes(selection)))
    return [text for text in said if text]


def _province_codes(selection: Selection) -> set[str] | None:
    """The provinces that the page counts in; None for the whole country."""
    units, unit, reach = selection.register.units, selection.unit, selection.reach
    if unit is not None:
        return {unit.code if unit.tier == "province" else units["province"][unit.province].code}
    if reach.everywhere:
        return None
    below = [units[tier][pk].province for tier, ids in (("district", reach.districts), ("commune", reach.communes)) for pk in ids]
    return {units["province"][pk].code for pk in (*reach.provinces, *below)}


def _day_text(selection: Selection, report: Report) -> str:
    parts = {"districts": "huyện, thị xã, thành phố", "communes": "xã, phường, thị trấn", "provinces": "tỉnh, thành phố"}
    counted = [f"{sentences.number(len(table.rows))} {parts[table.id]}" for table in report.tables if table.id in parts]
    drawn = selection.boundary_day or selection.day
    said = f"{' · '.join(counted)} theo địa giới ngày {sentences.day_text(drawn)}. " if counted else ""
    return f"{said}Số liệu ngày {sentences.day_text(selection.day)}."

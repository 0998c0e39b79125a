"""/chat-luong/: how right, complete, clean and alive the records are, commune by commune, as a table one can see at a glance."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from chuanxa.access import allow
from chuanxa.roles import Permission
from reports.asking import ask, at_home, wanted_format
from reports.kinds.quality import KIND, MEASURES, good
from reports.report import Row
from reports.selection import Selection
from reports.shares import Share
from reports.views.exports import workbook
from reports.views.kinds import report_page

STEPS = (99, 95, 90, 75)
"""Percent from which a cell takes the next lighter step; what is below the last one stands out most."""

WORDS = {"not_correct": "Đúng", "not_complete": "Đủ", "not_clean": "Sạch", "not_alive": "Sống"}


@dataclass(frozen=True, slots=True)
class Cell:
    """`share` is of the good; `bad` opens its records, when there are any and the reader may see them."""

    label: str
    share: Share
    bad: int
    href: str | None

    @property
    def step(self) -> int:
        """0 (as it should be) to 4."""
        if not self.share.total:
            return 0
        percent = self.share.count * 100 / self.share.total
        return next((place for place, least in enumerate(STEPS) if percent >= least), len(STEPS))


@require_safe
@allow(Permission.SEE_FIGURES)
def quality_map(request: HttpRequest) -> HttpResponse:
    """The report `chat-luong` of the catalogue, drawn as a map of heat."""
    selection = ask(request, filters=False)
    if selection.unit is None and selection.reach.everywhere:
        return render(request, "reports/quality.html", {"page": _choice(selection)})
    selection = at_home(selection)
    report, form = KIND.build(selection), wanted_format(request)
    if form == "json":
        return JsonResponse({"kind": KIND.slug, **report.as_dict()}, json_dumps_params={"ensure_ascii": False})
    if form == "xlsx":
        return workbook(request, report, selection)
    page = report_page(request, KIND, selection, report, asks=False)
    rows = [row for table in page["report"].tables for row in table.rows]
    page |= {
        "words": [(WORDS[key], says) for key, (_, _, says) in MEASURES.items()],
        "whole": [Cell(WORDS[one.key], good(one.share), one.count, one.href) for one in page["report"].key_figures if one.key in WORDS],
        "rows": [(row, _cells(row)) for row in rows],
        "crumbs": [("Chất lượng dữ liệu", None)],
    }
    return render(request, "reports/quality.html", {"page": page})


def _cells(row: Row) -> list[Cell]:
    return [Cell(WORDS[one.key], good(one.share), one.share.count, one.href) for one in row.measures]


def _choice(selection: Selection) -> dict:
    provinces = selection.register.all_on("province", selection.today)
    return {
        "heading": KIND.label,
        "crumbs": [(KIND.label, None)],
        "provinces": [(unit.full_name, f"{reverse('quality-map')}?tinh={unit.code}") for unit in provinces],
    }

"""The written report: read on the page, where each number opens what it counts, and taken away as a Word file to be signed."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from chuanxa.access import allow
from chuanxa.roles import Permission
from reports.asking import ask, at_home, wanted_format
from reports.charts import figures_of
from reports.exporting import Stamp, filename_of, issue
from reports.letterhead import Letterhead
from reports.letterhead_asked import NAMES, asked_letterhead, letterhead_boxes
from reports.links import with_format
from reports.material import against_last_period, material
from reports.report_kind import Ask
from reports.rounding_asked import rounding_box, with_rounding
from reports.selection import Selection
from reports.views.area import crumbs, notices
from reports.written.plan import Drawing, Illustration, Length, Written, written
from reports.written_page import WrittenPage

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LENGTH = "do-dai"
LENGTHS = {length.value: length for length in Length}


@require_safe
@allow(Permission.SEE_FIGURES)
@with_rounding
def written_report(request: HttpRequest) -> HttpResponse:
    """A report in words of one's own unit, or of `tinh=`, `huyen=`, `xa=`."""
    own = (LENGTH, *NAMES)
    selection = against_last_period(at_home(ask(request, formats=("html", "docx"), own=own, figures=True)))
    length = selection.own_choice(LENGTH, LENGTHS, Length.MEDIUM.value)
    found = material(selection, length)
    text = written(found, length)
    if wanted_format(request) == "docx":
        return document(request, text, asked_letterhead(selection, found.area.area), selection)
    page = _page(request, selection, text, length)
    return render(request, "reports/written.html", {"page": page}, status=400 if page["wrong"] else 200)


def document(request: HttpRequest, text: Written, letterhead: Letterhead, selection: Selection, *, place: str = "") -> HttpResponse:
    """The text as a Word file; `place` names the file where the area alone would not do."""

    def write(stamp: Stamp) -> bytes:
        from reports.documents import document_bytes  # python-docx takes a tenth of a second to import: only who exports pays

        return document_bytes(text, letterhead, stamp=stamp)

    report = text.sources["area"]
    return issue(
        request,
        kind="document",
        name=text.subject,
        selection=selection,
        filters=report.filters,
        write=write,
        content_type=DOCX,
        filename=filename_of(place or report.area.name, report.day, "docx"),
    )


def _page(request: HttpRequest, selection: Selection, text: Written, length: Length) -> dict:
    shown = WrittenPage(request, selection, own=(LENGTH, *NAMES), names=request.user.may(Permission.SEE_PEOPLE))
    return {
        **text_page(request, selection, text, length),
        "crumbs": [*crumbs(request, selection), ("Báo cáo", reverse("report-list")), ("Văn bản báo cáo", None)],
        "notices": notices(selection),
        "filter_form": selection.filter.form,
        "blocks": shown.blocks(text),
        "rounding": rounding_box(request),
    }


def text_page(request: HttpRequest, selection: Selection, text: Written, length: Length) -> dict:
    """What the page of any text shows: its report, its lengths, the boxes of its letterhead, its charts."""
    report = text.sources["area"]
    tables = tuple(block.table for block in text.blocks if isinstance(block, Illustration))
    trends = tuple(block.trend for block in text.blocks if isinstance(block, Drawing))
    boxes = letterhead_boxes(selection, report.area)
    return {
        "report": report,
        "subject": text.subject,
        "exports": [("Tải Word", with_format(request, "docx"))],
        "lengths": (Ask(LENGTH, "Độ dài", tuple((one.value, one.label) for one in Length), length.value),),
        "boxes": boxes,
        "wrong": any(one.wrong for one in boxes),
        "opened": any(selection.own.get(name) for name in NAMES),
        "figures": figures_of(replace(report, tables=tables, trends=trends)),
    }

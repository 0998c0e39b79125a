"""Frozen papers: an official form and the report in words of a closing, as page, as file and as JSON, drawn from what was kept."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from chuanxa.roles import Permission
from reports.actions.frozen import then_of
from reports.asking import PLACES
from reports.exporting import Stamp, filename_of, issue
from reports.freezing import PAPER, figures, label_of
from reports.frozen_forms import KeptForm, made_of
from reports.frozen_said import asked_then, closing_told, heading, said_of
from reports.letterhead_asked import NAMES, asked_letterhead
from reports.links import PeopleLinks, with_format
from reports.material import against_last_period
from reports.models import Closing
from reports.official_forms.bands_in_force import form_of_day
from reports.official_forms.catalogue import find_form
from reports.official_forms.form import Form, Query, UnitForm
from reports.official_forms.making import filled
from reports.official_forms.said import said_once
from reports.official_forms.screen import Made, Screen, opened
from reports.official_forms.templates import template_for
from reports.selection import Selection
from reports.sentences import day_text
from reports.views.difference_page import difference_href
from reports.views.written import LENGTH, LENGTHS, document, text_page
from reports.written.plan import Length, Material, Paragraph, Written, written
from reports.written_page import WrittenPage

PAPER_NAMES = (LENGTH, *NAMES)
"""What the page of a frozen text may be asked."""
MOST_FAILING = 50


def frozen_form(request: HttpRequest, closing: Closing, kept: KeptForm, wanted: str) -> HttpResponse:
    """The form; `wanted` is html, xlsx or json."""
    form = find_form(kept.slug)
    if wanted == "json":
        return _json({"kind": kept.slug, "closing": closing_told(closing), "title": kept.title, "figures": figures(kept)})
    selection = selection_of(closing)
    form = form_of_day(form, selection)
    on, by = timezone.localdate(), request.user.full_name or request.user.username
    made = marked_form(made_of(kept, said_once(form, selection, made_on=on, made_by=by)), closing)
    if wanted == "xlsx":
        return form_file(request, closing, form, made, selection)
    return render(request, "reports/frozen/form_paper.html", {"page": _form_page(request, closing, form, made, selection)})


def frozen_paper(request: HttpRequest, closing: Closing, kept: Material, wanted: str) -> HttpResponse:
    """The report in words, in the length asked; `wanted` is html, docx or json."""
    own = {name: request.GET[name] for name in PAPER_NAMES if request.GET.get(name)}
    selection = replace(against_last_period(selection_of(closing)), own=own)
    if wanted == "json":
        texts = {length.value: written(kept, length).text for length in Length}
        return _json({"kind": PAPER, "closing": closing_told(closing), "texts": texts, "figures": figures(kept)})
    length = selection.own_choice(LENGTH, LENGTHS, Length.MEDIUM.value)
    text = _marked_text(written(kept, length), closing)
    if wanted == "docx":
        place = f"van ban {kept.area.area.name} {closing.get_mark_display()} ban {closing.number}"
        return document(request, text, asked_letterhead(selection, kept.area.area), selection, place=place)
    page = _text_page(request, closing, selection, text, length)
    return render(request, "reports/frozen/text_paper.html", {"page": page}, status=400 if page["wrong"] else 200)


def selection_of(closing: Closing) -> Selection:
    """The province on the closed day by the units and rules known then; nobody is counted."""
    return then_of(closing, timezone.localdate()).selection()


def _json(told: dict) -> JsonResponse:
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def crumbs_of(closing: Closing, kind: str) -> list[tuple[str, str | None]]:
    own = reverse("closed-detail", args=[closing.period_id])
    before = [("Báo cáo", reverse("report-list")), ("Chốt số liệu", reverse("closed-list")), (heading(closing.period), own)]
    return [*before, (label_of(kind), None)]


def marked_form(made: Made, closing: Closing) -> Made:
    """With the mark among its notes, on page and paper."""
    said = said_of(closing)
    values = {**made.filling.values, "ghi_chu": f"{made.filling.values.get('ghi_chu', '')}\n{said}"}
    return replace(made, notes=(*made.notes, said), filling=replace(made.filling, values=values))


def _marked_text(text: Written, closing: Closing) -> Written:
    """With the mark under its name and, as the sentence before its end, which closing it is of."""
    said, last = Paragraph((said_of(closing),)), text.blocks[-1:]
    subject = f"{text.subject} (số liệu chốt, {closing.get_mark_display()})"
    ends = bool(last) and isinstance(last[0], Paragraph) and len(text.blocks) > 1
    blocks = (*text.blocks[:-1], said, *last) if ends else (*text.blocks, said)
    return replace(text, subject=subject, blocks=blocks)


def form_file(request: HttpRequest, closing: Closing, form: Form, made: Made, selection: Selection) -> HttpResponse:
    """The form in the template of its day, its mark on every printed page."""
    place, mark = selection.unit.full_name, closing.get_mark_display()
    template = template_for(form, closing.period.province.code, closing.period.day)

    def write(stamp: Stamp) -> bytes:
        done = filled(form, made, template, stamp)
        for sheet in done.book.worksheets:  # on every printed page, whatever the template leaves room for
            sheet.oddHeader.right.text, sheet.oddHeader.right.size = f"Số liệu chốt [{mark}], bản {closing.number}", 8
        return done.data()

    return issue(
        request,
        kind="form",
        name=f"[{mark}] Biểu {form.code}: {place}",
        selection=selection,
        write=write,
        filename=filename_of(f"{form.slug} {place} {mark} ban {closing.number}", closing.period.day),
    )


def _form_page(request: HttpRequest, closing: Closing, form: Form, made: Made, selection: Selection) -> dict:
    period = closing.period
    return {
        "form": form,
        "heading": f"Biểu {form.code} [{closing.get_mark_display()}]",
        "explained": difference_href(closing, f"bieu-mau-{form.slug}"),
        "crumbs": crumbs_of(closing, f"bieu-mau-{form.slug}"),
        "day_text": f"{selection.unit.full_name}, ngày {day_text(period.day)}. {form.says}",
        "notices": [said_of(closing)],
        "report": {"day": period.day, "compared_day": None, "known_at": closing.known_at},
        "compares": False,
        "exports": [("Tải Excel", with_format(request, "xlsx"))] if request.user.may(Permission.EXPORT) else [],
        "templates": None,
        "screen": _opened(request, closing, form, made.screen, selection),
        "checks": made.checks,
        "failing": made.failing[:MOST_FAILING],
        "failing_more": max(0, len(made.failing) - MOST_FAILING),
        "notes": made.notes,
        "template": template_for(form, period.province.code, period.day).called,
        "may_open_people": request.user.may(Permission.SEE_PEOPLE),
        "by_units": isinstance(form, UnitForm),
        "listed": "",
    }


def _opened(request: HttpRequest, closing: Closing, form: Form, screen: Screen, selection: Selection) -> Screen:
    """Numbers open the lists of that day as known then, for readers who may see names; places open for everybody."""
    asking, names = _asking(closing), request.user.may(Permission.SEE_PEOPLE)
    address, then = reverse("form-detail", args=[form.slug]), asking.GET.dict()

    def own(query: Query) -> str:
        here = {} if query.keys() & PLACES.keys() else {"tinh": closing.period.province.code}
        return urlencode({**then, **here, **query}, doseq=True)

    people = PeopleLinks(asking, selection).href
    return opened(
        screen,
        people if names else _nothing,
        (lambda query: f"{address}ho-so/?{own(query)}") if names else _nothing,
        lambda query: f"{address}?{own(query)}",
    )


def _asking(closing: Closing) -> HttpRequest:
    """What a page of the closed day is asked, as known then."""
    asking = HttpRequest()
    asking.GET = asked_then(closing)
    return asking


def _nothing(query: Query) -> None:
    return None


def _text_page(request: HttpRequest, closing: Closing, selection: Selection, text: Written, length: Length) -> dict:
    names = request.user.may(Permission.SEE_PEOPLE)
    asking = _asking(closing)
    asking.GET["tinh"] = closing.period.province.code
    shown = WrittenPage(asking, selection, own=(), names=names)
    return {
        **text_page(request, selection, text, length),
        "crumbs": crumbs_of(closing, PAPER),
        "notices": [said_of(closing)],
        "blocks": shown.blocks(text),
    }

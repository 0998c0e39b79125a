"""A frozen list of people: which place, then its list as page and as file, made of the lines that were kept. For who may see names."""

from dataclasses import replace
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission
from reports.frozen_lists import KeptList, communes_of, form_then, people_of
from reports.frozen_said import VERSION, closing_told, heading, said_of
from reports.links import with_format
from reports.models import Closing
from reports.official_forms.catalogue import find_form
from reports.official_forms.form import ListForm
from reports.official_forms.list_making import ON_A_PAGE, Listed, made_list, refuse_more
from reports.official_forms.said import said_once
from reports.official_forms.screen import Made
from reports.official_forms.templates import template_for
from reports.selection import Selection
from reports.sentences import day_text, number
from reports.views.exports import list_json
from reports.views.frozen_papers import crumbs_of, form_file, marked_form, selection_of

DISTRICT, COMMUNE = "huyen", "xa"
PLACE_NAMES = (DISTRICT, COMMUNE)
"""Which place of the province the list is of."""


def frozen_list(request: HttpRequest, closing: Closing, kept: KeptList, wanted: str) -> HttpResponse:
    """The list of the district or commune asked; without one, the places there are. `wanted` is html, xlsx or json."""
    if not request.user.may(Permission.SEE_PEOPLE):
        raise PermissionDenied("Biểu này nêu tên từng người; vai trò của bạn không xem được tên.")
    district, commune = (request.GET.get(name, "") for name in PLACE_NAMES)
    form = form_then(find_form(kept.slug), kept)
    if not district and not commune:
        if wanted != "html":
            raise BadRequest("Danh sách từng người lập cho một huyện hoặc một xã.", "Thêm huyen= hoặc xa= vào địa chỉ.")
        return _places(request, closing, kept, form)
    if district and commune:
        raise BadRequest("Địa chỉ nêu nhiều nơi cùng lúc.", "Nhận một trong: huyen, xa.")
    selection = _placed(closing, district, commune)
    people = people_of(kept, district=district, commune=commune)
    if wanted == "json":
        told = [{"id": one.cadre, "name": one.name, "unit": one.unit, "post": one.post, **_plain(one.values)} for one in people]
        name = f"[{closing.get_mark_display()}] Biểu {form.code}: {selection.unit.full_name}"
        answer = {"kind": kept.slug, "closing": closing_told(closing), "people": told}
        return list_json(request, answer, name=name, place=name, selection=selection)
    listed = [Listed(one.cadre, one.name, one.commune, one.unit, one.post, one.values) for one in people]
    once = said_once(form, selection, made_on=timezone.localdate(), made_by=request.user.full_name or request.user.username)
    day = day_text(closing.period.day)
    made = marked_form(made_list(form, listed, once, lambda pk: f"{reverse('cadre-detail', args=[pk])}?ngay={day}"), closing)
    if wanted == "xlsx":
        refuse_more(selection.unit.full_name, len(listed))
        return form_file(request, closing, form, made, selection)
    return render(request, "reports/frozen/form_paper.html", {"page": _page(request, closing, form, made, selection)})


def _plain(values: dict) -> dict:
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in values.items()}


def _placed(closing: Closing, district: str, commune: str) -> Selection:
    """The closed day at the place, by the units known then. Raises NotHere."""
    selection = selection_of(closing)
    tier, code = ("commune", commune) if commune else ("district", district)
    unit = selection.register.find(tier, code, selection.day)
    if unit is None or unit.province != selection.unit.id:
        raise NotHere(
            f"{selection.unit.full_name} không có {'xã' if commune else 'huyện'} mang mã “{code[:20]}” vào ngày {day_text(selection.day)}."
        )
    return replace(selection, unit=unit)


def _places(request: HttpRequest, closing: Closing, kept: KeptList, form: ListForm) -> HttpResponse:
    """Districts, or communes where there are none."""
    name = DISTRICT if kept.places else COMMUNE
    found = kept.places or communes_of(kept.people)
    said = {VERSION: request.GET[VERSION]} if request.GET.get(VERSION) else {}
    page = {
        **_head(closing, form, f"{heading(closing.period)}. {form.says}"),
        "places": [(label, f"?{urlencode({**said, name: code})}") for code, label in found.items()],
        "places_say": f"Bản chốt giữ {number(len(kept.people))} người. Danh sách từng người lập cho một huyện hoặc một xã.",
        "exports": [],
    }
    return render(request, "reports/frozen/form_paper.html", {"page": page})


def _head(closing: Closing, form: ListForm, day: str) -> dict:
    return {
        "form": form,
        "heading": f"Biểu {form.code} [{closing.get_mark_display()}]",
        "crumbs": crumbs_of(closing, f"bieu-mau-{form.slug}"),
        "day_text": day,
        "notices": [said_of(closing)],
        "report": {"day": closing.period.day, "compared_day": None, "known_at": closing.known_at},
        "compares": False,
        "templates": None,
    }


def _page(request: HttpRequest, closing: Closing, form: ListForm, made: Made, selection: Selection) -> dict:
    more = f" Trang hiện {ON_A_PAGE} người đầu; tệp Excel có đủ." if made.listed > ON_A_PAGE else ""
    return {
        **_head(closing, form, f"{selection.unit.full_name}, ngày {day_text(selection.day)}. {form.says}"),
        "screen": made.screen,
        "notes": made.notes,
        "template": template_for(form, closing.period.province.code, closing.period.day).called,
        "exports": [("Tải Excel", with_format(request, "xlsx"))] if request.user.may(Permission.EXPORT) else [],
        "listed": f"{number(made.listed)} người.{more}",
    }

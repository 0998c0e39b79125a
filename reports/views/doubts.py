"""/viec-can-lam/: what is missing or doubtful in one's communes, by kind and by commune, each item one click from the field."""

from collections import Counter

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from chuanxa.access import allow
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission
from reports.area_report import area_ref
from reports.asking import ask, at_home
from reports.doubts import BY_SLUG, KINDS, TWINS, VACANT, DoubtKind, Scene, counts, doubtful, scene_of
from reports.people_columns import why
from reports.selection import Selection
from reports.views.area import crumbs

KIND = "viec"
ITEMS_ON_A_PAGE = 50


@require_safe
@allow(Permission.RECORD)
def doubt_list(request: HttpRequest) -> HttpResponse:
    """How much there is to do; with `viec`, the items of one kind."""
    selection = ask(request, formats=("html",), own=(KIND,), filters=False)
    kind = _kind(request.GET.get(KIND, ""))
    page = {
        "heading": f"Việc cần làm: {area_ref(at_home(selection)).name}",
        "crumbs": crumbs(request, selection, "Việc cần làm"),
        "kind": kind,
    }
    if selection.unit is None and selection.reach.everywhere:
        page["provinces"] = [(unit.full_name, _address(tinh=unit.code)) for unit in selection.register.all_on("province", selection.today)]
        return render(request, "reports/doubts.html", {"page": page})
    scene = scene_of(selection)
    page["day_text"] = f"Theo hồ sơ ngày {scene.day:%d/%m/%Y}."
    page |= _items(request, selection, scene, kind) if kind else _overview(selection, scene)
    return render(request, "reports/doubts.html", {"page": page})


def _kind(slug: str) -> DoubtKind | None:
    if slug and slug not in BY_SLUG:
        raise BadRequest(f"Không có loại việc “{slug[:60]}”.", f"Nhận: {', '.join(BY_SLUG)}.")
    return BY_SLUG.get(slug)


def _overview(selection: Selection, scene: Scene) -> dict:
    found = counts(scene)
    totals = sum(found.values(), Counter())
    place = _place(selection)
    kinds = [(kind, totals[kind.slug], _address(**place, viec=kind.slug)) for kind in KINDS]
    shown = [kind for kind in KINDS if totals[kind.slug]]
    rows = [
        (unit.full_name, _address(xa=unit.code), sum(found[unit.id].values()), [_cell(kind, found[unit.id], unit.code) for kind in shown])
        for unit in scene.communes
        if unit.id in found
    ]
    return {"kinds": kinds, "total": totals.total(), "shown": shown, "communes": rows if len(scene.communes) > 1 else []}


def _cell(kind: DoubtKind, found: Counter, code: str) -> tuple[str, int, str]:
    return kind.label, found[kind.slug], _address(xa=code, viec=kind.slug)


def _items(request: HttpRequest, selection: Selection, scene: Scene, kind: DoubtKind) -> dict:
    rows = scene.vacancies if kind is VACANT else doubtful(scene, kind).values_list(*_COLUMNS)
    paginator = Paginator(rows, ITEMS_ON_A_PAGE)
    number = request.GET.get("trang") or "1"
    try:
        page = paginator.page(number)
    except PageNotAnInteger as error:
        raise BadRequest(f"Không có trang “{number[:60]}”.", f"Nhận: 1 đến {paginator.num_pages}.") from error
    except EmptyPage as error:
        raise NotHere(f"Không có trang {number[:60]}.", f"Nhận: 1 đến {paginator.num_pages}.") from error
    items = [_vacancy(scene, *row) for row in page] if kind is VACANT else [_item(scene, kind, *row) for row in page]
    return {"items": items, "pages": page, "total": paginator.count, "all": _address(**_place(selection))}


_COLUMNS = ("cadre_id", "full_name", "born_on", "position_id", "commune_id", "missing", "unclear")


def _item(scene: Scene, kind: DoubtKind, cadre: int, name: str, born, position: int, commune: int, missing: int, unclear: int) -> dict:
    told = {
        "chi-nam-sinh": f"đang ghi {born:%Y}" if born else "",
        "chua-xet": why(missing, unclear),
        TWINS.slug: f"sinh {born:%Y}" if born else "chưa rõ năm sinh",
    }
    return {
        "name": name,
        "href": field_address(cadre, kind.field),
        "position": scene.catalogue.labels[position][1],
        "commune": scene.register.units["commune"][commune].full_name,
        "found": told.get(kind.slug, ""),
    }


def _vacancy(scene: Scene, commune: int, position) -> dict:
    unit = scene.register.units["commune"][commune]
    return {
        "name": position.label,
        "href": f"{reverse('dossier-new')}?xa={unit.code}&chuc-danh={position.code}",
        "position": "",
        "commune": unit.full_name,
        "found": "chưa có ai giữ",
    }


def field_address(cadre: int, field: str) -> str:
    """The field, or the section, of the form in which a person's record is put right."""
    return f"{reverse('dossier-edit', args=[cadre])}#{_ANCHORS[field]}"


_ANCHORS = {
    "qualification": "qualifications",
    "professional": "trinh-do-professional",
    "political_theory": "trinh-do-political_theory",
    "birth": "id_profile-born",
    "enrolment": "enrolments",
    "post": "posts",
    "identity": "ly-lich",
}


def _place(selection: Selection) -> dict[str, str]:
    unit = selection.unit
    return {{"province": "tinh", "district": "huyen", "commune": "xa"}[unit.tier]: unit.code} if unit else {}


def _address(**asked: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('doubt-list')}?{query}" if query else reverse("doubt-list")

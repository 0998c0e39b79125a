"""/vung/: which communes and districts belong to which area class and since when; and the forms of those who set it."""

from collections import Counter
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from chuanxa.access import allow
from chuanxa.asked_names import check_names
from chuanxa.facts import on_day
from chuanxa.models import Job
from chuanxa.models.upkeep import upkeep
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from provinces.models import AreaClass, AreaClassification
from provinces.models.scope import reach_of
from provinces.register import Register, UnitRef, register
from provinces.unit_words import Gazetteer
from reports.actions import areas as actions
from reports.asking import ask, wanted_format
from reports.forms.area import ClassForm, ClassifyForm
from reports.forms.scheme import ReasonForm
from reports.links import with_format
from reports.record_tables import record_dicts, record_rows, records_table
from reports.report_kind import Record, RecordColumn, RecordList
from reports.selection import Selection
from reports.sentences import day_text, number
from reports.views.area import crumbs, notices
from reports.views.exports import list_workbook

EVER = "moi-luc"
_WRITTEN = require_http_methods(["GET", "HEAD", "POST"])
_COLUMNS = (
    RecordColumn("Đơn vị", width=28),
    RecordColumn("Mã", width=9),
    RecordColumn("Thuộc", width=26),
    RecordColumn("Vùng", width=24),
    RecordColumn("Từ ngày", "day", 13),
    RecordColumn("Đến ngày", "day", 13),
    RecordColumn("Căn cứ", width=40),
    RecordColumn("Kiểm chứng", width=18),
)


@require_safe
@allow(Permission.SEE_FIGURES)
def area_list(request: HttpRequest) -> HttpResponse:
    """What holds on the day, or with `moi-luc=co` ever, in one's scope."""
    selection = ask(request, own=(EVER,))
    selection.own_choice(EVER, {"": "", "co": "co"}, "")
    rows = _rows(selection)
    found, form = _list(rows, selection, request), wanted_format(request)
    if form == "json":
        told = {"heading": found.heading, "day": selection.day.isoformat(), "total": len(found.rows), "classes": record_dicts(found)}
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    if form == "xlsx":
        columns, cells = record_rows(found)
        return list_workbook(request, columns, cells, heading=(found.heading,), place="vung", day=selection.day, selection=selection)
    page = {
        "crumbs": crumbs(request, selection, "Vùng"),
        "day_text": f"Ngày {day_text(selection.day)}",
        "notices": notices(selection),
        "exports": [("Tải Excel", with_format(request, "xlsx"))],
        "sentence": _sentence(rows, selection),
        "total": len(found.rows),
        "table": records_table(found, request),
        "classes": [(value, label, value in request.GET.getlist("vung")) for value, label in AreaClass.choices],
        "ever": selection.own.get(EVER) == "co",
        "may_set": request.user.may(Permission.SET_PROGRAMMES),
    }
    return render(request, "reports/area_classes.html", {"page": page})


def _rows(selection: Selection) -> list[tuple[AreaClassification, UnitRef]]:
    """In reach, in the place asked for, of the classes asked for; by unit. One query."""
    rows = AreaClassification.objects.all()
    if selection.own.get(EVER) != "co":
        day = selection.day
        lives = Q(commune=None) | on_day(day, "commune__")
        rows = rows.filter(on_day(day)).filter(lives).filter(Q(district=None) | on_day(day, "district__"))
    if wanted := selection.filter.data.getlist("vung"):
        rows = rows.filter(area_class__in=wanted)
    told = [(row, actions.unit_of(row, selection.register)) for row in rows]
    mine = [(row, unit) for row, unit in told if selection.reach.holds(unit) and _inside(selection.unit, unit)]
    return sorted(mine, key=lambda pair: (pair[1].sort_key, pair[1].code, pair[0].area_class, pair[0].valid_from))


def _inside(asked: UnitRef | None, unit: UnitRef) -> bool:
    if asked is None:
        return True
    own = {unit.tier: unit.id, "district": unit.id if unit.tier == "district" else unit.district, "province": unit.province}
    return own.get(asked.tier) == asked.id


def _list(rows: list, selection: Selection, request: HttpRequest) -> RecordList:
    opens = request.user.may(Permission.SET_PROGRAMMES)
    records = [
        Record(
            (
                unit.full_name,
                unit.code,
                _above(unit, selection.register),
                AreaClass(row.area_class).label,
                row.valid_from,
                row.valid_to,
                row.legal_basis,
                "đã kiểm chứng" if row.verified else "chưa kiểm chứng",
            ),
            reverse("area-amend", args=[row.pk]) if opens else None,
        )
        for row, unit in rows
    ]
    return RecordList(f"Vùng của các xã, huyện ngày {day_text(selection.day)}", _COLUMNS, records, unit="dòng")


def _above(unit: UnitRef, units: Register) -> str:
    parent = units.units["district"].get(unit.district) if unit.district else units.units["province"].get(unit.province)
    return parent.full_name if parent else ""


def _sentence(rows: list, selection: Selection) -> str:
    """How many communes each class has on the day, those of whole districts included."""
    communes = {unit.id for unit in selection.register.all_on("commune", selection.day) if selection.reach.holds(unit)}
    found: Counter = Counter()
    for area in {row.area_class for row, _ in rows}:
        own, districts = selection.register.in_area(area, selection.day)
        units = selection.register.units["commune"]
        here = {pk for pk in communes if pk in own or units[pk].district in districts}
        found[area] = sum(1 for pk in here if _inside(selection.unit, units[pk]) or selection.unit == units[pk])
    told = [f"{AreaClass(area).label}: {number(count)} xã, phường, thị trấn" for area, count in sorted(found.items()) if count]
    return f"Ngày {day_text(selection.day)}: {'; '.join(told)}." if told else ""


@_WRITTEN
@allow(Permission.SET_PROGRAMMES)
def area_new(request: HttpRequest) -> HttpResponse:
    """A list of units put into a class: shown first, written when it is confirmed, all of it or nothing."""
    check_names(request, ())
    units, reach = register(upkeep().token), reach_of(request.user)
    form = ClassifyForm(request.POST or None)
    if not form.is_bound or not form.is_valid():
        return _form_page(request, form, "Thêm vùng")
    said = form.cleaned_data
    gazetteer = Gazetteer(units, reach, said["valid_from"])
    found = _read(said["units"], gazetteer, form)
    if form.errors:
        return _form_page(request, form, "Thêm vùng")
    seen = _digest(found, said)
    if request.POST.get("xac-nhan") != seen:
        return _form_page(request, form, "Thêm vùng", found=[gazetteer.told(unit) for unit in found], seen=seen)
    columns = {name: said[name] for name in ("area_class", "valid_from", "valid_to", "legal_basis", "verified", "reason")}
    try:
        _, job = actions.classify(found, **columns, by=request.user.username, day=timezone.localdate())
    except ValidationError as error:
        return _refused(request, form, error, "Thêm vùng")
    return _after(job)


def _digest(found: list[UnitRef], said: dict) -> str:
    """What was previewed: a list that was changed since is previewed again before it is written."""
    told = [said[name] for name in ("area_class", "valid_from", "valid_to", "legal_basis", "verified")]
    return sha256(repr([*told, *((unit.tier, unit.id) for unit in found)]).encode()).hexdigest()


def _read(lines: list[str], gazetteer: Gazetteer, form: Form) -> list[UnitRef]:
    """The unit of every line, or a sentence for each line that has none, or more than one, or was there before."""
    found: dict[tuple[str, int], UnitRef] = {}
    for place, line in enumerate(lines, start=1):
        units = gazetteer.find(line)
        if len(units) != 1:
            form.add_error("units", _unclear(place, line, units, gazetteer))
        elif (units[0].tier, units[0].id) in found:
            form.add_error("units", f"Dòng {place}: {gazetteer.told(units[0])} đã có ở một dòng trên.")
        else:
            found[units[0].tier, units[0].id] = units[0]
    return list(found.values())


def _unclear(place: int, line: str, units: list[UnitRef], gazetteer: Gazetteer) -> str:
    if not units:
        day = f"{gazetteer.day:%d/%m/%Y}"
        return f"Dòng {place}: ngày {day} không có “{line[:60]}” trong phạm vi của bạn. Ghi mã, hoặc tên đúng dấu, thêm huyện sau dấu phẩy."
    several = "; ".join(gazetteer.told(unit) for unit in units[:4])
    return f"Dòng {place}: “{line[:60]}” có thể là {several}. Ghi mã, hoặc thêm huyện sau dấu phẩy."


@_WRITTEN
@allow(Permission.SET_PROGRAMMES)
def area_amend(request: HttpRequest, pk: int) -> HttpResponse:
    """One row corrected, or given its last day."""
    row, unit = _own(request, pk)
    names = ("area_class", "valid_from", "valid_to", "legal_basis", "verified")
    form = ClassForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    heading = f"Sửa vùng: {unit.full_name}"
    if not form.is_bound or not form.is_valid():
        return _form_page(request, form, heading, remove=reverse("area-remove", args=[pk]))
    changes, reason = {name: form.cleaned_data[name] for name in names}, form.cleaned_data["reason"]
    try:
        job = actions.amend_class(row, by=request.user.username, day=timezone.localdate(), reason=reason, **changes)
    except ValidationError as error:
        return _refused(request, form, error, heading)
    return _after(job)


@_WRITTEN
@allow(Permission.SET_PROGRAMMES)
def area_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """A row that was never right taken away."""
    row, unit = _own(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        return _after(actions.remove_class(row, by=request.user.username, day=timezone.localdate(), reason=form.cleaned_data["reason"]))
    says = f"{AreaClass(row.area_class).label}, từ {row.valid_from:%d/%m/%Y}. Vùng đã hết hiệu lực thì sửa ngày kết thúc, không bỏ."
    return _form_page(request, form, f"Bỏ vùng: {unit.full_name}", says=says)


def _own(request: HttpRequest, pk: int) -> tuple[AreaClassification, UnitRef]:
    check_names(request, ())
    row = AreaClassification.objects.filter(pk=pk).first() if pk < 2**63 else None
    unit = actions.unit_of(row, register(upkeep().token)) if row else None
    if unit is None or not reach_of(request.user).holds(unit):
        raise NotHere("Không có dòng này trong phạm vi của bạn.", advice="Mở trang Vùng để chọn.")
    return row, unit


def _after(job: Job | None) -> HttpResponse:
    return redirect("job-detail", job.pk) if job else redirect("area-list")


def _refused(request: HttpRequest, form: Form, error: ValidationError, heading: str) -> HttpResponse:
    told = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    for name, messages in told.items():
        form.add_error(name if name in form.fields else None, messages)
    return _form_page(request, form, heading)


def _form_page(
    request: HttpRequest, form: Form, heading: str, *, says: str = "", found: list[str] | None = None, seen: str = "", remove: str = ""
) -> HttpResponse:
    page = {
        "heading": heading,
        "says": says,
        "form": form,
        "found": found,
        "seen": seen,
        "remove": remove,
        "back": reverse("area-list"),
        "crumbs": [("Vùng", reverse("area-list")), (heading, None)],
    }
    return render(request, "reports/area_form.html", {"page": page}, status=422 if form.errors else 200)

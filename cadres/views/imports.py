"""Lists from files: /nhap-lieu/. Upload, correct how columns are read, look at the plan, confirm, undo, give the file back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres.actions.imports import Moved
from cadres.actions.undo import undo
from cadres.importing import batches
from cadres.importing.blank_list import blank_list
from cadres.importing.package import LIMITS, MAX_BYTES, RefusedFile
from cadres.importing.places import places_on
from cadres.importing.preview import reached
from cadres.importing.returned import returned_workbook
from cadres.importing.workbench import layout_page, list_page, preview_page, read_answers, read_layout
from cadres.models import ImportBatch, ImportState, Position
from chuanxa import jobs
from chuanxa.access import allow
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.exports.issuing import XLSX, issue
from chuanxa.exports.ledger import Told
from chuanxa.partial_dates import UnreadableDate, read_day
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission
from provinces.asked_days import asked_day
from provinces.models.scope import reach_of

AT_ONCE = 150
"""Lists up to so many lines are written while the sender waits; longer ones in the background."""


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.RECORD)
def import_list(request: HttpRequest) -> HttpResponse:
    """The form to send a file, blank lists to download, and what was sent before."""
    check_names(request, ())
    if request.method != "POST":
        return _list(request)
    try:
        batch = _receive(request)
    except (RefusedFile, UnreadableDate) as refusal:
        return _list(request, str(refusal), status=422)
    return redirect("import-detail", batch.pk)


@require_safe
@allow(Permission.RECORD)
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was read and what would be done; after confirming, what was done."""
    check_names(request, ("so-phan", "trang"))
    check_one_value(request, ("so-phan", "trang"))
    batch = _find(request, pk)
    if batch.state == ImportState.DRAFT and (batch.as_of is None or _lacks_names(request, batch)):
        return redirect("import-layout", pk)
    found = batches.preview_of(batch, reach_of(request.user), timezone.localdate()) if batch.state == ImportState.DRAFT else None
    return render(request, "cadres/import.html", {"page": preview_page(batch, found, request.GET)})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.RECORD)
def import_layout(request: HttpRequest, pk: int) -> HttpResponse:
    """How the file is read: the day, the unit of each sheet, what each column holds."""
    check_names(request, ())
    batch = _draft(request, pk)
    reach, today = reach_of(request.user), timezone.localdate()
    found = batches.preview_of(batch, reach, today)
    if request.method != "POST":
        return render(request, "cadres/import_layout.html", {"page": layout_page(batch, found, reach)})
    said, errors = read_layout(request.POST, found, reach, today)
    if errors:
        page = layout_page(batch, found, reach, typed=request.POST, errors=errors)
        return render(request, "cadres/import_layout.html", {"page": page}, status=422)
    batch.as_of, batch.note = said.pop("as_of"), ""
    batches.say(batch, **said)
    return redirect("import-detail", pk)


@require_POST
@allow(Permission.RECORD)
def import_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Who the doubtful lines are, and whose posts ended."""
    batch = _draft(request, pk)
    batches.say(batch, **read_answers(request.POST, batch.said))
    return redirect("import-detail", pk)


@require_POST
@allow(Permission.RECORD)
def import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what was shown, or show the new plan when the records moved."""
    batch = _draft(request, pk)
    if batch.as_of is None:
        return redirect("import-layout", pk)
    reach, today, digest = reach_of(request.user), timezone.localdate(), request.POST.get("digest", "")[:64]
    rows = len(batches.preview_of(batch, reach, today).plan.rows)
    if rows > AT_ONCE:
        told = {"by": request.user.username, "label": f"Nhập {batch.name}"[:200], "only_once": f"import-{pk}"}
        batch.job = jobs.start("import-cadres", batch=pk, digest=digest, day=today.isoformat(), **told)
        batch.state = ImportState.QUEUED
        batch.save(update_fields=["job", "state"])
        return redirect("job-detail", batch.job.pk)
    try:
        batches.confirm(batch, digest, by=request.user.username, day=today, reach=reach)
    except Moved:
        pass  # said on the batch: the page shows the new plan
    except ValidationError as refusal:
        ImportBatch.objects.filter(pk=pk).update(note=f"Chưa ghi gì: {' '.join(refusal.messages)}"[:500])
    return redirect("import-detail", pk)


@require_POST
@allow(Permission.RECORD)
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the whole batch back; what others changed since is respected and named."""
    batch = _find(request, pk)
    if batch.state != ImportState.DONE or batch.change_set is None:
        raise NotHere("Lần nhập này không có gì để hoàn tác.", advice="Mở Nhập từ tệp để xem các lần nhập.")
    reason = " ".join(request.POST.get("reason", "").split())[:300]
    if not reason:
        page = preview_page(batch, None, {}) | {"undo_error": "Thiếu lý do hoàn tác. Ghi một câu vì sao, chẳng hạn: nhầm tệp."}
        return render(request, "cadres/import.html", {"page": page}, status=422)
    try:
        undo(batch.change_set, by=request.user.username, day=timezone.localdate(), reason=reason)
    except ValidationError as refusal:
        batch.note = " ".join(refusal.messages)[:500]
        batch.save(update_fields=["note"])
    return redirect("import-detail", pk)


@require_safe
@allow(Permission.RECORD)
def import_returned(request: HttpRequest, pk: int) -> HttpResponse:
    """The sender's own workbook with what is wrong marked."""
    check_names(request, ())
    batch = _find(request, pk)
    found = batches.preview_of(batch, reach_of(request.user), timezone.localdate())
    own = batch.name.rpartition(".")[0]
    return issue(
        request,
        kind="import-returned",
        name=f"Tệp {batch.name} với các ô cần sửa",
        told=Told(place=own, day=batch.as_of),
        write=lambda stamp: returned_workbook(found, bytes(batch.data), stamp),
        content_type=XLSX,
        filename=f"{own} - cần sửa.xlsx",
    )


@require_safe
@allow(Permission.RECORD)
def import_blank(request: HttpRequest) -> HttpResponse:
    """A blank list of one commune; `xa` is its code."""
    check_names(request, ("xa", "ngay"))
    check_one_value(request, ("xa", "ngay"))
    today = timezone.localdate()
    day = asked_day(request, "ngay", today) or today
    places = places_on(day)
    place = places.by_code.get(request.GET.get("xa", "")[:5])
    own = reached(places, reach_of(request.user))
    if place is None or (own is not None and place.id not in own):
        raise NotHere(f"Không có xã này trong phạm vi của bạn ngày {day:%d/%m/%Y}.", advice="Chọn xã ở trang Nhập từ tệp.")
    labels = [position.label for position in Position.objects.all() if day in position.period and position.category != "body"]
    return issue(
        request,
        kind="import-blank",
        name=f"Danh sách trống của {place.full_name}",
        told=Told(place=place.full_name, day=day, covers=(("commune", place.id),)),
        write=lambda stamp: blank_list(place, day, labels, stamp),
        content_type=XLSX,
        filename=f"Danh sách {place.full_name}.xlsx",
    )


def _list(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    page = list_page(_sent_by(request)[:50], reach_of(request.user), timezone.localdate())
    page |= {"error": error, "limits": LIMITS, "typed": request.POST.get("as_of", "")}
    return render(request, "cadres/imports.html", {"page": page}, status=status)


def _receive(request: HttpRequest) -> ImportBatch:
    sent = request.FILES.get("file")
    if sent is None:
        raise RefusedFile("Chưa chọn tệp. Bấm “Chọn tệp” rồi chọn danh sách cần nhập.")
    if sent.size > MAX_BYTES:
        raise RefusedFile(f"Tệp nặng {sent.size / (1 << 20):.1f} MB. {LIMITS} Tách danh sách thành nhiều tệp.".replace(".", ",", 1))
    text = request.POST.get("as_of", "").strip()
    as_of = _past(read_day(text)) if text else None
    data = sent.read()
    batch = batches.receive(sent.name or "", data, by=request.user.username, as_of=as_of)
    told = batches.preview_of(batch, reach_of(request.user), timezone.localdate()).contents.day if as_of is None else None
    if told and told <= timezone.localdate():
        batch.as_of = told
        batch.save(update_fields=["as_of"])
    return batch


def _past(day: date) -> date:
    if day > timezone.localdate():
        raise UnreadableDate(f"Ngày {day:%d/%m/%Y} chưa tới. Ghi ngày mà danh sách nói tới, không sau hôm nay.")
    return day


def _sent_by(request: HttpRequest):
    everything = ImportBatch.objects.defer("data")
    return everything if request.user.may(Permission.ADMINISTER) else everything.filter(by=request.user.username)


def _find(request: HttpRequest, pk: int) -> ImportBatch:
    found = ImportBatch.objects.filter(pk=pk).select_related("change_set", "job").first() if pk < 2**63 else None
    if found is None or (found.by != request.user.username and not request.user.may(Permission.ADMINISTER)):
        raise NotHere("Không có lần nhập này, hoặc do người khác gửi.", advice="Mở Nhập từ tệp để xem các lần nhập của bạn.")
    return found


def _draft(request: HttpRequest, pk: int) -> ImportBatch:
    batch = _find(request, pk)
    if batch.state != ImportState.DRAFT:
        raise BadRequest(
            "Danh sách này đã được nhập hoặc đang được ghi.", advice=f"Mở lại {reverse('import-detail', args=[pk])} để xem kết quả."
        )
    return batch


def _lacks_names(request: HttpRequest, batch: ImportBatch) -> bool:
    return not batches.preview_of(batch, reach_of(request.user), timezone.localdate()).contents.forms

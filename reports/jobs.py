"""Background work of this floor: judging again whose area class changed, making the reports of a closing and large files."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from cadres.standings.restand import restand
from cadres.standings.storage import chunks
from chuanxa import audit
from chuanxa.exports.files import remove_old
from chuanxa.exports.issuing import HEADER
from chuanxa.exports.orders import NO_FILE, Order, ask_again
from chuanxa.exports.turns import turn
from chuanxa.jobs import Run, work
from chuanxa.models.user import User
from chuanxa.refusals import BadRequest
from provinces.register import register
from reports.actions import frozen
from reports.actions.areas import RESTAND, people_around
from reports.actions.exports import EXPORT
from reports.actions.frozen import FREEZE
from reports.freezing import label_of, make_all
from reports.models import Closing

STEP = 200


@work(RESTAND)
def restand_areas(run: Run, *, communes: list[int], day: str) -> dict:
    """Two hundred people a step, in order; after a stop it goes on behind the last one."""
    everybody = people_around(communes, register())
    left = [pk for pk in everybody if run.cursor is None or pk > run.cursor]
    done = len(everybody) - len(left)
    for ids in chunks(left, STEP):
        ids = list(ids)
        run.rest()
        with transaction.atomic():
            restand(ids, day=date.fromisoformat(day))
            done += len(ids)
            run.step(done, len(everybody), ids[-1], "Đang xét lại từng người; trang vẫn dùng được.")
    return {"said": f"Đã xét lại {len(everybody)} người.", "href": reverse("area-list"), "href_label": "Xem các vùng"}


@work(FREEZE)
def freeze_reports(run: Run, *, closing: int) -> dict:
    """One report a step, each kept as soon as it is made; after a stop it goes on with the next one."""
    found = Closing.objects.select_related("period__province").get(pk=closing)
    done = run.cursor or 0
    left = found.kinds[done:]
    for order, (kind, report) in enumerate(make_all(frozen.then_of(found, timezone.localdate()), left), start=done):
        with transaction.atomic():
            frozen.store(found, order, kind, report)
            run.step(order + 1, len(found.kinds), order + 1, f"Đã giữ: {label_of(kind)}.")
        run.rest()
    frozen.finish(found)
    href = reverse("closed-detail", args=[found.period_id])
    return {"said": f"Đã chốt {len(found.kinds)} báo cáo.", "href": href, "href_label": "Mở kỳ số liệu"}


@work(EXPORT)
def prepare_export(run: Run, *, path: str, open_numbers: bool, reason: str, address: str) -> dict:
    """Make the file of an address for who ordered it, as they may see it now, and keep it to be fetched.

    A worker that dies leaves a line without an outcome; the next one begins again, under a new number, with the data of then. Files made
    at once take turns.
    """
    user = User.objects.filter(username=run.job.by, is_active=True).first()
    if user is None:
        raise ValidationError("Tài khoản đã giao việc này không còn dùng được.")
    remove_old(timezone.now())
    before = audit.origin.set(address)
    try:
        with turn() as mine:
            run.give_way = mine.pass_on
            answer = ask_again(user, path, Order(open_numbers=open_numbers, reason=reason, run=run))
    except BadRequest as refusal:
        raise ValidationError(f"{refusal.found} {refusal.accepted}".strip()) from refusal
    except (PermissionDenied, Http404) as refusal:
        raise ValidationError("Bạn không còn xem được trang này nữa.") from refusal
    finally:
        audit.origin.reset(before)
    if HEADER not in answer:
        raise ValidationError(NO_FILE)
    number = answer[HEADER]
    return {"said": f"Tệp số {number} đã xong.", "href": reverse("export-detail", args=[number]), "href_label": "Lấy tệp"}

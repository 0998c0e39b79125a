"""Background work of this floor: judging people again whose area class changed, and making the reports of a closing."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cadres.standings.restand import restand
from cadres.standings.storage import chunks
from chuanxa.jobs import Run, work
from provinces.register import register
from reports.actions import frozen
from reports.actions.areas import RESTAND, people_around
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

"""Background work of this floor: judging people again whose communes came into an area class or left one."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from cadres.standings.restand import restand
from cadres.standings.storage import chunks
from chuanxa.jobs import Run, work
from provinces.register import register
from reports.actions.areas import RESTAND, people_around

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

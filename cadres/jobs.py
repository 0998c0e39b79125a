"""Background work of the cadres floor: what takes longer than somebody should wait for a page."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from cadres.effect import effect_of
from cadres.models import Standard
from cadres.standings.preview import who_would_change
from cadres.standings.rejudge import restand_affected
from chuanxa import jobs
from chuanxa.jobs import Run, Stopped, work
from chuanxa.models import Job

APPLY, FORESEE = "apply-standard", "foresee-standard"
"""Judging people again after the law changed; telling beforehand who would change."""


@work("import-cadres")
def import_cadres(run: Run, *, batch: int, digest: str, day: str) -> dict:
    """Write a confirmed import: read again, plan again, then everything in one transaction; done twice it writes once."""
    from cadres.actions.imports import Moved
    from cadres.importing.batches import PHASES, confirm
    from cadres.models import ImportBatch, ImportState
    from chuanxa.models import User
    from provinces.models.scope import reach_of

    found = ImportBatch.objects.get(pk=batch)
    user = User.objects.get(username=found.by)
    href = f"/nhap-lieu/{batch}/"

    def told(phase: int, said: str) -> None:
        run.step(phase, PHASES, f"phase-{phase}", said)

    try:
        plan = confirm(found, digest, by=user.username, day=date.fromisoformat(day), reach=reach_of(user), report=told)
    except Moved as moved:
        return {"said": str(moved), "href": href}
    except ValidationError as refusal:
        told = f"Chưa ghi gì: {' '.join(refusal.messages)}"[:500]
        ImportBatch.objects.filter(pk=batch).update(state=ImportState.DRAFT, note=told)
        return {"said": told, "href": href}
    told(PHASES, "Đã ghi xong.")
    written = sum(1 for row in plan.rows if row.acts)
    return {"said": f"Đã ghi {written} dòng.", "href": href}


def apply(standard: Standard, *, by: str, day: date, label: str) -> Job:
    """Judge everybody again whom the standard speaks of; start it in the transaction that changed the standard."""
    return jobs.start(APPLY, by=by, label=label[:200], only_once=f"{APPLY}:{standard.pk}", standard=standard.pk, day=day.isoformat())


def foresee(draft: Standard, ends: list[str], *, by: str) -> Job:
    """Who would change, of too many people for one request."""
    label = f"Xem trước ai thay đổi theo “{draft.name}”"
    once = f"{FORESEE}:{draft.pk}:{draft.version}:{'+'.join(sorted(ends))}"[:100]
    return jobs.start(FORESEE, by=by, label=label[:200], only_once=once, standard=draft.pk, version=draft.version, ends=ends)


@work(APPLY)
def apply_standard(run: Run, *, standard: int, day: str) -> dict:
    """Step by step; a step is some hundred people, and the site stays in use."""
    row = Standard.objects.select_related("province").get(pk=standard)

    def told(done: int, total: int, cursor: str) -> None:
        if run.stopping():
            raise Stopped
        run.step(done, total, cursor, "Đang xét lại từng người; trang vẫn dùng được.")

    total = restand_affected(row, day=date.fromisoformat(day), after=run.cursor or "", report=told)
    return {"said": f"Đã xét lại {total} người.", "href": reverse("standard-detail", args=[row.code]), "href_label": "Xem tiêu chuẩn"}


@work(FORESEE)
def foresee_standard(run: Run, *, standard: int, version: int, ends: list[str]) -> dict:
    """Nothing is written but the result; when its worker dies it begins again."""
    draft = Standard.objects.select_related("province").get(pk=standard)
    others = list(Standard.objects.filter(code__in=ends))

    def told(done: int, total: int) -> None:
        run.rest()
        with transaction.atomic():
            run.step(done, total, None)

    effect = effect_of(who_would_change(draft, ends=others, told=told))
    return {
        "effect": effect,
        "version": version,
        "ends": sorted(ends),
        "href": f"{reverse('draft-effect', args=[draft.code])}?viec={run.job.pk}",
        "href_label": "Xem ai sẽ thay đổi",
    }

"""Background work of the cadres floor: what takes longer than somebody should wait for a page."""

from datetime import date

from django.core.exceptions import ValidationError

from chuanxa.jobs import Run, work


@work("import-cadres")
def import_cadres(run: Run, *, batch: int, digest: str, day: str) -> dict:
    """Write a confirmed import: read again, plan again, then everything in one transaction; done twice it writes once."""
    from cadres.actions.imports import Moved
    from cadres.importing.batches import confirm
    from cadres.models import ImportBatch, ImportState
    from chuanxa.models import User
    from provinces.models.scope import reach_of

    found = ImportBatch.objects.get(pk=batch)
    user = User.objects.get(username=found.by)
    href = f"/nhap-lieu/{batch}/"
    run.step(0, 1, "began", "Đang đọc lại tệp, lập lại kế hoạch rồi ghi trong một lần…")
    try:
        plan = confirm(found, digest, by=user.username, day=date.fromisoformat(day), reach=reach_of(user))
    except Moved as moved:
        return {"said": str(moved), "href": href}
    except ValidationError as refusal:
        told = f"Chưa ghi gì: {' '.join(refusal.messages)}"[:500]
        ImportBatch.objects.filter(pk=batch).update(state=ImportState.DRAFT, note=told)
        return {"said": told, "href": href}
    run.step(1, 1, "done", "Đã ghi xong.")
    written = sum(1 for row in plan.rows if row.acts)
    return {"said": f"Đã ghi {written} dòng.", "href": href}

"""The versions of one published figure, newest first: who said what, when and why, and what was different before."""

from django.utils import timezone

from reports.actions.published import figure_told
from reports.models import PublishedFigure

_LABELS = {name: str(PublishedFigure._meta.get_field(name).verbose_name) for name in figure_told(PublishedFigure())}


def history_of(figure: PublishedFigure) -> list[dict]:
    """Entries for the page of the figure: {at, by, what, before, after, reason}. One query."""
    versions = list(PublishedFigure.objects.filter(report=figure.report_id, code=figure.code).order_by("recorded_at", "id"))
    entries = []
    for before, after in zip([None, *versions], versions, strict=False):
        old, new = figure_told(before) if before else {}, figure_told(after)
        changed = [name for name, value in new.items() if value != old.get(name, "")]
        entries.append(
            {
                "at": f"{timezone.localtime(after.recorded_at):%H:%M %d/%m/%Y}",
                "by": after.recorded_by,
                "what": "Sửa" if before else "Nhập",
                "before": _told(old, changed) if before else "",
                "after": _told(new, changed),
                "reason": after.reason,
            }
        )
    return entries[::-1]


def _told(values: dict[str, str], names: list[str]) -> str:
    return "; ".join(f"{_LABELS[name]}: {values.get(name) or '—'}" for name in names)

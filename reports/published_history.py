"""Everything done to a published figure or to what its report says of itself, newest first: who, when, why, the old and the new text."""

from cadres.history import Entry, Line, history_of
from chuanxa.models import AuditEvent
from provinces.models import Province
from reports.models import PublishedFigure, PublishedReport


def figure_history(figure: PublishedFigure) -> list[Entry]:
    """One query."""
    versions = PublishedFigure.objects.filter(report=figure.report_id, code=figure.code)
    return history_of(versions.select_related("report", "recorded_in", "superseded_in"))


def report_history(report: PublishedReport) -> list[Entry]:
    """What the audit trail keeps of a report that is corrected in place. Two queries."""
    events = AuditEvent.objects.filter(subject=f"publishedreport:{report.pk}").order_by("-number")
    provinces = {str(one.pk): str(one) for one in Province.objects.all()}
    return [Entry(event.at, event.by, event.reason, None, [_line(event, provinces)]) for event in events]


def _line(event: AuditEvent, provinces: dict[str, str]) -> Line:
    old, new = event.change.get("old") or {}, event.change.get("new") or {}
    if not old:
        return Line("thêm", "Báo cáo", [("", "", new.get("title", ""))])
    names = [name for name in new if old.get(name, "") != new[name]]
    return Line("sửa", "Báo cáo", [(_label(name), *(_text(name, told.get(name, ""), provinces) for told in (old, new))) for name in names])


def _label(name: str) -> str:
    return str(PublishedReport._meta.get_field(name.removesuffix("_id")).verbose_name)


def _text(name: str, value: str, provinces: dict[str, str]) -> str:
    if name == "province_id":
        return provinces.get(value, "") if value else "Cả nước"
    return "/".join(reversed(value.split("-"))) if name == "published_on" else value

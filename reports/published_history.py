"""Everything done to one published figure, newest first: who, when, why, and the old and the new text of every field."""

from cadres.history import Entry, history_of
from reports.models import PublishedFigure


def figure_history(figure: PublishedFigure) -> list[Entry]:
    """One query."""
    versions = PublishedFigure.objects.filter(report=figure.report_id, code=figure.code)
    return history_of(versions.select_related("report", "recorded_in", "superseded_in"))

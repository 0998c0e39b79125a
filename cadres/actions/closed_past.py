"""Which past is closed: verdicts of days that were reported are not changed by a standard published later.

One function answers, so that closing a period by hand can take its place. Until then a year is closed when its report has gone up:
reports of a year are due by 31 January (Decree 171/2025, article 39), so from February on the year before is closed.
"""

from datetime import date


def closed_until(day: date) -> date:
    """The last closed day, seen from `day` (today)."""
    return date(day.year - (1 if day >= date(day.year, 2, 1) else 2), 12, 31)

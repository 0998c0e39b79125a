"""Loads published figures from files: one report a file, its figures in the order printed.

A report that is there already is left alone, whatever was amended in it since. One file is kept whole, or nothing of it is.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from provinces.models import Province
from reports.actions.published import record_figures, record_report
from reports.models import PublishedFigure, PublishedReport

FOLDER = settings.ROOT / "fixtures" / "published"
_DAYS = ("day", "published_on")


def load(*, by: str, folder: Path = FOLDER) -> Iterator[tuple[str, int]]:
    """Load the files of a folder; yields (title, number of figures) of each report that was new."""
    for path in sorted(folder.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        if not PublishedReport.objects.filter(code=told["report"]["code"]).exists():
            yield told["report"]["title"], _load(told, by=by, reason=f"Nạp từ tệp {path.name}")


@transaction.atomic
def _load(told: dict, *, by: str, reason: str) -> int:
    fields = _read(told["report"])
    code = fields.pop("province", None)
    province = Province.objects.filter(code=code).order_by("valid_from").first() if code else None
    report = record_report(PublishedReport(province=province, **fields), by=by, reason=reason)
    return len(record_figures([PublishedFigure(report=report, **_read(one)) for one in told["figures"]], by=by, reason=reason))


def _read(fields: dict) -> dict:
    return {name: date.fromisoformat(value) if name in _DAYS else value for name, value in fields.items()}

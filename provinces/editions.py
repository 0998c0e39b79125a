"""Which list of units stands behind a day, and what a page must say of it.

Every page that speaks of units calls `check_day` first and shows `notice` when it is not empty. The editions that ship with
the project are files under fixtures/units; editions.csv names them in order.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from provinces.decrees import Decree
from provinces.models import Edition

FIXTURES = settings.ROOT / "fixtures" / "units"


class DayNotCovered(ValueError):
    """No loaded list speaks for the day; the text is for people."""


@dataclass(frozen=True)
class Shipped:
    """One line of editions.csv; `moves` is None when the edition has no stated moves."""

    day: date
    covers_from: date
    file: Path
    moves: Path | None
    source: str


def check_day(day: date, editions: Iterable[Edition] | None = None) -> None:
    """Raises DayNotCovered for a day before the first one that a loaded list speaks for. One query unless `editions` are given."""
    first = earliest_day(editions)
    if first is None:
        raise DayNotCovered("Chưa nạp danh mục đơn vị hành chính nào. Người quản trị cần nạp danh mục trước khi xem số liệu.")
    if day < first:
        raise DayNotCovered(
            f"Danh mục đơn vị hành chính đã nạp bắt đầu từ ngày {first:%d/%m/%Y}. Hãy chọn ngày {first:%d/%m/%Y} hoặc sau đó."
        )


def earliest_day(editions: Iterable[Edition] | None = None) -> date | None:
    """The first day that can be asked for; None before any list was loaded."""
    return min((edition.covers_from for edition in _loaded(editions)), default=None)


def _loaded(editions: Iterable[Edition] | None) -> Iterable[Edition]:
    return Edition.objects.order_by("day") if editions is None else editions


def notice(day: date, editions: Iterable[Edition] | None = None) -> str:
    """The sentence a page shows for `day` when units are known only from a list of another day; "" when they are exact.

    One query unless `editions` are given, oldest first. A dated register, or an edition whose every change had a decree, needs no sentence.
    """
    before = after = None
    for edition in _loaded(editions):
        if edition.day <= day:
            before = edition
        elif after is None:
            after = edition
    if after is None or after.exact:
        return ""
    if before is None:
        return (
            f"Đơn vị hành chính theo danh mục ngày {after.day:%d/%m/%Y}, danh mục cũ nhất đã nạp;"
            " tên và số đơn vị trước ngày đó có thể khác."
        )
    return (
        f"Đơn vị hành chính theo danh mục ngày {before.day:%d/%m/%Y} và các nghị quyết đã biết ngày hiệu lực;"
        f" thay đổi chưa biết ngày được tính từ danh mục ngày {after.day:%d/%m/%Y}."
    )


def shipped() -> tuple[Shipped, ...]:
    """The editions that ship with the project, in order of their days."""
    with (FIXTURES / "editions.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Shipped(
                day=date.fromisoformat(row["day"]),
                covers_from=date.fromisoformat(row["covers_from"]),
                file=FIXTURES / row["file"],
                moves=FIXTURES / row["moves"] if row["moves"] else None,
                source=row["source"],
            )
            for row in csv.DictReader(file)
        )


def decrees() -> tuple[Decree, ...]:
    """The dates of changes that ship with the project (fixtures/units/decrees.csv)."""
    with (FIXTURES / "decrees.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Decree(row["province"], int(row["level"]), row["kind"], row["code"], date.fromisoformat(row["day"]), row["legal_basis"])
            for row in csv.DictReader(file)
        )

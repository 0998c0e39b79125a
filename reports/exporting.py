"""Every file of figures or people leaves through `issue`: numbered, stamped, on the ledger of exports and in the audit trail.

What a selection says (place, day, filters, rules, whose people) is read here once; chuanxa/exports/ does the rest and knows no figures.
"""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse

from chuanxa.exports import issuing
from chuanxa.exports.issuing import JSON, XLSX, Write, order_address
from chuanxa.exports.ledger import EVERYWHERE, Told
from chuanxa.exports.orders import open_numbers
from chuanxa.exports.stamps import Stamp
from chuanxa.names import search_key
from provinces.models.scope import Reach
from reports.area_report import area_ref
from reports.people import described
from reports.report import Filter
from reports.selection import Selection

__all__ = ["JSON", "XLSX", "Stamp", "filename_of", "issue", "open_numbers", "order_address", "whole_reach"]


def issue(
    request: HttpRequest,
    *,
    kind: str,
    name: str,
    selection: Selection | None,
    write: Write,
    content_type: str = XLSX,
    filename: str,
    filters: Iterable[Filter] | None = None,
    reach: Reach | None = None,
    **more,
) -> HttpResponse:
    """The file as an answer.

    `kind` is a key of chuanxa/exports/kinds.py, `name` what the file is in words. `write(stamp)` gives the bytes, or pieces of them
    as they are made. `filters` replace those of the selection where a list has filters of its own. A file without a selection names
    the `reach` it was made in when it speaks of people or units. `more` goes to chuanxa.exports.issuing.issue.
    """
    told = _told(selection, filters) if selection else Told(covers=whole_reach(reach) if reach else ())
    return issuing.issue(request, kind=kind, name=name, told=told, write=write, content_type=content_type, filename=filename, **more)


def filename_of(place: str, day: date, ending: str = "xlsx") -> str:
    """A name that sorts and that every system can store: chuan-xa-tinh-cao-bang-2013-12-31.xlsx."""
    return f"chuan-xa-{'-'.join(search_key(place).split())}-{day.isoformat()}.{ending}"


def whole_reach(reach: Reach) -> tuple[tuple[str, int], ...]:
    """Every unit given to somebody, as the ledger keeps it."""
    if reach.everywhere:
        return (EVERYWHERE,)
    given = (("province", reach.provinces), ("district", reach.districts), ("commune", reach.communes))
    return tuple((tier, pk) for tier, ids in given for pk in sorted(ids))


def _told(selection: Selection, filters: Iterable[Filter] | None) -> Told:
    unit = selection.unit
    said = described(selection.filter.described() if filters is None else filters)
    return Told(
        place=area_ref(selection).name,
        day=selection.day,
        known=selection.known_at,
        filters=tuple(part for part in said.split("; ") if part),
        rules=_rules(selection),
        covers=((unit.tier, unit.id),) if unit else whole_reach(selection.reach),
    )


def _rules(selection: Selection) -> tuple[str, ...]:
    """ "nd-33-2023 (bản 2)" for every standard in force that day that speaks of somebody in the place asked for."""
    unit = selection.unit
    here = {pk for pk in (unit.id if unit.tier == "province" else unit.province,) if pk} if unit else None
    return tuple(
        f"{rule.code} (bản {rule.version})"
        for rule in selection.catalogue.book.standards
        if selection.day in rule.period and (not rule.provinces or here is None or here & rule.provinces)
    )

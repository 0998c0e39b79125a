"""The page of Đối chiếu: what its template draws, from what was found."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse

from cadres.models import Profile
from reports.differing_records import Sides, opens, told_facts, told_records
from reports.differing_words import differences, post_text
from reports.freezing import FREEZABLE, Kept, label_of
from reports.frozen_said import VERSION, WHOLE, heading, said_of
from reports.links import with_format
from reports.models import Closing
from reports.reconciliation import EXPLAINED, Differing, Moved, Reconciliation
from reports.reconciling import Reason
from reports.replaying import REPLAYED, Replay
from reports.sentences import day_text, number

KIND, TABLE, ROW, MEASURE, WHY = "bao-cao", "bang", "dong", "cot", "ly-do"
ON_A_PAGE = 100
_EXPLAINED = (*EXPLAINED, *REPLAYED)


def title_of(closing: Closing) -> str:
    """Which closing is held against today."""
    return f"{heading(closing.period)}, bản chốt [{closing.get_mark_display()}] và số liệu hôm nay"


def explained_kinds(closing: Closing) -> list[str]:
    """The reports of the closing that can be explained, in the order of the catalogue."""
    return [kind for kind in FREEZABLE if kind in _EXPLAINED and kind in closing.kinds]


def difference_href(closing: Closing, kind: str) -> str:
    """The address of what explains one report of the closing; "" for one that is not explained, or while it is being made."""
    if closing.ready_at is None or kind not in explained_kinds(closing):
        return ""
    asked = {KIND: kind or WHOLE} | ({VERSION: closing.number} if closing.retired_at is not None else {})
    return f"{reverse('closed-difference', args=[closing.period_id])}?{urlencode(asked)}"


def reasons_of(found: Reconciliation) -> list[Reason]:
    """Every reason that people or records have, or that a figure was moved by."""
    told = {*found.reasons, *(found.record_reasons if isinstance(found, Replay) else ())}
    return [reason for reason in Reason if reason in told]


def difference_page(
    request: HttpRequest, closing: Closing, kind: str, found: Reconciliation, moved: list[Moved], frozen: Kept, named
) -> dict:
    """`named` are the people, records and lines asked for; None for readers who may not see names."""
    period, replayed = closing.period, isinstance(found, Replay)
    own, day = reverse("closed-detail", args=[period.pk]), day_text(period.day)
    reasons = [reason for reason in Reason if reason in reasons_of(found) or any(reason in one.parts for one in moved)]
    total = moved[0] if moved and not moved[0].row else None
    page = {
        "heading": f"Đối chiếu: {label_of(kind)}",
        "title": title_of(closing),
        "exports": [("Tải Excel", with_format(request, "xlsx"))],
        "crumbs": [
            ("Báo cáo", reverse("report-list")),
            ("Chốt số liệu", reverse("closed-list")),
            (heading(period), own),
            ("Đối chiếu", None),
        ],
        "notices": [said_of(closing)],
        "sentence": _sentence_of_records(found, moved) if replayed else _sentence(found, total),
        "replayed": replayed,
        "reasons": [
            (one, found.reasons.get(one, 0), found.record_reasons.get(one, 0) if replayed else 0, _href(request, **{WHY: one.value}))
            for one in reasons
        ],
        "tables": _tables(request, reasons, moved, frozen),
        "kinds": [
            (label_of(one), _href(request, **{KIND: one or WHOLE}, keep=(VERSION,)), one == kind) for one in explained_kinds(closing)
        ],
        "own": own,
        "day": day,
        "named": named is not None,
    }
    return page if named is None else page | _lists(request, found, moved, named)


def _lists(request: HttpRequest, found: Reconciliation, moved: list[Moved], named) -> dict:
    """The people, records or lines asked for, a page at a time; all three lists turn together."""
    asked = request.GET.get("trang")
    people, records = (Paginator(one, ON_A_PAGE) for one in (named.people, named.records))
    lines = Paginator(named.sides.rows if named.sides else (), ON_A_PAGE)
    longest = max((people, records, lines), key=lambda one: one.count)
    return {
        "people": people_told(_shown(people, asked), found),
        "total": people.count,
        "records": told_records(_shown(records, asked), found) if isinstance(found, Replay) else [],
        "records_total": records.count,
        "lines": [list(zip(("", *_labels(named.sides)), line, strict=True)) for line in _shown(lines, asked)],
        "lines_head": _labels(named.sides),
        "lines_total": lines.count,
        "pages": longest.get_page(asked),
        "figure": _figure(request, moved),
        "all": f"{_href(request)}#nguoi",
    }


def _shown(pages: Paginator, asked: str | None) -> list:
    """The lines of the page asked; none where this list is shorter than the others."""
    wanted = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return list(pages.page(wanted).object_list) if 1 <= wanted <= pages.num_pages else []


def _labels(sides: Sides | None) -> tuple[str, ...]:
    return sides.labels if sides else ()


def _sentence(found: Reconciliation, total: Moved | None) -> str:
    people = len(found.people)
    if not people:
        return "Mọi người vẫn được tính như lúc chốt."
    added = f" Tổng số người {signed(total.difference)}." if total and total.difference else " Tổng số người không đổi."
    return f"{number(people)} người được tính khác lúc chốt, mỗi người vì một lý do chính.{added}"


def _sentence_of_records(found: Replay, moved: list[Moved]) -> str:
    changed = sum(1 for one in moved if one.difference)
    if not moved:
        return "Mọi con số của báo cáo vẫn như lúc chốt."
    told = [f"{number(len(found.records))} bản ghi"] if found.records else []
    people = len({one.cadre for one in (*found.people, *found.earlier)})
    told += [f"{number(people)} người"] if people else []
    said = f" vì {' và '.join(told)} nay được ghi khác" if told else ""
    return f"{number(changed)} con số khác lúc chốt{said}; mỗi lý do làm tăng, giảm bao nhiêu ở các cột bên phải."


def _tables(request: HttpRequest, reasons: list[Reason], moved: list[Moved], frozen: Kept) -> list[dict]:
    """One table of differences for each table of the report; the columns of reasons are those that occur."""
    tables: dict[str, dict] = {}
    for one in moved:
        table = tables.setdefault(one.table, {"id": one.table, "heading": one.heading, "rows": []})
        place = one.table, one.row, one.measure
        href = _href(request, **dict(zip((TABLE, ROW, MEASURE), place, strict=True))) if opens(frozen, *place) else None
        cells = [(reason.label, signed(one.parts.get(reason, 0))) for reason in reasons]
        table["rows"].append({"one": one, "href": href, "difference": signed(one.difference), "cells": cells, "rest": one.rest})
    return list(tables.values())


def signed(difference: int) -> str:
    """ "+3", "−2", "0"."""
    return f"{'+' if difference > 0 else '−' if difference < 0 else ''}{number(abs(difference))}"


def _href(request: HttpRequest, keep: tuple[str, ...] = (VERSION, KIND), **asked: str) -> str:
    kept = {name: request.GET[name] for name in keep if request.GET.get(name)} | {name: text for name, text in asked.items() if text}
    return f"?{urlencode(kept)}#nguoi" if TABLE in asked or WHY in asked else f"?{urlencode(kept)}"


def _figure(request: HttpRequest, moved: list[Moved]) -> str:
    """Which figure's people are shown; "" for everybody's."""
    asked = tuple(request.GET.get(name, "") for name in (TABLE, ROW, MEASURE))
    return next((f"{one.heading}: {one.label}" for one in moved if (one.table, one.row, one.measure) == asked), "")


def people_told(people: list[Differing], found: Reconciliation) -> list[dict]:
    """Each of them with name, post, reason and what differs, in words."""
    names = _names([one.cadre for one in people], found)
    besides = told_facts([one.cadre for one in people if one.then == one.now], found.before.known_at, found.before.day)
    earlier = {id(one) for one in found.earlier} if isinstance(found, Replay) else set()
    return [
        {
            "id": one.cadre,
            "name": names.get(one.cadre, "Hồ sơ không tên"),
            "href": reverse("cadre-detail", args=[one.cadre]) if one.now is not None else None,
            "post": _post(one, found),
            "reason": one.reason,
            "differences": [
                f"Ngày trước: {said}" if id(one) in earlier else said for said in besides.get(one.cadre) or differences(one, found)
            ],
        }
        for one in people
    ]


def _post(one: Differing, found: Reconciliation) -> str:
    if one.now is not None:
        return post_text(one.now, found.after)
    return post_text(one.then, found.before) if one.then is not None else ""


def _names(ids: list[int], found: Reconciliation) -> dict[int, str]:
    """As known now; of those whose dossier is gone, as known then."""
    at = found.before.known_at
    then = dict(Profile.objects.known(at).filter(cadre__in=ids).values_list("cadre_id", "full_name"))
    return then | dict(Profile.objects.known().filter(cadre__in=ids).values_list("cadre_id", "full_name"))

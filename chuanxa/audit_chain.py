"""The chain of the audit trail: every event carries the digest of itself and of the event before it. Pure.

Whoever changes, removes or inserts an event breaks the digest of every later one; the last number and digest, kept elsewhere (in
each backup and export), show a tail that was cut off and made anew.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

START = "0" * 64
"""What stands in the place of a digest before the first event."""


@dataclass(frozen=True, slots=True)
class Link:
    """What is chained of one event. `change` is JSON as it comes back from a database."""

    number: int
    at: datetime
    by: str
    act: str
    subject: str
    reason: str
    address: str
    change: dict


def digest(previous: str, link: Link) -> str:
    """SHA-256 in hexadecimal over the digest before and the event, written in one canonical way."""
    told = [previous, link.number, link.at.astimezone(UTC).isoformat(timespec="microseconds")]
    told += [link.by, link.act, link.subject, link.reason, link.address, link.change]
    return hashlib.sha256(json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def faults(events: Iterable[tuple[Link, str]], head: tuple[int, str], expected: dict[int, str] | None = None) -> Iterator[str]:
    """A Vietnamese sentence for every break, in order of number; `events` come with their stored digests.

    `head` is (number, digest) of the last event as kept apart; `expected` maps numbers to digests noted earlier. After a broken
    digest the chain is followed from what is stored, so that one change is told once.
    """
    waiting = {number: noted for number, noted in (expected or {}).items() if (number, noted) != (0, START)}
    number, previous = 0, START
    for link, stored in events:
        if link.number != number + 1:
            yield _gap(number + 1, link.number - 1)
        elif digest(previous, link) != stored:
            yield f"Dòng số {link.number} ({link.at:%d/%m/%Y %H:%M}, {link.by}, {link.act}) đã bị sửa, hoặc dòng trước nó đã bị thay."
        if waiting.pop(link.number, stored) != stored:
            yield f"Dòng số {link.number} khác dấu vân đã ghi lại trước đây: nhật ký đã bị viết lại."
        number, previous = link.number, stored
    if head != (number, previous):
        yield f"Nhật ký dừng ở dòng số {number}, nhưng dòng cuối đã ghi là số {head[0]}: có dòng bị xóa hoặc thêm ở cuối."
    for absent in sorted(waiting):
        yield f"Không còn dòng số {absent} đã ghi lại trước đây: nhật ký đã bị cắt."


def _gap(first: int, last: int) -> str:
    if last < first:
        return f"Số thứ tự dòng lặp lại hoặc lùi ở số {last + 1}."
    return f"Thiếu dòng số {first}." if first == last else f"Thiếu các dòng từ số {first} đến số {last}."

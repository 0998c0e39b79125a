"""The figures that are read first, and the shares that trends follow.

Pure: from counts to key figures; every percentage carries its count and its total.
"""

from datetime import date

from cadres.levels import Ladder
from cadres.standards import Verdict
from reports import sentences
from reports.breakdowns import LADDERS, PROFESSIONAL_INTERMEDIATE, THEORY_INTERMEDIATE, reaching
from reports.counts import Counts
from reports.report import KeyFigure
from reports.shares import Share

KEY_LADDERS = (
    ("professional_intermediate", Ladder.PROFESSIONAL, PROFESSIONAL_INTERMEDIATE, "Chuyên môn từ trung cấp trở lên"),
    ("theory_intermediate", Ladder.POLITICAL_THEORY, THEORY_INTERMEDIATE, "Lý luận chính trị từ trung cấp trở lên"),
)
"""(key, ladder, level, label): "từ trung cấp trở lên" of the two ladders that every report names."""


def key_figures(now: Counts, before: Counts | None, day: date | None) -> tuple[KeyFigure, ...]:
    """Head-count, meeting the standard, the two ladders, and what is not known; `before` and `day` are of the compared day."""
    return (
        _head_count(now, before, day),
        _meeting(now, before, day),
        *(_reaching(now, before, day, *one) for one in KEY_LADDERS),
        _unknown(now, before, day),
    )


def _head_count(now: Counts, before: Counts | None, day: date | None) -> KeyFigure:
    elected, servants = (category(now, place) for place in (0, 1))
    delta = sentences.head_count_change(now.people, before.people, day) if before else ("", "same")
    base = f"{sentences.number(elected)} cán bộ · {sentences.number(servants)} công chức"
    return KeyFigure("people", "Cán bộ, công chức cấp xã", now.people, base=base, delta=delta[0], direction=delta[1])


def _share_figure(key: str, label: str, share: Share, before: Share | None, day: date | None, query: dict) -> KeyFigure:
    delta = sentences.change(share, before, day) if before else ("", "same")
    base = f"{sentences.number(share.count)} / {sentences.number(share.total)} người"
    return KeyFigure(key, label, share.count, share, base, query, delta=delta[0], direction=delta[1])


def _meeting(now: Counts, before: Counts | None, day: date | None) -> KeyFigure:
    query = {"dat-chuan": ("meets",)}
    return _share_figure(
        "meets", "Đạt chuẩn chức danh", _verdict_share(now, Verdict.MEETS), before and _verdict_share(before, Verdict.MEETS), day, query
    )


def _unknown(now: Counts, before: Counts | None, day: date | None) -> KeyFigure:
    query = {"dat-chuan": ("unknown",)}
    share = _verdict_share(now, Verdict.UNKNOWN)
    return _share_figure("unknown", "Chưa đủ dữ liệu để kết luận", share, before and _verdict_share(before, Verdict.UNKNOWN), day, query)


def _reaching(now: Counts, before: Counts | None, day: date | None, key: str, ladder: Ladder, minimum: int, label: str) -> KeyFigure:
    breakdown = LADDERS[ladder]

    def share(counts: Counts) -> Share:
        return Share(counts.at_least(breakdown.dimension, minimum), counts.people)

    return _share_figure(key, label, share(now), before and share(before), day, {breakdown.query: reaching(ladder, minimum)})


def _verdict_share(counts: Counts, verdict: Verdict) -> Share:
    return Share(counts.verdict(verdict), counts.people)


def category(counts: Counts, place: int) -> int:
    """People of the category stored as `place`."""
    return sum(number for key, number in counts.standard if key.category == place)

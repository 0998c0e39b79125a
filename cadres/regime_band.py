"""The band over the years, ready to be drawn and to be read: one row a regime, widths in whole percent, every spell also in words.

Pure. Widths are classes (the policy of the pages allows no style), so a spell shorter than half a percent is only in the words.
"""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from cadres.checklist import regime_year, short_basis
from cadres.regime_spells import Answer, Spell
from cadres.requirements import CRITERIA
from cadres.standard_book import StandardBook
from chuanxa.periods import ONE_DAY, Period

MOST_TICKS = 9


def band_of(regimes: dict[str, list[Spell]], book: StandardBook, today: date) -> dict | None:
    """What templates/_components/regime_band.html takes; None of somebody no regime ever spoke of."""
    every = [spell for spells in regimes.values() for spell in spells]
    if not every:
        return None
    whole = Period(min(spell.period.first for spell in every), max(min(spell.period.end, today) for spell in every))
    return {
        "first": _day(whole.first),
        "last": _day(whole.end),
        "ticks": _ticks(whole),
        "rows": [_row(regime, spells, whole, book, today) for regime, spells in regimes.items()],
    }


def _row(regime: str, spells: list[Spell], whole: Period, book: StandardBook, today: date) -> dict:
    return {
        "label": f"Chế độ {regime_year(regime)}",
        "basis": _basis(regime, book),
        "segments": _segments(spells, whole),
        "sentence": _sentence(spells, today),
        "spells": [_told(spell, today) for spell in spells],
    }


def _basis(regime: str, book: StandardBook) -> str:
    """The text that most positions of the regime are judged by."""
    rules = [rule for rule in book.standards if rule.regime == regime]
    widest = max(rules, key=lambda rule: (not rule.provinces, len(rule.positions)), default=None)
    return short_basis(widest.basis) if widest else ""


def _segments(spells: Iterable[Spell], whole: Period) -> list[tuple[str, str]]:
    """(width class, slug) from left to right; days without a post are a gap."""
    found, at = [], 0
    for spell in spells:
        start, end = _percent(spell.period.first, whole), _percent(min(spell.period.end, whole.end) + ONE_DAY, whole)
        if start > at:
            found.append((f"w{start - at}", "gap"))
        if end > max(start, at):
            found.append((f"w{end - max(start, at)}", f"{spell.answer}{'' if spell.in_force else ' spell--aside'}"))
            at = end
    return found


def _percent(day: date, whole: Period) -> int:
    """How far into the whole, in percent, halves up."""
    days = (whole.end - whole.first).days + 1
    return ((day - whole.first).days * 200 + days) // (2 * days)


def _ticks(whole: Period) -> list[tuple[str, str]]:
    """(width class, label) of stretches that begin with a round year, as many as can be read."""
    years = range(whole.first.year + 1, whole.end.year + 1)
    step = next((step for step in (1, 2, 5, 10, 20) if len(years) // step <= MOST_TICKS), 50)
    starts = [date(year, 1, 1) for year in years if year % step == 0]
    bounds = [0, *(_percent(day, whole) for day in starts), 100]
    labels = [str(whole.first.year) if bounds[1] >= 8 else "", *(str(day.year) for day in starts)]
    return [
        (f"w{after - before}", label if after - before >= 6 else "")
        for (before, after), label in zip(pairwise(bounds), labels, strict=True)
        if after > before
    ]


def _sentence(spells: list[Spell], today: date) -> str:
    """The spells under the law in force, else what it would say now."""
    asked = _joined([spell for spell in spells if spell.in_force])
    if asked:
        told = "; ".join(f"{answer.label.lower()} {_span(period, today)}" for period, answer in asked)
        return f"{told[:1].upper()}{told[1:]}."
    last = spells[-1]
    if last.answer is Answer.SILENT:
        return "Không có tiêu chuẩn cho chức danh đã giữ."
    return f"Chưa bao giờ áp dụng cho người này; nếu xét thì {last.answer.label.lower()}."


def _joined(spells: list[Spell]) -> list[tuple[Period, Answer]]:
    """Neighbours with one answer as one stretch, whatever the reasons."""
    found: list[tuple[Period, Answer]] = []
    for spell in spells:
        if found and found[-1][1] is spell.answer and found[-1][0].end + ONE_DAY == spell.period.first:
            found[-1] = (Period(found[-1][0].first, spell.period.last), spell.answer)
        else:
            found.append((spell.period, spell.answer))
    return found


def _told(spell: Spell, today: date) -> dict:
    return {
        "period": _span(spell.period, today),
        "label": spell.answer.label,
        "slug": spell.answer,
        "in_force": spell.in_force,
        "reason": _reason(spell),
    }


def _reason(spell: Spell) -> str:
    judged = spell.judgement
    masks = (
        (judged.missing & ~judged.owed, "thiếu"),
        (judged.owed, "nợ"),
        (judged.unclear, "chưa rõ"),
        (judged.exempt, "được miễn, hạ mức"),
    )
    named = ((word, [label[:1].lower() + label[1:] for _, label, bit in CRITERIA if mask & bit]) for mask, word in masks)
    return "; ".join(f"{word} {', '.join(labels)}" for word, labels in named if labels)


def _span(period: Period, today: date) -> str:
    return f"từ {_day(period.first)} đến nay" if period.end >= today else f"{_day(period.first)} – {_day(period.end)}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"

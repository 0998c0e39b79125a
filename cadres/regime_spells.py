"""When one person met which regime: their years cut into spells of one answer, once for every regime that spoke of their positions.

Pure. Every regime judges the whole career ("xét theo quy định cũ"), also the days on which it was not in force; those days are
marked, for the law asked nothing then. The facts are those of each day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cadres.cases import Award, Traits
from cadres.requirements import StandardRule
from cadres.standard_book import Marks, StandardBook
from cadres.standards import Judgement, Verdict, judge
from cadres.standings.timeline import Post, case_on, pieces, place_on, primary_post
from chuanxa.periods import Period


class Answer(StrEnum):
    """What a regime says of a spell. `OWED`: everything missing may still be owed; `SILENT`: it never spoke of the position."""

    MEETS = "meets"
    OWED = "owed"
    FALLS_SHORT = "falls_short"
    UNKNOWN = "unknown"
    SILENT = "silent"

    @property
    def label(self) -> str:
        return _ANSWERS[self]


_ANSWERS = {
    Answer.MEETS: "Đạt",
    Answer.OWED: "Còn nợ",
    Answer.FALLS_SHORT: "Chưa đạt",
    Answer.UNKNOWN: "Chưa đủ dữ liệu",
    Answer.SILENT: "Không có tiêu chuẩn",
}


@dataclass(frozen=True)
class Spell:
    """Days with one answer. `in_force`: the law asked this then; `judgement` is that of the first day."""

    period: Period
    answer: Answer
    in_force: bool
    judgement: Judgement

    @property
    def says(self) -> tuple:
        """Two neighbours that say the same are one spell."""
        judged = self.judgement
        standard = judged.standard.id if judged.standard else 0
        return self.answer, self.in_force, standard, judged.missing, judged.unclear, judged.owed, judged.exempt


def answer_of_marks(marks: Marks | Judgement, standard: StandardRule | None) -> Answer:
    """The verdict, with what is only owed told apart from what is missing, and silence from ignorance."""
    if standard is None:
        return Answer.SILENT
    if marks.verdict == Verdict.MEETS:
        return Answer.MEETS
    if marks.verdict == Verdict.UNKNOWN:
        return Answer.UNKNOWN
    return Answer.OWED if marks.owed == marks.missing else Answer.FALLS_SHORT


def answer_of(judgement: Judgement) -> Answer:
    """The same of a judgement with its reasons."""
    return answer_of_marks(judgement, judgement.standard)


def spells(regime: str, posts: Iterable[Post], awards: Iterable[Award], traits: Traits, book: StandardBook, *, until: date) -> list[Spell]:
    """What `regime` says of every day in a counted post up to `until`, in order; days without a post have no spell."""
    posts, awards = tuple(posts), tuple(awards)
    found = []
    for piece in pieces(posts, awards, book):
        cut = piece.overlap(Period(date.min, until))
        spell = _spell(regime, cut, posts, awards, traits, book) if cut else None
        if spell:
            found.append(spell)
    return _joined(found)


def _spell(regime: str, piece: Period, posts, awards, traits: Traits, book: StandardBook) -> Spell | None:
    day = piece.first
    post = primary_post([post for post in posts if day in post.period], day)
    place = place_on(post, day) if post else None
    if place is None:
        return None
    standard = book.find(post.position.id, place.province, day, regime=regime)
    judgement = judge(case_on(day, place, posts, awards, standard, traits) if standard else None, standard)
    return Spell(piece, answer_of(judgement), standard is not None and day in standard.period, judgement)


def _joined(found: list[Spell]) -> list[Spell]:
    joined: list[Spell] = []
    for spell in found:
        before = joined[-1] if joined else None
        if before and before.says == spell.says and before.period.end.toordinal() + 1 == spell.period.first.toordinal():
            joined[-1] = Spell(Period(before.period.first, spell.period.last), before.answer, before.in_force, before.judgement)
        else:
            joined.append(spell)
    return joined


def regimes(posts: Iterable[Post], book: StandardBook) -> list[str]:
    """The regimes that ever spoke of one of the person's positions, the oldest first."""
    rules = {rule for post in posts for rule in book.of_position(post.position.id) if rule.regime}
    return list(dict.fromkeys(rule.regime for rule in sorted(rules, key=lambda rule: (rule.period.first, rule.regime))))

"""Sentences about a distribution: its classes from the highest down, the same of the compared day, and what the change is.

Pure. Classes of nobody are not named; people without a record are named last; where the printed percentages do not add up to 100 the
sentence says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.report import Row, Table
from reports.sentences import day_text, decimal, lower_first
from reports.written.source import Source, together
from reports.written.words import Words, listed, sentence, words

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Voice:
    """How a distribution is spoken of: what it is about, and the class from which its change is told ("từ trung cấp trở lên")."""

    about: str
    mark: str = ""
    reaching: str = ""
    verb_each: bool = False


VOICES = {
    "professional": Voice("về trình độ chuyên môn, nghiệp vụ", "intermediate", "có trình độ chuyên môn, nghiệp vụ từ trung cấp trở lên"),
    "political_theory": Voice("về trình độ lý luận chính trị", "intermediate", "có trình độ lý luận chính trị từ trung cấp trở lên"),
    "general_education": Voice("về trình độ giáo dục phổ thông", "upper_secondary", "tốt nghiệp trung học phổ thông"),
    "state_management": Voice("về quản lý nhà nước", "associate", "đã qua bồi dưỡng quản lý nhà nước"),
    "informatics": Voice("về tin học", "certificate_a", "có chứng chỉ tin học trở lên"),
    "defence_security": Voice("về quốc phòng, an ninh", "group_4", "đã qua bồi dưỡng quốc phòng, an ninh", verb_each=True),
    "gender": Voice("về giới tính"),
    "ethnic_group": Voice("về dân tộc"),
    "age_band": Voice("về độ tuổi"),
}
SINGLE = {"gender": "là {}", "ethnic_group": "là dân tộc {}", "age_band": "ở độ tuổi {}"}
"""How a class that holds everybody is spoken of, where it is not a level."""

NAMED = {"ethnic_group"}
"""Tables whose labels are names and keep their capital."""


def distribution(source: Source, id: str) -> Words:
    """The classes of the day; () when the report has no such table or counts nobody."""
    table = source.table(id)
    if table is None or not table.total:
        return ()
    return _Day(source, table, before=False).told(VOICES[id].about if id in VOICES else f"về {lower_first(table.title)}")


def earlier(source: Source, id: str) -> Words:
    """The classes of the compared day; () when there is none or nobody was counted then."""
    table = source.table(id)
    if table is None or not table.total or not source.compared_day or not source.people(before=True):
        return ()
    return _Day(source, table, before=True).told(f"ngày {day_text(source.compared_day)}")


@dataclass(frozen=True, slots=True)
class _Day:
    """A distribution as it was on one of the two days."""

    source: Source
    table: Table
    before: bool

    def told(self, opening: str) -> Words:
        rows = [row for row in self.table.rows if _count(row, self.before)]
        if len(rows) == 1:
            return self._single(opening, rows[0])
        known, unknown = [row for row in rows if row.key != "unknown"], [row for row in rows if row.key == "unknown"]
        items = [self._item(row, first=not place) for place, row in enumerate(known)]
        items += [words(self._people(row), " chưa có dữ liệu (", self._percent(row), ")") for row in unknown]
        among = words(", trong ", self.source.total(self.table, before=True), " người khi đó, ") if self.before else ": "
        return words(sentence(opening, among, listed(items)), hundred_note(rows, before=self.before))

    def _item(self, row: Row, *, first: bool) -> Words:
        """The first class has a verb of its own, as the register of reports has it; so have all whose labels end in a number."""
        label = row.label if self.table.id in NAMED else lower_first(row.label)
        each = self.table.id in VOICES and VOICES[self.table.id].verb_each
        has, makes = " có " if first or each else " ", "chiếm " if first and not self.before else ""
        return words(label, has, self._people(row), f" ({makes}", self._percent(row), ")")

    def _single(self, opening: str, row: Row) -> Words:
        count = _count(row, self.before)
        then = " khi đó" if self.before else ""
        label = row.label if self.table.id in NAMED else lower_first(row.label)
        state = "chưa có dữ liệu" if row.key == "unknown" else SINGLE.get(self.table.id, "thuộc mức “{}”").format(label)
        return sentence(opening, ", toàn bộ " if count > 1 else ", ", self._people(row), f"{then} {state}")

    def _people(self, row: Row) -> Words:
        return words(self.source.count(self.table, row, before=self.before), " người")

    def _percent(self, row: Row):
        return self.source.share(self.table, row, before=self.before)


def _count(row: Row, before: bool) -> int:
    return (row.before.count if row.before else 0) if before else row.count


def hundred_note(rows: Sequence[Row], *, before: bool = False) -> str:
    """What is said where the percentages printed for the classes do not add up to 100; "" where they do."""
    shares = [(row.before if before else row.share).percent() for row in rows]
    added = sum((share for share in shares if share is not None), Decimal(0))
    return "" if added == HUNDRED else f" (Các tỷ lệ cộng lại được {decimal(added)}% do làm tròn.)"


def change(source: Source, id: str, *, dated: bool = True) -> Words:
    """How the share of those who reach the mark moved since the compared day; () when it cannot be told.

    `dated` False where the sentence before has named that day.
    """
    table, voice = source.table(id), VOICES[id]
    if table is None or not voice.mark or not source.compared_day or not table.total or not source.people(before=True):
        return ()
    rows = reaching(table, voice.mark)
    return moved(source, table, rows, f"tỷ lệ {voice.reaching}", dated=dated)


def moved(source: Source, table: Table, rows: Sequence[Row], subject: str, *, dated: bool = True) -> Words:
    """ "So với ngày …, tỷ lệ … tăng 28,72 điểm phần trăm, từ 66,57% (468 người) lên 95,29% (688 người)." """
    now, before = together(tuple(rows)), together(tuple(rows), before=True)
    if now.percent() is None or before.percent() is None or not (now.count or before.count):
        return ()
    start = f"so với ngày {day_text(source.compared_day)}, {subject} " if dated else f"{subject} "
    share = words(source.share(table, *rows), " (", source.count(table, *rows), " người)")
    if now.count * before.total == before.count * now.total:
        return sentence(start, "không thay đổi, vẫn là ", share)
    up = now.count * before.total > before.count * now.total
    points = source.points(table, *rows)
    if not before.count:
        return sentence(start, "tăng ", points, " điểm phần trăm, từ chỗ chưa có người nào lên ", share)
    earlier_share = words(source.share(table, *rows, before=True), " (", source.count(table, *rows, before=True), " người)")
    if not now.count:
        return sentence(start, "giảm ", points, " điểm phần trăm, từ ", earlier_share, " xuống không còn người nào")
    verbs = ("tăng ", " lên ") if up else ("giảm ", " xuống ")
    told = sentence(start, verbs[0], points, " điểm phần trăm, từ ", earlier_share, verbs[1], share)
    exact = abs((now.percent() or Decimal(0)) - (before.percent() or Decimal(0))) == points.value
    return told if exact else words(told, " (Số điểm tính từ tỷ lệ chưa làm tròn.)")


def reaching(table: Table, mark: str) -> list[Row]:
    """The rows from the highest class down to `mark`: tables of levels go from the highest down, the unknown last."""
    keys = [row.key for row in table.rows]
    return list(table.rows[: keys.index(mark) + 1])

"""The levels of a person of a line: written as text, or ticked in their column; and what stands beside the professional one. Pure."""

from cadres.aliases import LevelRead, Unreadable, accepted, alias_key, is_mark, read_level
from cadres.importing import meanings as of
from cadres.importing.cells import capitalised, read_day, school_class
from cadres.importing.line_cells import LineCells
from cadres.importing.rows import LevelTold, Problem, RowForm
from cadres.importing.sheet import Value, as_text
from cadres.importing.studies import read_mode
from cadres.level_words import AT_LEAST
from cadres.levels import Ladder
from chuanxa.partial_dates import UnreadableDate


class Levels(LineCells):
    """Fills `levels`. `marks` are the ticked columns of a ladder with their levels, `levels` the column where it is written."""

    marks: dict[Ladder, list[tuple[int, object]]]
    levels: dict[Ladder, int]

    def _level(self, form: RowForm, ladder: Ladder) -> None:
        told = self._marked(form, ladder) if ladder in self.marks else None
        if told is None and ladder in self.levels:
            told = self._written_level(form, ladder)
        if told is None and ladder in self.reading.blank_is_untrained and not any(ladder.value in problem.field for problem in form.errors):
            told = LevelTold(ladder.levels(0))
        if told is not None:
            form.levels[ladder] = told

    def _written_level(self, form: RowForm, ladder: Ladder) -> LevelTold | None:
        meaning = f"level.{ladder}"
        value = self.sheet.value(form.row, self.levels[ladder])
        if value is None:
            return None
        text = school_class(value) if ladder is Ladder.GENERAL_EDUCATION else as_text(value)
        found: LevelRead | None = self._try(form, meaning, read_level, ladder, text)
        if found is None:
            return None
        self._doubts(form, ladder, found, meaning)
        return LevelTold(found.level, found.rest, found.at_least, found.equivalent)

    def _doubts(self, form: RowForm, ladder: Ladder, found: LevelRead, meaning: str) -> None:
        if found.at_least:
            self._warn(form, f"{ladder.label}: chỉ biết đã có, không rõ mức; ghi mức thấp nhất là “{found.level.label}”.", meaning)
        for other in found.others:
            self._warn(form, f"Ghi bằng cao nhất; bằng “{other}” không nhập.", meaning)

    def _marked(self, form: RowForm, ladder: Ladder) -> LevelTold | None:
        """The level whose column is ticked; a word in the cell is the kind of certificate, a year its award, else the field of study."""
        ticked = [(place, level, value) for place, level in self.marks[ladder] if (value := self.sheet.value(form.row, place)) is not None]
        if not ticked:
            return None
        reads = [read for place, level, value in ticked if (read := self._tick(form, ladder, place, level, value))]
        if len(reads) != len(ticked):
            return None
        levels = {read.level for read in reads}
        if 0 in levels and len(levels) > 1:
            says = f"{ladder.label}: đánh dấu cả “{ladder.levels(0).label}” lẫn “{max(levels).label}”. Chỉ để lại một."
            form.errors.append(Problem(says, ticked[0][0], f"mark.{ladder}"))
            return None
        best = max(reads, key=lambda read: read.level)
        if len(levels) > 1:
            form.warnings.append(
                Problem(f"{ladder.label}: đánh dấu nhiều mức; ghi mức cao nhất là “{best.level.label}”.", ticked[0][0], f"mark.{ladder}")
            )
        return best

    def _tick(self, form: RowForm, ladder: Ladder, place: int, level, value: Value) -> LevelTold | None:
        text = as_text(value)
        if alias_key(text) in {"khong", "0", "k"} and level is not None and level > 0:
            return None
        if level is None:
            return self._some(form, ladder, place, text)
        if is_mark(text):
            above = ladder is Ladder.PROFESSIONAL and "ts" in alias_key(self.layout.columns[place].header).split()
            if above:
                form.warnings.append(
                    Problem(
                        f"Cột “{self.layout.columns[place].header}” không rõ thạc sĩ hay tiến sĩ; ghi Thạc sĩ.", place, f"mark.{ladder}"
                    )
                )
            return LevelTold(level, at_least=above)
        try:
            awarded, _ = read_day(value, self.reading.day)
            return LevelTold(level, awarded=awarded)
        except UnreadableDate:
            pass
        if ladder is Ladder.PROFESSIONAL and level > 0 and not any(sign.isdigit() for sign in text):
            return LevelTold(level, major=text)
        form.errors.append(
            Problem(
                f"Ô đánh dấu “{self.layout.columns[place].header}” ghi “{text}”. Nhận dấu x, số 1, hoặc để trống.", place, f"mark.{ladder}"
            )
        )
        return None

    def _some(self, form: RowForm, ladder: Ladder, place: int, text: str) -> LevelTold | None:
        try:
            found = read_level(ladder, text)
        except Unreadable:
            form.errors.append(Problem(f"{ladder.label}: không hiểu “{text}”. {accepted(ladder)}", place, f"mark.{ladder}"))
            return None
        if found.at_least:
            says = f"{ladder.label}: chỉ đánh dấu, không rõ chứng chỉ nào; ghi mức thấp nhất là “{AT_LEAST[ladder].label}”."
            form.warnings.append(Problem(says, place, f"mark.{ladder}"))
        return LevelTold(found.level, found.rest if ladder in {Ladder.FOREIGN_LANGUAGE, Ladder.ETHNIC_LANGUAGE} else "", found.at_least)

    def _diploma(self, form: RowForm) -> None:
        """Columns of the field of study, school and mode belong to the professional level."""
        major, school, mode = (as_text(self._value(form, meaning)) for meaning in (of.MAJOR, of.SCHOOL, of.STUDY_MODE))
        if not (major or school or mode):
            return
        told = form.levels.get(Ladder.PROFESSIONAL)
        if told is None:
            if major and (found := _level_in(major)):
                form.levels[Ladder.PROFESSIONAL] = LevelTold(found.level, found.rest, school=school, study_mode=read_mode(mode))
            elif major:
                self._warn(form, f"Có ngành “{major}” nhưng không có trình độ chuyên môn; không nhập ngành.", of.MAJOR)
            return
        if told.level > 0:
            form.levels[Ladder.PROFESSIONAL] = LevelTold(
                told.level, told.major or _major(major), told.at_least, told.equivalent, told.awarded, school[:200], read_mode(mode)
            )


def _level_in(text: str) -> LevelRead | None:
    try:
        return read_level(Ladder.PROFESSIONAL, text)
    except Unreadable:
        return None


def _major(text: str) -> str:
    found = _level_in(text)
    return (found.rest or text) if found else (capitalised(text[:1]) + text[1:])[:200]

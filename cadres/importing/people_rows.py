"""Fills a row form from a person's line, column by column. Pure."""

from collections.abc import Callable
from datetime import date

from cadres.aliases import LevelRead, Unreadable, accepted, alias_key, is_mark, read_ethnic_group, read_level, read_sex
from cadres.importing import meanings as of
from cadres.importing.cells import capitalised, read_day, read_name, read_personal_id, school_class
from cadres.importing.layout import Layout
from cadres.importing.meanings import parse_level, parse_mark
from cadres.importing.rows import LevelTold, Problem, Reading, RowForm
from cadres.importing.sheet import Sheet, Value, address, as_text
from cadres.importing.studies import read_mode, read_studies
from cadres.level_words import AT_LEAST
from cadres.levels import Ladder
from cadres.position_aliases import read_positions
from chuanxa.partial_dates import PartialDate, Precision, UnreadableDate

YOUNGEST, OLDEST = 16, 90


class Filler:
    """Reads the lines of one header block."""

    def __init__(self, sheet: Sheet, place: int, layout: Layout, reading: Reading):
        self.sheet, self.place, self.layout, self.reading = sheet, place, layout, reading
        self.by_meaning = {column.meaning: column.place for column in reversed(layout.columns)}
        self.marks = self._marks()
        self.levels = {ladder: column.place for column in layout.columns if (ladder := parse_level(column.meaning))}
        self.wanted = [
            (column.place, column.meaning) for column in layout.columns if column.meaning not in {of.IGNORED, of.UNKNOWN, of.ORDINAL}
        ]
        self.names = sorted(place for meaning in (of.FULL_NAME, of.FAMILY_NAME, of.GIVEN_NAME) for place in layout.places(meaning))
        self.notes = layout.places(of.NOTE)
        self.ladders = [
            ladder for ladder in Ladder if ladder in self.marks or ladder in self.levels or ladder in reading.blank_is_untrained
        ]
        self.cells: tuple[Value, ...] = ()
        self._known_positions: dict[str, tuple[str, ...]] = {}
        women = self.by_meaning.get(of.FEMALE)
        self.women_ticked = (
            women is not None
            and of.MALE not in self.by_meaning
            and any(sheet.value(row, women) is not None for row in range(len(sheet.rows)))
        )

    def read(self, row: int) -> RowForm:
        """The row form of a person's line; unit and position of headings are set by the caller."""
        form, self.cells = RowForm(self.place, row), self.sheet.rows[row]
        self._note_written(form)
        self._name(form)
        self._identity(form)
        self._birth(form)
        self._party(form)
        self._post(form)
        for ladder in self.ladders:
            self._level(form, ladder)
        self._diploma(form)
        self._notes(form)
        return form

    def _marks(self) -> dict[Ladder, list[tuple[int, object]]]:
        found: dict[Ladder, list] = {}
        for column in self.layout.columns:
            if parsed := parse_mark(column.meaning):
                found.setdefault(parsed[0], []).append((column.place, parsed[1]))
        return found

    def _value(self, form: RowForm, meaning: str) -> Value:
        place = self.by_meaning.get(meaning)
        return None if place is None or place >= len(self.cells) else self.cells[place]

    def _note_written(self, form: RowForm) -> None:
        """What stands in the file, field by field; formulas without a result are told, for their cell looks empty."""
        cells, row = self.sheet.rows[form.row], form.row
        for place, meaning in self.wanted:
            value = cells[place] if place < len(cells) else None
            if value is None:
                if (row, place) in self.sheet.unsolved:
                    advice = "Mở tệp bằng Excel, lưu lại rồi gửi lại, hoặc gõ giá trị vào ô."
                    form.errors.append(Problem(f"Ô {address(row, place)} là công thức chưa có kết quả. {advice}", place, meaning))
                continue
            text = self.sheet.converted.get((row, place)) or as_text(value)
            form.written[meaning] = f"{form.written[meaning]} {text}" if meaning in form.written else text
            form.columns.setdefault(meaning, place)

    def _try(self, form: RowForm, meaning: str, read: Callable, *arguments):
        """read(…), or None with an error at the cell."""
        try:
            return read(*arguments)
        except (Unreadable, UnreadableDate) as error:
            form.errors.append(Problem(str(error), form.columns.get(meaning), meaning))
            return None

    def _warn(self, form: RowForm, says: str, meaning: str) -> None:
        if says:
            form.warnings.append(Problem(says, form.columns.get(meaning), meaning))

    def _name(self, form: RowForm) -> None:
        places = self.names
        text = " ".join(as_text(value) for place in places if (value := self.sheet.value(form.row, place)) is not None)
        if not text:
            form.errors.append(Problem("Thiếu họ và tên.", places[0] if places else None, of.FULL_NAME))
            return
        form.name = self._try(form, of.FULL_NAME, read_name, text) or ""
        if not form.name:
            form.columns.setdefault(of.FULL_NAME, places[0])

    def _identity(self, form: RowForm) -> None:
        if (value := self._value(form, of.PERSONAL_ID)) is not None and (found := self._try(form, of.PERSONAL_ID, read_personal_id, value)):
            form.personal_id, doubt = found
            self._warn(form, doubt, of.PERSONAL_ID)
        if (value := self._value(form, of.ETHNIC_GROUP)) is not None:
            form.ethnic_group = self._try(form, of.ETHNIC_GROUP, read_ethnic_group, as_text(value)) or ""
        if (value := self._value(form, of.SEX)) is not None:
            form.sex = self._sex(form, as_text(value))
        ticked = [sex for meaning, sex in ((of.MALE, "male"), (of.FEMALE, "female")) if self._value(form, meaning) is not None]
        if len(ticked) == 2:
            form.errors.append(Problem("Đánh dấu cả Nam lẫn Nữ. Chỉ để lại một.", form.columns[of.FEMALE], of.FEMALE))
        elif ticked:
            form.sex = form.sex or ticked[0]
        elif self.women_ticked and not form.sex:
            form.sex = "male"

    def _sex(self, form: RowForm, text: str) -> str:
        """A column headed "Nam/Nữ" or "Giới tính (nữ)" may hold ticks: those are the women's."""
        if is_mark(text) and "nu" in alias_key(self._header(of.SEX)).split():
            return "female"
        return self._try(form, of.SEX, read_sex, text) or ""

    def _header(self, meaning: str) -> str:
        return next((column.header for column in self.layout.columns if column.meaning == meaning), "")

    def _birth(self, form: RowForm) -> None:
        both = [
            (meaning, sex)
            for meaning, sex in ((of.BORN_MALE, "male"), (of.BORN_FEMALE, "female"))
            if self._value(form, meaning) is not None
        ]
        if len(both) == 2:
            form.errors.append(
                Problem("Ngày sinh ghi ở cả cột Nam lẫn cột Nữ. Chỉ để lại một.", form.columns[of.BORN_FEMALE], of.BORN_FEMALE)
            )
            return
        meaning = both[0][0] if both else of.BORN
        form.sex = form.sex or (both[0][1] if both else "")
        value = self._value(form, meaning)
        if value is None:
            self._birth_in_parts(form)
            return
        if both and is_mark(as_text(value)):
            self._birth_in_parts(form)
            return
        if isinstance(value, float) and value < 100 and OLDEST >= value >= YOUNGEST and "tuoi" in alias_key(self._header(meaning)):
            self._age(form, value, meaning)
            return
        if found := self._try(form, meaning, read_day, value, self.reading.day):
            form.born, doubt = found
            self._warn(form, doubt, meaning)
            self._check_age(form, meaning)

    def _birth_in_parts(self, form: RowForm) -> None:
        year = self._value(form, of.BORN_YEAR)
        if year is not None:
            parts = [as_text(self._value(form, meaning)) for meaning in (of.BORN_DAY, of.BORN_MONTH)] + [as_text(year)]
            if found := self._try(form, of.BORN_YEAR, read_day, "/".join(part for part in parts if part.strip("0")), self.reading.day):
                form.born = found[0]
                self._check_age(form, of.BORN_YEAR)
        elif (age := self._value(form, of.AGE)) is not None:
            self._age(form, age, of.AGE)

    def _age(self, form: RowForm, value: Value, meaning: str) -> None:
        text = as_text(value).lower().replace("tuổi", "").strip()
        if not text.isdecimal():
            self._try(form, meaning, _no_age, as_text(value))
            return
        if int(text) > 1900:
            form.born = PartialDate(date(int(text), 1, 1), Precision.YEAR)
        elif YOUNGEST <= int(text) <= OLDEST:
            form.born = PartialDate(date(self.reading.day.year - int(text), 1, 1), Precision.YEAR)
            self._warn(form, f"Chỉ có tuổi ({text}); năm sinh tính từ tuổi: {form.born}, có thể lệch một năm.", meaning)
        else:
            self._try(form, meaning, _no_age, as_text(value))

    def _check_age(self, form: RowForm, meaning: str) -> None:
        age = self.reading.day.year - form.born.day.year
        if age < YOUNGEST or age > OLDEST:
            says = (
                f"Sinh {form.born} thì ngày {self.reading.day:%d/%m/%Y} mới {age} tuổi."
                if age < YOUNGEST
                else f"Sinh {form.born} thì đã {age} tuổi."
            )
            form.errors.append(Problem(f"{says} Kiểm tra lại ngày sinh.", form.columns.get(meaning), meaning))
            form.born = None

    def _party(self, form: RowForm) -> None:
        for meaning, name in ((of.PARTY, "party_since"), (of.PARTY_FULL, "party_full")):
            value = self._value(form, meaning)
            if value is None:
                continue
            text = as_text(value)
            dated = not isinstance(value, str) or (text[0].isdigit() and len(text) > 1)
            if (not dated and (is_mark(text) or alias_key(text) in {"dang vien", "dv", "chinh thuc", "du bi"})) or text == "1":
                form.party_member = True
            elif not dated and alias_key(text) in {"khong", "chua", "0", "k", "quan chung", "chua vao"}:
                form.party_member = False
            elif found := self._try(form, meaning, read_day, value, self.reading.day):
                form.party_member = True
                setattr(form, name, found[0])
                self._warn(form, found[1], meaning)
        if form.party_since and form.party_full and form.party_full.day < form.party_since.day:
            self._try(form, of.PARTY_FULL, _before, form.party_full, form.party_since)
        if form.party_since and form.born and form.party_since.day.year - form.born.day.year < YOUNGEST:
            self._warn(
                form, f"Vào Đảng {form.party_since} khi mới {form.party_since.day.year - form.born.day.year} tuổi. Kiểm tra lại.", of.PARTY
            )

    def _post(self, form: RowForm) -> None:
        if (value := self._value(form, of.POSITION)) is not None:
            form.position_from = "cell"
            form.positions = self._try(form, of.POSITION, self._positions, as_text(value)) or ()
        if (value := self._value(form, of.APPOINTED)) is not None and (
            found := self._try(form, of.APPOINTED, read_day, value, self.reading.day)
        ):
            form.appointed = found[0]
            self._warn(form, found[1], of.APPOINTED)

    def _positions(self, text: str) -> tuple[str, ...]:
        if text not in self._known_positions:
            self._known_positions[text] = read_positions(text, self.reading.labels)
        return self._known_positions[text]

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

    def _notes(self, form: RowForm) -> None:
        texts = [as_text(self.sheet.value(form.row, place)) for place in self.notes]
        form.note = " ".join(text for text in texts if text)
        column = as_text(self._value(form, of.STUDYING))
        form.studying, doubts = read_studies(form.note, column)
        for says in doubts:
            self._warn(form, says, of.STUDYING if column else of.NOTE)


def _level_in(text: str) -> LevelRead | None:
    try:
        return read_level(Ladder.PROFESSIONAL, text)
    except Unreadable:
        return None


def _major(text: str) -> str:
    found = _level_in(text)
    return (found.rest or text) if found else (capitalised(text[:1]) + text[1:])[:200]


def _no_age(text: str) -> None:
    raise Unreadable(f"“{text}” không phải tuổi. Nhận số tuổi từ {YOUNGEST} đến {OLDEST}, hoặc ghi ngày sinh.")


def _before(later: PartialDate, earlier: PartialDate) -> None:
    raise Unreadable(f"Ngày chính thức {later} trước ngày vào Đảng {earlier}. Kiểm tra lại hai ngày.")

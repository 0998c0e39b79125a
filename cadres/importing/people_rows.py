"""Fills a row form from a person's line, column by column. Pure."""

from cadres.aliases import Unreadable, alias_key, is_mark, read_ethnic_group, read_sex
from cadres.importing import meanings as of
from cadres.importing.births import YOUNGEST, Births
from cadres.importing.cells import read_day, read_name, read_personal_id
from cadres.importing.layout import Layout
from cadres.importing.line_levels import Levels
from cadres.importing.meanings import parse_level, parse_mark
from cadres.importing.rows import Problem, Reading, RowForm
from cadres.importing.sheet import Sheet, Value, address, as_text
from cadres.importing.studies import read_studies
from cadres.levels import Ladder
from cadres.position_aliases import read_positions
from chuanxa.partial_dates import PartialDate


class Filler(Births, Levels):
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

    def _notes(self, form: RowForm) -> None:
        texts = [as_text(self.sheet.value(form.row, place)) for place in self.notes]
        form.note = " ".join(text for text in texts if text)
        column = as_text(self._value(form, of.STUDYING))
        form.studying, doubts = read_studies(form.note, column)
        for says in doubts:
            self._warn(form, says, of.STUDYING if column else of.NOTE)


def _before(later: PartialDate, earlier: PartialDate) -> None:
    raise Unreadable(f"Ngày chính thức {later} trước ngày vào Đảng {earlier}. Kiểm tra lại hai ngày.")

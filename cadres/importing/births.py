"""When a person of a line was born: a day in one column, in the column of the sex, in parts, or an age. Pure."""

from datetime import date

from cadres.aliases import Unreadable, alias_key, is_mark
from cadres.importing import meanings as of
from cadres.importing.cells import read_day
from cadres.importing.line_cells import LineCells
from cadres.importing.rows import Problem, RowForm
from cadres.importing.sheet import Value, as_text
from chuanxa.partial_dates import PartialDate, Precision

YOUNGEST, OLDEST = 16, 90


class Births(LineCells):
    """Fills `born`, and the sex where the column says it."""

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


def _no_age(text: str) -> None:
    raise Unreadable(f"“{text}” không phải tuổi. Nhận số tuổi từ {YOUNGEST} đến {OLDEST}, hoặc ghi ngày sinh.")

"""What every form says once: whose report, of which days, made where and when, by whom."""

from datetime import date

from provinces.register import UnitRef
from reports.official_forms.filling import Value
from reports.official_forms.form import Form
from reports.selection import Selection


def said_once(form: Form, selection: Selection, *, made_on: date, made_by: str) -> dict[str, Value]:
    """Values of the tags of vocabulary.ONCE, but for notes, checks and stamp."""
    unit, day = selection.unit, selection.day
    province = selection.register.units["province"][unit.province] if unit.province else unit
    return {
        "don_vi": unit.full_name,
        "ngay": day,
        "tu_ngay": date(day.year, 1, 1),
        "den_ngay": day,
        "nam": day.year,
        "ngay_lap": f"{bare_name(province.full_name)}, {made_day(made_on)}",
        "nguoi_lap": made_by,
        "co_quan_cap_uy": party_body(unit),
        "can_cu": form.basis,
    }


_KINDS = ("Thành phố ", "Tỉnh ", "Huyện ", "Quận ", "Thị xã ")
_COMMITTEES = {"Thành phố ": "THÀNH ỦY", "Tỉnh ": "TỈNH ỦY", "Huyện ": "HUYỆN ỦY", "Quận ": "QUẬN ỦY", "Thị xã ": "THỊ ỦY"}


def bare_name(full_name: str) -> str:
    """ "Cao Bằng" of "Tỉnh Cao Bằng": a place and date say the name alone."""
    return next((full_name.removeprefix(kind) for kind in _KINDS if full_name.startswith(kind)), full_name)


def party_body(unit: UnitRef) -> str:
    """ "TỈNH ỦY CAO BẰNG", "HUYỆN ỦY HÀ QUẢNG", "ĐẢNG ỦY XÃ TRƯỜNG HÀ"."""
    name = unit.full_name
    kind = next((kind for kind in _KINDS if name.startswith(kind)), "") if unit.tier != "commune" else ""
    return f"{_COMMITTEES[kind]} {bare_name(name).upper()}" if kind else f"ĐẢNG ỦY {name.upper()}"


def made_day(day: date) -> str:
    """ "ngày 05 tháng 01 năm 2014": days below ten and the first two months with a zero (Decree 30/2020)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"

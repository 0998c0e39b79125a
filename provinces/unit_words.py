"""Finds units by what people write of them: a code, a name, a name with its district: "01294", "Lý Bôn", "Xã Lý Bôn, Huyện Bảo Lâm".

Tones may stand on any vowel and letters may be capital; marks must be right. Where several units fit, none is chosen.
"""

from collections.abc import Iterable
from datetime import date

from chuanxa.names import match_key
from provinces.models.scope import Reach
from provinces.register import Register, UnitRef

_KINDS = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh")
_CODES = {2: "province", 3: "district", 5: "commune"}
_BELOW = ("district", "commune")


class Gazetteer:
    """The units of one's scope on a day, by code and by name; districts and communes unless other tiers are asked for."""

    def __init__(self, units: Register, reach: Reach, day: date, tiers: tuple[str, ...] = _BELOW):
        self._units, self.day = units, day
        self._by_code: dict[tuple[str, str], UnitRef] = {}
        self._by_name: dict[str, list[UnitRef]] = {}
        for tier in tiers:
            for unit in units.all_on(tier, day):
                if reach.holds(unit):
                    self._by_code[tier, unit.code] = unit
                    for name in {match_key(unit.full_name), _bare(unit.full_name)}:
                        self._by_name.setdefault(name, []).append(unit)

    def find(self, text: str) -> list[UnitRef]:
        """Every unit that the text may mean; empty when there is none."""
        words = " ".join(text.split()).strip(" ;.")
        if words.isdecimal() and words.isascii():
            found = self._by_code.get((_CODES.get(len(words), ""), words))
            return [found] if found else []
        name, *above = (part.strip() for part in words.split(",") if part.strip()) if words.strip(",") else ("",)
        found = self._by_name.get(match_key(name), []) or self._by_name.get(_bare(name), [])
        return [unit for unit in found if self._lies_in(unit, above)]

    def _lies_in(self, unit: UnitRef, above: Iterable[str]) -> bool:
        own = [("district", unit.district), ("province", unit.province)]
        names = {key for tier, pk in own if pk for key in self._names(self._units.units[tier][pk].full_name)}
        return all({match_key(part), _bare(part)} & names for part in above)

    def _names(self, full_name: str) -> set[str]:
        return {match_key(full_name), _bare(full_name)}

    def told(self, unit: UnitRef) -> str:
        """The unit with what it lies in and its code: "Xã Lý Bôn, Huyện Bảo Lâm (mã 01294)", "Xã Lý Bôn, Tỉnh Cao Bằng (mã 01294)"."""
        tier, above = ("district", unit.district) if unit.district else ("province", unit.province)
        inside = f", {self._units.units[tier][above].full_name}" if above else ""
        return f"{unit.full_name}{inside} (mã {unit.code})"


def _bare(name: str) -> str:
    """The name without its kind."""
    lowered = " ".join(name.lower().split())
    kind = next((kind for kind in sorted(_KINDS, key=len, reverse=True) if lowered.startswith(f"{kind} ")), "")
    return match_key(" ".join(name.split())[len(kind) :])

"""Which commune a clerk means by a name or a code, on the day of a post, within the clerk's reach; and which posts it still lacks."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from cadres.aliases import Unreadable
from cadres.models import Position, Serving
from cadres.standings.catalogue import Catalogue
from cadres.vacancies import expected, held_by_commune, vacant
from chuanxa.names import clean, match_key, search_key
from provinces.models import Commune
from provinces.models.scope import Reach
from provinces.register import Register

LISTED = 400
"""A picker lists no more communes than this; whoever reaches more types the name or the code."""

_KIND = re.compile(r"^(?:xã|phường|thị trấn|tt\.?|đặc khu|p\.|x\.)\s+(?=\D)", re.IGNORECASE)
_CODE = re.compile(r"\(?(\d{5})\)?$")


@dataclass(frozen=True)
class CommunePicker:
    """Communes within `reach`, by name."""

    reach: Reach
    register: Register

    def listed(self, day: date) -> list[str]:
        """The communes of the day, as they may be typed; none when there are too many to list."""
        units = [unit for unit in self.register.all_on("commune", day) if self.reach.holds(unit)] if not self.reach.everywhere else []
        return [unit.full_name for unit in units] if len(units) <= LISTED else []

    def read(self, text: str, day: date) -> Commune:
        """The commune of that name or five-digit code on `day`. Raises Unreadable with what is accepted."""
        written = clean(text)
        rows = self.reach.units(Commune.objects.select_related("district", "province"))
        if match := _CODE.search(written):
            found = list(rows.filter(code=match[1]).on(day))
        else:
            found = self._named(rows.on(day), written)
        if not found:
            raise Unreadable(
                f"Không có “{written}” trong phạm vi của bạn ngày {day:%d/%m/%Y}{self._when(rows, written)}. {self._accepted(day)}"
            )
        if len(found) > 1:
            several = "; ".join(f"{unit.full_name}, {unit.district or unit.province} ({unit.code})" for unit in found[:6])
            raise Unreadable(f"Có {len(found)} đơn vị tên “{written}”: {several}. Ghi mã 5 chữ số của đơn vị đúng.")
        return found[0]

    def _when(self, rows, written: str) -> str:
        """When a unit of that name did exist, for who writes today's commune beside a day of before; "" when none ever did."""
        unit = max(self._named(rows, written), key=lambda unit: unit.valid_from, default=None)
        if unit is None:
            return ""
        return f" (có từ {unit.valid_from:%d/%m/%Y}{f' đến {unit.valid_to:%d/%m/%Y}' if unit.valid_to else ''})"

    def text(self, commune: Commune, day: date) -> str:
        """How the commune is written in the form, so that it is read back as the same."""
        same = self.reach.units(Commune.objects.on(day)).filter(match_key=commune.match_key).exclude(pk=commune.pk)
        return f"{commune.full_name} ({commune.code})" if same.exists() else commune.full_name

    def _named(self, rows, written: str) -> list[Commune]:
        name, _, above = (part.strip() for part in written.partition(","))
        bare = _KIND.sub("", name)
        found = list(rows.filter(Q(match_key__in={match_key(name), match_key(bare)})))
        found = found or list(rows.filter(search_key__in={search_key(name), search_key(bare)}))
        kinds = [unit for unit in found if search_key(unit.full_name) == search_key(name)]
        found = kinds or found
        key = search_key(above)
        return [unit for unit in found if key in search_key(f"{unit.district or ''} {unit.province}")] if key else found

    def _accepted(self, day: date) -> str:
        listed = self.listed(day)
        if not listed:
            return "Ghi tên hoặc mã 5 chữ số của xã, phường, thị trấn vào ngày ấy."
        more = f" và {len(listed) - 6} đơn vị khác" if len(listed) > 6 else ""
        return f"Nhận: {', '.join(listed[:6])}{more}, hoặc mã 5 chữ số."


def lacking(commune: int, law: Catalogue, day: date) -> list[Position]:
    """The positions of `day` that every commune is expected to fill and that nobody of this one holds now. One query."""
    held = held_by_commune(Serving.objects.filter(commune=commune))
    return [position for _, position in vacant([commune], expected(law.by_code.values(), day), held)]

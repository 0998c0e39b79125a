"""What must hold inside one list before it may touch the register. Each refusal names the file, the line and the fault.

An edition names each (level, code) once and every parent; a register never has two rows of one (level, code) on one day,
and every row's parent exists on each of its days. Pure: no database.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from chuanxa.periods import FOREVER, ONE_DAY
from provinces.comparison import COMMUNE, DISTRICT, PROVINCE
from provinces.lists import BadList, Line, Listing

LEVEL_NAMES = {PROVINCE: "tỉnh", DISTRICT: "huyện", COMMUNE: "xã"}


def check_edition(listing: Listing) -> None:
    """Raises BadList when a code comes twice, a parent is missing, or the list is empty."""
    if not listing.lines:
        raise BadList(f"{listing.file}: không có dòng nào. Chấp nhận danh mục có ít nhất một tỉnh.")
    seen: dict[tuple[int, str], Line] = {}
    for line in listing.lines:
        if earlier := seen.get(line.unit.key):
            raise BadList(
                f"{listing.file}, dòng {line.number}: mã {LEVEL_NAMES[line.unit.level]} {line.unit.code} đã có ở dòng {earlier.number}"
                f" ({earlier.unit.name}). Chấp nhận: mỗi mã một lần trong một danh mục."
            )
        seen[line.unit.key] = line
    for line in listing.lines:
        if line.unit.level != PROVINCE and (parent_level(line), line.unit.parent) not in seen:
            raise _orphan(listing, line)


def check_register(listing: Listing) -> None:
    """Raises BadList when two rows of one code overlap or a parent is missing on some day."""
    if not listing.lines:
        raise BadList(f"{listing.file}: không có dòng nào. Chấp nhận sổ đơn vị có ít nhất một tỉnh.")
    rows = defaultdict(list)
    for line in listing.lines:
        rows[line.unit.key].append(line)
    for lines in rows.values():
        lines.sort(key=lambda line: line.first)
        for earlier, later in pairwise(lines):
            if earlier.last is None or earlier.last >= later.first:
                raise BadList(
                    f"{listing.file}, dòng {later.number}: mã {later.unit.code} từ {later.first:%d/%m/%Y} chồng lên dòng {earlier.number}."
                    " Chấp nhận: mỗi mã nhiều nhất một dòng trong một ngày."
                )
    for line in listing.lines:
        if line.unit.level != PROVINCE and not _covered(line, rows[parent_level(line), line.unit.parent]):
            raise _orphan(listing, line)


def parent_level(line: Line) -> int:
    """The level of a line's parent: a commune's is a district before 1 July 2025 and a province since."""
    return DISTRICT if line.unit.level == COMMUNE and len(line.unit.parent) == 3 else PROVINCE


def _covered(line: Line, parents: Iterable[Line]) -> bool:
    need: date = line.first
    for parent in parents:
        if parent.first <= need <= (parent.last or FOREVER):
            if (parent.last or FOREVER) >= (line.last or FOREVER):
                return True
            need = parent.last + ONE_DAY
    return False


def _orphan(listing: Listing, line: Line) -> BadList:
    return BadList(
        f"{listing.file}, dòng {line.number}: đơn vị cấp trên {line.unit.parent} của {line.unit.name} ({line.unit.code}) không có trong tệp"
        f"{' vào mọi ngày của dòng này' if line.first else ''}. Chấp nhận: mã của một dòng cấp trên trong cùng tệp."
    )

"""Names of sheets: at most 31 letters, none of []:*?/\\, none twice however capitals fall. Pure."""

import re

LONGEST = 31
_REFUSED = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_TAKEN_BY_EXCEL = {"history"}


class SheetNames:
    """Gives each sheet of one workbook a name of its own."""

    def __init__(self):
        self._given = set(_TAKEN_BY_EXCEL)

    def give(self, title: str) -> str:
        """The title as a sheet may be called, with a number when the name is taken."""
        wanted = " ".join(_REFUSED.sub(" ", title).split()).strip("' ") or "Bảng"
        name, number = _cut(wanted, LONGEST), 1
        while name.lower() in self._given:
            number += 1
            mark = f" ({number})"
            name = _cut(wanted, LONGEST - len(mark)) + mark
        self._given.add(name.lower())
        return name


def _cut(name: str, longest: int) -> str:
    """The name, shortened at a word where it must be."""
    if len(name) <= longest:
        return name
    cut = name[:longest]  # one letter too many, in case a word ends there
    return (cut[: cut.rfind(" ")] if " " in cut[longest // 2 :] else cut[:-1]).rstrip(" ,;'") + "…"

"""Converts the texts of a sheet that are coded in an old font: by the cell's font where it is known, else by what they spell. Pure."""

from collections import Counter

from cadres.importing.fonts import Coding, decode, guess, is_coded

_SAMPLE = 600


def converted(sheets: list[dict]) -> str:
    """Convert texts in place; `fonts` of each sheet gives way to `converted` [[row, column, as written]]. Returns the coding met most."""
    met: Counter[str] = Counter()
    for sheet in sheets:
        fonts = sheet.pop("fonts")
        unknown = _by_content(sheet["rows"], fonts)
        found = []
        for row, cells in enumerate(sheet["rows"]):
            for column, value in enumerate(cells):
                if isinstance(value, str) and value:
                    text, coding = _cell(value, fonts.get((row, column)), unknown)
                    if coding is not Coding.UNICODE and text != value:
                        met[coding.value] += 1
                        found.append([row, column, value])
                        cells[column] = text
        sheet["converted"] = found
    main = Coding(max(met, key=met.get)) if met else Coding.UNICODE
    for sheet in sheets:
        _name(sheet, main)
    return main.value


def _cell(value: str, runs: list | None, unknown: Coding) -> tuple[str, Coding]:
    if runs is None:
        read = decode(value, unknown) if unknown is not Coding.UNICODE and not value.isascii() else None
        return (read.text, read.coding) if read else (value, Coding.UNICODE)
    if runs[0][0] is None:
        read = decode(value, Coding(runs[0][1]))
        return read.text, read.coding
    reads = [decode(text, Coding(coding)) for text, coding in runs]
    coding = next((read.coding for read in reads if read.coding is not Coding.UNICODE), Coding.UNICODE)
    return "".join(read.text for read in reads), coding


def _by_content(rows: list[list], fonts: dict) -> Coding:
    """The coding of the texts whose font says nothing."""
    texts: dict[str, None] = {}
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, str) and not value.isascii() and (row, column) not in fonts:
                texts[value] = None
                if len(texts) >= _SAMPLE:
                    return guess(list(texts))
    return guess(list(texts))


def _name(sheet: dict, main: Coding) -> None:
    """Sheets' names have no font: they follow the cells."""
    name = sheet["name"]
    coding = main if main is not Coding.UNICODE and is_coded(name) else guess([name])
    read = decode(name, Coding.TCVN3 if coding is Coding.TCVN3_CAPITALS else coding)
    sheet["name"], sheet["written_name"] = read.text, name if read.text != name else ""

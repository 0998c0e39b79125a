"""The parts of an .xlsx or .ods package: no hidden programs or outside sources, no sheet that reaches to the end of the world; the
fonts of coded cells and the formulas without a result, which calamine does not tell.

Runs only in the reading process (`cadres.importing.opening`). XML is read without resolving anything.
"""

import io
import re
import zipfile

from lxml import etree

from cadres.importing.fonts import Coding, coding_of
from cadres.importing.package import MAX_COLUMNS, MAX_ROWS, RefusedFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CELL = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,8})"')
_FORMULA = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')
_DOCTYPES = (b"<!DOCTYPE", b"<!ENTITY", *("<!DOCTYPE".encode(code) for code in ("utf-16-le", "utf-16-be")))
_OUTSIDE = re.compile(rb"relationships/(?:externalLink|externalLinkPath|oleObject|attachedTemplate|connections?|frame)\b")


class Parts:
    """One package; an .xls has none and passes."""

    def __init__(self, kind: str, data: bytes):
        self.kind = kind
        self.package = zipfile.ZipFile(io.BytesIO(data)) if kind != "xls" else None
        self._places: dict[str, str] = {}

    def check(self) -> None:
        """Raises RefusedFile for document types (XXE), links to other files, macros and passwords inside."""
        for part in self.package.infolist() if self.package else ():
            name = part.filename.lower()
            if self.kind == "ods" and name.startswith(("basic/", "scripts/")):
                raise RefusedFile("Tệp có macro nên không nhận. Lưu lại thành tệp .xlsx rồi gửi lại.")
            if not name.endswith((".xml", ".rels", ".vml")):
                continue
            content = self._read(part.filename)
            if any(sign in content for sign in _DOCTYPES) and not name.endswith(".vml"):
                raise RefusedFile(
                    "Tệp chứa khai báo DOCTYPE/ENTITY mà bảng tính không bao giờ có, nên không mở. Lưu lại từ Excel rồi gửi lại."
                )
            if name.endswith(".rels") and b'TargetMode="External"' in content and _OUTSIDE.search(content):
                raise RefusedFile(
                    "Tệp lấy dữ liệu từ nơi khác (liên kết ngoài) nên không nhận. Ngắt liên kết trong Excel, lưu rồi gửi lại."
                )
            if name == "meta-inf/manifest.xml" and b"encryption-data" in content:
                raise RefusedFile("Tệp có mật khẩu nên không đọc được. Bỏ mật khẩu, lưu rồi gửi lại.")
            if self.kind == "xlsx" and name.startswith("xl/worksheets/"):
                self._check_reach(content)

    def check_size(self, sheet: str, end: tuple[int, int] | None) -> None:
        """`end` is the last row and column that hold anything."""
        if end and (end[0] >= MAX_ROWS or end[1] >= MAX_COLUMNS):
            raise RefusedFile(_too_far(sheet, end[0] + 1, end[1] + 1))

    def cells_of(self, sheet: str) -> dict:
        """{"unsolved": [(row, column)], "fonts": {(row, column): [(text, coding)]}} of a sheet of an .xlsx."""
        place = self._place(sheet)
        if place is None:
            return {"unsolved": [], "fonts": {}}
        content = self._read(place)
        unsolved = [(int(row) - 1, _column(name)) for name, row in _FORMULA.findall(content)]
        return {"unsolved": unsolved, "fonts": self._fonts(content) if self._coded else {}}

    def _read(self, name: str) -> bytes:
        try:
            return self.package.read(name)
        except (zipfile.BadZipFile, EOFError, OSError, KeyError, NotImplementedError, RuntimeError) as error:
            raise RefusedFile("Tệp bị hỏng hoặc tải về chưa hết. Mở thử bằng Excel, lưu lại rồi gửi lại.") from error

    def _check_reach(self, content: bytes) -> None:
        """A cell with a value beyond the limits would make the reader lay out every cell before it."""
        for name, row in _CELL.findall(content):
            if (int(row) > MAX_ROWS or _column(name) >= MAX_COLUMNS) and _holds(content, name, row):
                raise RefusedFile(_too_far("", int(row), _column(name) + 1))

    def _place(self, sheet: str) -> str | None:
        """The part that holds a sheet."""
        if self.kind != "xlsx":
            return None
        if not self._places:
            names = {one.lower(): one for one in self.package.namelist()}
            links = etree.fromstring(self._read(names.get("xl/_rels/workbook.xml.rels", "xl/_rels/workbook.xml.rels")), _parser())
            targets = {link.get("Id"): link.get("Target", "").lstrip("/") for link in links}
            book = etree.fromstring(self._read(names["xl/workbook.xml"]), _parser())
            for one in book.iter(f"{_MAIN}sheet"):
                target = targets.get(one.get(f"{_LINKS}id"), "")
                path = target if target.startswith("xl/") else f"xl/{target}"
                self._places[one.get("name")] = names.get(path.lower(), "")
        return self._places.get(sheet) or None

    @property
    def _coded(self) -> bool:
        """Whether any style or run of text is in an old font; read once."""
        if not hasattr(self, "_styles"):
            self._styles = self._cell_styles()
            self._runs = self._coded_runs()
        return any(coding is not Coding.UNICODE for coding in self._styles) or bool(self._runs)

    def _cell_styles(self) -> list[Coding]:
        if "xl/styles.xml" not in self.package.namelist():
            return []
        styles = etree.fromstring(self._read("xl/styles.xml"), _parser())
        fonts = [coding_of(font.findtext("x:name", "", _SPACE) or _named(font)) for font in styles.findall("x:fonts/x:font", _SPACE)]
        found = []
        for style in styles.findall("x:cellXfs/x:xf", _SPACE):
            place = int(style.get("fontId") or 0)
            found.append(fonts[place] if place < len(fonts) else Coding.UNICODE)
        return found

    def _coded_runs(self) -> dict[int, list[tuple[str, Coding]]]:
        """Shared strings of several runs of which one is in an old font, by their number."""
        if "xl/sharedStrings.xml" not in self.package.namelist():
            return {}
        content = self._read("xl/sharedStrings.xml")
        if b"rFont" not in content:
            return {}
        found = {}
        for number, entry in enumerate(etree.fromstring(content, _parser()).findall("x:si", _SPACE)):
            runs = [(run.findtext("x:t", "", _SPACE), _run_coding(run)) for run in entry.findall("x:r", _SPACE)]
            if any(coding not in {None, Coding.UNICODE} for _, coding in runs):
                found[number] = runs
        return found

    def _fonts(self, content: bytes) -> dict[tuple[int, int], list[tuple[str | None, str]]]:
        found = {}
        for _, cell in etree.iterparse(io.BytesIO(content), tag=f"{_MAIN}c", resolve_entities=False, no_network=True, huge_tree=False):
            style, kind = int(cell.get("s") or 0), cell.get("t")
            own = self._styles[style] if style < len(self._styles) else Coding.UNICODE
            if kind in {"s", "str", "inlineStr"} and (match := _CELL.match(f'r="{cell.get("r")}"'.encode())):
                number = cell.findtext(f"{_MAIN}v") if kind == "s" else None
                runs = self._runs.get(int(number)) if number and number.isdigit() else None
                if runs:
                    found[int(match[2]) - 1, _column(match[1])] = [(text, coding or own) for text, coding in runs]
                elif own is not Coding.UNICODE:
                    found[int(match[2]) - 1, _column(match[1])] = [(None, own)]
            cell.clear(keep_tail=False)
        return found


_SPACE = {"x": _MAIN[1:-1]}


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _named(font) -> str:
    name = font.find("x:name", _SPACE)
    return name.get("val", "") if name is not None else ""


def _run_coding(run) -> Coding | None:
    """None when the run does not say its font: the cell's holds."""
    font = run.find("x:rPr/x:rFont", _SPACE)
    return None if font is None else coding_of(font.get("val", ""))


def _column(name: bytes) -> int:
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number - 1


def _holds(content: bytes, name: bytes, row: bytes) -> bool:
    """Whether the cell holds something; Excel writes styled cells that are empty."""
    return bool(re.search(rb"<c\b[^>]*?\br=\"" + name + row + rb"\"[^>]*(?<!/)>(?!\s*</c>)", content))


def _too_far(sheet: str, row: int, column: int) -> str:
    place = f"Trang “{sheet}” " if sheet else "Có trang tính "
    return (
        f"{place}kéo tới dòng {row}, cột {column}; nhận tới {MAX_ROWS} dòng và {MAX_COLUMNS} cột. "
        "Xóa các dòng, cột thừa (hoặc chép riêng danh sách sang tệp mới) rồi gửi lại."
    )

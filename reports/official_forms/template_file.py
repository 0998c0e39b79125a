"""A template as a file: read safely, or refused in a sentence.

Only an .xlsx of a bearable size, without macros, links to other files, embedded objects or formulas that reach outside. It is first
looked at by its list of parts, then read by another process in bounded memory (cadres/importing/reader.py), and only then opened here.
"""

import io
import re
import zipfile
from dataclasses import dataclass

from openpyxl import load_workbook

from cadres.importing.package import MEGABYTE, RefusedFile
from cadres.importing.reader import read_workbook
from reports.official_forms.tags import Review, TemplateSheet, Vocabulary, cell_name, review

MAX_BYTES = 2 * MEGABYTE
MAX_UNPACKED = 20 * MEGABYTE
MAX_CELLS = 60_000
_SAVE_AS = "Mở mẫu bằng Excel, chọn Lưu thành (Save As) kiểu “Excel Workbook (.xlsx)” rồi gửi lại."
_MACROS = (".xlsm", ".xltm", ".xlsb", ".xlam")
_CARRIERS = ("xl/embeddings/", "xl/activex/", "xl/connections.xml", "xl/ctrlprops/", "customui/")
_REACHES = re.compile(r"\b(WEBSERVICE|FILTERXML|HYPERLINK|RTD|CALL|REGISTER\.ID|EXEC|CUBE\w+|INDIRECT)\s*\(|\[|\|", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadTemplate:
    """A harmless template: its bytes, what its tags came to, and what will not survive being filled."""

    data: bytes
    review: Review
    notes: tuple[str, ...]


def read_template(name: str, data: bytes, known: Vocabulary) -> ReadTemplate:
    """Read an uploaded template. Raises RefusedFile with what was found and what to do; wrong tags are in `review`."""
    check_package(name, data)
    sheets = read_workbook(name, data).sheets
    visible = [sheet for sheet in sheets if sheet.visible]
    if sum(len(row) for sheet in visible for row in sheet.rows) > MAX_CELLS:
        raise RefusedFile(f"Mẫu có quá nhiều ô. Nhận mẫu tới {MAX_CELLS:,} ô; xóa các dòng, cột thừa rồi gửi lại.".replace(",", ".", 1))
    texts = [TemplateSheet(one.written_name or one.name, _texts(one.rows), [_from_one(merge) for merge in one.merges]) for one in visible]
    notes = _check_opening(data)
    return ReadTemplate(data, review(texts, known), notes)


def check_package(name: str, data: bytes) -> None:
    """Raises RefusedFile for what can be told from the name, the size and the list of parts."""
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    if ending in _MACROS:
        raise RefusedFile(f"Mẫu {ending} có thể chứa macro nên không nhận. {_SAVE_AS}")
    if ending != ".xlsx":
        raise RefusedFile(f"Mẫu phải là tệp .xlsx, không nhận “{name[-40:]}”. {_SAVE_AS}")
    if len(data) > MAX_BYTES:
        raise RefusedFile(
            f"Mẫu nặng {len(data) / MEGABYTE:.1f} MB; nhận tới {MAX_BYTES // MEGABYTE} MB. Bỏ ảnh và trang thừa.".replace(".", ",", 1)
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return  # the reader tells what it is instead
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise RefusedFile("Mẫu bung ra lớn bất thường nên không mở. Chép riêng biểu sang một tệp mới rồi gửi lại.")
    names = [part.filename.replace("\\", "/").lower() for part in parts]
    if any(one.endswith("vbaproject.bin") for one in names):
        raise RefusedFile(f"Mẫu có macro (vbaProject) nên không nhận. {_SAVE_AS}")
    if any(one.startswith(_CARRIERS) for one in names):
        raise RefusedFile("Mẫu chứa đối tượng nhúng, nút điều khiển hoặc kết nối dữ liệu nên không nhận. Xóa các đối tượng ấy rồi gửi lại.")


def _texts(rows) -> dict[tuple[int, int], str]:
    return {(r, c): value for r, row in enumerate(rows, start=1) for c, value in enumerate(row, start=1) if isinstance(value, str)}


def _from_one(merge: tuple) -> tuple[int, int, int, int]:
    first_row, first_column, last_row, last_column = merge
    return first_row + 1, first_column + 1, last_row + 1, last_column + 1


def _check_opening(data: bytes) -> tuple[str, ...]:
    """Open it as filling will; what it holds besides cells. Raises RefusedFile for formulas that reach outside."""
    try:
        book = load_workbook(io.BytesIO(data), keep_links=False)
    except Exception as error:  # openpyxl raises whatever the broken part made it raise
        raise RefusedFile(f"Không mở được mẫu để điền: tệp có phần bị hỏng. {_SAVE_AS}") from error
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and _REACHES.search(re.sub(r'"[^"]*"', "", str(getattr(cell.value, "text", cell.value)))):
                    raise RefusedFile(
                        f"Trang tính “{sheet.title}”, ô {cell_name(cell.row, cell.column)}: công thức gọi ra ngoài tệp nên không nhận. "
                        "Thay bằng số hoặc công thức chỉ dùng các ô trong mẫu."
                    )
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        drawn = any(name.lower().startswith(("xl/drawings/", "xl/charts/", "xl/media/")) for name in package.namelist())
    lost = ("Mẫu có hình vẽ, ảnh hoặc biểu đồ: tệp đã điền không giữ. Nếu cần, chèn lại sau khi tải về.",) if drawn else ()
    if any(sheet.conditional_formatting or sheet.data_validations.dataValidation for sheet in book.worksheets):
        lost += (
            "Mẫu có định dạng theo điều kiện hoặc ô chọn sẵn: chúng ở nguyên chỗ cũ, không dời theo các dòng lặp được chép thêm. "
            "Xem kỹ bản điền thử.",
        )
    return lost

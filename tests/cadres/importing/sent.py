"""Files as somebody of the standing cast sends them."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from cadres.importing import batches
from cadres.models import ImportBatch
from tests.cadres.importing.test_hostile_files import workbook

AS_OF = date(2014, 2, 14)
HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Chức vụ", "Chuyên môn", "LLCT", "Ghi chú"]
MAI = [1, "Sầm Thị Mai", "05/07/1975", "Nữ", "Tày", "Chủ tịch HĐND", "TC Luật", "TC", None]
WRONG = [2, "Bế Văn An", "31/02/1970", "Nam", "Nùng", "Trưởng thôn", "Lớp mầm", None, None]
TITLE = "Đơn vị: Xã Trường Hà, huyện Hà Quảng"


def a_list(*people, title=TITLE) -> bytes:
    """A list of one sheet."""
    return workbook(DS=[[title], HEADER, *people])


def make_batch(*people, by: str = "hanh", title=TITLE, as_of: date | None = AS_OF) -> ImportBatch:
    """A file sent and not yet confirmed; of one good and one wrong line unless told."""
    return batches.receive("danh sách.xlsx", a_list(*(people or (MAI, WRONG)), title=title), by=by, as_of=as_of)


def upload(data: bytes, name: str = "danh sách.xlsx") -> SimpleUploadedFile:
    """What a browser sends."""
    return SimpleUploadedFile(name, data)

"""Writes invented people as offices keep lists: columns in any order, headers of any depth, old fonts, ticks, totals, signatures.

The opposite of the reader, written from what lists look like and not from how the reader works: what is read back must be what was
written. Everything is drawn by Hypothesis.
"""

import io
import unicodedata
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from cadres.importing.units import Gazetteer, Place

DAY = date(2013, 12, 31)

PLACES = tuple(
    Place(number, f"{1000 + number:05d}", kind, name, district, "Tỉnh Cao Bằng")
    for number, (kind, name, district) in enumerate(
        (
            ("Xã", "Phi Hải", "Huyện Quảng Uyên"),
            ("Xã", "Lý Bôn", "Huyện Bảo Lâm"),
            ("Thị trấn", "Quảng Uyên", "Huyện Quảng Uyên"),
            ("Xã", "Hồng Đại", "Huyện Phục Hoà"),
            ("Xã", "Đức Long", "Huyện Hoà An"),
            ("Xã", "Đức Long", "Huyện Thạch An"),
            ("Phường", "Ngọc Xuân", "Thành phố Cao Bằng"),
            ("Xã", "Hoà Chung", "Thành phố Cao Bằng"),
        ),
        start=1,
    )
)
GAZETTEER = Gazetteer(PLACES)

FAMILIES = "Nông Hoàng Bế Lương Đàm Hà Triệu Lý Lục Nguyễn Vừ Giàng Sùng Đặng Phàn Chi Lò Ma Mông Đỗ Vũ Trần Ngô Hứa Ân".split()
MIDDLES = "Văn Thị Minh Đức Quốc Hữu Thanh Xuân Ngọc Thúy A Bích Thu Kim".split()
GIVEN = (
    "An Ánh Bình Chớ Dũng Đông Giang Hà Hạnh Hiếu Hòa Khánh Kiệt Lệ Mỵ Nghĩa Ơn Phượng Quý Thảo Thọ Thuỷ Tuấn Uyên Ước Vân Yến Ý Ổn".split()
)
GROUPS = {"01": ("Kinh",), "02": ("Tày",), "07": ("Nùng",), "08": ("Mông", "Hmông", "H'Mông"), "09": ("Dao", "Dao đỏ"), "43": ("Lô Lô",)}
POSITIONS = {
    "party_secretary": ("Bí thư Đảng ủy", "Bí thư Đảng uỷ", "BT Đảng ủy", "Bí thư ĐU"),
    "party_deputy_secretary": ("Phó Bí thư Đảng ủy", "PBT Đảng ủy"),
    "council_chair": ("Chủ tịch HĐND", "CT HĐND"),
    "committee_chair": ("Chủ tịch UBND", "CT UBND", "Chủ tịch UBND xã"),
    "committee_deputy_chair": ("Phó Chủ tịch UBND", "PCT UBND"),
    "youth_union_secretary": ("Bí thư Đoàn TN", "Bí thư Đoàn Thanh niên"),
    "womens_union_chair": ("Chủ tịch Hội LHPN", "Chủ tịch Hội Phụ nữ"),
    "military_commander": ("Chỉ huy trưởng Quân sự", "CHT Quân sự"),
    "office_statistics": ("Văn phòng - Thống kê", "VP-TK"),
    "finance_accounting": ("Tài chính - Kế toán", "TC-KT"),
    "culture_society": ("Văn hóa - Xã hội", "Văn hoá - xã hội", "Công chức VHXH"),
}
LEVELS = {
    "general_education": {
        "primary": ("tiểu học", "Tiểu học", "5/12"),
        "lower_secondary": ("THCS", "9/12", "7/10"),
        "upper_secondary": ("THPT", "12/12", "10/10"),
    },
    "professional": {
        "untrained": ("Chưa qua đào tạo", "Chưa ĐT"),
        "elementary": ("SC", "Sơ cấp"),
        "intermediate": ("TC", "Trung cấp"),
        "college": ("CĐ", "Cao đẳng"),
        "university": ("ĐH", "Đại học"),
        "master": ("Thạc sĩ", "Th.s", "Thạc sỹ"),
    },
    "political_theory": {
        "untrained": ("Chưa qua đào tạo", "Chưa"),
        "elementary": ("SC", "Sơ cấp"),
        "intermediate": ("TC", "Trung cấp", "TCCT", "Trung cấp LLCT-HC"),
        "advanced": ("CC", "Cao cấp"),
        "bachelor": ("CN", "Cử nhân"),
    },
    "state_management": {
        "untrained": ("Chưa qua",),
        "specialist": ("CV", "Chuyên viên"),
        "principal_specialist": ("CVC", "Chuyên viên chính"),
    },
    "informatics": {"certificate_a": ("A", "Chứng chỉ A"), "certificate_b": ("B", "B")},
}
MAJORS = ("Luật", "Kế toán", "Hành chính", "Nông lâm", "Quản lý đất đai", "Xây dựng Đảng", "Văn phòng - Thống kê")
MARK_COLUMNS = {
    "general_education": (("TH", "primary"), ("THCS", "lower_secondary"), ("THPT", "upper_secondary")),
    "professional": (
        ("Chưa qua ĐT", "untrained"),
        ("SC", "elementary"),
        ("TC", "intermediate"),
        ("CĐ", "college"),
        ("ĐH", "university"),
        ("ThS", "master"),
    ),
    "political_theory": (("Chưa qua", "untrained"), ("SC", "elementary"), ("TC", "intermediate"), ("CC", "advanced"), ("CN", "bachelor")),
    "state_management": (("Chưa qua", "untrained"), ("CV", "specialist"), ("CVC", "principal_specialist")),
    "informatics": (("A,B,C", "some"),),
}
HEADERS = {
    "ordinal": ("STT", "TT", "Số TT"),
    "name": ("Họ và tên", "Họ tên", "HỌ VÀ TÊN", "Họ và\ntên"),
    "born": ("Ngày sinh", "Ngày, tháng, năm sinh", "Năm sinh", "Sinh ngày"),
    "sex": ("Giới tính", "Nam/Nữ", "Giới"),
    "ethnic": ("Dân tộc", "Dân  tộc"),
    "position": ("Chức vụ", "Chức danh", "Chức vụ, chức danh", "Chức vụ hiện nay"),
    "party": ("Ngày vào Đảng", "Đảng viên (ngày vào)", "Ngày kết nạp Đảng"),
    "number": ("Số định danh cá nhân", "Số CCCD", "CCCD/Số định danh"),
    "major": ("Chuyên ngành", "Ngành đào tạo"),
    "note": ("Ghi chú",),
    "general_education": ("Văn hóa", "Trình độ văn hóa", "Học vấn", "GDPT"),
    "professional": ("Chuyên môn", "Trình độ chuyên môn", "CMNV", "Chuyên môn, nghiệp vụ"),
    "political_theory": ("LLCT", "Lý luận chính trị", "Trình độ LLCT"),
    "state_management": ("QLNN", "Quản lý nhà nước", "Bồi dưỡng QLNN"),
    "informatics": ("Tin học", "Trình độ tin học"),
    "unit": ("Đơn vị", "Đơn vị công tác", "Xã, phường, thị trấn"),
}
EXTRA = ("Quê quán", "Tôn giáo", "Hệ số lương", "Nơi ở hiện nay", "Số điện thoại", "Tháng năm đóng BHXH")
TITLES = (
    "DANH SÁCH TRÍCH NGANG CÁN BỘ, CÔNG CHỨC",
    "THỐNG KÊ CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ",
    "(Tính đến ngày 31/12/2013)",
    "Mẫu 02/CL.CBCCX",
)


@dataclass(frozen=True)
class Invented:
    """Somebody as the list should say; None is what the list does not tell."""

    name: str
    sex: str
    born: date
    ethnic: str
    position: str
    levels: tuple[tuple[str, str], ...]
    major: str | None
    party: date | None
    number: str | None
    studying: str | None


def names():
    return st.builds(lambda *parts: " ".join(parts), st.sampled_from(FAMILIES), st.sampled_from(MIDDLES), st.sampled_from(GIVEN))


@st.composite
def people(draw):
    levels = []
    for ladder, words in LEVELS.items():
        slug = draw(st.sampled_from([None, *words]))
        if slug:
            levels.append((ladder, slug))
    trained = dict(levels).get("professional") not in {None, "untrained"}
    return Invented(
        name=draw(names()),
        sex=draw(st.sampled_from(["male", "female"])),
        born=draw(st.dates(date(1953, 1, 1), date(1992, 12, 31))),
        ethnic=draw(st.sampled_from(list(GROUPS))),
        position=draw(st.sampled_from(list(POSITIONS))),
        levels=tuple(levels),
        major=draw(st.sampled_from(MAJORS)) if trained else None,
        party=draw(st.none() | st.dates(date(1975, 1, 1), date(2013, 12, 1))),
        number=draw(st.none() | st.integers(1_000_000_000, 95_999_999_999).map(lambda number: f"{number:012d}")),
        studying=draw(st.sampled_from([None, None, "ĐH", "trung cấp Luật"])),
    )


def full_lists(most=6):
    """{place: people}, no two of one name and birth in a place, no number twice."""
    one = st.lists(people(), min_size=1, max_size=most, unique_by=lambda person: (person.name.lower(), person.born))
    several = st.dictionaries(st.sampled_from(PLACES), one, min_size=1, max_size=4)
    return several.filter(_numbers_differ)


def _numbers_differ(lists) -> bool:
    numbers = [person.number for group in lists.values() for person in group if person.number]
    return len(numbers) == len(set(numbers))


FONTS = {"unicode": "Times New Roman", "tcvn3": ".VnTime", "tcvn3-h": ".VnTimeH", "vni": "VNI-Times", "combining": "Arial"}


def _tables():
    from cadres.importing.fonts import _TCVN3, _VNI

    vni = {}
    for code, letter in _VNI.items():
        vni.setdefault(letter, code)
    return {letter: sign for sign, letter in _TCVN3.items()}, vni


_TO_TCVN3, _TO_VNI = _tables()


def coded(text: str, font: str) -> str:
    """`text` as it stands in the file; capitals with a tone, which TCVN3 lacks, stay in Unicode as careless converters leave them."""
    if font == "combining":
        return unicodedata.normalize("NFD", text)
    if font == "tcvn3":
        return "".join(_TO_TCVN3.get(letter, letter) for letter in text)
    if font == "vni":
        return "".join(_TO_VNI.get(letter, letter) for letter in text)
    return text


@st.composite
def written_days(draw, day: date, exact: bool = False):
    """(cell, precision): a day as somebody types it."""
    styles = [
        (f"{day:%d/%m/%Y}", "day"),
        (f"{day.day}/{day.month}/{day.year}", "day"),
        (f"{day.day}-{day.month}-{day.year}", "day"),
        (f"{day:%d.%m.%Y}", "day"),
        (f" {day:%d/%m/%Y}\u00a0", "day"),
        (day, "day"),
        (f"{day.day}/{day.month}/{day:%y}", "day"),
    ]
    if not exact:
        styles += [(f"{day:%m/%Y}", "month"), (day.year, "year"), (str(day.year), "year")]
    return draw(st.sampled_from(styles))


class Writer:
    """One workbook in the making. `expected` collects (place code, name) → what must be read."""

    def __init__(self, draw):
        self.draw = draw
        self.book = Workbook()
        self.book.remove(self.book.active)
        self.font = draw(st.sampled_from(["unicode", "unicode", "unicode", "combining", "tcvn3", "vni"]))
        self.marks = draw(st.booleans())
        self.expected: dict[tuple[str, str], dict] = {}

    def pick(self, *options):
        return self.draw(st.sampled_from(options))

    def sheet(self, name: str):
        self.ws = self.book.create_sheet(coded(name, self.font)[:31].replace("/", "-"))
        self.row = 0

    def put(self, column: int, value):
        """A cell of the row in the making."""
        if value is None:
            return
        cell = self.ws.cell(self.row, column + 1)
        cell.value = coded(value, self.font) if isinstance(value, str) else value
        cell.font = Font(name=FONTS[self.font])
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"

    def line(self, *values):
        self.row += 1
        for column, value in enumerate(values):
            self.put(column, value)

    def bytes(self) -> bytes:
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()

"""Which tags each form knows, with what each stands for. Pure."""

from reports.official_forms.form import Form, UnitForm
from reports.official_forms.tags import Vocabulary

ONCE = {
    "don_vi": "đơn vị báo cáo: tên tỉnh, huyện hoặc xã",
    "ngay": "ngày của số liệu, viết 31/12/2013",
    "tu_ngay": "ngày đầu năm của số liệu",
    "den_ngay": "ngày của số liệu",
    "nam": "năm của số liệu",
    "ngay_lap": "nơi và ngày lập: “Cao Bằng, ngày 05 tháng 01 năm 2014”",
    "nguoi_lap": "họ tên người tải tệp",
    "can_cu": "văn bản ban hành biểu",
    "ghi_chu": "ghi chú dưới biểu, có cả số người chưa đủ dữ liệu",
    "ket_qua_kiem_tra": "các kiểm tra của biểu và kết quả",
    "dau_xuat": "số xuất, người xuất, lúc xuất",
}
"""Tags that every form knows, and what they stand for."""

LINE, GROUP, TOTAL, UNCLEAR = "dong", "nhom", "tong", "chua_ro"
_OF_ROW = frozenset({"stt", "ten", "ma"})


def vocabulary(form: Form) -> Vocabulary:
    """The tags of a form."""
    if isinstance(form, UnitForm):
        numbers = frozenset(column.key for column in form.columns)
        checks = frozenset(str(nth) for nth, _ in enumerate(form.checks, start=1))
        rows = {LINE: _OF_ROW | numbers, GROUP: _OF_ROW | numbers, TOTAL: numbers, UNCLEAR: checks}
        return Vocabulary(frozenset(ONCE), rows, ((LINE, GROUP),), ("don_vi", "den_ngay", "dong.ten", "dong.1"))
    raise TypeError(f"{type(form).__name__} has no vocabulary")


def meanings(form: Form) -> list[tuple[str, str]]:
    """(tag in braces, what it stands for), for whoever changes a template."""
    found = [(f"{{{{{tag}}}}}", says) for tag, says in ONCE.items()]
    if isinstance(form, UnitForm):
        found += [
            ("{{dong.stt}}, {{dong.ten}}, {{dong.ma}}", "dòng lặp cho từng xã: số thứ tự, tên, mã"),
            (
                "{{nhom.stt}}, {{nhom.ten}}, {{nhom.ma}}",
                "dòng lặp cho từng huyện, đứng trên các xã của huyện; bỏ dòng này thì chỉ liệt kê xã",
            ),
        ]
        found += [(f"{{{{dong.{c.key}}}}}, {{{{nhom.{c.key}}}}}, {{{{tong.{c.key}}}}}", f"cột {c.key}: {c.label}") for c in form.columns]
        found += [(f"{{{{chua_ro.{nth}}}}}", f"số người chưa đủ dữ liệu cho kiểm tra {c.formula}") for nth, c in enumerate(form.checks, 1)]
    return found

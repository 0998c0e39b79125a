"""Which tags each form knows, with what each stands for. Pure."""

from reports.official_forms.form import Form, ListForm, PersonForm, UnitForm
from reports.official_forms.grid import GridForm
from reports.official_forms.tags import Vocabulary

ONCE = {
    "don_vi": "đơn vị báo cáo: tên tỉnh, huyện hoặc xã",
    "ngay": "ngày của số liệu, viết 31/12/2013",
    "tu_ngay": "ngày đầu năm của số liệu",
    "den_ngay": "ngày của số liệu",
    "nam": "năm của số liệu",
    "ngay_lap": "nơi và ngày lập: “Cao Bằng, ngày 05 tháng 01 năm 2014”",
    "nguoi_lap": "họ tên người tải tệp",
    "co_quan_cap_uy": "tên cấp ủy: TỈNH ỦY CAO BẰNG",
    "can_cu": "văn bản ban hành biểu",
    "ghi_chu": "ghi chú dưới biểu, có cả số người chưa đủ dữ liệu",
    "ket_qua_kiem_tra": "các kiểm tra của biểu và kết quả",
    "dau_xuat": "số xuất, người xuất, lúc xuất",
}
"""Tags that every form knows, and what they stand for."""

LINE, GROUP, TOTAL, UNCLEAR, CELL = "dong", "nhom", "tong", "chua_ro", "o"
_OF_ROW = frozenset({"stt", "ten", "ma"})


def vocabulary(form: Form) -> Vocabulary:
    """The tags of a form."""
    if isinstance(form, UnitForm):
        numbers = frozenset(column.key for column in form.columns)
        checks = frozenset(str(nth) for nth, _ in enumerate(form.checks, start=1))
        rows = {LINE: _OF_ROW | numbers, GROUP: _OF_ROW | numbers, TOTAL: numbers, UNCLEAR: checks}
        return Vocabulary(frozenset(ONCE), rows, ((LINE, GROUP),), ("don_vi", "den_ngay", "dong.ten", "dong.1"))
    if isinstance(form, GridForm):
        cells = frozenset(f"{row.key}.{column.key}" for row in form.rows if row.query is not None for column in form.columns)
        rows = {CELL: cells, UNCLEAR: frozenset(str(nth) for nth, _ in enumerate(form.checks, start=1))}
        first = next(column.key for column in form.columns if column.query is not None or column.source)
        return Vocabulary(frozenset(ONCE), rows, (), ("don_vi", "den_ngay", f"{CELL}.{form.rows[0].key}.{first}"))
    if isinstance(form, ListForm):
        keys = frozenset(column.key for column in form.columns)
        rows = {LINE: keys | {"stt", "ten", "xa"}, GROUP: keys | {"ten", "so"}, TOTAL: keys | {"so"}}
        return Vocabulary(frozenset(ONCE), rows, ((LINE, GROUP),), ("don_vi", "den_ngay", "dong.ten"))
    if isinstance(form, PersonForm):
        own = frozenset(tag for _, _, tag in form.fields if tag) | {"noi_cong_tac"}
        rows = {kind: frozenset(name for _, name in columns) for _, kind, columns in form.lists}
        return Vocabulary(frozenset(ONCE) | own, rows, tuple((kind,) for kind in rows), ("ho_ten",))
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
    if isinstance(form, ListForm):
        found += [
            ("{{dong.stt}}, {{dong.ten}}, {{dong.xa}}", "dòng lặp cho từng người: số thứ tự, họ tên, xã"),
            ("{{nhom.ten}}, {{nhom.so}}", "dòng lặp cho từng chức danh, đứng trên những người của chức danh: tên, số người"),
            ("{{tong.so}}", "tổng số người"),
        ]
        found += [(f"{{{{dong.{c.key}}}}}", f"cột {', '.join(c.path)}; nhom. và tong. là số cộng") for c in form.columns]
    if isinstance(form, PersonForm):
        found += [(f"{{{{{tag}}}}}", f"mục {number}: {label}") for number, label, tag in form.fields if tag and tag != "so_dinh_danh"]
        found += [("{{so_dinh_danh}}", "số định danh, đã che"), ("{{noi_cong_tac}}", "xã, huyện nơi giữ chức danh")]
        for heading, kind, columns in form.lists:
            found.append((", ".join(f"{{{{{kind}.{name}}}}}" for _, name in columns), f"dòng lặp của mục {heading}"))
    if isinstance(form, GridForm):
        rows = ", ".join(f"{row.key} ({row.label})" for row in form.rows if row.query is not None)
        found.append(("{{o.<dòng>.<cột>}}", f"một ô của biểu, chẳng hạn {{{{o.{form.rows[0].key}.{form.columns[-1].key}}}}}. Dòng: {rows}"))
        found += [(f"{{{{o.….{column.key}}}}}", f"cột {', '.join(column.path)}") for column in form.columns]
        found += [(f"{{{{chua_ro.{nth}}}}}", f"số chưa đủ dữ liệu cho kiểm tra {c.formula}") for nth, c in enumerate(form.checks, 1)]
    return found

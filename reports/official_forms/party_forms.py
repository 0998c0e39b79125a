"""Forms of the Central Organization Commission of the Party that speak of communes: 9C, 10, 11, 12C.

Pure. Bands of age are data of this family of forms (age_bands.py) and differ from those of the ministry.
"""

from dataclasses import replace
from datetime import date

from cadres.levels import DefenceLevel, TheoryLevel
from reports.official_forms.age_bands import Uppers, bands_of
from reports.official_forms.form import Check, Sheet, Signature
from reports.official_forms.grid import MARK, GridColumn, GridForm, GridRow, checks_of_people, row_of_band, rows_of_people

_BANDS = ("40", "41_50", "51")
"""Lasting names of the rows of age, in the tags of templates too, whatever their bounds."""
LEADERS = bands_of((40, 50), _BANDS)
"""Usual bands of age of forms 9C, 11 and 12C."""

_SIGN = Signature(("NGƯỜI LẬP BIỂU", "(Ký, họ tên; số điện thoại)"), ("TRƯỞNG BAN", "(Ký, đóng dấu)"))
_LEFT = ("{{co_quan_cap_uy}}", "BAN TỔ CHỨC", "*")
_ISSUED = date(2012, 1, 1)
_SINCE = date(2004, 1, 1)
_ORGANIZATIONS = (
    "fatherland_front_chair",
    "youth_union_secretary",
    "womens_union_chair",
    "farmers_union_chair",
    "veterans_association_chair",
)
_POSTS = (
    ("bi_thu", ("Cấp ủy", "Bí thư"), ("party_secretary",)),
    ("pho_bi_thu", ("Cấp ủy", "Phó Bí thư"), ("party_deputy_secretary",)),
    ("ct_hdnd", ("Hội đồng nhân dân", "Chủ tịch"), ("council_chair",)),
    ("pct_hdnd", ("Hội đồng nhân dân", "Phó Chủ tịch"), ("council_deputy_chair",)),
    ("ct_ubnd", ("Ủy ban nhân dân", "Chủ tịch"), ("committee_chair",)),
    ("pct_ubnd", ("Ủy ban nhân dân", "Phó Chủ tịch"), ("committee_deputy_chair",)),
    ("truong_mtdt", ("Mặt trận Tổ quốc và đoàn thể", "Cấp trưởng"), _ORGANIZATIONS),
    ("pho_mtdt", ("Mặt trận Tổ quốc và đoàn thể", "Cấp phó"), ("front_deputy_chair",)),
)
_BODY, _STANDING = ("party_committee_member",), ("party_standing_member",)


def _right(code: str, unit: str) -> tuple[str, ...]:
    return (f"Biểu số {code}", f"Đơn vị tính: {unit}")


F9C = GridForm(
    slug="9c",
    code="9C-BTCTW",
    title=("THỐNG KÊ ĐỘI NGŨ CÁN BỘ LÃNH ĐẠO CẤP XÃ",),
    says="Cán bộ lãnh đạo cấp xã theo chức danh: nữ, dân tộc thiểu số, độ tuổi, chuyên môn, lý luận chính trị.",
    basis="Biểu 9C của Ban Tổ chức Trung ương",
    issued=_ISSUED,
    since=_SINCE,
    until=None,
    posts="các chức danh lãnh đạo cấp xã",
    left=_LEFT,
    right=_right("9C-BTCTW", "người"),
    sheet=Sheet("A4", True, 11),
    signature=_SIGN,
    subtitle=("{{don_vi}}, tính đến ngày {{den_ngay}}",),
    left_in_italics=False,
    notes=("Người giữ nhiều chức danh được tính ở mỗi chức danh, nên các cột không cộng lại thành số người.",),
    rows=rows_of_people(LEADERS),
    columns=(
        GridColumn("bch", ("Ban Chấp hành",), source="members", asked=_BODY, posts=_BODY),
        GridColumn("btv", ("Ban Thường vụ",), query={"chuc-danh": _STANDING}, posts=_STANDING),
        *(GridColumn(key, path, query={"chuc-danh": codes}, posts=codes) for key, path, codes in _POSTS),
    ),
    checks=checks_of_people(LEADERS, "người"),
    checked=("bch", "btv", *(key for key, _, _ in _POSTS)),
)

F12C = GridForm(
    slug="12c",
    code="12C-BTCTW",
    title=("THỐNG KÊ QUY HOẠCH CÁN BỘ LÃNH ĐẠO CẤP XÃ",),
    says="Lượt quy hoạch đang có hiệu lực theo chức danh quy hoạch: nữ, dân tộc thiểu số, độ tuổi, chuyên môn, lý luận chính trị.",
    basis="Biểu 12C của Ban Tổ chức Trung ương",
    issued=_ISSUED,
    since=_SINCE,
    until=None,
    posts="các chức danh lãnh đạo cấp xã",
    left=_LEFT,
    right=_right("12C-BTCTW", "lượt"),
    sheet=Sheet("A4", True, 11),
    signature=_SIGN,
    subtitle=("{{don_vi}}, tính đến ngày {{den_ngay}}",),
    left_in_italics=False,
    notes=("Đơn vị tính là lượt: một người được quy hoạch vào hai chức danh là hai lượt; không cộng với số người.",),
    rows=rows_of_people(LEADERS),
    columns=(
        GridColumn("tong", ("Tổng số lượt",), source="nominations", sums=("bch", "btv", *(key for key, _, _ in _POSTS)), sign="≥"),
        GridColumn("bch", ("Ban Chấp hành",), source="nominations", asked=_BODY, posts=_BODY),
        GridColumn("btv", ("Ban Thường vụ",), source="nominations", asked=_STANDING, posts=_STANDING),
        *(GridColumn(key, path, source="nominations", asked=codes, posts=codes) for key, path, codes in _POSTS),
    ),
    checks=checks_of_people(LEADERS, "lượt"),
    checked=("tong",),
    unit="lượt",
)

_FLOWS = (
    ("central", "province", "TW → tỉnh"),
    ("province", "district", "Tỉnh → huyện"),
    ("district", "province", "Huyện → tỉnh"),
    ("district", "district", "Huyện → huyện"),
    ("province", "commune", "Tỉnh → xã"),
    ("district", "commune", "Huyện → xã"),
    ("commune", "district", "Xã → huyện"),
    ("commune", "commune", "Xã → xã"),
)
F11 = GridForm(
    slug="11",
    code="11-BTCTW",
    title=("THỐNG KÊ LUÂN CHUYỂN CÁN BỘ NĂM {{nam}}",),
    says="Lượt luân chuyển bắt đầu trong năm, theo hướng: tỉnh về xã, huyện về xã, xã lên huyện, xã sang xã.",
    basis="Biểu 11 của Ban Tổ chức Trung ương",
    issued=_ISSUED,
    since=_SINCE,
    until=None,
    posts="cán bộ được luân chuyển",
    left=_LEFT,
    right=_right("11-BTCTW", "lượt người"),
    sheet=Sheet("A4", True, 11),
    signature=_SIGN,
    subtitle=("{{don_vi}}, từ ngày {{tu_ngay}} đến ngày {{den_ngay}}",),
    left_in_italics=False,
    notes=(
        "Hệ thống ghi các lượt luân chuyển có một đầu là cấp xã; các hướng khác chỉ có khi được ghi riêng.",
        "Tuổi và trình độ tính đến ngày bắt đầu luân chuyển; lượt ghi không kèm tên chỉ được tính ở dòng tổng số.",
    ),
    rows=rows_of_people(LEADERS),
    columns=(
        GridColumn("tong", ("Tổng số",), source="moves", sums=tuple(f"{a}_{b}" for a, b, _ in _FLOWS)),
        *(GridColumn(f"{a}_{b}", ("Hướng luân chuyển", label), source="moves", asked=(f"{a}_{b}",)) for a, b, label in _FLOWS),
    ),
    checks=checks_of_people(LEADERS, "lượt"),
    checked=("tong",),
    unit="lượt",
)

_REFRESHERS = (
    ("state_management", "Quản lý nhà nước"),
    ("job_position", "Theo chức danh, vị trí việc làm"),
    ("professional", "Chuyên môn, nghiệp vụ"),
    ("political_theory", "Lý luận chính trị"),
    ("succession", "Kỹ năng xây dựng quy hoạch"),
    ("informatics", "Tin học"),
    ("language", "Ngoại ngữ, tiếng dân tộc"),
    ("other", "Nội dung khác"),
)


def _training_rows() -> tuple[GridRow, ...]:
    def marked(key: str, label: str, mark: str) -> GridRow:
        return GridRow(key, label, {MARK: (mark,)}, None, 1)

    professional = (
        ("trung_cap", "Trung cấp", 20),
        ("cao_dang", "Cao đẳng", 30),
        ("dai_hoc", "Đại học", 40),
        ("thac_si", "Thạc sĩ", 50),
        ("tien_si", "Tiến sĩ", 60),
    )
    theory = (
        ("so_cap", "Sơ cấp", TheoryLevel.ELEMENTARY),
        ("trung_cap", "Trung cấp", TheoryLevel.INTERMEDIATE),
        ("cao_cap", "Cao cấp", TheoryLevel.ADVANCED),
        ("cu_nhan", "Cử nhân", TheoryLevel.BACHELOR),
    )
    modes = (
        ("tap_trung", "tập trung", "concentrated"),
        ("khong_tap_trung", "không tập trung", "non_concentrated"),
        ("chua_ro", "chưa ghi hệ", ""),
    )
    defence = ((f"doi_tuong_{number}", f"Đối tượng {number}", DefenceLevel[f"GROUP_{number}"]) for number in (1, 2, 3, 4))
    levels = [marked(f"cm_{key}", label, f"professional_{level}") for key, label, level in professional]
    theories = [
        marked(f"ct_{key}_{mode}", f"{label}, {said}", f"theory_{int(level)}_{stored}")
        for key, label, level in theory
        for mode, said, stored in modes
    ]
    refreshers = [marked(f"bd_{slug}", label, f"refresher_{slug}") for slug, label in _REFRESHERS]
    groups = [marked(f"qp_{key}", label, f"defence_{int(level)}") for key, label, level in defence]
    return (
        GridRow("tong_so", "Tổng số", {}, sums=("dt", "bd", "qp")),
        GridRow("dt", "Đào tạo", {MARK: ("training",)}, sums=("cm", "ct")),
        _adding(GridRow("cm", "Đào tạo chuyên môn", {MARK: ("training_professional",)}), levels),
        *levels,
        _adding(GridRow("ct", "Đào tạo lý luận chính trị", {MARK: ("training_theory",)}), theories),
        *theories,
        _adding(GridRow("bd", "Bồi dưỡng", {MARK: ("refresher",)}), refreshers),
        *refreshers,
        _adding(GridRow("qp", "Bồi dưỡng quốc phòng, an ninh", {MARK: ("refresher_defence_security",)}), groups),
        *groups,
    )


def _adding(row: GridRow, parts: list[GridRow]) -> GridRow:
    return replace(row, sums=tuple(one.key for one in parts))


F10 = GridForm(
    slug="10",
    code="10-BTCTW",
    title=("THỐNG KÊ ĐÀO TẠO, BỒI DƯỠNG CÁN BỘ NĂM {{nam}}",),
    says="Lượt cán bộ, công chức cấp xã được đào tạo, bồi dưỡng trong năm, theo nội dung; số lớp tỉnh mở, huyện mở.",
    basis="Biểu 10 của Ban Tổ chức Trung ương",
    issued=_ISSUED,
    since=_SINCE,
    until=None,
    posts="cán bộ, công chức được đào tạo, bồi dưỡng",
    left=_LEFT,
    right=_right("10-BTCTW", "lượt, lớp"),
    sheet=Sheet("A4", False, 11),
    signature=_SIGN,
    subtitle=("{{don_vi}}, từ ngày {{tu_ngay}} đến ngày {{den_ngay}}",),
    left_in_italics=False,
    notes=(
        "Hệ thống ghi đào tạo, bồi dưỡng của cấp xã; cột cấp tỉnh, cấp huyện để trống cho đơn vị tự điền, tổng số tự cộng theo.",
        "Mỗi lần tham gia một lớp kết thúc trong năm là một lượt; lượt ghi tổng hợp được tính theo số của bản ghi.",
    ),
    rows=_training_rows(),
    columns=(
        GridColumn("tong", ("Số lượt người", "Tổng số"), sums=("tinh", "huyen", "xa")),
        GridColumn("tinh", ("Số lượt người", "Cấp tỉnh", "Tổng số")),
        GridColumn("ldql", ("Số lượt người", "Cấp tỉnh", "Trong đó lãnh đạo, quản lý")),
        GridColumn("huyen", ("Số lượt người", "Cấp huyện")),
        GridColumn("xa", ("Số lượt người", "Cấp xã"), source="studies"),
        GridColumn("lop_tinh", ("Số lớp", "Tỉnh mở"), source="courses", asked=("opened_province",)),
        GridColumn("lop_huyen", ("Số lớp", "Huyện mở"), source="courses", asked=("opened_district",)),
    ),
    checks=(Check("tong_so", "=", ("dt", "bd", "qp"), None, "lượt"),),
    checked=("xa",),
    unit="lượt",
)

PARTY_FORMS = (F9C, F10, F11, F12C)


def party_form_with(form: GridForm, uppers: Uppers) -> GridForm:
    """The form with other bands of age; the names of its rows stay."""
    aged = {row.key: row for row in map(row_of_band, bands_of(uppers, _BANDS))}
    return replace(form, rows=tuple(aged.get(row.key, row) for row in form.rows))

"""Mẫu 02/CL.CBCCX, "Thống kê chất lượng cán bộ, công chức cấp xã": a line a person, grouped by position, a 1 where a column applies.

Pure. This is the list that clerks of communes keep; what the system does not record stays blank for them to fill in.
"""

from dataclasses import replace
from datetime import date

from reports.official_forms.age_bands import Uppers
from reports.official_forms.form import ListColumn, ListForm, Query, Sheet, Signature

_AGES = "Độ tuổi"


def _marked(key: str, heading: str, label: str, name: str, *values: str) -> ListColumn:
    query: Query = {name: values}
    return ListColumn(key, (heading, label), query)


def _blank(key: str, *path: str) -> ListColumn:
    return ListColumn(key, path)


def _aged(key: str, label: str, low: str = "", high: str = "", sex: str = "") -> ListColumn:
    told = {"tuoi-tu": low, "tuoi-den": high, "gioi-tinh": sex}
    return ListColumn(key, (_AGES, label), {name: (value,) for name, value in told.items() if value})


def _ages(uppers: Uppers) -> tuple[ListColumn, ...]:
    """The columns whose bounds are data; their keys are lasting names, whatever the bounds."""
    first, second, third = uppers
    low = str(third + 1)
    return (
        _aged("tuoi_30", f"Từ {first} trở xuống", high=str(first)),
        _aged("tuoi_31", f"{first + 1}–{second}", str(first + 1), str(second)),
        _aged("tuoi_41", f"{second + 1}–{third}", str(second + 1), str(third)),
        _aged("tuoi_51", f"{low}–60, tổng số", low, "60"),
        _aged("tuoi_nu", f"Nữ {low}–55", low, "55", "female"),
    )


_CERTIFICATES = ("certificate_a", "certificate_b", "certificate_c", "it_basic", "it_advanced")

NAME_LIST = ListForm(
    slug="02-cl",
    code="02/CL.CBCCX",
    title=("THỐNG KÊ CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ",),
    says="Danh sách từng người theo chức danh: ngày sinh, Đảng, dân tộc, trình độ, độ tuổi; ô nào đúng thì ghi 1.",
    basis="Mẫu 02/CL.CBCCX, danh sách chất lượng cán bộ, công chức cấp xã",
    issued=date(2012, 1, 1),
    since=date(2004, 1, 1),
    until=None,
    posts="cán bộ, công chức cấp xã",
    left=("Mẫu 02/CL.CBCCX", "Thống kê chất lượng", "cán bộ, công chức cấp xã"),
    right=("Đơn vị báo cáo: {{don_vi}}", "Tính đến ngày: {{den_ngay}}", "Đơn vị tính: người"),
    sheet=Sheet("A3", True, 8),
    signature=Signature(),
    notes=(
        "Để trống cho đơn vị tự điền những gì hệ thống không ghi: bảo hiểm xã hội, tôn giáo, đại biểu Hội đồng nhân dân.",
        "Mỗi người một dòng, theo chức danh chính; chức danh kiêm nhiệm ghi ở cột Ghi chú. Ô chưa rõ để trống.",
    ),
    columns=(
        ListColumn("nam", ("Ngày sinh", "Nam"), fact="nam", width=9.5),
        ListColumn("nu", ("Ngày sinh", "Nữ"), fact="nu", width=9.5),
        _blank("bhxh", "Tháng, năm bắt đầu đóng BHXH"),
        ListColumn("dang_vien", ("Đảng viên",), fact="dang_vien"),
        ListColumn("dan_toc", ("Dân tộc",), fact="dan_toc", width=8),
        _blank("ton_giao", "Tôn giáo"),
        _blank("hdnd_xa", "Đại biểu HĐND", "Xã"),
        _blank("hdnd_huyen", "Đại biểu HĐND", "Huyện"),
        _blank("hdnd_tinh", "Đại biểu HĐND", "Tỉnh"),
        ListColumn("cap_uy", ("Tham gia cấp ủy xã",), fact="cap_uy"),
        _marked("vh_th", "Văn hóa", "Tiểu học", "hoc-van", "primary"),
        _marked("vh_thcs", "Văn hóa", "THCS", "hoc-van", "lower_secondary"),
        _marked("vh_thpt", "Văn hóa", "THPT", "hoc-van", "upper_secondary"),
        _marked("cm_chua", "Chuyên môn", "Chưa qua đào tạo", "chuyen-mon", "untrained"),
        _marked("cm_sc", "Chuyên môn", "Sơ cấp", "chuyen-mon", "elementary"),
        _marked("cm_tc", "Chuyên môn", "Trung cấp", "chuyen-mon", "intermediate"),
        _marked("cm_cd", "Chuyên môn", "Cao đẳng", "chuyen-mon", "college"),
        _marked("cm_dh", "Chuyên môn", "Đại học", "chuyen-mon", "university"),
        _marked("cm_ths", "Chuyên môn", "Thạc sĩ, tiến sĩ", "chuyen-mon", "postgraduate"),
        _marked("ll_sc", "Lý luận chính trị", "Sơ cấp", "ly-luan", "elementary"),
        _marked("ll_tc", "Lý luận chính trị", "Trung cấp", "ly-luan", "intermediate"),
        _marked("ll_cc", "Lý luận chính trị", "Cao cấp", "ly-luan", "advanced"),
        _marked("ll_cn", "Lý luận chính trị", "Cử nhân", "ly-luan", "bachelor"),
        _marked("ql_chua", "Quản lý nhà nước", "Chưa qua bồi dưỡng", "quan-ly-nha-nuoc", "untrained"),
        _marked("ql_cv", "Quản lý nhà nước", "Chuyên viên", "quan-ly-nha-nuoc", "specialist"),
        _marked("ql_cvc", "Quản lý nhà nước", "Chuyên viên chính", "quan-ly-nha-nuoc", "principal_specialist", "senior_specialist"),
        _marked("th_cc", "Tin học", "Chứng chỉ", "tin-hoc", *_CERTIFICATES),
        _marked("th_tc", "Tin học", "Trung cấp trở lên", "tin-hoc", "intermediate_or_above"),
        ListColumn("nn_cc", ("Ngoại ngữ", "Chứng chỉ"), fact="nn_cc"),
        ListColumn("nn_dh", ("Ngoại ngữ", "Đại học trở lên"), fact="nn_dh"),
        _marked("an_qp", "Quốc phòng, an ninh", "Đã bồi dưỡng", "quoc-phong", "group_1", "group_2", "group_3", "group_4"),
        *_ages((30, 40, 50)),
        _aged("tuoi_nam", "Nam 56–60", "56", "60", "male"),
        _aged("tuoi_60", "Trên 60", low="61"),
        _blank("dong_15", "Số năm đóng BHXH", "Dưới 15"),
        _blank("dong_20", "Số năm đóng BHXH", "15–20"),
        _blank("dong_30", "Số năm đóng BHXH", "21–30"),
        _blank("dong_31", "Số năm đóng BHXH", "Trên 30"),
        ListColumn("ghi_chu", ("Ghi chú",), fact="ghi_chu", width=20),
    ),
)


def name_list_with(form: ListForm, uppers: Uppers) -> ListForm:
    """The list with other bands of age."""
    aged = {column.key: column for column in _ages(uppers)}
    return replace(form, columns=tuple(aged.get(column.key, column) for column in form.columns))

"""BM02/BNV, "Báo cáo số lượng, chất lượng cán bộ, công chức cấp xã": Circular 11/2012/TT-BNV of 17/12/2012, 38 numbered columns.

Pure. Ages are lived years, and the age of retirement is each person's own (Decree 135/2020): "Từ 51 đến 60" holds everybody from 51
who has not passed it and "Trên tuổi nghỉ hưu" everybody who has, so the bands of age go on adding up after 2021.
"""

from dataclasses import replace
from datetime import date

from reports.official_forms.age_bands import Uppers
from reports.official_forms.form import Check, Column, Query, Sheet, UnitForm

_UNKNOWN = ("unknown",)


def _of(**query: str | tuple[str, ...]) -> Query:
    """gioi_tinh="female" as a people query."""
    return {name.replace("_", "-"): (value,) if isinstance(value, str) else value for name, value in query.items()}


_IN, _BY, _AGE = "Trong đó", "Chia theo trình độ đào tạo", "Chia theo độ tuổi"
_ENGLISH, _OTHER = "Tiếng Anh", "Ngoại ngữ khác"
_NOT_PAST = {"tuoi-huu": ("not_past",)}
_NO_AGE = {"tuoi-huu": _UNKNOWN}
_FIELDS = {
    "chuyen_mon": (
        "Chuyên môn",
        (
            ("8", "Tiến sĩ", "doctor"),
            ("9", "Thạc sĩ", "master"),
            ("10", "Đại học", "university"),
            ("11", "Cao đẳng", "college"),
            ("12", "Trung cấp", "intermediate"),
            ("13", "Sơ cấp", "elementary"),
        ),
    ),
    "hoc_van": (
        "Học vấn phổ thông",
        (
            ("14", "Trung học phổ thông", "upper_secondary"),
            ("15", "Trung học cơ sở", "lower_secondary"),
            ("16", "Tiểu học", "primary"),
        ),
    ),
    "ly_luan": (
        "Chính trị",
        (
            ("17", "Cử nhân", "bachelor"),
            ("18", "Cao cấp", "advanced"),
            ("19", "Trung cấp", "intermediate"),
            ("20", "Sơ cấp", "elementary"),
        ),
    ),
}
_CERTIFICATES = ("certificate_a", "certificate_b", "certificate_c", "it_basic", "it_advanced")


def _levels(name: str) -> tuple[Column, ...]:
    heading, rows = _FIELDS[name]
    return tuple(Column(key, (_BY, heading, label), _of(**{name: slug}), _of(**{name: _UNKNOWN})) for key, label, slug in rows)


def _language(key: str, heading: str, label: str, part: str) -> Column:
    return Column(key, (_BY, "Ngoại ngữ", heading, label), _of(ngoai_ngu=part), _of(ngoai_ngu=("unknown", "unnamed")))


def _management(key: str, label: str, *levels: str) -> Column:
    return Column(key, (_BY, "Quản lý nhà nước", label), _of(quan_ly_nha_nuoc=levels), _of(quan_ly_nha_nuoc=_UNKNOWN))


def _aged(uppers: Uppers) -> tuple[Column, ...]:
    """Columns 31–36: three bands by lived years, then everybody above who has not passed their own age of retirement."""
    first, second, third = uppers
    low, above, missing = str(third + 1), f"Từ {third + 1} đến 60", _of(tuoi="unknown")
    return (
        Column("31", (_AGE, f"Từ {first} trở xuống"), _of(tuoi_den=str(first)), missing),
        Column("32", (_AGE, f"Từ {first + 1} đến {second}"), _of(tuoi_tu=str(first + 1), tuoi_den=str(second)), missing),
        Column("33", (_AGE, f"Từ {second + 1} đến {third}"), _of(tuoi_tu=str(second + 1), tuoi_den=str(third)), missing),
        Column("34", (_AGE, above, "Tổng số"), _of(tuoi_tu=low) | _NOT_PAST, _NO_AGE),
        Column("35", (_AGE, above, f"Nữ từ {low} đến 55"), _of(tuoi_tu=low, tuoi_den="55", gioi_tinh="female") | _NOT_PAST, _NO_AGE),
        Column("36", (_AGE, above, "Nam từ 56 đến 60"), _of(tuoi_tu="56", tuoi_den="60", gioi_tinh="male") | _NOT_PAST, _NO_AGE),
    )


COLUMNS = (
    Column("1", ("Tổng số",), {}),
    Column("2", (_IN, "Nữ"), _of(gioi_tinh="female"), _of(gioi_tinh=_UNKNOWN)),
    Column("3", (_IN, "Đảng viên"), _of(dang_vien="member"), _of(dang_vien=_UNKNOWN)),
    Column("4", (_IN, "Dân tộc thiểu số"), _of(dan_toc="minority"), _of(dan_toc=_UNKNOWN)),
    Column("5", (_IN, "Tôn giáo"), None),
    Column("6", ("Chức danh", "Cán bộ cấp xã"), _of(loai="elected")),
    Column("7", ("Chức danh", "Công chức chuyên môn"), _of(loai="civil_servant")),
    *_levels("chuyen_mon"),
    *_levels("hoc_van"),
    *_levels("ly_luan"),
    Column("21", (_BY, "Tin học", "Trung cấp trở lên"), _of(tin_hoc="intermediate_or_above"), _of(tin_hoc=_UNKNOWN)),
    Column("22", (_BY, "Tin học", "Chứng chỉ"), _of(tin_hoc=_CERTIFICATES), _of(tin_hoc=_UNKNOWN)),
    _language("23", _ENGLISH, "Đại học trở lên", "english_university"),
    _language("24", _ENGLISH, "Chứng chỉ (A, B, C)", "english_certificate"),
    _language("25", _OTHER, "Đại học trở lên", "other_university"),
    _language("26", _OTHER, "Chứng chỉ (A, B, C)", "other_certificate"),
    Column("27", (_BY, "Chứng chỉ tiếng dân tộc"), _of(tieng_dan_toc="certificate"), _of(tieng_dan_toc=_UNKNOWN)),
    _management("28", "Chuyên viên chính và tương đương", "principal_specialist", "senior_specialist"),
    _management("29", "Chuyên viên và tương đương", "specialist"),
    _management("30", "Chưa qua đào tạo", "untrained"),
    *_aged((30, 40, 50)),
    Column("37", (_AGE, "Trên tuổi nghỉ hưu"), _of(tuoi_huu="past"), _NO_AGE),
    Column("38", ("Công chức luân chuyển từ cấp huyện",), _of(luan_chuyen="district"), _of(luan_chuyen=_UNKNOWN)),
)

CHECKS = (
    Check("1", "=", ("6", "7")),
    Check("1", "=", ("31", "32", "33", "34", "37"), _NO_AGE),
    Check("1", "≥", ("8", "9", "10", "11", "12", "13")),
    Check("1", "≥", ("14", "15", "16")),
    Check("1", "≥", ("17", "18", "19", "20")),
    Check("1", "≥", ("21", "22")),
    Check("1", "≥", ("28", "29", "30")),
    Check("34", "≥", ("35", "36")),
    Check("1", "≥", ("2",)),
    Check("1", "≥", ("3",)),
    Check("1", "≥", ("4",)),
)

BM02 = UnitForm(
    slug="bm02",
    code="BM02/BNV",
    title=("BÁO CÁO SỐ LƯỢNG, CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ NĂM {{nam}}",),
    says="Số lượng, chất lượng cán bộ, công chức cấp xã của tỉnh theo từng huyện, từng xã: 38 cột, có kiểm tra.",
    basis="Thông tư số 11/2012/TT-BNV ngày 17/12/2012 của Bộ Nội vụ",
    issued=date(2012, 12, 17),
    since=date(2004, 1, 1),
    until=date(2025, 6, 30),
    posts="cán bộ cấp xã và công chức cấp xã",
    left=("BM02/BNV", "Ban hành kèm theo Thông tư số 11/2012/TT-BNV", "ngày 17 tháng 12 năm 2012 của Bộ Nội vụ"),
    right=(
        "Đơn vị báo cáo: {{don_vi}}",
        "Đơn vị nhận báo cáo: Bộ Nội vụ",
        "Thời hạn nhận báo cáo: ngày 30 tháng 6",
        "Đơn vị tính: người",
    ),
    sheet=Sheet("A3", True, 8),
    notes=(
        "Cột 5: hệ thống không ghi tôn giáo; để trống cho đơn vị tự điền.",
        "Cột 3 tính cả đảng viên dự bị, từ ngày vào Đảng; đảng viên chưa rõ ngày vào cũng được tính.",
        "Cột 31–37 tính tuổi tròn của từng người; tuổi nghỉ hưu theo Nghị định 135/2020/NĐ-CP (trước 2021: nam 60, nữ 55). Cột 34 gồm "
        "mọi người từ 51 tuổi chưa quá tuổi nghỉ hưu, cột 37 gồm mọi người đã quá tuổi nghỉ hưu.",
        "Cột 8–13, 17–20: người chưa qua đào tạo không thuộc cột nào. Cột 28–30: người mới qua ngạch cán sự không thuộc cột nào.",
        "Mỗi người tính một lần, theo chức danh chính.",
    ),
    subtitle=("(Áp dụng đối với tỉnh, thành phố trực thuộc Trung ương)", "Từ ngày {{tu_ngay}} đến ngày {{den_ngay}}"),
    columns=COLUMNS,
    checks=CHECKS,
)


def bm02_with(form: UnitForm, uppers: Uppers) -> UnitForm:
    """The form with other bands of age; the numbers of its columns stay."""
    aged = {column.key: column for column in _aged(uppers)}
    notes = tuple(note.replace("mọi người từ 51 tuổi", f"mọi người từ {uppers[-1] + 1} tuổi") for note in form.notes)
    return replace(form, columns=tuple(aged.get(column.key, column) for column in form.columns), notes=notes)

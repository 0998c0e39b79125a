"""Mẫu 2C (Decision 02/2008/QĐ-BNV), "Sơ yếu lý lịch cán bộ, công chức": the fields that the system holds of one person.

Pure. Fields that are not held are printed blank, numbered as the form numbers them; the personal ID is printed covered.
"""

from datetime import date

from reports.official_forms.form import PersonForm, Sheet, Signature

PERSON_2C = PersonForm(
    slug="2c",
    code="2C",
    title=("SƠ YẾU LÝ LỊCH CÁN BỘ, CÔNG CHỨC",),
    says="Sơ yếu lý lịch của một người theo mẫu 2C, điền sẵn những mục hệ thống ghi. Mở từ trang của từng người.",
    basis="Mẫu 2C-BNV/2008, Quyết định số 02/2008/QĐ-BNV ngày 06/10/2008 của Bộ Nội vụ",
    issued=date(2008, 10, 6),
    since=date(2004, 1, 1),
    until=None,
    posts="cán bộ, công chức cấp xã",
    left=("Cơ quan quản lý: {{don_vi}}", "Đơn vị sử dụng: {{noi_cong_tac}}"),
    right=("Mẫu 2C-BNV/2008", "Số định danh: {{so_dinh_danh}}"),
    sheet=Sheet("A4", False, 12),
    signature=Signature(("NGƯỜI KHAI", "(Ký, họ tên)"), ("XÁC NHẬN CỦA CƠ QUAN QUẢN LÝ", "(Ký, đóng dấu)")),
    left_in_italics=False,
    notes=("Mục để trống là mục hệ thống không ghi; số định danh được che.",),
    fields=(
        ("1", "Họ và tên khai sinh (chữ in hoa)", "ho_ten"),
        ("2", "Tên gọi khác", ""),
        ("3", "Sinh ngày; giới tính", "sinh"),
        ("4", "Nơi sinh", ""),
        ("5", "Quê quán", ""),
        ("6", "Dân tộc", "dan_toc"),
        ("7", "Tôn giáo", ""),
        ("8", "Nơi đăng ký hộ khẩu thường trú", ""),
        ("9", "Nơi ở hiện nay", ""),
        ("10", "Nghề nghiệp khi được tuyển dụng", ""),
        ("11", "Ngày tuyển dụng, cơ quan tuyển dụng", ""),
        ("12", "Chức vụ (chức danh) hiện tại", "chuc_vu"),
        ("13", "Công việc chính được giao", ""),
        ("14", "Ngạch công chức, mã ngạch, bậc, hệ số, ngày hưởng", ""),
        ("15.1", "Trình độ giáo dục phổ thông", "general_education"),
        ("15.2", "Trình độ chuyên môn cao nhất", "professional"),
        ("15.3", "Lý luận chính trị", "political_theory"),
        ("15.4", "Quản lý nhà nước", "state_management"),
        ("15.5", "Ngoại ngữ", "foreign_language"),
        ("15.6", "Tin học", "informatics"),
        ("16", "Ngày vào Đảng; ngày chính thức", "dang"),
        ("17", "Ngày tham gia tổ chức chính trị - xã hội", ""),
        ("18", "Ngày nhập ngũ, xuất ngũ, quân hàm", ""),
        ("19", "Danh hiệu được phong tặng cao nhất", ""),
        ("20", "Sở trường công tác", ""),
        ("21", "Khen thưởng", ""),
        ("22", "Kỷ luật", ""),
        ("23", "Tình trạng sức khỏe", ""),
        ("24", "Là thương binh, con gia đình chính sách", ""),
        ("25", "Số chứng minh nhân dân, căn cước", "so_dinh_danh"),
        ("26", "Số sổ bảo hiểm xã hội", ""),
    ),
    lists=(
        (
            "27. Đào tạo, bồi dưỡng về chuyên môn, nghiệp vụ, lý luận chính trị, ngoại ngữ, tin học",
            "hoc",
            (
                ("Tên trường", "truong"),
                ("Ngành học hoặc tên lớp", "nganh"),
                ("Thời gian", "thoi_gian"),
                ("Hình thức", "hinh_thuc"),
                ("Văn bằng, chứng chỉ", "van_bang"),
            ),
        ),
        (
            "28. Tóm tắt quá trình công tác",
            "chuc",
            (("Từ ngày", "tu"), ("Đến ngày", "den"), ("Chức danh", "chuc_danh"), ("Đơn vị", "don_vi")),
        ),
    ),
)

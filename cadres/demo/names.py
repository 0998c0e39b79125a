"""Invented names, as they are given in each ethnic group. No person of the articles the demo follows is among them.

Pure. A name is family + middle + given; among the Mông a man's middle name is "A", a Khmer or Hà Nhì name may have no middle.
"""

from random import Random

KINH, TAY, THAI, HOA, KHMER, MUONG, NUNG, MONG, DAO, SAN_CHAY = "01", "02", "03", "04", "05", "06", "07", "08", "09", "15"
KHO_MU, KHANG, XINH_MUN, HA_NHI, LAO, LA_HA, LO_LO = "29", "33", "34", "35", "37", "39", "43"

NOT_USED = frozenset({"Lò Thị Vân", "Đỗ Xuân Thọ", "Ma Thế Huấn"})
"""People the articles name."""


def _words(text: str) -> list[str]:
    return text.split()


_NORTH = _words("Nguyễn Trần Lê Phạm Hoàng Vũ Đỗ Đinh Bùi Ngô Đặng Phan Dương Lưu Trịnh Đoàn")
_SOUTH = _words("Nguyễn Trần Lê Huỳnh Phạm Võ Phan Đặng Hồ Dương Trương Lâm Bùi Ngô Cao Mai")
_FAMILIES = {
    KINH: _NORTH,
    TAY: _words("Nông Hoàng Bế Lương La Đàm Ma Hà Triệu Lý Lục Nguyễn Đinh Long Sầm Mạc Hứa Chu Ngôn Vi Dương"),
    THAI: _words("Lò Quàng Cà Tòng Lường Cầm Hà Vì Bạc Điêu Lèo Hoàng Lù Khoàng Mè Lừ Bạc"),
    HOA: _words("Trần Lâm Huỳnh Lý Quách Ngô Châu Trịnh Khưu La Mã Vương"),
    KHMER: _words("Thạch Sơn Lâm Kim Danh Trà Lý Châu Liêu Kiên Trần Tăng Đào"),
    MUONG: _words("Bùi Đinh Quách Hà Phùng Sa Cầm Bạch Hoàng"),
    NUNG: _words("Nông Hoàng Lương Lý Vi Chu Triệu Lục Phùng Mã Phan Vương Mông Tô Long Đàm Lã"),
    MONG: _words("Giàng Vàng Sùng Vừ Thào Hờ Lầu Mùa Cứ Ly Hầu Hạng Lý Dương Chá Tráng Ly Thào Mua"),
    DAO: _words("Bàn Triệu Đặng Phàn Tẩn Chảo Lý Phùng Tằng Chìu Hoàng"),
    SAN_CHAY: _words("Hoàng Lý Trần Nịnh La Ninh Tẩy Âu"),
    KHO_MU: _words("Lường Quàng Lò Cụt Vì Moong Cà"),
    KHANG: _words("Lò Hoàng Cà Tòng Lèo Quàng"),
    XINH_MUN: _words("Vì Lò Lừ Cút Vàng"),
    HA_NHI: _words("Pờ Lỳ Vù Chang Sừng Khoàng Toán"),
    LAO: _words("Lò Lường Vì Tòng Khoàng"),
    LA_HA: _words("Lò Cà Tòng Quàng"),
    LO_LO: _words("Chi Lang Dìu Hoàng Lò Nùng"),
}
_GIVEN = {
    "male": _words(
        "An Bình Bảo Biên Cường Chiến Chung Công Cảnh Chính Dũng Duy Dương Đạt Đông Đức Định Giang Hải Hậu Hiệp Hiếu Hiển Hòa "
        "Hoàng Hùng Huy Hưng Khánh Khải Khoa Kiên Kiểm Lâm Long Lộc Lợi Luân Luyện Mạnh Minh Nam Nghĩa Ngọc Nguyên Nhất Ninh "
        "Phong Phú Phúc Phương Quân Quang Quốc Quyết Quý Sáng Sơn Tài Tân Tấn Thái Thành Thanh Thắng Thiện Thịnh Thọ Thông "
        "Thuận Thủy Tiến Tín Toàn Toản Tráng Trung Trường Tú Tuân Tùng Tuấn Tuyên Văn Viện Việt Vinh Vĩnh Vũ Vượng Xuân Ích Ân "
        "Ánh Uyên Ước "
    ),
    "female": _words(
        "An Anh Ánh Bích Châm Châu Chi Chiên Cúc Dung Duyên Đào Điệp Giang Hà Hạnh Hằng Hậu Hiên Hiền Hiếu Hoa Hòa Hoài Hoan "
        "Hồng Huế Huệ Huyền Hương Hường Kiều Kim Lan Liên Liễu Linh Loan Lương Lụa Lý Mai Mận Minh Mơ Nga Ngà Ngân Ngọc Nguyệt "
        "Nhàn Nhung Ninh Oanh Phương Phượng Quế Quyên Quỳnh Sen Tâm Thanh Thảo Thắm Thêu Thoa Thơm Thu Thùy Thủy Thúy Thư "
        "Thương Tình Trang Trinh Tuyết Vân Vui Xuân Xuyến Yên Yến Ước Uyên "
    ),
}
_LOCAL = {
    (MONG, "male"): _words(
        "Chớ Páo Dơ Sình Tủa Chu Dế Lử Sáy Vảng Tùng Của Chìa Dình Hồ Khua Lềnh Nủ Phử Sử Thái Tỏa Vừ Xà Chông Dia Cháng Lầu Pó Sà"
    ),
    (MONG, "female"): _words("Mỷ Dợ Chu Mai Dí Sông Pà Máy Dở Ly Xua Chía Mo Dia Sua Cở Súa Ca Pàng Say"),
    (DAO, "male"): _words("Chiêu Phúc Lưu Sơn Phấu Quý Thông Kinh Tài Hin Chòi Vạn Sành Pu Sinh Kiêm Quyên Lai Nhàn"),
    (DAO, "female"): _words("Mùi Pham Ghến Nhậy Khé Dất Nái Lai Say Chài Phin Mẩy Líu Liều"),
    (THAI, "male"): _words("Pâng Ún Thoan Biên Hặc Pản Ọi Inh Tiện Ngoan Chựa Thương Phanh Hoan Xôm Dọn Ón Sương Chom Bun Muôn Piếng Hịa"),
    (THAI, "female"): _words("Ín Phiên Hặc Lả Ún Xuân Hom Phương Thiên Ban Hặc Yêu Piềng Pọm Dân Xoan Bó Nọi Chung"),
    (KHMER, "male"): _words("Phol Sóc Rương Thol Hiên Sết Huôl Kha Na Phương Sal Thone Chanh Thươl Vuthi Xươne Chia Sang"),
    (KHMER, "female"): _words("Mết Sà Thươl Hương Chanh Da Nary Sương Phal Pha Thi Sóc Phô La Duyên"),
    (HA_NHI, "male"): _words("Chừ Xá Xè Hừ Ché Sé Lòng Xuyến Hùng"),
    (HA_NHI, "female"): _words("Mé Sú Nu Bơ Mừ Sừ Hoa Dung"),
    (LO_LO, "male"): _words("Chự Vạn Di Lình Dỉ Sính Thành"),
    (LO_LO, "female"): _words("Hương Mến Ví Pành Loan Mai"),
}
_MIDDLE = {
    "male": _words("Văn Văn Văn Xuân Đức Quang Minh Ngọc Hữu Đình Quốc Mạnh Thế Trọng Công Anh Tiến Thanh"),
    "female": _words("Thị Thị Thị Thị Thị Thu Thanh Ngọc Minh Hồng Bích Kim Thúy Phương"),
}
_LOCAL_MIDDLE = {
    (MONG, "male"): ["A"],
    (MONG, "female"): ["Thị"],
    (DAO, "male"): _words("Văn Phú Tiến Hữu Chòi Dào Tòn Kiềm Sành"),
    (DAO, "female"): ["Thị", "Mùi", "Thị"],
    (KHMER, "male"): ["Sa", "Văn", "Si", "Hoàng", ""],
    (KHMER, "female"): ["Thị", "Thị", "Sa", ""],
    (HA_NHI, "male"): ["Gia", "Xè", "Hừ", "Phì", "Văn"],
    (HA_NHI, "female"): ["Thị", "Gó", "Thị"],
}


def invent(rng: Random, ethnic_group: str, sex: str, *, south: bool, born: int) -> str:
    """A full name. The younger the person, the rarer a name of the old kind."""
    families = _SOUTH if south and ethnic_group == KINH else _FAMILIES.get(ethnic_group, _NORTH)
    key = (ethnic_group, sex)
    old_kind = key in _LOCAL and rng.random() < (0.9 if ethnic_group == MONG else 0.6 if born < 1980 else 0.3)
    while True:
        middle = rng.choice(_LOCAL_MIDDLE.get(key, _MIDDLE[sex]))
        given = rng.choice(_LOCAL[key] if old_kind else _GIVEN[sex])
        name = " ".join(filter(None, (rng.choice(families), middle, given)))
        if middle != given and name not in NOT_USED:
            return name

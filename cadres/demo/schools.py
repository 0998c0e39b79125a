"""What people study, where and how, by level, post and province. Schools are real, who went there is invented.

Pure.
"""

from random import Random

from cadres.levels import Ladder

_MAJORS = {
    "office_statistics": ("Hành chính học", "Quản trị văn phòng", "Luật", "Quản lý nhà nước", "Văn thư - lưu trữ"),
    "cadastral_construction": ("Quản lý đất đai", "Địa chính", "Kỹ thuật xây dựng", "Khoa học môi trường", "Nông học"),
    "finance_accounting": ("Kế toán", "Tài chính - ngân hàng", "Kinh tế"),
    "justice_civil_status": ("Luật", "Luật kinh tế", "Hành chính - pháp luật"),
    "culture_society": ("Quản lý văn hóa", "Công tác xã hội", "Sư phạm", "Văn hóa du lịch"),
    "military_commander": ("Quân sự cơ sở",),
    "police_chief": ("Luật", "Nghiệp vụ công an"),
}
_LEADERS = (
    "Luật",
    "Quản lý nhà nước",
    "Kinh tế nông nghiệp",
    "Nông học",
    "Lâm nghiệp",
    "Chăn nuôi - thú y",
    "Xây dựng Đảng và chính quyền nhà nước",
    "Kế toán",
)

_NORTHERN = (
    "Trường Đại học Nông Lâm, Đại học Thái Nguyên",
    "Học viện Hành chính Quốc gia",
    "Trường Đại học Luật Hà Nội",
    "Trường Đại học Kinh tế và Quản trị kinh doanh, Đại học Thái Nguyên",
    "Trường Đại học Nội vụ Hà Nội",
)
_UNIVERSITIES = {
    "04": _NORTHERN,
    "06": _NORTHERN,
    "11": ("Trường Đại học Tây Bắc", *_NORTHERN[1:3], "Học viện Nông nghiệp Việt Nam", "Viện Đại học Mở Hà Nội"),
    "14": ("Trường Đại học Tây Bắc", *_NORTHERN[1:3], "Học viện Nông nghiệp Việt Nam", "Trường Đại học Lâm nghiệp"),
    "94": ("Trường Đại học Cần Thơ", "Trường Đại học Trà Vinh", "Trường Đại học Luật TP. Hồ Chí Minh", "Học viện Hành chính Quốc gia"),
}
_COLLEGES = {
    "04": "Trường Cao đẳng Sư phạm Cao Bằng",
    "06": "Trường Cao đẳng Cộng đồng Bắc Kạn",
    "11": "Trường Cao đẳng Kinh tế - Kỹ thuật Điện Biên",
    "14": "Trường Cao đẳng Sơn La",
    "94": "Trường Cao đẳng Cộng đồng Sóc Trăng",
}
_POLITICAL = {
    "04": "Trường Chính trị Hoàng Đình Giong, Cao Bằng",
    "06": "Trường Chính trị tỉnh Bắc Kạn",
    "11": "Trường Chính trị tỉnh Điện Biên",
    "14": "Trường Chính trị tỉnh Sơn La",
    "94": "Trường Chính trị tỉnh Sóc Trăng",
}
_MODES = (("in_service", "bridging", "distance", "full_time"), (62, 20, 12, 6))


def major(rng: Random, ladder: Ladder, position: str) -> str:
    """The field of study; only professional diplomas have one."""
    return rng.choice(_MAJORS.get(position, _LEADERS)) if ladder is Ladder.PROFESSIONAL else ""


def school(rng: Random, ladder: Ladder, level: int, province: str) -> str:
    """Where the level is taught."""
    if ladder is Ladder.PROFESSIONAL:
        if level >= 40:
            return rng.choice(_UNIVERSITIES[province])
        return _COLLEGES[province] if level >= 20 else "Trung tâm Giáo dục thường xuyên"
    if ladder is Ladder.POLITICAL_THEORY:
        if level >= 30:
            return "Học viện Chính trị khu vực IV" if province == "94" else "Học viện Chính trị khu vực I"
        return _POLITICAL[province] if level == 20 else "Trung tâm Bồi dưỡng chính trị huyện"
    if ladder is Ladder.STATE_MANAGEMENT:
        return _POLITICAL[province]
    if ladder is Ladder.INFORMATICS:
        return _COLLEGES[province] if level >= 40 else "Trung tâm Giáo dục thường xuyên"
    return ""


def mode(rng: Random, ladder: Ladder, *, in_post: bool, minority: bool) -> str:
    """Full-time for the young before they serve, in-service afterwards."""
    if ladder is Ladder.POLITICAL_THEORY:
        return rng.choices(("concentrated", "non_concentrated"), (35, 65))[0]
    if ladder is not Ladder.PROFESSIONAL:
        return ""
    if in_post:
        return rng.choices(*_MODES)[0]
    return rng.choices(("full_time", "nominated", "in_service"), (72, 14 if minority else 0, 14))[0]

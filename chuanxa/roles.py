"""Roles: plain classes, each with the sentence a manager reads before giving it.

What a role may do is listed here and nowhere else; where it may do it is the scope (provinces/models/scope.py).
"""

from enum import StrEnum


class Permission(StrEnum):
    """Everything that may be allowed. A view names exactly one of these."""

    USE_ACCOUNT = "use-account"
    SEE_FIGURES = "see-figures"
    SEE_PEOPLE = "see-people"
    EXPORT = "export"
    OPEN_NUMBERS = "open-numbers"
    RECORD = "record"
    SET_STANDARDS = "set-standards"
    SET_PROGRAMMES = "set-programmes"
    CLOSE_PERIODS = "close-periods"
    SET_FORMS = "set-forms"
    READ_TRAIL = "read-trail"
    ADMINISTER = "administer"


PERMISSIONS = {
    Permission.USE_ACCOUNT: "Đăng nhập, đổi mật khẩu, xem các phiên của mình",
    Permission.SEE_FIGURES: "Xem số liệu tổng hợp trong phạm vi",
    Permission.SEE_PEOPLE: "Xem danh sách và hồ sơ từng người trong phạm vi",
    Permission.EXPORT: "Tải về Excel trong phạm vi",
    Permission.OPEN_NUMBERS: "Xem, tải về số định danh cá nhân đầy đủ khi ghi lý do",
    Permission.RECORD: "Nhập, sửa, hoàn tác hồ sơ trong phạm vi",
    Permission.SET_STANDARDS: "Soạn và công bố tiêu chuẩn của tỉnh",
    Permission.SET_PROGRAMMES: "Ghi đề án, kế hoạch, số liệu đã công bố",
    Permission.CLOSE_PERIODS: "Chốt số liệu của tỉnh, chốt chính thức, điều chỉnh, mở lại",
    Permission.SET_FORMS: "Thay mẫu của các biểu báo cáo",
    Permission.READ_TRAIL: "Đọc nhật ký",
    Permission.ADMINISTER: "Quản lý người dùng, phạm vi, danh mục",
}
"""What each permission lets one do, for the page of roles."""


class Clerk:
    """Nhập và sửa hồ sơ của các xã được giao; xem số liệu và tải về Excel của các xã ấy."""

    name, label = "clerk", "Người nhập liệu"
    may = frozenset({Permission.USE_ACCOUNT, Permission.SEE_FIGURES, Permission.SEE_PEOPLE, Permission.EXPORT, Permission.RECORD})


class PersonnelOfficer:
    """Xem số liệu, hồ sơ cả tỉnh, tải Excel, mở số định danh khi có lý do; đặt tiêu chuẩn, đề án, số đối chiếu; chốt số liệu, thay mẫu."""

    name, label = "personnel_officer", "Cán bộ tổ chức"
    may = Clerk.may | {
        Permission.OPEN_NUMBERS,
        Permission.SET_STANDARDS,
        Permission.SET_PROGRAMMES,
        Permission.CLOSE_PERIODS,
        Permission.SET_FORMS,
    }


class Leader:
    """Xem số liệu tổng hợp và tải về Excel; không mở hồ sơ, không thấy tên người."""

    name, label = "leader", "Lãnh đạo"
    may = frozenset({Permission.USE_ACCOUNT, Permission.SEE_FIGURES, Permission.EXPORT})


class Auditor:
    """Đọc nhật ký: ai đã làm gì, lúc nào, từ đâu; không xem số liệu, không mở hồ sơ, không sửa gì."""

    name, label = "auditor", "Kiểm tra"
    may = frozenset({Permission.USE_ACCOUNT, Permission.READ_TRAIL})


class Administrator:
    """Quản lý người dùng, phạm vi, danh mục; xem được mọi nơi."""

    name, label = "administrator", "Quản trị"
    may = frozenset(Permission)


ROLES = {role.name: role for role in (Clerk, PersonnelOfficer, Leader, Auditor, Administrator)}
CHOICES = [(role.name, role.label) for role in ROLES.values()]

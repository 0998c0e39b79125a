"""What the words of a workbook mean, and which legal texts judge its day: the sheet "Định nghĩa, căn cứ". Pure."""

from collections.abc import Iterable
from datetime import date

from cadres.requirements import StandardRule
from reports.sentences import day_text

DEFINITIONS = (
    ("Cán bộ cấp xã", "Người được bầu giữ chức danh theo nhiệm kỳ ở xã, phường, thị trấn, đặc khu."),
    ("Công chức cấp xã", "Người được tuyển dụng giữ chức danh chuyên môn ở xã, phường, thị trấn, đặc khu."),
    ("Số người", "Mỗi người tính một lần, theo chức danh chính; bảng chức danh tính cả chức danh kiêm nhiệm và nói rõ điều đó."),
    ("Đạt chuẩn", "Mọi yêu cầu của tiêu chuẩn đang có hiệu lực với chức danh chính đều đạt, kể cả yêu cầu được miễn."),
    ("Chưa đạt", "Có ít nhất một yêu cầu dưới mức, kể cả yêu cầu còn trong hạn được nợ."),
    (
        "Chưa đủ dữ liệu",
        "Không yêu cầu nào dưới mức nhưng có yêu cầu chưa có hồ sơ để xét, hoặc chức danh chưa có tiêu chuẩn.",
    ),
    ("Chưa qua đào tạo", "Hồ sơ ghi là chưa qua đào tạo; khác với chưa có dữ liệu."),
    ("Từ trung cấp trở lên", "Trung cấp, cao đẳng, đại học, sau đại học (chuyên môn); trung cấp, cao cấp, cử nhân (lý luận chính trị)."),
    ("Điểm phần trăm", "Hiệu của hai tỷ lệ phần trăm, tính từ tỷ lệ chưa làm tròn, làm tròn một lần."),
    ("Cần cử đi học", "Còn dưới mức phải có, chưa đi học để đạt mức ấy và không nghỉ hưu trong 24 tháng tới."),
    ("Trước và sau", "Cùng những xã theo dõi được từ ngày trước đến ngày sau, kể cả qua chia tách, sáp nhập, đổi tên."),
    ("Đúng – đủ – sạch – sống", "Hồ sơ không trái quy tắc; không ô trống; không trùng nhau; được sửa hoặc xem lại trong một năm."),
)
"""(word, what it means)."""


def bases_in_force(standards: Iterable[StandardRule], day: date, province: int | None) -> list[tuple[str, str, str, str, str]]:
    """(standard, legal basis, from, to, whether its levels were verified) of those in force that speak of the place.

    `province` is the id of the place's province; None takes the standards of every province.
    """
    found = []
    for rule in standards:
        if day in rule.period and (not rule.provinces or province is None or province in rule.provinces):
            verified = all(requirement.verified for requirement in rule.requirements)
            last = day_text(rule.period.last) if rule.period.last else "chưa hết hiệu lực"
            mark = "Đã đối chiếu văn bản" if verified else "Một số mức chưa kiểm chứng"
            found.append((rule.name, rule.basis, day_text(rule.period.first), last, mark))
    return found

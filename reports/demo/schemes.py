"""Cao Bằng's scheme 03-ĐA/TU "Chuẩn hóa đội ngũ cán bộ cơ sở giai đoạn 2012-2015", as its article prints it.

The article says "trong đó 20%" and "trong đó 60%" without a base, and one percentage for two kinds of course: each such line is counted on
everybody, says so, and names the other reading. No line has a printed baseline, so each is counted from the records of 31/12/2011.
"""

from datetime import date
from decimal import Decimal

from django.db import transaction

from provinces.models import Province
from reports.actions.schemes import record_scheme, record_target
from reports.models import Scheme, Target

CODE = "cao-bang-03"
START, DEADLINE = date(2012, 1, 1), date(2015, 12, 31)
BASELINE = date(2011, 12, 31)
SOURCE = "Bài “Cao Bằng triển khai Đề án chuẩn hóa đội ngũ cán bộ cơ sở”"
_AMONG = "Bài viết ghi “trong đó {percent}%” mà không nêu mẫu số; ở đây tính trên mọi cán bộ, công chức."
_TOGETHER = "Bài viết ghi một tỷ lệ 90% cho cả quản lý nhà nước và quốc phòng, không nói phải đạt cả hai hay mỗi loại; ở đây tính riêng."

LINES = (
    ("Cán bộ có chuyên môn từ trung cấp trở lên", "loai=elected", "chuyen-mon=from_intermediate", 90, "Mọi cán bộ cấp xã.", ""),
    ("Công chức có chuyên môn từ trung cấp trở lên", "loai=civil_servant", "chuyen-mon=from_intermediate", 95, "Mọi công chức cấp xã.", ""),
    (
        "Có trình độ đại học trở lên",
        "",
        "chuyen-mon=from_university",
        20,
        f"{_AMONG.format(percent=20)} Cách hiểu khác: trên số đã có chuyên môn từ trung cấp.",
        "chuyen-mon=from_intermediate",
    ),
    ("Lý luận chính trị từ sơ cấp trở lên", "", "ly-luan=from_elementary", 90, "Mọi cán bộ, công chức cấp xã.", ""),
    (
        "Lý luận chính trị từ trung cấp trở lên",
        "",
        "ly-luan=from_intermediate",
        60,
        f"{_AMONG.format(percent=60)} Cách hiểu khác: trên số đã có lý luận từ sơ cấp.",
        "ly-luan=from_elementary",
    ),
    ("Được bồi dưỡng quản lý nhà nước", "", "quan-ly-nha-nuoc=from_associate", 90, _TOGETHER, ""),
    ("Được bồi dưỡng kiến thức quốc phòng", "", "quoc-phong=from_group_4", 90, _TOGETHER, ""),
    ("Được bồi dưỡng tin học", "", "tin-hoc=from_certificate_a", 80, "Mọi cán bộ, công chức cấp xã.", ""),
)
"""(label, population, condition, percent, the base as the paper has it, the other reading of the base)."""


@transaction.atomic
def load(*, by: str, day: date) -> int:
    """The scheme and its lines; 0 when they were loaded before, whatever became of them since, or Cao Bằng is not there."""
    province = Province.objects.on(BASELINE).filter(code="04").first()
    if province is None or Scheme.objects.filter(code=CODE).exists():
        return 0
    scheme = record_scheme(_scheme(province), by=by, reason=SOURCE)
    for order, line in enumerate(LINES, start=1):
        record_target(_target(scheme, order, *line), by=by, day=day, reason=SOURCE)
    return 1 + len(LINES)


def _scheme(province: Province) -> Scheme:
    return Scheme(
        code=CODE,
        name="Chuẩn hóa đội ngũ cán bộ cơ sở giai đoạn 2012-2015",
        province=province,
        issued_by="Tỉnh ủy Cao Bằng",
        decision="Đề án 03-ĐA/TU",
        phase="giai đoạn 2012-2015",
        valid_from=START,
        valid_to=DEADLINE,
        note="Bài viết in ba mẫu số khác nhau mà không gọi tên (khoảng 1.624, 3.604 và 5.593), nên mỗi chỉ tiêu ở đây ghi rõ tính trên ai.",
    )


def _target(scheme: Scheme, order: int, label: str, population: str, condition: str, percent: int, base: str, other: str) -> Target:
    return Target(
        scheme_id=scheme.number,
        order=order,
        label=label,
        population=population,
        condition=condition,
        percent=Decimal(percent),
        deadline=DEADLINE,
        base_text=base,
        other_base=other,
        baseline_day=BASELINE,
        baseline_source="Bài viết không in số xuất phát theo chỉ tiêu; đếm từ hồ sơ.",
    )

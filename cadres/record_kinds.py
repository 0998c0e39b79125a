"""The kinds of records of programmes that people enter and read: their addresses, their words, their fields, who may write them.

Records about persons are a clerk's work; plans, courses and aggregate figures an officer's.
"""

from dataclasses import dataclass

from cadres.models import (
    Attendance,
    Course,
    Departure,
    DeparturePlan,
    Intake,
    IntakePlan,
    Move,
    Nomination,
    SuccessionPlan,
    TrainingPlan,
)
from cadres.models.entry import Entry


@dataclass(frozen=True, slots=True)
class RecordKind:
    """`path` is its address; `when` the column (a day or a year) that says when it happened; `personal` records name a person, or
    count people without names. `report` is the kind of report that counts it."""

    path: str
    model: type[Entry]
    label: str
    one: str
    says: str
    when: str
    fields: tuple[str, ...]
    report: str
    personal: bool = False

    @property
    def name(self) -> str:
        return self.model._meta.model_name


PERSONAL = (
    RecordKind(
        "luan-chuyen",
        Move,
        "Luân chuyển, điều động",
        "lượt luân chuyển, điều động",
        "Người được luân chuyển, điều động, tăng cường, biệt phái: từ đâu đến đâu, từ ngày nào, theo quyết định nào.",
        "valid_from",
        (
            "kind",
            "from_tier",
            "from_unit",
            "to_tier",
            "to_unit",
            "post",
            "programme",
            "decision",
            "valid_from",
            "planned_end",
            "valid_to",
            "result",
        ),
        "luan-chuyen",
        personal=True,
    ),
    RecordKind(
        "tri-thuc-tre",
        Intake,
        "Trí thức trẻ",
        "người được tuyển chọn",
        "Người được tuyển chọn theo chương trình: năm nào, bằng gì, bố trí chức danh nào, ở lại hay thôi.",
        "year",
        ("programme", "year", "taken_on", "degree", "degree_class", "study_mode", "school", "school_public", "post", "outcome", "left_on"),
        "tri-thuc-tre",
        personal=True,
    ),
    RecordKind(
        "quy-hoach",
        Nomination,
        "Quy hoạch",
        "lượt quy hoạch",
        "Ai được quy hoạch vào chức danh nào, đợt nào; một người vào hai chức danh là hai lượt.",
        "plan__approved_on",
        ("plan", "post", "candidate_group", "meets_professional", "state", "out_on", "out_reason"),
        "quy-hoach",
        personal=True,
    ),
    RecordKind(
        "nghi-viec",
        Departure,
        "Nghỉ việc",
        "trường hợp nghỉ việc",
        "Ai nghỉ, ngày nào, vì sao, hưởng chính sách nào, số tiền bao nhiêu đồng.",
        "left_on",
        ("left_on", "reason_to_leave", "scheme", "category", "years", "amount", "decision", "decided_on", "paid_on"),
        "nghi-viec",
        personal=True,
    ),
)
PLANNED = (
    RecordKind(
        "dao-tao/lop",
        Course,
        "Lớp đào tạo, bồi dưỡng",
        "lớp",
        "Lớp đã mở: nội dung, cấp mở, thời gian, số tiết, kinh phí; người học được ghi danh vào lớp.",
        "valid_from",
        ("name", "kind", "subject", "towards", "opened_by", "opened_tier", "held_at", "valid_from", "valid_to", "hours", "budget"),
        "dao-tao",
    ),
    RecordKind(
        "dao-tao/ke-hoach",
        TrainingPlan,
        "Kế hoạch đào tạo, bồi dưỡng",
        "kế hoạch năm",
        "Số lượt mỗi đơn vị dự kiến đạt trong năm.",
        "year",
        ("year", "kind", "subject", "planned", "decision"),
        "dao-tao",
    ),
    RecordKind(
        "dao-tao/luot",
        Attendance,
        "Lượt đào tạo, bồi dưỡng (không ghi tên)",
        "bản ghi lượt",
        "Số lượt của một đơn vị trong một thời gian, theo báo cáo, không ghi tên; không cộng với số người.",
        "valid_to",
        ("valid_from", "valid_to", "kind", "subject", "attended", "courses", "source"),
        "dao-tao",
    ),
    RecordKind(
        "tri-thuc-tre/ke-hoach",
        IntakePlan,
        "Kế hoạch tuyển chọn trí thức trẻ",
        "kế hoạch",
        "Số người một chương trình dự kiến tuyển trong một năm hoặc nhiều năm.",
        "first_year",
        ("programme", "first_year", "last_year", "planned", "decision"),
        "tri-thuc-tre",
    ),
    RecordKind(
        "quy-hoach/dot",
        SuccessionPlan,
        "Các đợt quy hoạch",
        "quy hoạch được phê duyệt",
        "Quy hoạch của từng đơn vị, từng nhiệm kỳ, từng đợt, với quyết định phê duyệt.",
        "approved_on",
        ("round", "term_first", "term_last", "approved_on", "approved_by", "decision"),
        "quy-hoach",
    ),
    RecordKind(
        "nghi-viec/ke-hoach",
        DeparturePlan,
        "Số người cần giải quyết nghỉ việc",
        "kế hoạch",
        "Số người cần giải quyết theo một chính sách hỗ trợ, đến hết những năm nào.",
        "first_year",
        ("scheme", "first_year", "last_year", "planned", "decision"),
        "nghi-viec",
    ),
)
KINDS = (*PERSONAL, *PLANNED)
BY_PATH = {kind.path: kind for kind in KINDS}
BY_MODEL = {kind.model: kind for kind in KINDS}
FAMILIES = ("dao-tao", "luan-chuyen", "tri-thuc-tre", "quy-hoach", "nghi-viec")


def family(kind: RecordKind) -> tuple[RecordKind, ...]:
    """The kinds whose addresses begin alike: a kind, its plans and its counts."""
    head = kind.path.partition("/")[0]
    return tuple(one for one in KINDS if one.path.partition("/")[0] == head)

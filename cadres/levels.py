"""Ladders of training and their ordered levels.

Levels are integers with gaps of ten, so "từ trung cấp trở lên" is `>= 20` in Python and in SQL, and a level may be added
between two others. `UNTRAINED` (0) is a recorded level: "chưa qua đào tạo". No record is `None` in facts and NO_RECORD in
derived tables, and never counts as untrained.
"""

from enum import IntEnum, StrEnum

NO_RECORD = -1


class Ladder(StrEnum):
    """Kinds of qualification. The values are stored and are the ids of report tables."""

    GENERAL_EDUCATION = "general_education"
    PROFESSIONAL = "professional"
    POLITICAL_THEORY = "political_theory"
    STATE_MANAGEMENT = "state_management"
    DEFENCE_SECURITY = "defence_security"
    INFORMATICS = "informatics"
    FOREIGN_LANGUAGE = "foreign_language"
    ETHNIC_LANGUAGE = "ethnic_language"

    @property
    def label(self) -> str:
        """Vietnamese name for screens."""
        return _LADDER_LABELS[self]

    @property
    def levels(self) -> "type[Level]":
        """The ladder's levels, lowest first."""
        return _LEVELS[self]

    @property
    def bit(self) -> int:
        """This ladder's bit in a mask of requirements."""
        return _BITS[self]


class Level(IntEnum):
    """A level has a value, a slug (its lower-case name) and a Vietnamese label."""

    def __new__(cls, value: int, label: str):
        member = int.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @property
    def slug(self) -> str:
        return self.name.lower()


class GeneralLevel(Level):
    NO_SCHOOLING = 0, "Chưa học hết tiểu học"
    PRIMARY = 10, "Tiểu học"
    LOWER_SECONDARY = 20, "Trung học cơ sở"
    UPPER_SECONDARY = 30, "Trung học phổ thông"


class ProfessionalLevel(Level):
    UNTRAINED = 0, "Chưa qua đào tạo"
    ELEMENTARY = 10, "Sơ cấp"
    INTERMEDIATE = 20, "Trung cấp"
    COLLEGE = 30, "Cao đẳng"
    UNIVERSITY = 40, "Đại học"
    MASTER = 50, "Thạc sĩ"
    DOCTOR = 60, "Tiến sĩ"


class TheoryLevel(Level):
    UNTRAINED = 0, "Chưa qua đào tạo"
    ELEMENTARY = 10, "Sơ cấp"
    INTERMEDIATE = 20, "Trung cấp"
    ADVANCED = 30, "Cao cấp"
    BACHELOR = 40, "Cử nhân"


class ManagementLevel(Level):
    UNTRAINED = 0, "Chưa qua bồi dưỡng"
    ASSOCIATE = 10, "Cán sự và tương đương"
    SPECIALIST = 20, "Chuyên viên và tương đương"
    PRINCIPAL_SPECIALIST = 30, "Chuyên viên chính và tương đương"
    SENIOR_SPECIALIST = 40, "Chuyên viên cao cấp và tương đương"


class DefenceLevel(Level):
    UNTRAINED = 0, "Chưa qua bồi dưỡng"
    GROUP_4 = 10, "Đối tượng 4"
    GROUP_3 = 20, "Đối tượng 3"
    GROUP_2 = 30, "Đối tượng 2"
    GROUP_1 = 40, "Đối tượng 1"


class InformaticsLevel(Level):
    """Certificates A, B, C and the 2014 scheme are different schemes; the newer stands above, as Circular 13/2019 reads it."""

    UNTRAINED = 0, "Chưa có chứng chỉ"
    CERTIFICATE_A = 10, "Chứng chỉ A"
    CERTIFICATE_B = 20, "Chứng chỉ B"
    CERTIFICATE_C = 30, "Chứng chỉ C"
    IT_BASIC = 40, "Ứng dụng CNTT cơ bản"
    IT_ADVANCED = 50, "Ứng dụng CNTT nâng cao"
    INTERMEDIATE_OR_ABOVE = 60, "Trung cấp trở lên"


class LanguageLevel(Level):
    UNTRAINED = 0, "Chưa có chứng chỉ"
    CERTIFICATE = 10, "Chứng chỉ"
    UNIVERSITY_OR_ABOVE = 20, "Đại học trở lên"


_BITS = {ladder: 1 << place for place, ladder in enumerate(Ladder)}
_LADDER_LABELS = {
    Ladder.GENERAL_EDUCATION: "Giáo dục phổ thông",
    Ladder.PROFESSIONAL: "Chuyên môn, nghiệp vụ",
    Ladder.POLITICAL_THEORY: "Lý luận chính trị",
    Ladder.STATE_MANAGEMENT: "Quản lý nhà nước",
    Ladder.DEFENCE_SECURITY: "Quốc phòng, an ninh",
    Ladder.INFORMATICS: "Tin học",
    Ladder.FOREIGN_LANGUAGE: "Ngoại ngữ",
    Ladder.ETHNIC_LANGUAGE: "Tiếng dân tộc",
}
_LEVELS = {
    Ladder.GENERAL_EDUCATION: GeneralLevel,
    Ladder.PROFESSIONAL: ProfessionalLevel,
    Ladder.POLITICAL_THEORY: TheoryLevel,
    Ladder.STATE_MANAGEMENT: ManagementLevel,
    Ladder.DEFENCE_SECURITY: DefenceLevel,
    Ladder.INFORMATICS: InformaticsLevel,
    Ladder.FOREIGN_LANGUAGE: LanguageLevel,
    Ladder.ETHNIC_LANGUAGE: LanguageLevel,
}

STANDING_LADDERS = tuple(list(Ladder)[:6])
"""The ladders that a standing carries, in the order of its columns."""

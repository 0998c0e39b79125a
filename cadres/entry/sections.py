"""The sections of the form that have rows."""

from cadres.entry.rows import FactForm, PostForm
from cadres.entry.study_rows import EnrolmentForm, QualificationForm

ROWS: dict[str, type[FactForm]] = {"posts": PostForm, "qualifications": QualificationForm, "enrolments": EnrolmentForm}
"""The sections with rows, by the prefix of their fields."""

SECTIONS = {"posts": "Chức danh", "qualifications": "Trình độ", "enrolments": "Đang tham gia lớp"}
MOST_ROWS = 60

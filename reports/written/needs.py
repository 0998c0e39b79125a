"""What closes the gap: who needs which course, who is studying already, who retires soon, whom to send. Pure."""

from reports.report import Row, Table
from reports.sentences import lower_first
from reports.written.source import Source
from reports.written.words import Words, listed, sentence, words

_PARTS = {
    "studying": ("đang học", "tất cả đang học"),
    "retiring": ("sẽ nghỉ hưu trong 24 tháng tới", "tất cả sẽ nghỉ hưu trong 24 tháng tới"),
    "to_send": ("cần cử đi học", "tất cả cần được cử đi học"),
}


_COURSES = {
    "general_education": "{}",
    "professional": "{} chuyên môn, nghiệp vụ",
    "political_theory": "{} lý luận chính trị",
    "state_management": "bồi dưỡng quản lý nhà nước ({})",
    "defence_security": "bồi dưỡng quốc phòng, an ninh ({})",
    "informatics": "tin học ({})",
}


def needs(source: Source, most: int | None = None) -> list[Words]:
    """What is needed, one line a course, the most needed first, `most` of them; nothing when nobody needs anything."""
    table = source.table("courses")
    if table is None:
        return []
    rows = sorted(table.rows, key=lambda row: -row.count)[:most]
    several = "các khóa cần nhiều người học nhất" if len(rows) < len(table.rows) else "số người cần đào tạo, bồi dưỡng"
    first = (f"Để đạt yêu cầu của chức danh, {several} như sau:",)
    lines = [words("- ", _course(source, table, row)) for row in rows]
    note = ("(Một người có thể cần nhiều khóa, nên các số này không cộng thành số người.)",)
    return [first, *lines, *([note] if len(rows) > 1 else [])]


def _course(source: Source, table: Table, row: Row) -> Words:
    held = [measure for measure in row.measures if measure.share.count]
    start = words(f"{course_name(row)}: ", source.count(table, row), " người")
    if len(held) == 1:
        return sentence(start, ", ", _PARTS[held[0].key][1 if row.count > 1 else 0])
    parts = [words(source.measured(table, row, measure), f" người {_PARTS[measure.key][0]}") for measure in held]
    return sentence(start, ", trong đó ", listed(parts)) if parts else sentence(start)


def course_name(row: Row) -> str:
    """ "Trung cấp chuyên môn, nghiệp vụ" of a row of the courses; keys are `<ladder>.<level>`, labels "<ladder>: <level>"."""
    ladder, _, level = row.label.partition(": ")
    return _COURSES.get(row.key.partition(".")[0], "{}").format(lower_first(level or ladder))

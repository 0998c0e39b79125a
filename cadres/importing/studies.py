"""Courses under way, as notes say them: "Đang học ĐH", "Đang học trung cấp Quản lý đất đai". Pure."""

import re

from cadres.aliases import Unreadable, alias_key, is_mark, read_level
from cadres.importing.rows import StudyTold
from cadres.level_words import NONE_WORDS
from cadres.levels import Ladder

_STUDYING = re.compile(
    r"đang\s+(?:theo\s+học|học|đào tạo|tham gia(?:\s+học)?|học lớp|ôn)\s*(?:lớp\s+|hệ\s+)?:?\s*([^;.\n]*)", re.IGNORECASE
)
_THEORY = re.compile(r"\b(?:llct|ly luan|chinh tri|tcct|ccct|tcllct|ccllct)\b")
_MODES = (
    ("full_time", r"chinh quy|\bcq\b"),
    ("in_service", r"tai chuc|vua lam|vua hoc|\bvlvh\b|\bvhvl\b|\btc\b"),
    ("distance", r"tu xa|\btx\b"),
    ("bridging", r"lien thong|chuyen tu|hoan chinh"),
    ("nominated", r"cu tuyen"),
    ("non_concentrated", r"khong tap trung"),
    ("concentrated", r"tap trung"),
)


def read_studies(note: str, column: str = "") -> tuple[tuple[StudyTold, ...], list[str]]:
    """(courses, doubts) of a note and of a column of its own, where "đang học" need not be said."""
    texts = [match.strip(" ,-") for match in _STUDYING.findall(note)]
    if column and alias_key(column) not in NONE_WORDS:
        found = [match.strip(" ,-") for match in _STUDYING.findall(column)]
        texts += found or [column]
    told, doubts = [], []
    for text in texts:
        for part in re.split(r"\s*[,+]\s*|\s+và\s+(?=(?:TC|CC|ĐH|CĐ|trung|cao|đại|cử|thạc|tiến))", text, flags=re.IGNORECASE):
            study = _study(part)
            if study:
                told.append(study)
            else:
                doubts.append(f"Đang học “{part}”: không rõ học trình độ nào; không nhập lớp này.")
    return tuple(dict.fromkeys(told)), doubts


def _study(text: str) -> StudyTold | None:
    if not text or is_mark(text):
        return None
    ladder = Ladder.POLITICAL_THEORY if _THEORY.search(alias_key(text)) else Ladder.PROFESSIONAL
    try:
        found = read_level(ladder, text)
    except Unreadable:
        return None
    return StudyTold(ladder, found.level, found.rest if ladder is Ladder.PROFESSIONAL else "") if found.level > 0 else None


def read_mode(text: str) -> str:
    """The slug of a study mode, or "" when the words say none."""
    key = alias_key(text)
    return next((slug for slug, pattern in _MODES if re.search(pattern, key)), "") if key else ""

"""What a column of a list may hold, and how its header says so.

A meaning is a short text key that can be stored and chosen: `full_name`, `level.professional` (a level as text),
`mark.professional.intermediate` (a column ticked when the level is held), `ignored`. Pure.
"""

import re
from functools import lru_cache
from itertools import chain

from cadres.aliases import alias_key
from cadres.level_words import AT_LEAST, WORDS
from cadres.levels import Ladder, Level

FULL_NAME, FAMILY_NAME, GIVEN_NAME = "full_name", "family_name", "given_name"
SEX, MALE, FEMALE = "sex", "male", "female"
BORN, BORN_MALE, BORN_FEMALE, AGE = "born", "born_male", "born_female", "age"
BORN_DAY, BORN_MONTH, BORN_YEAR = "born_day", "born_month", "born_year"
ETHNIC_GROUP, PERSONAL_ID = "ethnic_group", "personal_id"
POSITION, APPOINTED, UNIT, DISTRICT = "position", "appointed", "unit", "district"
PARTY, PARTY_FULL = "party", "party_full"
MAJOR, SCHOOL, STUDY_MODE, STUDYING, NOTE = "major", "school", "study_mode", "studying", "note"
ORDINAL, IGNORED, UNKNOWN = "ordinal", "ignored", "unknown"

LABELS = {
    FULL_NAME: "Họ và tên",
    FAMILY_NAME: "Họ và tên đệm",
    GIVEN_NAME: "Tên",
    PERSONAL_ID: "Số định danh cá nhân",
    SEX: "Giới tính",
    MALE: "Nam (đánh dấu)",
    FEMALE: "Nữ (đánh dấu)",
    BORN: "Ngày sinh",
    BORN_MALE: "Ngày sinh (nam)",
    BORN_FEMALE: "Ngày sinh (nữ)",
    BORN_DAY: "Ngày sinh: ngày",
    BORN_MONTH: "Ngày sinh: tháng",
    BORN_YEAR: "Ngày sinh: năm",
    AGE: "Tuổi",
    ETHNIC_GROUP: "Dân tộc",
    PARTY: "Đảng viên, ngày vào Đảng",
    PARTY_FULL: "Ngày vào Đảng chính thức",
    POSITION: "Chức danh, chức vụ",
    APPOINTED: "Giữ chức danh từ ngày",
    UNIT: "Đơn vị (xã)",
    DISTRICT: "Huyện",
    MAJOR: "Ngành đào tạo",
    SCHOOL: "Nơi đào tạo",
    STUDY_MODE: "Hình thức đào tạo",
    STUDYING: "Đang học",
    NOTE: "Ghi chú",
    ORDINAL: "Số thứ tự",
    IGNORED: "Không nhập",
    UNKNOWN: "Chưa rõ",
}
LABELS |= {f"level.{ladder}": ladder.label for ladder in Ladder}
LABELS |= {f"mark.{ladder}.{level.slug}": f"{ladder.label}: {level.label} (đánh dấu)" for ladder in Ladder for level in ladder.levels}
LABELS |= {f"mark.{ladder}.some": f"{ladder.label}: chứng chỉ (đánh dấu hoặc ghi loại)" for ladder in AT_LEAST}
"""{meaning: how people choose it}."""

REPEATABLE = frozenset({FULL_NAME, IGNORED, UNKNOWN, NOTE})
"""Meanings that several columns may have."""

_LADDERS = (
    (Ladder.ETHNIC_LANGUAGE, r"tieng (?:dan toc|dt)|tieng dtts"),
    (Ladder.POLITICAL_THEORY, r"\bllct\b|ly luan|chinh tri\b|\btdct\b|\bct\b"),
    (Ladder.STATE_MANAGEMENT, r"\bqlnn\b|quan ly (?:hanh chinh )?nha nuoc|quan ly hcnn|\bqlhcnn\b|\bhcnn\b|\bqlhc\b|quan ly hanh chinh"),
    (Ladder.DEFENCE_SECURITY, r"\ban ?qp\b|\bqp ?an\b|quoc phong|an ninh"),
    (Ladder.INFORMATICS, r"tin hoc|\bcntt\b|cong nghe thong tin|\bth vp\b"),
    (Ladder.FOREIGN_LANGUAGE, r"ngoai ngu|tieng anh|anh van|\bnn\b"),
    (Ladder.GENERAL_EDUCATION, r"van hoa\b(?! xa hoi)|hoc van|\bgdpt\b|pho thong|\btdvh\b|\bvh\b"),
    (Ladder.PROFESSIONAL, r"chuyen mon|\bcmnv\b|\bcm\b|nghiep vu|trinh do dao tao|bang cap|\btdcm\b|van bang"),
)
_NOT_WANTED = re.compile(
    r"do tuoi|dai bieu|\bbhxh\b|bao hiem|luong\b|he so|\bbac\b|ngach|cap uy|ton giao|que quan|nguyen quan|noi sinh|noi o|cho o|thuong tru|"
    r"dien thoai|\bsdt\b|email|thu dien tu|khen thuong|ky luat|danh gia|xep loai|suc khoe|bi danh|ten khac|ten goi khac|tham nien|"
    r"nam cong tac|tuyen dung|nhap ngu|phu cap|dan toc thieu so|\bdtts\b|hon nhan|ma so|ma can bo|ma cb|ngay ky|"
    r"so quyet dinh|luan chuyen|quy hoach|"
    r"\bloi\b|doan vien|cong doan|nghi huu|thanh phan|gia dinh|so con|bo doi|thuong binh|chu ky|bien che"
)
_FIELDS = (
    (ORDINAL, r"stt|tt|so tt|so thu tu|thu tu|no"),
    (PERSONAL_ID, r".*(?:dinh danh|\bcccd\b|can cuoc|\bcmnd\b|\bcmt\b|chung minh|so dd).*"),
    (FAMILY_NAME, r"ho dem|ho va (?:ten |chu )?(?:dem|lot)|ho ten dem|ho lot|ho va ten lot"),
    (FULL_NAME, r"(?:ho,? va ten|ho ten|ho va ten khai sinh|ho ten khai sinh|ten can bo|hoten)(?: .*)?|ten nguoi.*"),
    (GIVEN_NAME, r"ten"),
    (PARTY_FULL, r".*(?:chinh thuc|dang ct|ngay ct)"),
    (PARTY, r".*(?:vao dang|dang vien|ket nap|\bdv\b|du bi).*|dang"),
    (
        APPOINTED,
        r"(?:ngay|thoi gian|thang|nam|tu|thoi diem).*(?:giu chuc|bo nhiem|chuc vu|chuc danh|dam nhiem|duoc bau|nhan nhiem vu|phe chuan).*"
        r"|(?:giu |duoc )?(?:chuc vu|chuc danh|chuc|bo nhiem|dam nhiem|bau|phe chuan)(?: hien tai| hien nay)?"
        r" (?:tu|tu ngay|tu thang|tu nam|ngay)(?: .*)?",
    ),
    (STUDYING, r".*dang (?:hoc|theo hoc|dao tao).*"),
    (STUDY_MODE, r".*(?:hinh thuc|he dao tao|loai hinh).*|he"),
    (SCHOOL, r".*(?:noi dao tao|truong|co so dao tao).*"),
    (MAJOR, r".*(?:chuyen nganh|nganh|linh vuc dao tao|nganh nghe).*"),
    (POSITION, r".*(?:chuc vu|chuc danh|nhiem vu|cong viec|vi tri viec lam|cong tac dam nhiem).*"),
    (BORN, r".*(?:ngay sinh|nam sinh|thang sinh|sinh ngay|sinh nam|ngay thang nam sinh|ntns|ngay thang sinh).*|sinh"),
    (AGE, r"tuoi|so tuoi|tuoi doi"),
    (SEX, r"gioi tinh(?: .*)?|gioi|phai|nam nu|nam/nu|gt"),
    (ETHNIC_GROUP, r"dan toc|dt"),
    (UNIT, r".*(?:don vi|noi cong tac|co quan|xa phuong|ten xa).*|xa|phuong|xa thi tran|xa pt"),
    (DISTRICT, r"huyen|ten huyen|huyen .*|thuoc huyen"),
    (NOTE, r"ghi chu.*|chu thich"),
)
_RULES = tuple((meaning, re.compile(pattern)) for meaning, pattern in _FIELDS)
_GROUPS = tuple((ladder, re.compile(pattern)) for ladder, pattern in _LADDERS)
_SOME = re.compile(r"a ?b ?c(?: d)?|chung chi(?: .*)?|cc|co chung chi.*|abc")
_YEAR = "nam nao"
"""Năm and Nam are one without marks; this is the year."""
_PARTS = {"ngay": BORN_DAY, "thang": BORN_MONTH, _YEAR: BORN_YEAR}
_ROMAN = re.compile(r"^(?:\(?(?:[ivx]+|[a-d]|\d{1,2})[.)]\s*)")


@lru_cache(maxsize=4096)
def meaning_of(path: tuple[str, ...]) -> tuple[str, float]:
    """(meaning, confidence 0..1) of a header's texts from the top down; (UNKNOWN, 0) when no word is known."""
    keys = [key for text in path if (key := header_key(text))]
    if not keys:
        return UNKNOWN, 0.0
    leaf, above = keys[-1], keys[:-1]
    return _under_a_group(leaf, above) or _by_itself(leaf) or _whole(keys) or (UNKNOWN, 0.0)


def header_key(text: str) -> str:
    """The words of a header cell without marks, numbers in front and signs: `2. Họ và\\ntên` gives `ho va ten`."""
    plain = _ROMAN.sub("", text.replace("/", " ").replace("&", " ").lower().strip())
    return _YEAR if plain.strip() == "năm" else alias_key(plain)


def is_known(text: str) -> bool:
    """Whether a cell may stand in a header: a field, a ladder, a level's word."""
    return meaning_of((text,))[0] != UNKNOWN or header_key(text) in _LEVEL_WORDS


def _under_a_group(leaf: str, above: list[str]) -> tuple[str, float] | None:
    """A leaf whose meaning its group decides: levels under a ladder, Nam and Nữ under birth days or ages."""
    for group in reversed(above):
        if _NOT_WANTED.search(group):
            return IGNORED, 0.95
        if re.search(r"\bsinh\b", group):
            if leaf in {"nam", "nu"}:
                return (BORN_MALE if leaf == "nam" else BORN_FEMALE), 0.97
            return (_PARTS[leaf], 0.95) if leaf in _PARTS else (BORN, 0.9)
        if re.search(r"\btuoi\b", group):
            return IGNORED, 0.9
        if "dang" in group.split() and (found := _party(leaf)):
            return found
        if (ladder := _ladder(group)) and (found := _in_ladder(ladder, leaf)):
            return found
    return None


def _party(leaf: str) -> tuple[str, float] | None:
    if "chinh thuc" in leaf or leaf == "ct":
        return PARTY_FULL, 0.95
    return (PARTY, 0.95) if "du bi" in leaf or "vao" in leaf or "ket nap" in leaf else None


def _in_ladder(ladder: Ladder, leaf: str) -> tuple[str, float] | None:
    if found := WORDS[ladder].get(leaf):
        return f"mark.{ladder}.{found[0].slug}", 0.96
    if ladder in AT_LEAST and _SOME.fullmatch(leaf):
        return f"mark.{ladder}.some", 0.93
    if leaf in {"trinh do", "muc", "loai", "bang", "td", "cap do"}:
        return f"level.{ladder}", 0.9
    return None


def _by_itself(leaf: str) -> tuple[str, float] | None:
    if leaf in {"nam", "nu"}:
        return (MALE if leaf == "nam" else FEMALE), 0.85
    for meaning, rule in _RULES[:9]:
        if rule.fullmatch(leaf):
            return meaning, 0.97
    if _NOT_WANTED.search(leaf):
        return IGNORED, 0.9
    for meaning, rule in _RULES[9:]:
        if rule.fullmatch(leaf) and not (meaning == MAJOR and leaf.startswith("trinh do")):
            return meaning, 0.95
    ladder = _ladder(leaf)
    return (f"level.{ladder}", 0.93) if ladder else None


def _whole(keys: list[str]) -> tuple[str, float] | None:
    """A leaf that says nothing by itself ("Trình độ" under "Chuyên môn") is read with what stands above."""
    for key in reversed(keys[:-1]):
        if (found := _by_itself(key)) and found[0] not in {MALE, FEMALE}:
            return found[0], 0.7
    return None


def _ladder(key: str) -> Ladder | None:
    return next((ladder for ladder, rule in _GROUPS if rule.search(key)), None)


_LEVEL_WORDS = frozenset(word for word in chain.from_iterable(WORDS.values()) if len(word) > 1) | {"nam", "nu", "ngay", "thang", "a b c"}


def parse_mark(meaning: str) -> tuple[Ladder, Level | None] | None:
    """(ladder, level) of a `mark.…` meaning; the level is None when the cell itself says which ("A,B,C")."""
    kind, _, rest = meaning.partition(".")
    if kind != "mark":
        return None
    ladder_name, _, slug = rest.partition(".")
    ladder = Ladder(ladder_name)
    return ladder, next((level for level in ladder.levels if level.slug == slug), None)


def parse_level(meaning: str) -> Ladder | None:
    """The ladder of a `level.…` meaning."""
    return Ladder(meaning.removeprefix("level.")) if meaning.startswith("level.") else None

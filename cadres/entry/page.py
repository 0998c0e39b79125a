"""What the template of the entry form needs, put in order."""

from django.urls import reverse

from cadres.entry.conflict import Difference
from cadres.entry.duplicates import Likeness
from cadres.entry.form import NO_REASON, DossierForm
from cadres.entry.sections import SECTIONS
from cadres.ethnic_groups import ETHNIC_GROUPS
from cadres.levels import Ladder

REASONS = (
    "Bổ sung hồ sơ",
    "Sửa theo giấy tờ gốc",
    "Có văn bằng, chứng chỉ mới",
    "Thay đổi chức danh theo quyết định",
    "Nhập nhầm",
)
SOURCES = ("Lý lịch 2C", "Văn bằng, chứng chỉ gốc", "Quyết định bổ nhiệm, phê chuẩn", "Người khai tự báo")
_ALIASES = {
    Ladder.GENERAL_EDUCATION: {"Trung học phổ thông": "THPT, 12/12", "Trung học cơ sở": "THCS, 9/12, 7/10", "Tiểu học": "TH, 5/12"},
    Ladder.PROFESSIONAL: {"Đại học": "ĐH, cử nhân, kỹ sư", "Cao đẳng": "CĐ", "Trung cấp": "TC, TCCN", "Sơ cấp": "SC", "Thạc sĩ": "ThS"},
    Ladder.POLITICAL_THEORY: {"Cao cấp": "CC LLCT, cao cấp LLCT-HC", "Trung cấp": "TC LLCT, TCCT", "Sơ cấp": "SC LLCT", "Cử nhân": "CN"},
    Ladder.STATE_MANAGEMENT: {
        "Chuyên viên và tương đương": "CV",
        "Chuyên viên chính và tương đương": "CVC",
        "Cán sự và tương đương": "CS",
        "Chuyên viên cao cấp và tương đương": "CVCC",
    },
}
"""Short forms shown beside the levels in the pickers; what is typed is read by cadres.aliases, which knows more."""


def entry_page(
    form: DossierForm,
    *,
    lacking: tuple[str, list[str]] | None,
    user: str,
    like: list[Likeness] = (),
    undecided: list[Difference] = (),
    taken: list[str] = (),
) -> dict:
    """The page of the form: heading, sections, pickers, what stands in the way."""
    profile = form.opened.profile
    name = profile.full_name if profile else ""
    here = [(name, reverse("cadre-detail", args=[profile.cadre_id])), ("Sửa", None)] if profile else [("Nhập người mới", None)]
    return {
        "heading": f"Sửa hồ sơ {name}" if profile else "Nhập người mới",
        "crumbs": [("Con người", reverse("cadre-list")), *here],
        "is_new": profile is None,
        "sections": [_section(form, key) for key in SECTIONS],
        "errors": form.errors(),
        "unexplained": next((problem for problem in form.problems if problem == NO_REASON), ""),
        "like": like,
        "same_number": any(one.same_number for one in like),
        "undecided": undecided,
        "taken": taken,
        "lacking": lacking,
        "communes": form.desk.picker.listed(form.desk.day),
        "positions": _positions(form, set(lacking[1]) if lacking else set()),
        "levels": [(ladder.value, _levels(ladder)) for ladder in Ladder],
        "ethnic_groups": [(group.name, ", ".join(group.aliases)) for group in ETHNIC_GROUPS],
        "reasons": REASONS,
        "sources": SOURCES,
        "beyond": [_beyond(post) for post in form.opened.beyond],
        "user": user,
        "back": reverse("cadre-detail", args=[profile.cadre_id]) if profile else reverse("cadre-list"),
    }


def _section(form: DossierForm, key: str) -> dict:
    """`anchors` beside the rows: the first row of each ladder can be led to (#trinh-do-political_theory)."""
    ladders = [row.typed("ladder") if key == "qualifications" else "" for row in form.rows[key]]
    anchors = [f"trinh-do-{ladder}" if ladder and ladder not in ladders[:place] else "" for place, ladder in enumerate(ladders)]
    return {"key": key, "label": SECTIONS[key], "rows": list(zip(form.rows[key], anchors, strict=True)), "empty": form.empty_row(key)}


def _positions(form: DossierForm, lacking: set[str]) -> list[tuple[str, str]]:
    rows = [one for one in form.desk.law.by_code.values() if form.desk.day in one.period]
    older = [one for one in form.desk.law.by_code.values() if one not in rows]
    told = [(one.label, "còn trống" if one.label in lacking else "") for one in sorted(rows, key=lambda one: one.label not in lacking)]
    return told + [(one.label, f"đến {one.valid_to:%d/%m/%Y}") for one in older if one.valid_to]


def _levels(ladder: Ladder) -> list[tuple[str, str]]:
    return [(level.label, _ALIASES.get(ladder, {}).get(level.label, "")) for level in ladder.levels]


def _beyond(post) -> str:
    return f"{post.position}, {post.commune}, từ {post.begun} đến {post.ended or 'nay'}"

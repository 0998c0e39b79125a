"""Mẫu 2C of one person, filled with what is on record on a day, as known at a moment. The personal ID is covered."""

from datetime import date, datetime

from cadres.ethnic_groups import BY_CODE
from cadres.levels import Ladder
from cadres.models import Appointment, Profile, Qualification
from chuanxa.exports.stamps import covered
from reports.official_forms.filling import Filling, Line, Value
from reports.official_forms.form import PersonForm

_LADDERS = (
    Ladder.GENERAL_EDUCATION,
    Ladder.PROFESSIONAL,
    Ladder.POLITICAL_THEORY,
    Ladder.STATE_MANAGEMENT,
    Ladder.FOREIGN_LANGUAGE,
    Ladder.INFORMATICS,
)


def person_filling(form: PersonForm, cadre: int, *, day: date, at: datetime | None, once: dict[str, Value]) -> Filling:
    """Three queries. Whether the reader may see the person is asked before (cadres/dossier.py)."""
    profile = Profile.objects.known(at).get(cadre=cadre)
    held = Qualification.objects.known(at).filter(cadre=cadre).order_by("ladder", "awarded_on", "level")
    held = [one for one in held if one.awarded_on is None or one.awarded_on <= day]
    posts = Appointment.objects.known(at).filter(cadre=cadre, valid_from__lte=day).select_related("position", "commune__district")
    posts = list(posts.order_by("valid_from", "pk"))
    told = _of_profile(profile) | _of_posts([one for one in posts if one.valid_to is None or one.valid_to >= day])
    told |= {ladder.value: _highest(ladder, held) for ladder in _LADDERS}
    values = {tag: told.get(tag, "") for _, _, tag in form.fields if tag} | told | dict(once)
    values["ghi_chu"] = "\n".join(form.notes)
    lists = {"hoc": [_study(one) for one in held if one.level > 0], "chuc": [_post(one) for one in posts]}
    return Filling(values, lists)


def _of_profile(profile: Profile) -> dict[str, Value]:
    ethnic = BY_CODE.get(profile.ethnic_group)
    born = f"{profile.birth or '…'}; {profile.get_sex_display() or '…'}"
    party = "; ".join(str(one) for one in (profile.party_entry, profile.party_full_entry) if one)
    if not party and profile.party_member is not None:
        party = "Đảng viên, chưa rõ ngày vào" if profile.party_member else "Không phải đảng viên"
    return {
        "ho_ten": profile.full_name.upper(),
        "sinh": born,
        "dan_toc": ethnic.name if ethnic else "",
        "dang": party,
        "so_dinh_danh": covered(profile.personal_id) if profile.personal_id else "",
    }


def _of_posts(posts: list[Appointment]) -> dict[str, Value]:
    first = sorted(posts, key=lambda one: (not one.is_primary, one.position.order))
    return {
        "chuc_vu": "; ".join(str(one.position) for one in first),
        "noi_cong_tac": _place(first[0]) if first else "",
    }


def _place(one: Appointment) -> str:
    district = one.commune.district
    return f"{one.commune.full_name}, {district.full_name}" if district else one.commune.full_name


def _highest(ladder: Ladder, held: list[Qualification]) -> str:
    """The highest level, with the field of study."""
    own = [one for one in held if one.ladder == ladder]
    if not own:
        return ""
    best = max(own, key=lambda one: (one.level, one.pk))
    return ", ".join(text for text in (best.level_label, best.major) if text)


def _study(one: Qualification) -> Line:
    what = f"{Ladder(one.ladder).label}: {one.level_label}"
    return Line(
        "hoc",
        {
            "truong": one.school,
            "nganh": one.major,
            "thoi_gian": str(one.award) if one.award else "",
            "hinh_thuc": one.get_study_mode_display(),
            "van_bang": what,
        },
    )


def _post(one: Appointment) -> Line:
    ended = str(one.ended) if one.ended else "nay"
    return Line("chuc", {"tu": str(one.begun), "den": ended, "chuc_danh": str(one.position), "don_vi": _place(one)})

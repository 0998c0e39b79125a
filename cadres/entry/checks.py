"""What must hold between the rows of one form: ages, the order of days, one primary post at a time. Errors stand beside the later field."""

from datetime import date
from itertools import combinations

from cadres.entry.fields import last_day
from cadres.entry.profile_form import ProfileForm
from cadres.entry.rows import FactForm, PostForm
from cadres.levels import GeneralLevel, Ladder
from chuanxa.partial_dates import PartialDate
from chuanxa.periods import Period

YOUNGEST = 14
"""Nobody earns a diploma, holds a post or studies for one before this age; primary school ends earlier."""
YOUNGEST_IN_PARTY = 16


def check_dossier(profile: ProfileForm, rows: dict[str, list[FactForm]]) -> None:
    """Adds errors to the forms; every form has been validated by itself before."""
    born: PartialDate | None = profile.cleaned_data.get("born")
    if born:
        _check_ages(born, profile, rows)
    entered, full = profile.cleaned_data.get("party"), profile.cleaned_data.get("party_full")
    if entered and full and last_day(full) < entered.day:
        profile.add_error("party_full", f"Ngày chính thức ({full}) trước ngày vào Đảng ({entered}).")
    if full and not entered:
        profile.add_error("party", "Có ngày chính thức thì ghi cả ngày vào Đảng.")
    if entered and profile.cleaned_data.get("party_member") == "no":
        profile.add_error("party_member", f"Ghi “Chưa vào Đảng” nhưng có ngày vào Đảng ({entered}). Sửa một trong hai.")
    _check_primary_posts([row for row in rows["posts"] if isinstance(row, PostForm)])


def _check_ages(born: PartialDate, profile: ProfileForm, rows: dict[str, list[FactForm]]) -> None:
    for row in rows["qualifications"]:
        if not _is_primary_school(row):
            _check_age(row, "awarded", born, YOUNGEST, "Ngày cấp")
    for row in (*rows["posts"], *rows["enrolments"]):
        _check_age(row, "first", born, YOUNGEST, "Ngày bắt đầu")
    _check_age(profile, "party", born, YOUNGEST_IN_PARTY, "Ngày vào Đảng")


def _check_age(form: FactForm, name: str, born: PartialDate, youngest: int, called: str) -> None:
    """The latest day that the date may mean lies `youngest` years after the earliest birthday."""
    found: PartialDate | None = form.cleaned_data.get(name)
    if found and last_day(found) < _birthday(born.day, youngest):
        form.add_error(name, f"{called} {found} khi người sinh {born} chưa đủ {youngest} tuổi. Kiểm tra lại cả hai ngày.")


def _birthday(born: date, years: int) -> date:
    return date(born.year + years, born.month, min(born.day, 28) if born.month == 2 else born.day)


def _is_primary_school(row: FactForm) -> bool:
    said = row.cleaned_data
    return said.get("ladder") == Ladder.GENERAL_EDUCATION and said.get("level") in (GeneralLevel.NO_SCHOOLING, GeneralLevel.PRIMARY)


def _check_primary_posts(rows: list[PostForm]) -> None:
    held = [(row, period) for row in rows if not row.cleaned_data.get("concurrent") and (period := _period(row))]
    for (one, first), (other, second) in combinations(sorted(held, key=lambda post: post[1].first), 2):
        if first.overlaps(second):
            said = one.cleaned_data
            end = f"đến {said['last']}" if said["last"] else "đến nay"
            other.add_error(
                "first",
                f"Trùng với chức danh chính “{said.get('position', '')}” từ {said['first']} {end}. "
                "Kết thúc chức danh ấy trước, hoặc đánh dấu “Kiêm nhiệm”.",
            )


def _period(row: PostForm) -> Period | None:
    first, last = row.cleaned_data.get("first"), row.cleaned_data.get("last")
    if not first or "last" in row.errors:
        return None
    return Period(first.day, last_day(last) if last else None)

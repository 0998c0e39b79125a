"""Who is studying on the day, towards which level of which ladder: what will close a gap when it ends.

Cao Bằng's 666 of 1,624 below the professional level (`thieu=professional`): 244 for a university degree, 422 for intermediate training.
"""

from collections.abc import Iterable

from django.db.models import Max, Min

from cadres.levels import STANDING_LADDERS, Ladder
from cadres.models import Enrolment
from reports import sentences
from reports.area_report import area_ref
from reports.entries.people import people_rows
from reports.entries.tables import parts
from reports.report import PEOPLE, KeyFigure, Query, Report, Table
from reports.report_kind import RecordColumn, RecordList, ReportKind
from reports.selection import Selection
from reports.shares import Share

LADDER, LEVEL = "loai-trinh-do", "trinh-do"
_TOWARDS = (*STANDING_LADDERS, Ladder.FOREIGN_LANGUAGE, Ladder.ETHNIC_LANGUAGE)
_LABELS = {ladder.value: ladder.label for ladder in _TOWARDS}
_LEVELS = {ladder.value: {level.slug: level.label for level in reversed(ladder.levels)} for ladder in _TOWARDS}


def build(selection: Selection) -> Report:
    """Two queries besides those of the page, whatever the area."""
    area = area_ref(selection)
    total = selection.standings(selection.day).order_by().count()
    found = set(_studying(selection).order_by().values_list("cadre_id", "ladder", "level"))
    people = len({cadre for cadre, _, _ in found})
    ladders = {name: len({cadre for cadre, ladder, _ in found if ladder == name}) for name in _LABELS}
    return Report(
        title=f"{area.name}: người đang học ngày {sentences.day_text(selection.day)}",
        area=area,
        day=selection.day,
        population="Cán bộ, công chức cấp xã đang giữ chức danh và thỏa bộ lọc; mỗi người tính một lần.",
        rule="Đang học: có bản ghi tham gia lớp dẫn tới một trình độ, đã bắt đầu và chưa kết thúc trong ngày xem.",
        key_figures=(
            KeyFigure("studying", "Đang học", people, Share(people, total), "", None, records={}),
            KeyFigure("people", "Trong tổng số", total),
        ),
        tables=(
            parts("ladders", "Đang học, theo loại trình độ", ladders, _LABELS, unit=PEOPLE, name=LADDER, total=total, notes=_NOTES),
            *(_table(name, found, total) for name in _LABELS if ladders[name]),
        ),
        filters=selection.filter.described(),
        known_at=selection.known_at,
    )


_NOTES = ("Số còn lại không học lớp nào dẫn tới trình độ ấy trong ngày xem. Người học hai loại được tính ở cả hai.",)


def _table(ladder: str, found: Iterable[tuple[int, str, int]], total: int) -> Table:
    """The levels of one ladder; their sum is the people who study on it, the total everybody."""
    towards: dict[str, set[int]] = {}
    for cadre, name, level in found:
        if name == ladder:
            towards.setdefault(Ladder(ladder).levels(level).slug, set()).add(cadre)
    counts = {slug: len(cadres) for slug, cadres in towards.items()}
    return parts(
        ladder,
        f"Đang học {sentences.lower_first(_LABELS[ladder])}",
        counts,
        _LEVELS[ladder],
        unit=PEOPLE,
        name=LEVEL,
        total=total,
        only={LADDER: (ladder,)},
    )


def _studying(selection: Selection):
    studies = Enrolment.objects.known(selection.known_at).on(selection.day).exclude(ladder="")
    return studies.filter(cadre__in=selection.standings(selection.day).order_by().values("cadre"))


def records(selection: Selection, query: Query) -> RecordList:
    """One line a person: the highest level they study towards, since when and where."""
    studies = _studying(selection)
    if LADDER in query:
        ladder = selection.own_choice(LADDER, _LABELS, "professional") and query[LADDER][0]
        studies = studies.filter(ladder=ladder)
        if LEVEL in query:
            slugs = {level.slug: int(level) for level in Ladder(ladder).levels}
            studies = studies.filter(level=selection.own_choice(LEVEL, slugs, ""))
    rows = (
        studies.order_by().values("cadre_id").annotate(level=Max("level"), ladder=Min("ladder"), since=Min("valid_from"), at=Max("school"))
    )
    columns = (RecordColumn("Đang học", width=34), RecordColumn("Từ ngày", "day", 13), RecordColumn("Nơi đào tạo", width=34))
    return people_rows(selection, "Người đang học", rows.order_by("cadre_id"), columns, _told)


def _told(row: dict) -> tuple:
    ladder = Ladder(row["ladder"])
    level = next((one.label for one in ladder.levels if one == row["level"]), "")
    return f"{ladder.label}: {level}" if level else ladder.label, row["since"], row["at"]


KIND = ReportKind(
    slug="dang-hoc",
    label="Đang học, theo trình độ",
    says="Ai đang học để lên trình độ nào: trong mọi người, hoặc chỉ trong những người còn thiếu (lọc “Thiếu”).",
    group="Đào tạo, luân chuyển, quy hoạch, nghỉ việc",
    build=build,
    records=records,
    record_names=(LADDER, LEVEL),
)

"""How a scheme stands: every target with its baseline, its day, its goal and what is left; the communes furthest behind; the years.

What Cao Bằng reports of its scheme 03-ĐA/TU. With `chi-tieu` one target alone, commune by commune.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from chuanxa.refusals import BadRequest, NotHere
from reports import sentences
from reports.area_report import area_ref
from reports.many_counts import people_of
from reports.models import Scheme, Target
from reports.people_records import people_records
from reports.population import read_query, said
from reports.report import AreaRef, KeyFigure, Query, Report, Row, Table
from reports.report_kind import Ask, RecordList, ReportKind
from reports.scheme_tables import (
    PART,
    SCHEME,
    TARGET,
    behind_table,
    communes_table,
    distance_text,
    goal_share,
    goal_trend,
    opening,
    places_of,
    standing_sentence,
    targets_table,
)
from reports.schemes import Progress, find_scheme, placed, progress_of, schemes_within, targets_of
from reports.selection import Selection
from reports.targets import Pace, needed

POPULATION = "Cán bộ, công chức cấp xã đang giữ chức danh; mỗi người tính một lần ở mỗi chỉ tiêu."
NO_RULE = "Không xét theo tiêu chuẩn; mỗi chỉ tiêu có điều kiện của riêng nó."


def build(selection: Selection) -> Report:
    """The scheme asked for, or the latest one of one's scope."""
    scheme = _scheme(selection)
    if scheme is None:
        if wanted := selection.own.get(TARGET):
            _target((), wanted)
        return _nothing(selection)
    return scheme_report(placed(selection, scheme), scheme)


def scheme_report(selection: Selection, scheme: Scheme) -> Report:
    """The report of a scheme at a place of its province: six statements, whatever the number of targets."""
    targets = targets_of(scheme, selection.known_at)
    if wanted := selection.own.get(TARGET):
        targets = [_target(targets, wanted)]
    progress = progress_of(selection, scheme, targets, trend_days(targets, selection.day))
    places = places_of(selection, progress) if progress else []
    area, filters = area_ref(selection), selection.filter
    one = progress[0] if wanted else None
    if one:
        tables = (_meeting_table(one, selection), communes_table(places, one, filters))
    else:
        tables = (targets_table(progress, filters, selection.day), *([behind_table(places, progress, filters)] if progress else []))
    return Report(
        title=f"{scheme.name}: {area.name}, ngày {sentences.day_text(selection.day)}",
        area=area,
        day=selection.day,
        population=_population(progress, selection),
        rule=NO_RULE,
        key_figures=_target_figures(one, selection) if one else _key_figures(progress),
        tables=tables,
        trends=tuple(goal_trend(each, id=f"target-{each.target.number}") for each in progress),
        known_at=selection.known_at,
    )


def trend_days(targets: Sequence[Target], day: date) -> tuple[date, ...]:
    """The ends of the years between the earliest baseline and the latest deadline, up to `day`."""
    if not targets:
        return ()
    first, last = min(target.baseline_day for target in targets), max(target.deadline for target in targets)
    return tuple(end for year in range(first.year, last.year + 1) if first <= (end := date(year, 12, 31)) <= min(last, day))


def asks(selection: Selection) -> tuple[Ask, ...]:
    """Which scheme, and which of its targets."""
    schemes = list(schemes_within(selection.reach, selection.register, selection.known_at))
    chosen = _scheme(selection)
    if chosen is None:
        return ()
    told = Ask(SCHEME, "Đề án", tuple((scheme.code, scheme.name) for scheme in schemes), chosen.code)
    return (told, ask_target(targets_of(chosen, selection.known_at), selection))


def ask_target(targets: Sequence[Target], selection: Selection) -> Ask:
    """Which target of a scheme; by default all."""
    choices = (("", "Mọi chỉ tiêu"), *((str(target.number), f"{target.order}. {target.label}") for target in targets))
    return Ask(TARGET, "Chỉ tiêu", choices, selection.own.get(TARGET, ""))


def records(selection: Selection, query: Query) -> RecordList:
    """The people of one target who meet its condition (`phan=dat`), who do not (`chua-dat`), or all of its population (`tat-ca`)."""
    scheme = _scheme(selection)
    if scheme is None or not selection.own.get(TARGET):
        raise BadRequest("Chưa nêu đề án và chỉ tiêu.", "Nhận: de-an, chi-tieu, phan=dat|chua-dat|tat-ca.")
    selection = placed(selection, scheme)
    target = _target(targets_of(scheme, selection.known_at), selection.own[TARGET])
    part = selection.own_choice(PART, {"dat": "dat", "chua-dat": "chua-dat", "tat-ca": "tat-ca"}, "tat-ca")
    heading = {"dat": "Đạt điều kiện", "chua-dat": "Chưa đạt điều kiện", "tat-ca": "Tính trong mẫu số"}[part]
    return people_records(selection, _people(selection, target, part), f"{heading}: {target.label}")


def _people(selection: Selection, target: Target, part: str) -> QuerySet:
    population, condition = read_query(target.population), read_query(target.condition)
    everybody = people_of(selection, [population]).standings(selection.day)
    if part == "tat-ca":
        return everybody
    meeting = people_of(selection, [population, condition]).standings(selection.day)
    return meeting if part == "dat" else everybody.exclude(pk__in=meeting.values("pk"))


def _scheme(selection: Selection) -> Scheme | None:
    if code := selection.own.get(SCHEME):
        return find_scheme(selection.reach, selection.register, code, selection.known_at)
    schemes = schemes_within(selection.reach, selection.register, selection.known_at)
    if selection.unit is not None:
        schemes = schemes.filter(province__code=_province_code(selection))
    return schemes.first()


def _province_code(selection: Selection) -> str:
    unit = selection.unit
    return unit.code if unit.tier == "province" else selection.register.units["province"][unit.province].code


def _target(targets: Sequence[Target], number: str) -> Target:
    found = next((target for target in targets if str(target.number) == number), None)
    if found is None:
        accepted = ", ".join(str(target.number) for target in targets)
        raise NotHere(f"Đề án không có chỉ tiêu “{number[:60]}”.", f"Nhận: {accepted}." if accepted else "")
    return found


def _nothing(selection: Selection) -> Report:
    area: AreaRef = area_ref(selection)
    note = "Chưa có đề án nào trong phạm vi này. Cán bộ tổ chức thêm đề án ở trang Đề án."
    return Report(f"{area.name}: chưa có đề án", area, selection.day, POPULATION, NO_RULE, notes=(note,), known_at=selection.known_at)


def _population(progress: Sequence[Progress], selection: Selection) -> str:
    bases = dict.fromkeys(said(one.population, selection) for one in progress)
    return f"{POPULATION} Mẫu số: {' | '.join(bases)}." if bases else POPULATION


def _key_figures(progress: Sequence[Progress]) -> tuple[KeyFigure, ...]:
    paces, all_of_them = Counter(one.pace for one in progress), len(progress)
    shown = (Pace.REACHED, Pace.ON_TRACK, Pace.BEHIND, Pace.MISSED)
    return tuple(
        KeyFigure(
            pace.value,
            pace.label,
            paces[pace],
            base=f"trong {sentences.number(all_of_them)} chỉ tiêu",
            query=None,
            unit="chỉ tiêu",
        )
        for pace in shown
        if all_of_them
    )


def _target_figures(one: Progress, selection: Selection) -> tuple[KeyFigure, ...]:
    query, records = opening(one, selection.filter)
    opens = {"query": query} if query is not None else {"query": None, "records": records | {PART: ("dat",)}}
    lacking = needed(one.now, one.percent)
    base = f"{sentences.number(one.baseline.count)} / {sentences.number(one.baseline.total)} người"
    delta = sentences.change(one.now, one.baseline, one.target.baseline_day)
    return (
        KeyFigure("baseline", f"Xuất phát {sentences.day_text(one.target.baseline_day)}", one.baseline.count, one.baseline, base, None),
        KeyFigure("now", f"Ngày {sentences.day_text(one.day)}", one.now.count, one.now, delta=delta[0], direction=delta[1], **opens),
        KeyFigure("goal", f"Mục tiêu {sentences.day_text(one.target.deadline)}", goal_share(one).count, goal_share(one), query=None),
        KeyFigure("needed", "Số người còn thiếu", lacking, base=distance_text(one) or one.pace.label, query=None),
    )


def _meeting_table(one: Progress, selection: Selection) -> Table:
    """Of the population, who meets the condition and who does not."""
    query, records = opening(one, selection.filter)
    total, short = one.now.total, one.now.total - one.now.count
    meets = Row("meets", "Đạt điều kiện", one.now.count, total, query, records=None if query is not None else records | {PART: ("dat",)})
    rows = (meets, Row("falls_short", "Chưa đạt điều kiện", short, total, None, records=records | {PART: ("chua-dat",)}))
    said_of = f"Điều kiện: {said(one.condition, selection)}. {standing_sentence([one], one.day)}"
    notes = tuple(filter(None, (one.target.base_text and f"Mẫu số theo văn bản: {one.target.base_text}", _other(one))))
    return Table("target", one.target.label, "target", total, rows, said_of, notes=notes)


def _other(one: Progress) -> str:
    return f"Nếu hiểu mẫu số theo cách khác: {sentences.in_full(one.other)}." if one.other else ""


KIND = ReportKind(
    slug="de-an",
    label="Tiến độ đề án",
    says="Từng chỉ tiêu: xuất phát, hiện nay, mục tiêu, còn cách bao nhiêu điểm và bao nhiêu người; xã nào xa nhất; đường tới hạn.",
    group="Đề án, chỉ tiêu",
    build=build,
    names=(SCHEME, TARGET),
    records=records,
    record_names=(PART,),
    asks=asks,
    compares=False,
    filters=False,
)

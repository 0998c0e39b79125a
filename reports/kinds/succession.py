"""Succession plans of a day: lượt and people apart, by post, group, round and professional standard; which communes built theirs.

Cao Bằng's 3,915 lượt that meet the standard, 70 %; 199 of 199 communes with a plan. A nomination is in the report from the day its plan was
approved until it was taken out or the plan's term ended.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery, Sum

from cadres.attendances import Attendances
from cadres.models import Nomination, NominationState, SuccessionPlan, SuccessionRound
from cadres.models.entry import EARLIEST_YEAR, LATEST_YEAR
from reports import sentences
from reports.area_report import area_ref
from reports.entries.listing import EntryRows, unit_label
from reports.entries.people import people_rows
from reports.entries.places import Part, by_part, in_order, in_part, part_of
from reports.entries.reading import filtered, known, of_people, posts_told, years_with_records
from reports.entries.records import record_href
from reports.entries.tables import COMMUNE, LOT, parts
from reports.report import PEOPLE, KeyFigure, Query, Report, Row, Table
from reports.report_kind import Ask, Cell, RecordColumn, RecordList, ReportKind
from reports.selection import Selection
from reports.shares import Share

ROUND, TERM = "dot", "nhiem-ky"
POST, MEETS, GROUP, PART, WHO, WHAT = "chuc-danh-quy-hoach", "dat-chuan-chuyen-mon", "doi-tuong", "don-vi", "theo", "muc"
UNKNOWN = "unknown"
ROUNDS = {one.value: str(one.label) for one in SuccessionRound}
VERDICTS = {"meets": "Đạt chuẩn chuyên môn", "falls_short": "Chưa đạt chuẩn chuyên môn", UNKNOWN: "Không ghi"}
_MEETS = {"meets": True, "falls_short": False, UNKNOWN: None}
_SLUGS = {value: key for key, value in _MEETS.items()}
GROUPS = {"1": "Đối tượng 1", "2": "Đối tượng 2", UNKNOWN: "Không ghi đối tượng"}


@dataclass(frozen=True, slots=True)
class Nominated:
    """So many lượt of one round, post, group, verdict and part."""

    round: str
    post: str
    group: str
    verdict: str
    part: Part
    attendances: Attendances


def build(selection: Selection) -> Report:
    """Five queries besides those of the page, whatever the area."""
    area = area_ref(selection)
    found = _nominated(selection)
    posts = posts_told(selection) | {UNKNOWN: "Không ghi chức danh"}
    units = {part.key: part.label for part in in_order(one.part for one in found)}
    people, total = _named(selection), _sum(found)
    return Report(
        title=f"{area.name}: quy hoạch cán bộ ngày {sentences.day_text(selection.day)}",
        area=area,
        day=selection.day,
        population="Lượt quy hoạch: một người vào một chức danh là một lượt; người vào hai chức danh là hai lượt.",
        rule="Quy hoạch đã phê duyệt và còn trong nhiệm kỳ, không tính lượt đã đưa ra; đạt chuẩn chuyên môn theo bản ghi khi phê duyệt.",
        key_figures=_key_figures(found, people, total),
        tables=(
            parts(
                "nominations", "Lượt quy hoạch theo chuẩn chuyên môn", _lots(found, lambda one: one.verdict), VERDICTS, unit=LOT, name=MEETS
            ),
            _people_table(people),
            parts("rounds", "Lượt theo đợt", _lots(found, lambda one: one.round), ROUNDS, unit=LOT, name=ROUND),
            parts("posts", "Lượt theo chức danh quy hoạch", _lots(found, lambda one: one.post), posts, unit=LOT, name=POST),
            parts("groups", "Lượt theo đối tượng", _lots(found, lambda one: one.group), GROUPS, unit=LOT, name=GROUP),
            parts("units", "Lượt theo đơn vị", _lots(found, lambda one: one.part.key), units, unit=LOT, name=PART),
            _built_table(selection),
        ),
        filters=selection.filter.described(),
        known_at=selection.known_at,
        notes=_notes(selection, found),
    )


def _key_figures(found: list[Nominated], named: Counter, total: Attendances) -> tuple[KeyFigure, ...]:
    meeting = _sum(one for one in found if one.verdict == "meets")
    people = sum(named.values())
    share = Share(meeting.number, total.number)
    return (
        KeyFigure("nominations", "Lượt quy hoạch", total.number, None, "", None, unit=LOT, records={}),
        KeyFigure("meets", "Lượt đạt chuẩn chuyên môn", meeting.number, share, "", None, unit=LOT, records={MEETS: ("meets",)}),
        KeyFigure("people", "Người có tên trong quy hoạch", people, None, "không cộng với số lượt", None, records={WHO: ("nguoi",)}),
    )


def _people_table(counts: Counter) -> Table:
    """Named people by how many posts they stand for: they add up to people, as lượt add up to lượt."""
    people, lots = sum(counts.values()), sum(number * count for number, count in counts.items())
    rows = tuple(
        Row(str(number), f"Vào {number} chức danh", counts[number], people, None, records={WHO: (f"nguoi-{number}",)})
        for number in sorted(counts)
    )
    said = f"{sentences.number(people)} người có tên, giữ {sentences.number(lots)} lượt." if people else "Chưa có người nào được ghi tên."
    return Table("people", "Người trong quy hoạch, theo số chức danh", "people", people, rows, said, unit=PEOPLE)


def _built_table(selection: Selection) -> Table:
    """Of the communes of the area, how many have a plan of their own in force on the day."""
    codes, register = _communes(selection), selection.register
    ids = set(_plans(selection).filter(commune__isnull=False).order_by().values_list("commune_id", flat=True).distinct())
    built = len({register.units["commune"][pk].code for pk in ids} & codes)
    rows = (
        Row("built", "Đã xây dựng quy hoạch", built, len(codes), None, records={WHAT: ("xa",)}),
        Row("not_built", "Chưa có bản ghi quy hoạch", len(codes) - built, len(codes), None),
    )
    said = f"{sentences.number(built)}/{sentences.number(len(codes))} xã, phường, thị trấn đã xây dựng quy hoạch"
    said = f"{said} ({sentences.percent(Share(built, len(codes)))})."
    return Table("communes_built", "Xã, phường, thị trấn đã xây dựng quy hoạch", "communes_built", len(codes), rows, said, unit=COMMUNE)


def _communes(selection: Selection) -> set[str]:
    """The codes of the communes of the area on the day."""
    day = selection.boundary_day or selection.day
    register, unit = selection.register, selection.unit
    if unit is None:
        return {one.code for one in register.all_on("commune", day) if selection.reach.holds(one)}
    communes = [unit] if unit.tier == "commune" else register.children(unit, "commune", day)
    return {one.code for one in communes}


def _plans(selection: Selection):
    """The plans approved by the day, whose term has not ended, of the round and term asked."""
    day = selection.day
    plans = known(selection, SuccessionPlan).filter(approved_on__lte=day, term_last__gte=day.year)
    return plans.filter(**_asked(selection))


def _asked(selection: Selection) -> dict:
    """The round and the term asked for. Raises BadRequest."""
    said: dict = {}
    if selection.own.get(ROUND):
        said["round"] = selection.own_choice(ROUND, {key: key for key in ROUNDS}, "")
    if selection.own.get(TERM):
        said["term_first"] = selection.own_choice(TERM, {str(year): year for year in range(EARLIEST_YEAR, LATEST_YEAR + 1)}, "")
    return said


def nominations(selection: Selection):
    """Those in force, with `round_now`: their plan (as it is known now) is approved and in its term, and they are not out by the day."""
    plans = SuccessionPlan.objects.known(selection.known_at).filter(Q(pk=OuterRef("plan_id")) | Q(first=OuterRef("plan_id")))
    plans = plans.filter(approved_on__lte=selection.day, term_last__gte=selection.day.year, **_asked(selection)).order_by()
    found = known(selection, Nomination).annotate(round_now=Subquery(plans.values("round")[:1])).filter(round_now__isnull=False)
    return of_people(selection, found.exclude(state=NominationState.OUT, out_on__lte=selection.day))


def _nominated(selection: Selection) -> list[Nominated]:
    rows, units = by_part(selection, nominations(selection))
    rows = rows.values_list(*units, "round_now", "post__code", "candidate_group", "meets_professional").annotate(lots=Sum("nominated"))
    return [
        Nominated(around, post or UNKNOWN, str(group or UNKNOWN), _SLUGS[meets], part_of(selection, *where), Attendances(lots))
        for *where, around, post, group, meets, lots in rows
    ]


def _named(selection: Selection) -> Counter:
    """How many named people stand for one post, for two, for three."""
    people = nominations(selection).exclude(cadre=None).order_by().values("cadre_id").annotate(posts=Sum("nominated"))
    return Counter(people.values_list("posts", flat=True).iterator())


def _lots(found: Iterable[Nominated], key: Callable[[Nominated], str]) -> Counter:
    """Lượt by key, as the numbers that a table of lượt prints."""
    sums: dict[str, Attendances] = {}
    for one in found:
        sums[key(one)] = sums.get(key(one), Attendances(0)) + one.attendances
    return Counter({name: total.number for name, total in sums.items()})


def _sum(found: Iterable[Nominated]) -> Attendances:
    return Attendances.total(one.attendances for one in found)


def _notes(selection: Selection, found: list[Nominated]) -> tuple[str, ...]:
    if not found:
        years = years_with_records(known(selection, SuccessionPlan), "approved_on")
        return (f"Có quy hoạch được phê duyệt các năm: {', '.join(map(str, years))}. Đổi ngày xem để thấy.",) if years else ()
    return ("Đang lọc theo người: lượt không ghi tên không được tính.",) if filtered(selection) else ()


def records(selection: Selection, query: Query) -> RecordList:
    """The nominations behind a number of lượt, one line a person behind a number of people, or the plans behind a number of communes."""
    if query.get(WHAT, ("",))[0] == "xa":
        return _plan_records(selection)
    found = nominations(selection)
    if POST in query:
        code = query[POST][0]
        found = found.filter(post=None) if code == UNKNOWN else found.filter(post__code=code)
    if MEETS in query:
        found = found.filter(meets_professional=selection.own_choice(MEETS, _MEETS, ""))
    if GROUP in query:
        found = found.filter(candidate_group=selection.own_choice(GROUP, {"1": 1, "2": 2, UNKNOWN: None}, ""))
    if PART in query:
        found = found.filter(in_part(selection, query[PART][0]))
    if WHO in query:
        return _people_records(selection, found, query[WHO][0])
    lots = Attendances.total(map(Attendances, found.order_by().values_list("nominated", flat=True)))
    rows = EntryRows(found.select_related("post"), lambda one, name: _cells(selection, one, name), record_href)
    return RecordList("Lượt quy hoạch", _COLUMNS, rows, LOT, lots.number)


_COLUMNS = (
    RecordColumn("Họ và tên", width=28),
    RecordColumn("Lượt", "count", 8),
    RecordColumn("Chức danh quy hoạch", width=32),
    RecordColumn("Đơn vị", width=34),
    RecordColumn("Đợt", width=18),
    RecordColumn("Đối tượng", width=14),
    RecordColumn("Chuẩn chuyên môn", width=26),
)


def _cells(selection: Selection, one: Nomination, name: str) -> tuple[Cell, ...]:
    post, group = one.post.label if one.post else "", GROUPS[str(one.candidate_group or UNKNOWN)]
    verdict = VERDICTS[_SLUGS[one.meets_professional]]
    return name, one.nominated, post, unit_label(selection, one), ROUNDS[one.round_now], group, verdict


def _people_records(selection: Selection, found, who: str) -> RecordList:
    """`nguoi` is everybody with a name, `nguoi-2` those who stand for two posts."""
    choices = {"nguoi": 0, **{f"nguoi-{number}": number for number in range(1, 100)}}
    number = selection.own_choice(WHO, choices, "nguoi")
    rows = found.exclude(cadre=None).order_by().values("cadre_id").annotate(posts=Sum("nominated")).order_by("cadre_id")
    rows = rows.filter(posts=number) if number else rows
    return people_rows(selection, "Người trong quy hoạch", rows, (RecordColumn("Số lượt", "count", 10),), lambda row: (row["posts"],))


def _plan_records(selection: Selection) -> RecordList:
    """One plan a commune: the last approved of those in force."""
    last: dict[str, int] = {}
    codes = selection.register.units["commune"]
    rows = _plans(selection).filter(commune__isnull=False).order_by("approved_on", "id")
    for pk, commune in rows.values_list("id", "commune_id"):
        if codes[commune].code in _communes(selection):
            last[codes[commune].code] = pk
    plans = SuccessionPlan.objects.filter(pk__in=last.values()).order_by("commune__sort_key", "id")
    columns = (
        RecordColumn("Đơn vị", width=34),
        RecordColumn("Đợt", width=20),
        RecordColumn("Nhiệm kỳ", width=14),
        RecordColumn("Ngày phê duyệt", "day", 14),
        RecordColumn("Cơ quan phê duyệt", width=34),
    )

    def cells(plan: SuccessionPlan, name: str) -> tuple[Cell, ...]:
        term = f"{plan.term_first}–{plan.term_last}"
        return unit_label(selection, plan), ROUNDS[plan.round], term, plan.approved_on, plan.approved_by

    return RecordList("Xã, phường, thị trấn đã xây dựng quy hoạch", columns, EntryRows(plans, cells), COMMUNE)


def asks(selection: Selection) -> tuple[Ask, ...]:
    rounds = (("", "Tất cả"), *ROUNDS.items())
    return (
        Ask(ROUND, "Đợt", rounds, selection.own.get(ROUND, "")),
        Ask(TERM, "Nhiệm kỳ từ năm", value=selection.own.get(TERM, ""), hint="Năm đầu của nhiệm kỳ, ví dụ 2015; để trống là mọi nhiệm kỳ."),
    )


KIND = ReportKind(
    slug="quy-hoach",
    label="Quy hoạch cán bộ: lượt và người",
    says="Lượt quy hoạch theo đợt, chức danh, đối tượng, chuẩn chuyên môn; số người tính riêng; bao nhiêu xã đã xây dựng.",
    group="Đào tạo, luân chuyển, quy hoạch, nghỉ việc",
    build=build,
    names=(ROUND, TERM),
    records=records,
    record_names=(POST, MEETS, GROUP, PART, WHO, WHAT),
    asks=asks,
)

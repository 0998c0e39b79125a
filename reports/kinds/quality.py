"""Chất lượng dữ liệu as a report: what is not đúng, đủ, sạch, sống in each commune, each number opening its records."""

from cadres.models import Serving
from chuanxa.refusals import BadRequest
from reports import quality, sentences
from reports.area_report import area_ref
from reports.doubts import Scene, scene_of
from reports.quality import ALIVE_DAYS, FIELDS, Checked, Quality
from reports.report import KeyFigure, Measure, Query, Report, Row, Table
from reports.report_kind import Record, RecordColumn, RecordList, ReportKind
from reports.rule import rule_text
from reports.selection import Selection
from reports.shares import Share

MOST = 20_000
"""People whose records one request reads; more are asked province by province."""

NAME = "muc"
MEASURES = {
    "not_correct": ("sai", "Chưa đúng", "hồ sơ có chỗ trái quy tắc"),
    "not_complete": ("trong", "Chưa đủ", "ô chưa ghi, kể cả của chức danh chưa có ai giữ"),
    "not_clean": ("trung", "Chưa sạch", "hồ sơ có thể trùng nhau"),
    "not_alive": ("cu", "Chưa sống", f"hồ sơ không sửa, không xem lại trong {ALIVE_DAYS} ngày"),
}
_BY_VALUE = {value: key for key, (value, *_) in MEASURES.items()}


def build(selection: Selection) -> Report:
    """The place's own scores and those of each of its communes."""
    scene = _scene(selection)
    found = quality.by_commune(scene, quality.checked(scene))
    total, area = quality.together(found.values()), area_ref(selection)
    units = [unit for unit in scene.communes if unit.id in found]
    opens = selection.day == scene.today and selection.known_at is None  # lists of other days hold other people
    rows = tuple(_row(unit, found[unit.id], total.people, opens) for unit in units)
    return Report(
        title=f"{area.name}: chất lượng dữ liệu ngày {sentences.day_text(scene.today)}",
        area=area,
        day=scene.today,
        population="Cán bộ, công chức cấp xã đang giữ chức danh, và các chức danh mỗi xã phải có.",
        rule=rule_text(selection.catalogue.book, scene.today),
        key_figures=_figures(total, opens),
        tables=(_by_commune(total, rows),) if rows else (),
        notes=_notes(selection, scene),
    )


def _scene(selection: Selection) -> Scene:
    day = selection.serving_day or selection.today
    if Serving.objects.filter(selection.place(day)).count() > MOST:
        raise BadRequest("Chất lượng dữ liệu được tính cho từng tỉnh.", "Thêm tinh= mã tỉnh.", "Mở trang của một tỉnh.")
    return scene_of(selection)


def _figures(total: Quality, opens: bool) -> tuple[KeyFigure, ...]:
    shown = [KeyFigure("people", "Số người", total.people, query={} if opens else None)]
    for key, share in total.bad.items():
        value, label, says = MEASURES[key]
        shown.append(KeyFigure(key, f"{label}: {says}", share.count, share, query=None, records={NAME: (value,)}))
    return tuple(shown)


def _row(unit, one: Quality, people: int, opens: bool) -> Row:
    measures = tuple(
        Measure(key, MEASURES[key][1], share, query=None, records={NAME: (MEASURES[key][0],), "xa": (unit.code,)})
        for key, share in one.bad.items()
    )
    flags = (f"trung vị {one.median_days} ngày",) if one.median_days is not None else ()
    return Row(unit.code, unit.full_name, one.people, people, {"xa": (unit.code,)} if opens else None, measures=measures, flags=flags)


def _by_commune(total: Quality, rows: tuple[Row, ...]) -> Table:
    return Table("communes", "Chất lượng theo xã", "communes", total.people, rows, _sentence(total), flagged="Lần gần nhất")


def _sentence(total: Quality) -> str:
    said = [f"{sentences.number(total.bad[key].count)} {says}" for key, (_, _, says) in MEASURES.items()]
    return f"{'; '.join(said)}."


def _notes(selection: Selection, scene: Scene) -> tuple[str, ...]:
    notes = [
        "Đúng: hồ sơ không trái quy tắc nào (tuổi khi cấp bằng, chức danh chính chồng nhau, xã và chức danh của ngày ấy, ngày chưa đến…).",
        f"Đủ: {len(FIELDS)} mục của mỗi người đang giữ chức danh ({', '.join(FIELDS)}); chức danh phải có mà chưa ai giữ thì trống cả.",
        "Sạch: không ai khác cùng xã, cùng họ tên, cùng năm sinh (hoặc chưa rõ năm sinh).",
        f"Sống: có sửa, hoặc được xác nhận còn đúng, trong {ALIVE_DAYS} ngày; “trung vị” là số ngày từ lần gần nhất của nửa số hồ sơ.",
    ]
    if selection.day != scene.today or selection.known_at:
        notes.append(f"Chất lượng luôn tính theo hồ sơ đang có, ngày {scene.today:%d/%m/%Y}.")
    return tuple(notes)


# --- records ----------------------------------------------------------------------------------------------------------------


def records(selection: Selection, query: Query) -> RecordList:
    """The records behind one measure. Raises BadRequest with the measures there are."""
    value = next(iter(query.get(NAME, ())), "")
    if value not in _BY_VALUE:
        raise BadRequest(f"Không có mục “{value[:60]}”.", f"Nhận: {', '.join(_BY_VALUE)}.")
    scene = _scene(selection)
    people, key = quality.checked(scene), _BY_VALUE[value]
    rows, number = _records(scene, people, key)
    label, says = MEASURES[key][1:]
    columns = tuple(RecordColumn(name, form, width) for name, form, width in _COLUMNS[key])
    return RecordList(f"{label}: {says}", columns, rows, "ô" if key == "not_complete" else "hồ sơ", number)


_WHO = (("Họ và tên", "text", 26), ("Chức danh", "text", 30), ("Đơn vị", "text", 22))
_COLUMNS = {
    "not_correct": (*_WHO, ("Trái quy tắc", "text", 50)),
    "not_complete": (*_WHO, ("Chưa ghi", "text", 40), ("Số ô", "count", 8)),
    "not_clean": (*_WHO, ("Năm sinh", "text", 12)),
    "not_alive": (*_WHO, ("Sửa hoặc xem lại gần nhất", "day", 16)),
}


def _records(scene: Scene, people: list[Checked], key: str) -> tuple[list[Record], int | None]:
    if key == "not_complete":
        rows = [_record(scene, one, ", ".join(one.empty), len(one.empty)) for one in people if one.empty]
        rows += [_vacancy(scene, commune, position) for commune, position in scene.vacancies]
        return rows, sum(row.cells[-1] for row in rows)
    if key == "not_correct":
        return [_record(scene, one, "; ".join(found for _, _, found in one.faults)) for one in people if one.faults], None
    if key == "not_clean":
        born = dict(scene.people.filter(cadre__in=scene.twins).values_list("cadre_id", "born_on"))
        twins = sorted((one for one in people if one.twin), key=lambda one: (one.commune, one.name))
        return [_record(scene, one, f"{born[one.cadre]:%Y}" if born.get(one.cadre) else "chưa rõ") for one in twins], None
    stale = sorted((one for one in people if one.stale(scene.today)), key=lambda one: -(one.days(scene.today) or 10**6))
    return [_record(scene, one, one.touched.date() if one.touched else None) for one in stale], None


def _record(scene: Scene, one: Checked, *cells) -> Record:
    unit = scene.register.units["commune"][one.commune]
    return Record((one.name, scene.catalogue.labels[one.position][1], unit.full_name, *cells), f"/can-bo/{one.cadre}/")


def _vacancy(scene: Scene, commune: int, position) -> Record:
    unit = scene.register.units["commune"][commune]
    return Record(("chưa có ai", position.label, unit.full_name, "mọi mục", len(FIELDS)))


def good(share: Share) -> Share:
    """What remains when the bad is taken from everything."""
    return Share(share.total - share.count, share.total)


KIND = ReportKind(
    slug="chat-luong",
    label="Chất lượng dữ liệu",
    says="Hồ sơ đúng, đủ, sạch, sống đến đâu ở từng xã: chỗ trái quy tắc, ô chưa ghi, hồ sơ trùng, ngày xem lại gần nhất.",
    group="Dữ liệu",
    build=build,
    records=records,
    record_names=(NAME,),
    filters=False,
)

"""Reports to render in tests: a province over two years with hostile names, 200 communes, an empty area; and a row of a list of people."""

from datetime import date

from reports.report import AreaRef, Filter, KeyFigure, Line, Measure, Report, Row, Table, Trend
from reports.shares import Share

DAY, BEFORE = date(2013, 12, 31), date(2011, 12, 31)
HOSTILE = '=HYPERLINK("http://x","<b>Xã & </b>")'

_PROFESSIONAL = (
    ("postgraduate", "Sau đại học", 6, 2),
    ("university", "Đại học", 689, 412),
    ("college", "Cao đẳng", 212, 160),
    ("intermediate", "Trung cấp", 1340, 1161),
    ("elementary", "Sơ cấp", 131, 166),
    ("untrained", "Chưa qua đào tạo", 1190, 1650),
    ("unknown", "Chưa có dữ liệu", 36, 41),
)
_THEORY = (
    ("bachelor", "Cử nhân", 8, 5),
    ("advanced", "Cao cấp", 136, 90),
    ("intermediate", "Trung cấp", 1619, 1437),
    ("elementary", "Sơ cấp", 757, 650),
    ("untrained", "Chưa qua đào tạo", 994, 1310),
    ("unknown", "Chưa có dữ liệu", 90, 100),
)
_MANAGEMENT = (
    ("senior_specialist", "Chuyên viên cao cấp và tương đương", 0, 0),
    ("principal_specialist", "Chuyên viên chính và tương đương", 12, 4),
    ("specialist", "Chuyên viên và tương đương", 1204, 702),
    ("associate", "Cán sự và tương đương", 388, 280),
    ("untrained", "Chưa qua bồi dưỡng", 1900, 2506),
    ("unknown", "Chưa có dữ liệu", 100, 100),
)
_COMMUNES = (
    ("01270", "Thị trấn Bảo Lạc", 20, 9, 11, 0, ()),
    ("01273", "Xã Cốc Pàng", 19, 4, 15, 0, ("biên giới", "đặc biệt khó khăn")),
    ("01276", "Xã Cô Ba", 19, 1, 17, 1, ("biên giới",)),
    ("01279", "Xã Khánh Xuân", 18, 2, 14, 2, ("biên giới",)),
    ("01282", "Xã Xuân Trường", 18, 6, 12, 0, ("biên giới",)),
    ("01285", "Xã Hồng Trị", 18, 7, 10, 1, ()),
    ("01288", HOSTILE, 17, 0, 17, 0, ()),
    ("01291", "Xã Cô Ba", 0, 0, 0, 0, ()),
)


def province() -> Report:
    """Cao Bằng on 31/12/2013 compared with 31/12/2011: every kind of table, hostile text, a trend with a gap and a mark."""
    return Report(
        title="Trình độ và mức đạt chuẩn của cán bộ, công chức cấp xã",
        area=AreaRef("04", "Tỉnh Cao Bằng", "province"),
        day=DAY,
        compared_day=BEFORE,
        population="Cán bộ và công chức cấp xã đang giữ chức danh ngày 31/12/2013; không tính người hoạt động không chuyên trách",
        rule="QĐ 04/2004/QĐ-BNV (cán bộ); TT 06/2012/TT-BNV (công chức; một số mức chưa kiểm chứng)",
        key_figures=(
            KeyFigure(
                "headcount",
                "Cán bộ, công chức cấp xã",
                3604,
                base="1.986 cán bộ · 1.618 công chức",
                delta="+12 người so với 31/12/2011",
                direction="up",
            ),
            KeyFigure(
                "meets",
                "Đạt chuẩn chức danh",
                1133,
                Share(1133, 3604),
                "3.604 người",
                delta="▲ 17,14 điểm so với 31/12/2011",
                direction="up",
            ),
            KeyFigure(
                "professional_intermediate", "Chuyên môn từ trung cấp trở lên", 2247, Share(2247, 3604), "3.604 người", delta="▲ 14,05 điểm"
            ),
            KeyFigure("theory_intermediate", "Lý luận chính trị từ trung cấp trở lên", 1763, Share(1763, 3604), "3.604 người"),
        ),
        tables=(
            _verdict(),
            _distribution("professional", "Chuyên môn, nghiệp vụ", _PROFESSIONAL),
            _distribution("political_theory", "Lý luận chính trị", _THEORY),
            _distribution("state_management", "Quản lý nhà nước", _MANAGEMENT),
            _positions(),
            communes(),
        ),
        trends=(attainment_trend(), composition_trend()),
        filters=(Filter("loai", "Loại", (("elected", "Cán bộ"), ("civil_servant", "Công chức"))),),
        notes=("Đơn vị theo địa giới ngày 31/12/2013.",),
    )


def _distribution(id: str, title: str, levels) -> Table:
    total, before = sum(level[2] for level in levels), sum(level[3] for level in levels)
    rows = tuple(Row(key, label, count, total, before=Share(earlier, before)) for key, label, count, earlier in levels)
    return Table(id, title, id, total, rows, "Đại học tăng từ 412 lên 689 người sau hai năm; còn 1.190 người chưa qua đào tạo.")


def _verdict() -> Table:
    reasons = (
        Measure("professional", "Thiếu chuyên môn", Share(1357, 2261), {"thieu": ("professional",)}),
        Measure("political_theory", "Thiếu lý luận chính trị", Share(1402, 2261)),
    )
    rows = (
        Row("meets", "Đạt", 1133, 3604, before=Share(514, 3592)),
        Row("falls_short", "Chưa đạt", 2261, 3604, before=Share(2850, 3592), measures=reasons),
        Row("unknown", "Chưa đủ dữ liệu", 210, 3604, before=Share(228, 3592)),
    )
    return Table("verdict", "Đạt chuẩn", "verdict", 3604, rows, "Cứ 100 người thì 31 người đạt chuẩn, 63 người chưa đạt.")


def unit_row(key: str, label: str, people: int, meets: int, short: int, unknown: int, total: int, flags=(), href=None) -> Row:
    """A unit's row as counting makes it: five measures of its own people."""
    measures = (
        Measure("meets", "Đạt chuẩn", Share(meets, people), {"dat-chuan": ("meets",)}, href and f"{href}&dat-chuan=meets"),
        Measure("falls_short", "Chưa đạt", Share(short, people), {}, href),
        Measure("unknown", "Chưa đủ dữ liệu", Share(unknown, people), {}, href),
        Measure("professional_intermediate", "Chuyên môn từ trung cấp", Share(people * 2 // 3, people), {}, href),
        Measure("theory_intermediate", "Lý luận từ trung cấp", Share(people // 2, people), {}, href),
    )
    return Row(key, label, people, total, measures=measures, flags=flags, href=href, unit_href=f"/xa/{key}/")


def communes(href: str | None = None) -> Table:
    """Eight communes: two of one name, one without people, one with a hostile name."""
    total = sum(found[2] for found in _COMMUNES)
    rows = tuple(unit_row(*found[:6], total, found[6], href) for found in _COMMUNES)
    return Table("communes", "Các xã, phường, thị trấn", "communes", total, rows, "Thấp nhất là xã Cô Ba: 1 / 19 người đạt chuẩn.")


def many_communes(number: int = 200) -> Table:
    """A table of `number` communes with different shares."""
    people = 18
    rows = tuple(
        unit_row(f"{place:05d}", f"Xã Số {place}", people, place % 17, 17 - place % 17, 1, people * number) for place in range(number)
    )
    return Table("communes", "Các xã, phường, thị trấn", "communes", people * number, rows, "")


def _positions() -> Table:
    held = (
        ("party_secretary", "Bí thư đảng ủy", 199, 80),
        ("committee_chair", "Chủ tịch UBND", 199, 71),
        ("police_chief", "Trưởng công an", 190, 20),
    )
    rows = tuple(
        Row(key, label, count, 3604, measures=(Measure("meets", "Đạt chuẩn", Share(meets, count)),), before=Share(count - 5, 3592))
        for key, label, count, meets in held
    )
    notes = ("Một người kiêm hai chức danh được đếm ở cả hai dòng.",)
    return Table("position", "Chức danh", "position", 3604, rows, "", exclusive=False, notes=notes)


def attainment_trend() -> Trend:
    """Three shares of the same people, which do not add up; one year is not known; the rule changed on 1/7/2012."""
    days = tuple(date(year, 12, 31) for year in range(2009, 2014))
    lines = (
        Line("meets", "Đạt chuẩn", (None, Share(420, 3500), Share(514, 3592), Share(800, 3600), Share(1133, 3604))),
        Line("professional_intermediate", "Chuyên môn từ trung cấp", tuple(Share(1500 + 180 * step, 3600) for step in range(5))),
        Line("theory_intermediate", "Lý luận từ trung cấp", tuple(Share(1300 + 110 * step, 3600) for step in range(5))),
    )
    return Trend(
        "standardization",
        "Mức đạt chuẩn qua các năm",
        "Tỷ lệ đạt chuẩn tăng từ 12,00% lên 31,44%.",
        days,
        lines,
        ((date(2012, 7, 1), "TT 06/2012"),),
    )


def composition_trend() -> Trend:
    """The parts of one whole on each day."""
    days = tuple(date(year, 12, 31) for year in range(2011, 2014))
    lines = (
        Line("university", "Đại học", (Share(412, 3592), Share(520, 3600), Share(689, 3604))),
        Line("intermediate", "Trung cấp", (Share(1161, 3592), Share(1250, 3600), Share(1340, 3604))),
        Line("unknown", "Chưa có dữ liệu", (Share(2019, 3592), Share(1830, 3600), Share(1575, 3604))),
    )
    return Trend("professional_by_year", "Chuyên môn qua các năm", "Đại học tăng đều.", days, lines)


def empty() -> Report:
    """An area where nobody was in post."""
    rows = (Row("meets", "Đạt", 0, 0), Row("falls_short", "Chưa đạt", 0, 0), Row("unknown", "Chưa đủ dữ liệu", 0, 0))
    table = Table("verdict", "Đạt chuẩn", "verdict", 0, rows)
    return Report(
        "Xã không có ai", AreaRef("00001", "Xã Trống", "commune"), DAY, "Cán bộ, công chức cấp xã", "Chưa có quy định", tables=(table,)
    )


def person(number: int, **changed) -> dict:
    """A row of the list of people."""
    return {
        "id": number,
        "name": f"Nông Văn {number}",
        "href": f"/can-bo/{number}/",
        "born": "05/08/1975",
        "sex": "Nam",
        "position": "Bí thư đảng ủy",
        "commune": "Xã Cô Ba",
        "district": "Huyện Bảo Lạc",
        "professional": "Đại học",
        "theory": "",
        "verdict": "falls_short",
        "missing": "thiếu lý luận chính trị",
        **changed,
    }

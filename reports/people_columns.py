"""The columns that a list of people may have: what each needs, says, is ordered by, and is called in addresses, JSON and Excel.

A screen, a workbook and JSON show the same columns in the same order, because all three are made from these.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from cadres.ethnic_groups import BY_CODE
from cadres.levels import NO_RECORD, STANDING_LADDERS, Ladder
from cadres.requirements import CRITERIA, NO_STANDARD
from cadres.standards import Verdict
from chuanxa.partial_dates import PartialDate
from chuanxa.periods import age
from chuanxa.refusals import BadRequest
from reports.breakdowns import CATEGORIES, LADDERS, POSITION_GROUPS
from reports.selection import Selection
from reports.sentences import lower_first

Facts = Mapping[str, object]
"""The columns of a standing by name, and `birth` (PartialDate or None)."""


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a column: its key in JSON, its heading and width in Excel."""

    id: str
    label: str
    width: float
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class PeopleColumn:
    """`read` gives one text a part ("" where nothing is known) from the `needs` of a row. `order` names what the column is ordered by,
    `asks` the filter that its heading opens."""

    name: str
    label: str
    parts: tuple[Part, ...]
    needs: tuple[str, ...]
    read: Callable[[Selection, Facts], tuple[str, ...]]
    order: tuple[str, ...] = ()
    asks: str = ""
    known: bool = True
    """False: a blank is said aloud ("chưa có dữ liệu")."""


def level_label(ladder: Ladder, level: int) -> str:
    """The level's name; "" without a record."""
    return "" if level == NO_RECORD else ladder.levels(level).label


def why(missing: int, unclear: int, owed: int = 0, exempt: int = 0) -> str:
    """What is missing, owed, not known or not asked: "thiếu chuyên môn, nghiệp vụ; chưa rõ tin học"."""
    said = []
    for mask, word in ((missing & ~owed, "thiếu"), (owed, "nợ"), (unclear, "chưa rõ"), (exempt, "được miễn")):
        if named := _named(mask):
            said.append(f"{word} {named}")
    if unclear & NO_STANDARD:
        said.append("hệ thống chưa có tiêu chuẩn cho chức danh")
    return "; ".join(said)


def _named(mask: int) -> str:
    return ", ".join(lower_first(label) for _, label, bit in CRITERIA if mask & bit)


SEXES = {0: "", 1: "Nam", 2: "Nữ"}


def _birth(selection: Selection, row: Facts) -> tuple[str, ...]:
    birth: PartialDate | None = row["birth"]
    return (str(birth) if birth else "", SEXES[row["sex"]])


def _age(selection: Selection, row: Facts) -> tuple[str]:
    born = row["born_on"]
    return (str(age(born, selection.day)) if born else "",)


def _position(selection: Selection, row: Facts) -> tuple[str]:
    return (selection.catalogue.labels[row["position_id"]][1],)


def _beside(selection: Selection, row: Facts) -> tuple[str]:
    others = [int(pk) for pk in row["posts"].split(",") if pk and int(pk) != row["position_id"]]
    return ("; ".join(selection.catalogue.labels[pk][1] for pk in others),)


def _unit(tier: str) -> Callable[[Selection, Facts], tuple[str]]:
    def read(selection: Selection, row: Facts) -> tuple[str]:
        pk = row[f"{tier}_id"]
        return (selection.register.units[tier][pk].full_name if pk else "",)

    return read


def _commune(selection: Selection, row: Facts) -> tuple[str, ...]:
    return (*_unit("commune")(selection, row), *_unit("district")(selection, row))


def _choice(column: str, choices) -> Callable[[Selection, Facts], tuple[str]]:
    labels = {key: choice.label for choice in choices for key in choice.keys}
    return lambda selection, row: (labels.get(row[column], ""),)


def _ethnic(selection: Selection, row: Facts) -> tuple[str]:
    group = BY_CODE.get(f"{row['ethnic_group']:02d}")
    return (group.name if group else "",)


def _ladder_column(ladder: Ladder, label: str, id: str, width: float = 19) -> PeopleColumn:
    def read(selection: Selection, row: Facts) -> tuple[str]:
        return (level_label(ladder, row[ladder.value]),)

    query = LADDERS[ladder].query
    return PeopleColumn(query, label, (Part(id, label, width),), (ladder.value,), read, (ladder.value,), query, known=False)


def _party(selection: Selection, row: Facts) -> tuple[str]:
    since = row["party_member_since"]
    return (f"{since:%d/%m/%Y}" if since else "",)


_LADDER_NAMES = {
    Ladder.PROFESSIONAL: ("Chuyên môn", "professional"),
    Ladder.POLITICAL_THEORY: ("Lý luận chính trị", "theory"),
    Ladder.GENERAL_EDUCATION: ("Học vấn", "general_education"),
    Ladder.STATE_MANAGEMENT: ("Quản lý nhà nước", "state_management"),
    Ladder.DEFENCE_SECURITY: ("Quốc phòng, an ninh", "defence_security"),
    Ladder.INFORMATICS: ("Tin học", "informatics"),
}

_UNIT = (Part("commune", "Xã, phường, thị trấn", 24), Part("district", "Huyện", 22))

NAME = PeopleColumn("ten", "Họ và tên", (Part("name", "Họ và tên", 28),), (), lambda selection, row: (row["name"],), ("sort_key",))
"""Always the first."""

PERSONAL_ID = "personal_id"
"""What a row is told of the number by the list itself: covered, unless it was opened with a reason."""

NUMBER = PeopleColumn(
    "so-dinh-danh",
    "Số định danh",
    (Part(PERSONAL_ID, "Số định danh cá nhân", 17),),
    (PERSONAL_ID,),
    lambda selection, row: (row[PERSONAL_ID],),
    known=False,
)

COLUMNS = {
    column.name: column
    for column in (
        NUMBER,
        PeopleColumn(
            "sinh",
            "Ngày sinh",
            (Part("born", "Ngày sinh", 13), Part("sex", "Giới tính", 10)),
            ("born_on", "sex"),
            _birth,
            ("born_on",),
            "tuoi",
        ),
        PeopleColumn(
            "gioi-tinh",
            "Giới tính",
            (Part("sex", "Giới tính", 10),),
            ("sex",),
            lambda selection, row: (SEXES[row["sex"]],),
            ("sex",),
            "gioi-tinh",
        ),
        PeopleColumn("tuoi", "Tuổi", (Part("age", "Tuổi", 7),), ("born_on",), _age, ("-born_on",), "tuoi"),
        PeopleColumn(
            "dan-toc", "Dân tộc", (Part("ethnic_group", "Dân tộc", 14),), ("ethnic_group",), _ethnic, ("ethnic_group",), "dan-toc"
        ),
        PeopleColumn(
            "vao-dang", "Vào Đảng", (Part("party_member_since", "Vào Đảng", 13),), ("party_member_since",), _party, ("party_member_since",)
        ),
        PeopleColumn(
            "chuc-danh",
            "Chức danh",
            (Part("position", "Chức danh", 30, wrapped=True),),
            ("position_id",),
            _position,
            ("position__order",),
            "chuc-danh",
        ),
        PeopleColumn(
            "kiem-nhiem",
            "Kiêm nhiệm",
            (Part("other_positions", "Kiêm nhiệm", 30, wrapped=True),),
            ("position_id", "posts"),
            _beside,
            (),
            "giu",
        ),
        PeopleColumn(
            "loai", "Loại", (Part("category", "Loại", 12),), ("category",), _choice("category", CATEGORIES), ("category",), "loai"
        ),
        PeopleColumn(
            "nhom",
            "Nhóm chức danh",
            (Part("group", "Nhóm chức danh", 24),),
            ("group",),
            _choice("group", POSITION_GROUPS),
            ("group",),
            "nhom",
        ),
        PeopleColumn("don-vi", "Đơn vị", _UNIT, ("commune_id", "district_id"), _commune, ("commune__sort_key", "commune_id")),
        PeopleColumn("huyen", "Huyện", _UNIT[1:], ("district_id",), _unit("district"), ("district__sort_key", "district_id")),
        PeopleColumn(
            "tinh", "Tỉnh", (Part("province", "Tỉnh", 20),), ("province_id",), _unit("province"), ("province__sort_key", "province_id")
        ),
        *(_ladder_column(ladder, *_LADDER_NAMES[ladder]) for ladder in _LADDER_NAMES if ladder in STANDING_LADDERS),
        PeopleColumn(
            "dat-chuan",
            "Đạt chuẩn",
            (Part("verdict", "Đạt chuẩn", 18),),
            ("verdict",),
            lambda selection, row: (Verdict(row["verdict"]).slug,),
            ("verdict",),
            "dat-chuan",
        ),
        PeopleColumn(
            "thieu",
            "Còn thiếu",
            (Part("missing", "Còn thiếu", 46, wrapped=True),),
            ("missing", "unclear", "owed", "exempt"),
            lambda selection, row: (why(row["missing"], row["unclear"], row["owed"], row["exempt"]),),
            (),
            "thieu",
        ),
    )
}
"""What may stand beside the name, by its name in addresses."""

USUAL = tuple(COLUMNS[name] for name in ("sinh", "chuc-danh", "don-vi", "chuyen-mon", "ly-luan", "dat-chuan", "thieu"))
"""The columns of a list that was not asked for others."""

ORDERED = {column.name: column for column in (NAME, *COLUMNS.values()) if column.order}


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which columns a list shows, in which order, and what it is ordered by: (column, backwards), the first counts most."""

    columns: tuple[PeopleColumn, ...] = USUAL
    order: tuple[tuple[PeopleColumn, bool], ...] = ()

    @property
    def all_columns(self) -> tuple[PeopleColumn, ...]:
        return (NAME, *self.columns)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The texts of a row, each once."""
        return tuple({part.id: part for column in self.all_columns for part in column.parts}.values())

    @property
    def needs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for column in self.columns for name in column.needs))


def arranged(columns: Iterable[str], order: Iterable[str]) -> Arrangement:
    """What an address asks with `cot` and `sap-xep`; what was left empty is not asked. Raises BadRequest with what is accepted."""
    chosen = [_column(name) for name in filter(None, columns) if name != NAME.name]
    keys: dict[str, tuple[PeopleColumn, bool]] = {}
    for asked in filter(None, order):
        column = ORDERED.get(asked.removeprefix("-"))
        if column is None:
            every = ", ".join(f"{name}, -{name}" for name in ORDERED)
            raise BadRequest(f"Không xếp được theo “{asked[:60]}”.", f"Nhận: {every} (dấu - là từ cao xuống thấp).")
        keys.setdefault(column.name, (column, asked.startswith("-")))
    return Arrangement(tuple(dict.fromkeys(chosen)) or USUAL, tuple(keys.values()))


def _column(name: str) -> PeopleColumn:
    if name not in COLUMNS:
        raise BadRequest(f"Danh sách không có cột “{name[:60]}”.", f"Nhận: {', '.join(COLUMNS)}.")
    return COLUMNS[name]

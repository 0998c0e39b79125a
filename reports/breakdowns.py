"""The ways a population is broken down: which rows a table has, what each counts, and the query that opens its people.

Pure. Tables and filters are made from the same breakdowns, so a number and the list behind it cannot mean different things.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cadres.ethnic_groups import ETHNIC_GROUPS
from cadres.levels import NO_RECORD, STANDING_LADDERS, Ladder, ProfessionalLevel, TheoryLevel
from cadres.standards import Verdict
from cadres.standings.cells import OF_LADDER, Dimension


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of a table and one value of a filter; `keys` are the stored values it covers."""

    slug: str
    label: str
    keys: frozenset[int]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """`query` is the name in addresses; `column` the column of Standing and Serving that holds the keys."""

    id: str
    label: str
    query: str
    column: str
    dimension: Dimension
    choices: tuple[Choice, ...]

    def choice(self, slug: str) -> Choice:
        """The choice with this slug; KeyError when there is none."""
        return next((choice for choice in self.choices if choice.slug == slug), None) or _absent(slug)

    def count(self, counts: Mapping[tuple[int, int], int], choice: Choice) -> int:
        """People in the choice, from counts by (dimension, key)."""
        return sum(counts.get((self.dimension.value, key), 0) for key in choice.keys)


def _absent(slug: str):
    raise KeyError(slug)


UNKNOWN = Choice("unknown", "Chưa có dữ liệu", frozenset({NO_RECORD}))

_QUERIES = {
    Ladder.GENERAL_EDUCATION: "hoc-van",
    Ladder.PROFESSIONAL: "chuyen-mon",
    Ladder.POLITICAL_THEORY: "ly-luan",
    Ladder.STATE_MANAGEMENT: "quan-ly-nha-nuoc",
    Ladder.DEFENCE_SECURITY: "quoc-phong",
    Ladder.INFORMATICS: "tin-hoc",
}


def _ladder_choices(ladder: Ladder) -> tuple[Choice, ...]:
    levels = [Choice(level.slug, level.label, frozenset({int(level)})) for level in reversed(ladder.levels)]
    if ladder is Ladder.PROFESSIONAL:
        above = frozenset({int(ProfessionalLevel.MASTER), int(ProfessionalLevel.DOCTOR)})
        levels = [Choice("postgraduate", "Sau đại học", above), *levels[2:]]
    return (*levels, UNKNOWN)


LADDERS = {
    ladder: Breakdown(ladder.value, ladder.label, _QUERIES[ladder], ladder.value, OF_LADDER[ladder], _ladder_choices(ladder))
    for ladder in STANDING_LADDERS
}

GROUP_LABELS = (
    ("party", "Đảng ủy"),
    ("council", "Hội đồng nhân dân"),
    ("committee", "Ủy ban nhân dân"),
    ("organizations", "Mặt trận, đoàn thể"),
    ("civil_service", "Công chức chuyên môn"),
    ("offices", "Lãnh đạo cơ quan, phòng"),
)


def _extra_levels(ladder: Ladder) -> tuple[Choice, ...]:
    """Values that filters accept besides the rows of the table: "từ … trở lên", and master and doctor apart."""
    above = tuple(
        Choice(
            f"from_{level.slug}",
            f"Từ {level.label[:1].lower()}{level.label[1:]} trở lên",
            frozenset(int(one) for one in ladder.levels if one >= level),
        )
        for level in list(ladder.levels)[1:]
    )
    if ladder is not Ladder.PROFESSIONAL:
        return above
    apart = (ProfessionalLevel.MASTER, ProfessionalLevel.DOCTOR)
    return (*above, *(Choice(level.slug, level.label, frozenset({int(level)})) for level in apart))


EXTRA_LEVELS = {ladder: _extra_levels(ladder) for ladder in STANDING_LADDERS}

VERDICTS = tuple(
    Choice(verdict.slug, verdict.label, frozenset({int(verdict)})) for verdict in (Verdict.MEETS, Verdict.FALLS_SHORT, Verdict.UNKNOWN)
)

POSITION_GROUPS = tuple(Choice(slug, label, frozenset({place})) for place, (slug, label) in enumerate(GROUP_LABELS))

CATEGORIES = (Choice("elected", "Cán bộ", frozenset({0})), Choice("civil_servant", "Công chức", frozenset({1})))

SEXES = Breakdown(
    "gender",
    "Giới tính",
    "gioi-tinh",
    "sex",
    Dimension.SEX,
    (
        Choice("male", "Nam", frozenset({1})),
        Choice("female", "Nữ", frozenset({2})),
        Choice("unknown", "Chưa có dữ liệu", frozenset({0})),
    ),
)

ETHNIC = Breakdown(
    "ethnic_group",
    "Dân tộc",
    "dan-toc",
    "ethnic_group",
    Dimension.ETHNIC_GROUP,
    (
        *(Choice(group.code, group.name, frozenset({int(group.code)})) for group in ETHNIC_GROUPS),
        Choice("unknown", "Chưa có dữ liệu", frozenset({0})),
    ),
)

MINORITY = Choice("minority", "Dân tộc thiểu số", frozenset(int(group.code) for group in ETHNIC_GROUPS if group.is_minority))


@dataclass(frozen=True, slots=True)
class AgeBand:
    """People aged `low`..`high` on the day, both in; None is open. Bands of form BM02/BNV."""

    slug: str
    label: str
    low: int | None
    high: int | None


AGE_BANDS = (
    AgeBand("to_30", "Từ 30 tuổi trở xuống", None, 30),
    AgeBand("31_40", "Từ 31 đến 40 tuổi", 31, 40),
    AgeBand("41_50", "Từ 41 đến 50 tuổi", 41, 50),
    AgeBand("51_60", "Từ 51 đến 60 tuổi", 51, 60),
    AgeBand("over_60", "Trên 60 tuổi", 61, None),
)

NO_BIRTH = AgeBand("unknown", "Chưa có ngày sinh", None, None)

PROFESSIONAL_INTERMEDIATE = int(ProfessionalLevel.INTERMEDIATE)
THEORY_INTERMEDIATE = int(TheoryLevel.INTERMEDIATE)


def reaching(ladder: Ladder, minimum: int) -> tuple[str, ...]:
    """ "Từ … trở lên" as a query."""
    return (f"from_{ladder.levels(minimum).slug}",)

"""Addresses of records of programmes: one pattern for every kind, whose path is the kind's own."""

from cadres.record_kinds import PERSONAL, PLANNED, RecordKind


class _KindConverter:
    kinds: tuple[RecordKind, ...] = ()

    def to_python(self, value: str) -> RecordKind:
        return next(kind for kind in self.kinds if kind.path == value)

    def to_url(self, kind: RecordKind) -> str:
        return kind.path


class PersonalConverter(_KindConverter):
    """`luan-chuyen`, `quy-hoach`, …: records about persons."""

    kinds = PERSONAL
    regex = "|".join(kind.path for kind in PERSONAL)


class PlannedConverter(_KindConverter):
    """`dao-tao/ke-hoach`, …: plans, courses and aggregate figures."""

    kinds = PLANNED
    regex = "|".join(kind.path for kind in PLANNED)

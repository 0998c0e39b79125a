"""What the filters of an address mean, said once more and slowly: one plain sentence of Python a filter."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from cadres.levels import Ladder
from tests.truth import Seen, age, band

LADDER_QUERIES = {
    "hoc-van": "general_education",
    "chuyen-mon": "professional",
    "ly-luan": "political_theory",
    "quan-ly-nha-nuoc": "state_management",
    "quoc-phong": "defence_security",
    "tin-hoc": "informatics",
}

Asked = Mapping[str, Sequence[str]]


def asked_for(seen: Seen, asked: Asked, day: date) -> bool:
    """Whether the person is among those that every filter of `asked` lets through."""
    return all(_lets(name, seen, values, day) for name, values in asked.items() if values)


def _lets(name: str, seen: Seen, values: Sequence[str], day: date) -> bool:
    if name in LADDER_QUERIES:
        return any(_at(seen, LADDER_QUERIES[name], value) for value in values)
    return _SENTENCES[name](seen, values, day)


def _at(seen: Seen, ladder: str, value: str) -> bool:
    """A level's own row, one level apart ("master"), or "from_…" and whatever is above."""
    if value.startswith("from_"):
        least = next(level for level in Ladder(ladder).levels if level.slug == value.removeprefix("from_"))
        return seen.at_least(ladder, least)
    own = Ladder(ladder).levels(seen.levels[ladder]).slug if ladder in seen.levels else "unknown"
    return value in (own, seen.slug(ladder))


def _minority(seen: Seen) -> bool:
    return seen.ethnic_group not in ("unknown", "01", "55")


_SENTENCES: dict[str, Callable[[Seen, Sequence[str], date], bool]] = {
    "chuc-danh": lambda seen, values, day: bool(seen.posts & set(values)),
    "giu": lambda seen, values, day: seen.posts >= set(values),
    "loai": lambda seen, values, day: seen.category in values,
    "nhom": lambda seen, values, day: seen.group in values,
    "dat-chuan": lambda seen, values, day: seen.verdict in values,
    "thieu": lambda seen, values, day: seen.missing >= set(values),
    "no": lambda seen, values, day: seen.owed >= set(values),
    "mien": lambda seen, values, day: seen.exempt >= set(values),
    "chua-ro": lambda seen, values, day: seen.unclear >= set(values),
    "gioi-tinh": lambda seen, values, day: seen.sex in values,
    "dan-toc": lambda seen, values, day: seen.ethnic_group in values or ("minority" in values and _minority(seen)),
    "tuoi": lambda seen, values, day: band(seen, day) in values,
    "tuoi-tu": lambda seen, values, day: seen.born is not None and age(seen.born, day) >= int(values[-1]),
    "tuoi-den": lambda seen, values, day: seen.born is not None and age(seen.born, day) <= int(values[-1]),
    "vung": lambda seen, values, day: bool(seen.areas & set(values)),
}

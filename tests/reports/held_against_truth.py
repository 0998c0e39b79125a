"""Holds the JSON of a page against the slow answer of tests/truth.py: every number of every table, key by key."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from provinces.models import Commune
from tests.asked import Asked, asked_for
from tests.truth import LADDERS, Seen, Truth, measures, tables

UNIT_TABLES = ("provinces", "districts", "communes")
Place = tuple[str, str]
"""(tier, code)."""
EVERYWHERE: Callable[[Commune], bool] = lambda commune: True  # noqa: E731


def people_of(
    truth: Truth,
    day: date,
    place: Place | None = None,
    *,
    asked: Asked | None = None,
    reached: Callable[[Commune], bool] = EVERYWHERE,
    drawn: date | None = None,
) -> list[Seen]:
    """Those who stand in the place on `day`, within reach; with `drawn`, the place is that of another day."""
    return [
        one
        for one in truth.seen(day)
        if reached(one.commune) and _inside(truth, one.commune, place, drawn) and asked_for(one, asked or {}, day)
    ]


def _inside(truth: Truth, commune: Commune, place: Place | None, drawn: date | None) -> bool:
    if place is None:
        return True
    stands = truth.stands(commune, drawn) if drawn else commune
    if stands is None:
        return False
    tier, code = place
    unit = stands if tier == "commune" else getattr(stands, tier)
    return unit is not None and unit.code == code


def units_of(truth: Truth, people: Iterable[Seen], drawn: date | None) -> dict[str, dict[str, list[Seen]]]:
    """Unit table → code → the people of that unit, drawn as on a day."""
    found: dict[str, dict[str, list[Seen]]] = {id: {} for id in UNIT_TABLES}
    for one in people:
        stands = truth.stands(one.commune, drawn) if drawn else one.commune
        if stands is None:
            continue
        for id, unit in (("communes", stands), ("districts", stands.district), ("provinces", stands.province)):
            if unit is not None:
                found[id].setdefault(unit.code, []).append(one)
    return found


def hold(report: dict, truth: Truth, people: list[Seen], *, before: list[Seen] | None = None, drawn: date | None = None) -> None:
    """Every number of the report is that of `people` (and of `before` on the compared day)."""
    day = date.fromisoformat(report["day"])
    expected = tables(people, day)
    earlier = tables(before, date.fromisoformat(report["compared_day"])) if before is not None else None
    units = units_of(truth, people, drawn)
    found = {table["id"]: table for table in report["tables"]}
    assert {"category", "verdict", "group", "position", "gender", "ethnic_group", *LADDERS} <= found.keys()
    for id, table in found.items():
        _hold_shape(table)
        counts = {row["key"]: row["count"] for row in table["rows"]}
        if id in UNIT_TABLES:
            _hold_units(table, units[id])
            continue
        assert table["total"] == len(people), id
        assert {key: count for key, count in counts.items() if count} == expected[id], id
        if earlier is not None and id != "age_band":
            assert {row["key"]: row["before"]["count"] for row in table["rows"] if row["before"]["count"]} == earlier[id], id
            assert {row["before"]["total"] for row in table["rows"]} <= {len(before)}, id
    _hold_verdicts(found["verdict"], people)
    _hold_groups(found["group"], people)


def _hold_shape(table: dict) -> None:
    for row in table["rows"]:
        assert row["total"] == table["total"] and type(row["count"]) is int
        for share in (row, *row.get("measures", {}).values(), *([row["before"]] if "before" in row else [])):
            assert share["share"] == percent(share["count"], share["total"])
    if table["exclusive"]:
        assert sum(row["count"] for row in table["rows"]) == table["total"], table["id"]


def percent(count: int, total: int) -> str | None:
    """Half-up with two decimals, as a child does it on paper."""
    return str((Decimal(count * 100) / total).quantize(Decimal("0.01"), ROUND_HALF_UP)) if total else None


def _hold_units(table: dict, units: dict[str, list[Seen]]) -> None:
    assert table["total"] == sum(row["count"] for row in table["rows"])
    rows = {row["key"]: row for row in table["rows"]}
    assert units.keys() <= rows.keys(), table["id"]
    for code, row in rows.items():
        people = units.get(code, [])
        assert row["count"] == len(people), (table["id"], code)
        assert {key: share["count"] for key, share in row["measures"].items()} == measures(people), (table["id"], code)
        assert {share["total"] for share in row["measures"].values()} == {len(people)}


def _hold_verdicts(table: dict, people: list[Seen]) -> None:
    """The reasons of those who fall short and of those who cannot be judged."""
    rows = {row["key"]: row for row in table["rows"]}
    assert [*rows] == ["meets", "falls_short", "unknown"]
    short = [one for one in people if one.verdict == "falls_short"]
    unclear = [one for one in people if one.verdict == "unknown"]
    reasons = {f"missing_{ladder}": sum(ladder in one.missing for one in short) for ladder in LADDERS}
    reasons["missing_professional_and_political_theory"] = sum(one.missing >= {"professional", "political_theory"} for one in short)
    assert _counts(rows["falls_short"]) == {key: number for key, number in reasons.items() if number}
    reasons = {f"unclear_{slug}": sum(slug in one.unclear for one in unclear) for slug in (*LADDERS, "standard")}
    assert _counts(rows["unknown"]) == {key: number for key, number in reasons.items() if number}
    assert {share["total"] for share in rows["falls_short"].get("measures", {}).values()} <= {len(short)}
    assert {share["total"] for share in rows["unknown"].get("measures", {}).values()} <= {len(unclear)}


def _hold_groups(table: dict, people: list[Seen]) -> None:
    for row in table["rows"]:
        if row["count"]:
            mine = [one for one in people if one.group == row["key"]]
            assert _counts(row) == {verdict: sum(one.verdict == verdict for one in mine) for verdict in ("meets", "falls_short", "unknown")}


def _counts(row: dict) -> dict[str, int]:
    return {key: share["count"] for key, share in row.get("measures", {}).items()}


def hold_trends(report: dict, truth: Truth, people_on: Callable[[date], list[Seen]]) -> None:
    """Every point of every line is the share of that day's people."""
    trends = {trend["id"]: trend for trend in report["trends"]}
    assert set(trends) == {"standardization", *LADDERS}
    for place, text in enumerate(trends["standardization"]["days"]):
        people = people_on(date.fromisoformat(text))
        wanted = {key: measures(people)[key] for key in ("meets", "professional_intermediate", "theory_intermediate")}
        assert _points(trends["standardization"], place) == (wanted, {len(people)}) if people else _nothing(trends, place), text
        for ladder in LADDERS:
            found, _ = _points(trends[ladder], place)
            counted = {slug: sum(one.slug(ladder) == slug for one in people) for slug in {one.slug(ladder) for one in people}}
            assert {key: number for key, number in found.items() if number} == counted, (ladder, text)


def _points(trend: dict, place: int) -> tuple[dict[str, int], set[int]]:
    points = {line["key"]: line["points"][place] for line in trend["lines"]}
    return {key: point["count"] for key, point in points.items() if point}, {point["total"] for point in points.values() if point}


def _nothing(trends: dict, place: int) -> bool:
    return all(line["points"][place] is None for trend in trends.values() for line in trend["lines"])

"""What each article's tests ask of /doi-chieu/: no figure left over, computed ones open exactly their records, bare figures checked."""

import json

from reports.actions.published_files import FOLDER
from reports.published.checks import check
from reports.published.figures import Figure, Finding, Part
from reports.published.numbers import read_number, written
from tests.cast import Visitor


def file_of(name: str) -> dict:
    """An article as its file has it."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def bare_figures(name: str) -> list[Figure]:
    """The figures as the checks see them, from the file alone: no data base, nothing computed."""
    return [
        Figure(
            one["code"],
            one["label"],
            read_number(one["printed"]),
            one.get("unit", ""),
            one.get("count"),
            one.get("total"),
            one.get("population", ""),
            one.get("group", ""),
            Part(one.get("part", Part.MEMBER)),
        )
        for one in file_of(name)["figures"]
    ]


def findings(name: str) -> list[Finding]:
    """What the general checks find in an article's bare figures."""
    return list(check(bare_figures(name)))


def rows(visitor: Visitor, name: str) -> dict[str, dict]:
    """The lines of an article, by the code of the figure, in the order printed."""
    report = visitor.report(f"/doi-chieu/{file_of(name)['report']['code']}/")
    return {row["key"].rpartition("/")[2]: row for row in report["rows"]}


def codes(found: dict[str, dict], verdict: str) -> list[str]:
    """The figures with this verdict."""
    return [code for code, row in found.items() if row["verdict"] == verdict]


def assert_none_is_left_over(found: dict[str, dict], name: str) -> None:
    """Every figure of the file has a line; it is computed equal, or flagged with a reason, or an input that says why."""
    assert list(found) == [one["code"] for one in file_of(name)["figures"]]
    for code, row in found.items():
        assert row["verdict"] in {"equal", "flagged", "input"} and row["reason"], code
        assert "Chưa tính được" not in row["reason"], (code, row["reason"])
        if row["verdict"] == "input":
            assert row["computed"] is None and row["list"] is None, code
        if row["verdict"] == "equal":
            computed, printed = read_number(row["computed"].partition("/")[0]), read_number(row["printed"])
            assert computed.value == printed.value or (row["unit"] == "đồng" and abs(computed.value - printed.value) < printed.step), code


def assert_each_opens_its_records(visitor: Visitor, found: dict[str, dict], *, set_by_somebody: tuple[str, ...] = ()) -> None:
    """The list behind each computed number is exactly as long as its count; entries without names add up to it.

    Plans and targets were `set_by_somebody`: they open the plan or the target that says the number, and no list.
    """
    for code, row in found.items():
        if row["count"] is None:
            continue
        if code in set_by_somebody:
            assert row["list"] is None and written(row["count"]) in visitor.page(row["declared"]), code
            continue
        told = visitor.report(row["list"])
        assert told.get("number", told["total"]) == row["count"], (code, row["list"])
        assert visitor.get(row["page"].partition("#")[0]).status_code == 200, code

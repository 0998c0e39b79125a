"""docs/security.md names tests and drills that exist, and every requirement once."""

import re

from chuanxa.environment import ROOT
from drills.run import DRILLS

TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_every_test_it_names_exists():
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    there = set(re.findall(r"def (test_\w+)", written))
    named = set(re.findall(r"`(test_\w+)`", TEXT))
    assert len(named) > 60 and named - there == set()


def test_every_drill_is_described_and_no_other():
    assert set(re.findall(r"^\| ([a-z]+) \|", TEXT, re.M)) >= set(DRILLS)
    assert set(re.findall(r"diễn tập ([a-z]{4,})\b", TEXT)) <= set(DRILLS)


def test_every_requirement_of_the_standard_has_one_answer_with_a_reason():
    rows = re.findall(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \|$", TEXT, re.M)
    numbers = [number for number, _, _ in rows]
    assert len(numbers) == len(set(numbers)) > 180
    assert {answer for _, answer, _ in rows} <= {"có", "không", "một phần", "không áp dụng", "người vận hành"}
    assert all(len(reason.strip()) > 5 for _, _, reason in rows)

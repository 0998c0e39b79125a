"""Colours live in one file, and whoever reads on a poor screen can tell letters and edges from what lies under them."""

import re
from itertools import product

import pytest

from chuanxa.environment import ROOT

SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
TOKENS = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6});", (ROOT / "static" / "css" / "tokens.css").read_text()))
WITH_COLOURS = {"tokens.css", "print.css"}  # paper is grey: it has its own


def light(colour: str) -> float:
    """Relative luminance of a colour, WCAG 2.2."""
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two tokens, 1 to 21."""
    low, high = sorted((light(TOKENS[one]), light(TOKENS[other])))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_the_guideline_does():
    assert contrast("card", "card") == 1
    assert round(light("#000"), 3) == 0 and round(light("#fff"), 3) == 1
    assert round((light("#fff") + 0.05) / (light("#767676") + 0.05), 2) == 4.54


@pytest.mark.parametrize(("text", "ground"), product(("ink", "ink-2", "ink-3", "accent", "meets", "short"), ("paper", "card", "row-hover")))
def test_text_is_told_from_its_ground(text, ground):
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(
    ("text", "grounds"),
    [
        ("on-dark", ("accent", "accent-dark", "meets", "short")),
        ("accent", ("accent-wash",)),
        ("doubt", ("doubt-wash",)),
        ("ink", ("accent-wash", "doubt-wash", "error-wash", "unknown-a", "unknown-b")),
        ("ink-2", ("accent-wash", "unknown-a")),
    ],
)
def test_text_on_a_colour_is_told_from_it(text, grounds):
    assert [ground for ground in grounds if contrast(text, ground) < 4.5] == []


@pytest.mark.parametrize(
    ("edge", "ground"),
    [("edge", "card"), ("edge", "paper"), ("unknown-edge", "card"), ("focus", "card"), ("focus", "paper"), ("l3", "card")],
)
def test_edges_are_told_from_their_ground(edge, ground):
    assert contrast(edge, ground) >= 3


def test_the_ramp_grows_darker_with_the_level():
    steps = [light(TOKENS[f"l{step}"]) for step in range(6)]
    assert steps == sorted(steps, reverse=True)


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet.name not in WITH_COLOURS], ids=lambda sheet: sheet.name)
def test_a_component_names_a_token_and_never_a_colour(sheet):
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text()) == []


def test_every_token_that_a_sheet_names_exists():
    known = set(re.findall(r"(--[\w-]+):", (ROOT / "static" / "css" / "tokens.css").read_text()))
    for sheet in SHEETS:
        assert set(re.findall(r"var\((--[\w-]+)", sheet.read_text())) <= known, sheet.name


def test_no_sheet_asks_for_anything_from_outside():
    assert [sheet.name for sheet in SHEETS if re.search(r"url\(|@import", sheet.read_text())] == []


def test_there_is_a_class_for_every_percent():
    widths = (ROOT / "static" / "css" / "widths.css").read_text()
    assert re.findall(r"\.w(\d+) \{ width: (\d+)%; \}", widths) == [(str(step), str(step)) for step in range(101)]

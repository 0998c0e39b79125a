"""Templates keep to the strict policy, and say what they need."""

import re

import pytest
from django.template.loader import get_template

from chuanxa.environment import ROOT

FOLDER = ROOT / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
ALL = pytest.mark.parametrize("name", TEMPLATES)


def source(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@ALL
def test_a_template_compiles(name):
    assert get_template(name)


@ALL
def test_a_template_has_no_inline_style_script_or_drawing(name):
    assert re.findall(r"\sstyle=|\son\w+=|javascript:|<svg|<style|<script(?![^>]*\ssrc=)|\shx-on", source(name)) == []


@ALL
def test_a_template_names_no_other_host(name):
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+", source(name)) == []


@ALL
def test_a_template_says_what_it_needs(name):
    assert "{% comment %}" in source(name) or name == "base.html"


def test_every_component_is_used():
    everything = "".join(source(name) for name in TEMPLATES)
    components = [name for name in TEMPLATES if name.startswith("_components/")]
    assert [name for name in components if f'"{name}"' not in everything] == []


IN_AN_ATTRIBUTE = re.compile(
    r'\b(?:href|value|name|id|for|action|hx-get|aria-\w+|data-\w+)="[^"<>]*?\{\{ *([\w.]+\.(?:id|pk|number|\w+_id)) *\}\}'
)
TEXTS = {"table.id", "trend.id", "part.id", "line.id", "field.auto_id"}
"""Ids of parts of a report and of fields: texts, not numbers of rows."""


@ALL
def test_a_number_of_a_row_stands_in_an_attribute_without_the_dots_of_thousands(name):
    """An address of 1234568 must not say 1.234.568: `|stringformat:"d"` or `|unlocalize`."""
    assert [found for found in IN_AN_ATTRIBUTE.findall(source(name)) if found not in TEXTS] == []

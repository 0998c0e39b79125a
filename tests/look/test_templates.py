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

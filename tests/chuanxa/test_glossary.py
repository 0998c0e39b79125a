"""docs/glossary.md is the one authority for names: whatever people can choose, and every model, has its row there."""

import enum
import importlib
import json
import pkgutil
import re

import pytest
from django.apps import apps

from chuanxa.environment import ROOT
from chuanxa.roles import CHOICES

PACKAGES = ("chuanxa", "provinces", "cadres", "reports")
TEXT = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("| ").split("|")] for line in TEXT.splitlines() if line.startswith("| ") and "---" not in line]
TERMS = {(row[0].casefold(), identifier) for row in ROWS for identifier in re.findall(r"`([^`]+)`", row[2])}


def choices() -> list[type[enum.Enum]]:
    """Every enum of the product whose values have labels for people."""
    found = {}
    for package in map(importlib.import_module, PACKAGES):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" in module.name or module.name == "chuanxa.wsgi":
                continue
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, type) and issubclass(value, enum.Enum) and value.__module__ == module.name and len(value):
                    found[value.__qualname__] = value
    return [each for each in found.values() if hasattr(next(iter(each)), "label")]


CHOICES_OF_PEOPLE = choices()


def test_there_are_choices_to_look_at():
    assert {"Ladder", "Verdict", "Category", "AreaClass", "ProfessionalLevel"} <= {each.__name__ for each in CHOICES_OF_PEOPLE}


@pytest.mark.parametrize("choice", CHOICES_OF_PEOPLE, ids=lambda choice: choice.__name__)
def test_every_value_that_can_be_chosen_has_its_row(choice):
    assert f"`{choice.__name__}`" in TEXT, f"no heading names {choice.__name__}"
    slugs = {value: getattr(value, "slug", str(value.value)) for value in choice}
    missing = [(value.label, slug) for value, slug in slugs.items() if (str(value.label).casefold(), slug) not in TERMS]
    assert not missing, f"add to docs/glossary.md: {missing}"


@pytest.mark.parametrize(("name", "label"), CHOICES)
def test_every_role_has_its_row(name, label):
    assert (label.casefold(), name) in TERMS


def test_every_position_of_the_catalogue_has_its_row():
    positions = json.loads((ROOT / "fixtures" / "catalogue" / "positions.json").read_text(encoding="utf-8"))
    assert [row["code"] for row in positions if (row["label"].casefold(), row["code"]) not in TERMS] == []


@pytest.mark.parametrize("label", [model._meta.label for app in PACKAGES for model in apps.get_app_config(app).get_models()])
def test_every_model_has_its_row(label):
    name = label.split(".")[1]
    assert name in {"AuditHead", "Upkeep"} or any(identifier == name for _, identifier in TERMS)


def test_a_table_has_one_row_for_a_term():
    for table in TEXT.split("\n\n"):
        terms = [line.split("|")[1].strip() for line in table.splitlines() if line.startswith("| ")]
        assert sorted(terms) == sorted(set(terms))

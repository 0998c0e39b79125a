"""Facts in words: the names of their fields, and their values as people write them."""

from collections.abc import Iterator

from django.db import models

from cadres.ethnic_groups import BY_CODE
from cadres.levels import Ladder
from chuanxa.exports.stamps import covered
from chuanxa.facts import Recorded
from chuanxa.partial_dates import PartialDate, Precision

PRECISIONS = {
    "born_on": "born_precision",
    "party_member_since": "party_precision",
    "party_full_member_since": "party_full_precision",
    "awarded_on": "awarded_precision",
    "valid_from": "from_precision",
    "valid_to": "to_precision",
}
_UNTOLD = {"id", "cadre", "first", "search_key", "sort_key", "reason", "supersedes", *PRECISIONS.values()}


def capital(text: str) -> str:
    """The first letter large, the others as they are: "Ngày vào Đảng"."""
    return text[:1].upper() + text[1:]


def fields_of(fact: Recorded) -> Iterator[models.Field]:
    """The fields that say something, without the clock and what is derived."""
    for field in fact._meta.concrete_fields:
        if field.editable and field.name not in _UNTOLD and not field.name.startswith(("recorded_", "superseded_")):
            yield field


def value_of(fact: Recorded, field: models.Field) -> str:
    """The value as text; "" for nothing. A personal ID number is covered: it is opened elsewhere, with a reason."""
    value = getattr(fact, field.attname)
    if value is None or value == "":
        return ""
    if field.name == "personal_id":
        return covered(value)
    if field.name in PRECISIONS and hasattr(fact, PRECISIONS[field.name]):
        return str(PartialDate(value, Precision(getattr(fact, PRECISIONS[field.name]))))
    if field.name == "level" and getattr(fact, "ladder", ""):
        return Ladder(fact.ladder).levels(value).label
    if field.name == "ethnic_group":
        return BY_CODE[value].name if value in BY_CODE else value
    if isinstance(field, models.DecimalField):
        return f"{value.normalize():f}".replace(".", ",")
    if isinstance(field, models.BooleanField):
        return "có" if value else "không"
    if isinstance(field, models.DateField):
        return f"{value:%d/%m/%Y}"
    if field.is_relation:
        return str(getattr(fact, field.name))
    if isinstance(field, models.IntegerField) and not field.choices and not _is_year(field.name):
        return f"{value:,}".replace(",", ".")
    return str(dict(field.flatchoices).get(value, value))


def _is_year(name: str) -> bool:
    """2013 is a year, 2.013 are people."""
    return ("year" in name and name != "years") or name.startswith("term_")


def both_values(one: Recorded, other: Recorded, field: models.Field) -> tuple[str, str]:
    """The two values as text; personal ID numbers that differ only where they are covered are told apart."""
    told = value_of(one, field), value_of(other, field)
    if field.name == "personal_id" and told[0] == told[1] and one.personal_id != other.personal_id:
        return told[0], f"{told[1]} (khác ở phần che)"
    return told


def changes_between(before: Recorded, after: Recorded) -> list[tuple[str, str, str]]:
    """(field, old, new) of every field that differs."""
    same = {
        field.name for field in fields_of(after) if field.is_relation and getattr(before, field.attname) == getattr(after, field.attname)
    }
    fields = [field for field in fields_of(after) if field.name not in same]
    told = [(str(field.verbose_name), *both_values(before, after, field)) for field in fields]
    return [(capital(name), old, new) for name, old, new in told if old != new]


def in_one_line(fact: Recorded) -> str:
    """The fact as a sentence part: "Đại học, Luật, 2001"."""
    if fact.TOLD_BY:
        return ", ".join(filter(None, (value_of(fact, fact._meta.get_field(name)) for name in fact.TOLD_BY)))
    skipped = {"ladder"} if getattr(fact, "level", None) is not None else set()
    told = [field for field in fields_of(fact) if field.name not in skipped and not isinstance(field, models.BooleanField)]
    return ", ".join(filter(None, (value_of(fact, field) for field in told)))


def kind_of(fact: Recorded) -> str:
    """What kind of fact it is, with its ladder when it has one."""
    ladder = getattr(fact, "ladder", "")
    name = capital(str(fact._meta.verbose_name))
    return f"{name} ({Ladder(ladder).label.lower()})" if ladder else name

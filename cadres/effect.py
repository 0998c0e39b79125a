"""Who would change, as a page tells it: counts, communes, names. Plain JSON, so that background work can hand it over.

Names beyond MOST_NAMES are counted and not listed: a page of a whole country would hold nobody's attention.
"""

from datetime import date

from cadres.requirements import CRITERIA
from cadres.standards import Verdict
from cadres.standings.catalogue import catalogue
from cadres.standings.preview import Change, Preview
from provinces.register import register

MOST_NAMES = 2_000


def effect_of(preview: Preview) -> dict:
    """Counts of the preview, one entry a commune and one a person; those who lose stand first in their commune."""
    units, law = register(), catalogue()
    people = sorted(preview.people, key=lambda one: (one.province, one.commune, not one.loses, not one.gains, one.sort_key, one.cadre))
    return {
        "day": preview.day.isoformat(),
        "examined": preview.examined,
        "changed": len(preview.people),
        "gains": len(preview.gains),
        "losses": len(preview.losses),
        "others": len(preview.others),
        "retiring": len(preview.retiring),
        "studying": len(preview.studying),
        "communes": [
            {"name": _place(commune, units), **{name: counts[name] for name in ("gains", "losses", "others")}}
            for commune, counts in preview.by_commune.items()
        ],
        "people": [_person(one, units, law) for one in people[:MOST_NAMES]],
        "unnamed": max(0, len(people) - MOST_NAMES),
    }


def _place(commune: int, units) -> str:
    unit = units.units["commune"][commune]
    above = units.units["district"].get(unit.district) if unit.district else None
    return f"{unit.full_name}, {above.full_name}" if above else unit.full_name


def _person(one: Change, units, law) -> dict:
    return {
        "cadre": one.cadre,
        "name": one.name,
        "place": _place(one.commune, units),
        "position": law.labels[one.position][1],
        "before": Verdict(one.before.verdict).slug,
        "before_label": Verdict(one.before.verdict).label,
        "after": Verdict(one.after.verdict).slug,
        "after_label": Verdict(one.after.verdict).label,
        "why": _why(one),
        "flags": _flags(one),
    }


def _why(one: Change) -> str:
    """What the draft would find, requirement by requirement."""
    after = one.after
    masks = ((after.missing & ~after.owed, "thiếu"), (after.owed, "nợ"), (after.unclear, "chưa rõ"), (after.exempt, "được miễn, hạ mức"))
    named = ((word, [label[:1].lower() + label[1:] for _, label, bit in CRITERIA if mask & bit]) for mask, word in masks)
    said = [f"{word} {', '.join(labels)}" for word, labels in named if labels]
    if one.owed_until:
        said.append(f"nợ đến hết {_day(one.owed_until)}")
    return "; ".join(said)


def _flags(one: Change) -> list[str]:
    found = ["đang học"] if one.studies else []
    return [*found, f"nghỉ hưu {_day(one.retires_on)}, trước hạn"] if one.retires_first else found


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"

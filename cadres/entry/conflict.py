"""Two people had one dossier open: what the other saved is taken in, and only fields that both changed are asked about.

The three texts of a field are those of the fact the row was opened from, of what was typed, and of what stands now. Where only one
side changed a field its text is kept; where both did, the one who saves second chooses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone

from cadres.actions.undo import last_of
from cadres.entry.form import Desk, Opened, row_count
from cadres.entry.profile_form import ProfileForm
from cadres.entry.rows import FactForm
from cadres.entry.sections import ROWS, SECTIONS
from chuanxa.facts import Recorded

ASKED, CHOICE = "conflict", "choice:"
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Difference:
    """A field both changed, with both texts; `said` is who saved the other and when."""

    name: str
    label: str
    mine: str
    theirs: str
    said: str


def catch_up(data: Mapping[str, str], opened: Opened, desk: Desk) -> tuple[dict[str, str], list[str]]:
    """The typed form brought to the dossier as it stands now, and sentences on what was taken over.

    The fields to choose between are named in its `conflict`, one a word.
    """
    merged, said, asked = dict(data), [], []
    merged["version"] = str(opened.version)
    seen: set[tuple[type, int]] = set()
    for prefix, kind in _rows(data):
        base = _fact(kind, data.get(f"{prefix}-fact"), opened)
        if base is None:
            continue
        now = last_of(base)
        seen.add((kind.model, now.pk))
        if now.superseded_at is None:
            merged[f"{prefix}-fact"] = str(now.pk)
            asked += _merge_row(merged, prefix, *(kind.texts(fact, desk.picker) for fact in (base, now)))
        else:
            said.append(_withdrawn(merged, prefix, kind, base, now, desk))
    for section in ROWS:
        said += _append(merged, section, [fact for fact in opened.of(section).values() if (type(fact), fact.pk) not in seen], desk)
    merged[ASKED] = " ".join(asked)
    return merged, said


def _rows(data: Mapping[str, str]) -> Iterator[tuple[str, type[FactForm]]]:
    yield "profile", ProfileForm
    for section, kind in ROWS.items():
        for place in range(row_count(data.get(f"{section}-rows"))):
            yield f"{section}-{place}", kind


def _fact(kind: type[FactForm], text: str | None, opened: Opened) -> Recorded | None:
    """The fact the row was opened from, if it is of this person."""
    if not text or not text.isdecimal() or len(text) > 18 or opened.profile is None:
        return None
    return kind.model.objects.filter(pk=int(text), cadre=opened.profile.cadre_id).first()


def _merge_row(merged: dict[str, str], prefix: str, base: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    asked = []
    for name, before in base.items():
        field, after = f"{prefix}-{name}", now[name]
        mine = merged.get(field, "").strip()
        if after == before or mine == after:
            continue
        if mine == before:
            merged[field] = after
        else:
            asked.append(field)
    return asked


def _withdrawn(merged: dict[str, str], prefix: str, kind: type[FactForm], base: Recorded, now: Recorded, desk: Desk) -> str:
    """The other took the row out: without changes of one's own it goes, with them it stays as a new row."""
    texts = kind.texts(base, desk.picker)
    changed = [name for name, before in texts.items() if merged.get(f"{prefix}-{name}", "").strip() != before]
    merged[f"{prefix}-fact"] = ""
    if changed:
        return f"{now.superseded_by} đã bỏ “{base}”; dòng bạn sửa được giữ lại như dòng mới. Đánh dấu “Bỏ dòng này” nếu không cần."
    merged[f"{prefix}-gone"] = "on"
    return f"{now.superseded_by} đã bỏ “{base}”."


def _append(merged: dict[str, str], section: str, facts: list[Recorded], desk: Desk) -> Iterator[str]:
    for fact in facts:
        place = row_count(merged.get(f"{section}-rows"))
        texts = ROWS[section].texts(fact, desk.picker) | {"fact": str(fact.pk)}
        merged |= {f"{section}-{place}-{name}": text for name, text in texts.items()} | {f"{section}-rows": str(place + 1)}
        yield f"{fact.recorded_by} đã thêm “{fact}” ({SECTIONS[section].lower()})."


def choose(data: Mapping[str, str], opened: Opened, desk: Desk) -> tuple[dict[str, str], list[Difference]]:
    """Apply the choices made; the differences still without one are returned. `data` is of the dossier as it stands."""
    chosen, open_ = dict(data), []
    for difference in differences(data, opened, desk):
        choice = data.get(CHOICE + difference.name)
        if choice == THEIRS:
            chosen[difference.name] = difference.theirs
        elif choice != MINE:
            open_.append(difference)
    chosen[ASKED] = " ".join(difference.name for difference in open_)
    return chosen, open_


def differences(data: Mapping[str, str], opened: Opened, desk: Desk) -> Iterator[Difference]:
    """The fields named in `conflict`, with what was typed and what stands."""
    kinds = dict(_rows(data))
    for field in data.get(ASKED, "").split()[:200]:
        prefix, _, name = field.rpartition("-")
        kind = kinds.get(prefix)
        fact = _fact(kind, data.get(f"{prefix}-fact"), opened) if kind else None
        if fact is None or fact.superseded_at or name not in (texts := kind.texts(fact, desk.picker)):
            continue
        said = f"{fact.recorded_by}, {timezone.localtime(fact.recorded_at):%H:%M %d/%m/%Y}"
        where = SECTIONS.get(prefix.partition("-")[0], "Lý lịch")
        yield Difference(field, f"{where}: {kind.base_fields[name].label}", data.get(field, "").strip(), texts[name], said)

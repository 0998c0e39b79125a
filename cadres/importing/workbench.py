"""What the pages of imports show, as plain dictionaries, and what their forms say back."""

from collections.abc import Mapping
from datetime import date

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone

from cadres.importing import meanings
from cadres.importing.matching import NEW
from cadres.importing.package import LIMITS
from cadres.importing.places import places_on
from cadres.importing.plan import Fate, RowPlan, described
from cadres.importing.preview import Preview, reached
from cadres.importing.sheet import address
from cadres.importing.unused import unused_columns
from cadres.levels import Ladder
from cadres.models import ImportBatch, ImportState
from chuanxa.partial_dates import UnreadableDate, read_day
from chuanxa.refusals import BadRequest
from provinces.models.scope import Reach

PER_PAGE = 50
MOST_LISTED = 400
BLANKS = (Ladder.PROFESSIONAL, Ladder.POLITICAL_THEORY, Ladder.STATE_MANAGEMENT, Ladder.INFORMATICS)
_SOURCES = {"title": "tiêu đề", "sheet name": "tên trang", "heading": "dòng tên đơn vị", "chosen": "bạn chọn"}
_HOME = ("Nhập từ tệp", "import-list")


def list_page(sent, reach: Reach, today: date) -> dict:
    """The front page: newest imports, and the communes one may download a blank list for."""
    places = places_on(today)
    own = reached(places, reach)
    communes = [] if own is None else sorted((places.by_id[pk] for pk in own), key=lambda one: (one.district, one.name))
    return {
        "crumbs": [(_HOME[0], None)],
        "sent": [_sent(batch) for batch in sent],
        "communes": [(place.code, place.label) for place in communes[:MOST_LISTED]],
        "many": own is None,
    }


def _sent(batch: ImportBatch) -> dict:
    return {
        "href": reverse("import-detail", args=[batch.pk]),
        "name": batch.name,
        "by": batch.by,
        "at": f"{timezone.localtime(batch.created_at):%H:%M %d/%m/%Y}",
        "as_of": f"{batch.as_of:%d/%m/%Y}" if batch.as_of else "",
        "state": ImportState(batch.state).label,
        "slug": batch.state,
        "counts": _counts(batch.counts),
        "note": batch.note,
    }


def _counts(counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    return [(fate.value, fate.label, counts[fate.value]) for fate in Fate if fate.value in counts]


def preview_page(batch: ImportBatch, found: Preview | None, asked: Mapping[str, str]) -> dict:
    """The plan of a draft, or what became of an import."""
    page = _sent(batch) | {
        "crumbs": [(_HOME[0], reverse(_HOME[1])), (batch.name, None)],
        "pk": batch.pk,
        "draft": batch.state == ImportState.DRAFT,
        "done": batch.state == ImportState.DONE,
        "may_undo": batch.state == ImportState.DONE and batch.change_set is not None,
        "ended": batch.counts.get("ended", 0),
        "left": batch.counts.get(Fate.REFUSED.value, 0) if batch.state == ImportState.DONE else 0,
        "written": reverse("change-detail", args=[batch.change_set_id]) if batch.change_set_id else "",
        "queued": batch.state == ImportState.QUEUED,
        "job": reverse("job-detail", args=[batch.job_id]) if batch.job_id else "",
    }
    return page | _plan(batch, found, asked) if found else page


def _plan(batch: ImportBatch, found: Preview, asked: Mapping[str, str]) -> dict:
    plan, fate = found.plan, _fate(asked.get("so-phan", ""))
    rows = [row for row in plan.rows if fate is None or row.fate is fate]
    shown = Paginator(rows, PER_PAGE).get_page(_number(asked.get("trang", "")))
    here = reverse("import-detail", args=[batch.pk])
    return {
        "counts": [(one.value, one.label, count) for one, count in plan.counts.items()],
        "total": len(plan.rows),
        "filters": [("", "Tất cả", len(plan.rows), here, fate is None)]
        + [(one.value, one.label, count, f"{here}?so-phan={one.value}", fate is one) for one, count in plan.counts.items()],
        "rows": [_row(row, found) for row in shown],
        "pages": shown,
        "asked": f"so-phan={fate.value}&" if fate else "",
        "questions": any(row.question for row in shown),
        "absent": [_absent(one) for one in plan.absent],
        "sheets": [_sheet(sheet) for sheet in found.contents.sheets if sheet.blocks or sheet.notes],
        "unused": unused_columns(layout for sheet in found.contents.sheets for _, layout in sheet.blocks),
        "coding": found.contents.workbook.coding,
        "digest": plan.digest,
        "writes": sum(1 for row in plan.rows if row.acts) + len(plan.ends),
        "refused": plan.counts[Fate.REFUSED],
        "day": f"{plan.day:%d/%m/%Y}",
    }


def _fate(text: str) -> Fate | None:
    if text and text not in set(Fate):
        raise BadRequest(f"Không có số phận “{text[:30]}”.", f"Nhận so-phan: {', '.join(Fate)}.")
    return Fate(text) if text else None


def _number(text: str) -> int:
    if text and not (text.isascii() and text.isdecimal() and len(text) < 7):
        raise BadRequest(f"Không có trang “{text[:30]}”.", "Nhận trang là một số.")
    return int(text or 1)


def _row(row: RowPlan, found: Preview) -> dict:
    form, sheet = row.form, found.contents.sheets[row.form.sheet]
    as_written = [text for meaning, text in form.written.items() if meaning in {"full_name", "family_name", "given_name"}]
    converted = any(place[0] == form.row for place in sheet.sheet.converted)
    return {
        "sheet": sheet.sheet.name,
        "number": form.row + 1,
        "name": form.name or "?",
        "as_written": " ".join(as_written) if converted else "",
        "href": reverse("cadre-detail", args=[row.person.id]) if row.person and row.person.within else "",
        "unit": form.unit.full_name if form.unit else "",
        "born": str(form.born or ""),
        "position": form.written.get("position", ""),
        "fate": row.fate.value,
        "fate_label": row.fate.label,
        "changes": row.changes,
        "errors": [_problem(one, form.row) for one in row.errors],
        "warnings": [_problem(one, form.row) for one in row.warnings],
        "field": f"row-{form.sheet}-{form.row}",
        "question": [(NEW, "Người mới"), *((one.id, described(one)) for one in row.question)] if row.question else [],
    }


def _problem(problem, row: int) -> tuple[str, str]:
    return (address(row, problem.column) if problem.column is not None else "", problem.says)


def _absent(one) -> dict:
    post = one.post
    return {"post": post.id, "text": f"{described(one.person)}", "ending": one.ending, "may_end": one.may_end}


def _sheet(sheet) -> dict:
    place = sheet.unit.place
    return {
        "name": sheet.sheet.name,
        "written": sheet.sheet.written_name,
        "unit": place.label if place else "",
        "people": len(sheet.forms),
        "converted": len(sheet.sheet.converted),
        "notes": sheet.notes,
        "set_aside": [(line.row + 1, line.kind.label, line.text) for line in sheet.set_aside][:60],
    }


NO_DAY = "Tệp không ghi danh sách tính đến ngày nào. Ghi ngày ấy vào ô đầu tiên; đơn vị của từng trang được tìm lại theo ngày đó."


def layout_page(batch: ImportBatch, found: Preview, reach: Reach, *, typed: Mapping | None = None, errors: Mapping | None = None) -> dict:
    """How the file is read, to be corrected."""
    own = reached(found.places, reach)
    communes = [] if own is None else sorted((found.places.by_id[pk] for pk in own), key=lambda one: (one.district, one.name))
    typed = typed or {}
    told = batch.as_of or found.contents.day
    return {
        "crumbs": [(_HOME[0], reverse(_HOME[1])), (batch.name, reverse("import-detail", args=[batch.pk])), ("Cách đọc tệp", None)],
        "name": batch.name,
        "pk": batch.pk,
        "errors": errors or {},
        "as_of": typed.get("as_of", f"{told:%d/%m/%Y}" if told else ""),
        "sheets": [_sheet_choice(sheet, batch, typed) for sheet in found.contents.sheets if sheet.blocks],
        "notes": [*([] if told else [NO_DAY]), *(note for sheet in found.contents.sheets for note in sheet.notes)],
        "communes": [(place.code, place.label) for place in communes] if len(communes) <= MOST_LISTED else [],
        "columns": [_column_choice(number, column, typed) for number, column in enumerate(distinct_columns(found))],
        "meanings": list(meanings.LABELS.items()),
        "blanks": [(one.value, one.label, one.value in batch.said.get("blank_is_untrained", [])) for one in BLANKS],
        "limits": LIMITS,
    }


def _sheet_choice(sheet, batch: ImportBatch, typed: Mapping) -> dict:
    field = f"unit-{sheet.place}"
    chosen = typed.get(field, batch.said.get("units", {}).get(str(sheet.place), ""))
    return {
        "field": field,
        "name": sheet.sheet.name,
        "found": sheet.unit.place.label if sheet.unit.place else "",
        "source": {"title": "tiêu đề", "sheet name": "tên trang", "heading": "dòng tên đơn vị", "chosen": "bạn chọn"}.get(
            sheet.unit_from, ""
        ),
        "candidates": [place.label for place in sheet.unit.candidates],
        "chosen": chosen,
    }


def distinct_columns(found: Preview) -> list:
    """The columns of all sheets, one of each header, in order."""
    seen: dict[str, object] = {}
    for sheet in found.contents.sheets:
        for _, layout in sheet.blocks:
            for column in layout.columns:
                if column.path:
                    seen.setdefault(column.header, column)
    return list(seen.values())


def _column_choice(number: int, column, typed: Mapping) -> dict:
    return {
        "field": f"column-{number}",
        "letters": column.letters,
        "header": column.header,
        "chosen": typed.get(f"column-{number}", column.meaning),
        "sure": column.confidence >= 0.8 or column.meaning == meanings.IGNORED,
        "percent": round(column.confidence * 100),
        "examples": column.examples,
    }


def read_layout(post, found: Preview, reach: Reach, today: date) -> tuple[dict, dict]:
    """(what was said, {field: sentence}); only columns whose meaning was changed are said."""
    errors: dict[str, str] = {}
    as_of = None
    try:
        as_of = read_day(post.get("as_of", ""))
        if as_of > today:
            errors["as_of"] = f"Ngày {as_of:%d/%m/%Y} chưa tới. Ghi ngày mà danh sách nói tới."
    except UnreadableDate as error:
        errors["as_of"] = str(error) if post.get("as_of", "").strip() else "Ghi ngày mà danh sách nói tới, như 31/12/2013."
    columns = {}
    for number, column in enumerate(distinct_columns(found)):
        chosen = post.get(f"column-{number}", column.meaning)
        if chosen not in meanings.LABELS:
            errors[f"column-{number}"] = "Không có nội dung cột này. Chọn trong danh sách."
        elif chosen != column.meaning:
            columns[column.header] = chosen
    places = places_on(as_of) if as_of and not errors else found.places
    own = reached(places, reach)
    units = {}
    for sheet in found.contents.sheets:
        code = post.get(f"unit-{sheet.place}", "").strip()
        place = places.by_code.get(code)
        if code and (place is None or (own is not None and place.id not in own)):
            errors[f"unit-{sheet.place}"] = f"Không có xã mang mã “{code[:10]}” trong phạm vi của bạn ngày ấy."
        elif code:
            units[str(sheet.place)] = code
    blanks = [one.value for one in BLANKS if post.get(f"blank-{one.value}")]
    return {"as_of": as_of, "columns": columns, "units": units, "blank_is_untrained": blanks}, errors


def read_answers(post, said: Mapping) -> dict:
    """The answers of one page of the preview, over those of other pages."""
    people = dict(said.get("people", {}))
    for name, value in post.items():
        kind, _, rest = name.partition("-")
        sheet, _, row = rest.partition("-")
        if kind == "row" and sheet.isdecimal() and row.isdecimal() and value.isdecimal():
            people[f"{int(sheet)}:{int(row)}"] = int(value)
    found = {"people": people}
    if post.get("absent") == "1":
        found["ended"] = sorted({int(one) for one in post.getlist("end") if one.isdecimal() and len(one) < 18})
    return found

"""The imports of one sender: what they sent and said, previews of it, and confirming it.

A preview is made from the file each time, so that nothing shown is out of date; the last few are kept in the memory of the process
as long as nothing was said and no fact was changed since.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from functools import partial

from django.db import transaction
from django.utils import timezone

from cadres.actions.imports import Moved, apply_import
from cadres.importing import meanings
from cadres.importing.places import places_on
from cadres.importing.plan import Answers, Plan
from cadres.importing.preview import Preview, Settings, preview, read
from cadres.importing.reader import read_workbook
from cadres.importing.sheet import Workbook
from cadres.levels import Ladder
from cadres.models import ImportBatch, ImportColumn, ImportState
from chuanxa.models import ChangeSet
from chuanxa.models.upkeep import upkeep
from provinces.models.scope import Reach

_books: OrderedDict[str, Workbook] = OrderedDict()
_previews: OrderedDict[tuple, Preview] = OrderedDict()


def receive(name: str, data: bytes, *, by: str, as_of: date | None) -> ImportBatch:
    """Keep a file that can be read. Raises RefusedFile. The day is the sender's, else the one its title tells, else still to be said."""
    book = read_workbook(name, data, meanwhile=partial(places_on, as_of) if as_of else None)
    _keep(_books, book.digest, book, 4)
    return ImportBatch.objects.create(
        created_at=timezone.now(), by=by, name=name[:200], digest=book.digest, data=data, as_of=as_of, said={}
    )


def workbook_of(batch: ImportBatch) -> Workbook:
    """The file as read."""
    if batch.digest not in _books:
        _keep(_books, batch.digest, read_workbook(batch.name, bytes(batch.data)), 4)
    return _books[batch.digest]


def settings_of(batch: ImportBatch) -> Settings:
    """What the sender said of this file, over what they said of columns before."""
    said = batch.said
    columns = dict(ImportColumn.objects.filter(by=batch.by).values_list("header", "meaning")) | said.get("columns", {})
    people = {tuple(map(int, key.split(":"))): value for key, value in said.get("people", {}).items()}
    return Settings(
        columns=columns,
        units={int(sheet): code for sheet, code in said.get("units", {}).items()},
        unit=said.get("unit", ""),
        blank_is_untrained=frozenset(Ladder(one) for one in said.get("blank_is_untrained", [])),
        answers=Answers(people, frozenset(said.get("ended", []))),
    )


def preview_of(batch: ImportBatch, reach: Reach, today: date) -> Preview:
    """What would be done now; a list whose day nobody said yet is looked at as of `today`."""
    settings = settings_of(batch)
    newest = ChangeSet.objects.order_by("-id").values_list("id", flat=True).first()
    key = (batch.digest, batch.as_of or today, repr(settings), repr(reach), newest, upkeep().token)
    if key not in _previews:
        _keep(_previews, key, preview(workbook_of(batch), as_of=batch.as_of or today, reach=reach, settings=settings), 3)
    return _previews[key]


def say(batch: ImportBatch, **said) -> None:
    """Keep what the sender said; columns are remembered for their next lists too."""
    batch.said = batch.said | said
    batch.save(update_fields=["said", "as_of", "note"])
    for header, meaning in said.get("columns", {}).items():
        if meaning in meanings.LABELS:
            ImportColumn.objects.update_or_create(by=batch.by, header=header[:400], defaults={"meaning": meaning})


PHASES = 3
"""Reading the file, reading its lines, writing."""


def confirm(
    batch: ImportBatch, digest: str, *, by: str, day: date, reach: Reach, report: Callable[[int, str], None] = lambda phase, said: None
) -> Plan:
    """Write the plan that was shown. Raises Moved (nothing written, said on the batch), ValidationError.

    `report(phases done, sentence)` is called before each phase and outside the transaction: while that writes nobody else can, and what
    it told would be seen only when all is over.
    """
    settings = settings_of(batch)
    report(0, "Đang đọc lại tệp…")
    book = workbook_of(batch)
    report(1, "Đang đọc và kiểm từng dòng…")
    contents = read(book, as_of=batch.as_of, reach=reach, settings=settings)
    told = {"as_of": batch.as_of, "digest": digest, "by": by, "day": day, "reach": reach, "settings": settings}
    lines = f"{len(contents.forms):,}".replace(",", ".")
    report(2, f"Đang so {lines} dòng với hồ sơ, ghi và xét chuẩn, tất cả trong một lần: chưa xong thì chưa có gì được ghi…")
    try:
        with transaction.atomic():
            plan, change_set = apply_import(contents, token=f"import-{batch.pk}-{digest[:16]}", **told)
            batch.state, batch.change_set, batch.plan_digest = ImportState.DONE, change_set, digest
            batch.counts = {fate.value: count for fate, count in plan.counts.items()} | {"ended": len(plan.ends)}
            batch.note = "" if change_set else "Danh sách không có gì khác với dữ liệu đang có; không ghi gì."
            batch.save(update_fields=["state", "change_set", "plan_digest", "counts", "note"])
    except Moved as moved:
        batch.state, batch.note = ImportState.DRAFT, str(moved)
        batch.save(update_fields=["state", "note"])
        raise
    return plan


def _keep(shelf: OrderedDict, key, value, most: int) -> None:
    shelf[key] = value
    shelf.move_to_end(key)
    while len(shelf) > most:
        shelf.popitem(last=False)

"""A world in which whatever people type is hostile, and every file that any address gives of it."""

import io
import zipfile
from dataclasses import dataclass
from functools import cached_property

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import override_settings
from lxml import etree

from chuanxa.models import ExportRecord
from chuanxa.models.upkeep import renew_token
from tests.cast import NOW, Visitor, address
from tests.made_once import made_once
from tests.reports.pages.test_every_page import SAMPLES, keys

MARK = "KẺ LẠ"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOSTILE = f"=<img src=x onerror=alert(1)>{MARK}"
TYPED = {
    "cadres_profile": ("full_name", "note"),
    "cadres_serving": ("full_name",),
    "cadres_position": ("label",),
    "cadres_course": ("name", "organizer"),
    "cadres_programme": ("name",),
    "cadres_move": ("note", "decision"),
    "cadres_departure": ("note",),
    "cadres_enrolment": ("certificate",),
    "provinces_commune": ("name",),
    "provinces_areaclassification": ("legal_basis",),
    "reports_scheme": ("name", "issued_by"),
    "reports_publishedreport": ("title",),
    "reports_publishedfigure": ("label",),
}
"""Columns that people fill with free text, by table."""

FORMATS = (None, "xlsx", "json")
TO_COME = ("docx", "ods", "csv", "pdf")


@dataclass(frozen=True)
class Answer:
    """What one address gave in one format."""

    route: str
    path: str
    form: str | None
    status: int
    headers: dict
    body: bytes

    @property
    def is_a_file(self) -> bool:
        return "attachment" in self.headers.get("Content-Disposition", "")

    @cached_property
    def number(self) -> str:
        return self.headers.get("Export-Number", "")


@dataclass(frozen=True)
class Gathered:
    """Every answer, and the ledger as it stood afterwards: (number, path, made whole)."""

    answers: list[Answer]
    ledger: dict[str, tuple[str, bool]]

    @cached_property
    def files(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.is_a_file]

    @cached_property
    def books(self) -> list[tuple[Answer, "Book"]]:
        """The files that are workbooks, read once."""
        return [(answer, read_book(answer.body)) for answer in self.files if answer.headers["Content-Type"].endswith("sheet")]


@dataclass(frozen=True)
class Book:
    """Of a workbook what the tests ask: its properties and footers as text, its formulas, (text, marked as text) of the MARKed cells."""

    properties: str
    footers: str
    formulas: list[str]
    cells: list[tuple[str, bool]]
    control: bool


def read_book(data: bytes) -> Book:
    """Straight from the XML: ten times faster than openpyxl, and nothing is interpreted."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith(".xml")}
    marked = [xf.get("quotePrefix") == "1" for xf in etree.fromstring(parts["xl/styles.xml"]).find(f"{MAIN}cellXfs")]
    shared = parts.get("xl/sharedStrings.xml")
    strings = ["".join(one.itertext()) for one in etree.fromstring(shared)] if shared else []
    footers, formulas, cells = [], [], []
    for name, text in parts.items():
        if not name.startswith("xl/worksheets/"):
            continue
        root = etree.fromstring(text)
        footers += root.itertext(f"{MAIN}oddFooter")
        for cell in root.iter(f"{MAIN}c"):
            formulas += cell.itertext(f"{MAIN}f")
            said = strings[int(cell.findtext(f"{MAIN}v"))] if cell.get("t") == "s" else "".join(cell.itertext(f"{MAIN}t"))
            if MARK in said:
                cells.append((said, marked[int(cell.get("s", 0))]))
    control = any(b"\x01" in text or b"&#1;" in text for text in parts.values())
    return Book(parts["docProps/core.xml"].decode(), " ".join(footers), formulas, cells, control)


def make_hostile() -> None:
    """Every such column of every row begins like a formula, with a sign that no file can hold before it."""
    with connection.cursor() as cursor:
        for table, columns in TYPED.items():
            known = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            for column in known & set(columns):
                cursor.execute(f'UPDATE "{table}" SET "{column}" = %s', ["\x01" + HOSTILE])  # noqa: S608 - names of our own
    renew_token()


def all_answers(world, visitor: Visitor) -> list[Answer]:
    """Every sample as a page and in the formats known today; the first of each route in formats to come."""
    samples = {route: paths for route, paths in SAMPLES.items() if paths}
    known = keys(world)
    make_hostile()
    found = []
    for route, paths in samples.items():
        for place, path in enumerate(dict.fromkeys(path.format(**known) for path in paths)):
            for form in (*FORMATS, *(TO_COME if place == 0 else ())):
                found.append(_answer(visitor, route, path, form))
                if form and "“dinh-dang” mà trang này không biết".encode() in found[-1].body:
                    break
    return found


def _answer(visitor: Visitor, route: str, path: str, form: str | None) -> Answer:
    answer = visitor.get(address(path, dinh_dang=form))
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return Answer(route, path, form, answer.status_code, dict(answer.headers), body)


@pytest.fixture(scope="module")
def gathered(_small_world_once, django_db_blocker, tmp_path_factory) -> Gathered:
    """Asked once for a module by somebody who may see everything."""
    files = override_settings(EXPORT_DIR=tmp_path_factory.mktemp("exports"))
    with made_once(django_db_blocker), time_machine.travel(NOW, tick=False), files:
        visitor = Visitor()
        visitor.force_login(_small_world_once.users["quantri"])
        answers = all_answers(_small_world_once, visitor)
        ledger = {one.number: (one.path, hasattr(one, "outcome")) for one in ExportRecord.objects.select_related("outcome")}
    assert settings.EXPORT_ROWS_AT_ONCE > 1000, "the files of the small world are made at once"
    return Gathered(answers, ledger)

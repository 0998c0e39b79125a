"""Whatever address gives a file, the file is on the ledger, carries its number, and nothing typed by anybody runs in it.

The addresses are those of test_every_page, where a new one without a sample fails; every format is tried on each.
"""

import json

import pytest
from django.http import HttpResponse
from lxml import html

from chuanxa import acts
from chuanxa.acts import NotOnTheLedger
from tests.reports.exports.conftest import MARK

pytestmark = pytest.mark.django_db

GIVE_FILES = {
    "area-list",
    "cadre-list",
    "commune-detail",
    "district-detail",
    "import-blank",
    "import-returned",
    "kind-records",
    "kind-report",
    "personal-list",
    "planned-list",
    "province-detail",
    "province-list",
    "published-detail",
    "published-list",
    "quality-map",
    "scheme-detail",
    "scheme-list",
    "study-list",
}
"""Routes known to give files: one that is missing among those found tells that the search has become blind."""

NAME_PEOPLE = {"cadre-list", "study-list", "personal-list", "kind-records", "planned-list"}
"""Routes whose JSON is on the ledger too, because it names people (a list of plans is made by the same hand)."""

OPENS = ("=", "+", "-", "@", "\t", "\n", "\r")


def test_the_search_finds_every_route_that_gives_a_file(gathered):
    found = {answer.route for answer in gathered.files}
    assert found >= GIVE_FILES
    assert {answer.status for answer in gathered.answers} <= {200, 302, 400, 404}


def test_every_file_has_a_line_of_its_own_in_the_ledger_and_was_made_whole(gathered):
    numbers = []
    for answer in gathered.files:
        assert answer.number in gathered.ledger, (
            f"{answer.path} ({answer.form}) left without a line: make it through reports.exporting.issue"
        )
        path, whole = gathered.ledger[answer.number]
        assert whole, answer.path
        if answer.route != "export-file":  # it fetches what was made under an earlier line
            assert path.startswith(answer.path.partition("?")[0])
            numbers.append(answer.number)
    assert len(numbers) == len(set(numbers))


def test_every_workbook_carries_its_number(gathered):
    for answer, book in gathered.books:
        assert f"Số xuất {answer.number}" in book.properties and answer.number in book.footers, answer.path


def test_json_that_names_people_is_on_the_ledger_and_says_its_number(gathered):
    told = [one for one in gathered.answers if one.form == "json" and one.status == 200 and one.route in NAME_PEOPLE]
    assert {one.route for one in told} == NAME_PEOPLE
    for one in told:
        assert one.number in gathered.ledger and json.loads(one.body)["export"] == one.number, one.path


def test_nothing_typed_is_a_formula_in_any_workbook(gathered):
    seen = set()
    for answer, book in gathered.books:
        seen |= {answer.route for _ in book.cells}
        assert [text for text, marked in book.cells if text.startswith(OPENS) and not marked] == [], answer.path
        assert [formula for formula in book.formulas if MARK in formula] == [], answer.path
        assert not book.control, answer.path
    assert {
        "cadre-list",
        "kind-records",
        "study-list",
        "personal-list",
        "planned-list",
        "scheme-list",
        "area-list",
        "published-list",
    } <= seen


def test_nothing_typed_is_markup_in_any_page_or_chart(gathered):
    seen = charts = 0
    for answer in gathered.answers:
        if not answer.body.startswith(b"<!doctype"):
            continue
        page = html.fromstring(answer.body.decode())
        assert page.xpath("//img[@onerror] | //img[@src='x']") == [], answer.path
        seen += MARK.encode() in answer.body
        for script in page.xpath("//script[@type='application/json']"):
            for text in _texts(json.loads(script.text)):
                if MARK in text:
                    charts += 1
                    assert "<img" not in text, (answer.path, text)
    assert seen > 30 and charts > 10


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def test_a_file_made_past_the_ledger_does_not_leave(rf, minh):
    def view(request):
        answer = HttpResponse(b"x")
        answer["Content-Disposition"] = 'attachment; filename="x.csv"'
        return answer

    request = rf.get("/x/")
    request.user = minh.get("/tinh/04/").wsgi_request.user
    request.resolver_match = minh.get("/tinh/04/").resolver_match
    with pytest.raises(NotOnTheLedger):
        acts.ActsMiddleware(view)(request)

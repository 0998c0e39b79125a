"""A closing keeps the official forms and the report in words to the digit, with its mark, for whoever may see them."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from urllib.parse import parse_qsl

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from docx import Document
from lxml import html
from openpyxl import load_workbook

from reports.freezing import FREEZABLE, PAPER, differing, figures, restore
from reports.frozen_said import asked_then
from reports.models import FrozenReport
from tests import ladder
from tests.reports.frozen.conftest import DAY, LATER, close
from tests.reports.frozen.test_closing import check, classifies, decrees, records

FORMS = ["bieu-mau-bm02", "bieu-mau-9c", "bieu-mau-10", "bieu-mau-11", "bieu-mau-12c"]


@pytest.fixture
def papers(small_world):
    """Every form and the text of Cao Bằng on DAY."""
    with time_machine.travel(LATER, tick=False):
        return close(small_world.places.cao_bang, kinds=[*FORMS, PAPER])


@pytest.fixture
def path(papers) -> str:
    return f"/chot-so-lieu/{papers.period_id}/"


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_frozen_form_shows_and_says_what_ghi_nhan_says_whatever_is_recorded_later(minh, small_world, papers, path, later):
    then = asked_then(papers).dict() | {"tinh": "04"}
    before = {}
    for kind in FORMS:
        shown = minh.page(f"{path}bao-cao/{kind}/")
        assert "[sơ bộ]" in shown and "sửa hồ sơ về sau không làm đổi" in shown, kind
        live = minh.get(f"/bieu-mau/{kind.removeprefix('bieu-mau-')}/", then).content.decode()
        assert table(shown) == table(live) and len(table(live)) > 100, kind
        before[kind] = table(shown)
    for happens in (records, decrees, classifies):
        happens(small_world)
    assert {kind: table(minh.page(f"{path}bao-cao/{kind}/")) for kind in FORMS} == before
    assert table(minh.page("/bieu-mau/bm02/", tinh="04", ngay=DAY.isoformat())) != before[FORMS[0]]
    assert "6 báo cáo: tính lại ra đúng từng chữ số" in check()


def table(page: str) -> list[tuple[str, str, list]]:
    """Every cell of the table of a form with what it opens; a database may keep what is asked in another order."""
    cells = html.fromstring(page).xpath("//table[@class='official__table']//tr/*")
    links = [next(iter(cell.xpath("./a/@href")), "").partition("?") for cell in cells]
    return [(cell.text_content(), path, sorted(parse_qsl(query))) for cell, (path, _, query) in zip(cells, links, strict=True)]


def test_a_number_of_a_frozen_form_opens_as_many_people_as_it_says(minh, papers, path, later):
    told = minh.report(f"{path}bao-cao/bieu-mau-bm02/")
    assert told["closing"]["mark"] == "preliminary" and told["figures"]["tong.1"][0] > 0
    page = html.fromstring(minh.page(f"{path}bao-cao/bieu-mau-bm02/"))
    people = minh.report(page.xpath("//table[@class='official__table']//a/@href")[0])
    assert people["total"] == told["figures"]["tong.1"][0]


def test_the_file_of_a_frozen_form_carries_its_numbers_and_its_mark(minh, papers, path, later):
    answer = minh.get(f"{path}bao-cao/bieu-mau-9c/", {"dinh-dang": "xlsx"})
    book = load_workbook(BytesIO(body(answer)))
    cells = [cell.value for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    kept = figures(restore(FrozenReport.objects.get(kind="bieu-mau-9c").content))
    assert [kept["o.tong_so.bi_thu"][0]] == [value for value in cells if value == kept["o.tong_so.bi_thu"][0]][:1]
    assert all(sheet.oddHeader.right.text == "Số liệu chốt [sơ bộ], bản 1" for sheet in book.worksheets)
    assert any("Số liệu chốt [sơ bộ], bản 1" in str(value) for value in cells)
    assert "so-bo-ban-1-2014-02-14.xlsx" in answer["Content-Disposition"]


def test_the_frozen_text_is_the_text_of_ghi_nhan_in_every_length(minh, small_world, papers, path, later):
    told = minh.report(f"{path}bao-cao/van-ban/")
    then = asked_then(papers).dict() | {"tinh": "04"}
    for length, text in told["texts"].items():
        live = minh.get("/van-ban/", {**then, "do-dai": length}).content.decode()
        shown = minh.page(f"{path}bao-cao/van-ban/", do_dai=length)
        assert numbers(shown) == numbers(live) and numbers(live), length
        assert "số liệu chốt, sơ bộ" in shown and text.split("\n")[0][:40] in words(shown), length
    records(small_world)
    assert minh.report(f"{path}bao-cao/van-ban/")["texts"] == told["texts"]
    live = minh.get("/van-ban/", {"tinh": "04", "ngay": DAY.isoformat()}).content.decode()
    assert numbers(live) != numbers(minh.page(f"{path}bao-cao/van-ban/"))


def words(page: str) -> str:
    """What a page says, without its tags."""
    return strip_tags(page)


def numbers(page: str) -> list[str]:
    """The linked numbers of a text with their addresses."""
    return [part.partition("</a>")[0] for part in page.split('<a class="written__number num" ')[1:]]


def test_the_word_file_carries_the_mark_and_what_is_typed_on_its_page(minh, path, later):
    answer = minh.get(f"{path}bao-cao/van-ban/", {"dinh-dang": "docx", "nguoi-ky": "Nông Thị Ký", "do-dai": "ngan"})
    paper = Document(BytesIO(body(answer)))
    said = "\n".join(part.text for part in paper.paragraphs) + "\n".join(
        cell.text for one in paper.tables for row in one.rows for cell in row.cells
    )
    assert "số liệu chốt, sơ bộ" in said and "Số liệu chốt [sơ bộ], bản 1" in said and "Nông Thị Ký" in said
    assert answer["Content-Disposition"].endswith('.docx"')
    ladder.refused(minh, f"{path}bao-cao/van-ban/", 400, dinh_dang="xlsx")
    ladder.refused(minh, f"{path}bao-cao/van-ban/", 400, nguoi_ky="x" * 201)
    ladder.refused(minh, f"{path}bao-cao/bieu-mau-bm02/", 400, dinh_dang="docx")


def test_leaders_see_frozen_papers_without_lists_of_names(thao, papers, path, later):
    for kind in (*FORMS, PAPER):
        page = thao.page(f"{path}bao-cao/{kind}/")
        assert "/can-bo/?" not in page and "/ho-so/" not in page, kind


def test_strangers_find_no_frozen_papers(hanh, quan, path):
    for visitor in (hanh, quan):
        ladder.refused(visitor, f"{path}bao-cao/bieu-mau-bm02/", 404)
        ladder.refused(visitor, f"{path}bao-cao/van-ban/", 404)


def test_a_digit_of_a_form_that_was_tampered_with_is_found(papers, later):
    row = FrozenReport.objects.get(kind="bieu-mau-bm02")
    row.content["values"]["tong.1"]["number"] += 1
    row.save()
    with pytest.raises(Exception, match="2 chỗ không trùng"):
        check()


def test_a_column_that_a_release_adds_later_is_no_difference_and_a_row_that_went_is(papers):
    made = restore(FrozenReport.objects.get(kind="bieu-mau-bm02").content)
    values = {tag: value for tag, value in made.values.items() if tag != "tong.38"}
    lines = tuple(replace(one, values={name: value for name, value in one.values.items() if name != "38"}) for one in made.lists["dong"])
    kept = replace(made, columns=made.columns[:-1], values=values, lists={"dong": lines})
    assert differing(kept, made) == [] and differing(made, kept) != []
    assert differing(made, replace(made, lists={"dong": made.lists["dong"][1:]})) != []


def test_forms_whose_posts_did_not_exist_are_left_out_and_said(minh, small_world, later):
    with pytest.raises(ValidationError, match="không còn các chức danh này"):
        close(small_world.places.cao_bang, date(2025, 12, 30), kinds=["bieu-mau-bm02"])
    closing = close(small_world.places.cao_bang, date(2025, 12, 31), kinds=["", "bieu-mau-bm02"])
    assert closing.kinds == [""] and "không còn các chức danh này" in minh.page(f"/chot-so-lieu/{closing.period_id}/")
    assert set(FORMS) < set(FREEZABLE)


@pytest.mark.parametrize(("kind", "most"), [("bieu-mau-bm02", 11), ("van-ban", 10)])
def test_a_frozen_paper_costs_a_fixed_number_of_queries(minh, path, later, django_assert_max_num_queries, kind, most):
    minh.page(f"{path}bao-cao/{kind}/")
    with django_assert_max_num_queries(most):
        minh.page(f"{path}bao-cao/{kind}/")

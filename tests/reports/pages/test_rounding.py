"""`lam-tron` and `so-le`: the page, its sentences, its charts, the workbook and the JSON round alike."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests import ladder
from tests.cast import address

PATH, DAY = "/tinh/04/", "14/2/2014"


def shares(told: dict, id: str = "professional") -> list[str]:
    return [row["share"] for table in told["tables"] if table["id"] == id for row in table["rows"]]


@pytest.mark.parametrize("path", [PATH, "/bao-cao/chuc-danh/"])
def test_json_rounds_as_asked(minh, path):
    usual = minh.report(path, ngay=DAY)
    assert all(share[-3] == "." for share in shares(usual))
    assert shares(minh.report(path, ngay=DAY, so_le="0")) == [f"{float(share):.0f}" for share in shares(usual)]
    assert not any(share.endswith("0") and "." in share for share in shares(minh.report(path, ngay=DAY, lam_tron="bo-so-0")))
    cut = minh.report(path, ngay=DAY, lam_tron="cat", so_le="0")
    for rows, exact in zip(shares(cut), shares(minh.report(path, ngay=DAY, so_le="4")), strict=True):
        assert rows == exact.partition(".")[0]


def test_sentences_round_as_the_numbers_beside_them(minh):
    told = minh.report(PATH, ngay=DAY, so_le="1")
    for table in told["tables"]:
        for word in table["sentence"].replace("(", " ").replace(")", " ").replace(";", " ").split():
            if word.endswith("%"):
                assert len(word.rstrip("%").partition(",")[2]) == 1, table["sentence"]


def test_a_remainder_makes_the_column_add_up_and_says_so(minh):
    told = minh.report(PATH, ngay=DAY, lam_tron=["cat", "con-lai"], so_le="1")
    table = next(table for table in told["tables"] if table["id"] == "professional")
    assert round(sum(float(row["share"]) for row in table["rows"]), 1) == 100
    assert any("phần còn lại" in note for note in table["notes"])


def test_the_page_says_how_it_rounds_and_offers_another_way(minh):
    page = minh.page(PATH, ngay=DAY, so_le="1", lam_tron="cat")
    assert "cắt bỏ sau một chữ số thập phân" in page and 'name="so-le"' in page
    assert "làm tròn đến hai chữ số thập phân" in minh.page(PATH, ngay=DAY)


def test_the_workbook_follows(minh):
    answer = minh.get(address(PATH, ngay=DAY, so_le="1", lam_tron="cat", dinh_dang="xlsx"))
    book = load_workbook(BytesIO(answer.content))
    forms = {cell.number_format for sheet in book for row in sheet.iter_rows() for cell in row if "%" in str(cell.number_format)}
    assert forms == {"0.0%"}
    words = [str(cell.value) for row in book["Bìa"].iter_rows() for cell in row if cell.value]
    assert any("cắt bỏ sau một chữ số thập phân" in text for text in words)


def test_what_cannot_be_read_is_refused_with_what_is_accepted(minh):
    for name, value in (("so_le", "5"), ("so_le", "hai"), ("so_le", "-1"), ("lam_tron", "len"), ("lam_tron", ["cat", "nua-len"])):
        assert "Nhận" in ladder.refused(minh, PATH, 400, **{name: value})


def test_lists_of_people_know_no_rounding(minh):
    ladder.refused(minh, "/can-bo/", 400, so_le="1")
    assert "so-le" not in "".join(href for href in minh.page(PATH, ngay=DAY, so_le="1").split('"') if href.startswith("/can-bo/?"))


def test_the_next_request_rounds_as_usual(minh):
    minh.report(PATH, ngay=DAY, so_le="0")
    assert all(share[-3] == "." for share in shares(minh.report(PATH, ngay=DAY)))

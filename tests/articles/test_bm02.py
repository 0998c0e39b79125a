"""BM02 of Cao Bằng on 31/12/2013, at its real size: the article's figures in it, its checks, its lists, and LibreOffice's own sums."""

import io
import shutil
import subprocess

import pytest
from lxml import html
from openpyxl import load_workbook

pytestmark = pytest.mark.django_db
PATH = "/bieu-mau/bm02/?tinh=04&ngay=31/12/2013"


@pytest.fixture
def page(visitor):
    return html.fromstring(visitor.page(PATH))


def number(text: str) -> int:
    return int(text.replace(".", "")) if text.strip("–") else 0


def rows(page) -> dict[str, list[int]]:
    """Label of a row → its 38 numbers."""
    found = page.xpath("//table[contains(@class, 'official__table')]/tbody/tr")
    return {row.find("th").text_content(): [number(cell.text_content()) for cell in row.findall("td")[1:]] for row in found}


def test_the_figures_of_the_article_stand_in_it_and_the_checks_hold(page):
    told = rows(page)["Tổng số"]
    of = {key: told[key - 1] for key in range(1, 39)}
    assert (
        of[1] == 3604 and len(page.xpath("//tr[@class='official__dong']")) == 199 and len(page.xpath("//tr[@class='official__nhom']")) == 13
    )
    assert of[1] == of[6] + of[7] == of[31] + of[32] + of[33] + of[34] + of[37]
    assert of[1] - sum(of[key] for key in range(8, 14)) == 1351
    assert of[34] >= of[35] + of[36] and of[37] > 0
    assert len(page.xpath("//span[contains(@class, 'official__mark--holds')]")) == 11
    lines = page.xpath("//tr[@class='official__dong']")
    for column in range(38):
        assert sum(number(line.findall("td")[column + 1].text_content()) for line in lines) == told[column]


def test_each_column_opens_as_many_people_as_it_says(page, visitor):
    links = page.xpath("//tr[@class='official__tong']//a")
    assert len(links) >= 28
    for link in links:
        assert visitor.report(link.get("href"))["total"] == number(link.text), link.get("href")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_its_sums_are_ours(visitor, page, tmp_path):
    (tmp_path / "bm02.xlsx").write_bytes(visitor.get(f"{PATH}&dinh-dang=xlsx").content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    done = subprocess.run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(tmp_path / "out"),
            str(tmp_path / "bm02.xlsx"),
        ],
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    book = load_workbook(io.BytesIO((tmp_path / "out" / "bm02.xlsx").read_bytes()), data_only=True)
    told = {row[1]: [value or 0 for value in row[2:40]] for row in book.worksheets[0].iter_rows(values_only=True) if row[1]}
    ours = rows(page)
    assert told["TỔNG SỐ"] == ours.pop("Tổng số")
    groups = [row.find("th").text_content() for row in page.xpath("//tr[@class='official__nhom']")]
    assert all(told[name] == ours[name] for name in groups)
    results = [row[5] for row in book["Kiểm tra"].iter_rows(min_row=4, values_only=True)]
    assert results == ["Đúng"] * 11

"""A screen opens nothing until a reader's addresses are put in, and then each number what it counts."""

from urllib.parse import urlencode

from reports.official_forms.screen import Screen, ScreenCell, ScreenColumn, ScreenRow, opened


def address(query) -> str:
    return "?" + urlencode(query, doseq=True)


def test_a_number_opens_its_people_its_records_or_those_of_the_one_column_it_adds_up():
    columns = (
        ScreenColumn("1", {"gioi-tinh": ("female",)}),
        ScreenColumn("xa", None, records=True),
        ScreenColumn("tong", None, records=True, of="xa"),
        ScreenColumn("trong"),
    )
    cells = tuple(map(ScreenCell, ("3", "2", "2", "7")))
    row = ScreenRow("dong", "1", "Xã", None, cells, "hang", {"xa": ("01366",)}, leads=True)
    nobody = ScreenRow("dong", "2", "Xã khác", None, tuple(map(ScreenCell, ("–", "", "–", "–"))), "khac", {"xa": ("01367",)})
    heading = ScreenRow("nhom", "3", "Độ tuổi", None, tuple(map(ScreenCell, ("", "", "", ""))), "tuoi")
    screen = Screen((), (), (row, nobody, heading), columns)
    shown = opened(screen, address, lambda query: f"ho-so/{address(query)}", lambda query: f"bieu{address(query)}")
    hrefs = [[cell.href for cell in one.cells] for one in shown.rows]
    assert hrefs == [
        ["?gioi-tinh=female&xa=01366", "ho-so/?cot=xa&dong=hang", "ho-so/?cot=xa&dong=hang", None],
        [None] * 4,
        [None] * 4,
    ]
    assert [one.href for one in shown.rows] == ["bieu?xa=01366", None, None]

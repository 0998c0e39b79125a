"""/can-bo/ as a workbench: columns, several orders at once, counted filters, JSON in pages, all of it in the address."""

import io
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from openpyxl import load_workbook

from chuanxa.names import place_sort_key, sort_key
from reports.filters import COUNTABLE
from reports.people_columns import COLUMNS, ORDERED, USUAL
from tests import factories, ladder
from tests.cast import address

PATH = "/can-bo/"
DAY = "14/2/2014"
SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def heads(page: str) -> list[str]:
    return [cell.xpath("string(./a[1] | ./text()[1])").split(" ")[0] for cell in html.fromstring(page).xpath("//thead//th")]


def listed(page: str) -> list[str]:
    return [cell.text_content().strip() for cell in html.fromstring(page).xpath("//table[contains(@class, 'people')]//tbody//th")]


# --- columns ----------------------------------------------------------------------------------------------------------------


def test_the_columns_asked_for_stand_in_the_order_asked_for_on_screen_in_json_and_in_the_workbook(minh):
    asked = {"cot": ["don-vi", "tuoi", "kiem-nhiem"], "ngay": DAY}
    page = html.fromstring(minh.page(PATH, **asked))
    labels = [cell.xpath("normalize-space(.)").split(" +")[0].split(" lọc")[0] for cell in page.xpath("//thead//th")]
    assert labels == ["Họ và tên ⇅"[:9], "Đơn vị", "Tuổi", "Kiêm nhiệm"]
    told = minh.report(PATH, **asked)
    assert [column["id"] for column in told["columns"]] == ["name", "commune", "district", "age", "other_positions"]
    assert set(told["people"][0]) == {"id", "name", "commune", "district", "age", "other_positions"}
    answer = minh.get(address(PATH, **asked, dinh_dang="xlsx"))
    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True).active.iter_rows(values_only=True))
    top = next(place for place, row in enumerate(rows) if row and row[0] == "TT")
    assert [cell for cell in rows[top] if cell] == ["TT", "Họ và tên", "Xã, phường, thị trấn", "Huyện", "Tuổi", "Kiêm nhiệm"]
    shown = [(row[1], row[4]) for row in rows[top + 1 :]]
    assert shown == [(one["name"], int(one["age"]) if one["age"] else None) for one in told["people"]]


def test_a_column_twice_stands_once_and_an_empty_one_is_not_asked(minh):
    told = minh.report(PATH, cot=["tuoi", "", "tuoi", "ten"])
    assert [column["id"] for column in told["columns"]] == ["name", "age"]
    assert [column["id"] for column in minh.report(PATH, cot=["", ""])["columns"]][:2] == ["name", "born"]


@pytest.mark.parametrize("asked", [{"cot": "luong"}, {"cot": "<script>"}, {"sap_xep": "thieu"}, {"sap_xep": ["ten", "x"]}, {"loc": "tim"}])
def test_what_is_no_column_or_order_is_refused_with_what_is(minh, asked):
    text = ladder.refused(minh, PATH, 400, **asked)
    assert "Nhận:" in text and "chuyen-mon" in text


@pytest.mark.parametrize("number", ["0", "-1", "hai", "201", "9" * 30, "1.5"])
def test_a_page_has_as_many_rows_as_a_page_may_have(minh, number):
    ladder.refused(minh, PATH, 400, moi_trang=number)


def test_a_birth_of_which_only_the_year_is_known_is_a_year_in_every_form(minh, small_world):
    places, positions = small_world.places, small_world.positions
    born = date(1967, 1, 1)
    known = {"Chu Văn Năm": "year", "Chu Văn Tháng": "month", "Chu Văn Ngày": "day"}
    for name, precision in known.items():
        cadre = factories.person(name, born_on=born, born_precision=precision)
        factories.appoint(cadre, places.truong_ha, positions.party_secretary, date(2010, 1, 1), primary=True)
    told = {one["name"]: one["born"] for one in minh.report(PATH, tim="chu van")["people"]}
    assert told == {"Chu Văn Năm": "1967", "Chu Văn Tháng": "01/1967", "Chu Văn Ngày": "01/01/1967"}
    assert {one["name"]: one["born"] for one in minh.report(PATH, tim="chu van", ngay=DAY)["people"]} == told
    assert "01/01/1967" in minh.page(PATH, tim="chu van ngay") and "01/01/1967" not in minh.page(PATH, tim="chu van nam")


# --- order ------------------------------------------------------------------------------------------------------------------


def key_of(name: str):
    """What a column is ordered by, from the texts of the list; None where nothing is known."""
    levels = {column.name: column for column in COLUMNS.values()}

    def born(row):
        return tuple(reversed(row["born"].split("/"))) if row["born"] else None

    keys = {
        "ten": lambda row: sort_key(row["name"]),
        "sinh": born,
        "tuoi": lambda row: int(row["age"]) if row["age"] else None,
        "don-vi": lambda row: place_sort_key(row["commune"].split(" ", 1)[1]),
        "gioi-tinh": lambda row: {"Nam": 1, "Nữ": 2}.get(row["sex"]),
        "dat-chuan": lambda row: ("falls_short", "meets", "unknown").index(row["verdict"]),
    }
    return keys[name] if name in keys else lambda row: row[levels[name].parts[0].id] or None


@SLOW
@given(
    order=st.lists(st.sampled_from(["ten", "sinh", "gioi-tinh", "dat-chuan", "tuoi"]), unique=True, min_size=1, max_size=3), data=st.data()
)
@pytest.mark.parametrize("day", [None, DAY])
def test_several_orders_are_those_of_a_stable_sort_and_the_unknown_comes_last(minh, day, order, data):
    signs = [data.draw(st.booleans()) for _ in order]
    asked = [f"{'-' * backwards}{name}" for name, backwards in zip(order, signs, strict=True)]
    people = minh.report(PATH, ngay=day, cot=["tuoi", "sinh", "don-vi", "dat-chuan"], sap_xep=asked)["people"]
    wanted = sorted(people, key=lambda row: (sort_key(row["name"]), row["id"]))
    for name, backwards in reversed(list(zip(order, signs, strict=True))):
        key = key_of(name)
        known = [row for row in wanted if key(row) is not None]
        known.sort(key=key, reverse=backwards)
        wanted = known + [row for row in wanted if key(row) is None]
    if name == "tuoi" and len(order) > 1:
        return  # ages are whole years on paper and days in the order
    assert [key_of(order[0])(row) for row in people] == [key_of(order[0])(row) for row in wanted]
    if "tuoi" not in order:
        assert [row["id"] for row in people] == [row["id"] for row in wanted]


@pytest.mark.parametrize("column", sorted(ORDERED))
def test_every_order_that_is_offered_can_be_asked_for_on_any_day(quantri, column):
    for day in (None, DAY):
        for sign in ("", "-"):
            names = [one["id"] for one in quantri.report(PATH, ngay=day, sap_xep=f"{sign}{column}")["people"]]
            assert sorted(names) == sorted(one["id"] for one in quantri.report(PATH, ngay=day)["people"])


def test_the_order_stands_in_the_headings_with_its_numbers(minh):
    page = html.fromstring(minh.page(PATH, sap_xep=["don-vi", "-sinh"]))
    heads = {cell.xpath("string(./a[1]/text()[1])").strip(): cell for cell in page.xpath("//thead//th")}
    assert heads["Đơn vị"].get("aria-sort") == "ascending" and heads["Ngày sinh"].get("aria-sort") == "descending"
    assert [cell.text_content() for cell in page.xpath("//thead//*[@class='sort-place']")] == ["2", "1"]
    also = heads["Chuyên môn"].xpath(".//a[contains(@aria-label, 'Xếp thêm')]/@href")[0]
    assert "sap-xep=don-vi&sap-xep=-sinh&sap-xep=chuyen-mon" in also


# --- counted filters --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COUNTABLE)
@pytest.mark.parametrize(
    "asked", [{}, {"ngay": DAY, "loai": "elected"}, {"ngay": DAY, "chuyen-mon": ["university", "untrained"], "thieu": "informatics"}]
)
def test_the_number_beside_a_choice_is_the_length_of_its_list(minh, name, asked):
    page = html.fromstring(minh.page(PATH, **asked, loc=name))
    counts = {}
    for label in page.xpath(f"//details[@id='loc-{name}']//label[.//*[contains(@class, 'facet__count')]]"):
        counts[label.xpath(".//input/@value")[0]] = int(label.xpath("string(.//*[contains(@class, 'facet__count')])").replace(".", ""))
    assert counts
    for value in [value for value, count in counts.items() if count][:6] + [value for value, count in counts.items() if not count][:1]:
        already = [asked[name]] if isinstance(asked.get(name), str) and name in ("thieu", "giu", "chua-ro") else []
        narrowed = {**asked, name: [*already, value]}
        assert minh.report(PATH, **narrowed)["total"] == counts[value], value


def test_opening_a_filter_costs_one_query_more(minh, django_assert_max_num_queries):
    minh.page(PATH)
    with django_assert_max_num_queries(9):
        minh.page(PATH, loc="chuyen-mon", ngay=DAY, loai="elected")


# --- JSON in pages ----------------------------------------------------------------------------------------------------------


def test_the_pages_of_json_follow_one_another_and_are_the_list(minh):
    everybody = minh.report(PATH, ngay=DAY, sap_xep="-sinh")
    assert everybody["next"] is None and everybody["pages"] == 1
    told, names = minh.report(PATH, ngay=DAY, sap_xep="-sinh", moi_trang="4"), []
    while True:
        names += [one["id"] for one in told["people"]]
        assert len(told["people"]) <= 4 and told["total"] == everybody["total"]
        if told["next"] is None:
            break
        told = minh.get(told["next"]).json()
    assert names == [one["id"] for one in everybody["people"]]
    assert told["page"] == told["pages"]


@pytest.mark.parametrize("number", ["0", "99", "x", "-1", "9" * 40])
def test_a_page_of_json_that_is_not_there_is_refused(minh, number):
    assert minh.get(PATH, {"dinh-dang": "json", "trang": number}).status_code in {400, 404}


def test_a_list_that_was_not_asked_for_columns_has_the_usual_ones(minh):
    told = minh.report(PATH)
    assert [column["id"] for column in told["columns"]] == ["name", *(part.id for column in USUAL for part in column.parts)]

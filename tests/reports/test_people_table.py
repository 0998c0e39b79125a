"""The list of people as a table: its rows, its pages, and the headings that order it."""

import pytest

from chuanxa.refusals import BadRequest, NotHere
from reports.people_columns import arranged
from reports.people_table import PEOPLE_ON_A_PAGE, headings, people_table
from tests.reports.samples import person
from tests.reports.test_tables import asking, html_of, names_in


class Slices(list):
    """A list that remembers what was read of it."""

    def __init__(self, rows):
        super().__init__(rows)
        self.read = []

    def __getitem__(self, place):
        self.read.append(place)
        return super().__getitem__(place)


def test_a_person_opens_for_those_who_may_and_the_verdict_is_a_word():
    html = html_of(people_table([person(1), person(2, href=None)], asking()))
    assert '<a href="/can-bo/1/">Nông Văn 1</a>' in html
    assert "/can-bo/2/" not in html
    assert '<span class="verdict verdict--short">Chưa đạt</span>' in html
    assert "thiếu lý luận chính trị" in html


def test_what_is_not_on_record_is_said_and_not_left_blank():
    html = html_of(people_table([person(1, born="", sex="")], asking()))
    assert '<span class="missing">chưa có dữ liệu</span>' in html
    assert ">—<" in html


def test_a_page_reads_only_its_own_rows():
    rows = Slices([person(number) for number in range(120)])
    html = html_of(people_table(rows, asking(trang="3")))
    assert len(names_in(html)) == 20
    assert rows.read == [slice(100, 120, None)]
    assert "Dòng 101–120 trên 120" in html


def test_the_address_cannot_ask_for_more_rows_than_a_page_has():
    rows = [person(number) for number in range(120)]
    assert len(names_in(html_of(people_table(rows, asking(per_page="100000"))))) == PEOPLE_ON_A_PAGE
    assert len(names_in(html_of(people_table(rows, asking(per_page="-1"))))) == PEOPLE_ON_A_PAGE


@pytest.mark.parametrize(
    ("number", "refusal"), [("x", BadRequest), ("1.5", BadRequest), ("-1", NotHere), ("0", NotHere), ("4", NotHere), ("9" * 30, NotHere)]
)
def test_a_page_that_is_not_there_is_refused_with_those_that_are(number, refusal):
    with pytest.raises(refusal) as refused:
        people_table([person(number) for number in range(120)], asking(trang=number))
    assert refused.value.accepted == "Nhận: 1 đến 3."


def test_a_heading_says_how_the_list_is_ordered_and_how_to_turn_it():
    assert 'aria-sort="ascending"' in html_of(people_table([person(1)], asking()))
    html = html_of(people_table([person(1)], asking(sap_xep="-ten"), arranged([], ["-ten"])))
    assert 'aria-sort="descending"' in html and 'href="?sap-xep=ten#bang"' in html


def test_several_columns_order_one_after_the_other():
    first, second, third = (headings(arranged(["don-vi", "sinh"], ["don-vi", "-sinh"]))[at] for at in (1, 2, 0))
    assert (first.place, first.sorted, first.alone, first.also) == (1, "ascending", ("-don-vi",), ("-don-vi", "-sinh"))
    assert (second.place, second.sorted, second.alone, second.also) == (2, "descending", ("sinh",), ("don-vi", "sinh"))
    assert (third.place, third.sorted, third.alone, third.also) == (0, "", ("ten",), ("don-vi", "-sinh", "ten"))


def test_a_column_without_an_order_offers_none():
    assert "sap-xep=thieu" not in html_of(people_table([person(1)], asking()))


def test_a_name_of_a_person_cannot_become_markup():
    assert "<script>" not in html_of(people_table([person(1, name="<script>alert(1)</script>", missing="<b>", commune="<i>")], asking()))


def test_the_box_before_a_name_carries_the_number_as_programs_write_it():
    table = people_table([person(5424)], asking())
    table.choosing = True
    assert 'name="nguoi" value="5424"' in html_of(table)

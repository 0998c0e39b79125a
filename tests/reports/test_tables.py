"""Tables keep Vietnamese order, open what may be opened, and cannot be asked for more rows than a page has."""

import re
from dataclasses import replace

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from chuanxa.refusals import BadRequest
from reports.formed_tables import FormedColumn, FormedTable
from reports.report import Table
from reports.tables import units_table
from tests.reports import samples


def asking(**query):
    return RequestFactory().get("/tinh/04/", {name.replace("_", "-"): value for name, value in query.items()})


def html_of(table) -> str:
    return Template("{% load django_tables2 %}{% render_table table %}").render(Context({"table": table, "request": table.request}))


def names_in(html: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", cell).split("  ")[0].strip() for cell in re.findall(r'<th scope="row">(.*?)</th>', html, re.S)]


def units_of(*labels: str) -> Table:
    rows = tuple(samples.unit_row(str(place), label, 10, place, 10 - place, 0, 10 * len(labels)) for place, label in enumerate(labels))
    return Table("communes", "Các xã", "communes", 10 * len(labels), rows)


# --- units ------------------------------------------------------------------------------------------------------------------


def test_a_unit_says_its_people_and_each_share_with_its_count():
    html = html_of(units_table(samples.communes("/can-bo/?xa=1"), asking()))
    assert '<a href="/xa/01276/">Xã Cô Ba</a> <span class="flag">biên giới</span>' in html
    assert '<a href="/can-bo/?xa=1">19</a>' in html
    assert '<a href="/can-bo/?xa=1&amp;dat-chuan=meets">1</a> <span class="pct">5,26%</span>' in html
    assert 'aria-label="Đạt 1, chưa đạt 17, chưa đủ dữ liệu 1"' in html


def test_numbers_are_plain_for_those_who_may_not_see_names():
    html = html_of(units_table(samples.communes(), asking()))
    assert "/can-bo/" not in html
    assert ">19<" in html


def test_a_name_cannot_become_markup():
    html = html_of(units_table(samples.communes(), asking()))
    assert "<b>Xã" not in html
    assert "&lt;b&gt;Xã &amp; &lt;/b&gt;" in html


def test_units_are_ordered_by_name_in_the_vietnamese_alphabet():
    part = units_of("Xã Ỷ La", "Xã Dũng", "Xã Đức", "Xã Ân", "Xã An", "Xã Ánh")
    assert names_in(html_of(units_table(part, asking(sap_xep="ten")))) == ["Xã An", "Xã Ánh", "Xã Ân", "Xã Dũng", "Xã Đức", "Xã Ỷ La"]


def test_units_are_ordered_by_share_and_those_without_people_stand_last_both_ways():
    rising = names_in(html_of(units_table(samples.communes(), asking(sap_xep="dat-chuan"))))
    falling = names_in(html_of(units_table(samples.communes(), asking(sap_xep="-dat-chuan"))))
    assert rising[1].startswith("Xã Cô Ba")
    assert falling[0] == "Thị trấn Bảo Lạc"
    assert rising[-1] == falling[-1] == "Xã Cô Ba"


def test_units_stand_as_the_report_has_them_until_an_order_is_asked():
    assert names_in(html_of(units_table(samples.communes(), asking())))[0] == "Thị trấn Bảo Lạc"


def test_the_last_row_adds_up_what_may_be_added_up():
    html = html_of(units_table(samples.communes(), asking()))
    foot = html[html.index("<tfoot>") :]
    assert "Tổng số" in foot and ">129<" in foot and '29 <span class="pct">22,48%</span>' in foot
    assert "<tfoot>" not in html_of(units_table(replace(samples.communes(), exclusive=False), asking()))


def test_all_communes_of_a_province_are_on_one_page_and_more_are_paged():
    assert "pager" not in html_of(units_table(samples.many_communes(200), asking()))
    second = html_of(units_table(samples.many_communes(450), asking(trang="2")))
    assert len(names_in(second)) == 200
    assert "Dòng 201–400 trên 450" in second


def test_a_table_of_no_units_says_so():
    assert "Chưa có đơn vị nào." in html_of(units_table(Table("communes", "Các xã", "communes", 0, ()), asking()))


@pytest.mark.parametrize("wanted", ["meets", "-", "ket-qua", "ten,so-nguoi", "__class__", "--ten"])
def test_an_unknown_order_is_refused_with_those_accepted(wanted):
    with pytest.raises(BadRequest) as refused:
        units_table(samples.communes(), asking(sap_xep=wanted))
    assert refused.value.accepted.startswith("Nhận: ten, -ten, so-nguoi, -so-nguoi, dat-chuan")


def test_ordering_keeps_what_else_the_page_was_asked():
    html = html_of(units_table(samples.communes(), asking(ngay="31/12/2013", loai="elected")))
    assert "?ngay=31%2F12%2F2013&amp;loai=elected&amp;sap-xep=dat-chuan#bang-communes" in html


def test_what_was_typed_into_a_record_is_text_in_every_cell_and_heading():
    typed = "<b>\"Xã' & An</b>"
    columns = [(name, FormedColumn(typed, lambda row: row, kind=kind)) for name, kind in (("a", ""), ("b", ""), ("c", "n"))]
    table = FormedTable([typed], columns)
    table.request = asking()
    html = html_of(table)
    assert "<b>" not in html
    assert html.count("&lt;b&gt;&quot;Xã&#x27; &amp; An&lt;/b&gt;") == 3 + 3 + 2  # cells, headings, the headings again beside two cells

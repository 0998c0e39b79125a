"""The one-page summary: the page's own numbers, cut to what fits one sheet, what was cut counted, and no names."""

from lxml import html

from cadres.models import Profile
from reports.summary import MOST_COURSES, MOST_PLACES, MOST_REASONS
from tests import ladder

PATH = "/tom-tat/"
ASKED = {"tinh": "04", "ngay": "14/2/2014", "so_voi": "20/5/2012"}


def drawn(visitor, **query) -> html.HtmlElement:
    return html.fromstring(visitor.page(PATH, **query)).find(".//main")


def told(main, caption: str) -> dict[str, list[str]]:
    """Label → the texts of its cells, of the table with that caption."""
    (table,) = main.xpath(f".//table[caption='{caption}']")
    return {row[0].text_content(): [cell.text_content() for cell in row[1:]] for row in table.xpath("./tbody/tr")}


def test_it_says_who_where_why_and_what_closes_the_gap(minh):
    main = drawn(minh, **ASKED)
    page = {table["id"]: table for table in minh.report("/tinh/04/", **ASKED | {"tinh": None})["tables"]}
    short = page["verdict"]["rows"][1]
    assert f"{page['verdict']['total']} cán bộ, công chức cấp xã" in main.text_content()
    places = told(main, "Nơi còn nhiều người chưa đạt nhất")
    units = sorted(
        (unit for unit in page["communes"]["rows"] if unit["measures"]["falls_short"]["count"]),
        key=lambda unit: (-unit["measures"]["falls_short"]["count"], unit["key"]),
    )
    verdicts = [[str(unit["measures"][key]["count"]) for key in ("falls_short", "unknown")] for unit in units[:MOST_PLACES]]
    assert [cells[-2:] for cells in places.values()] == verdicts, "who cannot be judged is not left to be taken for who fails"
    reasons = told(main, "Vì sao chưa đạt")
    counts = {unit: int(cells[0]) for unit, cells in reasons.items()}
    assert len(reasons) <= MOST_REASONS and list(counts.values()) == sorted(counts.values(), reverse=True)
    assert all(count <= short["count"] for count in counts.values())
    courses = told(main, "Các khóa học cần mở")
    assert 0 < len(courses) <= MOST_COURSES and all(int(one[0]) == sum(map(int, one[1:])) for one in courses.values())
    hidden = len(units) - MOST_PLACES
    assert (f"và {hidden} đơn vị khác" in main.text_content()) == (hidden > 0)


def test_every_number_of_the_sheet_opens_a_list_as_long_as_it_says(minh):
    links = [(one.text_content(), one.get("href")) for one in drawn(minh, **ASKED).xpath(".//table//a")]
    lists = {href: text for text, href in links if href.startswith("/can-bo/")}
    assert lists
    for href, text in lists.items():
        assert minh.report(href)["total"] == int(text.replace(".", "")), href


def test_a_commune_says_in_which_positions_and_nobody_is_named(quantri, thao):
    main = drawn(thao, xa="01366")
    assert "Chưa đạt ở chức danh nào" in main.text_content() or "Không nơi nào" in main.text_content()
    shown = drawn(quantri, xa="01366").text_content()
    assert not [name for name in Profile.objects.values_list("full_name", flat=True) if name in shown]
    assert not [href for href in main.xpath(".//a/@href") if "can-bo" in href]


def test_a_place_without_people_and_the_whole_country_are_said(quantri):
    assert "chưa ghi nhận cán bộ" in drawn(quantri, tinh="94", ngay="14/2/2014", tuoi_tu="99").text_content()
    assert "cả nước có" in drawn(quantri, ngay="14/2/2014").text_content()


def test_the_ladder_of_refusals(nobody, minh, quan):
    ladder.asks_to_log_in(nobody, PATH)
    ladder.refuses_to_be_written(minh, PATH)
    ladder.refused(quan, PATH, 404, tinh="04", ngay="14/2/2014")
    ladder.lists_what_it_accepts(minh, PATH, ("ngay", "tinh"))
    ladder.refused(minh, PATH, 400, dinh_dang="xlsx")


def test_it_costs_a_fixed_number_of_queries(minh, django_assert_max_num_queries):
    minh.page(PATH, **ASKED)
    with django_assert_max_num_queries(24):
        minh.page(PATH, **ASKED)

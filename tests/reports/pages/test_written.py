"""The written report: words whose numbers open what they count, in three lengths, and the Word file of the same plan."""

import re
from io import BytesIO

import docx
from lxml import html

from chuanxa.models import ExportRecord
from tests import ladder

PATH = "/van-ban/"
DAY = "14/2/2014"


def told(visitor, **query) -> html.HtmlElement:
    return html.fromstring(visitor.page(PATH, ngay=DAY, **query)).find(".//article")


def test_every_number_of_the_text_opens_a_list_as_long_as_it_says(minh):
    article = told(minh, so_voi="20/5/2012", do_dai="day-du")
    links = [(one.text, one.get("href")) for one in article.xpath("./p/a")]
    lists = [(text, href) for text, href in links if href.startswith("/can-bo/") and "%" not in text]
    assert len(links) > 15 and len(lists) > 10
    for text, href in dict(reversed(lists)).items():
        assert minh.report(href)["total"] == int(text.replace(".", "")), (text, href)


def test_a_leader_is_led_to_reports_and_never_to_people(thao):
    hrefs = told(thao, so_voi="20/5/2012", do_dai="day-du").xpath(".//a/@href")
    assert hrefs and not [href for href in hrefs if "can-bo" in href or "ho-so" in href]
    for href in {href.partition("#")[0] for href in hrefs}:
        assert thao.get(href).status_code == 200, href


def test_every_link_of_the_text_leads_to_a_part_that_is_there(quantri, scheme):
    """Of a reader who may open everything, with filters, a rounding and a letterhead asked, of schemes, of a commune."""
    for query in (
        {"tinh": "04", "do_dai": "day-du", "so_voi": "20/5/2012"},
        {"tinh": "04", "vung": "border", "so_le": "1", "nguoi_ky": "A"},
        {"xa": "01366", "do_dai": "day-du"},
        {"do_dai": "ngan"},
    ):
        hrefs = told(quantri, **query).xpath("./p/a/@href")
        assert not query.get("so_voi") or [href for href in hrefs if "de-an=de-an-thu" in href]
        pages = {page: quantri.get(page) for page in {href.partition("#")[0] for href in hrefs}}
        assert [page for page, answer in pages.items() if answer.status_code != 200] == []
        for page, _, anchor in (href.partition("#") for href in hrefs):
            assert not anchor or f'id="{anchor}"' in pages[page].content.decode(), (page, anchor)


def test_the_word_file_says_what_the_page_says_and_is_on_the_ledger(thao):
    query = {"ngay": DAY, "so-voi": "20/5/2012", "do-dai": "vua", "nguoi-ky": "Nông Thị Thảo", "so-van-ban": "5", "ngay-ky": "1/3/2014"}
    answer = thao.get(PATH, {**query, "dinh-dang": "docx"})
    assert answer["Content-Type"].endswith("wordprocessingml.document") and "2014-02-14.docx" in answer["Content-Disposition"]
    paper = docx.Document(BytesIO(answer.content))
    shown = html.fromstring(thao.get(PATH, query).content.decode()).find(".//article")
    lines = [one.text for one in paper.paragraphs]
    for paragraph in shown.xpath("./p | ./h2"):
        assert paragraph.text_content() in lines
    first = "\n".join(cell.text for cell in paper.tables[0].rows[0].cells)
    assert "Số: 05/BC-SNV" in first and "Cao Bằng, ngày 01 tháng 3 năm 2014" in first and "TỈNH CAO BẰNG" in first
    assert paper.tables[-1].rows[0].cells[1].text.endswith("Nông Thị Thảo")
    line = ExportRecord.objects.get()
    assert line.kind == "document" and line.number in paper.sections[0].first_page_footer.paragraphs[0].text


SIGNS = '"><b>Én</b> & <script>alert(1)</script> ]]>'


def test_html_in_what_is_typed_and_kept_is_text_on_the_page_and_in_word(quantri, scheme):
    query = {"tinh": "04", "ngay": DAY, "do-dai": "day-du", "nguoi-ky": SIGNS, "dia-danh": SIGNS, "co-quan": SIGNS, "chuc-vu": SIGNS}
    page = quantri.get(PATH, query).content.decode()
    assert "<script>alert" not in page and "<b>Én" not in page and "Đề án thử <b>" not in page and "Đề án thử &lt;b&gt;" in page
    answer = quantri.get(PATH, {**query, "dinh-dang": "docx"})
    paper = docx.Document(BytesIO(answer.content))
    cells = " ".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    lines = " ".join(one.text for one in paper.paragraphs)
    assert "Đề án thử <b>" in lines and SIGNS in cells
    assert cells.upper().count(SIGNS.upper()) >= 3


def test_without_another_day_it_compares_with_the_end_of_the_year_before(minh):
    assert "31/12/2013" in told(minh).text_content()


def test_three_lengths_say_more_and_more(minh):
    sizes = [len(told(minh, do_dai=length).text_content()) for length in ("ngan", "vua", "day-du")]
    assert sizes == sorted(sizes) and sizes[0] < sizes[1] < sizes[2]
    assert told(minh, do_dai="ngan").find("h2") is None


def test_it_is_reached_from_the_reports_and_from_the_menu_of_a_place(thao):
    catalogue = thao.page("/bao-cao/", ngay=DAY)
    assert "Biểu mẫu và văn bản" in catalogue and re.search(r"/van-ban/\?tinh=04&amp;ngay=14%2F2%2F2014", catalogue)
    assert "/van-ban/?xa=01366" in thao.page("/xa/01366/")


def test_it_refuses_what_it_cannot_read_with_what_is_accepted(minh):
    assert "ngan, vua, day-du" in ladder.refused(minh, PATH, 400, do_dai="dai")
    cases = (
        ({"ngay-ky": "hôm qua"}, "hôm qua"),
        ({"co-quan": "a" * 201}, "Dài 201 chữ; nhận tối đa 200"),
        ({"so-van-ban": "05/BC-SNV"}, "“05/BC-SNV” không phải số văn bản"),
        ({"noi-nhan": "\n".join(["Sở"] * 13)}, "Có 13 nơi nhận; nhận tối đa 12"),
    )
    for query, said in cases:
        page = html.fromstring(ladder.refused(minh, PATH, 400, **query))
        typed, beside = next(iter(query.values())), page.xpath("//label[.//span[@class='errorlist']]")
        assert len(beside) == 1 and said in beside[0].text_content(), query
        assert typed in (beside[0].xpath(".//input/@value") or beside[0].xpath(".//textarea/text()"))[0], query
        assert page.find(".//article") is not None, "the text stays"
        assert said in ladder.refused(minh, PATH, 400, dinh_dang="docx", **query)


def test_recipients_typed_on_the_page_stand_on_the_paper_line_by_line(thao):
    query = {
        "ngay": DAY,
        "do-dai": "ngan",
        "noi-nhan": "Bộ Nội vụ (để báo cáo)\r\n- Thường trực Tỉnh ủy;\r\n\r\nLưu: VT, TCBM",
        "dia-danh": "Pác Bó",
    }
    page = html.fromstring(thao.get(PATH, query).content.decode())
    assert page.xpath("//textarea[@name='noi-nhan']")[0].text_content().split("\n")[-1] == "Lưu: VT, TCBM"
    assert page.xpath("//details[contains(@class, 'letterhead')]/@open")
    paper = docx.Document(BytesIO(thao.get(PATH, {**query, "dinh-dang": "docx"}).content))
    lines = paper.tables[-1].rows[0].cells[0].text.split("\n")
    assert lines == ["Nơi nhận:", "- Bộ Nội vụ (để báo cáo);", "- Thường trực Tỉnh ủy;", "- Lưu: VT, TCBM."]
    assert "Pác Bó, ngày" in "\n".join(cell.text for cell in paper.tables[0].rows[0].cells)


def test_the_ladder_of_refusals(nobody, minh, quan, thao):
    ladder.asks_to_log_in(nobody, PATH)
    ladder.refuses_to_be_written(minh, PATH)
    ladder.refused(quan, PATH, 404, tinh="04", ngay=DAY)
    ladder.lists_what_it_accepts(minh, PATH, ("ngay", "do-dai", "nguoi-ky"))
    ladder.refused(minh, PATH, 400, dinh_dang="xlsx")
    ladder.refuses_what_it_cannot_read(thao, PATH)


def test_it_costs_a_fixed_number_of_queries(minh, django_assert_max_num_queries):
    told(minh)
    with django_assert_max_num_queries(30):
        told(minh)

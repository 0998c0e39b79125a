"""The ladder of refusals that every page has, each rung one call: who is not logged in, who may not, what cannot be read.

A refusal is always a page of ours (or JSON, when JSON was asked for) with a sentence: never a trace, never a 500.
"""

from urllib.parse import quote

from tests.cast import Visitor, address

BAD_DAYS = (
    "hôm qua",
    "32/13/2013",
    "31/02/2013",
    "0013-12-31",
    "31/12/1899",
    "31/12/2003",
    "9999-12-31",
    "31/12/2026",
    "12/2013",
    "31/12/2013 ' OR 1=1 --",
    "<b>1</b>",
    "\x00",
    "9" * 400,
)
"""No day, no day of ours, a day before every list of units, a day to come."""

BAD_MOMENTS = ("hôm qua", "2014-13-05T16:20", "2014-01-05T99:00", "05/01/2014 25:00", "T", "\x00", "9" * 400)

BAD_FILTERS = (
    ("chuc-danh", "vua"),
    ("giu", "vua"),
    ("loai", "khac"),
    ("nhom", "7"),
    ("dat-chuan", "co"),
    ("thieu", "tien"),
    ("chua-ro", "tien"),
    ("hoc-van", "lop-12"),
    ("chuyen-mon", "giao-su"),
    ("ly-luan", "from_untrained"),
    ("quan-ly-nha-nuoc", "40"),
    ("quoc-phong", "<script>"),
    ("tin-hoc", "\x00"),
    ("gioi-tinh", "nam"),
    ("dan-toc", "99"),
    ("tuoi", "30"),
    ("tuoi-tu", "ba mươi"),
    ("tuoi-tu", "13"),
    ("tuoi-den", "-1"),
    ("tuoi-den", "9" * 30),
    ("vung", "sao-hoa"),
    ("tim", "a" * 61),
)


def asks_to_log_in(nobody: Visitor, path: str) -> None:
    """Somebody not logged in is sent to the log-in, and from there back."""
    answer = nobody.get(path)
    assert answer.status_code == 302
    assert answer.url.startswith(f"/tai-khoan/dang-nhap/?next={quote(path.partition('?')[0])}")


def refused(visitor: Visitor, path: str, status: int, **query) -> str:
    """The text of the refusal; it is our page, it says so in a heading, and nothing of what was asked stands in it as markup."""
    answer = visitor.get(address(path, **query))
    text = answer.content.decode()
    assert answer.status_code == status, (path, query, answer.status_code, text[:300])
    assert "<h1>" in text and "Traceback" not in text and "<script>alert" not in text
    return text


def refuses_to_be_written(visitor: Visitor, path: str) -> None:
    """A page that is read only answers nothing but GET and HEAD."""
    assert [visitor.generic(verb, path).status_code for verb in ("POST", "PUT", "PATCH", "DELETE")] == [405] * 4
    assert visitor.head(path).status_code == 200


def refuses_what_it_cannot_read(visitor: Visitor, path: str, *, days=("ngay",), filters=BAD_FILTERS, moments=True) -> None:
    """Every malformed value is refused with what is accepted, as a page and as JSON."""
    asked = [(name, value) for name in days for value in BAD_DAYS] + list(filters)
    asked += [("ghi-nhan", value) for value in BAD_MOMENTS if moments]
    for name, value in asked:
        text = refused(visitor, path, 400, **{name: value})
        assert name in text, (name, value)


def lists_what_it_accepts(visitor: Visitor, path: str, accepted: tuple[str, ...]) -> None:
    """A name that the page does not know is refused with the names that it does."""
    text = refused(visitor, path, 400, **{"ngày": "31/12/2013"})
    assert "ngày" in text and all(name in text for name in accepted)


def refuses_programs_in_their_language(visitor: Visitor, path: str, **query) -> dict:
    """With dinh-dang=json the refusal is JSON of four texts."""
    answer = visitor.get(address(path, **query, dinh_dang="json"))
    told = answer.json()["error"]
    assert answer.status_code in {400, 404} and set(told) == {"heading", "found", "accepted", "advice"} and told["found"]
    return told

"""The number that stands at an address of this system, for one reader: the same as the page's, with the list behind it."""

import pytest

from reports.computed import Address, Resolver, Unresolved
from tests import factories

DAY = "14/2/2014"


@pytest.fixture
def find(small_world):
    def found(user: str, page: str, query: str, *more, **named):
        return Resolver(small_world.users[user], factories.TODAY).find(Address(page, query, *more, **named))

    return found


def rows(report: dict, id: str) -> dict[str, dict]:
    return {row["key"]: row for row in next(one for one in report["tables"] if one["id"] == id)["rows"]}


@pytest.mark.parametrize("id", ["professional", "political_theory", "verdict", "position", "gender", "communes"])
def test_it_is_the_number_of_the_page_and_opens_exactly_as_many(find, minh, id):
    for key, row in rows(minh.report("/tinh/04/", ngay=DAY), id).items():
        found = find("minh", "/tinh/04/", f"ngay={DAY}", id, key)
        assert (found.computed.count, found.computed.total) == (row["count"], row["total"])
        assert found.opens is None if not row["count"] else minh.report(found.opens)["total"] == row["count"]


def test_a_total_opens_everybody_and_a_sum_of_rows_their_people(find, minh):
    told = rows(minh.report("/tinh/04/", ngay=DAY), "professional")
    total = find("minh", "/tinh/04/", f"ngay={DAY}", "professional")
    assert minh.report(total.opens)["total"] == total.computed.count == sum(row["count"] for row in told.values())
    both = find("minh", "/tinh/04/", f"ngay={DAY}", "professional", "university+intermediate+doctor")
    assert minh.report(both.opens)["total"] == both.computed.count == told["university"]["count"] + told["intermediate"]["count"]


def test_a_measure_of_a_row_opens_its_people(find, minh):
    for key, row in rows(minh.report("/tinh/04/", ngay=DAY), "communes").items():
        found = find("minh", "/tinh/04/", f"ngay={DAY}", "communes", key, "falls_short")
        assert found.computed.count == row["measures"]["falls_short"]["count"]
        assert not found.opens or minh.report(found.opens)["total"] == found.computed.count


def test_reports_of_the_catalogue_are_found_too(find, minh):
    found = find("minh", "/bao-cao/don-vi/", f"tinh=04&ngay={DAY}", "commune_kinds", "commune")
    assert minh.report(found.opens)["total"] == found.computed.count > 0
    assert minh.report(find("minh", "/bao-cao/don-vi/", f"tinh=04&ngay={DAY}", "commune_kinds").opens)["total"] >= found.computed.count


def test_who_may_not_see_names_gets_the_number_without_a_list(find):
    found = find("thao", "/tinh/04/", f"ngay={DAY}", "professional")
    assert found.computed.count > 0 and found.opens is None


@pytest.mark.parametrize(
    ("user", "page", "query", "more", "told"),
    [
        ("quan", "/tinh/04/", "", ("professional",), "trong phạm vi của bạn"),
        ("minh", "/tinh/04/", f"ngay={DAY}", ("luong",), "không có bảng “luong”. Có: category"),
        ("minh", "/tinh/04/", f"ngay={DAY}", ("professional", "giao-su"), "không có dòng “giao-su”. Có: postgraduate"),
        ("minh", "/tinh/04/", f"ngay={DAY}", ("professional", "university", "x"), "không có cột “x”"),
        ("minh", "/tinh/04/", f"ngay={DAY}", ("position", "party_secretary+committee_chair"), "không cộng được"),
        ("minh", "/tinh/04/", "ngay=hôm qua", ("professional",), "hôm qua"),
        ("minh", "/tinh/04/", "luong=1", ("professional",), "luong"),
        ("minh", "/khong-co/", "", ("professional",), "Không có trang"),
        ("minh", "/can-bo/", "", ("professional",), "không phải trang số liệu"),
        ("minh", "/bao-cao/khong-co/", "", ("professional",), "không phải trang số liệu"),
    ],
)
def test_what_does_not_exist_for_the_reader_is_told_in_a_sentence(find, user, page, query, more, told):
    with pytest.raises(Unresolved, match=told.replace("(", r"\(")):
        find(user, page, query, *more)


def test_a_page_is_built_once_however_many_figures_point_into_it(small_world, django_assert_max_num_queries):
    resolver = Resolver(small_world.users["minh"], factories.TODAY)
    resolver.find(Address("/tinh/04/", f"ngay={DAY}", "professional"))
    with django_assert_max_num_queries(0):
        for row in ("university", "intermediate", "untrained"):
            resolver.find(Address("/tinh/04/", f"ngay={DAY}", "professional", row))
        for _ in range(2):
            with pytest.raises(Unresolved):
                resolver.find(Address("/tinh/04/", f"ngay={DAY}", "luong"))

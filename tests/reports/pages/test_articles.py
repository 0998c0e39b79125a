"""What the articles printed, asked as an officer asks: on the page, in the JSON and in the workbook, from the demo's people."""

import io
from decimal import Decimal

import openpyxl
import pytest
import time_machine

from chuanxa.models import User
from provinces.models import Scope
from tests.cast import Visitor
from tests.demo_world import TODAY, demo_world

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

SECRETARIES = {"ngay": "31/12/2013", "chuc-danh": "party_secretary"}
POOR_2008 = {"ngay": "31/12/2008", "vung": "poor_district"}
POOR_2021 = {"ngay": "31/12/2021", "vung": "poor_district"}


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    with demo_world(django_db_blocker, "06", "94"), time_machine.travel(TODAY, tick=False):
        user = User.objects.create_user("everywhere", role="administrator", full_name="Quản trị")
        Scope.objects.create(user=user, everywhere=True)
        yield


@pytest.fixture
def officer():
    visitor = Visitor()
    visitor.force_login(User.objects.get(username="everywhere"))
    return visitor


def counts(report: dict, table: str) -> dict[str, int]:
    rows = next(found for found in report["tables"] if found["id"] == table)["rows"]
    return {row["key"]: row["count"] for row in rows if row["count"]}


def shares(report: dict, table: str) -> dict[str, str]:
    rows = next(found for found in report["tables"] if found["id"] == table)["rows"]
    return {row["key"]: row["share"] for row in rows if row["count"]}


def test_the_secretaries_of_soc_trang_are_those_that_were_printed(officer):
    report = officer.report("/tinh/94/", **SECRETARIES)
    assert counts(report, "general_education") == {"upper_secondary": 107, "lower_secondary": 2}
    assert counts(report, "professional") == {"university": 78, "college": 17, "intermediate": 14}
    assert counts(report, "political_theory") == {"advanced": 82, "intermediate": 27}
    assert counts(report, "position")["committee_chair"] == 4
    assert {table["total"] for table in report["tables"] if table["id"] != "communes"} == {109}


def test_the_poor_districts_of_bac_kan_are_those_that_were_printed_but_rounded_half_up(officer):
    report = officer.report("/tinh/06/", **POOR_2008)
    assert counts(report, "professional") == {"university": 204, "college": 26, "intermediate": 238, "untrained": 235}
    assert shares(report, "professional") == {"university": "29.02", "college": "3.70", "intermediate": "33.85", "untrained": "33.43"}
    assert counts(report, "political_theory") == {"advanced": 2, "intermediate": 330, "elementary": 54, "untrained": 317}


def test_the_poor_districts_of_bac_kan_after_the_programme_add_up(officer):
    report = officer.report("/tinh/06/", **POOR_2021)
    assert counts(report, "professional") == {"postgraduate": 4, "university": 451, "college": 41, "intermediate": 192, "untrained": 34}
    assert counts(report, "political_theory") == {"advanced": 7, "intermediate": 498, "elementary": 74, "untrained": 143}


@pytest.mark.parametrize(
    ("path", "query", "sheet", "printed"),
    [
        ("/tinh/94/", SECRETARIES, "Chuyên môn, nghiệp vụ", {"Đại học": (78, 109), "Cao đẳng": (17, 109), "Trung cấp": (14, 109)}),
        ("/tinh/94/", SECRETARIES, "Lý luận chính trị", {"Cao cấp": (82, 109), "Trung cấp": (27, 109)}),
        ("/tinh/94/", SECRETARIES, "Giáo dục phổ thông", {"Trung học phổ thông": (107, 109), "Trung học cơ sở": (2, 109)}),
        ("/tinh/06/", POOR_2008, "Chuyên môn, nghiệp vụ", {"Đại học": (204, 703), "Chưa qua đào tạo": (235, 703)}),
    ],
)
def test_the_workbook_says_the_same(officer, path, query, sheet, printed):
    answer = officer.get(path, {**query, "dinh-dang": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    said = {}
    for row in book[sheet].iter_rows(values_only=True):
        for label in printed:
            if label in row:
                said[label] = row[row.index(label) + 1 : row.index(label) + 4]
    for label, (count, total) in printed.items():
        assert said[label][:2] == (count, total)
        share = (Decimal(10_000) * count / total).quantize(Decimal(1)) / 10_000
        assert abs(Decimal(str(said[label][2])) - share) <= Decimal("0.0001")

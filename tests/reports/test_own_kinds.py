"""Age against training, concurrent posts, the same communes before and after, and bodies: held against people counted one by one."""

from collections import Counter
from datetime import date
from itertools import combinations

import pytest
from lxml import html

from cadres.models import Appointment
from tests import ladder
from tests.factories import TODAY
from tests.truth import age

DAYS = ("31/12/2013", "14/2/2014", "1/3/2020", "15/6/2026")


def day_of(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def tables(told: dict) -> dict[str, dict]:
    return {table["id"]: table for table in told["tables"]}


def here(truth, day: date) -> list:
    return [seen for seen in truth.seen(day) if seen.commune.province.code == "04"]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(("ladder_query", "name"), [("chuyen-mon", "professional"), ("ly-luan", "political_theory")])
@pytest.mark.parametrize("ages", [(45,), (30, 40, 50, 60), (14, 100)])
def test_every_cell_of_age_and_training_is_right_and_the_totals_are_sums(minh, truth, day, ladder_query, name, ages):
    told = minh.report("/bao-cao/tuoi-trinh-do/", ngay=day, loai_trinh_do=ladder_query, moc_tuoi=",".join(map(str, ages)))
    table, on = tables(told)["age_training"], day_of(day)
    people = here(truth, on)
    slow = Counter()
    for seen in people:
        years = None if seen.born is None else age(seen.born, on)
        band = "unknown" if years is None else sum(years > limit for limit in ages)
        slow[band, seen.slug(name)] += 1
    assert table["total"] == len(people)
    for place, row in enumerate(table["rows"]):
        band = "unknown" if row["key"] == "unknown" else place
        assert {key: one["count"] for key, one in row["measures"].items() if one["count"]} == {
            slug: number for (of, slug), number in slow.items() if of == band
        }
        assert sum(one["count"] for one in row["measures"].values()) == row["count"]
    assert {key: one["count"] for key, one in table["whole"]["measures"].items()} == {
        key: sum(row["measures"][key]["count"] for row in table["rows"]) for key in table["whole"]["measures"]
    }


@pytest.mark.parametrize("value", ["45,30", "13", "200", "bốn lăm", "45;50", "30,30", ",", "1" * 50])
def test_ages_that_cannot_be_are_refused(minh, value):
    assert "moc-tuoi" in ladder.refused(minh, "/bao-cao/tuoi-trinh-do/", 400, moc_tuoi=value)


@pytest.mark.parametrize("day", DAYS)
def test_pairs_of_posts_are_those_that_people_hold(minh, truth, day):
    told = minh.report("/bao-cao/kiem-nhiem/", ngay=day)
    slow = Counter(frozenset(pair) for seen in here(truth, day_of(day)) for pair in combinations(sorted(seen.posts), 2))
    pairs = tables(told).get("pairs", {"rows": []})
    assert {frozenset(row["key"].split("+")): row["count"] for row in pairs["rows"]} == dict(slow)


def test_the_same_post_twice_is_no_pair(minh):
    ladder.refused(minh, "/bao-cao/kiem-nhiem/", 400, chuc_danh_1="council_chair", chuc_danh_2="council_chair")


def test_people_with_several_posts_are_listed(minh, truth):
    several = [seen for seen in here(truth, day_of("14/2/2014")) if len(seen.posts) > 1]
    assert minh.report("/bao-cao/kiem-nhiem/ho-so/", ngay="14/2/2014", phan="nhieu")["number"] == len(several)


def heirs(truth, commune, day: date) -> set[int]:
    """Every commune of `day` that holds a part of the commune, found by walking."""
    found, waiting = set(), [commune.id]
    while waiting:
        one = waiting.pop()
        if day in truth.communes[one].period:
            found.add(one)
        waiting += [change.commune_after_id for change in truth.changes if change.commune_before_id == one and change.day <= day]
    return found


@pytest.mark.parametrize(("before", "after"), [("31/12/2013", "1/3/2020"), ("31/12/2008", "15/6/2026"), ("31/12/2024", "15/6/2026")])
def test_the_same_communes_are_counted_on_both_days(minh, truth, before, after):
    first, last = day_of(before), day_of(after)
    told = minh.report("/bao-cao/truoc-sau/", ngay=after, so_voi=before)
    own = [one for one in truth.communes.values() if one.province.code == "04"]
    lived, live = [one for one in own if first in one.period], {one.id for one in own if last in one.period}
    kept = {one.id for one in lived if heirs(truth, one, last) & live}
    reached = set().union(*(heirs(truth, one, last) & live for one in lived))
    was = [seen for seen in truth.seen(first) if seen.commune.id in kept]
    now = [seen for seen in truth.seen(last) if seen.commune.id in reached]
    table = tables(told)["professional"]
    assert (table["whole"]["before"]["count"], table["whole"]["count"]) == (len(was), len(now))
    for row in table["rows"]:
        assert row["count"] == sum(seen.slug("professional") == row["key"] for seen in now)
        assert row["before"]["count"] == sum(seen.slug("professional") == row["key"] for seen in was)
        for when, number in (("truoc", row["before"]["count"]), ("sau", row["count"])):
            asked = {"ngay": after, "so_voi": before, "luc": when, "loc": f"chuyen-mon={row['key']}"}
            assert minh.report("/bao-cao/truoc-sau/ho-so/", **asked)["number"] == number


def test_the_day_before_must_be_before(minh):
    ladder.refused(minh, "/bao-cao/truoc-sau/", 400, ngay="31/12/2013", so_voi="31/12/2013")
    ladder.refused(minh, "/bao-cao/truoc-sau/", 400, ngay="31/12/2013", so_voi="1/1/2014")
    ladder.refused(minh, "/bao-cao/truoc-sau/ho-so/", 400, ngay="31/12/2013", so_voi="31/12/2008", loc="tinh=04")


@pytest.mark.parametrize("day", DAYS)
def test_members_of_a_body_are_those_who_hold_its_seats(minh, truth, day):
    on, seats = day_of(day), {}
    for post in truth.appointments:
        if post.position.category == "body" and on in post.period:
            commune = truth.stands(truth.communes[post.commune_id], on)
            if commune is not None and commune.province.code == "04":
                seats[post.cadre_id] = commune.code
    told = minh.report("/bao-cao/cap-uy/", ngay=day)
    assert all(table["total"] == len(seats) for table in told["tables"])
    rows = tables(told).get("bodies", {"rows": []})["rows"]
    assert {row["key"]: row["count"] for row in rows} == dict(Counter(seats.values()))
    assert minh.report("/bao-cao/cap-uy/ho-so/", ngay=day)["number"] == len(seats)
    for row in rows:
        assert minh.report("/bao-cao/cap-uy/ho-so/", ngay=day, noi=row["key"])["number"] == row["count"]


def test_there_are_members_to_speak_of(truth):
    assert Appointment.objects.filter(position__category="body").exists() and TODAY


def test_a_row_that_a_body_does_not_have_is_refused(minh):
    ladder.refused(minh, "/bao-cao/cap-uy/ho-so/", 400, ngay="14/2/2014", bang="professional", dong="giao-su")
    ladder.refused(minh, "/bao-cao/cap-uy/ho-so/", 400, ngay="14/2/2014", bang="mau-mat", dong="xanh")


def test_another_province_is_not_counted_in_a_body(quan, truth):
    told = quan.report("/bao-cao/cap-uy/", ngay="14/2/2014")
    assert all(row["key"].startswith("31") for row in tables(told).get("bodies", {"rows": []})["rows"])


@pytest.mark.parametrize("slug", ["dao-tao", "tri-thuc-tre", "nghi-viec"])
def test_both_numbers_of_every_row_against_a_plan_open_what_they_add_up(minh, slug):
    page = html.fromstring(minh.page(f"/bao-cao/{slug}/", ngay="31/12/2014", tu_nam="2013"))
    tables = page.xpath("//section[h2[contains(., 'kế hoạch') or contains(., 'cần giải quyết')]]")
    cells = [cell for table in tables for cell in table.xpath(".//tr/td[position() <= 2][normalize-space() != '0']")]
    assert cells
    for cell in cells:
        (address,) = cell.xpath("./a/@href") or pytest.fail(f"{slug}: {cell.text_content()} opens nothing")
        if "/ho-so/" in address:
            assert minh.report(address)["number"] == read(cell.text_content()), address
        else:
            assert cell.text_content().strip() in minh.page(address), address


def read(number: str) -> int:
    return int(number.strip().replace(".", ""))

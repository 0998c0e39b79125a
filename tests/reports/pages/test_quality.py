"""/chat-luong/: four shares a commune, each with its count and total, each opening exactly the records it counts."""

from datetime import timedelta

import pytest
import time_machine
from lxml import html

from cadres.models import Appointment, Cadre, Enrolment, Profile, Qualification, Review, Serving
from chuanxa.models import AuditEvent
from reports.quality import ALIVE_DAYS, FIELDS
from tests import ladder
from tests.cast import NOW
from tests.factories import TODAY
from tests.truth import Truth

PATH, KIND = "/chat-luong/", "/bao-cao/chat-luong/"
MEASURES = {"not_correct": "sai", "not_complete": "trong", "not_clean": "trung", "not_alive": "cu"}


def bad(visitor, code: str, **query) -> dict[str, tuple[int, int]]:
    """Measure → (count, total) of one commune."""
    rows = visitor.report(PATH, **query)["tables"][0]["rows"]
    row = next(row for row in rows if row["key"] == code)
    return {key: (row["measures"][key]["count"], row["measures"][key]["total"]) for key in MEASURES}


def test_the_ladder_of_refusals(nobody, quan, hanh, minh):
    ladder.asks_to_log_in(nobody, PATH)
    ladder.refused(quan, PATH, 404, tinh="04")
    ladder.refused(hanh, PATH, 404, tinh="04")
    ladder.refused(minh, PATH, 400, loai="elected")
    ladder.refuses_to_be_written(minh, PATH)


def test_the_fields_filled_and_the_dossiers_alive_are_those_of_a_slow_reading(minh):
    truth = Truth()
    people = [one for one in truth.seen(TODAY) if one.commune.code == "01366"]
    empty = stale = 0
    for one in people:
        profile, number = truth.profiles[one.cadre], Cadre.objects.get(pk=one.cadre).personal_id
        there = [one.born and profile.born_precision == "day", one.sex != "unknown", one.ethnic_group != "unknown", number]
        there += [ladder in one.levels for ladder in ("general_education", "professional", "political_theory", "state_management")]
        empty += sum(not one for one in there)
        moments = [
            moment
            for model in (Profile, Appointment, Qualification, Enrolment)
            for fact in model.objects.filter(cadre=one.cadre)
            for moment in (fact.recorded_at, fact.superseded_at)
            if moment
        ]
        stale += (NOW - max(moments)).days > ALIVE_DAYS
    found = bad(minh, "01366")
    vacant = (found["not_complete"][1] - len(people) * len(FIELDS)) // len(FIELDS)
    assert people and found["not_complete"] == (empty + vacant * len(FIELDS), (len(people) + vacant) * len(FIELDS))
    assert found["not_alive"] == (stale, len(people))
    assert vacant > 0


@pytest.mark.parametrize("place", [{}, {"xa": "01366"}], ids=str)
def test_every_number_opens_exactly_its_records(minh, place):
    page = html.fromstring(minh.page(PATH, **place))
    links = page.xpath("//table//td[contains(@class, 'heat')]//a | //dl[@class='heat-key']//a")
    assert links
    for link in links:
        told = minh.report(link.get("href"))
        assert told["number"] == int(link.text_content().split()[0].replace(".", "")), link.get("href")


def test_a_leader_sees_the_numbers_and_no_way_to_names(thao):
    page = html.fromstring(thao.page(PATH))
    assert (
        page.xpath("//td[contains(@class, 'heat')]")
        and page.xpath("//main//a[contains(@href, 'ho-so') or contains(@href, 'can-bo')]") == []
    )
    ladder.refused(thao, f"{KIND}ho-so/", 403, muc="trong")


def test_a_clerk_counts_the_own_commune_alone(hanh, minh):
    assert [row["key"] for row in hanh.report(PATH)["tables"][0]["rows"]] == ["01366"]
    assert bad(hanh, "01366") == bad(minh, "01366")


def test_the_page_says_what_each_word_means_and_shows_good_beside_total(minh):
    page = minh.page(PATH)
    for word in ("Đúng:", "Đủ:", "Sạch:", "Sống:"):
        assert word in page
    count, total = bad(minh, "01366")["not_complete"]
    assert f"{total - count} / {total}" in page


def test_an_unknown_measure_is_refused_with_those_there_are(minh):
    assert "trong" in ladder.refused(minh, f"{KIND}ho-so/", 400, muc="dep")


def test_whoever_sees_everywhere_chooses_a_province_first(quantri):
    assert "/chat-luong/?tinh=04" in quantri.page(PATH)


def test_it_costs_as_many_queries_for_a_province_as_for_a_commune(minh, hanh, django_assert_max_num_queries):
    minh.page(PATH)
    for visitor in (minh, hanh):
        with django_assert_max_num_queries(28):
            visitor.page(PATH)


# --- reviews ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def somebody(small_world) -> Cadre:
    row = Serving.objects.filter(commune=small_world.places.truong_ha_now).order_by("pk").first()
    return Cadre.objects.get(pk=row.cadre_id)


def review(visitor, cadre: Cadre, **told):
    return visitor.post(f"/can-bo/{cadre.pk}/xem-lai/", {"version": str(cadre.version), **told})


def test_a_dossier_that_is_confirmed_is_alive_again(hanh, somebody, small_world):
    with time_machine.travel(NOW + timedelta(days=800), tick=False):
        hanh.force_login(small_world.users["hanh"])
        before, people = bad(hanh, "01366")["not_alive"]
        assert before == people
        assert "Chưa ai xác nhận" in hanh.page(f"/can-bo/{somebody.pk}/xem-lai/")
        assert review(hanh, somebody, note="đã đối chiếu  hồ sơ gốc").url == f"/can-bo/{somebody.pk}/"
        assert bad(hanh, "01366")["not_alive"] == (before - 1, people)
    row = Review.objects.get()
    assert (row.cadre, row.by, row.version, row.note) == (somebody, "hanh", somebody.version, "đã đối chiếu hồ sơ gốc")
    assert AuditEvent.objects.get(act="confirm dossier").subject == f"cadre:{somebody.pk}"


@pytest.mark.parametrize("version", ["", "x", "-1", "999", "9" * 30, "٣"])
def test_only_the_dossier_that_was_looked_at_is_confirmed(hanh, somebody, version):
    answer = review(hanh, somebody, version=version, note="đã xem")
    text = answer.content.decode()
    assert answer.status_code == 400 and not Review.objects.exists()
    assert "vừa được sửa" in text and 'value="đã xem"' in text


def test_who_may_not_write_a_dossier_may_not_confirm_it(thao, quan, nobody, somebody):
    path = f"/can-bo/{somebody.pk}/xem-lai/"
    ladder.asks_to_log_in(nobody, path)
    assert [review(visitor, somebody).status_code for visitor in (thao, quan)] == [403, 404]
    ladder.refused(quan, path, 404)
    assert not Review.objects.exists()


def test_nothing_is_kept_when_the_audit_row_fails(hanh, somebody, monkeypatch):
    monkeypatch.setattr("chuanxa.audit.record", lambda **told: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        review(hanh, somebody)
    assert not Review.objects.exists()

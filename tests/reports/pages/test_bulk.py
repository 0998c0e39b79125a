"""/can-bo/hang-loat/: what is confirmed is what was shown, all of it or nothing, for people within reach alone, and it can be undone."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from lxml import html

from cadres.actions.facts import amend_fact
from cadres.models import Appointment, Cadre, Profile, Qualification, Serving
from cadres.standings.rebuild import check
from chuanxa.models import ChangeKind, ChangeSet
from chuanxa.partial_dates import Precision
from tests import factories, ladder
from tests.factories import TODAY

PATH = "/can-bo/hang-loat/"
REASON = "QĐ 12/QĐ-UBND"


@pytest.fixture
def staffed(small_world) -> list:
    """Three people of the clerk's commune: with a diploma, with none, and born in 2001."""
    places, positions = small_world.places, small_world.positions
    people = []
    for name, born in (("Ân Văn Một", 1980), ("Ân Văn Hai", 1982), ("Ân Văn Ba", 2001)):
        cadre = factories.person(name, born_on=date(born, 1, 2))
        factories.appoint(cadre, places.truong_ha_now, positions.finance_accounting, date(2025, 8, 1))
        people.append(cadre)
    factories.qualify(people[0], "professional", 40, date(2002, 6, 1), major="Luật")
    return people


def fields(answer) -> dict[str, list[str]]:
    """Every field of the form on the page, as a browser would send it."""
    form = html.fromstring(answer.content.decode()).get_element_by_id("hang-loat")
    return {name: [value for other, value in form.form_values() if other == name] for name, _ in form.form_values()}


def look(visitor, people, kind: str, **said):
    told = {f"{kind}-{name}": value for name, value in {"reason": REASON, **said}.items()}
    return visitor.post(PATH, {"nguoi": [cadre.pk for cadre in people], "viec": kind, "do": "look", **told})


def confirm(visitor, answer):
    return visitor.post(PATH, {**fields(answer), "do": "write"})


def served() -> list[dict]:
    return [{**row, "id": 0} for row in Serving.objects.order_by("cadre_id").values()]


def lines(answer) -> dict[str, str]:
    """Name → what would be recorded, or why nothing is."""
    rows = html.fromstring(answer.content.decode()).xpath("//tbody/tr")
    return {row.xpath("string(./th)"): re.sub(r"\s+", " ", row.xpath("string(./td[2])")).strip() for row in rows}


# --- who --------------------------------------------------------------------------------------------------------------------


def test_the_ladder_of_refusals(nobody, thao, minh):
    ladder.asks_to_log_in(nobody, PATH)
    ladder.refused(thao, PATH, 403)
    ladder.refused(minh, PATH, 400, tinh="04")
    assert minh.delete(PATH).status_code == 405
    assert "Chưa chọn ai" in minh.page(PATH)


def test_somebody_out_of_reach_stops_everything_and_is_not_told(hanh, quan, staffed, small_world):
    stranger = Serving.objects.exclude(province=small_world.places.cao_bang).order_by("pk").first()
    answer = hanh.post(PATH, {"nguoi": [staffed[0].pk, stranger.cadre_id], "viec": "phu-hop"})
    assert answer.status_code == 404 and stranger.full_name not in answer.content.decode()
    assert quan.post(PATH, {"nguoi": [staffed[0].pk]}).status_code == 404


@pytest.mark.parametrize(
    "chosen", [[], ["x"], ["-1"], ["9" * 30], ["1.5"], ["٣"], list(range(1, 600))], ids=lambda chosen: str(chosen)[:20]
)
def test_nobody_too_many_and_no_numbers_are_refused(minh, chosen):
    assert minh.post(PATH, {"nguoi": chosen}).status_code in {400, 404}


def test_an_unknown_kind_is_refused(minh, staffed):
    assert minh.post(PATH, {"nguoi": [staffed[0].pk], "viec": "xoa-het"}).status_code == 400


def test_the_whole_list_is_read_anew_within_the_reach(hanh, staffed):
    answer = hanh.post(PATH, {"ai": "all", "tu": "tim=an+van&sap-xep=-ten"})
    assert set(fields(answer)["nguoi"]) == {str(cadre.pk) for cadre in staffed}
    assert hanh.post(PATH, {"ai": "all", "tu": "tinh=94"}).status_code == 404
    assert hanh.post(PATH, {"ai": "all", "tu": "luong=cao"}).status_code == 400


def test_the_list_of_today_offers_boxes_to_those_who_record(hanh, staffed):
    assert 'name="nguoi"' in hanh.page("/can-bo/") and 'name="nguoi"' not in hanh.page("/can-bo/", ngay="14/2/2014")


def test_every_kind_is_offered_and_opens_its_form(hanh, staffed):
    offered = html.fromstring(hanh.post(PATH, {"nguoi": [staffed[0].pk]}).content.decode()).xpath("//button[@name='viec']/@value")
    assert offered == ["phu-hop", "van-bang", "ket-thuc", "xa-ke-thua"]
    for kind in offered:
        assert f"{kind}-reason" in hanh.post(PATH, {"nguoi": [staffed[0].pk], "viec": kind}).content.decode()


def test_a_number_of_thousands_is_sent_as_it_is_read(hanh, small_world):
    cadre = Cadre.objects.create(pk=5424)
    factories.record_fact(Profile(cadre=cadre, full_name="Ân Văn Xa"), by="hanh", day=TODAY)
    factories.appoint(cadre, small_world.places.truong_ha_now, small_world.positions.finance_accounting, date(2025, 8, 1))
    assert fields(hanh.post(PATH, {"nguoi": ["5424"]}))["nguoi"] == ["5424"]


# --- what -------------------------------------------------------------------------------------------------------------------


def test_a_diploma_is_marked_as_relevant_and_the_others_say_why_not(hanh, staffed):
    shown = look(hanh, staffed, "phu-hop", value="yes")
    assert lines(shown) == {
        "Ân Văn Một": "Đại học, Luật: phù hợp chức danh",
        "Ân Văn Hai": "giữ nguyên chưa có văn bằng chuyên môn",
        "Ân Văn Ba": "giữ nguyên chưa có văn bằng chuyên môn",
    }
    assert Qualification.objects.known().filter(is_relevant=True).count() == 0
    assert confirm(hanh, shown).status_code == 302
    assert Qualification.objects.known().get(cadre=staffed[0]).is_relevant is True
    change = ChangeSet.objects.latest("pk")
    assert (change.kind, change.by, change.reason, change.what) == (ChangeKind.BULK, "hanh", REASON, "Ghi phù hợp chức danh")


def test_a_certificate_is_recorded_for_all_and_undone_as_one(hanh, staffed):
    before = served()
    said = {"level": "political_theory:20", "awarded": "6/2026", "school": "Trường Chính trị Hoàng Đình Giong"}
    shown = look(hanh, staffed, "van-bang", **said)
    assert set(lines(shown).values()) == {"Lý luận chính trị: Trung cấp, cấp 06/2026"}
    done = confirm(hanh, shown).url
    assert "Sửa hàng loạt" in hanh.page(done) and "Ân Văn Ba" in hanh.page(done)
    made = Qualification.objects.known().filter(cadre__in=staffed, ladder="political_theory")
    assert {(one.level, one.awarded_on, one.awarded_precision, one.school) for one in made} == {
        (20, date(2026, 6, 1), Precision.MONTH, said["school"])
    }
    assert Serving.objects.filter(cadre__in=staffed, political_theory=20).count() == 3 and check() == []
    assert hanh.post(done, {"reason": "Nhầm lớp"}).status_code == 302
    assert served() == before


def test_who_was_too_young_and_who_has_it_already_are_refused(hanh, staffed):
    told = lines(look(hanh, staffed, "van-bang", level="professional:40", awarded="2010", major="Luật"))
    assert told["Ân Văn Một"] == "giữ nguyên đã có trình độ này"
    assert "chưa đủ 14 tuổi" in told["Ân Văn Ba"] and told["Ân Văn Hai"].endswith("Đại học, cấp 2010")


def test_posts_end_on_a_day_and_those_begun_later_do_not(hanh, staffed):
    shown = look(hanh, staffed[:2], "ket-thuc", last="31/5/2026", which="all")
    assert set(lines(shown).values()) == {"đến hết 31/05/2026"}
    assert confirm(hanh, shown).status_code == 302
    assert {post.valid_to for post in Appointment.objects.known().filter(cadre__in=staffed[:2])} == {date(2026, 5, 31)}
    assert not Serving.objects.filter(cadre__in=staffed[:2]).exists() and check() == []
    early = lines(look(hanh, staffed[2:], "ket-thuc", last="31/7/2025", which="primary"))
    assert "sau ngày kết thúc" in early["Ân Văn Ba"]


def test_a_post_of_a_commune_that_ended_goes_on_in_its_heir(minh, small_world):
    places, positions = small_world.places, small_world.positions
    cadre = factories.person("Ân Văn Cũ", born_on=date(1970, 1, 1))
    factories.appoint(cadre, places.truong_ha, positions.finance_accounting, date(2010, 1, 1))
    shown = look(minh, [cadre], "xa-ke-thua", commune="")
    assert lines(shown)["Ân Văn Cũ"] == "Tài chính - kế toán, Xã Trường Hà, từ 01/07/2025"
    assert confirm(minh, shown).status_code == 302
    held = {(post.commune_id, post.valid_from, post.valid_to) for post in Appointment.objects.known().filter(cadre=cadre)}
    assert held == {
        (places.truong_ha.pk, date(2010, 1, 1), date(2025, 6, 30)),
        (places.truong_ha_now.pk, date(2025, 7, 1), None),
    }
    assert check() == []
    again = lines(look(minh, [cadre], "xa-ke-thua", commune=""))
    assert again["Ân Văn Cũ"] == "giữ nguyên chức danh đang ghi ở xã hiện còn"


def test_a_position_that_ended_with_the_commune_is_not_carried_on(minh, small_world):
    cadre = factories.person("Ân Văn Hết", born_on=date(1970, 1, 1))
    factories.appoint(cadre, small_world.places.truong_ha, small_world.positions.office_statistics, date(2010, 1, 1))
    assert "không có từ 01/07/2025" in lines(look(minh, [cadre], "xa-ke-thua", commune=""))["Ân Văn Hết"]


# --- what is typed ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "said", "word"),
    [
        ("phu-hop", {"value": "maybe"}, ""),
        ("phu-hop", {"value": "yes", "reason": ""}, "Thiếu lý do"),
        ("ket-thuc", {"last": "2026", "which": "all"}, "chưa đủ ngày"),
        ("ket-thuc", {"last": "hôm qua", "which": "all"}, "hôm qua"),
        ("van-bang", {"level": "", "awarded": ""}, "Chọn trình độ"),
        ("van-bang", {"level": "professional:41"}, ""),
        ("van-bang", {"level": "professional:40", "awarded": "1/1/2031"}, "chưa đến"),
        ("van-bang", {"level": "professional:40", "major": "x" * 201}, "nhận đến 200"),
        ("xa-ke-thua", {"commune": "Xã Không Có"}, "Không có “Xã Không Có”"),
    ],
    ids=str,
)
def test_what_cannot_be_read_is_refused_beside_the_field_and_stays(hanh, staffed, kind, said, word):
    answer = look(hanh, staffed, kind, **said)
    text = answer.content.decode()
    assert answer.status_code == 400 and 'role="alert"' in text and word in text
    for name, value in said.items():
        if value and name in ("last", "awarded", "major", "commune"):
            assert fields(answer)[f"{kind}-{name}"] == [value]


# --- confirmed --------------------------------------------------------------------------------------------------------------


def test_what_changed_since_it_was_shown_is_shown_anew_and_not_written(hanh, staffed):
    shown = look(hanh, staffed, "phu-hop", value="yes")
    award = Qualification.objects.known().get(cadre=staffed[0])
    amend_fact(award, by="minh", day=TODAY, reason="Sửa ngành", major="Kinh tế")
    sets = ChangeSet.objects.count()
    answer = confirm(hanh, shown)
    assert answer.status_code == 200 and "đã thay đổi" in answer.content.decode()
    assert lines(answer)["Ân Văn Một"] == "Đại học, Kinh tế: phù hợp chức danh"
    assert ChangeSet.objects.count() == sets and not Qualification.objects.known().filter(is_relevant=True).exists()
    assert confirm(hanh, answer).status_code == 302


@pytest.mark.parametrize("digest", ["", "x", "0" * 32])
def test_another_digest_writes_nothing(hanh, staffed, digest):
    shown = look(hanh, staffed, "phu-hop", value="yes")
    answer = hanh.post(PATH, {**fields(shown), "do": "write", "digest": digest})
    assert answer.status_code == 200 and not Qualification.objects.known().filter(is_relevant=True).exists()


def test_one_fact_that_cannot_stand_keeps_all_from_being_written(minh, staffed, small_world, monkeypatch):
    shown = look(minh, staffed, "van-bang", level="political_theory:20")

    def refuse(facts):
        raise ValidationError("Không ghi được.")

    monkeypatch.setattr("cadres.actions.changing.check_posts", refuse)
    answer = confirm(minh, shown)
    assert answer.status_code == 200 and "Chưa ghi gì. Không ghi được." in answer.content.decode()
    assert not Qualification.objects.filter(cadre__in=staffed, ladder="political_theory").exists()


def test_sending_a_confirmation_twice_writes_once(hanh, staffed):
    shown = look(hanh, staffed, "van-bang", level="political_theory:20")
    first, again = confirm(hanh, shown), confirm(hanh, shown)
    assert first.status_code == again.status_code == 302 and first.url == again.url
    assert Qualification.objects.filter(cadre__in=staffed, ladder="political_theory").count() == 3


def test_signs_of_html_in_a_name_are_shown_as_they_are(hanh, staffed):
    Profile.objects.filter(cadre=staffed[0]).update(full_name="<b>Én</b>")
    Serving.objects.filter(cadre=staffed[0]).update(full_name="<b>Én</b>")
    text = look(hanh, staffed, "phu-hop", value="yes").content.decode()
    assert "&lt;b&gt;Én" in text and "<b>Én" not in text


def test_a_preview_costs_no_more_for_more_people(hanh, staffed, django_assert_max_num_queries):
    look(hanh, staffed, "phu-hop", value="yes")
    for people in (staffed[:1], staffed):
        with django_assert_max_num_queries(10):
            look(hanh, people, "phu-hop", value="yes")

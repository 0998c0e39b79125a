"""/can-bo/moi/ and /can-bo/<id>/sua/: a clerk types a person as the paper says, and nothing typed or recorded is lost."""

from datetime import date

import pytest
from lxml import html

from cadres.actions.facts import amend_fact
from cadres.models import Appointment, Cadre, Enrolment, Profile, Qualification, Serving
from cadres.standings.rebuild import check
from chuanxa.models import AuditEvent, ChangeSet
from tests import factories, ladder
from tests.cast import Visitor

NEW = "/can-bo/moi/"
BLANK = {"posts-rows": "0", "qualifications-rows": "0", "enrolments-rows": "0", "token": "mot-lan", "do": "save"}
FULL = BLANK | {
    "profile-full_name": "  Nông   Thị  Bé ",
    "profile-born": "5/7/75",
    "profile-sex": "female",
    "profile-ethnic_group": "H'Mông",
    "profile-personal_id": "004 175 000 001",
    "profile-party": "03-02-1999",
    "profile-party_full": "02/2000",
    "profile-note": "dòng một\r\ndòng hai",
    "posts-rows": "2",
    "posts-0-commune": "truong ha",
    "posts-0-position": "PCT HĐND",
    "posts-0-first": "1.7.2025",
    "posts-1-commune": "Xã Trường Hà",
    "posts-1-position": "BT Đảng ủy",
    "posts-1-first": "1/7/2025",
    "posts-1-concurrent": "on",
    "qualifications-rows": "4",
    "qualifications-0-ladder": "professional",
    "qualifications-0-level": "ĐH Luật",
    "qualifications-0-awarded": "2001",
    "qualifications-1-ladder": "political_theory",
    "qualifications-1-level": "cao cấp LLCT-HC",
    "qualifications-1-awarded": "06/2012",
    "qualifications-2-ladder": "general_education",
    "qualifications-2-level": "12/12",
    "qualifications-3-ladder": "informatics",
    "enrolments-rows": "1",
    "enrolments-0-ladder": "state_management",
    "enrolments-0-level": "CVC",
    "enrolments-0-first": "09/2025",
    "enrolments-0-last": "12/2026",
}


@pytest.fixture
def positions(small_world):
    return factories.position("council_deputy_chair", "Phó Chủ tịch HĐND", group="council", order=4)


def refusals(answer) -> dict[str, str]:
    """Field → what is said beside it."""
    assert answer.status_code == 422, answer.status_code
    page = html.fromstring(answer.content.decode())
    return {one.get("id").removeprefix("id_").removesuffix("_error"): one.text_content() for one in page.find_class("entry__error")}


def fields_of(visitor: Visitor, path: str) -> dict[str, str]:
    """What a browser would send back unchanged."""
    page = html.fromstring(visitor.page(path))
    form = page.get_element_by_id("ho-so")
    for template in form.xpath(".//template"):
        template.getparent().remove(template)
    return dict(form.form_values()) | {"do": "save"}


def save(visitor: Visitor, path: str, typed: dict):
    return visitor.post(path, typed)


# --- a new person -----------------------------------------------------------------------------------------------------------------


def test_a_full_person_is_saved_as_the_papers_say(hanh, positions):
    answer = save(hanh, NEW, FULL)
    profile = Profile.objects.latest("id")
    assert (answer.status_code, answer.url) == (302, f"/can-bo/{profile.cadre_id}/")
    assert (profile.full_name, profile.ethnic_group, profile.sex, profile.personal_id) == ("Nông Thị Bé", "08", "female", "004175000001")
    assert [str(one) for one in (profile.birth, profile.party_entry, profile.party_full_entry)] == ["05/07/1975", "03/02/1999", "02/2000"]
    assert profile.note == "dòng một\ndòng hai" and profile.cadre.personal_id == "004175000001"
    posts = Appointment.objects.filter(cadre=profile.cadre).order_by("id")
    assert [(post.position.code, post.is_primary, post.commune.code) for post in posts] == [
        ("council_deputy_chair", True, "01366"),
        ("party_secretary", False, "01366"),
    ]
    studies = {one.ladder: (one.level, str(one.award or ""), one.major) for one in Qualification.objects.filter(cadre=profile.cadre)}
    assert studies == {
        "professional": (40, "2001", "Luật"),
        "political_theory": (30, "06/2012", ""),
        "general_education": (30, "", ""),
    }
    enrolment = Enrolment.objects.get(cadre=profile.cadre)
    assert (enrolment.level, str(enrolment.begun), str(enrolment.ended)) == (30, "09/2025", "12/2026")
    assert enrolment.valid_to == date(2026, 12, 31)
    assert Serving.objects.get(cadre=profile.cadre).full_name == "Nông Thị Bé" and check() == []
    assert ChangeSet.objects.latest("pk").by == "hanh"
    assert answer.cookies["saved-draft"].value == f"mot-lan.{profile.cadre_id}"
    told = hanh.page(answer.url)
    assert "Đã lưu." in told and "Mở hồ sơ vừa lưu" not in told, "said on the page that was saved, without a link to itself"


def test_the_same_form_sent_twice_is_saved_once(hanh, positions):
    people, changes = Cadre.objects.count(), ChangeSet.objects.count()
    first, second = save(hanh, NEW, FULL), save(hanh, NEW, FULL)
    assert first.url == second.url and (Cadre.objects.count(), ChangeSet.objects.count()) == (people + 1, changes + 1)


def test_one_more_person_of_the_same_commune_and_post_may_follow(hanh, positions):
    answer = save(hanh, NEW, FULL | {"do": "save-and-next"})
    assert answer.url == "/can-bo/moi/?xa=01366&chuc-danh=council_deputy_chair"
    page = hanh.get(answer.url).content.decode()
    assert 'value="Xã Trường Hà"' in page and 'value="Phó Chủ tịch HĐND"' in page and "Đã lưu." in page


def test_a_row_can_be_added_without_a_script_and_nothing_typed_is_lost(hanh, positions):
    answer = save(hanh, NEW, FULL | {"do": "add-posts"})
    page = html.fromstring(answer.content.decode())
    assert answer.status_code == 200 and page.get_element_by_id("id_posts-2-position") is not None
    assert page.get_element_by_id("id_posts-0-position").value == "PCT HĐND"
    assert not Profile.objects.filter(full_name="Nông Thị Bé").exists()


def test_the_picker_says_what_the_commune_lacks(hanh, positions):
    assert "còn trống:" in hanh.page(f"{NEW}con-trong/?xa=01366")
    assert "Phó Chủ tịch HĐND" in hanh.page(NEW)
    assert "còn trống" not in hanh.page(f"{NEW}con-trong/?xa=01294"), "a commune outside one's reach"


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"profile-full_name": ""}, "profile-full_name", "Thiếu họ và tên"),
        ({"profile-full_name": "\u200b\x07"}, "profile-full_name", "Thiếu họ và tên"),
        ({"profile-full_name": "Ă" * 300}, "profile-full_name", "dài 300 ký tự; nhận đến 100 ký tự"),
        ({"profile-born": "31/02/1975"}, "profile-born", "Không có ngày “31/02/1975” trong lịch"),
        ({"profile-born": "07/15/1975"}, "profile-born", "ngày trước, tháng sau"),
        ({"profile-born": "1/1/2027"}, "profile-born", "chưa đến"),
        ({"profile-personal_id": "12345"}, "profile-personal_id", "đúng 12 chữ số; đang ghi 5"),
        ({"profile-ethnic_group": "Sao Hỏa"}, "profile-ethnic_group", "Không có dân tộc “Sao Hỏa”"),
        ({"profile-sex": "khác"}, "profile-sex", ""),
        ({"profile-party_member": "no"}, "profile-party_member", "nhưng có ngày vào Đảng (03/02/1999)"),
        ({"profile-party_full": "1/1/1999"}, "profile-party_full", "trước ngày vào Đảng"),
        ({"posts-0-first": ""}, "posts-0-first", "Thiếu ngày bắt đầu"),
        ({"posts-0-first": "1/7/2027"}, "posts-0-first", "chưa đến"),
        ({"posts-0-last": "30/6/2025"}, "posts-0-last", "trước khi bắt đầu (01/07/2025)"),
        ({"posts-0-position": "Vua"}, "posts-0-position", "Không hiểu chức danh “Vua”"),
        ({"posts-0-position": "Bí thư kiêm Chủ tịch HĐND"}, "posts-0-position", "Mỗi dòng một chức danh"),
        ({"posts-0-position": "Văn phòng - thống kê"}, "posts-0-position", "không có ngày 01/07/2025"),
        ({"posts-0-commune": "Lý Bôn"}, "posts-0-commune", "Không có “Lý Bôn” trong phạm vi của bạn"),
        ({"posts-1-concurrent": ""}, "posts-1-first", "Trùng với chức danh chính “Phó Chủ tịch HĐND”"),
        ({"qualifications-0-level": "đối tượng 3"}, "qualifications-0-level", "Nhận: Chưa qua đào tạo, Sơ cấp"),
        ({"qualifications-1-level": "tiến sĩ"}, "qualifications-1-level", "Nhận: Chưa qua đào tạo, Sơ cấp, Trung cấp, Cao cấp, Cử nhân"),
        ({"qualifications-0-awarded": "1988"}, "qualifications-0-awarded", "chưa đủ 14 tuổi"),
        ({"qualifications-0-awarded": "2030"}, "qualifications-0-awarded", "chưa đến"),
        ({"qualifications-0-level": ""}, "qualifications-0-level", "Thiếu trình độ"),
        ({"qualifications-3-level": "x"}, "qualifications-3-level", "chưa nói rõ một mức"),
        ({"enrolments-0-last": "08/2025"}, "enrolments-0-last", "trước khi bắt đầu"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_in_a_summary_that_links_to_it(hanh, positions, typed, field, said):
    answer = save(hanh, NEW, FULL | typed)
    told = refusals(answer)
    assert set(told) == {field} and said in told[field]
    page = html.fromstring(answer.content.decode())
    assert page.xpath("//*[@id='loi']//a/@href") == [f"#id_{field}"]
    assert page.get_element_by_id(f"id_{field}").get("aria-describedby") == f"id_{field}_error"
    assert (
        page.get_element_by_id("id_posts-1-position").value == "BT Đảng ủy"
        and not Profile.objects.filter(full_name__contains="Bé").exists()
    )


SIGNS = '"><b>Én</b> & <script>alert(1)</script>'


def test_a_commune_beside_a_day_before_it_was_is_told_since_when_it_is(minh, positions):
    told = refusals(save(minh, NEW, FULL | {"posts-0-commune": "Tổng Cọt", "posts-0-first": "1/7/2024"}))
    assert "Không có “Tổng Cọt” trong phạm vi của bạn ngày 01/07/2024 (có từ 01/07/2025). Nhận: " in told["posts-0-commune"]


def test_html_in_every_field_is_shown_as_it_was_typed(hanh, minh, positions):
    typed = {name: SIGNS for name in FULL if name.endswith(("note", "major", "school", "level", "position", "commune", "awarded", "first"))}
    text = save(hanh, NEW, FULL | typed | {"profile-full_name": SIGNS, "profile-born": SIGNS, "reason": SIGNS}).content.decode()
    assert "<script>alert" not in text and "<b>Én" not in text
    answer = save(hanh, NEW, FULL | {"profile-full_name": SIGNS, "qualifications-0-school": SIGNS, "profile-note": SIGNS})
    for path in (answer.url, f"{answer.url}sua/", "/can-bo/?tim=en"):
        text = minh.page(path)
        assert "<script>alert" not in text and "<b>Én" not in text
    assert "&lt;b&gt;Én&lt;/b&gt;" in minh.page(answer.url)


def test_decomposed_letters_are_stored_composed(hanh, positions):
    save(hanh, NEW, FULL | {"profile-full_name": "Nguyê\u0303n Thi\u0323 Hoa\u0300"})
    assert Profile.objects.latest("id").full_name == "Nguyễn Thị Hoà"


# --- likely the same person -------------------------------------------------------------------------------------------------------


def test_somebody_like_a_person_on_record_is_asked_about_once(hanh, positions):
    save(hanh, NEW, FULL)
    again = FULL | {"profile-full_name": "Nong thi be", "profile-personal_id": "", "profile-born": "1975", "token": "khac"}
    answer = save(hanh, NEW, again)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Có thể người này đã có hồ sơ" in page and "sinh 05/07/1975" in page
    assert save(hanh, NEW, again | {"another": "1"}).status_code == 302
    assert Profile.objects.known().filter(search_key="nong thi be").count() == 2


def test_the_same_number_is_refused_with_the_way_to_its_dossier(hanh, quan, positions):
    url = save(hanh, NEW, FULL).url
    answer = save(hanh, NEW, FULL | {"profile-full_name": "Ai Đó", "another": "1", "token": "khac"})
    assert answer.status_code == 422 and f'href="{url}"' in answer.content.decode()
    stranger = FULL | {"posts-rows": "0", "profile-full_name": "Ai Đó", "token": "xa"}
    text = save(quan, NEW, stranger).content.decode()
    assert "ngoài phạm vi của bạn" in text and "Nông Thị Bé" not in text


# --- changing ---------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def be(hanh, positions) -> Cadre:
    save(hanh, NEW, FULL)
    return Profile.objects.latest("id").cadre


def test_a_form_sent_back_unchanged_changes_nothing(minh, be):
    sets, facts = ChangeSet.objects.count(), Qualification.objects.count()
    answer = save(minh, f"/can-bo/{be.pk}/sua/", fields_of(minh, f"/can-bo/{be.pk}/sua/") | {"reason": "Xem lại"})
    assert answer.status_code == 302 and ChangeSet.objects.count() == sets and Qualification.objects.count() == facts


def test_rows_are_added_to_a_person_on_record(minh, be):
    path = f"/can-bo/{be.pk}/sua/"
    typed = fields_of(minh, path)
    place = typed["qualifications-rows"]
    late = {"ladder": "informatics", "level": "Chứng chỉ B", "awarded": "6/2010"}
    typed |= {f"qualifications-{place}-{name}": text for name, text in late.items()} | {"qualifications-rows": str(int(place) + 1)}
    first = typed["enrolments-rows"]
    study = {"ladder": "political_theory", "level": "Cử nhân", "first": "9/2025"}
    typed |= {f"enrolments-{first}-{name}": text for name, text in study.items()} | {"enrolments-rows": str(int(first) + 1)}
    answer = save(minh, path, typed | {"reason": "Nộp bằng muộn"})
    assert answer.status_code == 302, refusals(answer)
    assert Qualification.objects.known().get(cadre=be, ladder="informatics", awarded_on=date(2010, 6, 1)).awarded_precision == "month"
    assert Enrolment.objects.known().filter(cadre=be, ladder="political_theory").exists()


def test_a_change_needs_a_reason_and_says_old_and_new(minh, be):
    path = f"/can-bo/{be.pk}/sua/"
    typed = fields_of(minh, path) | {"profile-born": "06/07/1975"}
    answer = save(minh, path, typed)
    page = html.fromstring(answer.content.decode())
    assert answer.status_code == 422 and "Thiếu lý do sửa" in page.get_element_by_id("loi").text_content()
    assert "Thiếu lý do sửa" in page.get_element_by_id("id_reason_error").text_content(), "said beside the field too"
    assert save(minh, path, typed | {"reason": "Theo giấy khai sinh", "source": "Lý lịch 2C"}).status_code == 302
    event = AuditEvent.objects.order_by("-id").first()
    assert (event.by, event.act, event.reason) == ("minh", "amend profile", "Theo giấy khai sinh")
    assert (event.change["old"]["born_on"], event.change["new"]["born_on"]) == ("1975-07-05", "1975-07-06")
    assert ChangeSet.objects.latest("id").source == "Lý lịch 2C"


def test_a_row_ticked_off_is_retracted_and_one_left_out_is_untouched(minh, be):
    path = f"/can-bo/{be.pk}/sua/"
    typed = fields_of(minh, path) | {"reason": "Nhập nhầm"}
    row = next(name for name, value in typed.items() if value == "Đại học").removesuffix("-level")
    save(minh, path, typed | {f"{row}-gone": "on", "enrolments-rows": "0"})
    assert not Qualification.objects.known().filter(cadre=be, ladder="professional").exists()
    assert Enrolment.objects.known().filter(cadre=be).exists() and Qualification.objects.filter(cadre=be).count() == 3


def test_the_second_of_two_sees_both_versions_field_by_field_and_chooses(hanh, minh, be):
    path = f"/can-bo/{be.pk}/sua/"
    mine, theirs = (fields_of(visitor, path) for visitor in (hanh, minh))
    save(minh, path, theirs | {"profile-born": "07/07/1975", "profile-note": "của minh", "reason": "Trước"})
    answer = save(hanh, path, mine | {"profile-born": "06/07/1975", "profile-sex": "", "reason": "Sau"})
    page = html.fromstring(answer.content.decode())
    assert answer.status_code == 409 and Profile.objects.known().get(cadre=be).born_on == date(1975, 7, 7)
    choice = page.get_element_by_id("xung-dot").text_content()
    assert "06/07/1975" in choice and "07/07/1975" in choice and "minh, " in choice and "Lý lịch: Ngày sinh" in choice
    assert page.find_class("entry__error") == [], "nothing is refused yet: rows left empty are no mistakes"
    assert page.get_element_by_id("id_profile-note").text == "\ncủa minh" or "của minh" in page.get_element_by_id("id_profile-note").text
    form = page.get_element_by_id("ho-so")
    for template in form.xpath(".//template"):
        template.getparent().remove(template)
    again = dict(form.form_values()) | {"do": "save"}
    assert save(hanh, path, again).status_code == 422, "no choice was made"
    assert save(hanh, path, again | {"choice:profile-born": "theirs"}).status_code == 302
    profile = Profile.objects.known().get(cadre=be)
    assert (profile.born_on, profile.sex, profile.note) == (date(1975, 7, 7), "", "của minh")


def test_what_the_other_added_and_took_out_is_taken_over(hanh, minh, be):
    path = f"/can-bo/{be.pk}/sua/"
    mine = fields_of(hanh, path)
    factories.qualify(be, "defence_security", 20)
    theory = Qualification.objects.known().get(cadre=be, ladder="political_theory")
    typed = fields_of(minh, path) | {"reason": "Nhầm"}
    row = next(name for name, value in typed.items() if value == str(theory.pk) and name.startswith("qual")).removesuffix("-fact")
    save(minh, path, typed | {f"{row}-gone": "on"})
    answer = save(hanh, path, mine | {"profile-sex": "male", "reason": "Sau"})
    page = html.fromstring(answer.content.decode())
    assert answer.status_code == 409 and "đã thêm" in page.get_element_by_id("xung-dot").text_content()
    form = page.get_element_by_id("ho-so")
    for template in form.xpath(".//template"):
        template.getparent().remove(template)
    assert save(hanh, path, dict(form.form_values()) | {"do": "save"}).status_code == 302
    held = set(Qualification.objects.known().filter(cadre=be).values_list("ladder", flat=True))
    assert held == {"professional", "general_education", "defence_security"} and Profile.objects.known().get(cadre=be).sex == "male"


# --- who may ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [NEW, "/can-bo/{be}/sua/", f"{NEW}con-trong/"])
def test_the_ladder_of_refusals(nobody, thao, be, path):
    path = path.format(be=be.pk)
    ladder.asks_to_log_in(nobody, path)
    ladder.refused(thao, path, 403)
    assert thao.post(path, FULL).status_code in {403, 405}


def test_a_stranger_finds_nobody_to_change(quan, be):
    ladder.refused(quan, f"/can-bo/{be.pk}/sua/", 404)
    assert quan.post(f"/can-bo/{be.pk}/sua/", FULL).status_code == 404
    ladder.refused(quan, "/can-bo/999999/sua/", 404)


def test_who_went_to_another_commune_is_changed_there(hanh, minh, be, small_world):
    for post in Appointment.objects.known().filter(cadre=be):
        amend_fact(post, by="minh", day=factories.TODAY, reason="Đi", valid_to=date(2025, 12, 31))
    factories.appoint(be, small_world.places.ly_bon_now, small_world.positions.committee_chair, date(2026, 1, 1))
    assert "cơ quan nơi ấy sửa hồ sơ" in ladder.refused(hanh, f"/can-bo/{be.pk}/sua/", 403)
    assert "Xã Lý Bôn" in minh.page(f"/can-bo/{be.pk}/sua/")


def test_a_row_of_somebody_else_is_forbidden(hanh, be, small_world):
    path = f"/can-bo/{be.pk}/sua/"
    other = factories.qualify(factories.person("Ai Khác"), "professional", 40)
    typed = fields_of(hanh, path) | {"qualifications-0-fact": str(other.pk), "reason": "Thử"}
    assert hanh.post(path, typed).status_code == 403
    assert Qualification.objects.known().filter(pk=other.pk).exists()


def test_names_that_are_unknown_are_refused(hanh, be):
    ladder.lists_what_it_accepts(hanh, NEW, ("xa", "chuc-danh"))
    ladder.refused(hanh, f"/can-bo/{be.pk}/sua/", 400, xa="01366")


def test_what_no_browser_sends_is_survived(hanh, be):
    for path in (NEW, f"/can-bo/{be.pk}/sua/"):
        for rows in ("-1", "x", "9" * 30, "3000"):
            assert hanh.post(path, {"posts-rows": rows, "profile-fact": "\x00", "version": "x"}).status_code in {409, 422}
        assert hanh.post(path, {}).status_code in {409, 422}


# --- what it costs ----------------------------------------------------------------------------------------------------------------


def test_opening_and_saving_cost_few_queries(hanh, be, django_assert_max_num_queries):
    hanh.page(NEW)
    with django_assert_max_num_queries(8):
        hanh.page(NEW)
    path = f"/can-bo/{be.pk}/sua/"
    with django_assert_max_num_queries(20):
        typed = fields_of(hanh, path)
    with django_assert_max_num_queries(50):
        save(hanh, path, typed | {"profile-born": "08/07/1975", "reason": "Thử"})

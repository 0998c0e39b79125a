"""Writing a standard: draft, who would change, publish, end; by whom, and what is refused with which sentence."""

from datetime import date

import pytest
from django.core.management import call_command
from lxml import html

from cadres.models import Standard, Standing
from cadres.standings.rebuild import check
from chuanxa.models import AuditEvent, Job
from tests import factories, ladder
from tests.cast import Visitor

NEW = "/tieu-chuan/soan/"
FIRST = date(2026, 9, 1)
POSITIONS = ["committee_chair", "council_chair", "economy_head", "finance_accounting", "party_deputy_secretary"]


def form_of(page: str) -> dict:
    """Every field of the page's written form as a browser sends it."""
    form = next(one for one in html.fromstring(page).forms if one.get("class") == "entry")
    data: dict[str, list] = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value.removeprefix("\n"))  # a browser leaves out the first line end of a textarea
    return data


def words(answer) -> str:
    return " ".join(html.fromstring(answer.content.decode()).xpath("//main")[0].text_content().split())


@pytest.fixture
def filled(minh) -> dict:
    """A copy of the standard of civil servants, for Cao Bằng from FIRST on: elementary in place of university."""
    data = form_of(minh.page(NEW, tu="cong-chuc-moi"))
    data |= {"name": "Công chức xã của Cao Bằng", "valid_from": "1/9/2026", "basis": "Quyết định 1/2026/QĐ-UBND"}
    assert data["yc-0-asks"] == ["professional.university"]
    return data | {"yc-0-asks": "professional.elementary", "yc-0-text": "Sơ cấp trở lên", "positions": POSITIONS}


@pytest.fixture
def draft(minh, filled) -> Standard:
    answer = minh.post(f"{NEW}?tu=cong-chuc-moi", filled)
    assert answer.status_code == 302, words(answer)
    return Standard.objects.get(state="draft")


def path_of(draft: Standard, page: str = "") -> str:
    return f"/tieu-chuan/{draft.code}/{page}"


def publish(visitor: Visitor, draft: Standard, **more):
    page = html.fromstring(visitor.page(path_of(draft, "anh-huong/")))
    ends = page.xpath("//form[contains(@action, 'cong-bo')]//input[@name='het']/@value")
    return visitor.post(path_of(draft, "cong-bo/"), {"version": draft.version, "reason": "Quyết định 1/2026", "het": ends} | more)


def verdicts(day: date) -> dict[int, tuple]:
    rows = Standing.objects.filter(valid_from__lte=day, valid_to__gte=day)
    return {row.cadre_id: (row.verdict, row.missing, row.owed, row.unclear) for row in rows}


# --- who may -----------------------------------------------------------------------------------------------------------------


def test_it_asks_a_stranger_to_log_in(nobody, draft):
    for path in (NEW, path_of(draft, "sua/"), path_of(draft, "anh-huong/")):
        ladder.asks_to_log_in(nobody, path)


def test_only_officers_and_administrators_write(hanh, thao, draft):
    for visitor in (hanh, thao):
        for path in (NEW, path_of(draft, "sua/"), path_of(draft, "anh-huong/"), path_of(draft, "het-hieu-luc/")):
            ladder.refused(visitor, path, 403)
        for action in ("bo/", "cong-bo/", "xet-thu/"):
            assert visitor.post(path_of(draft, action)).status_code == 403


def test_a_draft_does_not_exist_for_others(hanh, thao, quan, draft):
    for visitor in (hanh, thao, quan):
        ladder.refused(visitor, path_of(draft), 404)
        assert "Công chức xã của Cao Bằng" not in visitor.page("/tieu-chuan/")
    for path in ("sua/", "anh-huong/"):
        ladder.refused(quan, path_of(draft, path), 404)
    assert quan.post(path_of(draft, "cong-bo/"), {"version": 1, "reason": "x"}).status_code == 404
    assert quan.post(path_of(draft, "bo/")).status_code == 404
    assert Standard.objects.filter(pk=draft.pk, state="draft").exists()


def test_an_officer_writes_for_the_own_province_alone(minh, quan, filled):
    assert "04" in html.fromstring(minh.page(NEW)).xpath("//select[@name='province']/option/@value")
    for place in ("", "92"):
        answer = minh.post(NEW, filled | {"province": place})
        assert answer.status_code == 422 and not Standard.objects.filter(state="draft").exists()
    assert "04" not in html.fromstring(quan.page(NEW)).xpath("//select[@name='province']/option/@value")


def test_an_administrator_writes_for_the_nation(quantri, minh, filled):
    data = form_of(quantri.page(NEW, tu="cong-chuc-moi")) | {"name": "Công chức xã", "valid_from": "1/9/2026"}
    assert data["province"] == [""] and quantri.post(NEW, data).status_code == 302
    made = Standard.objects.get(state="draft")
    assert made.province is None
    ladder.refused(minh, path_of(made), 404)


def test_writing_addresses_take_what_they_are_for(minh, draft):
    for action in ("bo/", "cong-bo/", "xet-thu/"):
        assert minh.get(path_of(draft, action)).status_code == 405
    for page in ("sua/", "anh-huong/"):
        ladder.refused(minh, path_of(draft, page), 400, la="gi")
    ladder.refused(minh, path_of(draft, "het-hieu-luc/"), 404)
    ladder.refused(minh, NEW, 400, la="gi")
    ladder.refused(minh, NEW, 404, tu="khong-co")
    ladder.refused(minh, path_of(draft, "anh-huong/"), 400, het="cong-chuc-cu", chon="1")
    ladder.refused(minh, path_of(draft, "anh-huong/"), 404, viec="1")


# --- drafts ------------------------------------------------------------------------------------------------------------------


def test_a_copy_says_what_was_copied_and_judges_nobody(minh, draft):
    before = verdicts(date(2026, 12, 31))
    assert (draft.state, draft.version, draft.province.code, draft.valid_from) == ("draft", 1, "04", FIRST)
    asked = [(one.ladder, one.minimum, one.text) for one in draft.requirements.all()]
    assert asked == [("professional", 10, "Sơ cấp trở lên"), ("state_management", 20, "Quản lý nhà nước")]
    assert sorted(draft.positions.values_list("code", flat=True)) == POSITIONS
    call_command("rebuild_standings")
    assert verdicts(date(2026, 12, 31)) == before and "Bản thảo của bạn" in minh.page("/tieu-chuan/")
    event = AuditEvent.objects.get(act="begin draft")
    assert event.by == "minh" and event.change["copied_from"] == "cong-chuc-moi" and event.subject == f"standard:{draft.code}"


def test_sent_twice_it_is_begun_once(minh, filled):
    places = [minh.post(NEW, filled).url for _ in range(2)]
    assert places[0] == places[1] and Standard.objects.filter(state="draft").count() == 1


def test_every_kind_of_requirement_and_allowance_is_kept_through_the_form(minh, draft):
    data = form_of(minh.page(path_of(draft, "sua/")))
    data |= {"viec": "them-yeu-cau"}
    data = form_of(minh.post(path_of(draft, "sua/"), data).content.decode())
    data |= {
        "yc-2-asks": "age.at_most",
        "yc-2-age_limit": "45",
        "yc-2-age_limit_women": "40",
        "yc-2-text": "Không quá 45 tuổi",
        "viec": "them-ngoai-le:0",
    }
    data = form_of(minh.post(path_of(draft, "sua/"), data).content.decode())
    assert data["yc-2-text"] == ["Không quá 45 tuổi"], "what was typed is there"
    debt = {"kind": "owed", "held_before": "1/9/2026", "until": "31/12/2030", "text": "Người cũ", "areas": ["highland", "border"]}
    data |= {f"yc-0-ngoai-le-0-{name}": value for name, value in debt.items()} | {"yc-1-fitting": "on", "viec": "luu"}
    answer = minh.post(path_of(draft, "sua/"), data)
    assert answer.status_code == 302, words(answer)
    professional, management, age = draft.requirements.all()
    assert (age.age_kind, age.age_limit, age.age_limit_women, age.ladder) == ("at_most", 45, 40, "") and management.fitting
    (allowance,) = professional.allowances.all()
    assert (allowance.kind, allowance.until, allowance.areas) == ("owed", date(2030, 12, 31), ["border", "highland"])
    again = form_of(minh.page(path_of(draft, "sua/")))
    assert minh.post(path_of(draft, "sua/"), again).status_code == 302
    draft.refresh_from_db()
    assert draft.version == 2, "saving the same changes nothing"
    history = words(minh.get(path_of(draft)))
    assert "Sửa bản thảo · minh" in history and "Yêu cầu 3: thêm “Không quá 45 tuổi”." in history


def test_a_row_that_is_emptied_or_ticked_is_no_row(minh, draft):
    data = form_of(minh.page(path_of(draft, "sua/")))
    assert minh.post(path_of(draft, "sua/"), data | {"yc-1-DELETE": "on"}).status_code == 302
    assert draft.requirements.count() == 1


def test_the_second_of_two_officers_sees_what_the_first_changed(minh, quantri, draft):
    mine, theirs = form_of(minh.page(path_of(draft, "sua/"))), form_of(quantri.page(path_of(draft, "sua/")))
    assert quantri.post(path_of(draft, "sua/"), theirs | {"yc-0-asks": "professional.intermediate"}).status_code == 302
    answer = minh.post(path_of(draft, "sua/"), mine | {"name": "Tên của Minh"})
    said = words(answer)
    assert answer.status_code == 409 and "quantri đã sửa bản thảo này" in said
    assert "Yêu cầu 1: Mức tối thiểu: Sơ cấp → Trung cấp." in said
    assert form_of(answer.content.decode())["name"] == ["Tên của Minh"], "nothing typed is lost"
    draft.refresh_from_db()
    assert draft.name == "Công chức xã của Cao Bằng" and draft.requirements.first().minimum == 20
    assert minh.post(path_of(draft, "sua/"), form_of(answer.content.decode())).status_code == 302, "knowing it, one may go on"


def test_a_draft_is_discarded_and_what_it_said_stays_in_the_audit_trail(minh, draft):
    assert minh.post(path_of(draft, "bo/")).status_code == 302
    assert not Standard.objects.filter(pk=draft.pk).exists()
    assert AuditEvent.objects.get(act="discard draft").change["content"]["name"] == "Công chức xã của Cao Bằng"
    ladder.refused(minh, path_of(draft), 404)


BAD = (
    ({"name": ""}, "Cần tên"),
    ({"valid_from": "mai"}, "Không đọc được ngày này. Viết ngày/tháng/năm"),
    ({"valid_from": ""}, "Cần một ngày"),
    ({"valid_to": "1/8/2026"}, "Ngày hết hiệu lực 01/08/2026 đứng trước ngày bắt đầu 01/09/2026."),
    ({"regime": "chế độ"}, "Chỉ nhận chữ không dấu"),
    ({"positions": []}, "Chọn ít nhất một chức danh."),
    ({"positions": ["vua"]}, "Không có chức danh “vua”."),
    ({"yc-0-asks": "giao_su.cao"}, "“giao_su.cao” không có trong danh mục."),
    ({"yc-0-asks": "professional.90"}, "“professional.90” không có trong danh mục."),
    ({"yc-0-asks": "age.at_most"}, "Yêu cầu về tuổi phải có số tuổi"),
    ({"yc-0-text": ""}, "Cần một câu nêu yêu cầu."),
    ({"yc-1-age_limit": "30"}, "Chỉ yêu cầu về tuổi mới có số này."),
    ({"yc-0-asks": "told", "yc-0-fitting": "on"}, "Chỉ yêu cầu về trình độ mới xét ngành."),
)


@pytest.mark.parametrize(("wrong", "sentence"), BAD, ids=[str(one) for one, _ in BAD])
def test_bad_input_is_refused_beside_the_field_and_nothing_is_lost(minh, filled, wrong, sentence):
    answer = minh.post(NEW, filled | wrong)
    assert answer.status_code == 422 and sentence in words(answer)
    assert not Standard.objects.filter(state="draft").exists()
    kept = form_of(answer.content.decode())
    assert kept["yc-1-text"] == filled["yc-1-text"] and kept["key"] == filled["key"]


ALLOWANCES = (
    ({}, "Chọn một dòng trong danh sách."),
    ({"kind": "lowered"}, "Hạ mức thì phải chọn mức được hạ xuống."),
    ({"kind": "exempt", "level": "professional.intermediate"}, "Chỉ “Hạ mức” mới có mức."),
    ({"kind": "owed"}, "Nợ thì phải có ngày cuối"),
    ({"kind": "owed", "until": "31/12/2030", "months": "60"}, "Đã có ngày cuối thì không ghi số tháng."),
    ({"kind": "exempt", "first_day": "2/1/2027", "last_day": "1/1/2027"}, "Ngày cuối 01/01/2027 đứng trước ngày đầu 02/01/2027."),
    ({"kind": "lowered", "level": "political_theory.elementary"}, "Mức được hạ phải cùng loại trình độ"),
)


@pytest.mark.parametrize(("wrong", "sentence"), ALLOWANCES, ids=[sentence for _, sentence in ALLOWANCES])
def test_a_bad_allowance_is_refused_too(minh, filled, wrong, sentence):
    rows = {"yc-0-ngoai-le-TOTAL_FORMS": "1", "yc-0-ngoai-le-0-text": "Ngoại lệ"}
    answer = minh.post(NEW, filled | rows | {f"yc-0-ngoai-le-0-{name}": value for name, value in wrong.items()})
    assert answer.status_code == 422 and sentence in words(answer)


@pytest.mark.parametrize("count", ["", "-1", "9999", "x", "１"])
def test_a_count_of_rows_that_is_none_is_no_failure(minh, filled, count):
    assert minh.post(NEW, filled | {"yc-TOTAL_FORMS": count}).status_code in {302, 422}


# --- who would change, and publishing ---------------------------------------------------------------------------------------


def test_the_preview_names_exactly_those_who_change_and_writes_nothing(minh, draft):
    before, events = verdicts(FIRST), AuditEvent.objects.count()
    page = html.fromstring(minh.page(path_of(draft, "anh-huong/")))
    named = {int(href.strip("/").split("/")[-1]) for href in page.xpath("//section[@id='tung-nguoi']//th/a/@href")}
    assert verdicts(FIRST) == before and AuditEvent.objects.count() == events
    assert publish(minh, draft).status_code == 302
    call_command("work", "--until-empty")
    after = verdicts(FIRST)
    assert named == {pk for pk in before if before[pk] != after[pk]} != set()
    gains, losses = (int(cell.text_content()) for cell in page.find_class("key__value")[:2])
    assert gains == sum(after[pk][0] == 1 != before[pk][0] for pk in before)
    assert losses == sum(before[pk][0] == 1 != after[pk][0] for pk in before)


def test_publishing_changes_only_days_from_the_effective_date(minh, draft):
    days = [date(2014, 2, 14), date(2021, 12, 31), factories.TODAY, date(2026, 8, 31)]
    before = {day: verdicts(day) for day in days}
    figures = minh.report("/tinh/04/")
    answer = publish(minh, draft)
    job = Job.objects.get()
    assert answer.url == f"/cong-viec/{job.pk}/" and job.kind == "apply-standard" and job.by == "minh"
    assert "Đang xét lại những người liên quan" in minh.page(path_of(draft))
    call_command("work", "--until-empty")
    job.refresh_from_db()
    assert job.state == "finished" and job.done == job.total > 0
    assert {day: verdicts(day) for day in days} == before and minh.report("/tinh/04/") == figures
    assert verdicts(FIRST) != before[date(2026, 8, 31)] and check() == []
    assert "Đang xét lại" not in minh.page(path_of(draft)) and "Quyết định 1/2026" in minh.page(path_of(draft))


def test_sent_twice_it_is_published_once_and_both_are_led_to_the_work(minh, draft):
    first, second = publish(minh, draft), minh.post(path_of(draft, "cong-bo/"), {"version": 1, "reason": "lần hai"})
    assert first.url == second.url and Job.objects.count() == 1
    assert AuditEvent.objects.filter(act="standard-published").count() == 1
    ladder.refused(minh, path_of(draft, "sua/"), 404)


def test_what_was_saved_after_the_preview_is_shown_before_it_is_published(minh, quantri, draft):
    data = form_of(quantri.page(path_of(draft, "sua/")))
    quantri.post(path_of(draft, "sua/"), data | {"yc-0-asks": "professional.intermediate"})
    answer = publish(minh, draft)
    assert answer.status_code == 409 and "đã được sửa sau khi bạn xem trước" in words(answer)
    draft.refresh_from_db()
    assert draft.state == "draft" and not Job.objects.exists()
    assert publish(minh, draft).status_code == 302


def test_a_reason_is_asked_for(minh, draft):
    answer = publish(minh, draft, reason=" ")
    assert answer.status_code == 422 and "Cần lý do" in words(answer)


def test_an_overlap_is_refused_until_the_older_one_ends(minh, small_world, draft):
    older = factories.standard(
        small_world.positions.finance_accounting,
        code="cu-cua-tinh",
        province=small_world.places.cao_bang,
        first=date(2022, 1, 1),
        professional=20,
    )
    page = words(minh.get(path_of(draft, "anh-huong/")))
    assert "Tiêu chuẩn đang có sẽ hết hiệu lực" in page and "Chưa công bố được" not in page, (
        "the older one speaks of nothing else: it would end"
    )
    left = words(minh.get(path_of(draft, "anh-huong/"), {"chon": "1"}))
    assert "Chưa công bố được" in left and "trùng với" in left
    refused = minh.post(path_of(draft, "cong-bo/"), {"version": 1, "reason": "x"})
    assert refused.status_code == 422 and "trùng với" in words(refused)
    assert publish(minh, draft).status_code == 302
    older.refresh_from_db()
    assert older.valid_to == date(2026, 8, 31) and older.state == "published"


def test_the_closed_past_is_refused_with_the_first_open_day(minh, draft):
    data = form_of(minh.page(path_of(draft, "sua/")))
    assert minh.post(path_of(draft, "sua/"), data | {"valid_from": "1/6/2025"}).status_code == 302
    page = words(minh.get(path_of(draft, "anh-huong/")))
    assert "nằm trong thời gian đã chốt số liệu" in page and "01/01/2026" in page
    draft.refresh_from_db()
    assert publish(minh, draft).status_code == 422 and not Job.objects.exists()


def test_it_counts_who_studies_already_what_would_be_missing(minh, small_world, filled):
    """Chairs of the women's union are judged by nothing yet: asked for a master's degree, everybody with less falls short."""
    data = filled | {"positions": ["womens_union_chair"], "yc-0-asks": "professional.master", "yc-1-DELETE": "on"}
    minh.post(NEW, data)
    (draft,) = Standard.objects.filter(state="draft")
    page = minh.page(path_of(draft, "anh-huong/"))
    people = html.fromstring(page).xpath("//section[@id='tung-nguoi']//th/a/@href")
    short = [
        pk
        for pk in (int(href.strip("/").split("/")[-1]) for href in people)
        if Standing.objects.filter(cadre=pk, professional__gte=0, professional__lt=50)
    ]
    assert short and "đang học" not in page
    factories.enrol(Standing.objects.filter(cadre=short[0]).first().cadre, "professional", 50, date(2025, 9, 1))
    again = html.fromstring(minh.page(path_of(draft, "anh-huong/")))
    assert again.find_class("key__value")[4].text_content() == "1"
    assert [flag.text_content() for flag in again.xpath("//section[@id='tung-nguoi']//span[@class='flag']")].count("đang học") == 1


def test_too_many_people_are_previewed_in_the_background(minh, thao, draft, monkeypatch):
    monkeypatch.setattr("cadres.views.effect.AT_ONCE", 0)
    page = minh.page(path_of(draft, "anh-huong/"))
    assert "Quá nhiều người để xem ngay" in page
    job = minh.post(path_of(draft, "xet-thu/"))
    assert minh.post(path_of(draft, "xet-thu/")).url == job.url, "asked twice, it is done once"
    call_command("work", "--until-empty")
    row = Job.objects.get()
    assert row.state == "finished" and row.result["effect"]["examined"] > 0
    shown = minh.page(row.result["href"])
    assert "Từng xã" in shown and "Quá nhiều người" not in shown
    data = form_of(minh.page(path_of(draft, "sua/")))
    minh.post(path_of(draft, "sua/"), data | {"name": "Đổi tên"})
    assert "Quá nhiều người" in minh.page(row.result["href"]), "a preview of an older version is not shown"


def test_a_standard_is_ended_or_withdrawn_and_people_are_judged_again(minh, quan, draft):
    publish(minh, draft)
    call_command("work", "--until-empty")
    end = path_of(draft, "het-hieu-luc/")
    ladder.refused(quan, end, 404)
    assert "Cần ngày cuối" in words(minh.post(end, {"how": "end", "reason": "x"}))
    assert minh.post(end, {"how": "end", "last": "1/1/2020", "reason": "x"}).status_code == 422
    assert minh.post(end, {"how": "withdraw", "reason": "Ban hành nhầm"}).status_code == 302
    call_command("work", "--until-empty")
    draft.refresh_from_db()
    assert draft.state == "withdrawn" and draft.applied_at and check() == []
    assert "đã được rút" in minh.page(path_of(draft))
    ladder.refused(quan, path_of(draft), 404)


def test_pages_cost_the_same_queries_however_much_is_drafted(minh, draft, django_assert_max_num_queries):
    for path, most in ((path_of(draft), 9), (path_of(draft, "sua/"), 12), (path_of(draft, "anh-huong/"), 32), (NEW, 8)):
        minh.page(path)
        with django_assert_max_num_queries(most):
            minh.page(path)

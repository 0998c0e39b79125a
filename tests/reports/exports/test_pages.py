"""/so-xuat/: whose files one sees, how one of them is found again, and what is asked before numbers are opened or a worker starts."""

import hashlib
import io
import os
import re
import time
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.db import connection
from django.utils import timezone
from openpyxl import load_workbook

from chuanxa.exports import orders
from chuanxa.exports.files import keep, path_of, remove_old
from chuanxa.jobs import claim, perform
from chuanxa.models import AuditEvent, ExportRecord, Job, JobState
from chuanxa.models.user import User
from provinces.models import Scope
from reports import jobs
from reports.people import PeopleRows
from tests import factories, ladder
from tests.cast import Visitor, address

LIST = "/so-xuat/"
PEOPLE = "/can-bo/?tinh=04&cot=so-dinh-danh&dinh-dang=xlsx"
ORDER = address("/so-xuat/lay/", dia_chi=PEOPLE)
NUMBER = "001085000123"
WHY = "Đối chiếu bảo hiểm xã hội quý 2"


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.EXPORT_DIR = tmp_path
    return tmp_path


@pytest.fixture
def number_of_somebody(small_world):
    """One person in post in Cao Bằng has a number."""
    pk = small_world.cadres[0].pk
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cadres_profile SET personal_id = %s WHERE cadre_id = %s AND superseded_at IS NULL", [NUMBER, pk])
    return pk


def download(visitor: Visitor, path: str) -> str:
    """The number of the file."""
    answer = visitor.get(path)
    assert answer.status_code == 200, answer.content.decode()[:300]
    b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer["Export-Number"]


def work() -> Job:
    job = claim("máy thử", at=timezone.now())
    perform(job, "máy thử")
    job.refresh_from_db()
    return job


def test_one_sees_ones_own_files_and_auditors_everybodys(minh, thao, quantri, small_world):
    mine, theirs = download(minh, PEOPLE), download(thao, "/tinh/04/?dinh-dang=xlsx")
    assert mine in minh.page(LIST) and theirs not in minh.page(LIST)
    auditor = Visitor()
    auditor.force_login(factories.user("kiem", "auditor"))
    for visitor in (quantri, auditor):
        text = visitor.page(LIST)
        assert mine in text and theirs in text and "Thao" in text
        assert mine not in visitor.page(LIST, nguoi="thao") and theirs not in visitor.page(LIST, loai="people")
        assert visitor.page(f"{LIST}{mine}/").count("SHA-256") == 1
    ladder.refused(minh, f"{LIST}{theirs}/", 404)
    assert missing(minh, "2026-999999") == missing(minh, theirs)


def missing(visitor: Visitor, number: str) -> str:
    """The refusal without what differs anyhow: the number asked for and the keys of the form."""
    return re.sub(rf'{number}|name="(csrfmiddlewaretoken|once)" value="[^"]*"', "", ladder.refused(visitor, f"{LIST}{number}/", 404))


def test_a_file_is_found_by_its_number_its_digest_its_name_and_its_day(minh):
    answer = minh.get("/tinh/04/?ngay=14/2/2014&dinh-dang=xlsx")
    number, digest = answer["Export-Number"], hashlib.sha256(answer.content).hexdigest()
    for asked in ({"tim": number}, {"tim": digest}, {"tim": "cao bang"}, {"tim": "CAO BẰNG"}, {"tu": "15/6/2026", "den": "15/6/2026"}):
        assert number in minh.page(LIST, **asked), asked
    for asked in ({"tim": "khong-co"}, {"den": "14/6/2026"}, {"loai": "people"}):
        assert "Không có tệp nào" in minh.page(LIST, **asked), asked
    text = minh.page(f"{LIST}{number}/")
    assert digest in text and "14/02/2014" in text and "Lấy lại với số liệu bây giờ" in text


def test_the_pages_refuse_like_every_page(nobody, minh, thao, small_world):
    for path in (LIST, ORDER, f"{LIST}2026-000001/", f"{LIST}2026-000001/tep/", f"/can-bo/{small_world.cadres[0].pk}/so-dinh-danh/"):
        ladder.asks_to_log_in(nobody, path)
    ladder.refuses_to_be_written(minh, LIST)
    for query in ({"trang": "x"}, {"trang": "99"}, {"loai": "x"}, {"tu": "hôm qua"}, {"sao": "1"}):
        ladder.refused(minh, LIST, 400, **query)
    assert "Chưa xuất tệp nào" in thao.page(LIST) and "Chưa xuất tệp nào" in minh.page(LIST, tim="\x00")
    ladder.refused(thao, ORDER, 403)  # names nobody: the list of people is not hers


NO_FILES = ("", "x", "//ai.vn/", "https://ai.vn/can-bo/", "/can-bo/?tinh=04", "/so-xuat/", "/tinh/04/?dinh-dang=json", "/nhat-ky/")


@pytest.mark.parametrize("path", NO_FILES)
def test_an_address_that_gives_no_file_is_refused_with_a_sentence(minh, path):
    assert minh.get(address("/so-xuat/lay/", dia_chi=path)).status_code in {400, 403}
    ladder.refused(minh, address("/so-xuat/lay/", dia_chi="/can-bo/?tinh=92&dinh-dang=xlsx"), 404)
    assert not Job.objects.filter(kind="export").exists()


def test_the_list_asks_few_questions_however_long_it_is(minh, django_assert_max_num_queries):
    for _ in range(4):
        download(minh, "/vung/?dinh-dang=xlsx")
    with django_assert_max_num_queries(12):
        minh.page(LIST)


def test_numbers_are_covered_on_every_page_and_in_every_file(minh, quantri, number_of_somebody):
    pk = number_of_somebody
    for visitor in (minh, quantri):
        for path in (f"/can-bo/{pk}/", "/can-bo/?tinh=04&cot=so-dinh-danh", "/can-bo/?tinh=04&cot=so-dinh-danh&dinh-dang=json"):
            text = visitor.get(path).content.decode()
            assert NUMBER not in text and "0••••••••123" in text, path
    assert ExportRecord.objects.filter(masked=True).count() == 2


def test_a_file_with_open_numbers_needs_the_right_and_a_reason_and_says_so_everywhere(minh, hanh, number_of_somebody):
    refused = minh.post(ORDER, {"so-dinh-danh": "nguyen", "ly-do": "x", "cach": "ngay"})
    assert refused.status_code == 422 and "Ghi lý do" in refused.content.decode() and 'value="x"' in refused.content.decode()
    own = address("/so-xuat/lay/", dia_chi=PEOPLE.replace("tinh=04", "xa=01366"))
    assert "Vai trò của bạn" in hanh.post(own, {"so-dinh-danh": "nguyen", "ly-do": WHY}).content.decode()
    assert not ExportRecord.objects.exists()
    answer = minh.post(ORDER, {"so-dinh-danh": "nguyen", "ly-do": WHY, "cach": "ngay"})
    texts = texts_of(b"".join(answer.streaming_content))
    record = ExportRecord.objects.get(number=answer["Export-Number"])
    assert (record.masked, record.reason, record.path) == (False, WHY, PEOPLE)
    assert NUMBER in texts and WHY in texts and "•" not in texts
    event = AuditEvent.objects.filter(act="exported").latest("number")
    assert (event.reason, event.change["numbers"]) == (WHY, "open")
    covered = minh.post(ORDER, {"so-dinh-danh": "che", "ly-do": "", "cach": "ngay"})
    assert NUMBER not in texts_of(b"".join(covered.streaming_content))


def test_a_single_number_is_opened_once_with_a_reason_on_record(minh, hanh, thao, quan, number_of_somebody):
    path = f"/can-bo/{number_of_somebody}/so-dinh-danh/"
    for visitor in (hanh, thao):
        assert visitor.post(path, {"reason": WHY}).status_code == 403
    assert quan.post(path, {"reason": WHY}).status_code == 404
    assert NUMBER not in minh.page(path) and minh.post(path, {"reason": "x"}).status_code == 422
    assert not AuditEvent.objects.filter(act="opened number").exists()
    answer = minh.post(path, {"reason": WHY})
    assert NUMBER in answer.content.decode() and "no-store" in answer["Cache-Control"]
    assert AuditEvent.objects.filter(act="opened number", reason=WHY, by="minh").count() == 1
    assert NUMBER not in minh.page(path)


def test_a_long_list_is_made_by_a_worker_and_fetched_by_who_ordered_it(minh, quantri, settings, kept):
    settings.EXPORT_ROWS_AT_ONCE = 3
    answer = minh.get(PEOPLE)
    assert answer.status_code == 302 and answer.url == ORDER and not ExportRecord.objects.exists()
    assert "Chuẩn bị ở nền" in minh.page(ORDER)
    for _ in range(2):  # a double click orders once
        assert re.fullmatch(r"/cong-viec/\d+/", minh.post(ORDER, {"cach": "ngay"}).url)
    job = work()
    assert (job.state, job.done, job.total) == (JobState.FINISHED, job.total, job.done) and job.done > 3, job.said
    record = ExportRecord.objects.get()
    assert record.outcome.rows == job.done and record.masked and "Lấy tệp" in minh.page(job.result["href"])
    fetched = minh.get(f"{LIST}{record.number}/tep/")
    data = b"".join(fetched.streaming_content)
    assert hashlib.sha256(data).hexdigest() == record.outcome.sha256 and fetched["Export-Number"] == record.number
    assert AuditEvent.objects.latest("number").act == "fetched"
    ladder.refused(quantri, f"{LIST}{record.number}/tep/", 404)
    assert "Lấy tệp" not in quantri.page(f"{LIST}{record.number}/")


def test_a_kept_file_is_not_given_to_who_may_no_longer_see_it_and_not_for_ever(minh, small_world, settings, kept):
    minh.post(ORDER, {"cach": "nen"})
    work()
    record = ExportRecord.objects.get()
    path, user = f"{LIST}{record.number}/tep/", User.objects.get(username="minh")
    assert minh.get(path).status_code == 200
    scope = Scope.objects.filter(user=user)
    scope.update(province=small_world.places.soc_trang)
    ladder.refused(minh, path, 404)
    assert "không còn xem được nơi này" in minh.page(f"{LIST}{record.number}/")
    scope.update(province=small_world.places.cao_bang)
    User.objects.filter(pk=user.pk).update(role="leader")
    ladder.refused(minh, path, 404)
    User.objects.filter(pk=user.pk).update(role="personnel_officer")
    assert minh.get(path).status_code == 200
    later = timezone.now() + timedelta(days=settings.EXPORT_KEEP_DAYS, seconds=1)
    assert path_of(record.outcome, later) is None and list(kept.iterdir())
    assert remove_old(later) == 1 and not list(kept.iterdir())
    ladder.refused(minh, path, 404)


def test_a_worker_takes_its_turn_before_the_first_question_and_passes_it_on_behind_every_piece(minh, monkeypatch):
    told = []

    @contextmanager
    def turn():
        told.append("taken")
        yield Mock(pass_on=lambda: told.append("passed on"))
        told.append("given back")

    def ask_again(*asked):
        told.append("asked")
        return orders.ask_again(*asked)

    minh.post(ORDER, {"cach": "nen"})
    monkeypatch.setattr(jobs, "turn", turn)
    monkeypatch.setattr(jobs, "ask_again", ask_again)
    assert work().state == JobState.FINISHED
    assert told == ["taken", "asked", "passed on", "given back"]


def test_an_order_of_somebody_who_may_no_more_ends_with_a_sentence(minh, small_world):
    minh.post(ORDER, {"cach": "nen"})
    Scope.objects.filter(user__username="minh").update(province=small_world.places.soc_trang)
    job = work()
    assert job.state == JobState.FAILED and job.said and not ExportRecord.objects.exists()


def test_what_fails_half_way_leaves_no_file_and_no_outcome(minh, monkeypatch, kept):
    def breaks(self):
        yield from ()
        raise RuntimeError("máy tắt")

    minh.post(ORDER, {"cach": "nen"})
    monkeypatch.setattr(PeopleRows, "__iter__", breaks)
    assert work().state == JobState.FAILED and list(kept.iterdir()) == []
    record = ExportRecord.objects.get()
    assert not hasattr(record, "outcome")
    ladder.refused(minh, f"{LIST}{record.number}/tep/", 404)
    assert "Không có tệp trọn vẹn" in minh.page(f"{LIST}{record.number}/")


def test_whatever_stops_the_writing_no_half_file_stays(kept):
    def pieces():
        yield b"a"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keep("2026-000001", pieces())
    assert list(kept.iterdir()) == []


def test_what_a_killed_worker_left_is_never_offered_and_removed_after_a_day(db, kept):
    old, young = kept / "2026-000001-x.part", kept / "2026-000002-y.part"
    for file in (old, young):
        file.write_bytes(b"half")
    os.utime(old, (time.time() - 90_000,) * 2)
    assert remove_old(timezone.now()) == 1 and list(kept.iterdir()) == [young]


def texts_of(data: bytes) -> str:
    """Everything the workbook says."""
    book = load_workbook(io.BytesIO(data), read_only=True)
    return "\n".join(str(value) for sheet in book for row in sheet.values for value in row if value is not None)

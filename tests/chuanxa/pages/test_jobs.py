"""The pages of background work: how far it is, for who gave it and for administrators."""

from datetime import timedelta

import pytest

from chuanxa.models import Job
from chuanxa.views.jobs import lasted
from tests import ladder
from tests.cast import NOW


@pytest.fixture
def job(small_world) -> Job:
    columns = {"label": "Công bố tiêu chuẩn của Cao Bằng", "by": "minh", "state": "running", "created_at": NOW, "started_at": NOW}
    return Job.objects.create(**columns, done=1_200, total=3_604, said="Đang xét lại từng người.")


def test_it_says_how_far_the_work_is_and_asks_again(minh, job):
    text = minh.page(f"/cong-viec/{job.pk}/")
    for word in ("Công bố tiêu chuẩn của Cao Bằng", "Đang chạy", "1.200 / 3.604", "Đang xét lại từng người.", 'max="3604" value="1200"'):
        assert word in text
    assert 'hx-trigger="every 2s"' in text and f'hx-get="/cong-viec/{job.pk}/"' in text


def test_asked_by_htmx_it_answers_with_the_changing_part_alone(minh, job):
    answer = minh.get(f"/cong-viec/{job.pk}/", headers={"hx-request": "true"})
    assert answer.content.decode().lstrip().startswith('<section class="card progress"') and "<h1>" not in answer.content.decode()


def test_ended_it_asks_no_more_and_leads_on(minh, job):
    Job.objects.filter(pk=job.pk).update(state="finished", finished_at=NOW, result={"href": "/tieu-chuan/", "href_label": "Xem tiêu chuẩn"})
    text = minh.page(f"/cong-viec/{job.pk}/")
    assert "hx-trigger" not in text and "Đã xong" in text and '<a class="btn" href="/tieu-chuan/">Xem tiêu chuẩn</a>' in text


def test_it_is_there_for_who_gave_it_and_for_administrators_only(hanh, quan, thao, minh, quantri, job):
    for stranger in (hanh, quan, thao):
        ladder.refused(stranger, f"/cong-viec/{job.pk}/", 404)
        assert "Chưa giao việc nào" in stranger.page("/cong-viec/")
    for member in (minh, quantri):
        assert f"/cong-viec/{job.pk}/" in member.page("/cong-viec/")
        assert "Đang chạy" in member.page(f"/cong-viec/{job.pk}/")


def test_it_refuses_like_every_page(nobody, minh, job):
    for path in ("/cong-viec/", f"/cong-viec/{job.pk}/"):
        ladder.asks_to_log_in(nobody, path)
        ladder.refuses_to_be_written(minh, path)
        ladder.refused(minh, path, 400, la="gi")
    for unknown in (job.pk + 1, 10**30):
        ladder.refused(minh, f"/cong-viec/{unknown}/", 404)


def test_it_costs_few_queries(minh, job, django_assert_max_num_queries):
    for path in ("/cong-viec/", f"/cong-viec/{job.pk}/"):
        with django_assert_max_num_queries(3):
            minh.page(path)


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "1 giây"), (45, "45 giây"), (60, "1 phút"), (200, "3 phút"), (3600, "1 giờ"), (3900, "1 giờ 5 phút")]
)
def test_how_long_it_took_is_said_in_vietnamese(seconds, said):
    assert lasted(timedelta(seconds=seconds)) == said

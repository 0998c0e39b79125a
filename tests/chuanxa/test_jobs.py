"""Background work: one worker a job, resumed where it stopped, ended with a sentence."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from chuanxa import audit, jobs
from chuanxa.models import AuditEvent, Job
from tests.cadres.test_concurrency import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def counting(monkeypatch):
    """A kind of work that puts three rows on record, one a step; `counting.before` is called with the number before each step."""
    monkeypatch.setattr(jobs, "_kinds", dict(jobs._kinds))

    @jobs.work("count-to-three")
    def count(run, *, name: str = "một") -> dict:
        for number in range(run.cursor or 0, 3):
            run.rest()
            count.before(number)
            with transaction.atomic():
                audit.record(by=name, act="count", subject=str(number))
                run.step(number + 1, 3, number + 1)
        return {"href": "/tieu-chuan/", "said": "Đã đếm đến ba."}

    count.before = lambda number: None
    return count


def counted() -> list[str]:
    return list(AuditEvent.objects.filter(act="count").order_by("id").values_list("subject", flat=True))


def start(**more) -> Job:
    return jobs.start("count-to-three", by="minh", label="Đếm đến ba", **more)


def later(**span):
    return timezone.now() + timedelta(**span)


def test_work_is_done_by_the_command_and_says_how_it_ended(counting, capsys):
    job = start(name="hai")
    assert (job.state, counted()) == ("queued", [])
    call_command("work", "--until-empty")
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.said) == ("finished", 3, 3, "Đã đếm đến ba.")
    assert job.result["href"] == "/tieu-chuan/" and job.started_at and job.finished_at and not job.is_unfinished
    assert counted() == ["0", "1", "2"] and AuditEvent.objects.filter(by="hai").count() == 3


def test_a_name_that_nobody_registered_is_refused_at_once():
    with pytest.raises(LookupError, match="register it"):
        jobs.start("unheard-of", by="minh", label="Việc lạ")
    assert not Job.objects.exists()


def test_the_oldest_waiting_job_is_taken_first_and_by_one_worker_only(counting):
    first, second = start(), start()
    assert jobs.claim("a", at=timezone.now()) == first
    assert jobs.claim("b", at=timezone.now()) == second
    assert jobs.claim("c", at=timezone.now()) is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="threads share one connection to SQLite in memory")
def test_workers_that_look_at_the_same_moment_never_take_the_same_job(counting):
    for _ in range(12):
        start()
    taken = []

    def look(name):
        while job := jobs.claim(name, at=timezone.now()):
            taken.append(job.pk)

    at_once(*(lambda name=name: look(name) for name in "abcd"))
    assert sorted(taken) == sorted(Job.objects.values_list("pk", flat=True))


def test_a_job_whose_worker_fell_silent_goes_on_where_it_stopped(counting):
    class Power(BaseException):
        """Goes out."""

    def cut(number):
        if number == 2:
            raise Power

    job, counting.before = start(), cut
    with pytest.raises(Power):
        jobs.perform(jobs.claim("a", at=timezone.now()), "a")
    job.refresh_from_db()
    assert (job.state, job.done, job.cursor) == ("running", 2, 2)
    assert jobs.claim("b", at=later(seconds=30)) is None, "it may still be at work"
    counting.before = lambda number: None
    jobs.perform(jobs.claim("b", at=later(seconds=120)), "b")
    job.refresh_from_db()
    assert (job.state, job.done) == ("finished", 3) and counted() == ["0", "1", "2"]


def test_a_worker_that_was_given_up_keeps_nothing_of_its_step(counting):
    job = start()

    def overtaken(number):
        if number == 1:
            assert jobs.claim("b", at=later(seconds=120)) == job

    counting.before = overtaken
    jobs.perform(jobs.claim("a", at=timezone.now()), "a")
    job.refresh_from_db()
    assert (job.state, job.worker, job.done, counted()) == ("running", "b", 1, ["0"])
    counting.before = lambda number: None
    jobs.perform(job, "b")
    assert counted() == ["0", "1", "2"]


def test_a_worker_told_to_end_leaves_the_rest_to_the_next(counting):
    job = start()
    jobs.perform(jobs.claim("a", at=timezone.now()), "a", stopping=lambda: len(counted()) == 1)
    job.refresh_from_db()
    assert (job.state, job.worker, job.done, counted()) == ("queued", "", 1, ["0"])
    jobs.perform(jobs.claim("b", at=timezone.now()), "b")
    assert counted() == ["0", "1", "2"]


def test_a_refusal_ends_the_job_with_its_sentence(counting):
    def refuse(number):
        raise ValidationError("Bản thảo đã được người khác công bố.")

    job, counting.before = start(), refuse
    call_command("work", "--until-empty")
    job.refresh_from_db()
    assert (job.state, job.said, job.reference) == ("failed", "Bản thảo đã được người khác công bố.", "")


def test_a_failure_of_ours_is_told_as_a_reference_and_never_as_a_trace(counting, caplog):
    def break_down(number):
        raise ZeroDivisionError("mật khẩu là 123")

    job, counting.before = start(), break_down
    call_command("work", "--until-empty")
    job.refresh_from_db()
    assert job.state == "failed" and len(job.reference) == 8 and job.reference in job.said and job.reference in caplog.text
    assert "mật khẩu" not in job.said and "ZeroDivision" not in job.said and "ZeroDivision" in caplog.text


def test_a_busy_database_is_asked_again_but_not_for_ever(counting):
    tried = []

    def busy(number):
        tried.append(number)
        if len(tried) != 3:
            raise OperationalError("database is locked")

    job, counting.before = start(), busy
    call_command("work", "--until-empty")
    job.refresh_from_db()
    assert tried == [0, 0, 0, *[1] * 6] and (job.state, counted()) == ("failed", ["0"])


def test_one_purpose_has_one_unfinished_job(counting):
    job = start(only_once="publish:7")
    assert start(only_once="publish:7") == job and start(only_once="publish:8") != job
    call_command("work", "--until-empty")
    assert start(only_once="publish:7") != job, "a finished one may be done again"


def test_two_who_start_the_same_at_the_same_moment_get_the_same_job(counting, monkeypatch):
    job = start(only_once="publish:7")
    real = Job.objects.filter
    monkeypatch.setattr(Job.objects, "filter", lambda **asked: real(pk=None) if asked.get("only_once") else real(**asked))
    assert start(only_once="publish:7") == job
    assert not connection.needs_rollback


def test_a_job_started_in_a_transaction_that_is_not_kept_does_not_exist(counting):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        start()
        raise ZeroDivisionError
    assert not Job.objects.exists()

"""Background work: one row a piece of work, with how far it is, so that a page can show it and another worker can take it up.

Rows are changed by chuanxa/jobs.py alone. `cursor` is what the work needs to go on where it stopped; it is written in the same
transaction as what was done up to there.
"""

from django.db import models
from django.db.models import Q


class JobState(models.TextChoices):
    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang chạy"
    FINISHED = "finished", "Đã xong"
    FAILED = "failed", "Không xong"


UNFINISHED = (JobState.QUEUED, JobState.RUNNING)


class Job(models.Model):
    """`kind` names the function, `arguments` are its arguments (JSON), `result` what it gave back (JSON; `href`: where to look now).

    `said` is a sentence for people: how it ended, or what it does now. `only_once` keeps two unfinished jobs of one purpose apart.
    """

    kind = models.SlugField("loại", max_length=60)
    label = models.CharField("việc", max_length=200)
    by = models.CharField("người giao", max_length=150, db_index=True)
    state = models.CharField("trạng thái", max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    created_at = models.DateTimeField("giao lúc")
    started_at = models.DateTimeField("bắt đầu lúc", null=True)
    heartbeat_at = models.DateTimeField("còn chạy lúc", null=True)
    finished_at = models.DateTimeField("xong lúc", null=True)
    done = models.PositiveIntegerField("đã làm", default=0)
    total = models.PositiveIntegerField("tất cả", default=0)
    said = models.CharField("nói gì", max_length=500, blank=True)
    reference = models.CharField("mã lỗi", max_length=10, blank=True)
    arguments = models.JSONField("tham số", default=dict)
    cursor = models.JSONField("làm đến đâu", null=True)
    result = models.JSONField("kết quả", default=dict)
    worker = models.CharField("tiến trình", max_length=100, blank=True)
    attempts = models.PositiveSmallIntegerField("số lần bắt đầu mà chưa tiến thêm", default=0)
    only_once = models.CharField("không hai lần cùng lúc", max_length=100, blank=True)

    class Meta:
        verbose_name = "việc nền"
        verbose_name_plural = "việc nền"
        ordering = ["-id"]
        indexes = [models.Index(name="job_waiting", fields=["id"], condition=Q(state__in=UNFINISHED))]
        constraints = [
            models.UniqueConstraint(
                name="job_only_once",
                fields=["only_once"],
                condition=Q(state__in=UNFINISHED) & ~Q(only_once=""),
                violation_error_message="Việc này đang được làm rồi.",
            )
        ]

    def __str__(self):
        return self.label

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

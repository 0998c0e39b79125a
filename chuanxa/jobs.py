"""Background work that survives its worker: registered by name, started by a row, taken by one worker, resumed where it stopped.

A piece of work is a function `(run: Run, **arguments) -> dict | None` registered with `@work("name")` in a module `jobs.py` of an
app. It does its work in short steps and tells each one with `run.step(done, total, cursor)`, inside the transaction of the step:
what was done and how far it got are then kept together or not at all. When a worker dies, the next one calls the function again
with `run.cursor` as it was last told. A function that is told to stop (`Lost`, `Stopped`) lets the exception pass.

To refuse with a sentence for people, raise ValidationError; anything else is our fault and is told as a reference that stands in the log.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.module_loading import autodiscover_modules

from chuanxa.aside import aside
from chuanxa.models.job import UNFINISHED, Job, JobState
from chuanxa.refusals import NUMBER_LETTERS

logger = logging.getLogger(__name__)

SILENT = timedelta(seconds=90)
"""A running job that told nothing for so long has lost its worker; a step must take less."""
ATTEMPTS = 5
"""So often a job may be begun without getting any further."""

Work = Callable[..., dict | None]
_kinds: dict[str, Work] = {}


class Lost(Exception):
    """Another worker has taken the job: what this step did must not be kept."""


class Stopped(Exception):
    """The worker is asked to end; the job waits for the next one. What this step did is kept."""


def work(kind: str) -> Callable[[Work], Work]:
    """Registers a function as the work of jobs of this kind."""

    def register(function: Work) -> Work:
        _kinds[kind] = function
        return function

    return register


def start(kind: str, *, by: str, label: str, only_once: str = "", **arguments) -> Job:
    """Put a job in the queue; `arguments` must be JSON. While a job with the same `only_once` is unfinished, that one is returned.

    Inside a transaction the job exists when the transaction is kept.
    """
    if _work_of(kind) is None:
        raise LookupError(f"no work named {kind!r}: register it with @work in a module jobs.py")
    if only_once and (known := Job.objects.filter(only_once=only_once, state__in=UNFINISHED).first()):
        return known
    job = Job(kind=kind, by=by, label=label, only_once=only_once, arguments=arguments, created_at=timezone.now())
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:  # somebody started it at the same moment
        return Job.objects.get(only_once=only_once, state__in=UNFINISHED)
    return job


@dataclass
class Run:
    """One worker at one job. `cursor` is None at the very beginning."""

    job: Job
    worker: str
    stopping: Callable[[], bool] = lambda: False
    give_way: Callable[[], None] = lambda: None

    @property
    def cursor(self):
        return self.job.cursor

    def step(self, done: int, total: int, cursor, said: str = "") -> None:
        """Tell that `done` of `total` are done and where to go on; call it last in the transaction of the step.

        Raises Lost when another worker has the job.
        """
        told = {"done": done, "total": total, "cursor": cursor, "said": said, "attempts": 0, "heartbeat_at": timezone.now()}
        if not _own(self.job, self.worker).update(**told):
            raise Lost(f"job {self.job.pk}")
        self.job.cursor, self.job.done, self.job.total = cursor, done, total

    def tell(self, done: int, total: int, said: str = "") -> None:
        """Tell how far work is that begins again from the start when its worker dies. Raises Lost when another worker has the job."""
        with aside():
            mine = _own(self.job, self.worker).update(done=done, total=total, said=said, heartbeat_at=timezone.now())
        if not mine:
            raise Lost(f"job {self.job.pk}")

    def rest(self) -> None:
        """Call it between two steps, outside their transactions: others may go first. Raises Stopped when the worker has to end."""
        if self.stopping():
            raise Stopped
        self.give_way()


def claim(worker: str, *, at: datetime) -> Job | None:
    """The oldest job that waits, or whose worker fell silent, now this worker's; None when there is none.

    Who changes the row first has it: the others find it changed. That holds on SQLite and on PostgreSQL.
    """
    waiting = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, heartbeat_at__lt=at - SILENT)
    for pk, state, other in Job.objects.filter(waiting).order_by("pk").values_list("pk", "state", "worker"):
        taken = {"state": JobState.RUNNING, "worker": worker, "heartbeat_at": at, "attempts": F("attempts") + 1}
        if Job.objects.filter(waiting, pk=pk, state=state, worker=other).update(**taken):
            Job.objects.filter(pk=pk, started_at=None).update(started_at=at)
            return Job.objects.get(pk=pk)
    return None


def perform(job: Job, worker: str, *, stopping: Callable[[], bool] = lambda: False) -> None:
    """Do a claimed job to its end, or as far as this worker gets; how it ended stands in the row."""
    try:
        function = _work_of(job.kind)
        if function is None:
            raise LookupError(f"no work named {job.kind!r}")
        if job.attempts > ATTEMPTS:
            raise RuntimeError(f"begun {ATTEMPTS} times without getting any further")
        result = function(Run(job, worker, stopping), **job.arguments)
    except Lost:
        logger.warning("job %s is another worker's now", job.pk)
    except Stopped:
        _leave(job, worker)
    except ValidationError as refusal:
        _end(job, worker, JobState.FAILED, said=" ".join(refusal.messages))
    except OperationalError:  # a lock not got, a connection cut: worth another try
        logger.warning("job %s will be tried again", job.pk, exc_info=True)
        _leave(job, worker)
    except Exception:
        reference = get_random_string(8, NUMBER_LETTERS)
        logger.exception("reference %s job %s %s", reference, job.pk, job.kind)
        _end(job, worker, JobState.FAILED, said=f"Hệ thống gặp lỗi, việc chưa xong. Báo quản trị viên mã {reference}.", reference=reference)
    else:
        _end(job, worker, JobState.FINISHED, result=result or {}, said=(result or {}).get("said", ""))


def _work_of(kind: str) -> Work | None:
    if kind not in _kinds:
        autodiscover_modules("jobs")
    return _kinds.get(kind)


def _own(job: Job, worker: str):
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, worker=worker)


def _leave(job: Job, worker: str) -> None:
    with aside():
        _own(job, worker).update(state=JobState.QUEUED, worker="")


def _end(job: Job, worker: str, state: JobState, **told) -> None:
    told["said"] = told["said"][: Job._meta.get_field("said").max_length]
    with aside():
        _own(job, worker).update(state=state, finished_at=timezone.now(), **told)

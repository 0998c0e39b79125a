"""The pages of background work: how far it is, how it ended. Seen by who gave it and by administrators; for others it does not exist."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from chuanxa.access import allow
from chuanxa.asked_names import check_names
from chuanxa.models import Job, JobState
from chuanxa.models.user import User
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission

NEWEST = 50


@require_safe
@allow(Permission.SEE_FIGURES)
def job_list(request: HttpRequest) -> HttpResponse:
    """The newest jobs that the user gave; everybody's for administrators."""
    check_names(request, ())
    jobs = list(_seen_by(request.user)[:NEWEST])
    page = {
        "crumbs": [("Việc nền", None)],
        "says": f"{NEWEST} việc mới nhất." if len(jobs) == NEWEST else "",
        "jobs": [_entry(job) for job in jobs],
    }
    return render(request, "chuanxa/jobs.html", {"page": page})


@require_safe
@allow(Permission.SEE_FIGURES)
def job_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One job; asked by htmx, the part that changes alone."""
    check_names(request, ())
    job = _seen_by(request.user).filter(pk=pk).first() if pk < 2**63 else None
    if job is None:
        raise NotHere("Không có việc này, hoặc việc do người khác giao.", advice="Mở Việc nền để xem các việc của bạn.")
    page = {"crumbs": [("Việc nền", reverse("job-list")), (job.label, None)], "job": _entry(job)}
    return render(request, "_components/progress.html" if request.htmx else "chuanxa/job.html", {"page": page})


def _seen_by(user: User):
    jobs = Job.objects.all()
    return jobs if user.may(Permission.ADMINISTER) else jobs.filter(by=user.username)


def lasted(span: timedelta) -> str:
    """ "45 giây", "3 phút", "1 giờ 5 phút": Django has no Vietnamese words for it."""
    seconds = max(1, round(span.total_seconds()))
    hours, minutes = divmod(seconds // 60, 60)
    if hours:
        return f"{hours} giờ {minutes} phút" if minutes else f"{hours} giờ"
    return f"{minutes} phút" if minutes else f"{seconds} giây"


def _entry(job: Job) -> dict:
    return {
        "href": reverse("job-detail", args=[job.pk]),
        "label": job.label,
        "by": job.by,
        "state": JobState(job.state).label,
        "slug": job.state,
        "unfinished": job.is_unfinished,
        "created": f"{timezone.localtime(job.created_at):%H:%M %d/%m/%Y}",
        "lasted": lasted(job.finished_at - job.started_at) if job.started_at and job.finished_at else "",
        "done": job.done,
        "total": job.total,
        "said": job.said,
        "next": (job.result["href"], job.result.get("href_label", "Xem kết quả")) if "href" in job.result else None,
    }

"""One person's page: who, where, what they learnt, how the standard judges them and why. Read only."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cadres.dossier import Dossier, read_dossier
from cadres.requirements import CRITERIA, NO_STANDARD
from cadres.standards import Finding, Judgement, Outcome, Verdict
from chuanxa.access import allow
from chuanxa.acts import opened
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from provinces.asked_days import asked_day, asked_moment
from provinces.editions import notice
from provinces.models.scope import reach_of

_ACCEPTED = ("ngay", "ghi-nhan")


@require_safe
@allow(Permission.SEE_PEOPLE)
def cadre_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The person on a day, as known at a moment; somebody outside one's reach does not exist."""
    check_names(request, _ACCEPTED)
    check_one_value(request, _ACCEPTED)
    today = timezone.localdate()
    day = asked_day(request, "ngay", today) or today
    dossier = read_dossier(pk, reach=reach_of(request.user), day=day, at=asked_moment(request))
    if dossier is None:
        raise NotHere("Không có hồ sơ này trong phạm vi của bạn.", advice="Mở mục Con người để tìm theo tên.")
    opened(request, f"cadre:{pk}")
    page = {
        "name": dossier.name,
        "crumbs": [("Con người", f"{reverse('cadre-list')}?ngay={day:%d/%m/%Y}"), (dossier.name, None)],
        "day_text": f"Ngày {day:%d/%m/%Y}",
        "notices": [text for text in (notice(day), _not_in_post(dossier, day)) if text],
        "exports": [],
        "facts": dossier.facts,
        "verdict": _verdict(dossier),
        "posts": [post | {"href": _commune_href(post, request)} for post in dossier.posts],
        "ladders": dossier.ladders,
        "history": dossier.history,
    }
    return render(request, "reports/person.html", {"page": page})


def _not_in_post(dossier: Dossier, day: date) -> str:
    if dossier.judgement is not None:
        return ""
    return f"Ngày {day:%d/%m/%Y} người này không giữ chức danh cán bộ, công chức cấp xã nào, nên không xét tiêu chuẩn."


def _commune_href(post: dict, request: HttpRequest) -> str | None:
    if not post["reached"]:
        return None
    return f"{reverse('commune-detail', args=[post['code']])}?ngay={post['day']:%d/%m/%Y}"


def _verdict(dossier: Dossier) -> dict | None:
    judgement = dossier.judgement
    if judgement is None:
        return None
    return {
        "slug": judgement.verdict.slug,
        "label": judgement.verdict.label,
        "sentence": _sentence(judgement),
        "rule": f"Căn cứ: {judgement.standard.basis}." if judgement.standard else "",
        "items": [_item(finding) for finding in judgement.findings],
    }


def _sentence(judgement: Judgement) -> str:
    if judgement.standard is None:
        return "Hệ thống chưa có tiêu chuẩn nào cho chức danh này vào ngày đang xem, nên chưa kết luận."
    said = [f"Xét theo “{judgement.standard.name}”"]
    for mask, words in (
        (judgement.missing & ~judgement.owed, "còn thiếu"),
        (judgement.owed, "còn nợ"),
        (judgement.unclear, "chưa có dữ liệu"),
        (judgement.exempt, "được miễn hoặc hạ mức"),
    ):
        if named := [label for _, label, bit in CRITERIA if mask & bit]:
            said.append(f"{words}: {', '.join(named)}")
    if not judgement.missing and not judgement.unclear:
        said.append("các yêu cầu xét được đều đạt")
    if judgement.unclear & NO_STANDARD:
        said.append("chưa có mức nào để xét tự động")
    if not judgement.verified:
        said.append("kết luận dựa vào mức chưa kiểm chứng với văn bản gốc")
    return f"{'; '.join(said)}."


def _item(finding: Finding) -> dict:
    requirement = finding.requirement
    common = {"requirement": requirement.text, "clause": requirement.clause, "verified": requirement.verified}
    if not requirement.is_judged:
        return common | {"found": "", "slug": "", "reason": "Không xét tự động: hệ thống không giữ dữ liệu này."}
    said = [finding.outcome.label + (f" đến {finding.until:%d/%m/%Y}" if finding.until else "")]
    found = ""
    if requirement.ladder is not None:
        levels = requirement.ladder.levels
        found = "" if finding.level is None else levels(finding.level).label
        if finding.minimum is not None:
            said.append(f"cần từ {levels(finding.minimum).label} trở lên")
    if finding.allowance is not None:
        said.append(finding.allowance.text)
    return common | {"found": found, "slug": _SLUGS[finding.outcome], "reason": f"{': '.join(said).rstrip('.')}."}


_SLUGS = {
    Outcome.MET: Verdict.MEETS.slug,
    Outcome.EXEMPT: Verdict.MEETS.slug,
    Outcome.NOT_ASKED: "",
    Outcome.MISSING: Verdict.FALLS_SHORT.slug,
    Outcome.OWED: Verdict.FALLS_SHORT.slug,
    Outcome.UNCLEAR: Verdict.UNKNOWN.slug,
}

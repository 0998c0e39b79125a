"""The catalogue of standards, readable by everybody who logs in; drafts and their history by those who may write them."""

from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cadres.actions.drafts import subject
from cadres.allowance_words import conditions
from cadres.checklist import regime_year, short_basis
from cadres.levels import Ladder
from cadres.models import Allowance, Requirement, Standard, StandardState
from cadres.requirements import AgeKind
from cadres.standard_access import Desk, desk_of, seen_by
from chuanxa.access import allow
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.models import AuditEvent
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from provinces.asked_days import asked_day

ACTS = {
    "begin draft": "Soạn bản thảo",
    "save draft": "Sửa bản thảo",
    "standard-published": "Công bố",
    "standard-ended": "Cho hết hiệu lực",
    "standard-withdrawn": "Rút",
}


@require_safe
@allow(Permission.SEE_FIGURES)
def standard_list(request: HttpRequest) -> HttpResponse:
    """Standards by regime, the latest first, with those in force on the day marked; drafts above them."""
    check_names(request, ("ngay",))
    check_one_value(request, ("ngay",))
    today = timezone.localdate()
    day = asked_day(request, "ngay", today) or today
    desk = desk_of(request.user)
    standards = list(seen_by(desk).prefetch_related("positions", "requirements").order_by("-valid_from", "regime", "code"))
    published = [one for one in standards if one.state == StandardState.PUBLISHED]
    others = [one for one in standards if one.state != StandardState.PUBLISHED and desk.holds(one)]
    page = {
        "crumbs": [("Tiêu chuẩn", None)],
        "day_text": f"Đang áp dụng ngày {day:%d/%m/%Y} được đánh dấu.",
        "notices": [],
        "new_href": reverse("draft-new") if desk.writes else None,
        "drafts": [_entry(one, day) for one in others],
        "groups": _groups(published, day),
    }
    return render(request, "reports/standards_list.html", {"page": page})


def _groups(standards: list[Standard], day: date) -> list[dict]:
    """One group a regime, the latest first; inside it the nation's before the provinces' own."""
    by_regime = sorted(standards, key=lambda one: one.regime)
    found = [_group(regime, list(rows), day) for regime, rows in groupby(by_regime, key=lambda one: one.regime)]
    return sorted(found, key=lambda group: group["first"], reverse=True)


def _group(regime: str, standards: list[Standard], day: date) -> dict:
    first = min(one.valid_from for one in standards)
    last = None if any(one.valid_to is None for one in standards) else max(one.valid_to for one in standards)
    ordered = sorted(standards, key=lambda one: (one.province is not None, -one.valid_from.toordinal(), one.code))
    return {
        "first": first,
        "heading": f"Chế độ {regime_year(regime)}",
        "period": f"từ {first:%d/%m/%Y} {f'đến {last:%d/%m/%Y}' if last else 'đến nay'}",
        "says": "; ".join(dict.fromkeys(short_basis(one.basis) for one in ordered)),
        "standards": [_entry(one, day) for one in ordered],
    }


def _entry(standard: Standard, day: date) -> dict:
    return {
        "label": standard.name,
        "href": reverse("standard-detail", args=[standard.code]),
        "applies_to": ", ".join(position.label for position in standard.positions.all()),
        "where": f"riêng {standard.province.full_name}" if standard.province else "",
        "period": period_of(standard),
        "state": "" if standard.state == StandardState.PUBLISHED else standard.get_state_display(),
        "in_force": standard.state == StandardState.PUBLISHED and day in standard.period,
        "unverified": sum(1 for one in standard.requirements.all() if not one.verified),
    }


@require_safe
@allow(Permission.SEE_FIGURES)
def standard_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One standard with its requirements, exceptions and sources; what may be done with it, and what was, for those who may write it."""
    check_names(request, ())
    desk = desk_of(request.user)
    standard = seen_by(desk).prefetch_related("positions", "requirements__allowances").filter(code=code).first()
    if standard is None:
        raise NotHere(f"Không có tiêu chuẩn mang mã “{code[:60]}”.", advice="Mở mục Tiêu chuẩn để xem danh sách.")
    page = {
        "name": standard.name,
        "crumbs": [("Tiêu chuẩn", reverse("standard-list")), (standard.name, None)],
        "day_text": period_of(standard),
        "notices": _notices(standard),
        "facts": [
            ("Căn cứ", standard.basis),
            ("Loại văn bản", standard.get_basis_kind_display()),
            ("Số hiệu, điều", ", ".join(filter(None, (standard.basis_number, standard.basis_article))) or None),
            ("Chế độ", regime_year(standard.regime)),
            ("Áp dụng cho", ", ".join(position.label for position in standard.positions.all()) or None),
            ("Nơi áp dụng", standard.province.full_name if standard.province else "Cả nước"),
            ("Thời gian", period_of(standard)),
        ],
        "requirements": [_requirement(one) for one in standard.requirements.all()],
        "note": "Mức ghi “chưa kiểm chứng” chưa được đối chiếu với văn bản gốc; kết luận dựa vào mức ấy cũng chưa kiểm chứng.",
        **_own_desk(standard, desk),
    }
    return render(request, "reports/standard_detail.html", {"page": page})


def _notices(standard: Standard) -> list[str]:
    if standard.state == StandardState.DRAFT:
        return ["Đây là bản thảo: chưa xét ai. Chỉ người soạn tiêu chuẩn của nơi này thấy nó."]
    if standard.applied_at is None and standard.published_at is not None:
        return ["Đang xét lại những người liên quan; số liệu của họ đổi dần cho đến khi xong."]
    if standard.state == StandardState.WITHDRAWN:
        return ["Tiêu chuẩn này đã được rút: không xét ai nữa."]
    return []


def _own_desk(standard: Standard, desk: Desk) -> dict:
    """Links and buttons for whoever may write standards here; the history of those they may write."""
    if not desk.writes:
        return {"links": [], "posts": [], "history": None}
    links = [("Chép thành bản thảo mới", f"{reverse('draft-new')}?tu={standard.code}")]
    posts = []
    if not desk.holds(standard):
        return {"links": links, "posts": [], "history": None}
    if standard.state == StandardState.DRAFT:
        edit, effect = (reverse(name, args=[standard.code]) for name in ("draft-edit", "draft-effect"))
        links = [("Xem ai sẽ thay đổi, rồi công bố", effect), ("Sửa bản thảo", edit), *links]
        posts = [("Bỏ bản thảo", reverse("draft-discard", args=[standard.code]))]
    elif standard.state == StandardState.PUBLISHED:
        links = [*links, ("Cho hết hiệu lực, hoặc rút", reverse("standard-end", args=[standard.code]))]
    return {"links": links, "posts": posts, "history": _history(standard)}


def _history(standard: Standard) -> list[dict]:
    events = AuditEvent.objects.filter(subject=subject(standard)).order_by("-id")[:30]
    return [
        {
            "at": f"{timezone.localtime(event.at):%H:%M %d/%m/%Y}",
            "by": event.by,
            "what": ACTS.get(event.act, event.act),
            "reason": event.reason,
            "changes": event.change.get("changes", [])[:12],
        }
        for event in events
    ]


def _requirement(one: Requirement) -> dict:
    ladder = Ladder(one.ladder) if one.ladder else None
    return {
        "ladder": ladder.label if ladder else "Tuổi" if one.age_kind else "Yêu cầu khác",
        "minimum": _minimum(one, ladder),
        "text": one.text if ladder or one.age_kind else "",
        "allowances": [_allowance(each, ladder) for each in one.allowances.all()],
        "exemption": one.exception_text,
        "clause": one.clause,
        "verified": one.verified,
        "source": one.source,
    }


def _allowance(one: Allowance, ladder: Ladder | None) -> dict:
    return {"conditions": conditions(one, ladder), "text": one.text, "clause": one.clause, "verified": one.verified}


def _minimum(one: Requirement, ladder: Ladder | None) -> str:
    if ladder:
        return f"{ladder.levels(one.minimum).label}{', ngành phù hợp' if one.fitting else ''}"
    if not one.age_kind:
        return one.text
    women = f" (nữ {one.age_limit_women})" if one.age_limit_women is not None else ""
    return f"{AgeKind(one.age_kind).label}: {one.age_limit}{women}"


def period_of(standard: Standard) -> str:
    """ "từ 01/01/2027 đến nay"."""
    end = f"đến {standard.valid_to:%d/%m/%Y}" if standard.valid_to else "đến nay"
    return f"từ {standard.valid_from:%d/%m/%Y} {end}"

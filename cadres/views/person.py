"""One person's page: who, where, what they learnt, how the standard judges them and why. Read only."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cadres import checklist
from cadres.career import career_of
from cadres.dossier import Dossier, read_dossier
from cadres.entry.opening import leads_to
from cadres.history import history_of
from cadres.models import Profile
from cadres.person_file import read_file
from cadres.record_kinds import PERSONAL
from cadres.regime_band import band_of
from cadres.regime_spells import Answer, answer_of
from cadres.standard_book import StandardBook
from cadres.standings.catalogue_history import catalogue_at
from cadres.timeline_of_person import timeline_of
from chuanxa.access import allow
from chuanxa.acts import opened
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission
from provinces.asked_days import asked_day, asked_moment
from provinces.editions import notice
from provinces.models.scope import reach_of
from provinces.register import register

NAME = "che-do"
_ACCEPTED = ("ngay", "ghi-nhan", NAME)


@require_safe
@allow(Permission.SEE_PEOPLE)
def cadre_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The person on a day, as known at a moment; somebody outside one's reach does not exist."""
    check_names(request, _ACCEPTED)
    check_one_value(request, _ACCEPTED)
    today = timezone.localdate()
    day = asked_day(request, "ngay", today) or today
    law = catalogue_at(asked_moment(request))
    reach, regime = reach_of(request.user), _asked_regime(request, law.book)
    dossier = read_dossier(pk, law, reach=reach, day=day, today=today, at=asked_moment(request), regime=regime)
    if dossier is None:
        if winner := leads_to(pk, reach, register()):
            return redirect("cadre-detail", winner)
        raise NotHere("Không có hồ sơ này trong phạm vi của bạn.", advice="Mở mục Con người để tìm theo tên.")
    file, at = read_file(pk), asked_moment(request)
    opened(request, f"cadre:{pk}")
    page = {
        "name": dossier.name,
        "crumbs": [("Con người", f"{reverse('cadre-list')}?ngay={day:%d/%m/%Y}"), (dossier.name, None)],
        "day_text": f"Ngày {day:%d/%m/%Y}",
        "notices": [text for text in (notice(day), _not_in_post(dossier, day)) if text],
        "exports": [("Mẫu 2C", f"{reverse('form-detail', args=['2c'])}?{urlencode({'nguoi': pk, 'ngay': f'{day:%d/%m/%Y}'})}")],
        "facts": dossier.facts,
        "verdict": _verdict(request, dossier, regime),
        "band": band_of(dossier.regimes, law.book, today),
        "posts": [post | {"href": _commune_href(post, request)} for post in dossier.posts],
        "ladders": dossier.ladders,
        "timeline": timeline_of(file, register(), day=day, at=at),
        "history": history_of(file.facts, at, file.joined),
        "career": career_of(file, reach=reach, at=at),
        "add": _may_be_added(pk) if request.user.may(Permission.RECORD) else [],
        "pk": pk,
        "may_record": request.user.may(Permission.RECORD),
        "may_open_number": request.user.may(Permission.OPEN_NUMBERS) and any(one.personal_id for one in file.of(Profile)),
    }
    return render(request, "reports/person.html", {"page": page})


def _may_be_added(pk: int) -> list[tuple[str, str]]:
    """(label, address) of the records that may be made about this person."""
    forms = [(kind.label, reverse("personal-new", args=[kind])) for kind in PERSONAL]
    return [(label, f"{href}?nguoi={pk}") for label, href in (("Vào lớp", reverse("study-new")), *forms)]


def _not_in_post(dossier: Dossier, day: date) -> str:
    if dossier.judgement is not None:
        return ""
    return f"Ngày {day:%d/%m/%Y} người này không giữ chức danh cán bộ, công chức cấp xã nào, nên không xét tiêu chuẩn."


def _commune_href(post: dict, request: HttpRequest) -> str | None:
    if not post["reached"]:
        return None
    return f"{reverse('commune-detail', args=[post['code']])}?ngay={post['day']:%d/%m/%Y}"


def _verdict(request: HttpRequest, dossier: Dossier, regime: str) -> dict | None:
    judgement = dossier.judgement
    if judgement is None:
        return None
    standard = judgement.standard
    return {
        "slug": judgement.verdict.slug,
        "label": judgement.verdict.label,
        "owed": answer_of(judgement) is Answer.OWED,
        "sentence": checklist.sentence(judgement, regime),
        "doubtful": standard is not None and not judgement.verified,
        "rule": f"Căn cứ: {standard.basis}." if standard else "",
        "standard_href": reverse("standard-detail", args=[standard.code]) if standard else None,
        "items": checklist.items(judgement, dossier.known),
        "not_asked": checklist.not_asked(judgement),
        "regimes": _regimes(request, dossier, regime),
    }


def _regimes(request: HttpRequest, dossier: Dossier, regime: str) -> list[tuple[str, str, bool]]:
    """The law in force, and every regime that ever spoke of the person's positions: one parameter of the same page."""
    names = {"": "Đang áp dụng"} | {one: f"Chế độ {checklist.regime_year(one)}" for one in dossier.regimes}
    return [(label, _asking(request, one), one == regime) for one, label in names.items()]


def _asking(request: HttpRequest, regime: str) -> str:
    asked = request.GET.copy()
    asked.pop(NAME, None)
    if regime:
        asked[NAME] = regime
    return f"?{asked.urlencode()}#dat-chuan" if asked else f"{request.path}#dat-chuan"


def _asked_regime(request: HttpRequest, book: StandardBook) -> str:
    """A regime of the book, or "". Raises BadRequest with those there are."""
    text = request.GET.get(NAME, "")
    known = sorted({rule.regime for rule in book.standards})
    if text and text not in known:
        raise BadRequest(f"Tham số “{NAME}” không nhận “{text[:60]}”.", f"Nhận: {', '.join(known)}.")
    return text

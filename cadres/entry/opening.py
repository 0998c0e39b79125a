"""Opens a dossier for writing: who may, and what of it.

A person is written by whoever reaches the commune where the person is counted today; somebody without a counted post, by whoever
reaches a post held. Posts in other communes are shown, never changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import models

from cadres.entry.form import Opened
from cadres.models import Appointment, Cadre, Enrolment, Profile, Qualification, Serving, Standing
from chuanxa.refusals import NotHere
from provinces.models.scope import Reach
from provinces.register import Register

NOBODY = "Không có hồ sơ này trong phạm vi của bạn."
ADVICE = "Mở mục Con người để tìm theo tên."


@dataclass(frozen=True)
class Found:
    """A person on record within reach; `serving` when counted today."""

    cadre: Cadre
    posts: tuple[Appointment, ...]


def find_writable(pk: int, reach: Reach) -> Found:
    """The person and the posts. Raises NotHere for a stranger's or a removed dossier, PermissionDenied for one that others keep."""
    cadre = Cadre.objects.filter(pk=pk).first() if pk <= models.BigIntegerField.MAX_BIGINT else None
    if cadre is None:
        raise NotHere(NOBODY, advice=ADVICE)
    posts = tuple(Appointment.objects.known().filter(cadre=pk).select_related("position", "commune__district", "commune__province"))
    seen = any(holds(reach, post) for post in posts) or Standing.objects.filter(reach.within(), cadre=pk).exists()
    if not seen:
        raise NotHere(NOBODY, advice=ADVICE)
    if not reach.everywhere and Serving.objects.filter(cadre=pk).exclude(reach.within()).exists():
        raise PermissionDenied("Người này nay giữ chức danh ở nơi khác; cơ quan nơi ấy sửa hồ sơ.")
    return Found(cadre, posts)


def holds(reach: Reach, post: Appointment) -> bool:
    """Whether the commune of the post, as it was then, is within reach."""
    commune = post.commune
    return (
        reach.everywhere
        or commune.pk in reach.communes
        or commune.province_id in reach.provinces
        or (commune.district_id is not None and commune.district_id in reach.districts)
    )


def holds_today(reach: Reach, post: Appointment, register: Register) -> bool:
    """The same, or the commune became one within reach."""
    if holds(reach, post):
        return True
    path = register.path(post.commune_id, post.period)
    return any(reach.holds(register.units["commune"][step.unit]) for step in path)


def open_for_writing(found: Found, reach: Reach, register: Register) -> Opened:
    """What stands of the person, for the form. Three queries. Raises NotHere when the dossier was removed or merged."""
    pk = found.cadre.pk
    profile = Profile.objects.known().filter(cadre=pk).first()
    if profile is None:
        raise NotHere("Hồ sơ này đã được xóa hoặc gộp.", advice="Mở mục Hồ sơ đã xóa để khôi phục.")
    own = tuple(post for post in found.posts if holds_today(reach, post, register))
    return Opened(
        profile=profile,
        posts=own,
        qualifications=tuple(Qualification.objects.known().filter(cadre=pk)),
        enrolments=tuple(Enrolment.objects.known().filter(cadre=pk).exclude(ladder="")),
        beyond=tuple(post for post in found.posts if post not in own),
        version=found.cadre.version,
    )


def leads_to(pk: int, reach: Reach, register: Register) -> int | None:
    """The dossier that a merged one's address leads to; None when it was not merged, or is a stranger's. One query a merge and one more."""
    seen: set[int] = set()
    winner: int | None = pk if pk <= models.BigIntegerField.MAX_BIGINT else None
    while winner is not None and winner not in seen:
        seen.add(winner)
        further = Cadre.objects.filter(pk=winner).values_list("merged_into_id", flat=True).first()
        if further is None:
            return winner if winner != pk and ever_within(seen, reach, register) else None
        winner = further
    return None


def all_writable(people: Iterable[int], reach: Reach, register: Register) -> None:
    """Raises NotHere when one of these people was never within reach, PermissionDenied when one is kept by others now.

    Posts that are no longer believed count: somebody whose dossier was removed can be brought back.
    """
    ids = set(people)
    if reach.everywhere:
        return
    within = ever_within(ids, reach, register)
    serving = Serving.objects.filter(cadre__in=ids).exclude(reach.within())
    if ids - within:
        raise NotHere(NOBODY, advice=ADVICE)
    if serving.exists():
        raise PermissionDenied("Trong đó có người nay giữ chức danh ở nơi khác; cơ quan nơi ấy hoặc cấp trên làm việc này.")


def ever_within(people: Iterable[int], reach: Reach, register: Register) -> set[int]:
    """Those who hold a post within reach now, or held one once, believed or not. Two queries."""
    ids = set(people)
    found = set(Serving.objects.filter(reach.within(), cadre__in=ids).values_list("cadre_id", flat=True))
    posts = Appointment.objects.filter(cadre__in=ids - found).select_related("commune")
    return found | {post.cadre_id for post in posts if holds_today(reach, post, register)}

"""Who on record may be the person being entered: the same personal ID anywhere, or the same name and year of birth in the same commune."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from cadres.models import Appointment, Profile, Serving
from chuanxa.names import name_key
from provinces.models.scope import Reach


@dataclass(frozen=True)
class Likeness:
    """A dossier that may be of the same person. `id` is None when it lies outside the user's reach: then only the number is said."""

    id: int | None
    name: str
    said: str
    same_number: bool


def likenesses(
    *, name: str, number: str, born: int | None, communes: Iterable[int], reach: Reach, but: int | None = None
) -> list[Likeness]:
    """Dossiers like the one typed, `but` itself. `born` is a year, `communes` rows where the person has posts. Three queries at most."""
    found: dict[int, tuple[Profile, bool]] = {}
    profiles = Profile.objects.known().exclude(cadre=but)
    if number:
        found |= {profile.cadre_id: (profile, True) for profile in profiles.filter(personal_id=number)[:3]}
    places, key = list(communes), name_key(name)
    if places and key:
        near = Serving.objects.filter(commune__in=places, search_key=key).values_list("cadre_id", flat=True)
        once = Appointment.objects.known().filter(commune__in=places, cadre__profiles__search_key=key).values_list("cadre_id", flat=True)
        same = profiles.filter(Q(cadre__in=list(near)) | Q(cadre__in=list(once)), search_key=key)
        for profile in same[:5]:
            if born is None or profile.born_on is None or profile.born_on.year == born:
                found.setdefault(profile.cadre_id, (profile, False))
    return [_told(profile, same_number, reach) for profile, same_number in found.values()]


def _told(profile: Profile, same_number: bool, reach: Reach) -> Likeness:
    posts = Appointment.objects.known().filter(cadre=profile.cadre_id).select_related("position", "commune").order_by("-valid_from")
    post = posts.filter(reach.through_commune()).first()
    if post is None and not Serving.objects.filter(reach.within(), cadre=profile.cadre_id).exists():
        return Likeness(None, "", "Số định danh này đã có ở một hồ sơ ngoài phạm vi của bạn.", same_number)
    said = [f"sinh {profile.birth}" if profile.birth else "chưa rõ ngày sinh", f"{post.position}, {post.commune}" if post else ""]
    return Likeness(profile.cadre_id, profile.full_name, " · ".join(filter(None, said)), same_number)

"""Whose standards somebody may write: administrators the nation's, officers those of the provinces given to them whole.

Drafts of others do not exist for them.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cadres.models import Standard, StandardState
from chuanxa.models import User
from chuanxa.roles import Permission
from provinces.models import Province
from provinces.models.scope import reach_of


@dataclass(frozen=True)
class Desk:
    """`nation`: may write for the whole country. `codes`: of the provinces whose own standards may be written; None is every one."""

    nation: bool
    codes: frozenset[str] | None

    @property
    def writes(self) -> bool:
        """Whether anything at all may be written."""
        return self.nation or self.codes is None or bool(self.codes)

    def holds(self, standard: Standard) -> bool:
        """Whether the standard may be written here."""
        if standard.province is None:
            return self.nation
        return self.codes is None or standard.province.code in self.codes

    def provinces(self) -> list[Province]:
        """The latest row of each province that may be chosen, by name."""
        rows = Province.objects.order_by("valid_from")
        if self.codes is not None:
            rows = rows.filter(code__in=self.codes)
        return sorted({row.code: row for row in rows}.values(), key=lambda row: row.sort_key)


def desk_of(user: User) -> Desk:
    """What the user may write; nothing without the permission."""
    if not user.may(Permission.SET_STANDARDS):
        return Desk(False, frozenset())
    reach, nation = reach_of(user), user.may(Permission.ADMINISTER)
    if reach.everywhere:
        return Desk(nation, None)
    return Desk(nation, frozenset(Province.objects.filter(id__in=reach.provinces).values_list("code", flat=True)))


def seen_by(desk: Desk) -> QuerySet[Standard]:
    """Published standards for everybody; drafts and withdrawn ones for those who may write them."""
    own = Q(pk__isnull=False) if desk.codes is None else Q(province__code__in=desk.codes)  # an empty Q() would add nothing
    if desk.codes is not None and desk.nation:
        own |= Q(province=None)
    if desk.codes is None and not desk.nation:
        own = Q(province__isnull=False)
    return Standard.objects.filter(Q(state=StandardState.PUBLISHED) | own).select_related("province")

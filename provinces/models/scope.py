"""Where a user may see and act: one rule, used by every page, chart, export and count.

What lies outside is not counted for the user and does not exist (404).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from provinces.models.commune import Commune
from provinces.models.district import District
from provinces.models.province import Province


class Scope(models.Model):
    """One unit given to one user; `everywhere` gives the whole country.

    `settled_at` says when it was decided whether the scope follows a unit that has ended (provinces/following.py); None: not yet.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="scopes")
    everywhere = models.BooleanField("cả nước", default=False)
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="+")
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+")
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField("đã quyết định chuyển lúc", null=True, blank=True)
    settled_by = models.CharField("người quyết định chuyển", max_length=150, blank=True)

    class Meta:
        verbose_name = "phạm vi"
        verbose_name_plural = "phạm vi"
        constraints = [
            models.CheckConstraint(
                name="scope_names_one_place",
                condition=(
                    Q(everywhere=True, province=None, district=None, commune=None)
                    | Q(everywhere=False, province__isnull=False, district=None, commune=None)
                    | Q(everywhere=False, province=None, district__isnull=False, commune=None)
                    | Q(everywhere=False, province=None, district=None, commune__isnull=False)
                ),
                violation_error_message="Mỗi phạm vi là cả nước, hoặc đúng một tỉnh, một huyện hay một xã.",
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.place}"

    @property
    def place(self) -> str:
        """The unit as it is written for people."""
        return "cả nước" if self.everywhere else str(self.province or self.district or self.commune)


@dataclass(frozen=True)
class Reach:
    """The sum of a user's scopes, as row ids. Empty reaches nothing."""

    everywhere: bool = False
    provinces: frozenset[int] = frozenset()
    districts: frozenset[int] = frozenset()
    communes: frozenset[int] = frozenset()

    def within(self) -> Q:
        """The condition for rows with province_id, district_id and commune_id of their own."""
        if self.everywhere:
            return Q()
        return Q(province_id__in=self.provinces) | Q(district_id__in=self.districts) | Q(commune_id__in=self.communes)

    def through_commune(self) -> Q:
        """The same condition for rows that only point at a commune."""
        if self.everywhere:
            return Q()
        above = Q(commune__province_id__in=self.provinces) | Q(commune__district_id__in=self.districts)
        return above | Q(commune_id__in=self.communes)

    def holds(self, unit) -> bool:
        """Whether every person of the unit (a provinces.register.UnitRef) is in reach."""
        if self.everywhere:
            return True
        if unit.tier == "province":
            return unit.id in self.provinces
        own = self.districts if unit.tier == "district" else self.communes
        return unit.id in own or unit.province in self.provinces or (unit.district in self.districts if unit.district else False)

    def units(self, units: QuerySet) -> QuerySet:
        """The provinces, districts or communes whose every person is in reach."""
        if self.everywhere:
            return units
        condition = {
            Province: Q(id__in=self.provinces),
            District: Q(id__in=self.districts) | Q(province_id__in=self.provinces),
            Commune: Q(id__in=self.communes) | Q(district_id__in=self.districts) | Q(province_id__in=self.provinces),
        }[units.model]
        return units.filter(condition)


def reach_of(user) -> Reach:
    """One query."""
    return reaches([user.pk])[user.pk]


def reaches(users: Iterable[int]) -> dict[int, Reach]:
    """The reach of every user, by id. One query."""
    rows = {pk: [] for pk in users}
    for pk, *row in Scope.objects.filter(user_id__in=rows).values_list("user_id", "everywhere", "province_id", "district_id", "commune_id"):
        rows[pk].append(row)
    return {pk: _sum(own) for pk, own in rows.items()}


def _sum(rows: list) -> Reach:
    return Reach(
        everywhere=any(row[0] for row in rows),
        provinces=frozenset(row[1] for row in rows if row[1]),
        districts=frozenset(row[2] for row in rows if row[2]),
        communes=frozenset(row[3] for row in rows if row[3]),
    )

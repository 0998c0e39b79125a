"""What the records of programmes share: a place, the two clocks of a recorded fact, and a number that survives amendment.

A record is about one person, or it is an aggregate entry that a report printed without names. Each keeps the row of the unit of
its day, so that scope is one condition and the past stays where it was.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from cadres.models.cadre import Cadre
from chuanxa.facts import Recorded
from provinces.models import Commune, District, Province

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100


class Tier(models.TextChoices):
    CENTRAL = "central", "Trung ương"
    PROVINCE = "province", "Tỉnh"
    DISTRICT = "district", "Huyện"
    COMMUNE = "commune", "Xã"


class Entry(Recorded):
    """Belongs to a province, and within it to a district or a commune when those are set.

    Amending makes a new row; `first` is the row it all began with, whose id (`number`) names the record in addresses and is what
    other records point at.
    """

    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name="tỉnh")
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="huyện")
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="xã")
    first = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="versions")

    class Meta(Recorded.Meta):
        abstract = True

    PLACED_BY = ("province_id", "district_id", "commune_id")

    @property
    def number(self) -> int:
        """The id of the first version."""
        return self.first_id or self.pk

    @property
    def place(self) -> Province | District | Commune:
        """The smallest unit named."""
        return self.commune or self.district or self.province

    def check_among(self) -> None:
        """District and commune lie in the province (and the commune in the district)."""
        commune, district = self.commune, self.district
        if commune and (commune.province_id != self.province_id or (district and commune.district_id != district.pk)):
            raise ValidationError({"commune": f"{commune} không thuộc {district or self.province}."})
        if district and district.province_id != self.province_id:
            raise ValidationError({"district": f"{district} không thuộc {self.province}."})

    def others(self, **same) -> models.QuerySet:
        """The other records of this kind that stand."""
        return type(self)._default_manager.filter(superseded_at=None, **same).exclude(pk=self.pk)

    def put_in(self, unit: Province | District | Commune) -> None:
        """Fill the three columns from one unit."""
        self.commune = unit if isinstance(unit, Commune) else None
        self.district = unit if isinstance(unit, District) else getattr(unit, "district", None)
        self.province = unit if isinstance(unit, Province) else unit.province


class PersonalEntry(Entry):
    """About one person, or, without a person, about `people` people whose names the source does not give."""

    cadre = models.ForeignKey(Cadre, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name="người")
    people = models.PositiveIntegerField("số người", default=1, validators=[MinValueValidator(1, "Số người phải từ 1 trở lên.")])

    class Meta(Entry.Meta):
        abstract = True
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_names_one_person_or_counts",
                condition=Q(people__gte=1) & (Q(cadre=None) | Q(people=1)),
                violation_error_message="Bản ghi của một người thì số người là 1; bản ghi tổng hợp thì số người phải từ 1 trở lên.",
            ),
        ]


def year_field(label: str) -> models.PositiveSmallIntegerField:
    """A calendar year that records may speak of."""
    said = f"Năm phải từ {EARLIEST_YEAR} đến {LATEST_YEAR}."
    return models.PositiveSmallIntegerField(
        label, validators=[MinValueValidator(EARLIEST_YEAR, said), MaxValueValidator(LATEST_YEAR, said)]
    )


class PeoplePlan(Entry):
    """How many people a programme means to reach from a first to a last year; a plan of nobody is no plan."""

    first_year = year_field("từ năm")
    last_year = year_field("đến năm")
    planned = models.PositiveIntegerField(
        "số người theo kế hoạch", validators=[MinValueValidator(1, "Kế hoạch phải từ 1 người trở lên; không nhận kế hoạch bằng 0.")]
    )
    decision = models.CharField("quyết định", max_length=200, blank=True)

    class Meta(Entry.Meta):
        abstract = True
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_plans_somebody",
                condition=Q(planned__gte=1),
                violation_error_message="Kế hoạch phải từ 1 người trở lên; không nhận kế hoạch bằng 0.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_years_in_order",
                condition=Q(last_year__gte=F("first_year")),
                violation_error_message="Năm cuối của kế hoạch phải bằng hoặc sau năm đầu.",
            ),
        ]

    def clean(self):
        if self.first_year and self.last_year and self.last_year < self.first_year:
            raise ValidationError({"last_year": f"Năm cuối ({self.last_year}) trước năm đầu ({self.first_year})."})

    @property
    def years(self) -> str:
        """ "2013" or "2013–2015"."""
        return str(self.first_year) if self.first_year == self.last_year else f"{self.first_year}–{self.last_year}"

"""Derived tables, written only by cadres/standings: what a report can see of people, computed once per fact.

Every row follows from the facts; `rebuild_standings --check` recomputes them and must find no difference. Days are never
null here (an open end is FOREVER) and a level without a record is NO_RECORD (-1), so that plain comparisons and indexes serve.
"""

from django.db import models

from cadres.models.cadre import Cadre
from cadres.models.position import Position
from chuanxa.periods import ENDS_OF_DECADE
from provinces.models import Commune, District, Province


def _link(model, **options):
    """A reference without an index or a database constraint of its own: the explicit indexes below serve the questions asked."""
    return models.ForeignKey(model, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+", **options)


class Stand(models.Model):
    """What is counted of one person: where, as what, with which levels, and how the standard judges it."""

    cadre = _link(Cadre)
    province = _link(Province)
    district = _link(District, null=True)
    commune = _link(Commune)
    position = _link(Position)
    posts = models.CharField(max_length=200, default="", help_text="ids of all posts as ',3,17,' when more than one is held")
    category = models.SmallIntegerField(help_text="place in COUNTED")
    group = models.SmallIntegerField(help_text="place in GROUPS")
    general_education = models.SmallIntegerField()
    professional = models.SmallIntegerField()
    political_theory = models.SmallIntegerField()
    state_management = models.SmallIntegerField()
    defence_security = models.SmallIntegerField()
    informatics = models.SmallIntegerField()
    verdict = models.SmallIntegerField(help_text="cadres.standards.Verdict")
    missing = models.SmallIntegerField(help_text="mask of what is below the standard; the bits are in cadres/requirements.py")
    unclear = models.SmallIntegerField(help_text="mask of what is not on record, and of no standard")
    owed = models.SmallIntegerField(default=0, help_text="the part of missing that is allowed until a day")
    exempt = models.SmallIntegerField(default=0, help_text="mask of what is satisfied only through an allowance")
    sex = models.SmallIntegerField(help_text="0 unknown, 1 male, 2 female")
    ethnic_group = models.SmallIntegerField(help_text="0 unknown, else the official number")
    born_on = models.DateField(null=True)
    party_member_since = models.DateField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField()

    class Meta:
        abstract = True


class Standing(Stand):
    """One row per cadre per stretch of time in which nothing that a report sees changes."""

    class Meta:
        indexes = [
            models.Index(name="standing_cadre", fields=["cadre", "valid_from"]),
            models.Index(name="standing_commune", fields=["commune", "valid_to"]),
            models.Index(name="standing_district", fields=["district", "valid_to"]),
            models.Index(name="standing_province_to", fields=["province", "valid_to", "valid_from"]),
            models.Index(name="standing_province_from", fields=["province", "valid_from"]),
            models.Index(name="standing_from", fields=["valid_from"]),
            models.Index(name="standing_to", fields=["valid_to"]),
        ]

    def __str__(self):
        return f"{self.cadre_id} {self.valid_from:%d/%m/%Y}"


class NamedStand(Stand):
    """With the name copied in."""

    full_name = models.CharField(max_length=100)
    search_key = models.CharField(max_length=100)
    sort_key = models.CharField(max_length=300)

    class Meta:
        abstract = True


class Remembered(NamedStand):
    """A temporary table of one connection: standings derived from the facts believed at an earlier moment (standings/remember.py)."""

    class Meta:
        managed = False
        db_table = "remembered"

    def __str__(self):
        return self.full_name


class Serving(NamedStand):
    """The standings in force on the serving day (Upkeep.serving_day), one row per person in post, with the name copied in."""

    class Meta:
        constraints = [models.UniqueConstraint(name="serving_once", fields=["cadre"])]
        indexes = [
            models.Index(name="serving_province", fields=["province", "sort_key"]),
            models.Index(name="serving_commune", fields=["commune", "sort_key"]),
            models.Index(name="serving_sort", fields=["sort_key"]),
        ]

    def __str__(self):
        return self.full_name


class Tally(models.Model):
    """How many people of the serving day share one key of one dimension, per province; province 0 is the nation."""

    province_id = models.BigIntegerField()
    dimension = models.SmallIntegerField(help_text="cadres.standings.cells.Dimension")
    key = models.BigIntegerField()
    people = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="tally_cell", fields=["province_id", "dimension", "key"])]

    def __str__(self):
        return f"{self.province_id}/{self.dimension}/{self.key}: {self.people}"


class PeriodTally(models.Model):
    """The same counts at the ends of half-years, when offices report: a decade in a row, so that a save writes few rows.

    `end_0` to `end_19` hold the people on 30 June and 31 December of each year in turn (cadres/standings/half_years.py).
    """

    province_id = models.BigIntegerField()
    decade = models.SmallIntegerField(help_text="its first year, without the last digit")
    dimension = models.SmallIntegerField()
    key = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="period_tally_cell", fields=["province_id", "decade", "dimension", "key"])]

    def __str__(self):
        return f"{self.decade}0–{self.decade}9 {self.province_id}/{self.dimension}/{self.key}"


for _place in range(ENDS_OF_DECADE):
    PeriodTally.add_to_class(f"end_{_place}", models.IntegerField(db_default=0))

"""Counts of a decade in one row, at the ends of half-years: a part of the quarters kept so far, so nothing is counted anew."""

from collections import defaultdict
from itertools import groupby
from operator import itemgetter

from django.db import migrations, models

ENDS = [f"end_{place}" for place in range(20)]


def carry_over(apps, schema_editor) -> None:
    """Rows of a province at a time, read once; the ends of March and September are left behind."""
    before, after = apps.get_model("cadres", "QuarterTally"), apps.get_model("cadres", "PeriodTally")
    days = [day for day in before.objects.values_list("day", flat=True).distinct() if day.month in (6, 12)]
    halves = before.objects.filter(day__in=days).exclude(people=0).order_by("province_id")
    rows = halves.values_list("province_id", "day", "dimension", "key", "people").iterator(chunk_size=10_000)
    for province, cells in groupby(rows, key=itemgetter(0)):
        decades = defaultdict(dict)
        for _, day, dimension, key, people in cells:
            decades[day.year // 10, dimension, key][f"end_{day.year % 10 * 2 + (day.month > 6)}"] = people
        new = [
            dict(zip(("decade", "dimension", "key"), cell, strict=True)) | dict.fromkeys(ENDS, 0) | ends for cell, ends in decades.items()
        ]
        after.objects.bulk_create([after(province_id=province, **row) for row in new], batch_size=1_000)


def leave_room(apps, schema_editor) -> None:
    """Counts, and what is judged of people, change in place: with room on the page PostgreSQL moves no index entry."""
    if schema_editor.connection.vendor == "postgresql":
        for table, percent in (("cadres_tally", 70), ("cadres_periodtally", 70), ("cadres_standing", 85), ("cadres_serving", 85)):
            schema_editor.execute(f"ALTER TABLE {table} SET (fillfactor = {percent})")


class Migration(migrations.Migration):
    dependencies = [("cadres", "0014_catalogue_history")]
    operations = [
        migrations.RemoveIndex("periodtally", "period_tally_day"),
        migrations.RemoveConstraint("periodtally", "period_tally_cell"),
        migrations.RenameModel("PeriodTally", "QuarterTally"),
        migrations.CreateModel(
            name="PeriodTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("province_id", models.BigIntegerField()),
                ("decade", models.SmallIntegerField(help_text="its first year, without the last digit")),
                ("dimension", models.SmallIntegerField()),
                ("key", models.BigIntegerField()),
                *((name, models.IntegerField(db_default=0)) for name in ENDS),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("province_id", "decade", "dimension", "key"), name="period_tally_cell")]
            },
        ),
        migrations.RunPython(leave_room, migrations.RunPython.noop),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.DeleteModel("QuarterTally"),
    ]

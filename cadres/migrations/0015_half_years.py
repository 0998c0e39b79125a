"""Counts of a decade in one row, at the ends of half-years: a part of the quarters kept so far, so nothing is counted anew."""

from collections import defaultdict

from django.db import migrations, models

ENDS = [f"end_{place}" for place in range(20)]


def carry_over(apps, schema_editor) -> None:
    """Rows of a province at a time; the ends of March and September are left behind."""
    before, after = apps.get_model("cadres", "QuarterTally"), apps.get_model("cadres", "PeriodTally")
    halves = before.objects.filter(day__month__in=(6, 12)).exclude(people=0)
    for province in halves.values_list("province_id", flat=True).distinct():
        decades = defaultdict(dict)
        for day, dimension, key, people in halves.filter(province_id=province).values_list("day", "dimension", "key", "people"):
            decades[day.year // 10, dimension, key][f"end_{day.year % 10 * 2 + (day.month > 6)}"] = people
        rows = [
            after(province_id=province, decade=decade, dimension=dimension, key=key, **ends)
            for (decade, dimension, key), ends in decades.items()
        ]
        after.objects.bulk_create(rows, batch_size=1_000)


def leave_room(apps, schema_editor) -> None:
    """Counts are written in place again and again: with room on the page PostgreSQL moves no index entry."""
    if schema_editor.connection.vendor == "postgresql":
        for table in ("cadres_tally", "cadres_periodtally"):
            schema_editor.execute(f"ALTER TABLE {table} SET (fillfactor = 70)")


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

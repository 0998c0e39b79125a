"""Standings say what is owed until a day and what is exempt; the tallied key of the standard carries both, and needs more bits."""

from django.db import migrations, models

REPACK = """
UPDATE {table} SET key = -1 - ((((key / 262144) * 2048 + (key / 512) % 512) * 2048 + key % 512) * 4194304) WHERE dimension = 1
"""
BACK = "UPDATE {table} SET key = -1 - key WHERE dimension = 1"
"""In two steps, through negative numbers: a new key may equal an old one of the same province."""


def repack(apps, schema_editor):
    """((category * 16 + group) * 512 + missing) * 512 + unclear becomes what cells.pack says, with nothing owed and nobody exempt."""
    for name in ("tally", "periodtally"):
        for statement in (REPACK, BACK):
            schema_editor.execute(statement.format(table=f"cadres_{name}"), params=None)  # the percent sign is no parameter


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0007_allowances"),
    ]

    operations = [
        migrations.AddField(
            model_name="serving",
            name="exempt",
            field=models.SmallIntegerField(default=0, help_text="mask of what is satisfied only through an allowance"),
        ),
        migrations.AddField(
            model_name="serving",
            name="owed",
            field=models.SmallIntegerField(default=0, help_text="the part of missing that is allowed until a day"),
        ),
        migrations.AddField(
            model_name="standing",
            name="exempt",
            field=models.SmallIntegerField(default=0, help_text="mask of what is satisfied only through an allowance"),
        ),
        migrations.AddField(
            model_name="standing",
            name="owed",
            field=models.SmallIntegerField(default=0, help_text="the part of missing that is allowed until a day"),
        ),
        migrations.AlterField(
            model_name="periodtally",
            name="key",
            field=models.BigIntegerField(),
        ),
        migrations.AlterField(
            model_name="serving",
            name="missing",
            field=models.SmallIntegerField(help_text="mask of what is below the standard; the bits are in cadres/requirements.py"),
        ),
        migrations.AlterField(
            model_name="serving",
            name="unclear",
            field=models.SmallIntegerField(help_text="mask of what is not on record, and of no standard"),
        ),
        migrations.AlterField(
            model_name="standing",
            name="missing",
            field=models.SmallIntegerField(help_text="mask of what is below the standard; the bits are in cadres/requirements.py"),
        ),
        migrations.AlterField(
            model_name="standing",
            name="unclear",
            field=models.SmallIntegerField(help_text="mask of what is not on record, and of no standard"),
        ),
        migrations.AlterField(
            model_name="tally",
            name="key",
            field=models.BigIntegerField(),
        ),
        migrations.RunPython(repack, migrations.RunPython.noop),
    ]

"""What upgrades usually do: a column that may be empty, filled in steps, and an index, on the two tables that every save writes."""

from django.db import migrations

ADDED = {"cadres_profile": "later_note", "cadres_qualification": "later_note"}
STEP = 500


def fill(apps, schema_editor):
    """In short transactions, so that nobody waits long."""
    with schema_editor.connection.cursor() as cursor:
        for table, column in ADDED.items():
            cursor.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"')  # noqa: S608 - names of ours
            for first in range(0, cursor.fetchone()[0] + 1, STEP):
                cursor.execute(f"UPDATE \"{table}\" SET {column} = 'x' WHERE id > %s AND id <= %s", [first, first + STEP])  # noqa: S608


class Migration(migrations.Migration):
    atomic = False
    initial = True

    operations = [
        *(
            migrations.RunSQL(f"ALTER TABLE {table} ADD COLUMN {column} varchar(20) NULL", f"ALTER TABLE {table} DROP COLUMN {column}")
            for table, column in ADDED.items()
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, atomic=False),
        migrations.RunSQL("CREATE INDEX later_profile ON cadres_profile (later_note)", "DROP INDEX later_profile"),
    ]

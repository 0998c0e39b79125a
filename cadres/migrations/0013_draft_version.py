"""A draft counts its saves, so that of two officers the second sees what the first changed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0012_imports"),
    ]

    operations = [
        migrations.AddField(
            model_name="standard",
            name="version",
            field=models.PositiveIntegerField(default=1, verbose_name="lần sửa bản thảo"),
        ),
    ]

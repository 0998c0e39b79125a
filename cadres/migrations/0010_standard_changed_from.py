"""A standard says from which day on verdicts are to be judged again since it was published, ended or withdrawn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0009_party_membership_without_a_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="standard",
            name="changed_from",
            field=models.DateField(blank=True, null=True, verbose_name="phải xét lại từ ngày"),
        ),
    ]

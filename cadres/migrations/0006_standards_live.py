"""A standard is drafted, published or withdrawn; those that were there judge people, so they are published."""

from django.db import migrations, models
from django.utils import timezone


def publish(apps, schema_editor):
    now = timezone.now()
    apps.get_model("cadres", "Standard").objects.update(state="published", published_at=now, published_by="migrate", applied_at=now)


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0005_name_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="standard",
            name="applied_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="xét lại xong lúc"),
        ),
        migrations.AddField(
            model_name="standard",
            name="basis_article",
            field=models.CharField(blank=True, max_length=100, verbose_name="điều"),
        ),
        migrations.AddField(
            model_name="standard",
            name="basis_number",
            field=models.CharField(blank=True, max_length=60, verbose_name="số hiệu"),
        ),
        migrations.AddField(
            model_name="standard",
            name="published_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ban hành lúc"),
        ),
        migrations.AddField(
            model_name="standard",
            name="published_by",
            field=models.CharField(blank=True, max_length=150, verbose_name="người ban hành"),
        ),
        migrations.AddField(
            model_name="standard",
            name="state",
            field=models.CharField(
                choices=[("draft", "Bản thảo"), ("published", "Đã ban hành"), ("withdrawn", "Đã rút")],
                default="draft",
                max_length=10,
                verbose_name="tình trạng",
            ),
        ),
        migrations.RunPython(publish, migrations.RunPython.noop),
    ]

"""Puts two things where they belong since change sets: why a fact was taken back, and the personal ID as part of the profile."""

from django.db import migrations
from django.db.models import Exists, OuterRef, Subquery

FACTS = ("profile", "appointment", "qualification", "enrolment")


def move_reasons(apps, schema_editor):
    """The reason of a fact that was taken back without a successor was that of taking it back."""
    for name in FACTS:
        model = apps.get_model("cadres", name)
        heirs = model.objects.filter(supersedes=OuterRef("pk"))
        taken_back = model.objects.filter(superseded_at__isnull=False).exclude(reason="").filter(~Exists(heirs))
        for pk, reason in list(taken_back.values_list("pk", "reason")):
            model.objects.filter(pk=pk).update(superseded_reason=reason)


def copy_numbers(apps, schema_editor):
    cadre = apps.get_model("cadres", "Cadre").objects.filter(pk=OuterRef("cadre"), personal_id__isnull=False)
    profiles = apps.get_model("cadres", "Profile").objects.filter(Exists(cadre))
    profiles.update(personal_id=Subquery(cadre.values("personal_id")[:1]))


class Migration(migrations.Migration):
    dependencies = [("cadres", "0003_change_sets")]

    operations = [
        migrations.RunPython(move_reasons, migrations.RunPython.noop),
        migrations.RunPython(copy_numbers, migrations.RunPython.noop),
    ]

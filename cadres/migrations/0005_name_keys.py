"""The search key of a person holds the words of the name and no signs, so that a search can say where a word begins."""

from django.db import migrations

from chuanxa.names import name_key

SIGNS = r"[^a-z0-9 ]"


def write_keys(apps, schema_editor):
    for name in ("Profile", "Serving"):
        model = apps.get_model("cadres", name)
        for pk, full_name, stored in list(model.objects.filter(search_key__regex=SIGNS).values_list("pk", "full_name", "search_key")):
            if (key := name_key(full_name)) != stored:
                model.objects.filter(pk=pk).update(search_key=key)


class Migration(migrations.Migration):
    dependencies = [("cadres", "0004_reasons_and_numbers")]
    operations = [migrations.RunPython(write_keys, migrations.RunPython.noop)]

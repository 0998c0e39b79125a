"""Numbers and chains the audit events, those on record first."""

from django.db import migrations, models

from chuanxa.audit_chain import START, Link, digest


def chain(apps, schema_editor):
    AuditEvent, AuditHead = apps.get_model("chuanxa", "AuditEvent"), apps.get_model("chuanxa", "AuditHead")
    number, last, waiting = 0, START, []
    for row in AuditEvent.objects.order_by("id").iterator(chunk_size=2000):
        number += 1
        row.number = number
        row.digest = last = digest(last, Link(number, row.at, row.by, row.act, row.subject, row.reason, row.address, row.change))
        waiting.append(row)
        if len(waiting) == 1000:
            AuditEvent.objects.bulk_update(waiting, ["number", "digest"])
            waiting = []
    AuditEvent.objects.bulk_update(waiting, ["number", "digest"])
    AuditHead.objects.create(id=1, number=number, digest=last)


class Migration(migrations.Migration):
    dependencies = [("chuanxa", "0003_change_sets")]

    operations = [
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(default=0)),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
        migrations.AddField("auditevent", "number", models.BigIntegerField(null=True, verbose_name="số")),
        migrations.AddField(
            "auditevent",
            "address",
            models.CharField(blank=True, default="", max_length=45, verbose_name="từ địa chỉ"),
            preserve_default=False,
        ),
        migrations.AddField(
            "auditevent", "digest", models.CharField(default="", max_length=64, verbose_name="dấu vân"), preserve_default=False
        ),
        migrations.RunPython(chain, migrations.RunPython.noop, elidable=False),
    ]

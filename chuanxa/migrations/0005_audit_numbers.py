from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("chuanxa", "0004_audit_chain")]

    operations = [
        migrations.AlterField("auditevent", "number", models.BigIntegerField(unique=True, verbose_name="số")),
        migrations.AlterField("auditevent", "by", models.CharField(db_index=True, max_length=150, verbose_name="người làm")),
    ]

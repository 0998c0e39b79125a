"""What lowers, lifts or postpones a requirement gets rows of its own; ages and fields of study are asked as data."""

import django.db.models.deletion
from django.db import migrations, models


def move_exceptions(apps, schema_editor):
    """An exception of an area was three columns of the requirement; now it is a lowered minimum with its conditions."""
    Requirement, Allowance = apps.get_model("cadres", "Requirement"), apps.get_model("cadres", "Allowance")
    Allowance.objects.bulk_create(
        Allowance(
            requirement=row,
            order=1,
            kind="lowered",
            minimum=row.exception_minimum,
            areas=[row.exception_area],
            held_before=row.exception_before,
            text=row.exception_text,
            clause=row.clause,
            verified=row.verified,
            source=row.source,
        )
        for row in Requirement.objects.exclude(exception_area="")
    )
    Requirement.objects.exclude(exception_area="").update(exception_text="")


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0006_standards_live"),
    ]

    operations = [
        migrations.CreateModel(
            name="Allowance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "kind",
                    models.CharField(
                        choices=[("lowered", "Hạ mức"), ("exempt", "Miễn"), ("owed", "Nợ có thời hạn")], max_length=10, verbose_name="loại"
                    ),
                ),
                ("minimum", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="mức tối thiểu được hạ xuống")),
                ("areas", models.JSONField(blank=True, default=list, verbose_name="ở một trong các vùng")),
                ("minority", models.BooleanField(default=False, verbose_name="chỉ người dân tộc thiểu số")),
                ("held_before", models.DateField(blank=True, null=True, verbose_name="đã giữ chức danh trước ngày")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="đang giữ chức danh ngày")),
                ("first_day", models.DateField(blank=True, null=True, verbose_name="áp dụng từ ngày")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="áp dụng đến hết ngày")),
                ("until", models.DateField(blank=True, null=True, verbose_name="nợ đến hết ngày")),
                ("months", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="nợ trong số tháng")),
                (
                    "counted_from",
                    models.CharField(
                        blank=True,
                        choices=[("held", "Từ khi giữ chức danh lần đầu"), ("commune", "Từ khi lập xã")],
                        max_length=10,
                        verbose_name="số tháng tính từ",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="nội dung")),
                ("clause", models.CharField(blank=True, max_length=200, verbose_name="điều khoản")),
                ("verified", models.BooleanField(default=False, verbose_name="đã kiểm chứng")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="nguồn")),
            ],
            options={
                "verbose_name": "ngoại lệ",
                "verbose_name_plural": "ngoại lệ",
                "ordering": ["requirement", "order"],
            },
        ),
        migrations.AddField(
            model_name="allowance",
            name="requirement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="allowances", to="cadres.requirement", verbose_name="yêu cầu"
            ),
        ),
        migrations.AddConstraint(
            model_name="allowance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("counted_from", ""), ("kind", "lowered"), ("minimum__isnull", False), ("months", None), ("until", None)),
                    models.Q(("counted_from", ""), ("kind", "exempt"), ("minimum", None), ("months", None), ("until", None)),
                    models.Q(("counted_from", ""), ("kind", "owed"), ("minimum", None), ("months", None), ("until__isnull", False)),
                    models.Q(
                        ("kind", "owed"),
                        ("minimum", None),
                        ("months__isnull", False),
                        ("until", None),
                        models.Q(("counted_from", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="allowance_says_what_its_kind_needs",
                violation_error_message="Hạ mức cần mức tối thiểu mới; nợ cần ngày cuối, hoặc số tháng và mốc tính; miễn không cần gì trong số ấy.",
            ),
        ),
        migrations.AddConstraint(
            model_name="allowance",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_day", None), ("last_day", None), ("last_day__gte", models.F("first_day")), _connector="OR"),
                name="allowance_ends_after_it_starts",
                violation_error_message="Ngày cuối của ngoại lệ phải bằng hoặc sau ngày đầu.",
            ),
        ),
        migrations.RunPython(move_exceptions, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="requirement",
            name="requirement_judges_a_level_or_only_says_text",
        ),
        migrations.RemoveConstraint(
            model_name="requirement",
            name="requirement_exception_names_area_and_minimum",
        ),
        migrations.RemoveField(
            model_name="requirement",
            name="exception_area",
        ),
        migrations.RemoveField(
            model_name="requirement",
            name="exception_before",
        ),
        migrations.RemoveField(
            model_name="requirement",
            name="exception_minimum",
        ),
        migrations.AddField(
            model_name="requirement",
            name="age_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("at_least", "Ít nhất (tuổi)"),
                    ("at_most", "Không quá (tuổi)"),
                    ("months_left", "Còn ít nhất (tháng) đến tuổi nghỉ hưu"),
                ],
                max_length=20,
                verbose_name="điều kiện tuổi",
            ),
        ),
        migrations.AddField(
            model_name="requirement",
            name="age_limit",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="mức tuổi hoặc số tháng"),
        ),
        migrations.AddField(
            model_name="requirement",
            name="age_limit_women",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="mức riêng của nữ"),
        ),
        migrations.AddField(
            model_name="requirement",
            name="fitting",
            field=models.BooleanField(default=False, verbose_name="ngành phải phù hợp chức danh"),
        ),
        migrations.AlterField(
            model_name="requirement",
            name="exception_text",
            field=models.CharField(blank=True, max_length=500, verbose_name="ngoại lệ không xét tự động"),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("age_kind", ""),
                        ("age_limit", None),
                        ("age_limit_women", None),
                        ("fitting", False),
                        ("ladder", ""),
                        ("minimum", None),
                    ),
                    models.Q(
                        models.Q(("ladder", ""), _negated=True),
                        ("age_kind", ""),
                        ("age_limit", None),
                        ("age_limit_women", None),
                        ("minimum__isnull", False),
                    ),
                    models.Q(
                        models.Q(("age_kind", ""), _negated=True),
                        ("age_limit__isnull", False),
                        ("fitting", False),
                        ("ladder", ""),
                        ("minimum", None),
                    ),
                    _connector="OR",
                ),
                name="requirement_asks_a_level_an_age_or_only_tells",
                violation_error_message="Một yêu cầu hoặc là trình độ (loại trình độ và mức tối thiểu), hoặc là tuổi (điều kiện và mức), hoặc chỉ có lời.",
            ),
        ),
    ]

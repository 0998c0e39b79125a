"""What is recorded about the person as such: name, birth, sex, ethnic group, Party membership."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from cadres.ethnic_groups import ETHNIC_GROUPS
from cadres.models.cadre import TWELVE_DIGITS, Cadre
from chuanxa.facts import Recorded
from chuanxa.names import clean, name_key, sort_key
from chuanxa.partial_dates import PartialDate, Precision

PRECISIONS = [(Precision.DAY, "ngày"), (Precision.MONTH, "tháng"), (Precision.YEAR, "năm")]


class Sex(models.TextChoices):
    MALE = "male", "Nam"
    FEMALE = "female", "Nữ"


class Profile(Recorded):
    """One version of a person's attributes; the one not superseded is in force."""

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="profiles")
    full_name = models.CharField("họ và tên", max_length=100, error_messages={"blank": "Thiếu họ và tên."})
    search_key = models.CharField(max_length=100, editable=False)
    sort_key = models.CharField(max_length=300, editable=False)
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices, blank=True)
    born_on = models.DateField("ngày sinh", null=True, blank=True)
    born_precision = models.CharField(max_length=5, choices=PRECISIONS, default=Precision.DAY)
    ethnic_group = models.CharField("dân tộc", max_length=2, choices=[(group.code, group.name) for group in ETHNIC_GROUPS], blank=True)
    personal_id = models.CharField("số định danh cá nhân", max_length=12, blank=True, validators=[TWELVE_DIGITS])
    party_member = models.BooleanField("đảng viên", null=True, blank=True)
    party_member_since = models.DateField("ngày vào Đảng", null=True, blank=True)
    party_precision = models.CharField(max_length=5, choices=PRECISIONS, default=Precision.DAY)
    party_full_member_since = models.DateField("ngày chính thức", null=True, blank=True)
    party_full_precision = models.CharField(max_length=5, choices=PRECISIONS, default=Precision.DAY)
    note = models.TextField("ghi chú", max_length=1000, blank=True, validators=[MaxLengthValidator(1000)])

    class Meta(Recorded.Meta):
        verbose_name = "lý lịch"
        verbose_name_plural = "lý lịch"
        constraints = [
            *Recorded.Meta.constraints,
            models.UniqueConstraint(
                name="one_profile_in_force_per_cadre",
                fields=["cadre"],
                condition=Q(superseded_at=None),
                violation_error_message="Người này đã có lý lịch; hãy sửa lý lịch đang có.",
            ),
        ]

    def __str__(self):
        return self.full_name

    @property
    def birth(self) -> PartialDate | None:
        return PartialDate(self.born_on, Precision(self.born_precision)) if self.born_on else None

    @property
    def party_entry(self) -> PartialDate | None:
        """The day of admission to the Party."""
        return PartialDate(self.party_member_since, Precision(self.party_precision)) if self.party_member_since else None

    @property
    def party_full_entry(self) -> PartialDate | None:
        """The day of full membership."""
        since = self.party_full_member_since
        return PartialDate(since, Precision(self.party_full_precision)) if since else None

    def write_keys(self) -> None:
        """Clean the name and fill its two keys; bulk loaders call it, `save` does too."""
        self.full_name = clean(self.full_name)
        self.search_key, self.sort_key = name_key(self.full_name), sort_key(self.full_name)

    def clean(self):
        self.full_name = clean(self.full_name)
        if not self.full_name:
            raise ValidationError({"full_name": "Thiếu họ và tên."})

    def save(self, *args, **kwargs):
        self.write_keys()
        super().save(*args, **kwargs)

"""Which template fills a form of a place on a day: the province's own, else the country's, else the built-in one.

Read from the database for every file, so that a template put in force works at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from chuanxa.models import User
from chuanxa.roles import Permission
from provinces.models import Province
from provinces.models.scope import reach_of
from reports.models import FormTemplate, TemplateState
from reports.official_forms.built_in import built_in
from reports.official_forms.form import Form


@dataclass(frozen=True, slots=True)
class Chosen:
    """The bytes of a template and what it is called; `row` is None for the built-in one."""

    data: bytes
    called: str
    row: FormTemplate | None = None


def template_for(form: Form, province: str, day: date) -> Chosen:
    """The template in force for the province with this code on the day. One query."""
    rows = FormTemplate.objects.filter(Q(province=None) | Q(province__code=province), form=form.slug, state=TemplateState.IN_FORCE)
    row = rows.filter(valid_from__lte=day).order_by(F("province").asc(nulls_last=True), "-valid_from", "-pk").first()
    return chosen(form, row) if row else Chosen(built_in(form), "mẫu có sẵn của hệ thống")


def chosen(form: Form, row: FormTemplate) -> Chosen:
    """An uploaded template, whatever its state."""
    since = f" áp dụng từ {row.valid_from:%d/%m/%Y}" if row.valid_from else ", chưa áp dụng"
    return Chosen(bytes(row.file), f"mẫu “{row.file_name}”{since}", row)


def homes(user: User) -> list[Province | None]:
    """For which provinces somebody may replace templates: the latest row of each in scope, and None (the country) for who administers."""
    reach = reach_of(user)
    rows = Province.objects.order_by("valid_from")
    if not reach.everywhere:
        rows = rows.filter(pk__in=reach.provinces)
    latest = sorted({row.code: row for row in rows}.values(), key=lambda row: row.sort_key)
    return [*([None] if reach.everywhere and user.may(Permission.ADMINISTER) else []), *latest]


def seen_by(user: User, form: Form, places: Iterable[Province | None]) -> QuerySet[FormTemplate]:
    """The templates of a form that the user may look at: the country's and those of the provinces in scope."""
    codes = [place.code for place in places if place is not None]
    rows = FormTemplate.objects.filter(Q(province=None) | Q(province__code__in=codes), form=form.slug)
    return rows.select_related("province").defer("file")

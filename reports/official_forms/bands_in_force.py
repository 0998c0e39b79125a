"""Which bands of age a form has for a place on a day: the province's own, else the country's, else the usual ones.

Read from the database for every form, so that bands put in force work at once; as known at the moment that the selection asks.
"""

from datetime import date, datetime

from django.db.models import F, Q

from chuanxa.revised import Revised
from reports.models import AgeBanding
from reports.official_forms.age_bands import Uppers
from reports.official_forms.bm02 import bm02_with
from reports.official_forms.form import Form
from reports.official_forms.name_list import name_list_with
from reports.official_forms.party_forms import party_form_with
from reports.selection import Selection

_FAMILIES = {"bm02": "bnv", "02-cl": "bnv", "9c": "btctw", "11": "btctw", "12c": "btctw"}
_BANDED = {"bm02": bm02_with, "02-cl": name_list_with}


def form_of_day(form: Form, selection: Selection) -> Form:
    """The form with the bands in force; a form without bands as it is. One query."""
    unit = selection.unit
    if form.slug not in _FAMILIES or unit is None:
        return form
    province = unit.code if unit.tier == "province" else selection.register.units["province"][unit.province].code
    uppers = uppers_in_force(_FAMILIES[form.slug], province, selection.day, selection.known_at)
    return _BANDED.get(form.slug, party_form_with)(form, uppers) if uppers else form


def uppers_in_force(family: str, province: str, day: date, known_at: datetime | Revised | None = None) -> Uppers | None:
    """Where the bands end; None for the usual ones. They are rules: facts revised since a moment leave those of the moment."""
    known_at = known_at.at if isinstance(known_at, Revised) else known_at
    rows = AgeBanding.objects.filter(Q(province=None) | Q(province__code=province), family=family, valid_from__lte=day)
    if known_at is None:
        rows = rows.filter(withdrawn_at=None)
    else:
        rows = rows.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=known_at), recorded_at__lte=known_at)
    found = rows.order_by(F("province").asc(nulls_last=True), "-valid_from", "-pk").values_list("uppers", flat=True).first()
    return tuple(found) if found else None

"""The official forms that can be made, in the order officers look for them."""

from reports.official_forms.bm02 import BM02
from reports.official_forms.form import Form
from reports.official_forms.name_list import NAME_LIST
from reports.official_forms.party_forms import PARTY_FORMS
from reports.official_forms.person_form import PERSON_2C

FORMS: tuple[Form, ...] = (BM02, *PARTY_FORMS, NAME_LIST, PERSON_2C)
GROUPS = (
    ("Biểu của Bộ Nội vụ", ("bm02",)),
    ("Biểu của Ban Tổ chức Trung ương", ("9c", "10", "11", "12c")),
    ("Danh sách và lý lịch", ("02-cl", "2c")),
)
"""(heading, slugs)."""

_BY_SLUG = {form.slug: form for form in FORMS}


def find_form(slug: str) -> Form | None:
    """The form with this slug."""
    return _BY_SLUG.get(slug)

"""The official forms that can be made, in the order officers look for them."""

from reports.official_forms.bm02 import BM02
from reports.official_forms.form import Form

FORMS: tuple[Form, ...] = (BM02,)
GROUPS = (("Biểu của Bộ Nội vụ", ("bm02",)),)
"""(heading, slugs)."""

_BY_SLUG = {form.slug: form for form in FORMS}


def find_form(slug: str) -> Form | None:
    """The form with this slug."""
    return _BY_SLUG.get(slug)

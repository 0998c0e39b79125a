"""What a page was asked for: the query string, kept through forms and taken apart by the chips of the filters.

Names are those of the address bar (`ngay`, `so-voi`, `chuyen-mon`, …). Going to another page of a list or changing
the filters always starts again at the first page.
"""

from django import template
from django.utils.html import format_html_join

register = template.Library()

PLACE_IN_LIST = "trang"
OPENED = "loc"  # the filter whose choices are being counted: never part of what is asked next
SEARCH = "tim"  # has a box of its own, outside the panel of filters
OF_FORMS = {"dang-vien", "tuoi-huu", "ngoai-ngu", "tieng-dan-toc", "luan-chuyen"}
OF_REPORTS = {"chuc-danh-chinh", "chi-thieu", "can-hoc", "theo-che-do", *OF_FORMS}


@register.simple_tag(takes_context=True)
def asked(context, name: str, default: str = "") -> str:
    """The value asked for under `name`, as the visitor wrote it."""
    return context["request"].GET.get(name, default)


@register.simple_tag(takes_context=True)
def keep_asking(context, *names: str) -> str:
    """Hidden inputs for everything asked, except `names`, which the form itself asks."""
    left_out = {*names, PLACE_IN_LIST, OPENED}
    pairs = [(name, value) for name, values in context["request"].GET.lists() if name not in left_out for value in values if value]
    return format_html_join("\n", '<input type="hidden" name="{}" value="{}">', pairs)


@register.simple_tag(takes_context=True)
def keep_asking_outside(context, form) -> str:
    """Hidden inputs for everything asked, except the fields of `form` (the search by name is not one of its panel)."""
    return keep_asking(context, *(name for name in form.fields if name != SEARCH))


@register.simple_tag(takes_context=True)
def keep_asking_but(context, asks) -> str:
    """Hidden inputs for everything asked, except what the boxes of a kind of report ask."""
    return keep_asking(context, *(one.name for one in asks))


@register.filter
def facets(form) -> list:
    """The fields of a filter form that stand in its panel: those that only numbers of reports ask stand there once they are asked."""
    return [field for field in form.visible_fields() if field.name != SEARCH and (field.name not in OF_REPORTS or field.value())]


@register.simple_tag
def choices_of(field, report=None, counts=None) -> list[tuple]:
    """(value, label, chosen, count) of a field with choices; the count is that of `counts` or the Report's own, None without one."""
    chosen = {str(value) for value in field.value() or ()}
    counts = counts or (_counts(report, field.name) if report else {})
    told = [(value, label, str(value) in chosen, counts.get(str(value))) for value, label in field.field.choices]
    return sorted(told, key=lambda one: one[3] == 0 and not one[2])  # the choices of nobody come last


def _counts(report, name: str) -> dict[str, int]:
    rows = (row for table in report.tables for row in table.rows)
    return {row.query[name][0]: row.count for row in rows if row.query and set(row.query) == {name} and len(row.query[name]) == 1}


@register.simple_tag(takes_context=True)
def asking_without(context, *names: str) -> str:
    """The same address with `names` no longer asked."""
    query = context["request"].GET.copy()
    for name in (*names, PLACE_IN_LIST, OPENED):
        query.pop(name, None)
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def asking_without_value(context, name: str, value: str) -> str:
    """The same address where `name` no longer asks for `value`, but still for its other values."""
    query = context["request"].GET.copy()
    kept = [one for one in query.getlist(name) if one != str(value)]
    query.pop(PLACE_IN_LIST, None)
    query.pop(OPENED, None)
    query.setlist(name, kept)
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def asking_without_fields(context, form) -> str:
    """The same address with no field of `form` asked."""
    return asking_without(context, *form.fields)


@register.simple_tag(takes_context=True)
def asking_without_filters(context, filters) -> str:
    """The same address with none of a Report's filters asked."""
    return asking_without(context, *(one.name for one in filters))


@register.simple_tag(takes_context=True)
def asking_order(context, order) -> str:
    """The same address, the list ordered by `order` (names, the first counts most)."""
    query = context["request"].GET.copy()
    query.pop(PLACE_IN_LIST, None)
    query.setlist("sap-xep", order)
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def asking_with(context, name: str, value) -> str:
    """The same address with `name` asking for one `value` (a page number, an order)."""
    query = context["request"].GET.copy()
    query[name] = str(value)
    return "?" + query.urlencode()

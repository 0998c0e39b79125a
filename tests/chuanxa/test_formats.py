"""Days and numbers as Vietnamese offices write them, in and out: Django's own `vi` reads 05/08 as 8 May and groups nothing."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils import formats


def shown(value, template: str = "{{ value }}") -> str:
    return Template("{% load l10n humanize %}" + template).render(Context({"value": value}))


@pytest.mark.parametrize(("value", "text"), [(3242, "3.242"), (999, "999"), (1_234_567, "1.234.567"), (-3242, "-3.242"), (0, "0")])
def test_counts_are_grouped_by_a_dot(value, text):
    assert shown(value) == text


@pytest.mark.parametrize(("value", "text"), [(Decimal("75.23"), "75,23"), (Decimal("0.50"), "0,50"), (Decimal("1234.5"), "1.234,5")])
def test_decimals_stand_after_a_comma(value, text):
    assert shown(value) == text


def test_days_are_shown_day_first():
    assert shown(date(2013, 8, 5)) == "05/08/2013"
    assert shown(date(2013, 8, 5), '{{ value|date:"SHORT_DATE_FORMAT" }}') == "05/08/2013"
    assert formats.date_format(datetime(2013, 8, 5, 16, 20), "DATETIME_FORMAT") == "16:20 05/08/2013"
    assert formats.date_format(date(2013, 8, 5), "YEAR_MONTH_FORMAT") == "08/2013"
    assert formats.time_format(time(16, 20)) == "16:20"


@pytest.mark.parametrize("text", ["05/08/2013", "5/8/2013", "05-08-2013", "5.8.2013", "2013-08-05"])
def test_days_are_read_day_first(text):
    assert forms.DateField().clean(text) == date(2013, 8, 5)


@pytest.mark.parametrize("text", ["31/12/2013", "31-12-2013", "2013-12-31"])
def test_the_last_day_of_a_year_can_be_typed(text):
    assert forms.DateField().clean(text) == date(2013, 12, 31)


@pytest.mark.parametrize("text", ["12/31/2013", "31/02/2013", "05/08/13"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean(text)


def test_moments_are_read_day_first():
    assert forms.DateTimeField().clean("05/08/2013 16:20").replace(tzinfo=None) == datetime(2013, 8, 5, 16, 20)


def test_numbers_are_read_with_a_comma():
    assert forms.DecimalField(localize=True).clean("1.234,5") == Decimal("1234.5")
    assert forms.IntegerField(localize=True).clean("3.242") == 3242


def test_a_form_shows_the_day_as_it_reads_it():
    field = forms.DateField(localize=True)
    assert 'value="05/08/2013"' in field.widget.render("day", date(2013, 8, 5))


def test_the_week_begins_on_monday():
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1

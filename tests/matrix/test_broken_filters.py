"""The matrix and the property are worth what they find: each time one filter is taken out of one view, and they must say so."""

from inspect import unwrap

import pytest
from django.urls import get_resolver
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cadres.change_sets import touched
from chuanxa.access import allow
from chuanxa.models import ExportRecord, Job
from chuanxa.roles import Permission
from provinces.models.scope import Reach
from reports.models import SavedView
from tests.matrix.expectations import ROWS
from tests.matrix.judging import leaks, misanswered
from tests.matrix.test_matrix import SCOPES, given_some

pytestmark = pytest.mark.django_db


def everywhere(user):
    """In the place of `reach_of`."""
    return Reach(everywhere=True)


OF_OBJECTS = {
    "cadre-detail": ("cadres.views.person.reach_of", everywhere),
    "dossier-edit": ("cadres.views.entry.reach_of", everywhere),
    "change-detail": ("cadres.views.change_sets.reach_of", everywhere),
    "commune-detail": ("reports.asking.reach_of", everywhere),
    "export-detail": ("reports.views.export_ledger.seen_by", lambda user: ExportRecord.objects.select_related("outcome")),
    "job-detail": ("chuanxa.views.jobs._seen_by", lambda user: Job.objects.all()),
    "closed-detail": ("reports.views.frozen.reach_of", everywhere),
}
"""Route about one object → its filter, and what stands in its place."""


@pytest.mark.parametrize("route", OF_OBJECTS)
def test_the_matrix_fails_when_a_view_of_an_object_lost_its_filter(asked, monkeypatch, route):
    assert misanswered(asked, {route: ROWS[route]}) == []
    monkeypatch.setattr(*OF_OBJECTS[route])
    wrong = misanswered(asked, {route: ROWS[route]})
    assert any(f"{route} GET hanh other-province" in one and "200, not [404]" in one for one in wrong), wrong


@pytest.mark.parametrize("route", ["cadre-detail", "user-list", "personal-list"])
def test_the_matrix_fails_when_a_view_asks_for_too_little(asked, monkeypatch, route):
    pattern = pattern_of(route, get_resolver().url_patterns)
    monkeypatch.setattr(pattern, "callback", allow(Permission.SEE_FIGURES)(unwrap(pattern.callback)))
    wrong = misanswered(asked, {route: ROWS[route]})
    assert any(f"{route} GET thao" in one and "200, not [403]" in one for one in wrong), wrong


def pattern_of(route: str, patterns):
    """The entry of the URLconf with that name."""
    below = (pattern_of(route, one.url_patterns) for one in patterns if hasattr(one, "url_patterns"))
    return next((one for one in patterns if getattr(one, "name", "") == route), None) or next(filter(None, below), None)


PAGE, JSON, FILE = (), ("dinh-dang=json",), ("dinh-dang=xlsx",)
OF_LISTS = {
    "a list": ("cadre-list", PAGE, "reports.asking.reach_of", everywhere),
    "a list as a file": ("cadre-list", FILE, "reports.asking.reach_of", everywhere),
    "records": ("personal-list", PAGE, "reports.views.records.known", lambda selection, model: model.objects.known()),
    "records as JSON": ("personal-list", JSON, "reports.views.records.known", lambda selection, model: model.objects.known()),
    "counts": ("kind-report", PAGE, "reports.asking.reach_of", everywhere),
    "counts as JSON": ("kind-report", JSON, "reports.asking.reach_of", everywhere),
    "counts as a file": ("kind-report", FILE, "reports.asking.reach_of", everywhere),
    "changes": ("change-list", PAGE, "cadres.views.change_sets.openable", lambda sets, *more: touched(sets)),
    "jobs": ("job-list", PAGE, "chuanxa.views.jobs._seen_by", lambda user: Job.objects.all()),
    "files": ("export-list", PAGE, "reports.views.export_ledger.seen_by", lambda user: ExportRecord.objects.select_related("outcome")),
    "saved views": ("saved-view-list", PAGE, "reports.views.saved_views.views_of", lambda request: SavedView.objects.all()),
}
"""What is asked → its route and format, its filter, and what stands in the filter's place."""


@pytest.mark.parametrize("what", OF_LISTS)
def test_the_property_fails_when_a_list_lost_its_filter(asked, monkeypatch, what):
    route, form, filtering, instead = OF_LISTS[what]
    monkeypatch.setattr(filtering, instead)

    @settings(given_some, phases=[Phase.generate], derandomize=True, database=None)
    @given(**SCOPES, form=st.just(form), day=st.just(()))
    def look(drawn, role, form, day):
        assert leaks(asked, drawn, role, (*form, *day), [route]) == []

    with pytest.raises(AssertionError):
        look()

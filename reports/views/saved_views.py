"""Saved views of the list of people: kept, opened, shared with one's province, renamed, deleted."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres.entry.fields import Words
from chuanxa.access import allow
from chuanxa.asked_names import check_names
from chuanxa.models.upkeep import upkeep
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from provinces.models import Province
from provinces.models.scope import Reach, reach_of
from provinces.register import register
from reports.actions.saved_views import delete_view, rename_view, save_view
from reports.models import SavedView

LEFT_OUT = ("trang", "dinh-dang", "loc", "moi-trang")
"""What an address asks that is not of the view."""


class SavedViewForm(forms.Form):
    name = Words(called="tên bảng", longest=100, required=True, label="Tên bảng")
    query = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    share = forms.BooleanField(required=False, label="Chia sẻ với người cùng tỉnh")


def views_of(request: HttpRequest) -> QuerySet[SavedView]:
    """One's own, and those shared with a province one works in. One query, and one for the reach."""
    reach = reach_of(request.user)
    shared = Q(shared_with__isnull=False) if reach.everywhere else Q(shared_with__in=_provinces(reach))
    return SavedView.objects.filter(Q(owner=request.user) | shared).select_related("owner", "shared_with")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_PEOPLE)
def saved_view_list(request: HttpRequest) -> HttpResponse:
    """All views one may open; POST keeps a new one from the address of a list."""
    check_names(request, ())
    form = SavedViewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            save_view(
                owner=request.user,
                name=said["name"],
                query=_of_the_view(said["query"]),
                shared_with=_home(request) if said["share"] else None,
                by=request.user.username,
            )
        except ValidationError as error:
            form.add_error("name", error.messages)
        else:
            return redirect("saved-view-list")  # where it is seen that it was kept
    return _show(request, form)


@require_safe
@allow(Permission.SEE_PEOPLE)
def saved_view_open(request: HttpRequest, pk: int) -> HttpResponse:
    """The list itself, asked as whoever opens it."""
    check_names(request, ())
    view = _find(request, pk)
    return redirect(f"{reverse('cadre-list')}?{view.query}" if view.query else reverse("cadre-list"))


@require_POST
@allow(Permission.SEE_PEOPLE)
def saved_view_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner's alone."""
    view, form = _own(request, pk), SavedViewForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            rename_view(view, name=said["name"], shared_with=_home(request) if said["share"] else None, by=request.user.username)
        except ValidationError as error:
            form.add_error("name", error.messages)
        else:
            return redirect("saved-view-list")
    return _show(request, SavedViewForm(), renaming=view.pk, refused=form)


@require_POST
@allow(Permission.SEE_PEOPLE)
def saved_view_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner's alone."""
    delete_view(_own(request, pk), by=request.user.username)
    return redirect("saved-view-list")


def _show(request: HttpRequest, form: SavedViewForm, *, renaming: int | None = None, refused: SavedViewForm | None = None) -> HttpResponse:
    views = list(views_of(request))
    page = {
        "crumbs": [("Danh sách", reverse("cadre-list")), ("Bảng đã lưu", None)],
        "form": form if form.is_bound else None,
        "own": [(view, refused if view.pk == renaming else None) for view in views if view.owner_id == request.user.pk],
        "others": [view for view in views if view.owner_id != request.user.pk],
        "home": _home(request),
    }
    wrong = (form.is_bound and form.errors) or refused is not None
    return render(request, "reports/saved_views.html", {"page": page}, status=400 if wrong else 200)


def _find(request: HttpRequest, pk: int) -> SavedView:
    view = views_of(request).filter(pk=pk).first()
    if view is None:
        raise NotHere("Không có bảng này.", advice="Bảng có thể đã bị xóa hoặc không còn chia sẻ với bạn.")
    return view


def _own(request: HttpRequest, pk: int) -> SavedView:
    view = _find(request, pk)
    if view.owner_id != request.user.pk:
        raise NotHere("Không có bảng này trong các bảng của bạn.", advice="Chỉ người lưu mới đổi tên hoặc xóa được.")
    return view


def _of_the_view(query: str) -> str:
    """The list's question, in one order of writing."""
    asked = QueryDict(query, mutable=True)
    for name in LEFT_OUT:
        asked.pop(name, None)
    filled = QueryDict(mutable=True)
    for name, values in asked.lists():
        if kept := [value for value in values if value]:
            filled.setlist(name, kept)
    return filled.urlencode()


def _provinces(reach: Reach) -> set[int]:
    """The provinces in which one works, wholly or in some district or commune."""
    units = register(upkeep().token).units
    inside = {units["district"][pk].province for pk in reach.districts} | {units["commune"][pk].province for pk in reach.communes}
    return set(reach.provinces) | inside


def _home(request: HttpRequest) -> Province | None:
    """The province that one shares with: the latest of those one works in; nobody's for those who work everywhere."""
    reach = reach_of(request.user)
    return Province.objects.filter(pk__in=_provinces(reach)).order_by("-valid_from", "-pk").first() if not reach.everywhere else None

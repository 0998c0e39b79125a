"""Which people: the filters of addresses, the same on every page, list, chart and export.

A name or a value that is not known is refused with the list of what is accepted; nothing is silently ignored.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date, datetime
from functools import reduce
from operator import or_

import django_filters
from django import forms
from django.db.models import Count, F, Q, QuerySet
from django.http import QueryDict

from cadres.levels import STANDING_LADDERS
from cadres.models import Profile, Serving, Standing
from cadres.requirements import CRITERIA, NO_STANDARD
from cadres.standings.catalogue import Catalogue
from cadres.standings.cells import position_ids
from chuanxa.refusals import BadRequest
from provinces.models import AreaClass
from provinces.register import Register
from reports import breakdowns, fact_filters, standard_filters
from reports.ages import age_condition, aged
from reports.report import Filter
from reports.search import found, words_of


class _Levels(django_filters.MultipleChoiceFilter):
    """Any of several choices of a breakdown."""

    def __init__(self, breakdown, extra=()):
        self.choices_by_slug = {choice.slug: choice for choice in (*breakdown.choices, *extra)}
        self.column = breakdown.column
        super().__init__(label=breakdown.label, choices=[(choice.slug, choice.label) for choice in self.choices_by_slug.values()])

    def filter(self, people, slugs):
        return people.filter(**{f"{self.column}__in": _keys(self.choices_by_slug, slugs)}) if slugs else people

    def counts(self, people):
        counted = _grouped(people, self.column)
        return {slug: sum(counted[key,] for key in choice.keys) for slug, choice in self.choices_by_slug.items()}


def _grouped(people: QuerySet, *columns: str) -> Counter:
    """(value of each column) → people."""
    rows = people.order_by().values_list(*columns).annotate(people=Count("cadre_id"))
    return Counter({tuple(values): number for *values, number in rows})


def _keys(choices: dict, slugs) -> list[int]:
    return sorted({key for slug in slugs for key in choices[slug].keys})


class _Fixed(django_filters.MultipleChoiceFilter):
    """Choices that are one column's stored numbers."""

    def __init__(self, label, column, choices):
        self.choices_by_slug = {choice.slug: choice for choice in choices}
        self.column = column
        super().__init__(label=label, choices=[(choice.slug, choice.label) for choice in choices])

    filter = _Levels.filter
    counts = _Levels.counts


class _Posts(django_filters.MultipleChoiceFilter):
    """People who hold any of the positions, as their primary or as a concurrent post."""

    def filter(self, people, codes):
        if not codes:
            return people
        ids = [self.parent.catalogue.by_code[code].id for code in codes]
        held = Q(position__in=ids)
        for pk in ids:
            held |= Q(posts__contains=f",{pk},")
        return people.filter(held)

    def counts(self, people):
        held: Counter = Counter()
        for (position, posts), number in _grouped(people, "position_id", "posts").items():
            for pk in position_ids(position, posts):
                held[pk] += number
        return {code: held[self.parent.catalogue.by_code[code].id] for code, _ in self.extra["choices"]}


class _Holds(django_filters.MultipleChoiceFilter):
    """People who hold every one of the positions at once."""

    def filter(self, people, codes):
        for code in codes or ():
            pk = self.parent.catalogue.by_code[code].id
            people = people.filter(Q(position=pk) | Q(posts__contains=f",{pk},"))
        return people

    counts = _Posts.counts


class _Mask(django_filters.MultipleChoiceFilter):
    """People whose mask in `column` has every one of the bits."""

    def __init__(self, label, column, bits):
        self.column, self.bits = column, {slug: bit for slug, _, bit in bits}
        super().__init__(label=label, choices=[(slug, name) for slug, name, _ in bits])

    def filter(self, people, slugs):
        wanted = sum(self.bits[slug] for slug in set(slugs or ()))
        return (
            people.alias(**{f"{self.column}_bits": F(self.column).bitand(wanted)}).filter(**{f"{self.column}_bits": wanted})
            if wanted
            else people
        )

    def counts(self, people):
        counted = _grouped(people, self.column)
        return {slug: sum(number for (mask,), number in counted.items() if mask & bit) for slug, bit in self.bits.items()}


class _Area(django_filters.MultipleChoiceFilter):
    """People whose commune belongs to any of the area classes on the day."""

    def filter(self, people, classes):
        if not classes:
            return people
        communes, districts = set(), set()
        for area in classes:
            of_class = self.parent.register.in_area(area, self.parent.day)
            communes |= of_class[0]
            districts |= of_class[1]
        return people.filter(Q(commune__in=communes) | Q(district__in=districts))

    def counts(self, people):
        counted, found = _grouped(people, "commune_id", "district_id"), {}
        for area, _ in self.extra["choices"]:
            communes, districts = self.parent.register.in_area(area, self.parent.day)
            found[area] = sum(number for (commune, district), number in counted.items() if commune in communes or district in districts)
        return found


class _Age(django_filters.NumberFilter):
    """Full years on the day: `older` keeps those of at least, otherwise of at most, this age."""

    field_class = forms.IntegerField

    def __init__(self, label, *, older):
        self.older = older
        super().__init__(label=label, min_value=14, max_value=120)

    def filter(self, people, years):
        if years is None:
            return people
        return people.filter(aged(self.parent.day, low=years) if self.older else aged(self.parent.day, high=years))


class _Bands(django_filters.MultipleChoiceFilter):
    """People whose age on the day lies in any of the bands."""

    def __init__(self, label):
        self.bands = {band.slug: band for band in (*breakdowns.AGE_BANDS, breakdowns.NO_BIRTH)}
        self.choices_by_slug = {
            slug: breakdowns.Choice(slug, band.label, frozenset({place})) for place, (slug, band) in enumerate(self.bands.items())
        }
        super().__init__(label=label, choices=[(band.slug, band.label) for band in self.bands.values()])

    def filter(self, people, slugs):
        if not slugs:
            return people
        return people.filter(reduce(or_, (age_condition(self.bands[slug], self.parent.day) for slug in slugs)))

    def counts(self, people):
        tests = {slug: Count("cadre_id", filter=age_condition(band, self.parent.day)) for slug, band in self.bands.items()}
        return people.order_by().aggregate(**tests)


class _Name(django_filters.CharFilter):
    """Every word typed begins a word of the name, accents or not (reports/search.py)."""

    def __init__(self, label):
        super().__init__(label=label, max_length=60)

    def filter(self, people, text):
        if not text:
            return people
        condition = found(words_of(text))
        if people.model is not Standing:
            return people.filter(condition)
        return people.filter(cadre__in=Profile.objects.known().filter(condition).values("cadre"))


_DECLARED = {
    "chuc-danh": _Posts(label="Chức danh", choices=[]),
    "giu": _Holds(label="Giữ chức danh", choices=[]),
    "chuc-danh-chinh": standard_filters.MainPosition(label="Chức danh chính", choices=[]),
    "loai": _Fixed("Loại", "category", breakdowns.CATEGORIES),
    "nhom": _Fixed("Nhóm chức danh", "group", breakdowns.POSITION_GROUPS),
    "dat-chuan": _Fixed("Đạt chuẩn", "verdict", breakdowns.VERDICTS),
    "thieu": _Mask("Thiếu", "missing", CRITERIA),
    "no": _Mask("Nợ có thời hạn", "owed", CRITERIA),
    "mien": _Mask("Được miễn, hạ mức", "exempt", CRITERIA),
    "chua-ro": _Mask("Chưa rõ", "unclear", (*CRITERIA, ("standard", "Chưa có tiêu chuẩn", NO_STANDARD))),
    **{
        breakdowns.LADDERS[ladder].query: _Levels(breakdowns.LADDERS[ladder], breakdowns.EXTRA_LEVELS.get(ladder, ()))
        for ladder in STANDING_LADDERS
    },
    "gioi-tinh": _Levels(breakdowns.SEXES),
    "dan-toc": _Levels(breakdowns.ETHNIC, [breakdowns.MINORITY]),
    "tuoi": _Bands("Độ tuổi"),
    "tuoi-tu": _Age("Từ tuổi", older=True),
    "tuoi-den": _Age("Đến tuổi", older=False),
    "vung": _Area(label="Vùng", choices=AreaClass.choices),
    "tim": _Name("Tìm tên"),
    "chi-thieu": standard_filters.ExactlyMissing("Thiếu đúng những điều"),
    "tinh-trang": standard_filters.Debts("Nợ, miễn"),
    "can-hoc": standard_filters.Needs("Cần học"),
    "theo-che-do": standard_filters.RegimeAnswer(label="Xét theo chế độ", choices=[]),
    "dang-vien": fact_filters.Parts("Đảng viên", fact_filters.PARTY),
    "tuoi-huu": fact_filters.Parts("Tuổi nghỉ hưu", fact_filters.RETIREMENT),
    "ngoai-ngu": fact_filters.Parts("Ngoại ngữ", fact_filters.FOREIGN_LANGUAGES),
    "tieng-dan-toc": fact_filters.Parts("Tiếng dân tộc", fact_filters.ETHNIC_LANGUAGES),
    "luan-chuyen": fact_filters.Parts("Luân chuyển về xã", fact_filters.ROTATION),
}

ALL_OF = ("giu", "thieu", "no", "mien", "chua-ro", "chi-thieu", "theo-che-do")
"""Filters whose values all hold at once; of the others any one does."""

NAMES = tuple(_DECLARED)
"""Every filter's name in addresses."""

COUNTABLE = tuple(name for name, one in _DECLARED.items() if hasattr(one, "counts"))
"""Filters that can say how many people each of their choices would leave."""

SEVERAL = tuple(name for name, one in _DECLARED.items() if isinstance(one, django_filters.MultipleChoiceFilter))
"""Filters that may be asked with several values."""


def as_asked(query: Mapping[str, Sequence[str]]) -> QueryDict:
    """Names and values as an address asks them."""
    asked = QueryDict(mutable=True)
    for name, values in query.items():
        asked.setlist(name, list(values))
    return asked


def _filled_in(data: QueryDict) -> QueryDict:
    """What was asked without the fields that were sent empty: a form without a script sends them all."""
    kept = QueryDict(mutable=True)
    for name, values in data.lists():
        if filled := [value for value in values if value]:
            kept.setlist(name, filled)
    return kept


_Declared = type("_Declared", (django_filters.FilterSet,), dict(_DECLARED))


class _Shared(dict):
    """Filters that every request copies (each gets its parent and its choices) without copying the choices one by one."""

    def __deepcopy__(self, memo):
        copied = {name: copy(one) for name, one in self.items()}
        for one in copied.values():
            one.extra = dict(one.extra)
        return copied


class PeopleFilter(_Declared):
    """Filters query sets of Standing and Serving."""

    @classmethod
    def get_filters(cls):
        return _Shared(super().get_filters())

    def __init__(self, data: QueryDict, *, catalogue: Catalogue, register: Register, known_at: datetime | None = None):
        super().__init__(_filled_in(data), queryset=Serving.objects.none())
        self.day: date | None = None
        self.known_at = known_at
        self.catalogue, self.register = catalogue, register
        positions = sorted(catalogue.by_code.values(), key=lambda position: position.order)
        for name in ("chuc-danh", "giu", "chuc-danh-chinh"):
            self.filters[name].extra["choices"] = [(position.code, position.label) for position in positions]
        self.filters["theo-che-do"].extra["choices"] = standard_filters.regime_choices(catalogue)

    def kept_to_what_is_asked(self) -> "PeopleFilter":
        """The same without the filters that nothing is asked of: a text of a population needs no form of twenty fields."""
        self.filters = {name: one for name, one in self.filters.items() if name in self.data}
        return self

    def apply(self, people: QuerySet, day: date) -> QuerySet:
        """`people` of `day` narrowed by every filter in force; ages and area classes are those of that day."""
        self.day = day
        return self.filter_queryset(people) if self.in_force else people

    def without(self, name: str) -> "PeopleFilter":
        """The same filters, `name` left out."""
        data = self.data.copy()
        data.pop(name, None)
        others = PeopleFilter(data, catalogue=self.catalogue, register=self.register)
        others.check()
        return others

    def counts(self, name: str, people: QuerySet) -> dict[str, int]:
        """Choice of the filter `name` → how many of `people`, which `apply` has narrowed, the choice would leave."""
        return self.filters[name].counts(people)

    def check(self) -> None:
        """Raises BadRequest with what was found and what is accepted."""
        if self.is_valid():
            return
        name, errors = next(iter(self.errors.items()))
        found = ", ".join(self.data.getlist(name))
        choices = self.filters[name].extra.get("choices")
        accepted = ", ".join(value for value, _ in choices) if choices else " ".join(errors)
        raise BadRequest(f"Bộ lọc “{name}” không nhận giá trị “{found[:200]}”.", f"Nhận: {accepted}")

    @property
    def in_force(self) -> bool:
        return any(self.data.get(name) for name in NAMES)

    def described(self) -> tuple[Filter, ...]:
        """The filters in force with readable values."""
        return tuple(self._described(name) for name in NAMES if any(self.data.getlist(name)))

    def _described(self, name: str) -> Filter:
        labels = dict(self.filters[name].extra.get("choices", ()))
        values = tuple((value, str(labels.get(value, value))) for value in self.data.getlist(name) if value)
        return Filter(name, str(self.filters[name].label), values)

"""Gathers the reports that papers are written from: the place itself, what its people need to learn, its schemes, its data.

Each is made by the kind of report that has a page of its own, so a paper and a page cannot disagree.
"""

from dataclasses import replace
from datetime import date

from django.db.models import Q

from provinces.editions import earliest_day
from reports.area_report import area_report
from reports.kinds import quality, scheme, training_needs
from reports.models import Scheme
from reports.remainders import with_remainders
from reports.report import Report
from reports.schemes import placed, schemes_within
from reports.selection import Selection
from reports.written.plan import Length, Material


def material(selection: Selection, length: Length) -> Material:
    """What a text of that length needs, and no more."""
    if length is Length.SHORT:
        return Material(with_remainders(area_report(selection, over_years=False)))
    needs = training_needs.build(replace(selection, own={}))
    if length is Length.MEDIUM:
        return Material(with_remainders(area_report(selection, over_years=False)), needs)
    return Material(with_remainders(area_report(selection)), needs, scheme_reports(selection), quality_report(selection))


def against_last_period(selection: Selection) -> Selection:
    """Compared with the end of the year before, where no other day is asked and units are known of that day."""
    if selection.compared_day is not None:
        return selection
    last = date(selection.day.year - 1, 12, 31)
    first = earliest_day(selection.register.editions)
    return replace(selection, compared_day=last) if first is not None and last >= first else selection


def scheme_reports(selection: Selection) -> tuple[tuple[str, str, Report], ...]:
    """(code, how a text calls it, its report) of the place's schemes in force that day; of everybody, so none where people are filtered."""
    if selection.unit is None or selection.filter.in_force:
        return ()
    province = selection.register.units["province"][selection.unit.province or selection.unit.id]
    found = schemes_within(selection.reach, selection.register, selection.known_at).filter(province__code=province.code)
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=selection.day)
    in_force = found.filter(lasting, valid_from__lte=selection.day).order_by("valid_from", "code")
    plain = replace(selection, own={}, compared_day=None)
    return tuple((one.code, called(one), scheme.scheme_report(placed(plain, one), one)) for one in in_force)


def called(one: Scheme) -> str:
    """ "Đề án “Chuẩn hóa đội ngũ cán bộ cơ sở”"."""
    return one.name if one.name.lower().startswith(("đề án", "chương trình")) else f"Đề án “{one.name}”"


def quality_report(selection: Selection) -> Report | None:
    """Of the records as they are now; not of the whole country, nor of some of the people."""
    if selection.unit is None or selection.filter.in_force or selection.known_at or selection.boundary_day:
        return None
    return quality.build(replace(selection, own={}))

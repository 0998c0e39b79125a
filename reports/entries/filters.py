"""Filters of the lists of records: what each kind may be narrowed to, in the address and in the panel, with their values checked."""

from collections.abc import Callable

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict

from cadres.levels import ProfessionalLevel
from cadres.models import (
    CourseKind,
    CourseSubject,
    DegreeClass,
    DepartureReason,
    IntakeOutcome,
    MoveKind,
    NominationState,
    Profile,
    Programme,
    SuccessionRound,
    SupportScheme,
    Tier,
)
from cadres.record_kinds import KINDS, RecordKind
from chuanxa.names import search_key
from chuanxa.refusals import BadRequest
from reports.report import Filter

SEARCH = "tim"
_COURSE = {"loai-lop": ("Loại lớp", "kind", CourseKind.choices), "noi-dung": ("Nội dung", "subject", CourseSubject.choices)}


def _programmes() -> list[tuple[str, str]]:
    return list(Programme.objects.values_list("code", "label"))


def _schemes() -> list[tuple[str, str]]:
    return list(SupportScheme.objects.values_list("code", "label"))


_YES = [("co", "Đạt"), ("khong", "Chưa đạt")]
_DECLARED: dict[str, dict[str, tuple]] = {
    "luan-chuyen": {
        "hinh-thuc": ("Hình thức", "kind", MoveKind.choices),
        "tu-cap": ("Từ cấp", "from_tier", Tier.choices),
        "den-cap": ("Đến cấp", "to_tier", Tier.choices),
        "chuong-trinh": ("Chương trình", "programme__code", _programmes),
    },
    "tri-thuc-tre": {
        "chuong-trinh": ("Chương trình", "programme__code", _programmes),
        "trinh-do": ("Trình độ", "degree", [(str(one.value), one.label) for one in ProfessionalLevel]),
        "loai-tot-nghiep": ("Loại tốt nghiệp", "degree_class", DegreeClass.choices),
        "sau-do": ("Sau khi tuyển", "outcome", IntakeOutcome.choices),
    },
    "quy-hoach": {
        "dot": ("Đợt", "plan__round", SuccessionRound.choices),
        "doi-tuong": ("Đối tượng", "candidate_group", [("1", "Đối tượng 1"), ("2", "Đối tượng 2")]),
        "trang-thai": ("Trạng thái", "state", NominationState.choices),
    },
    "nghi-viec": {
        "ly-do": ("Lý do", "reason_to_leave", DepartureReason.choices),
        "chinh-sach": ("Chính sách hỗ trợ", "scheme__code", _schemes),
    },
    "dao-tao/lop": _COURSE | {"cap-mo": ("Cấp mở lớp", "opened_tier", Tier.choices)},
    "dao-tao/ke-hoach": _COURSE,
    "dao-tao/luot": _COURSE,
    "tri-thuc-tre/ke-hoach": {"chuong-trinh": ("Chương trình", "programme__code", _programmes)},
    "quy-hoach/dot": {"dot": ("Đợt", "round", SuccessionRound.choices)},
    "nghi-viec/ke-hoach": {"chinh-sach": ("Chính sách hỗ trợ", "scheme__code", _schemes)},
}
"""Path of a kind → name in the address → (label, column, choices or what reads them)."""


class Several(django_filters.MultipleChoiceFilter):
    """Any of the values asked; choices that are data are read when the filter is made."""

    def __init__(self, label: str, column: str, choices: list | Callable[[], list]):
        self._choices = choices
        super().__init__(label=label, field_name=column, choices=[] if callable(choices) else choices)

    def read(self) -> None:
        if callable(self._choices):
            self.extra["choices"] = self._choices()


class _Name(django_filters.CharFilter):
    """Every word typed stands in the name of the record's person, accents or not."""

    def __init__(self):
        super().__init__(label="Tìm tên", max_length=60)

    def filter(self, rows, text):
        words = search_key(text).split() if text else []
        if not words:
            return rows
        people = Profile.objects.known().filter(cadre=OuterRef("cadre_id"))
        for word in words:
            people = people.filter(search_key__contains=word)
        return rows.filter(Exists(people))


class RecordFilter(django_filters.FilterSet):
    """Narrows the records of one kind; raises BadRequest in `check`."""

    def __init__(self, data: QueryDict, rows: QuerySet):
        super().__init__(data, queryset=rows)
        for one in self.filters.values():
            if isinstance(one, Several):
                one.read()

    def check(self) -> None:
        """Raises BadRequest with what was found and what is accepted."""
        if self.is_valid():
            return
        name, errors = next(iter(self.errors.items()))
        choices = self.filters[name].extra.get("choices")
        accepted = ", ".join(value for value, _ in choices) if choices else " ".join(errors)
        raise BadRequest(f"Bộ lọc “{name}” không nhận giá trị “{', '.join(self.data.getlist(name))[:200]}”.", f"Nhận: {accepted}")

    def described(self) -> tuple[Filter, ...]:
        """The filters in force with readable values."""
        found = []
        for name, one in self.filters.items():
            if values := [value for value in self.data.getlist(name) if value]:
                labels = dict(one.extra.get("choices", ()))
                found.append(Filter(name, str(one.label), tuple((value, str(labels.get(value, value))) for value in values)))
        return tuple(found)


def _filter_of(kind: RecordKind) -> type[RecordFilter]:
    declared = {name: Several(*said) for name, said in _DECLARED[kind.path].items()}
    return type("Filter", (RecordFilter,), declared | ({SEARCH: _Name()} if kind.personal else {}))


FILTERS = {kind.path: _filter_of(kind) for kind in KINDS}


def filter_names(kind: RecordKind) -> tuple[str, ...]:
    """The names of a kind's filters in addresses."""
    return tuple(FILTERS[kind.path].base_filters)

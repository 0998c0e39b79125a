"""The list of schemes that a reader may see: filtered by province, by whether they run on the day, and by words of their name."""

from collections import Counter
from datetime import date

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from chuanxa.names import search_key
from chuanxa.refusals import BadRequest
from reports.models import Scheme, Target
from reports.report_kind import Record, RecordColumn, RecordList
from reports.schemes import schemes_within
from reports.selection import Selection
from reports.sentences import day_text

STATE, WORDS = "trang-thai", "tu-khoa"
FILTERS = (STATE, WORDS)
STATES = {"dang-thuc-hien": "Đang thực hiện", "da-ket-thuc": "Đã kết thúc", "chua-bat-dau": "Chưa bắt đầu"}

COLUMNS = (
    RecordColumn("Đề án", width=50),
    RecordColumn("Tỉnh", width=22),
    RecordColumn("Cơ quan ban hành", width=28),
    RecordColumn("Từ ngày", "day", 13),
    RecordColumn("Đến ngày", "day", 13),
    RecordColumn("Trạng thái", width=18),
    RecordColumn("Số chỉ tiêu", "count", 12),
)


def state_of(scheme: Scheme, day: date) -> str:
    """The key of STATES that a scheme has on a day."""
    if day < scheme.valid_from:
        return "chua-bat-dau"
    return "da-ket-thuc" if day > scheme.valid_to else "dang-thuc-hien"


def scheme_rows(selection: Selection) -> RecordList:
    """The schemes that the filters of the address let through, latest first. Two queries. Raises BadRequest."""
    state = selection.own.get(STATE, "")
    if state and state not in STATES:
        raise BadRequest(f"Tham số “{STATE}” không nhận “{state[:60]}”.", f"Nhận: {', '.join(STATES)}.")
    words = search_key(selection.own.get(WORDS, "")[:100]).split()
    found = [scheme for scheme in _schemes(selection) if not state or state_of(scheme, selection.day) == state]
    found = [scheme for scheme in found if all(word in search_key(f"{scheme.name} {scheme.decision} {scheme.code}") for word in words)]
    targets = _numbers_of_targets(selection)
    rows = [
        Record(
            (
                scheme.name,
                scheme.province.full_name,
                scheme.issued_by,
                scheme.valid_from,
                scheme.valid_to,
                STATES[state_of(scheme, selection.day)],
                targets[scheme.number],
            ),
            reverse("scheme-detail", args=[scheme.code]),
        )
        for scheme in found
    ]
    return RecordList(f"Đề án ngày {day_text(selection.day)}", COLUMNS, rows, unit="đề án")


def _schemes(selection: Selection) -> list[Scheme]:
    schemes = schemes_within(selection.reach, selection.register, selection.known_at)
    if selection.unit is not None:
        unit = selection.unit
        code = unit.code if unit.tier == "province" else selection.register.units["province"][unit.province].code
        schemes = schemes.filter(province__code=code)
    return list(schemes)


def _numbers_of_targets(selection: Selection) -> Counter:
    """Number of a scheme → how many targets it has."""
    targets = Target.objects.known(selection.known_at).annotate(number=Coalesce(F("scheme__first"), F("scheme"), Value(0)))
    return Counter(targets.values_list("number", flat=True))

"""Việc cần làm: what is missing or doubtful in the records of the people now in post, kind by kind, each a click from the field.

A kind is a condition on Serving, so that counting all kinds of a province is one grouping; posts that nobody holds and people who
may be one and the same are found apart. Nothing is stored: what is put right is gone from the list.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from cadres.levels import NO_RECORD, STANDING_LADDERS
from cadres.models import Appointment, Enrolment, Position, Profile, Qualification, Serving
from cadres.standards import Verdict
from cadres.standings.catalogue import Catalogue
from cadres.vacancies import expected, held_by_commune, vacant
from chuanxa.facts import on_day
from chuanxa.partial_dates import Precision
from chuanxa.periods import Period
from provinces.register import Register, UnitRef
from reports.selection import Selection


@dataclass(frozen=True, slots=True)
class DoubtKind:
    """`says` tells what is wrong and what to do; `field` is the part of the form that puts it right."""

    slug: str
    label: str
    says: str
    field: str
    condition: Callable[["Scene"], Q | Exists] | None = None
    """None: found apart."""


@dataclass
class Scene:
    """The people now in post in a place, as one user reaches it. `day` is the day that Serving speaks of, `today` the visitor's."""

    people: QuerySet
    communes: list[UnitRef]
    day: date
    today: date
    register: Register
    catalogue: Catalogue

    @cached_property
    def positions(self) -> list[Position]:
        return expected(self.catalogue.by_code.values(), self.day)

    @cached_property
    def vacancies(self) -> list[tuple[int, Position]]:
        """(commune, position), by the names of communes and the order of positions. One query."""
        return vacant([unit.id for unit in self.communes], self.positions, held_by_commune(self.people))

    @cached_property
    def twins(self) -> dict[int, int]:
        """Person → commune, of those who share name (accents aside), commune and year of birth with another; an unknown year may be
        any. Two queries."""
        groups = self.people.order_by().values("commune_id", "search_key").annotate(people=Count("cadre_id")).filter(people__gt=1)
        pairs = list(groups.values_list("commune_id", "search_key"))
        if not pairs:
            return {}
        alike = defaultdict(list)
        wanted = self.people.filter(commune__in={commune for commune, _ in pairs}, search_key__in={key for _, key in pairs})
        for cadre, commune, key, born in wanted.order_by().values_list("cadre_id", "commune_id", "search_key", "born_on"):
            alike[commune, key].append((cadre, born.year if born else None))
        return {
            cadre: commune
            for (commune, _), group in alike.items()
            for cadre, year in group
            if any(other != cadre and (year is None or theirs is None or year == theirs) for other, theirs in group)
        }


def scene_of(selection: Selection) -> Scene:
    """Where somebody works now: the communes of today in the place asked for, within reach, and the people in post there."""
    day = selection.serving_day or selection.today
    units, people = selection.register, Serving.objects.filter(selection.place(day))
    if selection.unit is None:
        communes = [unit for unit in units.all_on("commune", day) if selection.reach.holds(unit)]
    elif selection.unit.tier == "commune":
        communes = [unit for unit in units.history("commune", selection.unit.code) if day in unit.period and selection.reach.holds(unit)]
    else:
        communes = [unit for unit in units.children(selection.unit, "commune", day) if selection.reach.holds(unit)]
    return Scene(people, communes, day, selection.today, units, selection.catalogue)


# --- kinds ------------------------------------------------------------------------------------------------------------------


def _birth_year(scene: Scene) -> Exists:
    known = Profile.objects.known().filter(cadre=OuterRef("cadre_id"), born_on__isnull=False)
    return Exists(known.exclude(born_precision=Precision.DAY))


def _lapsed_study(scene: Scene) -> Exists:
    """A study that leads to a level is settled by a certificate of that level, also without a result."""
    reached = Qualification.objects.known().filter(cadre=OuterRef("cadre"), ladder=OuterRef("ladder"), level__gte=OuterRef("level"))
    lapsed = Enrolment.objects.known().filter(cadre=OuterRef("cadre_id"), valid_to__lt=scene.today, result="")
    return Exists(lapsed.filter(~Exists(reached)))


def _unsettled(scene: Scene) -> Exists | Q:
    """Somebody whose post is counted in the default part of a commune that was split."""
    here = {unit.id for unit in scene.communes}
    before = [commune for commune, now in unsettled(scene.register, scene.day).items() if now in here]
    if not before:
        return Q(pk__in=[])
    posts = Appointment.objects.known().filter(on_day(scene.day), cadre=OuterRef("cadre_id"), is_primary=True, commune__in=before)
    return Exists(posts)


@lru_cache(maxsize=4)
def unsettled(register: Register, day: date) -> dict[int, int]:
    """Commune that ended in several parts → the commune of `day` where its posts are counted until somebody says which part."""
    found = {}
    for unit in register.units["commune"].values():
        if unit.period.last is None or unit.period.last >= day:
            continue
        last = next((step for step in register.path(unit.id, Period(unit.period.first)) if day in step.period), None)
        if last is not None and not last.certain:
            found[unit.id] = last.unit
    return found


_LADDER_BITS = sum(ladder.bit for ladder in STANDING_LADDERS)

KINDS = (
    DoubtKind(
        "thieu-ly-luan",
        "Chưa có trình độ lý luận chính trị",
        "Ghi trình độ cao nhất; người chưa học thì ghi “Chưa qua đào tạo”.",
        "political_theory",
        lambda scene: Q(political_theory=NO_RECORD),
    ),
    DoubtKind(
        "thieu-chuyen-mon",
        "Chưa có trình độ chuyên môn",
        "Ghi văn bằng cao nhất; người chưa học thì ghi “Chưa qua đào tạo”.",
        "professional",
        lambda scene: Q(professional=NO_RECORD),
    ),
    DoubtKind("thieu-ngay-sinh", "Chưa có ngày sinh", "Ghi ngày sinh, ít nhất là năm.", "birth", lambda scene: Q(born_on=None)),
    DoubtKind(
        "chi-nam-sinh",
        "Ngày sinh chỉ biết năm hoặc tháng",
        "Hỏi lại và ghi đủ ngày, tháng, năm như trên giấy khai sinh.",
        "birth",
        _birth_year,
    ),
    DoubtKind(
        "chua-xet",
        "Chưa xét được đạt chuẩn vì thiếu dữ liệu",
        "Bổ sung trình độ mà tiêu chuẩn của chức danh yêu cầu; cột “Còn thiếu” nói rõ loại nào.",
        "qualification",
        lambda scene: Q(verdict=Verdict.UNKNOWN.value) & Q(unclear_levels__gt=0),
    ),
    DoubtKind(
        "lop-qua-han",
        "Lớp đã qua ngày kết thúc, chưa có kết quả",
        "Ghi kết quả lớp; nếu đã tốt nghiệp thì ghi thêm văn bằng, chứng chỉ.",
        "enrolment",
        _lapsed_study,
    ),
    DoubtKind(
        "xa-chia-tach",
        "Xã cũ đã chia, chưa rõ về phần nào",
        "Đang tính ở phần mặc định. Kết thúc chức danh ở xã cũ và ghi chức danh ở đúng xã mới.",
        "post",
        _unsettled,
    ),
    DoubtKind(
        "co-the-trung",
        "Có thể trùng hồ sơ",
        "Cùng xã, cùng họ tên, cùng năm sinh (hoặc chưa rõ). Mở hai hồ sơ để so; nếu là một người thì gộp.",
        "identity",
    ),
    DoubtKind(
        "trong-chuc-danh",
        "Chức danh chưa có ai giữ",
        "Nếu đã có người, ghi chức danh vào hồ sơ của họ; nếu đúng là trống thì để nguyên.",
        "post",
    ),
)

BY_SLUG = {kind.slug: kind for kind in KINDS}
TWINS, VACANT = BY_SLUG["co-the-trung"], BY_SLUG["trong-chuc-danh"]


def counts(scene: Scene) -> dict[int, Counter]:
    """Commune → kind → how many; communes without doubts are absent. Four queries."""
    found: dict[int, Counter] = defaultdict(Counter)
    asked = {kind.slug: kind.condition(scene) for kind in KINDS if kind.condition}
    names = {f"kind_{place}": slug for place, slug in enumerate(asked)}
    tests = {name: Count("cadre_id", filter=asked[slug]) for name, slug in names.items()}
    for row in _people(scene).order_by().values("commune_id").annotate(**tests):
        for name, slug in names.items():
            if row[name]:
                found[row["commune_id"]][slug] += row[name]
    for commune in scene.twins.values():
        found[commune][TWINS.slug] += 1
    for commune, _ in scene.vacancies:
        found[commune][VACANT.slug] += 1
    return dict(found)


def doubtful(scene: Scene, kind: DoubtKind) -> QuerySet:
    """The people of one kind, by name (not of VACANT: those are posts)."""
    people = _people(scene)
    people = people.filter(cadre__in=list(scene.twins)) if kind is TWINS else people.filter(kind.condition(scene))
    order = ("commune__sort_key", "commune_id", "search_key") if kind is TWINS else ("sort_key",)
    return people.order_by(*order, "cadre_id")


def _people(scene: Scene) -> QuerySet:
    return scene.people.annotate(unclear_levels=F("unclear").bitand(_LADDER_BITS))

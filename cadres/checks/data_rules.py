"""What must hold in live data as a whole: each rule with a Vietnamese sentence and what breaks it, for `manage.py check_data`.

The rules of one person are pure (person_rules); the others ask the database. None of them writes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations

from django.apps import apps
from django.db.models import Count, F, FilteredRelation, Q

from cadres.checks.people import period_of, read_people
from cadres.checks.person_rules import PERSON_RULES
from cadres.models import Cadre, Serving
from cadres.standings import rebuild, storage
from chuanxa.facts import Recorded
from provinces import invariants as unit_invariants
from provinces.models import AreaClassification, Scope

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Fault:
    """`record` names the row ("appointment 12"), `found` what is wrong with it."""

    rule: str
    record: str
    found: str

    def __str__(self):
        return f"[{self.rule}] {self.record}: {self.found}." if self.record else f"[{self.rule}] {self.found}"


@dataclass(frozen=True, slots=True)
class DataRule:
    """`says` is the rule in a sentence; `faults(day, every)` finds what breaks it, of people looking at each `every`-th."""

    slug: str
    says: str
    faults: Callable[[date, int], Iterator[tuple[str, str]]]


def faults(day: date, *, every: int = 1) -> Iterator[Fault]:
    """Everything that breaks a rule. `day` is today; `every` 10 looks at each tenth person and at all that is not a person's."""
    yield from person_faults(day, every)
    for rule in DATA_RULES:
        for record, found in rule.faults(day, every):
            yield Fault(rule.slug, record, found)


def person_faults(day: date, every: int = 1) -> Iterator[Fault]:
    """What breaks the rules of one person, person by person."""
    ids = Cadre.objects.alias(rest=F("pk") % every).filter(rest=0).order_by("pk").values_list("pk", flat=True)
    for chunk in storage.chunks(ids.iterator(chunk_size=BATCH), BATCH):
        for person in read_people(chunk):
            for rule in PERSON_RULES:
                for record, found in rule.breaks(person, day):
                    yield Fault(rule.slug, record, f"hồ sơ {person.id}: {found}")


def _recorded() -> list[type[Recorded]]:
    models = chain.from_iterable(apps.get_app_config(app).get_models() for app in ("cadres", "reports"))
    return [model for model in models if issubclass(model, Recorded)]


def _chains(day: date, every: int) -> Iterator[tuple[str, str]]:
    """What takes the place of a fact comes when the fact no longer stands, and of all that do at most one is believed."""
    for model in _recorded():
        name, facts = model._meta.model_name, model._default_manager
        early = facts.filter(supersedes__isnull=False).filter(
            Q(supersedes__superseded_at=None) | Q(supersedes__superseded_at__gt=F("recorded_at")) | Q(supersedes=F("pk"))
        )
        for pk, before in early.values_list("pk", "supersedes")[:1000]:
            yield f"{name} {pk}", f"thay cho {name} {before} khi dữ kiện ấy còn hiệu lực"
        twice = facts.filter(superseded_at=None, supersedes__isnull=False).values("supersedes").annotate(heirs=Count("pk"))
        for before, heirs in twice.filter(heirs__gt=1).order_by().values_list("supersedes", "heirs")[:1000]:
            yield f"{name} {before}", f"có {heirs} dữ kiện thay thế cùng có hiệu lực"
        backwards = facts.filter(superseded_at__lt=F("recorded_at"))
        for pk in backwards.values_list("pk", flat=True)[:1000]:
            yield f"{name} {pk}", "bị thay thế trước khi được ghi nhận"


def _derived(day: date, every: int) -> Iterator[tuple[str, str]]:
    for difference in rebuild.check(every=every):
        yield difference.table, f"thiếu {difference.missing} dòng, thừa {difference.extra} dòng (chạy: manage.py rebuild_standings)"


def _serving(day: date, every: int) -> Iterator[tuple[str, str]]:
    """Names in the list of people are the names of their profiles."""
    profile = FilteredRelation("cadre__profiles", condition=Q(cadre__profiles__superseded_at=None))
    named = Serving.objects.annotate(profile=profile).filter(
        ~Q(full_name=F("profile__full_name")) | ~Q(search_key=F("profile__search_key")) | ~Q(sort_key=F("profile__sort_key"))
    )
    for pk, name in named.values_list("cadre_id", "full_name")[:1000]:
        yield f"serving {pk}", f"tên “{name}” trong danh sách khác lý lịch"


def _scopes(day: date, every: int) -> Iterator[tuple[str, str]]:
    """Nobody is given one place twice, and everybody active reaches a unit that lives today."""
    by_user = defaultdict(list)
    for scope in Scope.objects.select_related("user", "province", "district", "commune").order_by("pk"):
        by_user[scope.user].append(scope)
    for user, scopes in by_user.items():
        seen = set()
        for scope in scopes:
            place = (scope.everywhere, scope.province_id, scope.district_id, scope.commune_id)
            if place in seen:
                yield f"scope {scope.pk}", f"“{user}” được giao hai lần cùng một nơi"
            seen.add(place)
        units = [scope.province or scope.district or scope.commune for scope in scopes if not scope.everywhere]
        if user.is_active and len(units) == len(scopes) and not any(day in unit.period for unit in units):
            yield f"scope {scopes[0].pk}", f"“{user}” chỉ được giao những đơn vị không còn tồn tại"


def _areas(day: date, every: int) -> Iterator[tuple[str, str]]:
    by_unit = defaultdict(list)
    for row in AreaClassification.objects.select_related("commune", "district").order_by("pk"):
        by_unit[row.commune_id, row.district_id, row.area_class].append(row)
    for rows in by_unit.values():
        for one, other in combinations(rows, 2):
            mine, theirs = period_of(one.valid_from, one.valid_to), period_of(other.valid_from, other.valid_to)
            if mine and theirs and mine.overlaps(theirs):
                yield f"areaclassification {other.pk}", f"{other} chồng ngày lên areaclassification {one.pk}"


def _units(day: date, every: int) -> Iterator[tuple[str, str]]:
    for sentence in unit_invariants.faults():
        yield "", sentence


DATA_RULES = (
    DataRule("chains", "Dữ kiện thay thế được ghi nhận khi dữ kiện cũ đã hết hiệu lực, mỗi lúc chỉ một dữ kiện thay.", _chains),
    DataRule("derived", "Bảng dẫn xuất (trạng thái, đang giữ chức, số đếm) khớp với hồ sơ.", _derived),
    DataRule("serving-names", "Tên trong danh sách người khớp với lý lịch.", _serving),
    DataRule("scopes", "Phạm vi giao cho mỗi tài khoản không lặp và còn một đơn vị đang tồn tại.", _scopes),
    DataRule("areas", "Một đơn vị không có hai dòng cùng loại vùng chồng ngày.", _areas),
    DataRule("units", "Đơn vị hành chính không chồng ngày, đủ cấp trên, nối đúng với đơn vị trước và sau.", _units),
)
"""Beside PERSON_RULES. The tests break each once."""


def sentences() -> list[tuple[str, str]]:
    """(slug, sentence) of every rule, those of a person first."""
    return [(rule.slug, rule.says) for rule in (*PERSON_RULES, *DATA_RULES)]

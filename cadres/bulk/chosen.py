"""The people chosen for a bulk change: those now in post within reach, with the facts that the kinds of change look at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cadres.bulk.plan import MOST, Line
from cadres.models import Appointment, Cadre, Profile, Qualification, Serving
from chuanxa.refusals import BadRequest, NotHere
from provinces.models.scope import Reach


@dataclass
class Chosen:
    """One person. `posts` are those within reach that have not ended by today; all facts are as known now."""

    cadre: int
    name: str
    version: int
    profile: Profile
    posts: list[Appointment] = field(default_factory=list)
    qualifications: list[Qualification] = field(default_factory=list)

    def line(self, **told) -> Line:
        return Line(self.cadre, self.name, self.version, **told)


def read_chosen(ids: Iterable[int], *, reach: Reach, day) -> list[Chosen]:
    """By name. Four queries. Raises BadRequest for nobody or too many, NotHere when anybody is not in post within reach today."""
    wanted = set(ids)
    if not wanted:
        raise BadRequest("Chưa chọn ai.", "Đánh dấu ít nhất một người trong danh sách.", "Quay lại danh sách và chọn người.")
    if len(wanted) > MOST:
        raise BadRequest(f"Đã chọn {len(wanted)} người.", f"Mỗi lần sửa nhiều nhất {MOST} người.", "Lọc hẹp lại rồi làm nhiều lần.")
    rows = Serving.objects.filter(reach.within(), cadre__in=wanted).order_by("sort_key", "cadre_id").values_list("cadre_id", "full_name")
    names = dict(rows)
    if names.keys() != wanted:
        raise NotHere(
            "Trong những người đã chọn có người hiện không giữ chức danh trong phạm vi của bạn.",
            "Người đang giữ chức danh hôm nay, trong phạm vi được giao.",
            "Mở danh sách ngày hôm nay rồi chọn lại.",
        )
    return _with_facts(names, reach, day)


def _with_facts(names: Mapping[int, str], reach: Reach, day) -> list[Chosen]:
    ids = list(names)
    versions = dict(Cadre.objects.filter(pk__in=ids).values_list("pk", "version"))
    profiles = {profile.cadre_id: profile for profile in Profile.objects.known().filter(cadre__in=ids)}
    posts, awards = defaultdict(list), defaultdict(list)
    held = Appointment.objects.known().filter(cadre__in=ids).select_related("position", "commune__province", "commune__district")
    for post in held.order_by("-is_primary", "valid_from", "pk"):
        if post.valid_to is None or post.valid_to >= day:
            posts[post.cadre_id].append(post)
    for one in Qualification.objects.known().filter(cadre__in=ids).order_by("-level", "pk"):
        awards[one.cadre_id].append(one)
    return [Chosen(pk, name, versions[pk], profiles[pk], posts[pk], awards[pk]) for pk, name in names.items() if pk in profiles]

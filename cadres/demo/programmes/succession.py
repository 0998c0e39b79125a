"""Cao Bằng's succession plans (A2) for the term 2015–2020: 199 communes, 5,593 lượt of which 3,915 meet the professional standard.

The article prints 3,915 and 70 %; the total is the one whole number nearest to their quotient.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from cadres.demo.programmes.recording import keep
from cadres.levels import Ladder
from cadres.models import Nomination, Position, Standing, SuccessionPlan, SuccessionRound
from provinces.models import Province

DAY = date(2013, 12, 31)
APPROVED = date(2013, 9, 30)
TOTAL, MEETING = 5593, 3915
POSTS = (
    "party_secretary",
    "party_deputy_secretary",
    "council_deputy_chair",
    "committee_chair",
    "committee_deputy_chair",
    "fatherland_front_chair",
    "youth_union_secretary",
    "womens_union_chair",
    "farmers_union_chair",
    "veterans_association_chair",
)
AT_MOST = 3
"""Posts for one person."""
SOURCE = "Báo cáo quy hoạch cán bộ cấp xã (A2)"


def load(province: Province) -> int:
    """A plan for every commune and its nominations; returns the number of records."""
    people = _people(province)
    communes = sorted({commune for _, commune, _, _ in people})
    districts = dict(Standing.objects.filter(commune__in=communes).values_list("commune_id", "district_id").distinct())
    plans = {commune: _plan(province, commune, districts[commune]) for commune in communes}
    written = keep(((plan, APPROVED) for plan in plans.values()), province=province, reason=SOURCE)
    return written + keep(((one, APPROVED) for one in _nominations(people, plans)), province=province, reason=SOURCE)


def _people(province: Province) -> list[tuple[int, int, int, bool]]:
    """(cadre, commune, position, meets the professional requirement) of 31 December 2013, the youngest first."""
    found = Standing.objects.filter(province=province, valid_from__lte=DAY, valid_to__gte=DAY).order_by("-born_on", "cadre_id")
    rows = found.values_list("cadre_id", "commune_id", "position_id", "missing", "unclear")
    bit = Ladder.PROFESSIONAL.bit
    return [(cadre, commune, position, not (missing | unclear) & bit) for cadre, commune, position, missing, unclear in rows]


def _plan(province: Province, commune: int, district: int | None) -> SuccessionPlan:
    return SuccessionPlan(
        province=province,
        district_id=district,
        commune_id=commune,
        term_first=2015,
        term_last=2020,
        round=SuccessionRound.A2,
        approved_on=APPROVED,
        approved_by="Ban Thường vụ huyện ủy, thành ủy",
    )


def _nominations(people, plans) -> Iterator[Nomination]:
    """Everybody gets a first post before anybody a second; of those who do not meet the requirement, the younger ones."""
    ids = dict(Position.objects.filter(code__in=POSTS).values_list("code", "id"))
    posts = [ids[code] for code in POSTS]
    crowded: dict[tuple[int, int], int] = defaultdict(int)
    held: dict[int, set[int]] = defaultdict(set)
    for meets, number in ((True, MEETING), (False, TOTAL - MEETING)):
        able = [one for one in people if one[3] is meets]
        able = able if meets else able[: number * 2 // 3]
        turns = [one for _ in range(AT_MOST) for one in able][:number]
        for cadre, commune, position, _ in turns:
            free = [post for post in posts if post != position and post not in held[cadre]]
            post = min(free, key=lambda one: (crowded[commune, one], posts.index(one)))
            held[cadre].add(post)
            crowded[commune, post] += 1
            plan = plans[commune]
            yield Nomination(
                province_id=plan.province_id,
                district_id=plan.district_id,
                commune_id=commune,
                plan=plan,
                cadre_id=cadre,
                post_id=post,
                candidate_group=1 if len(held[cadre]) == 1 else 2,
                meets_professional=meets,
            )

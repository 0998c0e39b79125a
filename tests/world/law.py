"""The positions and the standards of the small world: rules that change, exceptions, a province's own, posts that no rule speaks of."""

from datetime import date
from types import SimpleNamespace

from tests import factories
from tests.world.places import LAST_THREE_TIERS, TWO_TIERS

STRICTER = date(2020, 1, 1)


def make_positions() -> SimpleNamespace:
    """Every position by its code."""
    until = {"last": LAST_THREE_TIERS}
    servant = {"category": "civil_servant", "group": "civil_service"}
    made = [
        factories.position("party_secretary", "Bí thư Đảng ủy", order=1, is_key=True),
        factories.position("party_deputy_secretary", "Phó Bí thư Đảng ủy", order=2),
        factories.position("council_chair", "Chủ tịch HĐND", group="council", order=3),
        factories.position("committee_chair", "Chủ tịch UBND", group="committee", order=5, is_key=True),
        factories.position("womens_union_chair", "Chủ tịch Hội LHPN", group="organizations", order=9),
        factories.position("office_statistics", "Văn phòng - thống kê", **servant, order=14, **until),
        factories.position("finance_accounting", "Tài chính - kế toán", **servant, order=16),
        factories.position("party_committee_member", "Đảng ủy viên", category="body", order=30),
        factories.position("hamlet_head", "Trưởng xóm", category="part_time", group="organizations", order=40),
        factories.position("economy_head", "Trưởng phòng Kinh tế", category="civil_servant", group="offices", order=20, first=TWO_TIERS),
    ]
    return SimpleNamespace(**{position.code: position for position in made})


def make_standards(positions, places) -> None:
    """Nobody has judged the women's union: its chair is "chưa đủ dữ liệu" whatever she has learnt."""
    elected = (positions.party_secretary, positions.party_deputy_secretary, positions.council_chair, positions.committee_chair)
    servants = (positions.office_statistics, positions.finance_accounting)
    before = date(2019, 12, 31)
    old = factories.standard(*elected, code="bau-cu-cu", last=before, general_education=20, professional=20)
    factories.requirement(old, "political_theory", 20, {"kind": "lowered", "areas": ["highland"], "minimum": 10})
    factories.requirement(old)
    new = factories.standard(*elected, code="bau-cu-moi", first=STRICTER, general_education=30, political_theory=20)
    lowered = {"kind": "lowered", "areas": ["poor_district"], "minimum": 20, "held_before": date(2012, 1, 1)}
    owed = {"kind": "owed", "held_before": STRICTER, "until": date(2023, 6, 30)}
    factories.requirement(new, "professional", 40, lowered, owed)
    factories.standard(*servants, code="cong-chuc-cu", last=before, professional=20, informatics=10)
    factories.standard(*servants, positions.economy_head, code="cong-chuc-moi", first=STRICTER, professional=40, state_management=20)
    factories.standard(positions.party_secretary, code="cao-bang", province=places.cao_bang, first=date(2012, 1, 1), political_theory=30)
    silent = factories.standard(positions.hamlet_head, code="truong-xom")
    factories.requirement(silent)

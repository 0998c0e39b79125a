"""Records of programmes in the small world: of both tiers below the province, named and nameless, amended, taken back, too early, too late.

Most of them lie in January and February 2014, so that reports of 14 February 2014 have something to say of every kind.
"""

from datetime import date

from cadres.actions.entries import amend_entry, record_entry, retract_entry
from cadres.actions.facts import record_fact
from cadres.models import (
    Attendance,
    Course,
    Departure,
    DeparturePlan,
    Enrolment,
    Intake,
    IntakePlan,
    Move,
    Nomination,
    Programme,
    Standing,
    SuccessionPlan,
    SupportCategory,
    SupportScheme,
    TrainingPlan,
)
from tests.factories import TODAY

BY = {"by": "minh", "day": TODAY}
DAY = date(2014, 2, 14)
YEAR_BEFORE = date(2013, 2, 14)


def make_records(places, positions) -> None:
    """Written into the database of the test, by the product's own actions."""
    served = list(
        Standing.objects.filter(valid_from__lte=date(2014, 1, 1), valid_to__gte=DAY, province=places.cao_bang)
        .order_by("cadre_id")
        .values_list("cadre_id", "commune_id", "district_id")
    )
    _training(places, served)
    _moves_and_intakes(places, positions, served)
    _succession(places, positions, served)
    _departures(places, served)


def _at(place) -> dict:
    """The columns of a unit, or of a (cadre, commune, district) row of somebody who serves."""
    if isinstance(place, tuple):
        return {"commune_id": place[1], "district_id": place[2]}
    return {"commune": place, "district": place.district} if place.tier == "commune" else {"district": place}


def _training(places, served) -> None:
    here = {"province": places.cao_bang}
    course = Course(
        **here, name="Tin học A <b>1</b>", kind="refresher", subject="informatics", valid_from=date(2014, 1, 6), valid_to=date(2014, 1, 17)
    )
    record_entry(course, **BY)
    amend_entry(course, **BY, reason="Sửa tên", name="Tin học trình độ A", budget=120_000_000)
    longer = {"name": "Quản lý nhà nước", "kind": "training", "subject": "state_management", "valid_from": DAY}
    record_entry(Course(**here, **_at(places.ha_quang), **longer), **BY)
    for cadre, *_ in served[:4]:
        columns = {"cadre_id": cadre, "course": course, "result": "completed"}
        record_fact(Enrolment(**columns, valid_from=course.valid_from, valid_to=course.valid_to), **BY)
    for number, (cadre, *_) in enumerate(served[2:7]):
        record_fact(Enrolment(cadre_id=cadre, ladder="professional", level=40 if number % 2 else 20, valid_from=YEAR_BEFORE), **BY)
    for place, attended, planned in ((places.ha_quang, 53, 50), (places.truong_ha, 12, 10), (places.bao_lam, 9, 20)):
        days = {"valid_from": date(2014, 1, 1), "valid_to": date(2014, 1, 31)}
        record_entry(Attendance(**here, **_at(place), **days, kind="training", subject="professional", attended=attended, courses=2), **BY)
        record_entry(TrainingPlan(**here, **_at(place), year=2014, planned=planned), **BY)
    record_entry(Attendance(**here, kind="refresher", attended=7, valid_from=date(2014, 2, 1), valid_to=DAY), **BY)
    record_entry(Attendance(**here, kind="refresher", attended=700, valid_from=DAY, valid_to=date(2014, 3, 1)), **BY)
    wrong = record_entry(Attendance(**here, kind="refresher", attended=999, valid_from=date(2014, 1, 1), valid_to=DAY), **BY)
    retract_entry(wrong, **BY, reason="Nhập trùng")


def _moves_and_intakes(places, positions, served) -> None:
    here = {"province": places.cao_bang}
    programme = Programme.objects.create(code="qd-70", label="Quyết định 70/2009", valid_from=date(2009, 6, 12))
    begins = date(2014, 1, 15)
    for number, one in enumerate(served[:3]):
        tier = "province" if number == 0 else "district"
        columns = {"cadre_id": one[0], "kind": "rotation", "from_tier": tier, "to_tier": "commune", "post": positions.committee_chair}
        record_entry(Move(**here, **_at(one), **columns, programme=programme if number else None, valid_from=begins), **BY)
    aggregate = Move(
        **here, **_at(places.bao_lam), people=5, kind="reinforcement", from_tier="district", to_tier="commune", valid_from=begins
    )
    record_entry(aggregate, **BY)
    record_entry(Move(**here, people=50, kind="transfer", from_tier="commune", to_tier="district", valid_from=YEAR_BEFORE), **BY)
    record_entry(IntakePlan(**here, programme=programme, first_year=2013, last_year=2015, planned=9), **BY)
    for number, one in enumerate(served[:4]):
        columns = {"cadre_id": one[0], "year": 2014, "taken_on": date(2014, 1, 20), "degree": 40 if number else None}
        degree = {
            "degree_class": "very_good" if number == 1 else "",
            "study_mode": "full_time",
            "school_public": True if number == 1 else None,
        }
        record_entry(Intake(**here, **_at(one), **columns, **degree, programme=programme, post=positions.committee_chair), **BY)
    record_entry(Intake(**here, **_at(places.bao_lam), people=8, year=2013, programme=programme), **BY)


def _succession(places, positions, served) -> None:
    here = {"province": places.cao_bang}
    term = {"term_first": 2010, "term_last": 2015, "approved_on": date(2013, 9, 30)}
    plan = record_entry(SuccessionPlan(**here, **_at(places.truong_ha), **term, round="a2"), **BY)
    wide = record_entry(SuccessionPlan(**here, **_at(places.bao_lam), **term, round="a1"), **BY)
    amend_entry(plan, **BY, reason="Sửa đợt", round="a3")
    for number, one in enumerate(served[:5]):
        columns = {"cadre_id": one[0], "plan": plan, "candidate_group": 1 + number % 2}
        record_entry(Nomination(**here, **_at(one), **columns, post=positions.committee_chair, meets_professional=bool(number % 2)), **BY)
        if number < 2:
            record_entry(Nomination(**here, **_at(one), **columns, post=positions.party_secretary, meets_professional=True), **BY)
    record_entry(Nomination(**here, **_at(places.bao_lam), plan=wide, nominated=31), **BY)
    out = {"state": "out", "out_on": date(2014, 1, 10), "out_reason": "Chuyển công tác"}
    record_entry(Nomination(**here, plan=plan, cadre_id=served[5][0], post=positions.party_secretary, **out), **BY)


def _departures(places, served) -> None:
    here = {"province": places.cao_bang}
    scheme = SupportScheme.objects.create(code="de-an-03", label="Hỗ trợ nghỉ việc", valid_from=date(2012, 1, 1))
    categories = [
        SupportCategory.objects.create(scheme=scheme, code=f"dien-{order}", label=f"Diện {order}", order=order) for order in (1, 2)
    ]
    left = {"left_on": date(2014, 1, 31), "scheme": scheme}
    for number, one in enumerate(served[-3:]):
        money = {"category": categories[number % 2], "amount": 20_000_001 + number}
        record_entry(Departure(**here, **_at(one), **left, **money, cadre_id=one[0], reason_to_leave="below_standard"), **BY)
    record_entry(Departure(**here, people=4, left_on=date(2014, 2, 1), reason_to_leave="retirement"), **BY)
    record_entry(DeparturePlan(**here, scheme=scheme, first_year=2014, last_year=2015, planned=2), **BY)

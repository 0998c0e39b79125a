"""The invented people of the demo show the tables that the five articles printed, on real communes, the same every time."""

import json
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Max, Sum

from cadres.demo import log_ins, returning
from cadres.demo.generation import digest, people_of
from cadres.demo.load import Occupied, atlas, examiner, is_loaded, load
from cadres.demo.names import NOT_USED
from cadres.demo.portraits import LAST_DAY, PORTRAITS
from cadres.demo.programmes import load as programmes
from cadres.dossier import judged_on
from cadres.levels import NO_RECORD, Ladder
from cadres.models import (
    Appointment,
    Attendance,
    Cadre,
    Course,
    Departure,
    Enrolment,
    Intake,
    Move,
    Nomination,
    Position,
    Profile,
    Qualification,
    Standing,
    SuccessionPlan,
    TrainingPlan,
)
from cadres.standards import Outcome, Verdict
from cadres.standings.restand import restand
from chuanxa.models import AuditEvent, User
from chuanxa.periods import age
from provinces.models import AreaClassification, Commune, Scope
from tests.articles.conftest import TODAY
from tests.oracle import shared

pytestmark = pytest.mark.django_db

END_2008, END_2011, END_2013, END_2021 = (date(year, 12, 31) for year in (2008, 2011, 2013, 2021))


def on(day: date, **conditions):
    return Standing.objects.filter(valid_from__lte=day, valid_to__gte=day, **conditions)


def in_province(code: str, day: date):
    return on(day, province__in=Commune.objects.filter(province__code=code).values("province"))


def levels(standings, ladder: Ladder) -> dict[int, int]:
    return dict(Counter(standings.values_list(ladder.value, flat=True)))


def holding(position: str) -> str:
    """What `posts` holds when the position is one of several."""
    return f",{Position.objects.get(code=position).id},"


def counted(standings, ladder: Ladder, minimum: int, maximum: int = 99) -> int:
    return sum(number for level, number in levels(standings, ladder).items() if minimum <= level <= maximum)


def poor(day: date):
    poor = AreaClassification.objects.on(day).filter(area_class="poor_district", district__province__code="06")
    districts = poor.values("district")
    return on(day, district__in=districts)


def figures(article: str, group: str | None = None) -> list[dict]:
    rows = json.loads(shared("data/seed_figures.json").read_text(encoding="utf-8"))
    return [row for row in rows if row["article"] == article and group in (None, row["group"])]


def shown(count: int, total: int) -> Decimal:
    return round(Decimal(count * 100) / total, 2)


# Sóc Trăng


def secretaries():
    return in_province("94", END_2013).filter(position__in=Position.objects.filter(code="party_secretary").values("id"))


def test_every_commune_of_soc_trang_has_one_secretary():
    assert secretaries().count() == 109
    assert secretaries().values("commune").distinct().count() == 109


@pytest.mark.parametrize(
    ("words", "ladder", "level"),
    [
        ("trung học phổ thông", Ladder.GENERAL_EDUCATION, 30),
        ("trung học cơ sở", Ladder.GENERAL_EDUCATION, 20),
        ("109 đại học", Ladder.PROFESSIONAL, 40),
        ("109 cao đẳng", Ladder.PROFESSIONAL, 30),
        ("14/109 trung cấp", Ladder.PROFESSIONAL, 20),
        ("cao cấp và tương đương", Ladder.POLITICAL_THEORY, 30),
        ("27/109 trung cấp", Ladder.POLITICAL_THEORY, 20),
    ],
)
def test_the_secretaries_of_soc_trang_have_the_printed_levels(words, ladder, level):
    (figure,) = [row for row in figures("soc_trang") if words in row["quote_vi"]]
    assert levels(secretaries(), ladder)[level] == figure["numerator"]


def test_four_secretaries_of_soc_trang_chair_the_committee_too():
    assert secretaries().filter(posts__contains=holding("committee_chair")).count() == 4


def test_some_advanced_theory_is_an_equivalent():
    found = Qualification.objects.known().filter(
        cadre__in=secretaries().values("cadre"), ladder="political_theory", level=30, equivalent=True
    )
    assert 10 <= found.count() <= 30


# Bắc Kạn


def test_the_poor_districts_of_bac_kan_before_the_scheme():
    people = poor(END_2008)
    assert people.count() == 703
    assert levels(people, Ladder.PROFESSIONAL) == {0: 235, 20: 238, 30: 26, 40: 204}
    assert levels(people, Ladder.POLITICAL_THEORY) == {0: 317, 10: 54, 20: 330, 30: 2}
    assert [str(shown(number, 703)) for number in (204, 26, 238, 235)] == ["29.02", "3.70", "33.85", "33.43"]


def test_the_poor_districts_of_bac_kan_after_the_scheme():
    people = poor(END_2021)
    assert people.count() == 722
    assert levels(people, Ladder.PROFESSIONAL) == {0: 34, 20: 192, 30: 41, 40: 451, 50: 4}
    assert levels(people, Ladder.POLITICAL_THEORY) == {0: 143, 10: 74, 20: 498, 30: 7}


@pytest.mark.parametrize(("group", "day", "total"), [("truoc", END_2008, 703), ("sau", END_2021, 722)])
def test_each_count_behind_bac_kans_percentages_is_there(group, day, total):
    people = poor(day)
    rows = [row for row in figures("bac_kan", group) if row["denominator"] == total]
    assert len(rows) >= 8
    for row in rows:
        ladder = Ladder.POLITICAL_THEORY if row["indicator"].startswith("lý luận") else Ladder.PROFESSIONAL
        assert row["numerator"] == counted(people, ladder, *_between(row["indicator"])), row["indicator"]


def _between(indicator: str) -> tuple[int, int]:
    words = indicator.split(": ")[1]
    for name, bounds in {
        "sau đại học": (50, 60),
        "đại học": (40, 40),
        "cao đẳng": (30, 30),
        "cao cấp": (30, 40),
        "trung cấp": (20, 20),
        "sơ cấp": (10, 10),
    }.items():
        if words.startswith(name):
            return bounds
    return (0, 10) if words.startswith(("còn lại", "khác")) else (0, 0)


def test_bac_kan_was_sent_182_young_intellectuals_and_11_civil_servants():
    sent = Appointment.objects.known().filter(commune__district__code__in=("060", "061", "062"))
    sent = sent.filter(valid_from__gte=date(2009, 6, 12), valid_from__lte=date(2022, 5, 11))
    assert sent.filter(route="young_intellectual").count() == 182
    assert sent.filter(route="rotation").count() == 11


# Cao Bằng


def test_cao_bang_before_its_scheme():
    people = in_province("04", END_2011)
    assert people.count() == 3604
    assert levels(people, Ladder.PROFESSIONAL)[0] == 1611
    assert round(Decimal(161100) / 3604, 1) == Decimal("44.7")
    assert people.filter(verdict=Verdict.FALLS_SHORT).count() == 3089
    assert round(Decimal(308900) / 3604, 1) == Decimal("85.7")


def test_cao_bang_after_two_years_of_its_scheme():
    people = in_province("04", END_2013)
    assert people.count() == 3604
    assert people.values("commune").distinct().count() == 199
    assert levels(people, Ladder.PROFESSIONAL)[0] < 1611
    assert people.filter(verdict=Verdict.FALLS_SHORT).count() < 3089


def test_666_of_those_below_the_professional_level_study_in_cao_bang():
    people = in_province("04", END_2013)
    below = {cadre for cadre, missing in people.values_list("cadre", "missing") if missing & Ladder.PROFESSIONAL.bit}
    assert len(below) == 1624
    studies = Enrolment.objects.known().on(END_2013).filter(ladder="professional", cadre__in=people.values("cadre"))
    assert dict(Counter(studies.values_list("level", flat=True))) == {40: 244, 20: 422}
    assert set(studies.values_list("cadre", flat=True)) <= below
    assert {round(Decimal(100 * number) / 1624) for number in (666, 244, 422)} == {41, 15, 26}


def test_94_young_intellectuals_were_recruited_in_cao_bang_in_2013():
    came = Appointment.objects.known().filter(commune__province__code="04", route="young_intellectual", valid_from__year=2013)
    people = in_province("04", END_2013).filter(cadre__in=came.values("cadre"))
    assert came.count() == people.count() == 94
    assert levels(people, Ladder.PROFESSIONAL) == {20: 6, 40: 87, 50: 1}
    small = people.filter(ethnic_group__in=(8, 9, 43))
    assert levels(small, Ladder.PROFESSIONAL) == {20: 6, 40: 9}
    assert set(people.values_list("category", flat=True)) == {1}


def test_243_left_cao_bang_in_2013_and_were_below_the_standard():
    ended = Appointment.objects.known().filter(commune__province__code="04", is_primary=True, valid_to__year=2013)
    people = set(ended.values_list("cadre", flat=True))
    assert len(people) == 243
    assert not Appointment.objects.known().filter(cadre__in=people, valid_from__gt=date(2013, 12, 31)).exists()
    last = dict(Standing.objects.filter(cadre__in=people).order_by("valid_to").values_list("cadre", "verdict"))
    assert set(last.values()) == {Verdict.FALLS_SHORT}


# records of programmes


def total(model, column: str, **conditions) -> int:
    return model.objects.known().filter(**conditions).aggregate(total=Sum(column))["total"]


def test_the_records_of_programmes_are_loaded_once():
    before = total(Nomination, "nominated")
    assert programmes.load(by="tests") == 0
    assert total(Nomination, "nominated") == before


def test_cao_bangs_courses_of_2013_and_who_took_part():
    studies = Enrolment.objects.known().filter(course__isnull=False)
    by_subject = Counter(studies.values_list("course__subject", flat=True))
    assert by_subject == {"informatics": 150, "professional": 800, "succession": 398}
    assert Counter(Course.objects.known().values_list("subject", flat=True)) == {"informatics": 5, "professional": 16, "succession": 9}
    serving = set(in_province("04", END_2013).values_list("cadre", flat=True))
    assert set(studies.values_list("cadre", flat=True)) <= serving
    for subject, number in by_subject.items():
        assert studies.filter(course__subject=subject).values("cadre").distinct().count() == number


def test_cao_bangs_succession_plans_count_lots_and_nobody_stands_twice_for_one_post():
    assert (total(Nomination, "nominated"), total(Nomination, "nominated", meets_professional=True)) == (5593, 3915)
    assert SuccessionPlan.objects.known().values("commune").distinct().count() == 199
    assert not Nomination.objects.values("cadre", "post").annotate(times=Count("id")).filter(times__gt=1).exists()
    assert Nomination.objects.values("cadre").annotate(posts=Count("id")).aggregate(most=Max("posts"))["most"] <= 3


def test_cao_bangs_departures_and_their_money():
    assert total(Departure, "amount") == 7_100_000_000
    assert sorted(Counter(Departure.objects.values_list("category__code", flat=True)).values()) == [24, 72, 147]
    assert not Departure.objects.filter(category__over_years__isnull=False, years__lte=20).exists()


def test_intakes_moves_and_lots_of_the_other_articles():
    assert total(Intake, "people", province__code="14", post__code="committee_deputy_chair") == 49
    assert total(Intake, "people", district__code="121") == 47
    assert total(Intake, "people", province__code="06") == 182
    tiers = Move.objects.known().values_list("province__code", "from_tier").annotate(number=Sum("people"))
    assert {row[:2]: row[2] for row in tiers} == {("14", "province"): 29, ("14", "district"): 59, ("06", "district"): 11}
    assert (total(Attendance, "attended"), total(Attendance, "courses"), total(TrainingPlan, "planned")) == (27071, 341, 25980)
    assert (total(Attendance, "attended", district__code="100"), total(TrainingPlan, "planned", district__code="100")) == (8672, 8145)


# Sơn La, Điện Biên


def test_son_las_752_elected_cadres_of_45_or_less():
    elected = in_province("14", END_2013).filter(category=0)
    young = [professional for born, professional in elected.values_list("born_on", "professional") if age(born, END_2013) <= 45]
    assert len(young) == 752
    assert Counter(young)[0] == 135
    assert Counter(young)[10] == 158
    assert [round(Decimal(100 * number) / 752) for number in (135, 158)] == [18, 21]


def test_son_las_older_cadres_are_often_untrained_with_little_schooling():
    elected = in_province("14", END_2013).filter(category=0)
    older = [row[1:] for row in elected.values_list("born_on", "professional", "general_education") if age(row[0], END_2013) > 45]
    assert sum(professional == 0 for professional, _ in older) > len(older) / 3
    assert sum(general in (10, 20) for _, general in older) > len(older) / 2


@pytest.mark.parametrize("day", [END_2021, date(2022, 5, 11), date(2025, 6, 30)])
def test_the_committee_of_thanh_nua_has_sixteen_members(day):
    members = on(day, commune__in=Commune.objects.filter(code="03322"), posts__contains=holding("party_committee_member"))
    assert members.count() == 16
    assert counted(members, Ladder.PROFESSIONAL, 40) == 15
    assert counted(members, Ladder.POLITICAL_THEORY, 20) == 14


# the same person under three regimes


def test_one_person_of_cao_bang_meets_2012_owes_under_2019_and_falls_short_of_2023():
    cadre = Profile.objects.known().get(full_name=returning.NAME).cadre_id
    found = {regime: judged_on(cadre, returning.DAY, regime=regime) for regime in ("R2012", "R2019", "R2023", "")}
    assert {regime: (one.verdict, one.missing, one.owed) for regime, one in found.items()} == {
        "R2012": (Verdict.MEETS, 0, 0),
        "R2019": (Verdict.FALLS_SHORT, Ladder.PROFESSIONAL.bit, Ladder.PROFESSIONAL.bit),
        "R2023": (Verdict.FALLS_SHORT, Ladder.PROFESSIONAL.bit, 0),
        "": (Verdict.FALLS_SHORT, Ladder.PROFESSIONAL.bit, 0),
    }
    (debt,) = [one for one in found["R2019"].findings if one.until]
    assert (debt.outcome, debt.until, debt.award.level) == (Outcome.OWED, date(2024, 12, 25), 20)
    (short,) = found["R2023"].deciding
    assert (short.outcome, short.requirement.clause, short.requirement.minimum) == (Outcome.MISSING, "Điều 10", 40)
    met = next(one for one in found["R2012"].findings if one.requirement.ladder is Ladder.PROFESSIONAL)
    assert Qualification.objects.get(pk=met.award.id).major == "Quản lý văn hóa"
    stretch = on(returning.DAY, cadre=cadre).get()
    assert (stretch.missing, stretch.owed) == (Ladder.PROFESSIONAL.bit, 0)
    assert on(date(2021, 6, 1), cadre=cadre).get().owed == Ladder.PROFESSIONAL.bit


# today, and all days


@pytest.mark.parametrize(("province", "communes"), [("04", 56), ("11", 45), ("14", 75), ("19", 37), ("92", 43)])
def test_today_people_serve_in_the_communes_of_the_two_tier_map(province, communes):
    numbers = Counter(in_province(province, TODAY).values_list("commune", flat=True))
    assert len(numbers) == communes
    assert 30 <= min(numbers.values()) <= max(numbers.values()) <= 41


def test_heads_of_organizations_are_deputy_chairs_of_the_front_today():
    deputies = in_province("04", TODAY).filter(position__in=Position.objects.filter(code="front_deputy_chair").values("id"))
    assert deputies.filter(posts__contains=holding("youth_union_secretary")).count() == 56


def test_levels_rise_over_the_years():
    for portrait in PORTRAITS:
        shares = []
        for year in (2004, 2008, 2011, 2013, 2016, 2021):
            people = in_province(portrait.code, date(year, 12, 31))
            shares.append(
                (counted(people, Ladder.PROFESSIONAL, 40) / people.count(), counted(people, Ladder.POLITICAL_THEORY, 20) / people.count())
            )
        assert shares == sorted(shares), portrait.code
        assert [theory for _, theory in shares] == sorted(theory for _, theory in shares)


def test_a_few_records_are_missing_and_three_verdicts_occur():
    people = in_province("94", TODAY.replace(year=2019))
    assert 0.01 < levels(people, Ladder.POLITICAL_THEORY)[NO_RECORD] / people.count() < 0.06
    assert set(people.values_list("verdict", flat=True)) == set(Verdict)


def test_nobody_holds_two_main_posts_at_once_and_every_post_lies_in_the_life_of_its_commune():
    last: dict[int, date] = {}
    rows = Appointment.objects.known().filter(is_primary=True).order_by("cadre", "valid_from")
    for cadre, first, end, commune_first in rows.values_list("cadre", "valid_from", "valid_to", "commune__valid_from"):
        assert last.get(cadre, date.min) < first
        assert commune_first <= first
        last[cadre] = end or date.max
    positions = Appointment.objects.known().values_list("valid_from", "valid_to", "position__valid_from", "position__valid_to")
    for first, end, position_first, position_last in positions:
        assert position_first <= first
        assert position_last is None or (end is not None and end <= position_last)


def test_people_serve_between_18_and_65_and_no_name_of_an_article_is_used():
    born = dict(Profile.objects.known().values_list("cadre", "born_on"))
    for cadre, first, last in Appointment.objects.known().values_list("cadre", "valid_from", "valid_to"):
        assert age(born[cadre], first) >= 18
        assert age(born[cadre], last or TODAY) <= 65
    assert not Profile.objects.filter(full_name__in=NOT_USED).exists()


def test_nothing_is_said_from_the_future():
    latest = datetime(2026, 10, 31, tzinfo=UTC)
    for model in (Profile, Appointment, Qualification, Enrolment):
        assert model.objects.aggregate(last=Max("recorded_at"))["last"] < latest
    assert Qualification.objects.aggregate(last=Max("awarded_on"))["last"] <= LAST_DAY
    assert Appointment.objects.aggregate(last=Max("valid_from"))["last"] <= LAST_DAY


def test_some_diplomas_were_recorded_late_and_some_facts_were_corrected():
    then = datetime(2013, 12, 31, 17, tzinfo=UTC)
    earned = Qualification.objects.filter(awarded_on__lte=END_2013, ladder="professional")
    assert earned.known().filter(recorded_at__gt=then).exists()
    for model in (Profile, Appointment, Qualification):
        corrected = model.objects.exclude(supersedes=None)
        assert corrected.count() > 50
        for old, new in corrected.values_list("supersedes__superseded_at", "recorded_at"):
            assert old == new


def test_deriving_people_again_changes_nothing():
    people = list(Cadre.objects.order_by("pk").values_list("pk", flat=True)[::250])
    before = set(Standing.objects.filter(cadre__in=people).values_list())
    restand(people, day=TODAY)
    assert set(Standing.objects.filter(cadre__in=people).values_list()) == before


# loading


def test_a_second_load_changes_nothing():
    before = [model.objects.count() for model in (Cadre, Profile, Appointment, Qualification, Enrolment, Standing, AuditEvent)]
    assert is_loaded()
    assert load(by="tests", day=TODAY) == 0
    assert before == [model.objects.count() for model in (Cadre, Profile, Appointment, Qualification, Enrolment, Standing, AuditEvent)]


def test_the_same_people_are_invented_every_time():
    places = atlas()
    portrait = PORTRAITS[-1]
    assert digest(people_of(portrait, places, examiner(places))) == digest(people_of(portrait, places, examiner(places)))


def test_other_peoples_records_are_not_mixed_with_the_demo():
    AuditEvent.objects.filter(act="demo-loaded")._raw_delete("default")
    with pytest.raises(Occupied, match="DATABASE_URL"):
        load(by="tests", day=TODAY)


# log-ins


def test_the_cast_is_created_once_with_its_scopes(settings):
    settings.DEBUG = True
    log_ins.create()
    log_ins.create()
    assert dict(User.objects.values_list("username", "role")) == {name: role for name, _, role, _ in log_ins.CAST}
    assert all(user.check_password("chuanxa-demo") for user in User.objects.all())
    assert Scope.objects.get(user__username="quantri").everywhere
    assert set(Scope.objects.filter(user__username="quan").values_list("province__code", flat=True)) == {"92", "94"}


def test_hanh_keeps_a_commune_of_cao_bang_and_the_communes_it_was_made_of(settings):
    settings.DEBUG = True
    log_ins.create()
    communes = [scope.commune for scope in Scope.objects.filter(user__username="hanh").select_related("commune")]
    assert {commune.code for commune in communes} > {log_ins.HOME}
    assert [str(commune) for commune in communes if commune.valid_to is None] == ["Xã Phục Hòa"]
    assert on(END_2013, commune__in=communes).exists()
    assert on(TODAY, commune__in=communes).exists()


def test_known_passwords_are_refused_where_debug_is_off(settings):
    settings.DEBUG = False
    with pytest.raises(log_ins.Refused, match="DEBUG"):
        log_ins.create()
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("load_demo")


def test_the_command_leaves_a_loaded_database_alone(settings):
    settings.DEBUG = True
    out = StringIO()
    call_command("load_demo", stdout=out)
    assert "không thay đổi gì" in out.getvalue()
    assert not User.objects.exists()

"""The words of a checklist: the record, the clause, the allowance, and what would close the gap."""

from dataclasses import replace
from datetime import date

from cadres import checklist
from cadres.cases import Award, Case, Traits
from cadres.checklist import Known, Study
from cadres.levels import Ladder
from cadres.requirements import AgeKind, AgeRule, AllowanceKind, AllowanceRule, RequirementRule, StandardRule
from cadres.standards import judge
from chuanxa.periods import Period

DAY = date(2020, 6, 1)
OWED = AllowanceRule(
    AllowanceKind.OWED, held_before=date(2019, 12, 25), until=date(2024, 12, 25), text="Tuyển trước 25/12/2019", clause="Điều 3"
)
LOWERED = AllowanceRule(AllowanceKind.LOWERED, 20, areas=frozenset({"mountain"}), text="Xã miền núi", clause="Điều 5", verified=True)
EXEMPT = AllowanceRule(AllowanceKind.EXEMPT, minority=True, text="Người dân tộc thiểu số", verified=True)
DEGREE = RequirementRule("Đại học trở lên", Ladder.PROFESSIONAL, 40, clause="Điều 1", verified=True)
CASE = Case(DAY, held=(Period(date(2010, 1, 1)),))
KNOWN = Known(DAY, {7: "Trung cấp, Luật, 06/2012"})


def told(requirement: RequirementRule, case: Case = CASE, known: Known = KNOWN) -> checklist.Item:
    (item,) = checklist.items(judged(case, requirement), known)
    return item


def judged(case: Case, *requirements: RequirementRule):
    rule = StandardRule(1, "Công chức xã", "Thông tư 13/2019/TT-BNV", Period(date(2019, 12, 25)), frozenset({1}), requirements)
    return judge(case, rule)


def with_level(level: int, relevant: bool | None = None) -> Case:
    return CASE._replace(awards=(Award(Ladder.PROFESSIONAL, level, date(2012, 6, 1), relevant, 7),))


def test_met_names_the_record_and_the_clause():
    item = told(DEGREE, with_level(40), Known(DAY, {7: "Đại học, Luật, 06/2012"}))
    assert (item.slug, item.record, item.clause, item.closing, item.doubtful) == ("met", "Đại học, Luật, 06/2012", "Điều 1", (), False)
    assert item.reason == "Cần từ Đại học trở lên."


def test_missing_says_what_would_close_the_gap():
    item = told(DEGREE, with_level(20))
    assert item.slug == "missing" and item.decides and item.record == "Trung cấp, Luật, 06/2012"
    assert item.closing == ("Cần học chuyên môn, nghiệp vụ: đại học. Chưa ghi nhận lớp nào đang học.",)


def test_a_study_under_way_closes_it_when_it_leads_high_enough():
    studies = (
        Study(Ladder.PROFESSIONAL, 40, Period(date(2019, 9, 5), date(2023, 6, 30))),
        Study(Ladder.PROFESSIONAL, 30, Period(date(2020, 1, 1))),
        Study(Ladder.PROFESSIONAL, 40, Period(date(2021, 1, 1))),
        Study(Ladder.INFORMATICS, 40, Period(date(2020, 1, 1))),
    )
    assert told(DEGREE, with_level(20), replace(KNOWN, studies=studies)).closing == (
        "Đang học đại học từ 05/09/2019, dự kiến xong 30/06/2023; học xong thì đạt.",
        "Đang học cao đẳng từ 01/01/2020; học xong vẫn thiếu: cần đại học.",
    )


def test_owed_says_until_when_and_why():
    item = told(replace(DEGREE, allowances=(OWED,)), with_level(20), replace(KNOWN, retires_on=date(2024, 3, 31)))
    assert item.slug == "owed" and item.doubtful, "the clause of the debt was not read"
    assert item.reason == "Nợ đến hết ngày 25/12/2024: cần từ Đại học trở lên. Vì: Tuyển trước 25/12/2019."
    assert item.clause == "Điều 1; Điều 3"
    assert item.closing[-1] == "Đến tuổi nghỉ hưu ngày 31/03/2024, trước khi hết hạn nợ."


def test_exempt_says_why():
    lowered = told(replace(DEGREE, allowances=(LOWERED,)), with_level(20)._replace(areas=frozenset({"mountain"})))
    assert (lowered.slug, lowered.reason) == ("exempt", "Được hạ mức còn Trung cấp. Vì: Xã miền núi.")
    lifted = told(replace(DEGREE, allowances=(EXEMPT,)), with_level(20)._replace(traits=Traits(minority=True)))
    assert (lifted.slug, lifted.reason) == ("exempt", "Được miễn. Vì: Người dân tộc thiểu số.")


def test_unclear_says_what_to_complete():
    assert told(DEGREE).closing[0].startswith("Bổ sung văn bằng, chứng chỉ chuyên môn, nghiệp vụ vào hồ sơ")
    perhaps = told(replace(DEGREE, allowances=(EXEMPT,)), with_level(20))
    assert perhaps.slug == "unclear" and perhaps.closing == ("Bổ sung dân tộc vào lý lịch.",)
    field = told(replace(DEGREE, fitting=True), with_level(40))
    assert field.slug == "unclear" and field.closing == ("Ghi ngành của văn bằng có phù hợp chức danh hay không.",)


def test_a_field_that_does_not_fit_is_missing_whatever_the_level():
    item = told(replace(DEGREE, fitting=True), with_level(60, relevant=False))
    assert item.slug == "missing" and "không phù hợp chức danh" in item.reason and "ngành phù hợp" in item.closing[0]


def test_an_age_is_asked_of_new_holders_only():
    age = RequirementRule("Không quá 45 tuổi", age=AgeRule(AgeKind.AT_MOST, 45, 40), verified=True)
    assert told(age).slug == "not_asked"
    new = CASE._replace(held=(Period(date(2020, 1, 1)),))
    assert told(age, new).closing == ("Bổ sung ngày sinh và giới tính vào lý lịch.",)
    old = new._replace(traits=Traits(1, (date(1960, 1, 1), date(1960, 1, 1))))
    assert told(age, old).slug == "missing" and "không bù được bằng học" in told(age, old).closing[0]
    assert told(age, old).reason == "Khi giữ chức danh lần đầu không quá 45 (nữ 40) tuổi."


def test_what_is_only_told_is_not_judged():
    item = told(RequirementRule("Có phẩm chất đạo đức tốt"))
    assert (item.slug, item.label, item.decides, item.closing) == ("untold", "Chưa xét tự động", False, ())


def test_the_sentence_names_what_decides():
    judgement = judged(with_level(20), replace(DEGREE, allowances=(OWED,)), RequirementRule("THPT", Ladder.GENERAL_EDUCATION, 30))
    assert checklist.sentence(judgement) == (
        "Xét theo “Công chức xã”; còn nợ: Chuyên môn, nghiệp vụ (đến hết 25/12/2024); chưa rõ: Giáo dục phổ thông."
    )
    assert checklist.sentence(judged(with_level(40), DEGREE)) == "Xét theo “Công chức xã”; các yêu cầu xét được đều đạt."
    assert "Chế độ 2004 không có tiêu chuẩn" in checklist.sentence(judge(CASE, None), "R2004")
    assert "chưa có tiêu chuẩn nào" in checklist.sentence(judge(CASE, None))


def test_what_decides_stands_first():
    found = checklist.items(judged(with_level(20), RequirementRule("Phẩm chất"), DEGREE), KNOWN)
    assert [item.slug for item in found] == ["missing", "untold"]


def test_ladders_that_are_not_asked_are_named():
    assert checklist.not_asked(judged(CASE, DEGREE))[:2] == ["Giáo dục phổ thông", "Lý luận chính trị"]
    assert checklist.not_asked(judge(CASE, None)) == []

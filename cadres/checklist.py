"""Says in words how each requirement came out for one person: the record that satisfied it, the clause, and what would close the gap.

Pure. Sentences of a verdict are made here and nowhere else. A clause whose text was not read says so wherever it decides.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cadres.levels import STANDING_LADDERS, Ladder
from cadres.openings import Opening, fitting
from cadres.requirements import AGE, FIELD_OF_STUDY, AgeKind, AllowanceKind, RequirementRule
from cadres.standards import Finding, Judgement, Outcome, Verdict
from chuanxa.periods import Period


@dataclass(frozen=True, slots=True)
class Study:
    """Somebody studies towards a level of a ladder over a period."""

    ladder: Ladder
    level: int
    period: Period


@dataclass(frozen=True)
class Known:
    """What the sentences may speak of besides the judgement.

    Records by id in words, studies, the last day of work if it is known, and what the province is going to teach.
    """

    day: date
    records: Mapping[int, str]
    studies: tuple[Study, ...] = ()
    retires_on: date | None = None
    openings: tuple[Opening, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One requirement on the page. `doubtful`: the conclusion rests on a text that was not read. `openings`: (sentence, address)."""

    requirement: str
    slug: str
    label: str
    reason: str
    record: str
    clause: str
    doubtful: bool
    decides: bool
    closing: tuple[str, ...]
    openings: tuple[tuple[str, str], ...] = ()


def items(judgement: Judgement, known: Known) -> list[Item]:
    """One item a requirement: what decides stands first, each part in the order of the standard."""
    deciding = judgement.deciding
    found = [_item(finding, finding in deciding, known) for finding in judgement.findings]
    return sorted(found, key=lambda item: not item.decides)


def sentence(judgement: Judgement, regime: str = "") -> str:
    """The verdict in one sentence: by which standard, what is missing, owed, or not on record."""
    if judgement.standard is None:
        of = f"Chế độ {regime_year(regime)} không có" if regime else "Hệ thống chưa có"
        return f"{of} tiêu chuẩn nào cho chức danh này, nên không kết luận." if regime else _SILENT
    said = [f"Xét theo “{judgement.standard.name}”"]
    for outcome, words in ((Outcome.MISSING, "còn thiếu"), (Outcome.OWED, "còn nợ"), (Outcome.UNCLEAR, "chưa rõ")):
        if named := _named(judgement, outcome):
            said.append(f"{words}: {', '.join(named)}")
    if len(said) == 1:
        met = judgement.verdict is Verdict.MEETS
        said.append("các yêu cầu xét được đều đạt" if met else "chưa có yêu cầu nào xét được tự động")
    return f"{'; '.join(said)}."


_SILENT = "Hệ thống chưa có tiêu chuẩn nào cho chức danh này vào ngày đang xem, nên chưa kết luận."


def _named(judgement: Judgement, outcome: Outcome) -> list[str]:
    found = []
    for finding in judgement.findings:
        if finding.outcome is outcome and finding.requirement.is_judged:
            until = f" (đến hết {finding.until:%d/%m/%Y})" if finding.until else ""
            found.append(f"{criterion(finding.requirement, finding.bit)}{until}")
    return found


def criterion(requirement: RequirementRule, bit: int = 0) -> str:
    """What is asked about, in a few words."""
    if bit == FIELD_OF_STUDY:
        return "Ngành phù hợp chức danh"
    if requirement.ladder is not None:
        return requirement.ladder.label
    return "Tuổi khi giữ chức danh lần đầu" if requirement.age is not None else requirement.text


def not_asked(judgement: Judgement) -> list[str]:
    """The ladders that the standard does not speak of."""
    if judgement.standard is None:
        return []
    asked = {requirement.ladder for requirement in judgement.standard.requirements}
    return [ladder.label for ladder in STANDING_LADDERS if ladder not in asked]


def regime_year(regime: str) -> str:
    """ "R2012" is the regime of 2012; a province may name its own otherwise."""
    return regime[1:] if regime[:1] == "R" and regime[1:].isdigit() else regime


def short_basis(basis: str) -> str:
    """The first text of a basis without its date or article: "Nghị định 33/2023/NĐ-CP", "Luật Cán bộ, công chức 2025"."""
    return re.split(r";| ngày |, (?=[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Ss]ửa|[Hh]ướng)", basis)[0].strip()


def _item(finding: Finding, decides: bool, known: Known) -> Item:
    requirement, allowance = finding.requirement, finding.allowance
    clauses = [requirement.clause, *([allowance.clause] if allowance and allowance.clause != requirement.clause else [])]
    return Item(
        requirement.text,
        finding.outcome if requirement.is_judged else "untold",
        finding.outcome.label if requirement.is_judged else "Chưa xét tự động",
        _reason(finding),
        known.records.get(finding.award.id, "") if finding.award else "",
        "; ".join(filter(None, clauses)),
        not finding.verified,
        decides,
        tuple(_closing(finding, known)),
        tuple(_openings(finding, known)),
    )


def wanting(judgement: Judgement) -> set[Ladder]:
    """The ladders on which learning would close a gap."""
    return {finding.requirement.ladder for finding in judgement.findings if _is_gap(finding)}


def _is_gap(finding: Finding) -> bool:
    gap = finding.outcome in (Outcome.MISSING, Outcome.OWED) and finding.requirement.is_judged
    return gap and finding.bit != AGE and finding.requirement.ladder is not None


def _openings(finding: Finding, known: Known) -> Iterable[tuple[str, str]]:
    """The courses to come and the plans that would close the gap."""
    return fitting(known.openings, finding.requirement.ladder, finding.minimum) if _is_gap(finding) else ()


def _reason(finding: Finding) -> str:
    if not finding.requirement.is_judged:
        return "Hệ thống không giữ dữ liệu này."
    if finding.requirement.age is not None:
        return _age_reason(finding)
    if finding.bit == FIELD_OF_STUDY:
        return _field_reason(finding)
    asked = _asked(finding)
    if finding.outcome is Outcome.OWED:
        return f"Nợ đến hết ngày {finding.until:%d/%m/%Y}: {asked}. {_why(finding)}"
    if finding.outcome is Outcome.EXEMPT:
        return _exempt_reason(finding)
    if finding.outcome is Outcome.UNCLEAR:
        lacking = (
            "hồ sơ chưa ghi trình độ này"
            if finding.award is None
            else "hồ sơ chưa ghi dân tộc, nên chưa biết có được hạ mức hay miễn không"
        )
        return f"{_capital(asked)}; {lacking}."
    lowered = f" {_why(finding)}" if finding.allowance else ""
    return f"{_capital(asked)}.{lowered}"


def _asked(finding: Finding) -> str:
    level = finding.requirement.ladder.levels(finding.minimum if finding.minimum is not None else finding.requirement.minimum)
    return f"cần từ {level.label} trở lên"


def _exempt_reason(finding: Finding) -> str:
    if finding.allowance.kind is AllowanceKind.LOWERED:
        level = finding.requirement.ladder.levels(finding.minimum)
        return f"Được hạ mức còn {level.label}. {_why(finding)}"
    return f"Được miễn. {_why(finding)}"


def _why(finding: Finding) -> str:
    text = finding.allowance.text.strip()
    return f"Vì: {text}{'' if text.endswith('.') else '.'}" if text else ""


def _field_reason(finding: Finding) -> str:
    if finding.outcome is Outcome.MISSING:
        return "Trình độ đủ mức nhưng ngành được ghi là không phù hợp chức danh."
    return "Trình độ đủ mức nhưng hồ sơ chưa ghi ngành có phù hợp chức danh hay không."


def _age_reason(finding: Finding) -> str:
    asked = _age_asked(finding)
    if finding.outcome is Outcome.NOT_ASKED:
        return f"{asked}, chỉ với người giữ chức danh lần đầu từ khi tiêu chuẩn có hiệu lực."
    if finding.outcome is Outcome.UNCLEAR:
        return f"{asked}; hồ sơ chưa ghi đủ ngày sinh hoặc giới tính."
    return f"{asked}. {_why(finding)}" if finding.outcome is Outcome.EXEMPT else f"{asked}."


def _age_asked(finding: Finding) -> str:
    age = finding.requirement.age
    women = f" (nữ {age.limit_women})" if age.limit_women is not None else ""
    if age.kind is AgeKind.MONTHS_LEFT:
        return f"Khi giữ chức danh lần đầu còn ít nhất {age.limit}{women} tháng đến tuổi nghỉ hưu"
    words = "ít nhất" if age.kind is AgeKind.AT_LEAST else "không quá"
    return f"Khi giữ chức danh lần đầu {words} {age.limit}{women} tuổi"


def _closing(finding: Finding, known: Known) -> Iterable[str]:
    """What would close the gap: a study under way, a record to be completed, or retirement before the debt is due."""
    if finding.outcome is Outcome.UNCLEAR and finding.requirement.is_judged:
        yield _to_complete(finding)
    if finding.outcome not in (Outcome.MISSING, Outcome.OWED):
        return
    if finding.bit == AGE:
        yield "Điều kiện này tính ở ngày giữ chức danh lần đầu, không bù được bằng học."
        return
    yield from _studying(finding, known)
    if finding.until and known.retires_on and known.retires_on <= finding.until:
        yield f"Đến tuổi nghỉ hưu ngày {known.retires_on:%d/%m/%Y}, trước khi hết hạn nợ."


def _studying(finding: Finding, known: Known) -> Iterable[str]:
    ladder, found = finding.requirement.ladder, False
    for study in known.studies:
        if study.ladder is not ladder or known.day not in study.period:
            continue
        found = True
        label = _small(ladder.levels(study.level).label)
        end = f", dự kiến xong {study.period.last:%d/%m/%Y}" if study.period.last else ""
        enough = (
            "học xong thì đạt"
            if study.level >= finding.minimum
            else f"học xong vẫn thiếu: cần {_small(ladder.levels(finding.minimum).label)}"
        )
        yield f"Đang học {label} từ {study.period.first:%d/%m/%Y}{end}; {enough}."
    if not found:
        wanted = "văn bằng ngành phù hợp chức danh" if finding.bit == FIELD_OF_STUDY else _small(ladder.levels(finding.minimum).label)
        yield f"Cần học {_small(ladder.label)}: {wanted}. Chưa ghi nhận lớp nào đang học."


def _to_complete(finding: Finding) -> str:
    if finding.bit == AGE:
        return "Bổ sung ngày sinh và giới tính vào lý lịch."
    if finding.bit == FIELD_OF_STUDY:
        return "Ghi ngành của văn bằng có phù hợp chức danh hay không."
    if finding.award is not None:
        return "Bổ sung dân tộc vào lý lịch."
    return f"Bổ sung văn bằng, chứng chỉ {_small(finding.requirement.ladder.label)} vào hồ sơ; nếu chưa học thì ghi là chưa qua đào tạo."


def _small(label: str) -> str:
    """A label inside a sentence; abbreviations keep their capitals."""
    return label[:1].lower() + label[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

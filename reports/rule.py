"""Says by which rules a day is judged."""

from datetime import date

from cadres.standards import StandardBook
from reports.sentences import day_text


def rule_text(book: StandardBook, day: date) -> str:
    """The legal bases in force on `day`, and whether some of their rows are not verified."""
    in_force = [rule for rule in book.standards if day in rule.period]
    if not in_force:
        return f"Ngày {day_text(day)} chưa có tiêu chuẩn nào trong hệ thống; mọi người được xếp “chưa đủ dữ liệu”."
    bases = "; ".join(dict.fromkeys(rule.basis for rule in in_force))
    unverified = any(not requirement.verified for rule in in_force for requirement in rule.requirements)
    mark = " Một số mức chưa kiểm chứng." if unverified else ""
    return f"Xét theo quy định có hiệu lực ngày {day_text(day)}: {bases}.{mark}"

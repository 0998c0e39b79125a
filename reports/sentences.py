"""The one sentence that says what a table or a chart shows, in the register of Vietnamese reports.

Pure: numbers in, text out. Every percentage in a sentence carries its count and total.
"""

from datetime import date
from decimal import Decimal

from reports.report import PEOPLE, Row, Trend
from reports.rounding import written
from reports.shares import Attainment, Share, difference_in_points


def number(value: int) -> str:
    """3242 → "3.242"."""
    return f"{value:,}".replace(",", ".")


def percent(share: Share | Attainment, places: int | None = None) -> str:
    """ "31,44%" as the report rounds, or half-up to `places` decimals; "—" when the total is 0."""
    found = share.percent(places)
    return "—" if found is None else f"{decimal(written(found))}%"


def decimal(value: Decimal | str) -> str:
    """Decimal("17.14") → "17,14"."""
    return f"{value}".replace(".", ",")


def day_text(day: date) -> str:
    """dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"


def in_full(share: Share | Attainment, unit: str = PEOPLE) -> str:
    """ "78/109 người (71,56%)"."""
    return f"{number(share.count)}/{number(share.total)} {unit} ({percent(share)})"


def count_heading(unit: str = PEOPLE) -> str:
    """What stands above a column of counts: "Số người", "Số lượt", "Số tiền (đồng)"."""
    return "Số tiền (đồng)" if unit == "đồng" else f"Số {unit}"


def total_heading(attained: bool) -> str:
    """What stands above the totals beside them."""
    return "Kế hoạch" if attained else "Trên tổng số"


def share_heading(attained: bool) -> str:
    """What stands above the percentages."""
    return "Đạt kế hoạch" if attained else "Tỷ lệ"


def distribution(rows: tuple[Row, ...], total: int, *, names: bool = False) -> str:
    """The largest class, and how many have no record. Labels that are `names` keep their capital."""
    if not total:
        return "Không có người nào trong phạm vi này."
    known = [row for row in rows if row.key != "unknown" and row.count]
    if not known:
        return f"Cả {number(total)} người đều chưa có dữ liệu."
    largest = max(known, key=lambda row: row.count)
    label = largest.label if names else lower_first(largest.label)
    said = f"Nhiều nhất là {label}: {in_full(largest.share)}."
    unknown = next((row.count for row in rows if row.key == "unknown"), 0)
    return f"{said} Chưa có dữ liệu: {number(unknown)} người." if unknown else said


def verdicts(meets: int, short: int, unknown: int) -> str:
    """Of everybody, how many meet, fall short, cannot be judged."""
    total = meets + short + unknown
    if not total:
        return "Không có người nào trong phạm vi này."
    said = f"Trong {number(total)} người, {number(meets)} người đạt chuẩn ({percent(Share(meets, total))}), {number(short)} người chưa đạt"
    return f"{said}; {number(unknown)} người chưa đủ dữ liệu để kết luận." if unknown else f"{said}."


def change(now: Share, before: Share, before_day: date) -> tuple[str, str]:
    """("▲ 17,14 điểm so với 31/12/2011", "up"); direction is up, down or same; "" when either side has nobody."""
    points = difference_in_points(now, before)
    if points is None:
        return "", "same"
    if not points:
        return f"bằng ngày {day_text(before_day)}", "same"
    sign, direction = ("▲", "up") if points > 0 else ("▼", "down")
    return f"{sign} {decimal(abs(points))} điểm so với {day_text(before_day)}", direction


def head_count_change(now: int, before: int, before_day: date) -> tuple[str, str]:
    """("+12 người so với 31/12/2011", direction)."""
    if now == before:
        return f"bằng ngày {day_text(before_day)}", "same"
    sign = "+" if now > before else "−"
    return f"{sign}{number(abs(now - before))} người so với {day_text(before_day)}", "up" if now > before else "down"


def trend(lines: Trend) -> str:
    """From the first to the last day on which anything is known."""
    said = []
    for line in lines.lines:
        known = [(day, share) for day, share in zip(lines.days, line.shares, strict=True) if share is not None and share.total]
        if len(known) > 1:
            (first, start), (last, end) = known[0], known[-1]
            said.append(f"{line.label}: từ {in_full(start)} ngày {day_text(first)} đến {in_full(end)} ngày {day_text(last)}")
    return "; ".join(said) + "." if said else "Chưa đủ hai mốc thời gian để so sánh."


def lower_first(text: str) -> str:
    """Lower the first letter unless the word is an abbreviation."""
    return text if len(text) > 1 and text[1].isupper() else text[:1].lower() + text[1:]

"""How a number looks in Vietnamese: 3.604 people, 31,44%, +17,14 points, and how long its bar is.

A percentage is never written without its count and its total beside it; templates write the three together. Rounding is
that of `reports.shares` (half-up); nothing here rounds a percentage by another rule.
"""

from decimal import Decimal
from typing import NamedTuple

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reports import sentences
from reports.chart_look import STEPS
from reports.rounding import in_force
from reports.sentences import percent as percent_text
from reports.shares import Share, difference_in_points

register = template.Library()

NOTHING = "—"
MINUS = "−"  # the minus sign, not a hyphen


def share_of(thing) -> Share | None:
    """The share a template holds: a Share, a Row (`count` of `total`), a KeyFigure or Measure (`share`), or nothing."""
    if thing is None or isinstance(thing, Share):
        return thing
    if hasattr(thing, "share"):
        return thing.share
    return Share(thing.count, thing.total)


@register.filter
def vn(number) -> str:
    """3604 → "3.604"; Decimal("17.14") → "17,14"; None → "—"."""
    if number is None:
        return NOTHING
    text = f"{number:,}".translate({ord(","): ".", ord("."): ","})
    return text.replace("-", MINUS)


@register.filter
def percent(thing) -> str:
    """The share of a Share, Row, Measure or KeyFigure as "31,44%"; "—" when there is nobody to count."""
    share = share_of(thing)
    return NOTHING if share is None else percent_text(share)


@register.simple_tag
def rounding_said() -> str:
    """How the percentages of this page are rounded."""
    return in_force().said()


@register.filter
def base(thing) -> str:
    """The count and the total that stand beside a percentage: "1.133 / 3.604"."""
    share = share_of(thing)
    return NOTHING if share is None else f"{vn(share.count)} / {vn(share.total)}"


@register.filter
def points(row) -> str:
    """What a Row gained since the compared day, in percentage points: "+17,14", "−3,20", "0,00"; "" when not compared."""
    gained = _gained(row)
    if gained is None:
        return ""
    return ("+" if gained > 0 else "") + vn(gained)


@register.filter
def sense(row) -> str:
    """The way a Row moved since the compared day: up, down or same."""
    gained = _gained(row)
    return "same" if not gained else "up" if gained > 0 else "down"


def _gained(row) -> Decimal | None:
    before = getattr(row, "before", None)
    return None if before is None else difference_in_points(share_of(row), before)


@register.filter
def width(thing, scale: int = 100) -> str:
    """The class of a bar: `w31` is 31 % of its track. `scale` is the percentage that fills the track.

    A count above zero is never drawn as nothing, and only the whole is drawn as the whole.
    """
    share = share_of(thing)
    if share is None or not share.count or not share.total:
        return "w0"
    hundredths = share.count * 10_000 // (share.total * int(scale))
    return f"w{max(1, min(100, hundredths))}"


@register.filter
def scale(table) -> int:
    """The percentage that fills the tracks of a table: the first of 25, 50, 75, 100 above its longest bar, of either day."""
    shares = [share for row in table.rows for share in (share_of(row), row.before) if share is not None and share.total]
    longest = max((share.count / share.total for share in shares), default=1)
    return next(step for step in (25, 50, 75, 100) if longest * 100 <= step)


class Bar(NamedTuple):
    """A row of a distribution as it is drawn and read; every number is text already (a page has hundreds)."""

    key: str
    label: str
    colour: str
    width: str
    width_before: str
    count: str
    total: str
    href: str | None
    percent: str
    points: str


@register.filter
def bars(table) -> list[Bar]:
    """The rows of a distribution, ready to be written; the longest bar of either day nearly fills the track."""
    full = scale(table)
    return [
        Bar(
            row.key,
            row.label,
            slug_colour(row.key),
            width(row, full),
            width(row.before, full) if row.before else "",
            vn(row.count),
            vn(row.total),
            row.href,
            percent(row),
            points(row),
        )
        for row in table.rows
    ]


@register.filter
def by_day(trend) -> list[tuple[str, SafeString]]:
    """The table twin of a trend: (day, its cells) for each day; a cell is the percentage with its count and total under it."""
    columns = zip(*(line.shares for line in trend.lines), strict=True)
    return [(f"{day:%d/%m/%Y}", _cells(shares)) for day, shares in zip(trend.days, columns, strict=True)]


def _cells(shares) -> SafeString:
    known = ("—" if share is None else f'{percent(share)} <span class="of">{base(share)}</span>' for share in shares)
    return mark_safe("".join(f'<td class="n">{cell}</td>' for cell in known))  # noqa: S308 (digits and signs only)


@register.filter
def has_own_totals(table) -> bool:
    """True when each row has a total to show: people of each group, or its own plan; not a part of the table's."""
    return any(row.attained or row.total != table.total for row in table.rows)


@register.filter
def has_shares(table) -> bool:
    """True when the rows are shares of something."""
    return any(row.total for row in table.rows)


@register.filter
def count_heading(unit: str) -> str:
    """What stands above the counts of a table."""
    return sentences.count_heading(unit)


@register.filter
def total_heading(table) -> str:
    """What stands above the totals of its rows."""
    return sentences.total_heading(any(row.attained for row in table.rows))


@register.filter
def share_heading(table) -> str:
    """What stands above its percentages."""
    return sentences.share_heading(any(row.attained for row in table.rows))


@register.filter
def slug_colour(slug: str) -> str:
    """The colour class of a row: a step of the ramp (`l0` … `l5`), `meets`, `short`, `unknown`, or `plain`; as in its chart."""
    return "unknown" if slug == "unknown" else STEPS.get(slug, "plain")


def counted(count: int, href: str | None) -> SafeString:
    """A number of people that opens them, or the plain number for those who may not see names. For cells of tables."""
    return format_html('<a href="{}">{}</a>', href, vn(count)) if href else format_html("{}", vn(count))


def shared(thing, href: str | None = None) -> SafeString:
    """A count that opens its people with its percentage under it. For cells of tables; the total is a column of the same row."""
    share = share_of(thing)
    return format_html('{} <span class="pct">{}</span>', counted(share.count, href), percent(share))


def mini_band(meets: int, falls_short: int, unknown: int) -> SafeString:
    """The verdict band of one row, a drawing only: the three counts stand in the row's own columns or in its label."""
    total = meets + falls_short + unknown
    if not total:
        return SafeString('<span class="mini"></span>')
    return format_html(
        '<span class="mini" role="img" aria-label="Đạt {}, chưa đạt {}, chưa đủ dữ liệu {}">'
        '<i class="meets {}"></i><i class="short {}"></i><i class="unknown {}"></i></span>',
        *(vn(number) for number in (meets, falls_short, unknown)),
        *(width(Share(number, total)) for number in (meets, falls_short, unknown)),
    )


@register.filter
def row_band(row) -> SafeString | str:
    """The verdict band of a Row whose measures hold all three verdicts; nothing for any other Row."""
    counts = {measure.key: measure.share.count for measure in row.measures}
    if not {"meets", "falls_short", "unknown"} <= counts.keys():
        return ""
    return mini_band(counts["meets"], counts["falls_short"], counts["unknown"])


@register.filter
def verdict_sign(slug: str) -> SafeString:
    """The sign of a verdict alone; the words beside it say the same."""
    return format_html('<i class="sign sign--{}" aria-hidden="true"></i>', slug_colour(slug))


@register.filter
def verdict_mark(slug: str, label: str) -> SafeString:
    """A verdict as a word with its sign; the sign differs in shape, not only in colour."""
    return format_html('<span class="verdict verdict--{}">{}</span>', slug_colour(slug), label)

"""What the data themselves are worth: records that break a rule, empty fields, possible doubles, records nobody looked at. Pure."""

from reports.sentences import day_text
from reports.written.source import Source
from reports.written.words import Part, Words, listed, sentence, words


def quality(source: Source) -> Words:
    """One sentence; () of nobody."""
    figures = {one.key: one for one in source.report.key_figures}
    if not figures.get("people") or not figures["people"].count:
        return ()
    found = [one for key, one in figures.items() if key != "people" and one.count and one.share]
    start = f"xét hồ sơ đang có ngày {day_text(source.report.day)}, "
    if not found:
        return sentence(start, "không còn chỗ nào trái quy tắc, để trống, trùng nhau hay quá lâu chưa xem lại")
    parts = [
        words("còn " if not place else "", source.figure(one), f" {_says(one.label)} (", source.figure(one, Part.SHARE), ")")
        for place, one in enumerate(found)
    ]
    return sentence(start, listed(parts))


def _says(label: str) -> str:
    """ "Chưa đúng: hồ sơ có chỗ trái quy tắc" → "hồ sơ có chỗ trái quy tắc"."""
    return label.partition(": ")[2] or label

"""One published report of Cao Bằng in the small world: an equal figure, flagged ones, an input."""

from reports.actions.published import record_figures, record_report
from reports.models import PublishedFigure, PublishedReport

CODE = "bai-thu"
DAY = "ngay=14/2/2014"
SHARES = (
    ("Đại học", "dai-hoc", "62,46", "university"),
    ("Cao đẳng", "cao-dang", "5,67", "college"),
    ("Còn lại", "con-lai", "37,54", "untrained"),
)


def make_published(places) -> PublishedReport:
    """The three shares total 105,67: college was counted twice."""
    report = record_report(PublishedReport(code=CODE, title="Bài thử về Cao Bằng", province=places.cao_bang), by="minh")
    units = {"page": "/bao-cao/don-vi/", "query": f"tinh=04&{DAY}", "table": "commune_kinds"}
    people = {"page": "/tinh/04/", "query": DAY, "table": "professional", "value": "share", "group": "Chuyên môn", "unit": "%"}
    record_figures(
        [
            PublishedFigure(report=report, code="xa", label="Số xã", printed="6", unit="xã", **units),
            PublishedFigure(report=report, code="bien-gioi", label="Đường biên giới", printed="250", unit="km", note="Số nêu sẵn."),
            *(PublishedFigure(report=report, code=code, label=label, printed=text, row=row, **people) for label, code, text, row in SHARES),
        ],
        by="minh",
    )
    return report

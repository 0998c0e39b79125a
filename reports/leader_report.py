"""What a leader's workbook is made of: reports that have pages of their own, in the order in which a leader asks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reports.area_report import area_report
from reports.data_cells import DataCells, data_cells
from reports.definitions import bases_in_force
from reports.kinds import before_after, lacking, training_needs
from reports.material import quality_report, scheme_reports
from reports.remainders import with_remainders
from reports.report import Report, Table
from reports.selection import Selection


@dataclass(frozen=True, slots=True)
class LeaderReport:
    """`before_after` is None where no earlier day is known; `quality` where the data are not judged (the country, filters)."""

    area: Report
    lacking: Report
    needs: Report
    before_after: Report | None
    schemes: tuple[tuple[str, str, Report], ...]
    quality: Report | None
    bases: tuple[tuple[str, ...], ...]
    cells: DataCells

    def tables(self) -> Iterator[tuple[str, Report, Table]]:
        """(name of its sheet, report, table) of the tables that have a sheet each, in order."""
        wanted = ("districts", "communes", "group", "position", "professional", "political_theory", "general_education")
        labels = {"districts": "Theo huyện", "communes": "Theo xã", "group": "Theo nhóm chức danh", "position": "Theo chức danh"}
        for id in ("verdict", *wanted, "state_management", "informatics", "defence_security", "gender", "ethnic_group", "age_band"):
            table = next((table for table in self.area.tables if table.id == id and table.rows), None)
            if table is not None:
                yield labels.get(id, table.title), self.area, table
        for label, report in (("Chức danh thiếu gì", self.lacking), ("Cần đào tạo", self.needs)):
            if report.tables[0].rows:
                yield label, report, report.tables[0]

    def later_tables(self) -> Iterator[tuple[str, Report, Table]]:
        """Those that come after the comparison and the trend: schemes, then the quality of the data."""
        for place, (_, _, report) in enumerate(self.schemes, start=1):
            yield f"Đề án {place}" if len(self.schemes) > 1 else "Đề án", report, report.tables[0]
        if self.quality and self.quality.tables:
            yield "Chất lượng dữ liệu", self.quality, self.quality.tables[0]


def leader_report(selection: Selection) -> LeaderReport:
    """Everything of one place; each part is counted by the report that has it."""
    plain = replace(selection, own={})
    province = selection.unit and (selection.unit.province or selection.unit.id)
    return LeaderReport(
        area=with_remainders(area_report(plain)),
        lacking=lacking.build(plain),
        needs=training_needs.build(plain),
        before_after=before_after.build(plain) if plain.compared_day and plain.compared_day < plain.day else None,
        schemes=scheme_reports(plain),
        quality=quality_report(plain),
        bases=tuple(bases_in_force(plain.catalogue.book.standards, plain.day, province)),
        cells=data_cells(plain),
    )

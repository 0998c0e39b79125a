"""The product's addresses, and pages made from sample reports, for tests of the look alone."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import path

from chuanxa.urls import handler400, handler403, handler404, handler500  # noqa: F401
from chuanxa.urls import urlpatterns as own
from reports.charts import figures_of
from reports.tables import units_table
from tests.reports import samples


def page_of(report, request) -> dict:
    """What a view gives to an area page."""
    parts = next((table for table in report.tables if table.id == "communes"), None)
    return {
        "report": report,
        "crumbs": [("Cả nước", "/tinh/"), (report.area.name, None)],
        "day_text": "13 huyện, thành phố · 199 xã, phường, thị trấn.",
        "exports": [("Tải Excel", "?dinh-dang=xlsx")],
        "notices": ["Đơn vị hành chính theo danh mục ngày 06/10/2019."],
        "filter_form": None,
        "figures": figures_of(report),
        "units_table": units_table(parts, request) if parts else None,
        "may_open_people": True,
    }


@login_not_required
def province(request):
    return render(request, "reports/area.html", {"page": page_of(samples.province(), request)})


urlpatterns = [*own, path("mau/tinh/", province)]

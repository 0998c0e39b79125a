"""Pages of figures and lists."""

from django.urls import path

from reports.views import area, doubts, kinds, people, reports

urlpatterns = [
    path("", area.home, name="home"),
    path("tinh/", area.province_list, name="province-list"),
    path("tinh/<str:code>/", area.province_detail, name="province-detail"),
    path("huyen/<str:code>/", area.district_detail, name="district-detail"),
    path("xa/<str:code>/", area.commune_detail, name="commune-detail"),
    path("can-bo/", people.cadre_list, name="cadre-list"),
    path("viec-can-lam/", doubts.doubt_list, name="doubt-list"),
    path("bao-cao/", reports.report_list, name="report-list"),
    path("bao-cao/<slug:slug>/", kinds.kind_report, name="kind-report"),
    path("bao-cao/<slug:slug>/ho-so/", kinds.kind_records, name="kind-records"),
]

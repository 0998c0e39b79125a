"""Pages of figures and lists."""

from django.urls import path

from reports.views import area, areas, doubts, kinds, people, published, published_entry, reports, scheme_forms, schemes

urlpatterns = [
    path("", area.home, name="home"),
    path("tinh/", area.province_list, name="province-list"),
    path("tinh/<str:code>/", area.province_detail, name="province-detail"),
    path("huyen/<str:code>/", area.district_detail, name="district-detail"),
    path("xa/<str:code>/", area.commune_detail, name="commune-detail"),
    path("can-bo/", people.cadre_list, name="cadre-list"),
    path("viec-can-lam/", doubts.doubt_list, name="doubt-list"),
    path("bao-cao/", reports.report_list, name="report-list"),
    path("vung/", areas.area_list, name="area-list"),
    path("vung/them/", areas.area_new, name="area-new"),
    path("vung/<int:pk>/", areas.area_amend, name="area-amend"),
    path("vung/<int:pk>/bo/", areas.area_remove, name="area-remove"),
    path("de-an/", schemes.scheme_list, name="scheme-list"),
    path("de-an/moi/", scheme_forms.scheme_new, name="scheme-new"),
    path("de-an/<slug:code>/", schemes.scheme_detail, name="scheme-detail"),
    path("de-an/<slug:code>/sua/", scheme_forms.scheme_amend, name="scheme-amend"),
    path("de-an/<slug:code>/bo/", scheme_forms.scheme_retire, name="scheme-retire"),
    path("de-an/<slug:code>/chi-tieu/moi/", scheme_forms.target_new, name="target-new"),
    path("de-an/<slug:code>/chi-tieu/<int:number>/", scheme_forms.target_amend, name="target-amend"),
    path("de-an/<slug:code>/chi-tieu/<int:number>/bo/", scheme_forms.target_retire, name="target-retire"),
    path("bao-cao/<slug:slug>/", kinds.kind_report, name="kind-report"),
    path("bao-cao/<slug:slug>/ho-so/", kinds.kind_records, name="kind-records"),
    path("doi-chieu/", published.published_list, name="published-list"),
    path("doi-chieu/thu/", published.published_try, name="published-try"),
    path("doi-chieu/them/", published_entry.published_create, name="published-create"),
    path("doi-chieu/<slug:code>/", published.published_detail, name="published-detail"),
    path("doi-chieu/<slug:code>/sua/", published_entry.published_edit, name="published-edit"),
    path("doi-chieu/<slug:code>/them/", published_entry.published_add, name="published-add"),
    path("doi-chieu/<slug:code>/dan/", published_entry.published_paste, name="published-paste"),
    path("doi-chieu/<slug:code>/so/<slug:figure>/", published_entry.published_figure, name="published-figure"),
    path("doi-chieu/<slug:code>/so/<slug:figure>/bo/", published_entry.published_retract, name="published-retract"),
]

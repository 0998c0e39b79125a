"""Addresses of the lists of records of programmes; the converters are those of cadres/record_urls.py, which is read first."""

from django.urls import path

from reports.views import records, studies

urlpatterns = [
    path("dao-tao/", studies.study_list, name="study-list"),
    path("<personal:kind>/", records.personal_list, name="personal-list"),
    path("<planned:kind>/", records.planned_list, name="planned-list"),
]

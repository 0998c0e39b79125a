"""Addresses that write records of programmes and read one: the path of a kind stands where `<personal:kind>` or `<planned:kind>` does."""

from django.urls import path, register_converter

from cadres.record_addresses import PersonalConverter, PlannedConverter
from cadres.views import records, studies

register_converter(PersonalConverter, "personal")
register_converter(PlannedConverter, "planned")

urlpatterns = [
    path("dao-tao/them/", studies.study_new, name="study-new"),
    path("dao-tao/<int:pk>/ket-thuc/", studies.study_finish, name="study-finish"),
    path("dao-tao/<int:pk>/van-bang/", studies.study_earned, name="study-earned"),
    path("<personal:kind>/them/", records.personal_new, name="personal-new"),
    path("<personal:kind>/<int:number>/", records.personal_detail, name="personal-detail"),
    path("<personal:kind>/<int:number>/sua/", records.personal_amend, name="personal-amend"),
    path("<personal:kind>/<int:number>/huy/", records.personal_retract, name="personal-retract"),
    path("<planned:kind>/them/", records.planned_new, name="planned-new"),
    path("<planned:kind>/<int:number>/", records.planned_detail, name="planned-detail"),
    path("<planned:kind>/<int:number>/sua/", records.planned_amend, name="planned-amend"),
    path("<planned:kind>/<int:number>/huy/", records.planned_retract, name="planned-retract"),
]

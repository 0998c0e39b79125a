"""Addresses where administrators keep users, their roles and scopes."""

from django.urls import path

from reports.views import following, user_lists, users

urlpatterns = [
    path("nguoi-dung/", users.user_list, name="user-list"),
    path("nguoi-dung/moi/", users.user_new, name="user-new"),
    path("nguoi-dung/danh-sach/", user_lists.user_batch_new, name="user-batch-new"),
    path("nguoi-dung/danh-sach/mau/", user_lists.user_batch_blank, name="user-batch-blank"),
    path("nguoi-dung/danh-sach/<int:pk>/", user_lists.user_batch, name="user-batch"),
    path("nguoi-dung/chuyen-pham-vi/", following.scope_following, name="scope-following"),
    path("nguoi-dung/<int:pk>/", users.user_detail, name="user-detail"),
    path("nguoi-dung/<int:pk>/sua/", users.user_amend, name="user-amend"),
    path("nguoi-dung/<int:pk>/pham-vi/", users.user_scopes, name="user-scopes"),
    path("nguoi-dung/<int:pk>/viec/", users.user_act, name="user-act"),
    path("nguoi-dung/<int:pk>/lien-ket/", users.user_link, name="user-link"),
]

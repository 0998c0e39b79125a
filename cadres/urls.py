"""Pages of people and of the standards they are judged by."""

from django.urls import path

from cadres.views import changes, entry, merging, person, reviews, standards

urlpatterns = [
    path("can-bo/moi/", entry.dossier_new, name="dossier-new"),
    path("can-bo/moi/con-trong/", entry.commune_lacking, name="commune-lacking"),
    path("can-bo/<int:pk>/sua/", entry.dossier_edit, name="dossier-edit"),
    path("can-bo/<int:pk>/xoa/", changes.dossier_remove, name="dossier-remove"),
    path("can-bo/<int:pk>/gop/", merging.dossier_merge, name="dossier-merge"),
    path("can-bo/da-xoa/", changes.dossier_removed_list, name="dossier-removed-list"),
    path("lan-ghi/<int:pk>/", changes.change_detail, name="change-detail"),
    path("can-bo/<int:pk>/xem-lai/", reviews.dossier_review, name="dossier-review"),
    path("can-bo/<int:pk>/", person.cadre_detail, name="cadre-detail"),
    path("tieu-chuan/", standards.standard_list, name="standard-list"),
    path("tieu-chuan/<slug:code>/", standards.standard_detail, name="standard-detail"),
]

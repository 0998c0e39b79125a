"""Pages of people and of the standards they are judged by."""

from django.urls import path

from cadres.views import change_sets, drafts, effect, entry, imports, merging, numbers, person, removals, reviews, standards

urlpatterns = [
    path("can-bo/moi/", entry.dossier_new, name="dossier-new"),
    path("can-bo/moi/con-trong/", entry.commune_lacking, name="commune-lacking"),
    path("can-bo/<int:pk>/sua/", entry.dossier_edit, name="dossier-edit"),
    path("can-bo/<int:pk>/xoa/", removals.dossier_remove, name="dossier-remove"),
    path("can-bo/<int:pk>/gop/", merging.dossier_merge, name="dossier-merge"),
    path("can-bo/da-xoa/", removals.dossier_removed_list, name="dossier-removed-list"),
    path("lan-ghi/", change_sets.change_list, name="change-list"),
    path("lan-ghi/<int:pk>/", change_sets.change_detail, name="change-detail"),
    path("can-bo/<int:pk>/xem-lai/", reviews.dossier_review, name="dossier-review"),
    path("can-bo/<int:pk>/so-dinh-danh/", numbers.number_open, name="number-open"),
    path("can-bo/<int:pk>/", person.cadre_detail, name="cadre-detail"),
    path("nhap-lieu/", imports.import_list, name="import-list"),
    path("nhap-lieu/mau/", imports.import_blank, name="import-blank"),
    path("nhap-lieu/<int:pk>/", imports.import_detail, name="import-detail"),
    path("nhap-lieu/<int:pk>/cach-doc/", imports.import_layout, name="import-layout"),
    path("nhap-lieu/<int:pk>/tra-loi/", imports.import_answer, name="import-answer"),
    path("nhap-lieu/<int:pk>/xac-nhan/", imports.import_confirm, name="import-confirm"),
    path("nhap-lieu/<int:pk>/hoan-tac/", imports.import_undo, name="import-undo"),
    path("nhap-lieu/<int:pk>/can-sua/", imports.import_returned, name="import-returned"),
    path("tieu-chuan/", standards.standard_list, name="standard-list"),
    path("tieu-chuan/soan/", drafts.draft_new, name="draft-new"),
    path("tieu-chuan/<slug:code>/", standards.standard_detail, name="standard-detail"),
    path("tieu-chuan/<slug:code>/sua/", drafts.draft_edit, name="draft-edit"),
    path("tieu-chuan/<slug:code>/bo/", drafts.draft_discard, name="draft-discard"),
    path("tieu-chuan/<slug:code>/anh-huong/", effect.draft_effect, name="draft-effect"),
    path("tieu-chuan/<slug:code>/xet-thu/", effect.draft_foresee, name="draft-foresee"),
    path("tieu-chuan/<slug:code>/cong-bo/", effect.draft_publish, name="draft-publish"),
    path("tieu-chuan/<slug:code>/het-hieu-luc/", effect.standard_end, name="standard-end"),
]

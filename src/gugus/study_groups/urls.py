"""Addresses of study groups."""

from django.urls import include, path

from gugus.study_groups import views

app_name = "study_groups"

in_group = [
    path("anggota/kelompok-belajar/", views.study_groups, name="study_groups"),
    path("anggota/kelompok-belajar/baru/", views.study_group_new, name="new"),
    path("anggota/kelompok-belajar/<int:pk>/ubah/", views.study_group_edit, name="edit"),
    path("anggota/kelompok-belajar/<int:pk>/hapus/", views.study_group_delete, name="delete"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]

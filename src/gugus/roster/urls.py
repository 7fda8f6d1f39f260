"""Addresses of roster."""

from django.urls import include, path

from gugus.roster import views

app_name = "roster"

in_group = [
    path("anggota/impor/", views.upload, name="upload"),
    path("anggota/impor/<int:pk>/", views.preview, name="preview"),
    path("anggota/impor/<int:pk>/kemajuan/", views.progress, name="progress"),
    path("anggota/impor/<int:pk>/putuskan/", views.decide, name="decide"),
    path("anggota/impor/<int:pk>/terapkan/", views.apply, name="apply"),
    path("anggota/impor/<int:pk>/buang/", views.discard, name="discard"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]

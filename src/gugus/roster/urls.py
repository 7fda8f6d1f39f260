"""Addresses of roster."""

from django.urls import include, path

from gugus.roster import interchange

app_name = "roster"

in_group = [
    path("anggota/impor/", interchange.upload, name="upload"),
    path("anggota/impor/<int:pk>/", interchange.preview, name="preview"),
    path("anggota/impor/<int:pk>/kemajuan/", interchange.progress, name="progress"),
    path("anggota/impor/<int:pk>/putuskan/", interchange.decide, name="decide"),
    path("anggota/impor/<int:pk>/terapkan/", interchange.apply, name="apply"),
    path("anggota/impor/<int:pk>/buang/", interchange.discard, name="discard"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]

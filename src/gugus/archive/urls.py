"""Addresses of closing a year."""

from django.urls import include, path

from gugus.archive import views

app_name = "archive"

in_group = [
    path("tutup-tahun/", views.years, name="years"),
    path("tutup-tahun/<int:year>/tutup/", views.close, name="close"),
    path("tutup-tahun/<int:year>/buka/", views.reopen, name="reopen"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]

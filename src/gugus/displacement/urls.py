"""Addresses of displacement."""

from django.urls import include, path

from gugus.displacement import views

app_name = "displacement"

in_group = [
    path("jadwal/hilang/", views.lost, name="lost"),
    path("jadwal/hilang/berkas/<str:kind>/", views.lost_file, name="lost_file"),
    path("jadwal/hilang/<int:pk>/", views.lost_one, name="lost_one"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]

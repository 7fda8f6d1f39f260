"""Addresses of displacement."""

from django.urls import include, path

from gugus.displacement import views

app_name = "displacement"

in_group = [
    path("jadwal/hilang/", views.lost, name="displaced"),
    path("jadwal/hilang/berkas/<str:kind>/", views.lost_file, name="displaced_file"),
    path("jadwal/hilang/<int:pk>/", views.lost_one, name="displaced_meeting"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]

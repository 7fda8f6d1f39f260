"""Addresses of participation."""

from django.urls import include, path

from gugus.participation.views import participation

app_name = "participation"

in_group = [
    path("keikutsertaan/", participation.participation, name="participation"),
    path("keikutsertaan/guru/<int:pk>/", participation.teacher, name="teacher"),
    path("keikutsertaan/berkas/<str:kind>/", participation.file, name="file"),
    path("keikutsertaan/cetak/<str:kind>/", participation.paper, name="paper"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]

"""Addresses of planning."""

from django.urls import include, path

from gugus.planning.views import minimum, yearplan

app_name = "planning"

yearplan_urls = [
    path("", yearplan.prota, name="prota"),
    path("cetak/<str:kind>/", yearplan.prota_file, name="prota_paper"),
    path("semester-<int:semester>/", yearplan.prosem, name="prosem"),
    path("semester-<int:semester>/cetak/<str:kind>/", yearplan.prosem_file, name="prosem_paper"),
    path("minimum/", minimum.minimum, name="minimum"),
    path("minimum/paket/", minimum.packages, name="packages"),
]

urlpatterns = [
    path("g/<slug:code>/prota/", include(yearplan_urls)),
]

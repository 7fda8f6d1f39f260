"""Addresses of yearplan."""

from django.urls import include, path

from gugus.yearplan.views import minimum, yearplan

app_name = "yearplan"

in_group = [
    path("prota/", yearplan.prota, name="prota"),
    path("prota/cetak/<str:kind>/", yearplan.prota_file, name="prota_paper"),
    path("prota/semester-<int:semester>/", yearplan.prosem, name="prosem"),
    path(
        "prota/semester-<int:semester>/cetak/<str:kind>/", yearplan.prosem_file, name="prosem_paper"
    ),
    path("prota/minimum/", minimum.minimum, name="minimum"),
    path("prota/minimum/paket/", minimum.packages, name="packages"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]

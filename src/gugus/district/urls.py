"""Addresses of district."""

from django.urls import path

from gugus.district import views

app_name = "district"

urlpatterns = [
    path("jadwal-wilayah/", views.region_list, name="regions"),
    path("jadwal-wilayah/<str:place>/", views.region, name="region"),
    path("jadwal-wilayah/<str:place>/kemajuan/", views.region_progress, name="region_progress"),
    path("jadwal-wilayah/<str:place>/susun/", views.region_start, name="region_start"),
]

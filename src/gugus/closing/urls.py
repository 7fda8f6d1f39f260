"""Addresses of closing a month."""

from django.urls import include, path

from gugus.closing import views

app_name = "closing"

in_group = [
    path("kas/periksa/", views.closes, name="closes"),
    path("kas/periksa/<str:month>/", views.close, name="close"),
    path("kas/periksa/<str:month>/sahkan/", views.countersigned, name="countersign"),
    path("kas/periksa/<str:month>/berita-acara.<str:kind>", views.count_paper, name="count_paper"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]

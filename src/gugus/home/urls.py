"""Addresses of the home pages."""

from django.urls import path

from gugus.home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("wilayah/", views.region, name="region"),
    path("g/<slug:code>/", views.home, name="home"),
    path("g/<slug:code>/saya/catatan/", views.own_records, name="own_records"),
    path("g/<slug:code>/saya/catatan/unduh/", views.own_records_file, name="own_records_file"),
    path(
        "g/<slug:code>/saya/catatan/<slug:kind>/",
        views.own_records_of_kind,
        name="own_records_of_kind",
    ),
    path("g/<slug:code>/lainnya/", views.more, name="more"),
    path("g/<slug:code>/bekal/", views.offline_pages, name="offline_pages"),
]

"""Addresses of belonging to two groups."""

from django.urls import include, path

from gugus.membership import views

app_name = "membership"

in_group = [
    path("anggota/guru/undang/", views.ask, name="ask"),
    path("anggota/permintaan/", views.requests, name="requests"),
    path("anggota/permintaan/<int:pk>/", views.answer, name="answer"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]

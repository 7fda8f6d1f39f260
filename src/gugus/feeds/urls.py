"""Addresses of feeds."""

from django.urls import include, path

from gugus.feeds import views

app_name = "feeds"

in_group = [
    path("kalender-hp/", views.feeds, name="feeds"),
    path("kalender-hp/<slug:kind>/buat/", views.feed_make, name="make"),
    path("kalender-hp/<slug:kind>/matikan/", views.feed_end, name="end"),
    path("pertemuan/<int:pk>/kalender.ics", views.meeting_ics, name="meeting_ics"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
    path("kalender/<str:token>.ics", views.feed, name="feed"),
]

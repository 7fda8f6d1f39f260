"""Addresses of meetings."""

from django.urls import path

from gugus.meetings import views

app_name = "meetings"
urlpatterns = [
    path("g/<slug:code>/pertemuan/", views.meeting_list, name="list"),
]

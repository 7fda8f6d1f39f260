"""Addresses of work without signal."""

from django.urls import path

from gugus.platform.sync import views

app_name = "sync"

urlpatterns = [
    path("sinkron/", views.receive, name="receive"),
]

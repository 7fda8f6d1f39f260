"""Addresses of work without signal."""

from django.urls import path

from gugus.platform.sync import views

app_name = "sync"

urlpatterns = [
    path("sinkron/", views.receive, name="receive"),
    path("sw.js", views.worker, name="worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("di-hp/", views.on_phone, name="on_phone"),
]

"""Addresses of the audit trail."""

from django.urls import path

from gugus.audit import views

app_name = "audit"
urlpatterns = [
    path("g/<slug:code>/jejak/", views.trail, name="trail"),
    path("pengelola/jejak/", views.site_trail, name="site_trail"),
]

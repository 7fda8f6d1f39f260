"""Addresses of treasury."""

from django.urls import URLPattern

app_name = "treasury"
urlpatterns: list[URLPattern] = []

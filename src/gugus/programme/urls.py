"""Addresses of programme."""

from django.urls import path

from gugus.programme import views

app_name = "programme"
urlpatterns = [
    path("g/<slug:code>/program/", views.programme, name="programme"),
]

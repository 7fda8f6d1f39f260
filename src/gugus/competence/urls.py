"""Addresses of competence."""

from django.urls import path

from gugus.competence import views

app_name = "competence"
urlpatterns = [
    path("g/<slug:code>/kebutuhan/", views.needs, name="needs"),
]

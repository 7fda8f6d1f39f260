"""The address of the search."""

from django.urls import path

from gugus.search import views

app_name = "search"
urlpatterns = [path("g/<slug:code>/cari/", views.search, name="search")]

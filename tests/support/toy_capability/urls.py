"""Addresses of the loans."""

from django.urls import path

from tests.support.toy_capability import views

app_name = "toy_capability"
urlpatterns = [
    path("g/<slug:code>/pinjaman/", views.loans, name="loans"),
    path("undangan/pinjaman/<str:key>/", views.invited_loan, name="invited_loan"),
    path("g/<slug:code>/pinjaman/<str:pk>/", views.loan, name="loan"),
]

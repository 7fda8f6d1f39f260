"""Addresses of actuals."""

from django.urls import include, path

from gugus.actuals import views

app_name = "actuals"

in_group = [
    path("laporan-keuangan/", views.report, name="report"),
    path("laporan-keuangan/lpj.<slug:kind>", views.account, name="account"),
    path("anggaran/rab.<slug:kind>", views.rab, name="rab"),
    path("anggaran/realisasi/", views.actual, name="actual"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]

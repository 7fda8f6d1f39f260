"""Addresses of people."""

from django.urls import path

from gugus.people import views

app_name = "people"
urlpatterns = [
    path("masuk/", views.sign_in, name="sign_in"),
    path("keluar/", views.sign_out, name="sign_out"),
    path("saya/", views.account, name="account"),
    path("g/<slug:code>/anggota/", views.members, name="members"),
    path("g/<slug:code>/kunci/", views.keys, name="keys"),
    path("g/<slug:code>/kelompok/", views.group, name="group"),
]

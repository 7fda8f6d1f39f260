"""Addresses of people."""

from django.urls import path

from gugus.people.views import account, group, keys, members, sign_in

app_name = "people"
urlpatterns = [
    path("masuk/", sign_in.sign_in, name="sign_in"),
    path("keluar/", sign_in.sign_out, name="sign_out"),
    path("saya/", account.account, name="account"),
    path("g/<slug:code>/anggota/", members.members, name="members"),
    path("g/<slug:code>/kunci/", keys.keys, name="keys"),
    path("g/<slug:code>/kelompok/", group.group, name="group"),
]

"""Addresses of the second factor."""

from django.urls import path

from gugus.second_factor import views

app_name = "second_factor"
urlpatterns = [
    path("saya/kode-kedua/", views.second_factor, name="second_factor"),
    path("saya/kode-kedua/pasang/", views.set_up_second_factor, name="set_up"),
    path("saya/kode-kedua/kode-cadangan/", views.renew, name="renew"),
    path("saya/kode-kedua/lepas/", views.remove, name="remove"),
    path("g/<slug:code>/pengurus-akun/kode-kedua/", views.group_rule, name="group_rule"),
    path("pengelola/kode-kedua/", views.site_rule, name="site_rule"),
]

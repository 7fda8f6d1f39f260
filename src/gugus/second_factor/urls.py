"""Addresses of the second factor."""

from django.urls import path

from gugus.second_factor.views import codes, passkeys

app_name = "second_factor"
urlpatterns = [
    path("saya/kode-kedua/", codes.second_factor, name="second_factor"),
    path("saya/kode-kedua/pasang/", codes.set_up_second_factor, name="set_up"),
    path("saya/kode-kedua/kode-cadangan/", codes.renew, name="renew"),
    path("saya/kode-kedua/lepas/", codes.remove, name="remove"),
    path("saya/kode-kedua/kunci-sandi/", passkeys.passkey_add, name="passkey_add"),
    path(
        "saya/kode-kedua/kunci-sandi/<int:pk>/hapus/",
        passkeys.passkey_remove,
        name="passkey_remove",
    ),
    path("g/<slug:code>/pengurus-akun/kode-kedua/", codes.group_rule, name="group_rule"),
    path("pengelola/kode-kedua/", codes.site_rule, name="site_rule"),
]

"""Addresses of long lists are those that Django finds one by one."""

from django.test import override_settings
from django.urls import path, reverse, set_script_prefix

from gugus.platform.web.links import numbered

urlpatterns = [
    path("a/<slug:code>/<int:pk>/", lambda request: None, name="one"),  # type: ignore[arg-type,return-value]
    path("b/<slug:code>/<int:pk>/isi/", lambda request: None, name="in"),  # type: ignore[arg-type,return-value]
]


@override_settings(ROOT_URLCONF=__name__)
def test_the_same_address_with_another_number() -> None:
    for name in ("one", "in"):
        for code in ("rekaan-1", "lain-2"):
            for number in (1, 27, 65_000):
                assert numbered(name, code)(number) == reverse(name, args=[code, number])


@override_settings(ROOT_URLCONF=__name__)
def test_what_is_kept_belongs_to_where_the_site_stands() -> None:
    assert numbered("one", "x")(3) == "/a/x/3/"
    set_script_prefix("/gugus/")
    try:
        assert numbered("one", "x")(3) == "/gugus/a/x/3/"
    finally:
        set_script_prefix("/")

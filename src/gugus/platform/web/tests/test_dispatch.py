"""Addresses are found as Django finds them, only without trying all."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, URLResolver, include, path
from django.urls.resolvers import RegexPattern, RoutePattern

from gugus.platform.web.dispatch import IndexedResolver


def view(request: HttpRequest, **parts: object) -> HttpResponse:
    """Any view."""
    return HttpResponse(f"{request.path} {parts}")


INNER = (
    [
        path("", view, name="home"),
        path("daftar/", view, name="list"),
        path("daftar/<int:pk>/", view, name="one"),
        path("<slug:any>/lain/", view, name="varies"),
    ],
    "rekaan",
)
PATTERNS = [
    path("g/<slug:code>/", include(INNER)),
    path("masuk/", view, name="sign_in"),
    path("masuk/<slug:token>/", view, name="sign_in_link"),
    path("<int:number>/", view, name="number"),
]
ADDRESSES = [
    "g/a-1/", "g/a-1/daftar/", "g/a-1/daftar/7/", "g/a-1/apa/lain/", "g/a-1/daftar/lain/",
    "masuk/", "masuk/abc/", "12/",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_same_view_with_the_same_parts(address: str) -> None:
    plain = URLResolver(RoutePattern(""), PATTERNS).resolve(address)
    found = IndexedResolver(PATTERNS, "g").resolve(address)
    for name in ("func", "args", "kwargs", "view_name", "route", "app_names", "namespaces"):
        assert getattr(found, name) == getattr(plain, name)


@pytest.mark.parametrize("address", ["", "g/", "g/a-1", "g/a-1/tidak/", "masuk", "x/", "g/a b/"])
def test_what_is_no_address_is_none(address: str) -> None:
    with pytest.raises(Resolver404):
        IndexedResolver(PATTERNS, "g").resolve(address)


@pytest.mark.parametrize(
    "address", ["9007199254740993/", f"{2**63}/", f"{10**40}/", f"masuk/{'x' * 501}/"]
)
def test_what_no_record_is_named_by_leads_nowhere(address: str) -> None:
    with pytest.raises(Resolver404):
        IndexedResolver(PATTERNS, "g").resolve(address)


def test_addresses_are_named_as_before() -> None:
    root = URLResolver(RegexPattern(r"^/"), [IndexedResolver(PATTERNS, "g")])
    assert root.reverse("sign_in_link", token="abc") == "masuk/abc/"
    assert "rekaan" in root.namespace_dict

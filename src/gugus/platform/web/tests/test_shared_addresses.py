"""Addresses in texts that are copied."""

import pytest
from django.test import RequestFactory

from gugus.platform.web.links import shared_address, whatsapp_href


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1:8000", ""),
        ("localhost", ""),
        ("192.168.1.5:8000", "http://192.168.1.5:8000/g/rekaan-1/"),
    ],
)
def test_an_address_that_no_phone_reaches_is_left_out(settings, host: str, address: str) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    request = RequestFactory().get("/", headers={"host": host})
    assert shared_address(request, "/g/rekaan-1/") == address


@pytest.mark.parametrize(
    ("phone", "href"),
    [
        ("+62 812-3456-7890", "https://wa.me/6281234567890"),
        ("0812.3456.7890", "https://wa.me/6281234567890"),
        ("", ""),
        ("0251 8240000", ""),
        ("081", ""),
    ],
)
def test_a_chat_is_offered_for_mobile_numbers_alone(phone: str, href: str) -> None:
    assert whatsapp_href(phone) == href


def test_a_text_is_typed_in_already() -> None:
    assert whatsapp_href("081234567890", "a b") == "https://wa.me/6281234567890?text=a%20b"

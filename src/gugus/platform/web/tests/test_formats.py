"""Figures as people read them."""

import pytest
from django.utils.translation import override

from gugus.platform.web.formats import decimal


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        ("id", 77.06, "77,1"),
        ("id", 1709.1, "1.709,1"),
        ("en", 1709.1, "1,709.1"),
        ("id", None, "–"),
    ],
)
def test_decimals_follow_the_language(language: str, value: float | None, shown: str) -> None:
    with override(language):
        assert decimal(value) == shown

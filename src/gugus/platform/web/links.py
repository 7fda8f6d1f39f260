"""Links as pages show them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlencode

from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf, reverse

from gugus.cores.formats.phones import phone_key
from gugus.platform.web.formats import is_loopback


@dataclass(frozen=True)
class Link:
    """Somewhere to go; `here` when the reader is there already."""

    title: str
    href: str
    here: bool = False


@dataclass(frozen=True)
class TaskLink:
    """A button or a row that leads to something to be done."""

    title: str
    href: str
    note: str = ""
    late: bool = False
    # What unsent writes about it are filed under on the phone.
    about: str = ""


def shared_address(request: HttpRequest, path: str) -> str:
    """An address to tap in a text that is sent to others; '' where it would open on no phone.

    A server that is asked by its own name of itself (127.0.0.1) knows no other.
    """
    return "" if is_loopback(request.get_host()) else request.build_absolute_uri(path)


def whatsapp_href(phone: str, text: str = "") -> str:
    """Opens a chat with this number, `text` typed in already; '' where it is no mobile number.

    Never with a secret: the address goes over somebody else's server.
    """
    number = phone_key(phone)
    if not (number.startswith("08") and 10 <= len(number) <= 14):
        return ""
    asked = f"?{urlencode({'text': text}, quote_via=quote)}" if text else ""
    return f"https://wa.me/62{number[1:]}{asked}"


def year_href(name: str, code: str, year: int, *parts: object) -> str:
    """The address of a page of one year: `code` and `parts` are those of its pattern."""
    return f"{reverse(name, args=[code, *parts])}?tahun={year}"


# Stands for a number in an address; no record comes so far.
_NUMBER = 999_999_999_999


def numbered(name: str, *parts: object) -> Callable[[int], str]:
    """Addresses that differ in their last number alone, for long lists: looked up once."""
    before, after = _around(get_script_prefix(), get_urlconf(), name, parts)
    return lambda number: f"{before}{number}{after}"


@lru_cache(maxsize=1024)
def _around(
    prefix: str, urlconf: str | None, name: str, parts: tuple[object, ...]
) -> tuple[str, str]:
    # Where the patterns stand is a part of what is kept.
    del prefix, urlconf
    before, _number, after = reverse(name, args=[*parts, _NUMBER]).rpartition(str(_NUMBER))
    return before, after

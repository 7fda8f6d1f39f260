"""Dates, money and numbers as Indonesian (or English) readers write them; ids; codes to scan."""

from datetime import date, datetime, time
from functools import lru_cache
from io import BytesIO

import segno
from django.utils import formats, timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

# More digits than any record has; both databases can compare it.
_LONGEST_ID = 15
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def long_date(value: date) -> str:
    """'Rabu, 25 November 2026'."""
    return _date_text(_local(value), "l, j F Y", get_language())


def short_date(value: date) -> str:
    """'25 Nov 2026'."""
    return _date_text(_local(value), "j M Y", get_language())


def date_text(value: date, form: str) -> str:
    """A date in a form of Django's own, as '25 November' by 'j F'."""
    return _date_text(_local(value), form, get_language())


@lru_cache(maxsize=4096)
def _date_text(value: date, form: str, language: str | None) -> str:
    # Rows of one page name the same few days again and again.
    del language
    return formats.date_format(value, form)


def due_text(due: date, today: date) -> str:
    """'3 hari lagi', 'hari ini', 'lewat 2 hari'."""
    days = (due - today).days
    if days < 0:
        return ngettext("lewat %(n)s hari", "lewat %(n)s hari", -days) % {"n": -days}
    if days == 0:
        return _("hari ini")
    return ngettext("%(n)s hari lagi", "%(n)s hari lagi", days) % {"n": days}


def time_text(value: time | datetime) -> str:
    """'13.00' in Indonesian, '13:00' in English."""
    return value.strftime("%H:%M" if get_language() == "en" else "%H.%M")


def rupiah(value: int) -> str:
    """'Rp1.250.000'; what is missing carries its sign in front: '-Rp50.000'."""
    grouped = f"{abs(value):,}"
    sign = "-" if value < 0 else ""
    return f"{sign}Rp" + (grouped if get_language() == "en" else grouped.replace(",", "."))


# English marks become Indonesian ones: the point parts thousands, the comma decimals.
_SWAPPED = str.maketrans(",.", ".,")


def decimal(value: float | None, places: int = 1) -> str:
    """'77,1', '1.709,1'; an undefined figure is a dash, never 0."""
    if value is None:
        return "–"
    text = f"{value:,.{places}f}"
    return text if get_language() == "en" else text.translate(_SWAPPED)


def _local(value: date) -> date:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def parse_id(text: str) -> int | None:
    """The number of a record as a browser sends it; None for what no record can have.

    >>> typed_id("12"), typed_id("٣"), typed_id("9" * 5000)
    (12, None, None)
    """
    plain = text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID
    return int(text) if plain else None


def qr_picture(text: str) -> SafeString:
    """A text as a QR code drawn into the page."""
    out = BytesIO()
    code = segno.make(text, error="m", micro=False)
    # Attributes only: the content security policy allows no style in the page.
    code.save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        border=4,
        light="#fff",
        svgclass="qr",
        lineclass=None,
        nl=False,
    )
    # Made by segno out of modules only.
    return SafeString(out.getvalue().decode())


def is_loopback(host: str) -> bool:
    """Does this name lead back to the very computer that asks? No phone reaches it."""
    return host in _LOOPBACK or host.rpartition(":")[0] in _LOOPBACK

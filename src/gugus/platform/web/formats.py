"""Dates, money and numbers as Indonesian (or English) readers write them."""

from datetime import date, datetime, time

from django.utils import formats, timezone
from django.utils.translation import get_language


def day(value: date) -> str:
    """'Rabu, 25 November 2026'."""
    return formats.date_format(_local(value), "l, j F Y")


def short_day(value: date) -> str:
    """'25 Nov 2026'."""
    return formats.date_format(_local(value), "j M Y")


def clock(value: time) -> str:
    """'13.00' in Indonesian, '13:00' in English."""
    return value.strftime("%H:%M" if get_language() == "en" else "%H.%M")


def rupiah(value: int) -> str:
    """'Rp1.250.000'."""
    grouped = f"{value:,}"
    return "Rp" + (grouped if get_language() == "en" else grouped.replace(",", "."))


def decimal(value: float | None, places: int = 1) -> str:
    """'77,1'; an undefined figure is a dash, never 0."""
    if value is None:
        return "–"
    text = f"{value:.{places}f}"
    return text if get_language() == "en" else text.replace(".", ",")


def _local(value: date) -> date:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value

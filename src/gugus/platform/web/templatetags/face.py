"""Filters that every template has."""

from datetime import date, time

from django import template

from gugus.platform.web import formats

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """Long date."""
    return formats.long_date(value) if value else "–"


@register.filter
def short_day(value: date | None) -> str:
    """Short date."""
    return formats.short_date(value) if value else "–"


@register.filter
def clock(value: time | None) -> str:
    """Hour and minute."""
    return formats.time_text(value) if value else "–"


@register.filter
def rupiah(value: int | None) -> str:
    """Whole rupiah."""
    return formats.rupiah(value) if value is not None else "–"


@register.filter
def decimal(value: float | None, places: int = 1) -> str:
    """A number with a decimal comma."""
    return formats.decimal(value, places)

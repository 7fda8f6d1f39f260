"""How a letter number is written. The pattern is a group's own text, so it is never trusted."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

MAX_FORMAT = 80
PLACEHOLDERS = ("{nomor}", "{nomor:03}", "{kode}", "{bulan}", "{bulan_romawi}", "{tahun}")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_PLACEHOLDER = re.compile("|".join(re.escape(name) for name in PLACEHOLDERS))
# What stands between the placeholders in real letter numbers.
_BETWEEN = re.compile(r"[A-Za-z0-9 ./,:()&_-]*")


class NumberFormatFault(StrEnum):
    """Why a pattern for letter numbers cannot be used."""

    TOO_LONG = "too_long"
    UNKNOWN = "unknown"
    SIGN = "sign"
    TWICE = "twice"
    NO_NUMBER = "no_number"
    NO_YEAR = "no_year"


def number_format_fault(pattern: str) -> NumberFormatFault | None:
    """What is wrong with a pattern, or None.

    The number and the year must be in it: a series starts anew each year, so that without the
    year two letters would carry one number.
    """
    if len(pattern) > MAX_FORMAT:
        return NumberFormatFault.TOO_LONG
    between = _PLACEHOLDER.sub("", pattern)
    if "{" in between or "}" in between:
        return NumberFormatFault.UNKNOWN
    if not _BETWEEN.fullmatch(between):
        return NumberFormatFault.SIGN
    return _fault_of_names(
        [name.split(":")[0].strip("{}") for name in _PLACEHOLDER.findall(pattern)]
    )


def _fault_of_names(names: list[str]) -> NumberFormatFault | None:
    if len(names) != len(set(names)):
        return NumberFormatFault.TWICE
    if "nomor" not in names:
        return NumberFormatFault.NO_NUMBER
    return None if "tahun" in names else NumberFormatFault.NO_YEAR


def format_letter_number(pattern: str, nomor: int, kode: str, day: date) -> str:
    """Write a letter's number.

    >>> format_number("{nomor:03}/{kode}/{bulan_romawi}/{tahun}", 7, "ORG-1", date(2026, 11, 20))
    '007/ORG-1/XI/2026'
    """
    fault = number_format_fault(pattern)
    if fault is not None:
        raise ValueError(f"number format: {fault}")
    written: Mapping[str, str] = {
        "{nomor}": str(nomor),
        "{nomor:03}": f"{nomor:03}",
        "{kode}": kode,
        "{bulan}": f"{day.month:02}",
        "{bulan_romawi}": _ROMAN[day.month - 1],
        "{tahun}": str(day.year),
    }
    return _PLACEHOLDER.sub(lambda found: written[found[0]], pattern)

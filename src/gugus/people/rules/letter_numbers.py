"""How a group writes its letter numbers: '{nomor:03}/{kode}/{bulan_romawi}/{tahun}'.

The format is typed by people, so it is hostile input: only these five names are known, and only
the number may carry a width.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
NAMES = ("nomor", "kode", "bulan_romawi", "bulan", "tahun")

_PART = re.compile(r"\{(nomor)(?::0([1-6]))?\}|\{(kode|bulan_romawi|bulan|tahun)\}")


class Fault(StrEnum):
    """Why a format cannot be used."""

    NO_NUMBER = "no_number"
    UNKNOWN = "unknown"
    TOO_LONG = "too_long"


@dataclass(frozen=True)
class CheckedFormat:
    """What is wrong with a format; `part` is the text that is not understood."""

    fault: Fault | None = None
    part: str = ""


def check_format(pattern: str) -> CheckedFormat:
    """Find what is wrong with a format, or nothing."""
    rest = _PART.sub("", pattern)
    unknown = re.search(r"\{[^{}]*\}?|\}", rest)
    if unknown:
        return CheckedFormat(Fault.UNKNOWN, unknown.group()[:30])
    if "{nomor" not in pattern:
        return CheckedFormat(Fault.NO_NUMBER)
    if len(write_number(pattern, number=999_999, code="x" * 30, day=date(2026, 8, 1))) > 120:
        return CheckedFormat(Fault.TOO_LONG)
    return CheckedFormat()


def write_number(pattern: str, *, number: int, code: str, day: date) -> str:
    """The letter number in words of the format; names are put in, never evaluated."""
    values = {
        "kode": code,
        "bulan_romawi": ROMAN[day.month - 1],
        "bulan": f"{day.month:02}",
        "tahun": str(day.year),
    }

    def put(found: re.Match[str]) -> str:
        if found[1]:
            return str(number).zfill(int(found[2] or 1))
        return values[found[3]]

    return _PART.sub(put, pattern)

"""One row of a teacher file: cleaned, or refused with what is wrong in which column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from gugus.cores.formats.dapodik import DapodikRow
from gugus.people.rules import numbers
from gugus.people.rules.numbers import check_nip, check_nuptk

# What the roster takes from the file, with the longest text that each column may hold.
MAX_LENGTHS: Mapping[str, int] = {
    "name": 150,
    "nuptk": 16,
    "sex": 1,
    "nip": 18,
    "employment": 40,
    "staff_kind": 60,
    "phone": 30,
    "email": 254,
    "additional_duty": 80,
    "rank": 40,
}
ROSTER_FIELDS = tuple(MAX_LENGTHS)
ROSTER_NUMBERS = ("nuptk", "nip")
_SEXES = {"L": "L", "P": "P", "LAKI-LAKI": "L", "PEREMPUAN": "P"}
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_CIVIL_SERVANT = ("PNS", "CPNS")
# These digits are fixed for a civil servant; a PPPK's number uses some of them otherwise.
_IMPOSSIBLE = frozenset(
    {numbers.NipDoubt.BIRTH, numbers.NipDoubt.APPOINTMENT, numbers.NipDoubt.SEX}
)


class RosterRowFault(StrEnum):
    """What is wrong with a row or, for BAD_EMAIL, with the one cell that is left out."""

    FORMULA = "formula"
    CELL_ERROR = "cell_error"
    DIGITS_LOST = "digits_lost"
    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    BAD_SEX = "bad_sex"
    NOT_DIGITS = "not_digits"
    WRONG_LENGTH = "wrong_length"
    NIP_DATES = "nip_dates"
    BAD_EMAIL = "bad_email"


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """The row as it may be stored; `fault` and the field it is in."""

    row: DapodikRow
    fault: RosterRowFault | None = None
    field: str = ""

    @property
    def refused(self) -> bool:
        """Can the row not be taken at all?"""
        return self.fault is not None and self.fault != RosterRowFault.BAD_EMAIL


def check_row(row: DapodikRow) -> CheckedRow:
    """Clean a row's cells and find its first fault."""
    if row.problems:
        fault, _, field = row.problems[0].partition(":")
        return CheckedRow(row, RosterRowFault(fault), field)
    odd = {
        field: text for field in ROSTER_FIELDS if not (text := getattr(row, field)).isprintable()
    }
    if odd:
        cleaned: dict[str, Any] = {
            field: "".join(filter(str.isprintable, text)).strip() for field, text in odd.items()
        }
        row = replace(row, **cleaned)
    if not any(map(str.isalpha, row.name)):
        return CheckedRow(row, RosterRowFault.NO_NAME, "name")
    sex = _SEXES.get(row.sex.upper(), "") if row.sex else ""
    if row.sex and not sex:
        return CheckedRow(row, RosterRowFault.BAD_SEX, "sex")
    return _check_numbers(row if sex == row.sex else replace(row, sex=sex))


def _check_numbers(row: DapodikRow) -> CheckedRow:
    if not (row.nuptk or row.nip):
        return _check_texts(row)
    nuptk, nip = check_nuptk(row.nuptk), check_nip(row.nip, sex=row.sex)
    for field, checked in (("nuptk", nuptk), ("nip", nip)):
        # A row of zeros stands for "none yet".
        if checked.fault and checked.number.strip("0"):
            return CheckedRow(row, _FAULTS[checked.fault], field)
    impossible = nip.number.strip("0") and _IMPOSSIBLE.intersection(nip.doubts)
    if impossible and row.employment.upper().startswith(_CIVIL_SERVANT):
        return CheckedRow(row, RosterRowFault.NIP_DATES, "nip")
    return _check_texts(_with_numbers(row, nuptk.number, nip.number))


_FAULTS = {
    numbers.NumberFault.NOT_DIGITS: RosterRowFault.NOT_DIGITS,
    numbers.NumberFault.WRONG_LENGTH: RosterRowFault.WRONG_LENGTH,
    numbers.NumberFault.LOST_DIGITS: RosterRowFault.DIGITS_LOST,
}


def _with_numbers(row: DapodikRow, nuptk: str, nip: str) -> DapodikRow:
    nuptk = nuptk if nuptk.strip("0") else ""
    nip = nip if nip.strip("0") else ""
    return row if (nuptk, nip) == (row.nuptk, row.nip) else replace(row, nuptk=nuptk, nip=nip)


def _check_texts(row: DapodikRow) -> CheckedRow:
    for field, limit in MAX_LENGTHS.items():
        if len(getattr(row, field)) > limit and field != "email":
            return CheckedRow(row, RosterRowFault.TOO_LONG, field)
    if row.email and (len(row.email) > MAX_LENGTHS["email"] or not _EMAIL.fullmatch(row.email)):
        return CheckedRow(replace(row, email=""), RosterRowFault.BAD_EMAIL, "email")
    return CheckedRow(row)

"""One row of a teacher file: cleaned, or refused with what is wrong in which column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from gugus.cores.formats.dapodik import TeacherRow
from gugus.people.rules import numbers
from gugus.people.rules.numbers import check_nip, check_nuptk

# What the roster takes from the file, with the longest text that each column may hold.
LIMITS: Mapping[str, int] = {
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
FIELDS = tuple(LIMITS)
NUMBERS = ("nuptk", "nip")
_SEXES = {"L": "L", "P": "P", "LAKI-LAKI": "L", "PEREMPUAN": "P"}
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_CIVIL_SERVANT = ("PNS", "CPNS")
# These digits are fixed for a civil servant; a PPPK's number uses some of them otherwise.
_IMPOSSIBLE = frozenset({numbers.Doubt.BIRTH, numbers.Doubt.APPOINTMENT, numbers.Doubt.SEX})


class Fault(StrEnum):
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

    row: TeacherRow
    fault: Fault | None = None
    field: str = ""

    @property
    def refused(self) -> bool:
        """Can the row not be taken at all?"""
        return self.fault is not None and self.fault != Fault.BAD_EMAIL


def check_row(row: TeacherRow) -> CheckedRow:
    """Clean a row's cells and find its first fault."""
    if row.problems:
        fault, _, field = row.problems[0].partition(":")
        return CheckedRow(row, Fault(fault), field)
    odd = {field: text for field in FIELDS if not (text := getattr(row, field)).isprintable()}
    if odd:
        cleaned: dict[str, Any] = {
            field: "".join(filter(str.isprintable, text)).strip() for field, text in odd.items()
        }
        row = replace(row, **cleaned)
    if not any(map(str.isalpha, row.name)):
        return CheckedRow(row, Fault.NO_NAME, "name")
    sex = _SEXES.get(row.sex.upper(), "") if row.sex else ""
    if row.sex and not sex:
        return CheckedRow(row, Fault.BAD_SEX, "sex")
    return _check_numbers(row if sex == row.sex else replace(row, sex=sex))


def _check_numbers(row: TeacherRow) -> CheckedRow:
    if not (row.nuptk or row.nip):
        return _check_texts(row)
    nuptk, nip = check_nuptk(row.nuptk), check_nip(row.nip, sex=row.sex)
    for field, checked in (("nuptk", nuptk), ("nip", nip)):
        # A row of zeros stands for "none yet".
        if checked.fault and checked.number.strip("0"):
            return CheckedRow(row, _FAULTS[checked.fault], field)
    impossible = nip.number.strip("0") and _IMPOSSIBLE.intersection(nip.doubts)
    if impossible and row.employment.upper().startswith(_CIVIL_SERVANT):
        return CheckedRow(row, Fault.NIP_DATES, "nip")
    return _check_texts(_with_numbers(row, nuptk.number, nip.number))


_FAULTS = {
    numbers.Fault.NOT_DIGITS: Fault.NOT_DIGITS,
    numbers.Fault.WRONG_LENGTH: Fault.WRONG_LENGTH,
    numbers.Fault.LOST_DIGITS: Fault.DIGITS_LOST,
}


def _with_numbers(row: TeacherRow, nuptk: str, nip: str) -> TeacherRow:
    nuptk = nuptk if nuptk.strip("0") else ""
    nip = nip if nip.strip("0") else ""
    return row if (nuptk, nip) == (row.nuptk, row.nip) else replace(row, nuptk=nuptk, nip=nip)


def _check_texts(row: TeacherRow) -> CheckedRow:
    for field, limit in LIMITS.items():
        if len(getattr(row, field)) > limit and field != "email":
            return CheckedRow(row, Fault.TOO_LONG, field)
    if row.email and (len(row.email) > LIMITS["email"] or not _EMAIL.fullmatch(row.email)):
        return CheckedRow(replace(row, email=""), Fault.BAD_EMAIL, "email")
    return CheckedRow(row)

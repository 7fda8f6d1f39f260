"""One row of a teacher file: cleaned, or refused with what is wrong in which column.

Who somebody is stands in name, NUPTK and NIP: a fault there refuses the row. Any other cell that is
wrong is left out and told, and the person comes in.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from gugus.cores.formats.dapodik import DapodikRow
from gugus.cores.formats.phones import read_phone
from gugus.people.rules import numbers
from gugus.people.rules.numbers import check_nip, check_nuptk, check_peg_id

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
    "peg_id": 20,
}
ROSTER_FIELDS = tuple(MAX_LENGTHS)
ROSTER_NUMBERS = ("nuptk", "nip", "peg_id")
_IDENTITY = frozenset({"name", "nuptk", "nip"})
_SEXES = {"L": "L", "P": "P", "LAKI-LAKI": "L", "PEREMPUAN": "P"}
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_CIVIL_SERVANT = ("PNS", "CPNS")
# These digits are fixed for a civil servant; a PPPK's number uses some of them otherwise.
_IMPOSSIBLE = frozenset(
    {numbers.NipDoubt.BIRTH, numbers.NipDoubt.APPOINTMENT, numbers.NipDoubt.SEX}
)


class RosterRowFault(StrEnum):
    """What is wrong with a row, or with a cell that is left out of it."""

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
    BAD_PHONE = "bad_phone"
    BAD_PEG_ID = "bad_peg_id"


Note = tuple[RosterRowFault, str]


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """The row as it may be stored, or the fault that refuses it and the field it is in.

    `left_out` are cells that are not stored, each with its fault.
    """

    row: DapodikRow
    fault: RosterRowFault | None = None
    field: str = ""
    left_out: tuple[Note, ...] = ()

    @property
    def refused(self) -> bool:
        """Can the row not be taken at all?"""
        return self.fault is not None


def check_row(row: DapodikRow) -> CheckedRow:
    """Clean a row's cells, leave out what is wrong in one that nobody needs, find its first fault."""
    problems = [problem.partition(":")[::2] for problem in row.problems]
    for fault, field in problems:
        if field in _IDENTITY:
            return CheckedRow(row, RosterRowFault(fault), field)
    notes = [(RosterRowFault(fault), field) for fault, field in problems]
    cleaned = _cleaned(_with_own_peg_id(row), notes)
    if not any(map(str.isalpha, cleaned.name)):
        return CheckedRow(cleaned, RosterRowFault.NO_NAME, "name")
    return replace(_check_numbers(cleaned), left_out=tuple(notes))


def _with_own_peg_id(row: DapodikRow) -> DapodikRow:
    """Madrasahs write 'ID' and the PegID where somebody has no NUPTK."""
    if row.nuptk.strip()[:2].upper() != "ID":
        return row
    return replace(row, nuptk="", peg_id=row.peg_id or row.nuptk)


def _cleaned(row: DapodikRow, notes: list[Note]) -> DapodikRow:
    """The row without signs that cannot be seen and without wrong cells, which are noted."""
    changed: dict[str, Any] = {}
    for field, longest in MAX_LENGTHS.items():
        typed = getattr(row, field)
        if not typed:
            continue
        text = typed if typed.isprintable() else "".join(filter(str.isprintable, typed)).strip()
        read = _READERS[field](text) if field in _READERS else text
        if read is None:
            notes.append((_CELL_FAULTS[field], field))
        elif len(read) > longest and field not in _IDENTITY:
            notes.append((RosterRowFault.TOO_LONG, field))
            read = None
        if read != typed:
            changed[field] = read or ""
    return replace(row, **changed) if changed else row


def _read_sex(text: str) -> str | None:
    return _SEXES.get(text.upper())


def _read_email(text: str) -> str | None:
    return text if len(text) <= MAX_LENGTHS["email"] and _EMAIL.fullmatch(text) else None


def _read_peg_id(text: str) -> str | None:
    checked = check_peg_id(text)
    if not checked.number.strip("0"):
        return ""
    return None if checked.fault else checked.number


_READERS = {"sex": _read_sex, "phone": read_phone, "email": _read_email, "peg_id": _read_peg_id}
_CELL_FAULTS = {
    "sex": RosterRowFault.BAD_SEX,
    "phone": RosterRowFault.BAD_PHONE,
    "email": RosterRowFault.BAD_EMAIL,
    "peg_id": RosterRowFault.BAD_PEG_ID,
}


def _check_numbers(row: DapodikRow) -> CheckedRow:
    if len(row.name) > MAX_LENGTHS["name"]:
        return CheckedRow(row, RosterRowFault.TOO_LONG, "name")
    if not (row.nuptk or row.nip):
        return CheckedRow(row)
    nuptk, nip = check_nuptk(row.nuptk), check_nip(row.nip, sex=row.sex)
    for field, checked in (("nuptk", nuptk), ("nip", nip)):
        # A row of zeros stands for "none yet".
        if checked.fault and checked.number.strip("0"):
            return CheckedRow(row, _FAULTS[checked.fault], field)
    impossible = nip.number.strip("0") and _IMPOSSIBLE.intersection(nip.doubts)
    if impossible and row.employment.upper().startswith(_CIVIL_SERVANT):
        return CheckedRow(row, RosterRowFault.NIP_DATES, "nip")
    return CheckedRow(_with_numbers(row, nuptk.number, nip.number))


_FAULTS = {
    numbers.NumberFault.NOT_DIGITS: RosterRowFault.NOT_DIGITS,
    numbers.NumberFault.WRONG_LENGTH: RosterRowFault.WRONG_LENGTH,
    numbers.NumberFault.LOST_DIGITS: RosterRowFault.DIGITS_LOST,
}


def _with_numbers(row: DapodikRow, nuptk: str, nip: str) -> DapodikRow:
    nuptk = nuptk if nuptk.strip("0") else ""
    nip = nip if nip.strip("0") else ""
    return row if (nuptk, nip) == (row.nuptk, row.nip) else replace(row, nuptk=nuptk, nip=nip)

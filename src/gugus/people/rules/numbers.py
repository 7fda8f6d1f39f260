"""The numbers officers hold: NPSN, NUPTK, NIP, PegID. What is wrong, and what is doubtful.

A fault is refused. A doubt is only told: a PPPK's number has the NIP's length, but some of its
digits mean other things.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NIP_LENGTH = 18
NUPTK_LENGTH = 16
NPSN_LENGTH = 8
PEG_ID_LENGTHS = range(6, 21)
YOUNGEST_APPOINTED = 15


class Fault(StrEnum):
    """Why a number cannot be right."""

    NOT_DIGITS = "not_digits"
    WRONG_LENGTH = "wrong_length"
    # A spreadsheet showed the number as 1.98E+17: its last digits are gone for good.
    LOST_DIGITS = "lost_digits"


class Doubt(StrEnum):
    """What does not fit a civil servant's NIP."""

    BIRTH = "birth"
    APPOINTMENT = "appointment"
    ORDER = "order"
    SEX = "sex"
    OTHER_SEX = "other_sex"


@dataclass(frozen=True)
class Checked:
    """A number as it may be stored ('' is none), with what speaks against it."""

    number: str
    fault: Fault | None = None
    doubts: tuple[Doubt, ...] = ()


_LOST = re.compile(r"^\d+([.,]\d+)?e\+?\d+$", re.IGNORECASE)
_MARKS = re.compile(r"[\s.\-'\u2019`\u00a0\u200b\ufeff]+")


def bare(text: str) -> str:
    """A number without the spaces, points and apostrophes that people and sheets put in."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


def check_nuptk(text: str) -> Checked:
    """NUPTK: 16 digits, for life."""
    return _of_length(text, NUPTK_LENGTH)


def check_npsn(text: str) -> Checked:
    """NPSN: 8 digits."""
    return _of_length(text, NPSN_LENGTH)


def check_peg_id(text: str) -> Checked:
    """PegID of Kemenag; EMIS writes it as 'ID' and the number."""
    number = bare(text)
    if number[:2].upper() == "ID":
        number = number[2:]
    fault = _not_digits(text, number)
    if fault is None and number and len(number) not in PEG_ID_LENGTHS:
        fault = Fault.WRONG_LENGTH
    return Checked(number, fault)


def check_nip(text: str, *, sex: str = "") -> Checked:
    """NIP: birth YYYYMMDD, first appointment YYYYMM, sex 1 or 2, serial of 3."""
    checked = _of_length(text, NIP_LENGTH)
    if checked.fault or not checked.number:
        return checked
    return Checked(checked.number, None, tuple(_nip_doubts(checked.number, sex)))


def _of_length(text: str, length: int) -> Checked:
    number = bare(text)
    fault = _not_digits(text, number)
    if fault is None and number and len(number) != length:
        fault = Fault.WRONG_LENGTH
    return Checked(number, fault)


def _not_digits(text: str, number: str) -> Fault | None:
    if _LOST.match(text.strip()):
        return Fault.LOST_DIGITS
    if number and not (number.isascii() and number.isdigit()):
        return Fault.NOT_DIGITS
    return None


def _nip_doubts(nip: str, sex: str) -> list[Doubt]:
    born = _day(nip[:8])
    appointed = _day(nip[8:14] + "01")
    doubts = []
    if born is None:
        doubts.append(Doubt.BIRTH)
    if appointed is None:
        doubts.append(Doubt.APPOINTMENT)
    if born and appointed and appointed.year - born.year < YOUNGEST_APPOINTED:
        doubts.append(Doubt.ORDER)
    if nip[14] not in "12":
        doubts.append(Doubt.SEX)
    elif sex and sex != {"1": "L", "2": "P"}[nip[14]]:
        doubts.append(Doubt.OTHER_SEX)
    return doubts


def _day(digits: str) -> date | None:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if not 1930 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None

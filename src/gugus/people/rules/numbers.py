"""The numbers officers hold: NPSN, NUPTK, NIP, PegID. What is wrong, and what is doubtful.

A fault is refused. A doubt is only reported: a PPPK's number has the NIP's length, but some of its
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


class NumberFault(StrEnum):
    """Why a number cannot be right."""

    NOT_DIGITS = "not_digits"
    WRONG_LENGTH = "wrong_length"
    # A spreadsheet showed the number as 1.98E+17: its last digits are gone for good.
    LOST_DIGITS = "lost_digits"


class NipDoubt(StrEnum):
    """What does not fit a civil servant's NIP."""

    BIRTH = "birth"
    APPOINTMENT = "appointment"
    ORDER = "order"
    SEX = "sex"
    OTHER_SEX = "other_sex"


@dataclass(frozen=True)
class CheckedNumber:
    """A number as it may be stored ('' is none), with what speaks against it."""

    number: str
    fault: NumberFault | None = None
    doubts: tuple[NipDoubt, ...] = ()


_LOST = re.compile(r"^\d+([.,]\d+)?e\+?\d+$", re.IGNORECASE)
_MARKS = re.compile(r"[\s.\-'\u2019`\u00a0\u200b\ufeff]+")


def bare_number(text: str) -> str:
    """A number without the spaces, points and apostrophes that people and sheets put in."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


def check_nuptk(text: str) -> CheckedNumber:
    """NUPTK: 16 digits, for life."""
    return _of_length(text, NUPTK_LENGTH)


def check_npsn(text: str) -> CheckedNumber:
    """NPSN: 8 digits."""
    return _of_length(text, NPSN_LENGTH)


def check_peg_id(text: str) -> CheckedNumber:
    """PegID of Kemenag; EMIS writes it as 'ID' and the number."""
    number = bare_number(text)
    if number[:2].upper() == "ID":
        number = number[2:]
    fault = _not_digits(text, number)
    if fault is None and number and len(number) not in PEG_ID_LENGTHS:
        fault = NumberFault.WRONG_LENGTH
    return CheckedNumber(number, fault)


def check_nip(text: str, *, sex: str = "") -> CheckedNumber:
    """NIP: birth YYYYMMDD, first appointment YYYYMM, sex 1 or 2, serial of 3."""
    checked = _of_length(text, NIP_LENGTH)
    if checked.fault or not checked.number:
        return checked
    return CheckedNumber(checked.number, None, tuple(_nip_doubts(checked.number, sex)))


def _of_length(text: str, length: int) -> CheckedNumber:
    number = bare_number(text)
    fault = _not_digits(text, number)
    if fault is None and number and len(number) != length:
        fault = NumberFault.WRONG_LENGTH
    return CheckedNumber(number, fault)


def _not_digits(text: str, number: str) -> NumberFault | None:
    if _LOST.match(text.strip()):
        return NumberFault.LOST_DIGITS
    if number and not (number.isascii() and number.isdigit()):
        return NumberFault.NOT_DIGITS
    return None


def _nip_doubts(nip: str, sex: str) -> list[NipDoubt]:
    born = _day(nip[:8])
    appointed = _day(nip[8:14] + "01")
    doubts = []
    if born is None:
        doubts.append(NipDoubt.BIRTH)
    if appointed is None:
        doubts.append(NipDoubt.APPOINTMENT)
    if born and appointed and appointed.year - born.year < YOUNGEST_APPOINTED:
        doubts.append(NipDoubt.ORDER)
    if nip[14] not in "12":
        doubts.append(NipDoubt.SEX)
    elif sex and sex != {"1": "L", "2": "P"}[nip[14]]:
        doubts.append(NipDoubt.OTHER_SEX)
    return doubts


def _day(digits: str) -> date | None:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if not 1930 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def wa_address(phone: str) -> str:
    """The address of a chat with an Indonesian number; '' for one that is none."""
    digits = re.sub(r"\D", "", phone)
    national = digits.removeprefix("62") if digits.startswith("62") else digits.removeprefix("0")
    is_mobile = national.startswith("8") and 9 <= len(national) <= 12
    return f"https://wa.me/62{national}" if is_mobile else ""

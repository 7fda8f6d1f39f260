"""Dates as people type them: '17 Agustus 2026', '17-18/8/2026', '2026-08-17', Excel's numbers."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb peb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt ags aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b[, ]*"
)
_CLOCK = re.compile(r"(?<=\d)[t ]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?: ?wi(?:b|ta|t))?$")
_TO = re.compile(r"\b(?:sampai dengan|sampai|hingga|s\s*[./]\s*d\.?|sd|until|to)(?=\s|\d)|[–—−~]")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{4}|\d{2}))?")
_WORDS = re.compile(r"(\d{1,2})[ .-]*([a-z]+)\.?(?:[ .,-]*(\d{4}|\d{2}))?")
_ENGLISH = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
_DAY = re.compile(r"(\d{1,2})")
# Day 0 of Excel's calendar, as far as days after February 1900 go.
_EXCEL = date(1899, 12, 30)
_LONGEST = timedelta(days=366)
# More letters than any way of writing two dates: such a text is not even looked through.
_LONGEST_TEXT = 200


class DayRangeFault(StrEnum):
    """Why a text is no date, or no stretch of days."""

    NO_DATE = "no_date"
    NO_SUCH_DAY = "no_such_day"
    ENDS_BEFORE = "ends_before"
    TOO_LONG = "too_long"


@dataclass(frozen=True)
class DayRange:
    """A stretch of days, both ends included."""

    first: date
    last: date


@dataclass(frozen=True)
class _Part:
    """What a text names of a date; what it leaves out is None."""

    day: int
    month: int | None = None
    year: int | None = None


def read_days(text: str, school_year: int) -> DayRange | DayRangeFault:
    """The days that a text names; a date without a year is one of the school year.

    >>> read_days("17-18/8/2026", 2026)
    Days(first=datetime.date(2026, 8, 17), last=datetime.date(2026, 8, 18))
    >>> read_days("28 Desember s.d. 2 Januari", 2026)
    Days(first=datetime.date(2026, 12, 28), last=datetime.date(2027, 1, 2))
    """
    if len(text) > _LONGEST_TEXT:
        return DayRangeFault.NO_DATE
    plain = _plain(text)
    whole = _part(plain)
    if whole is not None and whole.month is not None:
        return _days(whole, whole, school_year)
    for left, right in _halves(plain):
        first, last = _part(left), _part(right)
        if first is not None and last is not None and last.month is not None:
            return _days(_completed(first, last), last, school_year)
    return DayRangeFault.NO_DATE


def read_serial(number: int) -> date | None:
    """The day of a number as spreadsheets keep dates; None for what is hardly meant as one.

    >>> read_serial(46251), read_serial(17)
    (datetime.date(2026, 8, 17), None)
    """
    return _EXCEL + timedelta(days=number) if 36_000 <= number <= 66_000 else None


def joined(first: DayRange, last: DayRange) -> DayRange | DayRangeFault:
    """From the beginning of one stretch to the end of another."""
    return _checked(first.first, last.last)


def _plain(text: str) -> str:
    lowered = " ".join(text.lower().replace("\u00a0", " ").split())
    return _CLOCK.sub("", _WEEKDAY.sub("", lowered)).strip(" .,;")


def _part(text: str) -> _Part | None:
    text = text.strip(" .,")
    if found := _ISO.fullmatch(text):
        return _Part(int(found[3]), int(found[2]), int(found[1]))
    if found := _NUMBERS.fullmatch(text):
        return _Part(int(found[1]), int(found[2]), _year(found[3]))
    if (found := _WORDS.fullmatch(text)) and found[2] in _MONTHS:
        return _Part(int(found[1]), _MONTHS[found[2]], _year(found[3]))
    if (found := _ENGLISH.fullmatch(text)) and found[1] in _MONTHS:
        return _Part(int(found[2]), _MONTHS[found[1]], _year(found[3]))
    return _Part(int(text)) if _DAY.fullmatch(text) else None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _halves(text: str) -> list[tuple[str, str]]:
    """Every place where a stretch could be meant: at a word for 'until', else at a dash."""
    marks = list(_TO.finditer(text))
    cuts = [(mark.start(), mark.end()) for mark in marks] or [
        (at, at + 1) for at, sign in enumerate(text) if sign == "-"
    ]
    return [(text[:start], text[end:]) for start, end in cuts]


def _completed(first: _Part, last: _Part) -> _Part:
    return _Part(
        first.day,
        first.month if first.month is not None else last.month,
        first.year if first.year is not None else _year_before(first, last),
    )


def _year_before(first: _Part, last: _Part) -> int | None:
    """'28 Desember - 2 Januari 2027' begins in the year before."""
    if last.year is None or last.month is None or first.month is None:
        return last.year
    return last.year - 1 if first.month > last.month else last.year


def _days(first: _Part, last: _Part, school_year: int) -> DayRange | DayRangeFault:
    begin, end = _date(first, school_year), _date(last, school_year)
    if begin is None or end is None:
        return DayRangeFault.NO_SUCH_DAY
    return _checked(begin, end)


def _checked(begin: date, end: date) -> DayRange | DayRangeFault:
    if end < begin:
        return DayRangeFault.ENDS_BEFORE
    return DayRangeFault.TOO_LONG if end - begin > _LONGEST else DayRange(begin, end)


def _date(part: _Part, school_year: int) -> date | None:
    month = part.month or 0
    year = part.year
    if year is None:
        year = school_year if month >= 7 else school_year + 1
    try:
        return date(year, month, part.day)
    except ValueError:
        return None

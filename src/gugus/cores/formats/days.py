"""Days as people and spreadsheets write them: the one reader of dates of all imports and forms.

'17 Agustus 2026', 'Jum’at, 17-18/8/26', '05 - 10 - 2026', '2026/10/05 08:00', '24 dan 31 Desember',
a spreadsheet's number. Day comes before month.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gugus.cores.formats.cells import Formula, Number
from gugus.cores.formats.numbers import decimal_of

_MONTHS = (
    ("januari", "january"),
    ("februari", "february", "pebruari", "febuari"),
    ("maret", "march"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "august", "ags", "agt", "agst", "agts"),
    ("september", "sept"),
    ("oktober", "october"),
    ("november", "nopember"),
    ("desember", "december"),
)
_SPELLED = re.compile(r"[\u2018\u2019\u201b\u02bc\u02bb\u0060\u00b4\u2032]")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_DASHES = re.compile(r"[\u2010-\u2015\u2212~]")
_WEEKDAY = re.compile(
    r"\b(?:hari\s+)?(?:senin|sen|selasa|sel|rabu|rab|kamis|kam|jum'?at|jum|sabtu|sab|minggu|mgg|min|ahad"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b\.?[, ]*"
)
# 'Minggu 2 Oktober' may be a Sunday or the second week: the calendar tells which.
_WEEK = re.compile(r"\bminggu(?: ke|\s+(?=[ivx\d]))")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HIJRI = re.compile(r"[/,=]?\s*\d{1,2} [a-z' ]{3,20} 1[34]\d\d ?h\b\.?")
_LEAD = re.compile(r"^(?:(?:pada|mulai|dari|per|tanggal|tgl)\b[ .:]*)+")
_TAIL = re.compile(r"(?<=\d)\s*(?:m|masehi)$")
_HOUR = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[ap]m| ?z|[+]\d\d:?\d\d)?"
_ZONE = r"(?: ?wi(?:b|ta|t))?"
_CLOCK = re.compile(
    rf"(?<=[\da-z])(?:t|[, ]+)(?:(?:pukul|pkl|jam)\b[ .]*)?{_HOUR}{_ZONE}"
    rf"(?: ?(?:-|s\.?d\.?|s/d|sampai) ?(?:{_HOUR}{_ZONE}|selesai))?[ .]*$"
)
_TO = re.compile(r"\b(?:sampai dengan|sampai|hingga|s\s*[./]?\s*d\s*[./]?|until|to)(?=\s|\d)")
# What is left of 'Senin s.d. Rabu, 5-7 Oktober'.
_ORPHAN = re.compile(rf"^(?:(?:{_TO.pattern}|dan\b)[ .,;:&/-]*)+")
_AND = re.compile(r"\s*(?:[,;&+]|\b(?:dan|serta|and)\b)\s*")
_ISO = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})", re.ASCII)
# Without a year a dash says 'until' ('1-6' are classes or days), and a point parts hours.
_NO_YEAR = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})()", re.ASCII)
_WORDS = re.compile(
    r"(\d{1,2})[ .,/-]*([a-z]{3,})\.?(?:[ .,/'-]*(?:tahun |thn?\.? )?(\d{4}|\d{2}))?", re.ASCII
)
_ENGLISH = re.compile(r"([a-z]{3,})\.?[ -](\d{1,2})(?:st|nd|rd|th)?(?:[, -]+(\d{4}))?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})", re.ASCII)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)
# Day 0 of Excel's calendar, as far as days after February 1900 go, and how much later the other
# calendar begins that older Macs used.
_EXCEL, _SINCE_1904 = date(1899, 12, 30), 1462
_SERIALS = range(30_000, 80_000)
_LONGEST = timedelta(days=366)
# More letters than any way of writing a few dates: such a text is not even looked through.
_LONGEST_TEXT = 200
_MOST_PIECES = 31
_EDGES = " .,;:&/-"


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


_Stretch = tuple[_Part, _Part]
Days = tuple[DayRange, ...]


def read_day(cell: str, *, since_1904: bool = False) -> date | None:
    """The one day that a cell or a typed text names with its year; None when it names none.

    `since_1904` says that the workbook counts its days from 1904.

    >>> read_day("Jum’at, 9 Okt. 2026"), read_day("05 - 10 - 2026"), read_day(Number("46300"))
    (datetime.date(2026, 10, 9), datetime.date(2026, 10, 5), datetime.date(2026, 10, 5))
    """
    if isinstance(cell, Number | Formula):
        found = read_serial(cell, since_1904=since_1904)
        if found is not None:
            return found
    plain = _plain(cell)
    part = _part(plain) if plain is not None else None
    if part is None or part.month is None or part.year is None:
        return None
    day = _date(part, 0)
    return None if day is None or _is_week(cell, day) else day


def read_days(text: str, school_year: int) -> Days | DayRangeFault:
    """The days that a text names, in stretches; one without a year is of the school year.

    >>> [(one.first.day, one.last.day) for one in read_days("8, 9, 10 dan 12 Februari 2027", 2026)]
    [(8, 10), (12, 12)]
    >>> read_days("28 Desember s.d. 2 Januari", 2026)
    (DayRange(first=datetime.date(2026, 12, 28), last=datetime.date(2027, 1, 2)),)
    """
    plain = _plain(text)
    if plain is None:
        return DayRangeFault.NO_DATE
    whole = _stretch(plain)
    if whole is not None and whole[1].month is not None:
        days = _days(*whole, school_year)
        if isinstance(days, DayRange) and days.first == days.last and _is_week(text, days.first):
            return DayRangeFault.NO_DATE
        return (days,) if isinstance(days, DayRange) else days
    return _listed(plain, school_year)


def read_serial(text: str, *, since_1904: bool = False) -> date | None:
    """The day of a number as spreadsheets keep dates; None for what is hardly meant as one.

    >>> read_serial("46251"), read_serial("46251.75"), read_serial("46250.9999999"), read_serial("17")
    (datetime.date(2026, 8, 17), datetime.date(2026, 8, 17), datetime.date(2026, 8, 17), None)
    """
    number = decimal_of(text)
    if number is None:
        return None
    nearest = round(number)
    # A time of the day is left out; less than two minutes to midnight are a formula's residue.
    whole = nearest if abs(number - nearest) < _RESIDUE else int(number)
    whole += _SINCE_1904 if since_1904 else 0
    return _EXCEL + timedelta(days=whole) if whole in _SERIALS else None


_RESIDUE = 0.001


def joined(first: DayRange, last: DayRange) -> DayRange | DayRangeFault:
    """From the beginning of one stretch to the end of another."""
    return _checked(first.first, last.last)


def _plain(text: str) -> str | None:
    """Small letters without weekdays, clock and brackets; None when it is too long to be a date."""
    if len(text) > _LONGEST_TEXT:
        return None
    known = _UNSEEN.sub("", _SPELLED.sub("'", text.casefold()))
    known = _DASHES.sub("-", unicodedata.normalize("NFKC", known))
    known = " ".join(_WEEKDAY.sub(" ", _BRACKETS.sub(" ", known)).split())
    known = _LEAD.sub("", _ORPHAN.sub("", _HIJRI.sub("", known).strip(_EDGES)))
    return _TAIL.sub("", _CLOCK.sub("", known).strip(_EDGES)).strip(_EDGES)


def _is_week(text: str, day: date) -> bool:
    """'Minggu 2 Oktober' is the second week unless the second is a Sunday."""
    return bool(_WEEK.search(text.casefold())) and day.weekday() != 6


def _stretch(text: str) -> _Stretch | None:
    """One date, or two with a word or a dash between."""
    whole = _part(text)
    if whole is not None:
        return whole, whole
    for left, right in _halves(text):
        first, last = _part(left), _part(right)
        if first is not None and last is not None:
            return first, last
    return None


def _part(text: str) -> _Part | None:
    text = _LEAD.sub("", text.strip(_EDGES))
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _Part(int(found[3]), int(found[2]), int(found[1]))
    if found := _NUMBERS.fullmatch(text) or _NO_YEAR.fullmatch(text):
        return _Part(int(found[1]), int(found[2]), _year(found[3]))
    if (found := _WORDS.fullmatch(text)) and (month := _month(found[2])):
        return _Part(int(found[1]), month, _year(found[3]))
    if (found := _ENGLISH.fullmatch(text)) and (month := _month(found[1])):
        return _Part(int(found[2]), month, _year(found[3]))
    return _Part(int(text)) if _DAY.fullmatch(text) else None


def _month(word: str) -> int | None:
    """A month by its name or the beginning of it: 'agust', 'pebr', 'nop'."""
    for number, names in enumerate(_MONTHS, start=1):
        if any(name.startswith(word) for name in names):
            return number
    return None


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


def _listed(text: str, school_year: int) -> Days | DayRangeFault:
    """'8, 9 dan 12 Februari': each piece takes month and year from the next that has them."""
    pieces = [piece for piece in _AND.split(text) if piece]
    if not 2 <= len(pieces) <= _MOST_PIECES:
        return DayRangeFault.NO_DATE
    following: _Part | None = None
    found: list[DayRange] = []
    for piece in reversed(pieces):
        stretch = _stretch(piece)
        if stretch is None or (following is None and stretch[1].month is None):
            return DayRangeFault.NO_DATE
        first, last = stretch
        if following is not None:
            last = _completed(last, following)
            first = last if stretch[0] is stretch[1] else first
        days = _days(first, last, school_year)
        if not isinstance(days, DayRange):
            return days
        found.append(days)
        following = _completed(first, last)
    return _merged(found)


def _merged(found: list[DayRange]) -> Days | DayRangeFault:
    """In order, neighbours joined."""
    ordered = sorted(found, key=lambda one: (one.first, one.last))
    merged = ordered[:1]
    for one in ordered[1:]:
        before = merged[-1]
        if (one.first - before.last).days <= 1:
            merged[-1] = DayRange(before.first, max(before.last, one.last))
        else:
            merged.append(one)
    far = merged[-1].last - merged[0].first > _LONGEST
    return DayRangeFault.TOO_LONG if far else tuple(merged)


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
    begin, end = _date(_completed(first, last), school_year), _date(last, school_year)
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

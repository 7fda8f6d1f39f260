"""Events of an iCalendar file (RFC 5545) as days: what is on, from which day to which.

A day of rest needs no hours, so every event becomes whole days in the group's own zone. Recurring
events are counted out within a window of days, with their exceptions, extra days and changed
occurrences. A file is written by strangers: each event is read by itself, so a broken one costs no
other, and what would take long to count out (`ical_caps`) is named and left.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from enum import StrEnum
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.ical_caps import (
    StepBudget,
    check_file,
    day_of,
    finds_days,
    is_countable,
)
from gugus.cores.formats.ical_days import days_between, moment_of
from gugus.cores.formats.ical_series import name_alike
from gugus.cores.formats.ical_text import ALL_DAY, RawCalendar, RawEvent, cut

if TYPE_CHECKING:
    from icalendar import Calendar

MAX_DAYS = 1000
_LONGEST = timedelta(days=366)
_LONGEST_TEXT = 200
_EARLIEST = 1900
_DAY = timedelta(days=1)
_ZONE_NAME = re.compile(r"^TZID[^:\r\n]*:([^\r\n]+)", re.M | re.I)
_ZONE_RULE = re.compile(r"^RRULE[^:\r\n]*:([^\r\n]+)", re.M | re.I)
_ESCAPED = re.compile(r"\\([nN,;\\])")
# The library keeps the zones that a file defines for the whole process: one file at a time, and
# the next one starts with none, so that no file can tell another what a zone means.
_ONE_AT_A_TIME = Lock()


class UnreadReason(StrEnum):
    """Why an event was left out."""

    BROKEN = "broken"
    BAD_DATE = "bad_date"
    ENDS_BEFORE = "ends_before"
    TOO_LONG = "too_long"
    TOO_HEAVY = "too_heavy"


@dataclass(frozen=True)
class EventSpan:
    """Days on which something is on, both ends included.

    `repeats` is how the event comes back: 'daily', 'weekly', 'monthly', 'yearly', 'dates' or ''.
    `uid` is that of the file ('' without one): all occurrences of a series share it.
    """

    title: str
    first: date
    last: date
    uid: str
    repeats: str = ""


@dataclass(frozen=True)
class UnreadEvent:
    """An event that could not be read, by its title, and why."""

    title: str
    reason: UnreadReason


@dataclass(frozen=True)
class CalendarContents:
    """All that a file says about a window of days.

    `cancelled`: uids of events that the file calls off as a whole. `outside`: how many events
    have no day in the window, `name`: what the calendar calls itself.
    """

    events: tuple[EventSpan, ...]
    unread: tuple[UnreadEvent, ...]
    cancelled: frozenset[str]
    outside: int
    name: str = ""


def read_calendar(data: bytes, first: date, last: date, zone: tzinfo) -> CalendarContents:
    """Read the events that touch the days from `first` to `last`, as days of `zone`.

    Times without a zone are taken as local. Raises FormatRefused (empty, too_large, not_calendar,
    no_events, too_many_rows, too_heavy) for what is no calendar of days at all, and for what would
    keep a computer busy.
    """
    from icalendar.timezone import tzp

    raw = cut(data)
    series = _series(raw.events)
    zones = _own_zones(raw.zones)
    check_file(series, zones)
    with _ONE_AT_A_TIME:
        tzp.use_default()
        try:
            for text in zones:
                _learn_zone(text)
            return _Reading(raw, first, last, zone).result(series)
        finally:
            tzp.use_default()


class _Reading:
    """One file being read, and what was found so far."""

    def __init__(self, raw: RawCalendar, first: date, last: date, zone: tzinfo) -> None:
        self._raw, self._first, self._last, self._zone = raw, first, last, zone
        self._home = _named_zone(raw.zone_name)
        self._budget = StepBudget()
        self._events: list[EventSpan] = []
        self._unread: list[UnreadEvent] = []
        self._cancelled: set[str] = set()
        self._outside = 0

    def result(self, found: list[list[RawEvent]]) -> CalendarContents:
        for series in found:
            self._take(series)
            if len(self._events) > MAX_DAYS:
                raise FormatRefused("too_many_rows", f"more than {MAX_DAYS} events in the window")
        events = tuple(sorted(self._events, key=lambda event: (event.first, event.last)))
        return CalendarContents(
            events,
            tuple(self._unread),
            frozenset(self._cancelled),
            self._outside,
            _clean(self._raw.name),
        )

    def _take(self, series: list[RawEvent]) -> None:
        if self._is_far_away(series):
            self._outside += 1
            return
        reason = self._reason_before(series)
        if reason is None:
            # Whatever a stranger wrote may break the library anywhere: one event is lost, and
            # named; the others are read.
            try:
                self._read_days(series)
                return
            except _LeftOut as left:
                reason = left.reason
            except Exception:
                reason = UnreadReason.BROKEN
        if reason == UnreadReason.TOO_HEAVY:
            self._budget.take_heavy()
        self._unread.append(UnreadEvent(_title(series), reason))

    def _is_far_away(self, series: list[RawEvent]) -> bool:
        """Told by its text: most of a calendar that was kept for years is a single event long ago."""
        event = series[0]
        more = self._raw.takes_back or event.endless or not event.whole or event.is_series
        if len(series) > 1 or more or _is_off(event) or event.value("DURATION"):
            return False
        begins, ends = _plain_day(event, "DTSTART"), _plain_day(event, "DTEND")
        ends = ends if event.value("DTEND") else begins
        if begins is None or ends is None or not timedelta(0) <= ends - begins < _LONGEST:
            return False
        return ends < self._first - 2 * _DAY or begins > self._last + 2 * _DAY

    def _reason_before(self, series: list[RawEvent]) -> UnreadReason | None:
        if not all(event.whole for event in series):
            return UnreadReason.BROKEN
        if any(event.is_too_heavy or _is_ancient(event) for event in series):
            return UnreadReason.TOO_HEAVY
        countable = all(is_countable(event, self._last, self._budget) for event in series)
        return None if countable else UnreadReason.TOO_HEAVY

    def _read_days(self, series: list[RawEvent]) -> None:
        name_alike(series, self._home or self._zone)
        calendar = _parsed(series, self._raw.zone_name)
        _check_dates(calendar, self._zone)
        uid = _uid(series)
        main = [event for event in series if not event.is_change] or series
        if self._raw.takes_back or all(_is_off(event) for event in main):
            self._cancelled.add(uid)
            return
        repeats = _repeats(main)
        days = [
            (title, begin, end)
            for title, begin, end in self._occurrences(calendar, series)
            if begin <= self._last and end >= self._first
        ]
        self._outside += not days
        self._events += [
            EventSpan(title, begin, end, uid, repeats) for title, begin, end in _joined(days)
        ]

    def _occurrences(
        self, calendar: "Calendar", series: list[RawEvent]
    ) -> Iterator[tuple[str, date, date]]:
        parts: Iterable[Any] = calendar.walk("VEVENT")
        if len(series) > 1 or series[0].is_series:
            from recurring_ical_events import of

            parts = of(calendar).between(self._first - 2 * _DAY, self._last + 2 * _DAY)
        for part in parts:
            if str(part.get("STATUS", "")).upper() != "CANCELLED":
                all_day = str(part.get(ALL_DAY, "")).strip().upper() == "TRUE"
                days = days_between(
                    part.start, part.end, self._zone, all_day=all_day, home=self._home
                )
                yield _clean(str(part.get("SUMMARY", ""))), *days


class _LeftOut(Exception):  # noqa: N818 - an answer, not a fault
    """The event is not taken, for this reason."""

    def __init__(self, reason: UnreadReason) -> None:
        super().__init__(reason)
        self.reason = reason


def _series(events: Iterable[RawEvent]) -> list[list[RawEvent]]:
    """Events of one uid belong together: the series and its changed occurrences."""
    found: dict[str, list[RawEvent]] = defaultdict(list)
    for number, event in enumerate(events):
        found[event.value("UID") or f"\n{number}"].append(event)
    return list(found.values())


def _is_ancient(event: RawEvent) -> bool:
    begin = day_of(event.value("DTSTART"))
    return bool(event.value("RRULE")) and begin is not None and begin.year < _EARLIEST


def _plain_day(event: RawEvent, name: str) -> date | None:
    text = event.value(name)
    return day_of(text) if re.fullmatch(r"\d{8}(?:T\d{6}Z?)?", text, re.A) else None


def _own_zones(zones: list[str]) -> list[str]:
    """The zones that only this file knows, and whose rules find days.

    What a file says of a known zone is not asked.
    """
    return [zone for zone in zones if not _is_known(zone) and _finds_days(zone)]


def _is_known(zone: str) -> bool:
    named = _ZONE_NAME.search(zone)
    return named is not None and _named_zone(named[1].strip().strip("/")) is not None


def _named_zone(name: str) -> ZoneInfo | None:
    with suppress(ZoneInfoNotFoundError, ValueError, OSError):
        # Raises when there is none; names that lead out of the folder of zones are ValueErrors.
        return ZoneInfo(name) if name else None
    return None


def _finds_days(zone: str) -> bool:
    budget = StepBudget()
    return all(finds_days(rule, date(2000, 1, 1), budget) for rule in _ZONE_RULE.findall(zone))


def _learn_zone(text: str) -> None:
    from icalendar import Timezone
    from icalendar.timezone import tzp

    # Times in a zone that is broken, or takes long to learn, are taken as local.
    with suppress(Exception):
        tzp.cache_timezone_component(Timezone.from_ical(text + "\r\n"))


def _parsed(series: list[RawEvent], zone_name: str) -> "Calendar":
    from icalendar import Calendar

    lines = ["BEGIN:VCALENDAR"]
    if zone_name:
        lines.append(f"X-WR-TIMEZONE:{zone_name}")
    for event in series:
        own = [name + rest for name, rest in event.lines if name != "UID"]
        # All of one call are one series, so a short uid does for each.
        lines += ["BEGIN:VEVENT", "UID:1", *own, "END:VEVENT"]
    calendar: Calendar = Calendar.from_ical("\r\n".join([*lines, "END:VCALENDAR", ""]))
    return calendar


def _check_dates(calendar: "Calendar", zone: tzinfo) -> None:
    """Leave out what has no day, a day that is none, or an end before its begin."""
    event: Any  # what a property holds is known only once it was read
    for event in calendar.walk("VEVENT"):
        if event.errors or "DTSTART" not in event:
            raise _LeftOut(UnreadReason.BAD_DATE)
        begin = event["DTSTART"].dt
        length = event["DURATION"].dt if "DURATION" in event else timedelta(0)
        if "DTEND" in event:
            length = moment_of(event["DTEND"].dt, zone) - moment_of(begin, zone)
        if length < timedelta(0):
            raise _LeftOut(UnreadReason.ENDS_BEFORE)
        if length > _LONGEST:
            raise _LeftOut(UnreadReason.TOO_LONG)


def _joined(days: list[tuple[str, date, date]]) -> list[tuple[str, date, date]]:
    """Days of one event that follow each other, or lie over each other, are one stretch."""
    found: list[tuple[str, date, date]] = []
    for title, begin, end in sorted(days, key=lambda day: (day[1], day[2])):
        if found and begin <= found[-1][2] + _DAY and _fits(found[-1], title, begin):
            before = found.pop()
            found.append((before[0], before[1], max(before[2], end)))
        else:
            found.append((title, begin, end))
    return found


def _fits(before: tuple[str, date, date], title: str, begin: date) -> bool:
    return before[0] == title or before[1] == begin


def _is_off(event: RawEvent) -> bool:
    return event.value("STATUS").upper() == "CANCELLED"


def _repeats(main: list[RawEvent]) -> str:
    for event in main:
        rule: dict[str, Any] = dict(
            part.partition("=")[::2] for part in event.value("RRULE").upper().split(";")
        )
        if rule.get("FREQ"):
            return str(rule["FREQ"]).lower()
    return "dates" if any(event.value("RDATE") for event in main) else ""


def _uid(series: list[RawEvent]) -> str:
    """The uid as it can be stored: a very long one by its digest."""
    uid = series[0].value("UID")
    return _clean(uid) if len(uid) <= _LONGEST_TEXT else sha256(uid.encode()).hexdigest()


def _title(series: list[RawEvent]) -> str:
    text = next((event.value("SUMMARY") for event in series if event.value("SUMMARY")), "")
    return _clean(_ESCAPED.sub(lambda sign: " " if sign[1] in "nN" else sign[1], text))


def _clean(text: str) -> str:
    """One line without control characters, short enough for a calendar."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(plain.split())[:_LONGEST_TEXT].strip()

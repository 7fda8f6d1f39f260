"""Events of an iCalendar file (RFC 5545) as days: what is on, from which day to which.

A day of rest needs no hours, so every event becomes whole days in the group's own zone. Recurring
events are counted out within a window of days, with their exceptions, extra days and changed
occurrences. A file is written by strangers: each event is read by itself, so a broken one costs no
other, and what would take long to count out is named and left.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any

from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.ical_simple_events import (
    has_plain_title,
    have_rules,
    is_single,
    is_tame,
    own_zones,
    plain_days,
    plain_times,
)
from gugus.cores.formats.ical_text import RawCalendar, RawEvent, cut
from gugus.cores.formats.time_limit import TimeBudget, TimeLimitExceeded, time_limit

if TYPE_CHECKING:
    from icalendar import Calendar

MAX_DAYS = 1000
# Of the processor, for a file and for one event. A school's year takes a tenth of it.
_SECONDS, _SECONDS_EACH = 0.8, 0.2
_LONGEST = timedelta(days=366)
_LONGEST_TEXT = 200
_EARLIEST = 1900
_DAY = timedelta(days=1)
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
    have no day in the window.
    """

    events: tuple[EventSpan, ...]
    unread: tuple[UnreadEvent, ...]
    cancelled: frozenset[str]
    outside: int


def read_calendar(data: bytes, first: date, last: date, zone: tzinfo) -> CalendarContents:
    """Read the events that touch the days from `first` to `last`, as days of `zone`.

    Times without a zone are taken as local. Raises FormatRefused (empty, too_large, not_calendar,
    no_events, too_many_rows, too_heavy) for what is no calendar of days at all, and for what would
    keep a computer busy: within a second of the processor it is read or refused.
    """
    from icalendar.timezone import tzp
    from recurring_ical_events import of  # noqa: F401 - loading it is not the file's fault

    budget = TimeBudget(_SECONDS)
    try:
        raw = cut(data, budget.check)
        with _ONE_AT_A_TIME:
            tzp.use_default()
            try:
                return _Reading(raw, first, last, zone, budget).result()
            finally:
                tzp.use_default()
    except TimeLimitExceeded:
        raise FormatRefused("too_heavy", f"more than {_SECONDS} s to read") from None


class _Reading:
    """One file being read: what was found so far, and the time that is left for it."""

    def __init__(
        self, raw: RawCalendar, first: date, last: date, zone: tzinfo, budget: TimeBudget
    ) -> None:
        self._raw, self._first, self._last, self._zone = raw, first, last, zone
        self._zones = own_zones(raw.zones)
        self._budget = budget
        self._events: list[EventSpan] = []
        self._unread: list[UnreadEvent] = []
        self._cancelled: set[str] = set()
        self._outside = 0

    def result(self) -> CalendarContents:
        for text in self._zones:
            with time_limit(self._budget.left):
                _learn_zone(text)
            self._budget.check()
        for series in _series(self._raw.events):
            self._take(series)
            if len(self._events) > MAX_DAYS:
                raise FormatRefused("too_many_rows", f"more than {MAX_DAYS} events in the window")
        found = tuple(sorted(self._events, key=lambda event: (event.first, event.last)))
        return CalendarContents(
            found, tuple(self._unread), frozenset(self._cancelled), self._outside
        )

    def _take(self, series: list[RawEvent]) -> None:
        if self._is_plain(series):
            return
        reason = self._reason_before(series)
        if reason is None:
            # Whatever a stranger wrote may break the library anywhere: one event is lost, and
            # named; the others are read.
            try:
                self._count_out(series)
                return
            except _LeftOut as left:
                reason = left.reason
            except TimeLimitExceeded:
                self._budget.check()
                if have_rules(self._zones):
                    # Broken off within a zone's rule, dateutil keeps the lock on it: whoever asks
                    # that zone again would wait for ever.
                    raise
                reason = UnreadReason.TOO_HEAVY
            except Exception:
                reason = UnreadReason.BROKEN
        self._unread.append(UnreadEvent(_title(series), reason))

    def _is_plain(self, series: list[RawEvent]) -> bool:
        """Take a single event that needs no library; most files hold hundreds of those."""
        event = series[0]
        if len(series) > 1 or self._raw.takes_back or _is_off(event) or not is_single(event):
            return False
        begins, ends = plain_days(event)
        if begins is None or ends is None or not timedelta(0) <= ends - begins < _LONGEST:
            return False
        if ends < self._first - 2 * _DAY or begins > self._last + 2 * _DAY:
            self._outside += 1
            return True
        times = plain_times(event) if has_plain_title(event) else None
        if times is None or _comparable(times[1], self._zone) < _comparable(times[0], self._zone):
            return False
        first, last = _as_days(*times, self._zone)
        if first <= self._last and last >= self._first:
            self._events.append(EventSpan(_title(series), first, last, _uid(series)))
        else:
            self._outside += 1
        return True

    def _reason_before(self, series: list[RawEvent]) -> UnreadReason | None:
        self._budget.check()
        if not all(event.whole for event in series):
            return UnreadReason.BROKEN
        return UnreadReason.TOO_HEAVY if any(event.is_too_heavy for event in series) else None

    def _count_out(self, series: list[RawEvent]) -> None:
        # Being watched costs several times the work itself.
        tame = is_tame(series, self._zones)
        with nullcontext() if tame else time_limit(min(_SECONDS_EACH, self._budget.left)):
            self._read_days(series)

    def _read_days(self, series: list[RawEvent]) -> None:
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
            for title, begin, end in self._occurrences(calendar)
            if begin <= self._last and end >= self._first
        ]
        self._outside += not days
        self._events += [
            EventSpan(title, begin, end, uid, repeats) for title, begin, end in _joined(days)
        ]

    def _occurrences(self, calendar: "Calendar") -> Iterator[tuple[str, date, date]]:
        from recurring_ical_events import of

        for part in of(calendar).between(self._first - 2 * _DAY, self._last + 2 * _DAY):
            if str(part.get("STATUS", "")).upper() != "CANCELLED":
                begin, end = part["DTSTART"].dt, part["DTEND"].dt
                yield _clean(str(part.get("SUMMARY", ""))), *_as_days(begin, end, self._zone)


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
            length = _comparable(event["DTEND"].dt, zone) - _comparable(begin, zone)
        if length < timedelta(0):
            raise _LeftOut(UnreadReason.ENDS_BEFORE)
        if length > _LONGEST:
            raise _LeftOut(UnreadReason.TOO_LONG)
        if "RRULE" in event and begin.year < _EARLIEST:
            raise _LeftOut(UnreadReason.TOO_HEAVY)


def _as_days(begin: date, end: date, zone: tzinfo) -> tuple[date, date]:
    """First and last day, both included: an end on the stroke of midnight is the day before."""
    first, stop = _local(begin, zone), _local(end, zone)
    if isinstance(begin, datetime) or isinstance(end, datetime):
        moment = _comparable(end, zone)
        if moment > _comparable(begin, zone):
            stop = _local(moment - timedelta(microseconds=1), zone)
        return first, max(first, stop)
    return first, max(first, stop - _DAY)


def _local(moment: date, zone: tzinfo) -> date:
    if not isinstance(moment, datetime):
        return moment
    return moment.astimezone(zone).date() if moment.tzinfo else moment.date()


def _comparable(moment: date, zone: tzinfo) -> datetime:
    if not isinstance(moment, datetime):
        return datetime(moment.year, moment.month, moment.day, tzinfo=zone)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


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

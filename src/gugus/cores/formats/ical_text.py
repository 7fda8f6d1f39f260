"""The lines of an iCalendar file (RFC 5545): unfolded, sifted, cut into events and time zones.

Only what says when an event is, and what it is called, is let through: who was invited, what was
attached and what was described never reaches the reader, nor can it slow it down. Rules that would
keep a computer busy for ever are told here, before anything counts them out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gugus.cores.formats.errors import FormatRefused

MAX_BYTES = 2 * 1024 * 1024
MAX_EVENTS = 3000
_MAX_LINE = 1000
_MAX_DATES = 500
# Of the lists of days; nobody's calendar nests its parts deeper.
_MAX_LIST = 20_000
_MAX_EVENT_LINES = 600
_MAX_DEPTH = 8
MAX_LINES = 100_000
_MAX_ZONES = 20
_MAX_ZONE_LINES = 400
_MAX_ZONE_RULES = 12
# A rule that names more hours, minutes or seconds than one asks for many times a day.
_CLOCK = re.compile(r"BY(?:HOUR|MINUTE|SECOND)\s*=[^;]*,", re.I)
_OFTEN = re.compile(r"SECONDLY|MINUTELY|HOURLY", re.I)
_INTERVAL = re.compile(r"INTERVAL\s*=\s*([^;]*)", re.I)
_LINE = re.compile(r"([A-Za-z0-9-]+)\s*([;:].*)", re.S)
_OPENING = re.compile(r"^[ \t]*BEGIN[ \t]*:[ \t]*(?:VCALENDAR|VEVENT)\b", re.I | re.M)
_BREAK = re.compile(r"\r\n|\n|\r")
# How Outlook marks a whole day that it writes with hours.
ALL_DAY = "X-MICROSOFT-CDO-ALLDAYEVENT"
# Others say the same by names of their own.
_ALL_DAY_TOO = frozenset({"X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT", "X-FUNAMBOL-ALLDAY"})
_ONCE = frozenset(
    {"UID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "STATUS", "SEQUENCE"}
    | {ALL_DAY}
)
_SEVERAL = frozenset({"RRULE", "RDATE", "EXDATE"})
# Indonesia's zones by the names that people give them.
_ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
_ZONE_PARAMETER = re.compile(r';\s*TZID\s*=\s*"?(WIB|WITA|WIT)"?(?=[;:])', re.I)


@dataclass
class RawEvent:
    """The lines of one VEVENT that matter, each as its name and what follows it.

    `whole` is False when the file broke off within it, `endless` when it has more lines, or longer
    ones, than any event needs.
    """

    lines: list[tuple[str, str]] = field(default_factory=list)
    whole: bool = False
    endless: bool = False

    def value(self, name: str) -> str:
        """What stands behind the colon of the first line of that name; '' without one."""
        rest = next((rest for own, rest in self.lines if own == name), "")
        return rest.partition(":")[2].strip()

    @property
    def is_change(self) -> bool:
        """Does it change one occurrence of another event?"""
        return bool(self.value("RECURRENCE-ID"))

    @property
    def is_too_heavy(self) -> bool:
        """Would counting it out take long? Then it is not what a calendar of days is for."""
        if self.endless or any(
            name == "RRULE" and rule_is_heavy(rest) for name, rest in self.lines
        ):
            return True
        return self.dates > _MAX_DATES

    @property
    def is_series(self) -> bool:
        """Does it come back, or change an event that does?"""
        return any(self.value(name) for name in ("RRULE", "RDATE", "RECURRENCE-ID"))

    @property
    def dates(self) -> int:
        """How many single days are listed in it."""
        lists = [rest for name, rest in self.lines if name in {"RDATE", "EXDATE"}]
        return sum(rest.count(",") + 1 for rest in lists)


def rule_is_heavy(rule: str) -> bool:
    """Does a rule come back more often than daily, or never get on?

    >>> [rule_is_heavy(f":FREQ={how}") for how in ("WEEKLY", "SECONDLY", "DAILY;INTERVAL=0")]
    [False, True, True]
    """
    steps = _INTERVAL.findall(rule)
    still = any(not step.isdecimal() or int(step) == 0 for step in steps)
    return still or len(rule) > _MAX_LINE or bool(_OFTEN.search(rule) or _CLOCK.search(rule))


@dataclass
class RawCalendar:
    """What a file holds: time zones as text, events as lines, and whether it takes all back."""

    zones: list[str] = field(default_factory=list)
    events: list[RawEvent] = field(default_factory=list)
    zone_name: str = ""
    name: str = ""
    takes_back: bool = False


def cut(data: bytes) -> RawCalendar:
    """Cut a file into its parts; refuses what is no calendar, too large, or has no event."""
    if len(data) > MAX_BYTES:
        raise FormatRefused("too_large", f"more than {MAX_BYTES} bytes")
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise FormatRefused("empty", "the file is empty")
    text = _decoded(data)
    if not _OPENING.search(text):
        raise FormatRefused("not_calendar", "neither a calendar nor an event in the file")
    found = _Cutter().cut(_unfolded(text))
    if not found.events:
        raise FormatRefused("no_events", "no VEVENT in the file")
    return found


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").replace("\x00", "")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text.replace("\x00", "")


def _unfolded(text: str) -> Iterator[str]:
    """Whole lines: one that begins with a blank continues the one before it."""
    parts: list[str] = []
    for piece in _BREAK.split(text):
        if piece[:1] in {" ", "\t"} and parts:
            parts.append(piece[1:])
        else:
            yield "".join(parts)
            parts = [piece]
    yield "".join(parts)


class _Cutter:
    """Walks the lines and keeps where it stands."""

    def __init__(self) -> None:
        self.found = RawCalendar()
        self._open: list[str] = []
        self._zone: list[str] | None = None
        self._event: RawEvent | None = None

    def cut(self, lines: Iterator[str]) -> RawCalendar:
        for number, line in enumerate(lines):
            if number > MAX_LINES:
                raise FormatRefused("too_heavy", f"more than {MAX_LINES} lines")
            match = _LINE.match(line.strip())
            if match is None:
                continue
            name, rest = match[1].upper(), match[2]
            if name == "BEGIN":
                self._begin(rest[1:].strip().upper())
            elif name == "END":
                self._end(rest[1:].strip().upper())
            else:
                self._property(name, rest)
        return self.found

    def _begin(self, what: str) -> None:
        if what == "VEVENT":
            # One that was never ended stays as broken off.
            self._open, self._event, self._zone = [], RawEvent(), None
            self.found.events.append(self._event)
            if len(self.found.events) > MAX_EVENTS:
                raise FormatRefused("too_many_rows", f"more than {MAX_EVENTS} events")
        elif what == "VTIMEZONE" and self._event is None:
            self._zone = ["BEGIN:VTIMEZONE"]
        elif self._event is not None:
            if len(self._open) == _MAX_DEPTH:
                raise FormatRefused("too_heavy", f"parts within parts, more than {_MAX_DEPTH}")
            self._open.append(what)
        elif self._zone is not None:
            self._zone.append(f"BEGIN:{what}")

    def _end(self, what: str) -> None:
        if self._event is not None:
            if what == "VEVENT":
                self._event.whole, self._event, self._open = True, None, []
            elif what == "VCALENDAR":
                self._event, self._open = None, []
            elif what in self._open:
                del self._open[self._open.index(what) :]
        elif self._zone is not None:
            self._zone.append(f"END:{what}")
            if what == "VTIMEZONE":
                self._keep_zone(self._zone)
                self._zone = None

    def _property(self, name: str, rest: str) -> None:
        if self._event is not None:
            name = ALL_DAY if name in _ALL_DAY_TOO else name
            if name in _ONCE | _SEVERAL and not self._open:
                _keep(self._event, name, rest)
        elif self._zone is not None:
            self._zone.append(f"{name}{rest}")
        elif name == "METHOD":
            self.found.takes_back |= rest[1:].strip().upper() == "CANCEL"
        elif name in {"X-WR-CALNAME", "NAME"} and not self._zone and not self.found.name:
            self.found.name = rest.partition(":")[2].strip()[:_MAX_LINE]
        elif name == "X-WR-TIMEZONE" and re.fullmatch(r":[\w+\-/ ]{1,60}", rest):
            self.found.zone_name = _ZONES.get(rest[1:].strip().upper(), rest[1:].strip())

    def _keep_zone(self, lines: list[str]) -> None:
        """A zone changes its clocks once a year at most; one that would every second is none."""
        rules = [line for line in lines if line.startswith("RRULE")]
        yearly = all("FREQ=YEARLY" in rule.upper() and not rule_is_heavy(rule) for rule in rules)
        small = len(lines) <= _MAX_ZONE_LINES and len(rules) <= _MAX_ZONE_RULES
        if yearly and small and len(self.found.zones) < _MAX_ZONES:
            self.found.zones.append("\r\n".join(lines))


def _keep(event: RawEvent, name: str, rest: str) -> None:
    """Keep a line; what can be said once only counts the first time."""
    if len(event.lines) >= _MAX_EVENT_LINES or len(rest) > _MAX_LIST:
        event.endless |= name not in {"UID", "SUMMARY"}
        rest = rest[:_MAX_LIST]
    if event.endless or (name in _ONCE and any(own == name for own, _rest in event.lines)):
        return
    if name in _ONCE and name != "UID":
        rest = rest[:_MAX_LINE]
    zoned = _ZONE_PARAMETER.sub(lambda zone: f";TZID={_ZONES[zone[1].upper()]}", rest)
    event.lines.append((name, zoned))

"""Calendars as iCalendar text (RFC 5545), for strict readers.

Only what a list of meetings needs: single events in UTC. No METHOD is written: with one, RFC 5546
asks for an organiser's address, and the plain object is what subscribing calendars read.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import category
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Event, Timezone
    from icalendar.prop import vText

PRODUCT = "-//Gugus//Kalender pertemuan//ID"
# What some readers take for the end of a line though it is none.
_LINE_ENDS = str.maketrans(dict.fromkeys("\v\f\x85\u2028\u2029", "\n"))


class IcalStatus(StrEnum):
    """How firm an event is."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class IcalEvent:
    """One event; times know their zone. `sequence` rises with every change that guests must hear of.

    `changed_at` is when the event last changed, `uid` never changes.
    """

    uid: str
    starts: datetime
    ends: datetime
    summary: str
    made_at: datetime
    changed_at: datetime
    sequence: int = 0
    status: IcalStatus = IcalStatus.CONFIRMED
    location: str = ""
    description: str = ""
    address: str = ""
    # Latitude and longitude in degrees.
    position: tuple[float, float] | None = None


@dataclass(frozen=True)
class IcalCalendar:
    """A calendar with its events; `zone` is where its people live, `refresh` how often to look."""

    name: str
    zone: str
    events: tuple[IcalEvent, ...]
    refresh: timedelta = timedelta(hours=6)


def write_calendar(calendar: IcalCalendar) -> bytes:
    """The calendar as an iCalendar object in UTF-8.

    Parameters
    ----------
    calendar
        What to write. Texts may hold anything: control characters go, every kind of line end
        becomes the escaped one.

    Returns
    -------
    bytes
        Lines end in CR LF and have 75 octets at most; no UTF-8 sequence is cut. The same calendar
        always gives the same bytes.

    Notes
    -----
    A calendar without events must hold a component all the same (RFC 5545, 3.6), so the zone is
    always written, though the times of the events stand in UTC.
    """
    from icalendar import Calendar

    hours = timedelta(hours=max(1, calendar.refresh // timedelta(hours=1)))
    made, name = Calendar(), _text(calendar.name)
    made.add("VERSION", "2.0")
    made.add("PRODID", PRODUCT)
    made.add("CALSCALE", "GREGORIAN")
    made["NAME"] = made["X-WR-CALNAME"] = name
    made.add("X-WR-TIMEZONE", calendar.zone)
    made.add("REFRESH-INTERVAL", hours, parameters={"VALUE": "DURATION"})
    made.add("X-PUBLISHED-TTL", f"PT{hours // timedelta(hours=1)}H")
    made.add_component(_zone(calendar.zone))
    for event in calendar.events:
        made.add_component(_event(event))
    octets: bytes = made.to_ical()
    return octets


def _event(event: IcalEvent) -> "Event":
    from icalendar import Event
    from icalendar.prop import vInline

    made = Event()
    made["UID"], made["SUMMARY"] = _text(event.uid), _text(event.summary)
    for name, moment in (
        ("DTSTAMP", event.changed_at),
        ("DTSTART", event.starts),
        ("CREATED", event.made_at),
        ("LAST-MODIFIED", event.changed_at),
    ):
        made.add(name, moment.astimezone(UTC))
    # An end that is not after the start is no end: the event then has no length.
    if event.ends > event.starts:
        made.add("DTEND", event.ends.astimezone(UTC))
    made.add("STATUS", str(event.status))
    made.add("SEQUENCE", event.sequence)
    cancelled = event.status == IcalStatus.CANCELLED
    made.add("TRANSP", "TRANSPARENT" if cancelled else "OPAQUE")
    if event.location:
        made["LOCATION"] = _text(event.location)
    if event.position is not None:
        # The library writes as many places as a number has, and few as 1e-06.
        made["GEO"] = vInline("{:.6f};{:.6f}".format(*event.position))
    if event.description:
        made["DESCRIPTION"] = _text(event.description)
    if event.address:
        made.add("URL", clean(event.address))
    return made


def clean(text: str) -> str:
    """Without control characters (tabs and line feeds stay) and lone surrogates.

    >>> clean("a\\x00b\\r\\nc\\u2028d")
    'ab\\nc\\nd'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    return "".join(c for c in text if c in "\t\n" or category(c) not in {"Cc", "Cs"})


def _text(text: str) -> "vText":
    """A value of type TEXT, without what no reader may see."""
    return _whole_text()(clean(text))


@cache
def _whole_text() -> "type[vText]":
    from icalendar.prop import vText

    class WholeText(vText):
        """The library takes a person's backslash before an N for the end of a line."""

        def to_ical(self) -> bytes:
            return rb"\\N".join(vText(part).to_ical() for part in self.split(r"\N"))

    return WholeText


def _zone(name: str) -> "Timezone":
    """The zone as it has been since 1970; a zone that changes its clocks is given as UTC."""
    from icalendar import Timezone, TimezoneStandard

    place = ZoneInfo(name)
    offsets = {datetime(2026, month, 1, tzinfo=place).utcoffset() for month in range(1, 13)}
    offset = offsets.pop() if len(offsets) == 1 else timedelta(0)
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("TZID", name if not offsets else "Etc/UTC")
    standard.add("DTSTART", datetime(1970, 1, 1))  # noqa: DTZ001 - the wall's clock (RFC 5545, 3.6.5)
    standard.add("TZOFFSETFROM", offset)
    standard.add("TZOFFSETTO", offset)
    zone.add_component(standard)
    return zone

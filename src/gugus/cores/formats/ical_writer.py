"""Calendars as iCalendar text (RFC 5545), for strict readers.

Only what a list of meetings needs: single events in UTC. No METHOD is written: with one, RFC 5546
asks for an organiser's address, and the plain object is what subscribing calendars read.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from unicodedata import category
from zoneinfo import ZoneInfo

PRODUCT = "-//Gugus//Kalender pertemuan//ID"
# Octets of one line without its end (RFC 5545, 3.1).
LONGEST_LINE = 75
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
    hours = f"PT{max(1, calendar.refresh // timedelta(hours=1))}H"
    name = escaped(calendar.name)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        f"X-WR-TIMEZONE:{calendar.zone}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{hours}",
        f"X-PUBLISHED-TTL:{hours}",
        *_zone(calendar.zone),
        *(line for event in calendar.events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def _event(event: IcalEvent) -> list[str]:
    changed = _utc(event.changed_at)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}",
        f"DTSTAMP:{changed}",
        f"DTSTART:{_utc(event.starts)}",
        # An end that is not after the start is no end: the event then has no length.
        *([f"DTEND:{_utc(event.ends)}"] if event.ends > event.starts else []),
        f"SUMMARY:{escaped(event.summary)}",
        f"STATUS:{event.status}",
        f"SEQUENCE:{event.sequence}",
        f"CREATED:{_utc(event.made_at)}",
        f"LAST-MODIFIED:{changed}",
        f"TRANSP:{'TRANSPARENT' if event.status == IcalStatus.CANCELLED else 'OPAQUE'}",
    ]
    if event.location:
        lines.append(f"LOCATION:{escaped(event.location)}")
    if event.position is not None:
        lines.append("GEO:{:.6f};{:.6f}".format(*event.position))
    if event.description:
        lines.append(f"DESCRIPTION:{escaped(event.description)}")
    if event.address:
        lines.append(f"URL:{clean(event.address)}")
    return [*lines, "END:VEVENT"]


def clean(text: str) -> str:
    """Without control characters (tabs and line feeds stay) and lone surrogates.

    >>> clean("a\\x00b\\r\\nc\\u2028d")
    'ab\\nc\\nd'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    return "".join(c for c in text if c in "\t\n" or category(c) not in {"Cc", "Cs"})


def escaped(text: str) -> str:
    r"""A value of type TEXT (RFC 5545, 3.3.11).

    >>> escaped("a;b,c\\d\ne")
    'a\\;b\\,c\\\\d\\ne'
    """
    text = clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A content line in pieces of 75 octets at most, each cut between characters.

    >>> [len(piece) for piece in folded("x" * 80).split(b"\\r\\n")]
    [75, 6, 0]
    """
    pieces, piece = [], b""
    for octets in (character.encode() for character in line):
        # What follows the first piece begins with a blank, which counts.
        if len(piece) + len(octets) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _zone(name: str) -> list[str]:
    """The zone as it has been since 1970; a zone that changes its clocks is given as UTC."""
    place = ZoneInfo(name)
    offsets = {_offset(datetime(2026, month, 1, tzinfo=place)) for month in range(1, 13)}
    offset = offsets.pop() if len(offsets) == 1 else "+0000"
    return [
        "BEGIN:VTIMEZONE",
        f"TZID:{name if not offsets else 'Etc/UTC'}",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        f"TZOFFSETFROM:{offset}",
        f"TZOFFSETTO:{offset}",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def _offset(moment: datetime) -> str:
    return moment.strftime("%z")[:5]

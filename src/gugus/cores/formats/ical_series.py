"""A series and the days that are named against it, written alike.

An occurrence that moved or was taken out is named by when it would have begun. Programs name it by
the day alone where the series has hours, or with hours where it has whole days; then no reader finds
it, and what moved would stand twice.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo

from gugus.cores.formats.ical_caps import day_of
from gugus.cores.formats.ical_text import RawEvent

_NAMES = frozenset({"RECURRENCE-ID", "EXDATE"})
_BY_DAY = re.compile(r"\d{8}(?:,\d{8})*", re.A)
_BY_HOUR = re.compile(r"\d{8}T\d{6}Z?(?:,\d{8}T\d{6}Z?)*", re.A)


def name_alike(series: Iterable[RawEvent], zone: tzinfo) -> None:
    """Let changes and exceptions of a series name its occurrences as the series does.

    `zone`: where days without a zone of their own are meant.
    """
    events = list(series)
    main = next((event for event in events if not event.is_change), None)
    begins = main.value("DTSTART") if main else ""
    if main is None or day_of(begins) is None:
        return
    rest = next(rest for name, rest in main.lines if name == "DTSTART")
    for event in events:
        event.lines = [
            (name, _alike(line, begins, rest.partition(":")[0], zone) if name in _NAMES else line)
            for name, line in event.lines
        ]


def _alike(line: str, begins: str, parameters: str, zone: tzinfo) -> str:
    """One line, with days turned into hours of the series or hours into its days."""
    own, _colon, text = line.partition(":")
    values = text.replace(" ", "")
    span = ";RANGE=THISANDFUTURE" if "THISANDFUTURE" in own.upper() else ""
    if "T" in begins and _BY_DAY.fullmatch(values):
        hours = begins[8:]
        back = _days_ahead(begins, zone)
        named = (_moved(value, -back) + hours for value in values.split(","))
        return f"{parameters}{span}:{','.join(named)}"
    if "T" not in begins and _BY_HOUR.fullmatch(values):
        named = (_moved(value, _days_ahead(value, zone)) for value in values.split(","))
        return f";VALUE=DATE{span}:{','.join(named)}"
    return line


def _days_ahead(text: str, zone: tzinfo) -> int:
    """By how many days the zone's clock is ahead of a time that is written in UTC."""
    if not text.endswith("Z"):
        return 0
    moment = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return (moment.astimezone(zone).date() - moment.date()).days


def _moved(text: str, days: int) -> str:
    day: date | None = day_of(text)
    return text[:8] if day is None else f"{day + timedelta(days):%Y%m%d}"

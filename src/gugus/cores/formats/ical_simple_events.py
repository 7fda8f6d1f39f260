"""Events of a calendar file (RFC 5545) that are simple: told by their text, before anything is parsed.

A library reads everything, and takes a millisecond an event; being watched while it does costs
several times that. What most files consist of needs neither.
"""

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gugus.cores.formats.ical_text import RawEvent

_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d{6}Z?)?", re.A)
_TIME = re.compile(
    r'(?:;VALUE=DATE|;TZID="?(Asia/(?:Jakarta|Makassar|Jayapura))"?)?:(\d{8})(?:T(\d{6})(Z?))?',
    re.A,
)
_ZONE_NAME = re.compile(r"^TZID[^:\r\n]*:([^\r\n]+)", re.M | re.I)
_TITLE = re.compile(r"(?:;LANGUAGE=[\w-]+)?:", re.A | re.I)
_TAME = re.compile(
    r":FREQ=(?:(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;(?:COUNT|UNTIL|WKST|INTERVAL)=\w{1,16}){0,4}"
    r"|WEEKLY(?:;(?:COUNT|UNTIL|WKST|INTERVAL)=\w{1,16}|;BYDAY=(?:MO|TU|WE|TH|FR|SA|SU|,){2,20}){0,5})",
    re.I,
)
_FIRST_TAME_YEAR, _LIST_TAME = "1990", 60


def own_zones(zones: list[str]) -> list[str]:
    """The zones that only this file knows: what it says of a known one is not asked."""
    return [zone for zone in zones if not _is_known(zone)]


def _is_known(zone: str) -> bool:
    named = _ZONE_NAME.search(zone)
    with suppress(ZoneInfoNotFoundError, ValueError, OSError):
        # Raises when there is none; names that lead out of the folder of zones are ValueErrors.
        return named is not None and bool(ZoneInfo(named[1].strip().strip("/")))
    return False


def have_rules(zones: list[str]) -> bool:
    """Does a zone of the file's own change its clocks by a rule?"""
    return any("RRULE" in zone or "RDATE" in zone for zone in zones)


def is_tame(events: list[RawEvent], zones: list[str]) -> bool:
    """Is a series one of those that are sure to be counted out quickly?

    Most are: the same day every week or year, in a zone that never changes its clocks. Such a rule
    meets a day each time it gets on, and begins not long ago.
    """
    if len(events) > 1 or have_rules(zones):
        return False
    lines = events[0].lines
    rules = [rest for name, rest in lines if name == "RRULE"]
    lists = sum(rest.count(",") + 1 for name, rest in lines if name in {"RDATE", "EXDATE"})
    began = events[0].value("DTSTART")[:4]
    recent = began.isdigit() and began >= _FIRST_TAME_YEAR
    return lists <= _LIST_TAME and (
        not rules or (len(rules) == 1 and recent and bool(_TAME.fullmatch(rules[0])))
    )


def is_single(event: RawEvent) -> bool:
    """Does it happen once, from a day to a day?"""
    more = ("RRULE", "RDATE", "RECURRENCE-ID", "DURATION")
    return event.whole and not event.endless and not any(event.value(name) for name in more)


def plain_days(event: RawEvent) -> tuple[date | None, date | None]:
    """The days of its begin and its end as they are written; None for what most files never write."""
    begins = event.value("DTSTART")
    return _day(begins), _day(event.value("DTEND") or begins)


def plain_times(event: RawEvent) -> tuple[date, date] | None:
    """Its begin and end, both days or both moments of a zone that needs no rules; else None."""
    given = {name: rest.strip() for name, rest in event.lines if name in {"DTSTART", "DTEND"}}
    begins = _time(given.get("DTSTART", ""))
    ends = _time(given["DTEND"]) if "DTEND" in given else begins
    if begins is None or ends is None or type(begins) is not type(ends):
        return None
    return begins, ends


def _time(rest: str) -> date | None:
    match = _TIME.fullmatch(rest)
    if match is None:
        return None
    zone, day, clock, utc = match.groups()
    with suppress(ValueError):
        if clock is None:
            return None if zone else date.fromisoformat(day)
        moment = datetime.fromisoformat(f"{day}T{clock}")
        if utc:
            return None if zone else moment.replace(tzinfo=UTC)
        return moment.replace(tzinfo=ZoneInfo(zone)) if zone else moment
    return None


def has_plain_title(event: RawEvent) -> bool:
    """Is its title what stands behind the first colon?"""
    return all(_TITLE.match(rest) for name, rest in event.lines if name == "SUMMARY")


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    with suppress(ValueError):
        return date(*map(int, match.groups()))
    return None

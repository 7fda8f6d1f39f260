"""The days of an event: whole days keep their dates wherever they are read.

Some programs write a whole day as the stretch from midnight to midnight of their own clock, or of
that clock in UTC. Read further east or west that would be parts of two days.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_LAST_MINUTE = time(23, 59)
# The clocks by which a time in UTC may have been a midnight.
_HERE = tuple(ZoneInfo(f"Asia/{city}") for city in ("Jakarta", "Makassar", "Jayapura"))
# The furthest clock east shows midnight when it is ten in the morning in UTC.
_EASTERNMOST = timedelta(hours=14)


def days_between(
    begin: date, end: date, zone: tzinfo, *, all_day: bool = False, home: tzinfo | None = None
) -> tuple[date, date]:
    """First and last day, both included: an end on the stroke of midnight is the day before.

    `zone` is where they are read, `home` the file's own zone; `all_day`: the file says that they
    are whole days.
    """
    if _has_zone(begin) and _has_zone(end):
        found = _whole_days(begin, end, (zone, home))
        if found is None and all_day:
            found = _by_nearest_midnight(begin, end)
        if found is not None:
            return found
    first, stop = _local(begin, zone), _local(end, zone)
    if isinstance(begin, datetime) or isinstance(end, datetime):
        moment = moment_of(end, zone)
        if moment > moment_of(begin, zone):
            stop = _local(moment - timedelta(microseconds=1), zone)
        return first, max(first, stop)
    return first, max(first, stop - _DAY)


def moment_of(day: date, zone: tzinfo) -> datetime:
    """A day, or a time without a zone, as a moment of that zone."""
    if not isinstance(day, datetime):
        return datetime(day.year, day.month, day.day, tzinfo=zone)
    return day if day.tzinfo else day.replace(tzinfo=zone)


def _has_zone(moment: date) -> bool:
    return isinstance(moment, datetime) and moment.tzinfo is not None


def _whole_days(begin: date, end: date, more: Iterable[tzinfo | None]) -> tuple[date, date] | None:
    """From midnight to midnight (or the minute before) of the clock that it was written by."""
    assert isinstance(begin, datetime) and isinstance(end, datetime)
    clocks = [begin.tzinfo]
    if begin.utcoffset() == timedelta(0):
        clocks += [*more, *_HERE]
    for clock in filter(None, clocks):
        first, stop = begin.astimezone(clock), end.astimezone(clock)
        if stop <= first or first.time() != time():
            continue
        if stop.time() == time():
            return first.date(), stop.date() - _DAY
        if stop.time() >= _LAST_MINUTE:
            return first.date(), stop.date()
    return None


def _by_nearest_midnight(begin: date, end: date) -> tuple[date, date]:
    assert isinstance(begin, datetime) and isinstance(end, datetime)
    first, stop = (_nearest_day(moment.astimezone(UTC)) for moment in (begin, end))
    return first, max(first, stop - _DAY)


def _nearest_day(moment: datetime) -> date:
    """The day that begins with this moment somewhere on earth."""
    late = moment.time() >= time(10)
    return (moment + _EASTERNMOST).date() if late else moment.date()


def _local(moment: date, zone: tzinfo) -> date:
    if not isinstance(moment, datetime):
        return moment
    return moment.astimezone(zone).date() if moment.tzinfo else moment.date()

"""When a meeting is, seen from where the group lives."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# A teacher may check in from this long before the start until the end.
CHECK_IN_BEFORE = timedelta(minutes=60)


def local(now: datetime, zone: str) -> datetime:
    """The instant as the group's own clock shows it."""
    return now.astimezone(ZoneInfo(zone))


def may_check_in(now: datetime, zone: str, day: date, starts: time, ends: time) -> bool:
    """True on the meeting's day, from an hour before its start until its end."""
    place = ZoneInfo(zone)
    opens = datetime.combine(day, starts, place) - CHECK_IN_BEFORE
    return opens <= now <= datetime.combine(day, ends, place)

"""When a meeting is, seen from where the group lives."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# A teacher may check in from this long before the start until the end.
CHECK_IN_BEFORE = timedelta(minutes=60)


@dataclass(frozen=True)
class CheckInWindow:
    """When teachers may check in to one meeting, both ends included."""

    opens: datetime
    closes: datetime

    def holds(self, moment: datetime) -> bool:
        """True while it is open."""
        return self.opens <= moment <= self.closes


def local_time(now: datetime, zone: str) -> datetime:
    """The instant as the group's own clock shows it."""
    return now.astimezone(ZoneInfo(zone))


def later_than(before: datetime | None, now: datetime) -> datetime:
    """The moment of a change for calendars, which tell whole seconds: never that of the one before.

    A computer's clock may stand or be set back between two changes.
    """
    return now if before is None else max(now, before + timedelta(seconds=1))


def check_in_window(zone: str, day: date, starts: time, ends: time) -> CheckInWindow:
    """On the meeting's day, from an hour before its start until its end."""
    place = ZoneInfo(zone)
    opens = datetime.combine(day, starts, place) - CHECK_IN_BEFORE
    return CheckInWindow(opens, datetime.combine(day, ends, place))


def may_check_in(now: datetime, zone: str, day: date, starts: time, ends: time) -> bool:
    """True while a teacher may check in."""
    return check_in_window(zone, day, starts, ends).holds(now)

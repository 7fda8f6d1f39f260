"""The one place that tells which day and school year it is.

A group's day is the day where the group lives: in Papua it begins two hours before Jakarta's. What
knows its group asks with the group. What belongs to no group (signing in, one's own account, the
lists of the whole installation, a region) goes by the clock that rules there: the guard of a group's
page sets that group's; elsewhere it is the installation's own (`settings.TIME_ZONE`), since a person
may belong to groups in several zones and the computer stands in one.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from gugus.people.models import Group
from gugus.people.rules.years import school_year_of


def clock_of(group: Group) -> timezone.override:
    """Inside this block "here" is where the group lives: also for an office's first day."""
    return timezone.override(ZoneInfo(group.time_zone))


def day_of(group: Group, moment: datetime) -> date:
    """The day of a moment where the group lives."""
    return moment.astimezone(ZoneInfo(group.time_zone)).date()


def today_of(group: Group) -> date:
    """Today where the group lives."""
    return day_of(group, timezone.now())


def current_year(group: Group) -> int:
    """The school year of today where the group lives, by its July year."""
    return school_year_of(today_of(group))


def day_here(moment: datetime | None = None) -> date:
    """The day of a moment (default: now) by the clock that rules here."""
    return timezone.localdate(moment)


def year_here() -> int:
    """The school year of today by the clock that rules here."""
    return school_year_of(day_here())

"""On which days a group cannot meet, which of its schools cannot host, and what days are left."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import get_language

from gugus.calendar.models import CalendarEvent, HolidayException, PlanSettings
from gugus.calendar.queries.settings import plan_settings_of
from gugus.cores.holidays import Holiday, holidays_between
from gugus.people.models import Group
from gugus.people.rules.years import school_year_bounds


@dataclass(frozen=True)
class BlockedDay:
    """Why a day is lost; `event_id` is None for a holiday that the library knows."""

    day: date
    title: str
    kind: str
    event_id: int | None


BlockedDays = dict[date, tuple[BlockedDay, ...]]


def blocked_days(group: Group, first: date, last: date) -> BlockedDays:
    """The days on which the whole group cannot meet."""
    return _blocked(group, plan_settings_of(group), first, last)


def host_blocked_days(group: Group, first: date, last: date) -> dict[int, BlockedDays]:
    """By school: the days on which it cannot host, beside those lost to the whole group."""
    found: dict[int, list[BlockedDay]] = defaultdict(list)
    rows = _blocking(group, first, last).filter(school__isnull=False)
    for row in rows:
        found[row.school_id or 0] += _days_of(row, first, last)
    return {school: _by_day(days) for school, days in found.items()}


def learning_days(group: Group, year: int) -> list[date]:
    """The days of the school year on the group's weekday that nothing takes; [] without one."""
    settings = plan_settings_of(group)
    if settings.weekday is None:
        return []
    first, last = school_year_bounds(year)
    lost = _blocked(group, settings, first, last)
    return [day for day in weekdays_between(settings.weekday, first, last) if day not in lost]


def weekdays_between(weekday: int, first: date, last: date) -> Iterator[date]:
    """All days from first to last on one weekday, Monday is 0."""
    day = first + timedelta((weekday - first.weekday()) % 7)
    while day <= last:
        yield day
        day += timedelta(7)


def holiday_title(holiday: Holiday) -> str:
    """A holiday's name in the reader's language."""
    return holiday.name_en if get_language() == "en" else holiday.name_id


def holiday_kind(holiday: Holiday) -> str:
    """A holiday of the library as the kind of an event."""
    return CalendarEvent.Kind.JOINT_LEAVE if holiday.joint_leave else CalendarEvent.Kind.HOLIDAY


def _blocked(group: Group, settings: PlanSettings, first: date, last: date) -> BlockedDays:
    kept = set(
        HolidayException.objects.filter(group=group, day__range=(first, last)).values_list(
            "day", flat=True
        )
    )
    found = [
        BlockedDay(row.day, holiday_title(row), holiday_kind(row), None)
        for row in holidays_between(first, last)
        if row.day not in kept and not (row.joint_leave and settings.meets_on_joint_leave)
    ]
    for event in _blocking(group, first, last).filter(school=None):
        found += _days_of(event, first, last)
    return _by_day(found)


def _blocking(group: Group, first: date, last: date) -> QuerySet[CalendarEvent]:
    return CalendarEvent.objects.filter(
        group=group, blocks=True, first_day__lte=last, last_day__gte=first
    )


def _days_of(event: CalendarEvent, first: date, last: date) -> Iterator[BlockedDay]:
    begin, end = max(first, event.first_day), min(last, event.last_day)
    for number in range((end - begin).days + 1):
        yield BlockedDay(begin + timedelta(number), event.title, event.kind, event.pk)


def _by_day(found: Iterable[BlockedDay]) -> BlockedDays:
    days: dict[date, list[BlockedDay]] = defaultdict(list)
    for blocked in found:
        days[blocked.day].append(blocked)
    return {day: tuple(reasons) for day, reasons in sorted(days.items())}

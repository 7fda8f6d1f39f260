"""Reads of a group's calendar: its events, its word on holidays, drafts that wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gugus.calendar.models import CalendarEvent, HolidayException, PlanSettings
from gugus.calendar.queries.days import BlockedDays, blocked_days, host_blocked_days
from gugus.calendar.queries.settings import plan_settings_of
from gugus.calendar.rules.comparison import ExistingEvent
from gugus.cores.holidays import Holiday, holidays_between, joint_leave_known
from gugus.meetings.models import Meeting
from gugus.meetings.queries import LIVE, parts_of
from gugus.meetings.rules.parts import LinePart
from gugus.people.models import Group, School
from gugus.people.rules.years import school_year_bounds


@dataclass(frozen=True)
class CalendarYear:
    """All that a school year's calendar shows."""

    group: Group
    year: int
    settings: PlanSettings
    holidays: tuple[Holiday, ...]
    kept: frozenset[date]
    events: tuple[CalendarEvent, ...]
    meetings: tuple[Meeting, ...]
    parts: dict[int, LinePart]
    blocked: BlockedDays
    host_blocked: dict[int, BlockedDays]
    # Calendar years of the school year whose joint leave is not decreed yet.
    undecreed: tuple[int, ...]

    def free(self, days: Iterable[date]) -> list[date]:
        """Those of the days that nothing takes: neither an event nor a meeting of the group."""
        met = {meeting.date for meeting in self.meetings}
        return [day for day in days if day not in self.blocked and day not in met]


def calendar_year(group: Group, year: int) -> CalendarYear:
    """Read a school year's calendar."""
    first, last = school_year_bounds(year)
    meetings = Meeting.objects.filter(group=group, date__range=(first, last), state__in=LIVE)
    in_order = tuple(meetings.select_related("host").order_by("date", "starts_at"))
    return CalendarYear(
        group=group,
        year=year,
        settings=plan_settings_of(group),
        holidays=holidays_between(first, last),
        kept=holiday_exceptions(group, first, last),
        events=tuple(events_between(group, first, last)),
        meetings=in_order,
        parts=parts_of(in_order),
        blocked=blocked_days(group, first, last),
        host_blocked=host_blocked_days(group, first, last),
        undecreed=tuple(one for one in (year, year + 1) if not joint_leave_known(one)),
    )


def events_between(group: Group, first: date, last: date) -> QuerySet[CalendarEvent]:
    """The group's events that touch some days, in order."""
    rows = group.calendar_events.filter(first_day__lte=last, last_day__gte=first)
    return rows.select_related("school")


def holiday_exceptions(group: Group, first: date, last: date) -> frozenset[date]:
    """Holidays of the library on which the group meets nevertheless."""
    rows = HolidayException.objects.filter(group=group, day__range=(first, last))
    return frozenset(rows.values_list("day", flat=True))


def existing_events(group: Group, school: School | None, year: int) -> list[ExistingEvent]:
    """What a draft for the school (or the group) is compared with."""
    rows = events_between(group, *school_year_bounds(year)).filter(school=school)
    return [
        ExistingEvent(row.pk, row.title, row.first_day, row.last_day, row.uid, row.source)
        for row in rows.order_by("id")
    ]

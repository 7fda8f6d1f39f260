"""Reads of a group's calendar: its occasions, its word on holidays, drafts that wait."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gugus.calendar.models import HolidayChange, Occasion, OccasionDraft, PlanSettings
from gugus.calendar.queries.days import Days, blocked_days, host_blocked_days
from gugus.calendar.queries.settings import settings_of
from gugus.calendar.rules.comparison import Standing
from gugus.cores.holidays import Holiday, holidays_between, joint_leave_known
from gugus.meetings.models import Meeting
from gugus.meetings.queries import LIVE, parts_of
from gugus.meetings.rules.parts import Part
from gugus.people.models import Group, School
from gugus.people.rules.years import bounds


@dataclass(frozen=True)
class CalendarYear:
    """All that a school year's calendar shows."""

    group: Group
    year: int
    settings: PlanSettings
    holidays: tuple[Holiday, ...]
    kept: frozenset[date]
    occasions: tuple[Occasion, ...]
    meetings: tuple[Meeting, ...]
    parts: dict[int, Part]
    blocked: Days
    host_blocked: dict[int, Days]
    # Calendar years of the school year whose joint leave is not decreed yet.
    undecreed: tuple[int, ...]


def calendar_year(group: Group, year: int) -> CalendarYear:
    """Read a school year's calendar."""
    first, last = bounds(year)
    meetings = Meeting.objects.filter(group=group, date__range=(first, last), state__in=LIVE)
    in_order = tuple(meetings.select_related("host").order_by("date", "starts_at"))
    return CalendarYear(
        group=group,
        year=year,
        settings=settings_of(group),
        holidays=holidays_between(first, last),
        kept=kept_holidays(group, first, last),
        occasions=tuple(occasions_between(group, first, last)),
        meetings=in_order,
        parts=parts_of(in_order),
        blocked=blocked_days(group, first, last),
        host_blocked=host_blocked_days(group, first, last),
        undecreed=tuple(one for one in (year, year + 1) if not joint_leave_known(one)),
    )


def occasions_between(group: Group, first: date, last: date) -> QuerySet[Occasion]:
    """The group's occasions that touch some days, in order."""
    rows = group.occasions.filter(first_day__lte=last, last_day__gte=first)
    return rows.select_related("school")


def kept_holidays(group: Group, first: date, last: date) -> frozenset[date]:
    """Holidays of the library on which the group meets nevertheless."""
    rows = HolidayChange.objects.filter(group=group, day__range=(first, last))
    return frozenset(rows.values_list("day", flat=True))


def waiting_drafts(group: Group) -> QuerySet[OccasionDraft]:
    """Files and tables that were read and wait for a word."""
    rows = group.occasion_drafts.filter(state=OccasionDraft.State.READY)
    return rows.select_related("school", "made_by").order_by("-id")


def standing_events(group: Group, school: School | None, year: int) -> list[Standing]:
    """What a draft for the school (or the group) is compared with."""
    rows = occasions_between(group, *bounds(year)).filter(school=school)
    return [
        Standing(row.pk, row.title, row.first_day, row.last_day, row.uid)
        for row in rows.order_by("id")
    ]

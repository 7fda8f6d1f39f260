"""Rules of the calendar at the moments where calendars go wrong: edges of years, leap days, nights."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from gugus.attendance.rules.wall_codes import (
    WallCodeFault,
    code_at_step,
    time_step,
    wall_code_fault,
)
from gugus.catchup.rules.feedback import OPEN_FOR, may_give
from gugus.cores.formats.days import DayRange, read_days
from gugus.cores.holidays import holidays_between
from gugus.meetings.rules.times import CHECK_IN_BEFORE, check_in_window, local_time, may_check_in
from gugus.people.rules.years import (
    school_year_bounds,
    school_year_label,
    school_year_of,
    semester_bounds,
    semester_of,
)
from gugus.steps.rules.escalation import DEFAULTS, days_overdue, reached_stage
from tests.support.clock import JAKARTA, MOMENTS, USUAL, Moment

pytestmark = pytest.mark.calendar

DAY = timedelta(days=1)
# School year and semester, by the Indonesian school calendar: July to December, January to June.
KNOWN = {
    "new-year-in-papua": (2027, 1),
    "last-minutes-of-the-year": (2026, 2),
    "last-day-of-december": (2026, 1),
    "leap-day": (2027, 2),
    "fasting-month": (2026, 2),
    "last-day-of-a-semester": (2026, 1),
}


def test_the_clock_stands_where_the_moment_says(moment: Moment) -> None:
    now = timezone.now()
    assert timedelta(0) <= now - moment.at < timedelta(minutes=5)
    assert local_time(now, moment.zone).date() == moment.day


def test_moments_are_what_their_names_say() -> None:
    named = {one.name: one for one in MOMENTS}
    assert named.keys() == KNOWN.keys()
    papua = named["new-year-in-papua"]
    assert papua.at.astimezone(ZoneInfo(JAKARTA)).date() == date(2027, 6, 30)
    # Ramadan 1448 as the government's calendar has it, 8 February to 9 March 2027.
    assert date(2027, 2, 8) <= named["fasting-month"].day <= date(2027, 3, 9)
    assert named["leap-day"].day == date(2028, 2, 29)


def test_year_and_semester_are_the_school_calendars(moment: Moment) -> None:
    year, semester = school_year_of(moment.day), semester_of(moment.day)
    if moment is not USUAL:
        assert (year, semester) == KNOWN[moment.name]
    for first, last in (school_year_bounds(year), semester_bounds(year, semester)):
        assert first <= moment.day <= last
    assert school_year_label(year) == f"{year}/{year + 1}"


def test_every_day_around_lies_in_one_semester_of_one_year(moment: Moment) -> None:
    for away in range(-400, 401):
        day = moment.day + away * DAY
        inside = [
            (year, semester)
            for year in range(day.year - 1, day.year + 1)
            for semester in (1, 2)
            if semester_bounds(year, semester)[0] <= day <= semester_bounds(year, semester)[1]
        ]
        assert inside == [(school_year_of(day), semester_of(day))], day


def test_the_door_of_todays_meeting_is_open_and_of_other_days_shut(moment: Moment) -> None:
    now, whole_day = moment.at, (time(0), time(23, 59, 59))
    assert may_check_in(now, moment.zone, moment.day, *whole_day)
    assert not may_check_in(now, moment.zone, moment.day - DAY, *whole_day)
    # One that begins with the next day lets in an hour before.
    early = moment.day + DAY
    left = datetime.combine(early, time(0), ZoneInfo(moment.zone)) - now
    assert may_check_in(now, moment.zone, early, *whole_day) == (left <= CHECK_IN_BEFORE)


def test_the_walls_code_counts_over_midnight(moment: Moment) -> None:
    here = moment.at
    open_in = check_in_window(moment.zone, moment.day, time(0), time(23, 59, 59))
    shown = code_at_step("rahasia", 7, time_step(here))
    for code in (shown.link, shown.digits):
        assert wall_code_fault("rahasia", 7, code, here, open_in) is None
        later = here + timedelta(minutes=20)
        known = None if "." not in code else WallCodeFault.OLD
        wanted = (known or WallCodeFault.WRONG) if open_in.holds(later) else WallCodeFault.CLOSED
        assert wall_code_fault("rahasia", 7, code, later, open_in) == wanted


def test_a_step_is_late_by_whole_days_and_goes_up_in_order(moment: Moment) -> None:
    assert [days_overdue(moment.day - n * DAY, moment.day) for n in range(-2, 40)] == [
        *(0, 0),
        *range(40),
    ]
    reached = [reached_stage(moment.day - n * DAY, moment.day, DEFAULTS) for n in (0, 2, 3, 10, 21)]
    assert [one and one.days for one in reached] == [None, None, 3, 10, 21]


def test_feedback_is_open_for_a_fortnight_of_the_groups_days(moment: Moment) -> None:
    def open_after(day: date) -> bool:
        return may_give(moment.at, moment.zone, day, time(0))

    assert open_after(moment.day) and open_after(moment.day - OPEN_FOR)
    assert not open_after(moment.day - OPEN_FOR - DAY)
    assert not open_after(moment.day + DAY)


def test_days_off_of_the_school_year_are_in_order_and_inside(moment: Moment) -> None:
    first, last = school_year_bounds(school_year_of(moment.day))
    found = [one.day for one in holidays_between(first, last)]
    assert found == sorted(found) and first <= found[0] and found[-1] <= last
    assert date(first.year, 8, 17) in found


def test_a_day_without_its_year_is_one_of_the_school_year(moment: Moment) -> None:
    year, day = school_year_of(moment.day), moment.day
    assert read_days(f"{day.day}/{day.month}", year) == (DayRange(day, day),)

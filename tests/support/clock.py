"""The moment at which tests run: what is checked must not hang on when somebody runs it.

Every test begins on one ordinary school day. `GUGUS_TEST_DAY` (2028-02-29, or `today` for the true
one) and `GUGUS_TEST_HOUR` (23.9; Jakarta's hours) choose another. What tells of one
school year asks for a day in it (`@pytest.mark.day(2026, 11, 21)`). What depends on the calendar
carries the mark `calendar` and runs at every moment of `MOMENTS` as well.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

JAKARTA, PAPUA = "Asia/Jakarta", "Asia/Jayapura"
# Wednesday: a learning day in the middle of the first semester.
ORDINARY_DAY = date(2026, 11, 25)
# Servers and browsers of their own keep the true clock, and so do their tests.
TRUE_CLOCK = ("browser", "fault", "pictures")


@dataclass(frozen=True)
class Moment:
    """A day and hour by the clock of `zone`, where the tests' group lives."""

    name: str
    day: date
    hours: float
    zone: str = JAKARTA

    @property
    def at(self) -> datetime:
        """The moment itself."""
        midnight = datetime.combine(self.day, datetime.min.time(), ZoneInfo(self.zone))
        return midnight + timedelta(hours=self.hours)

    def travel(self) -> time_machine.travel:
        """Be there; time goes on."""
        return time_machine.travel(self.at, tick=True)


TEN_PAST_MIDNIGHT = 1 / 6
MOMENTS = (
    # Still June, and the old school year, in Jakarta.
    Moment("new-year-in-papua", date(2027, 7, 1), TEN_PAST_MIDNIGHT, PAPUA),
    Moment("last-minutes-of-the-year", date(2027, 6, 30), 24 - TEN_PAST_MIDNIGHT),
    Moment("last-day-of-december", date(2026, 12, 31), 16),
    Moment("leap-day", date(2028, 2, 29), 16),
    Moment("fasting-month", date(2027, 2, 15), 16),
    # A Saturday; reports are handed out the Friday before.
    Moment("last-day-of-a-semester", date(2026, 12, 19), 16),
)


def usual_moment() -> Moment:
    """The moment of every test that asks for no other."""
    asked = os.environ.get("GUGUS_TEST_DAY", "")
    day = datetime.now(ZoneInfo(JAKARTA)).date() if asked == "today" else ORDINARY_DAY
    if asked not in ("", "today"):
        day = date.fromisoformat(asked)
    return Moment("usual", day, float(os.environ.get("GUGUS_TEST_HOUR", "16")))


# Read once: no test asks for the true day while another day rules.
USUAL = usual_moment()


def moment_of(item: pytest.Item) -> Moment:
    """The moment at which a test runs."""
    parameters = getattr(item, "callspec", None)
    found = parameters.params.get("moment") if parameters else None
    if isinstance(found, Moment):
        return found
    asked = item.get_closest_marker("day")
    return Moment("asked", date(*asked.args), USUAL.hours) if asked else USUAL


@pytest.fixture(autouse=True)
def moment(request: pytest.FixtureRequest) -> Moment:
    """The moment at which the test runs; its clock is set before any fixture is made."""
    return moment_of(request.node)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What is marked `calendar` runs on the usual day and at every moment."""
    if metafunc.definition.get_closest_marker("calendar"):
        moments = [USUAL, *MOMENTS]
        metafunc.parametrize("moment", moments, indirect=True, ids=[one.name for one in moments])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Set the clock around the test and all its fixtures, wider ones too."""
    if any(item.get_closest_marker(name) for name in TRUE_CLOCK):
        return (yield)
    with moment_of(item).travel():
        return (yield)

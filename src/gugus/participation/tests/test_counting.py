"""For whom a meeting counts, and how much."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.participation.rules.hours import (
    AttendanceCategory,
    Audience,
    CountedMeeting,
    CountingStatus,
    RecordedAttendance,
    TeacherFacts,
    attendance_totals,
    counting_status,
    credit_for,
    is_called,
)
from gugus.people.rules.membership import RosterEntry

DAY = date(2026, 11, 25)
SITTING = CountedMeeting(1, DAY, time(13), time(15), frozenset({1, 2}))
PERSON = TeacherFacts(1, RosterEntry(1), class_level=4)
STATUSES = ("", "hadir", "terlambat", "izin", "sakit", "dinas", "alpa")


@pytest.mark.parametrize(
    ("state", "days", "recorded", "found"),
    [
        ("held", 0, True, CountingStatus.COUNTS),
        ("called", -1, True, CountingStatus.COUNTS),
        # Never called, but people came and were written down.
        ("planned", -1, True, CountingStatus.COUNTS),
        ("held", -1, False, CountingStatus.UNRECORDED),
        ("called", -1, False, CountingStatus.UNRECORDED),
        # It may still be going on.
        ("called", 0, True, CountingStatus.AHEAD),
        ("called", 0, False, CountingStatus.AHEAD),
        ("planned", 1, True, CountingStatus.AHEAD),
        ("cancelled", -1, True, CountingStatus.CANCELLED),
        ("cancelled", 1, False, CountingStatus.CANCELLED),
    ],
)
def test_which_meetings_count(state: str, days: int, recorded: bool, found: CountingStatus) -> None:
    day = DAY + timedelta(days=days)
    assert counting_status(state=state, day=day, today=DAY, recorded=recorded) is found


@pytest.mark.parametrize(
    ("changes", "called"),
    [
        ({}, True),
        ({"school_id": 3}, False),
        ({"joined_on": DAY}, True),
        ({"joined_on": DAY + timedelta(days=1)}, False),
        ({"active": False, "left_on": DAY + timedelta(days=1)}, True),
        ({"active": False, "left_on": DAY}, False),
        ({"active": False}, False),
    ],
)
def test_who_is_called(changes: dict[str, object], called: bool) -> None:
    person = replace(PERSON, roster=replace(PERSON.roster, **changes))  # type: ignore[arg-type]
    assert is_called(person, SITTING) is called


@pytest.mark.parametrize(
    ("audience", "level", "subject", "fits"),
    [
        (Audience(frozenset({3, 4})), 4, "", True),
        (Audience(frozenset({3, 4})), 5, "", False),
        (Audience(frozenset({3, 4})), None, "", False),
        (Audience(frozenset(), "PJOK"), None, "pjok", True),
        # A group without a subject is not the group of those who teach none.
        (Audience(frozenset()), None, "", False),
        (Audience(frozenset({1}), "PAI"), 1, "", True),
    ],
)
def test_a_study_group_calls_its_own(
    audience: Audience, level: int | None, subject: str, fits: bool
) -> None:
    person = replace(PERSON, class_level=level, subject=subject)
    assert is_called(person, replace(SITTING, audience=audience)) is fits


@pytest.mark.parametrize(
    ("written", "percent", "counted", "minutes", "caught_up"),
    [
        (RecordedAttendance("hadir"), 0, AttendanceCategory.PRESENT, 120, False),
        (
            RecordedAttendance("terlambat", arrived=time(13, 45)),
            0,
            AttendanceCategory.PRESENT,
            75,
            False,
        ),
        (RecordedAttendance("hadir", left=time(14)), 0, AttendanceCategory.PRESENT, 60, False),
        # Before the start and after the end nothing is to be had.
        (
            RecordedAttendance("hadir", time(12), time(16)),
            0,
            AttendanceCategory.PRESENT,
            120,
            False,
        ),
        (RecordedAttendance("terlambat", time(15, 30)), 0, AttendanceCategory.PRESENT, 0, False),
        (RecordedAttendance("izin"), 50, AttendanceCategory.EXCUSED, 0, False),
        (RecordedAttendance("sakit", answered=True), 50, AttendanceCategory.EXCUSED, 60, True),
        (RecordedAttendance("alpa", answered=True), 100, AttendanceCategory.ABSENT, 120, True),
        (RecordedAttendance("", answered=True), 33, AttendanceCategory.UNRECORDED, 39, True),
        (RecordedAttendance("dinas", answered=True), 0, AttendanceCategory.EXCUSED, 0, False),
        # Who came does not gain by reading too.
        (
            RecordedAttendance("terlambat", time(14, 30), answered=True),
            100,
            AttendanceCategory.PRESENT,
            30,
            False,
        ),
    ],
)
def test_how_much_counts(
    written: RecordedAttendance,
    percent: int,
    counted: AttendanceCategory,
    minutes: int,
    caught_up: bool,
) -> None:
    found = credit_for(SITTING, written, percent)
    assert (found.counted, found.minutes, found.caught_up) == (counted, minutes, caught_up)


times = st.none() | st.times(time(11), time(17))
writings = st.builds(RecordedAttendance, st.sampled_from(STATUSES), times, times, st.booleans())


@given(written=writings, percent=st.integers(0, 100))
def test_nobody_gets_more_than_the_meeting_or_less_than_nothing(
    written: RecordedAttendance, percent: int
) -> None:
    assert 0 <= credit_for(SITTING, written, percent).minutes <= SITTING.minutes


parts = st.lists(
    st.tuples(st.sampled_from(STATUSES), st.integers(0, 240), st.booleans()), max_size=60
)


@given(some=parts, others=parts)
def test_a_sum_is_the_sum_of_its_parts(
    some: list[tuple[str, int, bool]], others: list[tuple[str, int, bool]]
) -> None:
    one, other, both = (
        attendance_totals(some),
        attendance_totals(others),
        attendance_totals(some + others),
    )
    assert both.total == one.total + other.total
    assert both.minutes == one.minutes + other.minutes
    assert all(both.count(s) == one.count(s) + other.count(s) for s in STATUSES)
    assert both.total == both.present + both.excused + both.count("alpa", "")


@pytest.mark.parametrize(
    ("present", "absent", "percent"),
    [(0, 0, None), (2, 0, None), (3, 0, 100), (0, 3, 0), (1, 2, 33), (2, 1, 67), (1, 7, 13)],
)
def test_few_meetings_have_no_percentage(present: int, absent: int, percent: int | None) -> None:
    parts = [("hadir", 60, False)] * present + [("alpa", 0, False)] * absent
    assert attendance_totals(parts).percent == percent

"""The decisions of the field: turns, clashes, opening steps, counts, closing."""

from datetime import UTC, date, datetime, time

import pytest

from gugus.attendance.rules.statuses import tally_attendance
from gugus.meetings.rules.rolls import pack_checksums, row_checksum, unpack_checksums
from gugus.meetings.rules.slots import (
    HostTurn,
    MeetingTimeFault,
    Slot,
    meeting_time_issue,
    next_host,
)
from gugus.meetings.rules.times import may_check_in
from gugus.minutes.rules.readiness import MinutesGap, minutes_readiness
from gugus.steps.rules.steps import (
    default_due,
    is_overdue,
)

LOW, HIGH = 1, 2
DAY = date(2026, 11, 25)
NOON, ONE, TWO, THREE = time(12), time(13), time(14), time(15)


def slot(starts=ONE, ends=THREE, part=None, meeting=None, day=DAY):
    return Slot(day, starts, ends, part, meeting)


def fault(*args, **kwargs):
    found = meeting_time_issue(*args, today=DAY, **kwargs)
    return found and found.fault


def test_a_meeting_ends_after_it_starts():
    assert fault(slot(ONE, ONE), []) == MeetingTimeFault.ENDS_BEFORE_START
    assert fault(slot(THREE, ONE), []) == MeetingTimeFault.ENDS_BEFORE_START
    assert fault(slot(ONE, THREE), []) is None


@pytest.mark.parametrize(
    ("mine", "theirs", "clashes"),
    [
        (LOW, LOW, True),
        (LOW, HIGH, False),
        (LOW, None, True),
        (None, HIGH, True),
        (None, None, True),
    ],
)
def test_the_same_teachers_are_not_called_twice_at_once(mine, theirs, clashes):
    found = meeting_time_issue(slot(part=mine), [slot(TWO, THREE, theirs, meeting=7)], DAY)
    assert (found is not None) == clashes
    if found:
        assert (found.fault, found.other) == (MeetingTimeFault.CLASH, 7)


def test_meetings_may_touch_and_a_meeting_does_not_clash_with_itself():
    assert fault(slot(ONE, TWO), [slot(NOON, ONE, meeting=3), slot(TWO, THREE, meeting=4)]) is None
    assert fault(slot(ONE, THREE, meeting=5), [slot(ONE, THREE, meeting=5)]) is None


def test_a_past_day_stands_only_when_it_is_meant():
    past = slot(day=date(2026, 11, 24))
    assert fault(past, []) == MeetingTimeFault.PAST
    assert fault(past, [], past_is_meant=True) is None
    assert fault(slot(), []) is None


def test_the_school_that_waited_longest_is_host():
    turns = [
        HostTurn(1, "SDN A", date(2026, 9, 1)),
        HostTurn(2, "SDN B", None),
        HostTurn(3, "SDN C", date(2026, 8, 1)),
    ]
    assert next_host(turns) == 2
    assert next_host([turns[0], turns[2]]) == 3
    assert next_host([HostTurn(9, "Z", None), HostTurn(8, "A", None)]) == 8
    assert next_host([]) is None


def test_overdue_and_default_due():
    assert is_overdue(date(2026, 11, 24), True, DAY)
    assert not is_overdue(DAY, True, DAY)
    assert not is_overdue(date(2026, 11, 1), False, DAY)
    assert default_due(DAY, None, DAY) == date(2026, 12, 2)
    assert default_due(DAY, date(2026, 12, 9), DAY) == date(2026, 12, 9)
    # Long after the meeting: nobody gets a week that has passed.
    assert default_due(DAY, None, date(2027, 1, 20)) == date(2027, 1, 27)


def test_counting():
    found = tally_attendance(["hadir", "terlambat", "izin", "sakit", "dinas", "alpa", "", ""])
    assert (found.present, found.late, found.excused, found.absent) == (2, 1, 3, 1)
    assert (found.total, found.unrecorded) == (8, 2)
    assert tally_attendance([]).unrecorded == 0


def test_marks_survive_the_way_and_rubbish_is_skipped():
    marks = [("12", row_checksum("izin", "anak sakit")), ("7", row_checksum("hadir", ""))]
    assert unpack_checksums(pack_checksums(marks)) == dict(marks)
    assert unpack_checksums("") == {}
    assert unpack_checksums("x.y.12-ab") == {"12": "ab"}
    assert row_checksum("a", "b") != row_checksum("ab", "")


ZONE = "Asia/Jakarta"


@pytest.mark.parametrize(
    ("hour", "minute", "may"),
    [(4, 59, False), (5, 0, True), (6, 30, True), (8, 0, True), (8, 1, False)],
)
def test_checking_in_is_open_from_an_hour_before_until_the_end(hour, minute, may):
    # 13.00-15.00 in Jakarta is 06.00-08.00 UTC.
    now = datetime(2026, 11, 25, hour, minute, tzinfo=UTC)
    assert may_check_in(now, ZONE, DAY, ONE, THREE) == may


def test_minutes_close_only_with_attendance_and_text():
    ready = {
        "day": DAY,
        "today": DAY,
        "attended": tally_attendance(["hadir", "alpa"]),
        "has_text": True,
        "without_step": 0,
    }
    assert minutes_readiness(**ready).ready
    assert minutes_readiness(**ready | {"attended": tally_attendance(["", ""])}).blocking == (
        MinutesGap.NO_ATTENDANCE,
    )
    assert minutes_readiness(**ready | {"attended": tally_attendance(["alpa"])}).blocking == (
        MinutesGap.NOBODY_PRESENT,
    )
    assert minutes_readiness(**ready | {"has_text": False}).blocking == (MinutesGap.NO_TEXT,)
    assert minutes_readiness(**ready | {"day": date(2026, 11, 26)}).blocking == (
        MinutesGap.NOT_YET_TODAY,
    )
    loose = minutes_readiness(
        **ready | {"attended": tally_attendance(["hadir", ""]), "without_step": 1}
    )
    assert loose.ready
    assert loose.open_points == (MinutesGap.UNRECORDED, MinutesGap.NO_STEPS)

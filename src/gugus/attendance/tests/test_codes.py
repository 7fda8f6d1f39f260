"""The code on the wall, read and judged without a clock of its own."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.attendance.rules.wall_codes import (
    WallCodeFault,
    code_at_step,
    seen_now,
    step_of_digits,
    step_of_link,
    time_step,
    wall_code_fault,
)
from gugus.meetings.rules.times import check_in_window

ZONE = "Asia/Jakarta"
OPEN = check_in_window(ZONE, date(2026, 11, 25), time(13), time(15))
SECRET = "rahasia" * 4


def at(hour, minute=0, second=0):
    return datetime(2026, 11, 25, hour, minute, second, tzinfo=ZoneInfo(ZONE))


def on_wall(moment, meeting=7, secret=SECRET):
    return code_at_step(secret, meeting, time_step(moment))


@pytest.mark.parametrize(
    ("late", "fault"),
    [
        (0, None),
        (-30, None),
        (60, None),
        (90, None),
        (-90, WallCodeFault.WRONG),
        (150, WallCodeFault.WRONG),
    ],
)
def test_typed_digits_count_for_a_short_while(late, fault):
    shown = on_wall(at(13)).digits
    tapped = at(13) + timedelta(seconds=late)
    assert wall_code_fault(SECRET, 7, shown, tapped, OPEN) == fault


@pytest.mark.parametrize(
    ("minutes", "fault"), [(0, None), (14, None), (16, WallCodeFault.OLD), (-16, WallCodeFault.OLD)]
)
def test_a_link_that_was_opened_may_be_handed_in_a_little_later(minutes, fault):
    link = on_wall(at(13, 30)).link
    assert wall_code_fault(SECRET, 7, link, at(13, 30) + timedelta(minutes=minutes), OPEN) == fault


@pytest.mark.parametrize(("minutes", "fault"), [(9, None), (-9, None), (12, WallCodeFault.WRONG)])
def test_digits_that_waited_on_a_phone_may_differ_by_what_two_clocks_may(minutes, fault):
    shown = on_wall(at(14)).digits
    tapped = at(14) + timedelta(minutes=minutes)
    assert wall_code_fault(SECRET, 7, shown, tapped, OPEN, kept=True) == fault


@pytest.mark.parametrize("tapped", [at(11, 59), at(15, 1), at(13) + timedelta(days=1)])
def test_nothing_counts_outside_the_hours(tapped):
    code = on_wall(tapped)
    for handed_in in (code.link, code.digits):
        assert wall_code_fault(SECRET, 7, handed_in, tapped, OPEN) == WallCodeFault.CLOSED


def test_a_link_of_before_or_after_the_hours_is_refused_even_when_handed_in_in_time():
    assert (
        wall_code_fault(SECRET, 7, on_wall(at(11, 55)).link, at(12, 1), OPEN)
        == WallCodeFault.CLOSED
    )
    assert (
        wall_code_fault(SECRET, 7, on_wall(at(15, 5)).link, at(14, 59), OPEN)
        == WallCodeFault.CLOSED
    )


def test_the_code_of_another_meeting_or_another_secret_is_wrong():
    now = at(13)
    for other in (on_wall(now, meeting=8), on_wall(now, secret="lain")):
        assert wall_code_fault(SECRET, 7, other.link, now, OPEN) == WallCodeFault.WRONG
        assert wall_code_fault(SECRET, 7, other.digits, now, OPEN) == WallCodeFault.WRONG


@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(text):
    assert wall_code_fault(SECRET, 7, text, at(13), OPEN) in {WallCodeFault.WRONG, None}
    assert step_of_link(SECRET, 7, text) is None


@given(st.integers(0, 10**9))
def test_link_and_digits_lead_back_to_their_step(step):
    code = code_at_step(SECRET, 7, step)
    assert step_of_link(SECRET, 7, code.link) == step
    assert len(code.digits) == 6
    assert step_of_digits(SECRET, 7, code.digits, range(step, step + 1)) == step


def test_one_altered_sign_makes_a_link_worthless():
    link = on_wall(at(13)).link
    for place, sign in enumerate(link):
        other = link[:place] + ("1" if sign != "1" else "2") + link[place + 1 :]
        assert step_of_link(SECRET, 7, other) is None


@pytest.mark.parametrize(
    ("steps", "seen"), [(0, True), (1, True), (-3, True), (2, False), (-4, False)]
)
def test_opening_counts_one_step_early_and_three_late(steps, seen):
    assert seen_now(time_step(at(13)) + steps, at(13)) is seen

"""A semester laid out: nothing is lost, nothing is told twice, and no date is made up."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gugus.people.rules.years import semester_bounds
from gugus.yearplan.rules.semester import (
    DatedMeeting,
    PlannedLine,
    lay_out,
    semester_months,
    undated_of,
    week_of,
)

YEAR = 2026
LINES = st.lists(
    st.builds(
        PlannedLine,
        key=st.integers(1, 5),
        times=st.integers(1, 20),
        months=st.lists(st.integers(1, 12), unique=True).map(tuple),
    ),
    unique_by=lambda line: line.key,
)
DATES = st.lists(
    st.builds(
        DatedMeeting,
        key=st.integers(1, 10_000),
        line=st.none() | st.integers(1, 7),
        day=st.dates(date(2026, 7, 1), date(2027, 6, 30)),
        alive=st.booleans(),
    ),
    unique_by=lambda one: one.key,
    max_size=30,
)


def test_months_and_weeks_of_a_semester() -> None:
    first, second = semester_months(YEAR, 1), semester_months(YEAR, 2)
    assert [(m.year, m.number) for m in first] == [(2026, n) for n in range(7, 13)]
    assert [(m.year, m.number) for m in second] == [(2027, n) for n in range(1, 7)]
    assert [m.weeks for m in second] == [5, 4, 5, 5, 5, 5]
    assert [week_of(date(2026, 7, day)) for day in (1, 7, 8, 28, 29, 31)] == [1, 1, 2, 4, 5, 5]


def test_a_line_without_dates_stands_open_in_its_months_of_the_semester() -> None:
    line = PlannedLine(1, 3, (8, 9, 2))
    (row,) = lay_out([line], [], YEAR, 1)
    assert (row.open_months, row.undated, dict(row.weeks)) == ((8, 9), 3, {})
    (row,) = lay_out([line], [], YEAR, 2)
    assert row.open_months == (2,)


def test_a_month_with_a_date_is_no_longer_open_but_one_that_was_cancelled_leaves_it_open() -> None:
    line = PlannedLine(1, 3, (8, 9))
    held, off = (
        DatedMeeting(1, 1, date(2026, 8, 5)),
        DatedMeeting(2, 1, date(2026, 9, 2), alive=False),
    )
    (row,) = lay_out([line], [held, off], YEAR, 1)
    assert (row.open_months, row.undated) == ((9,), 2)
    assert row.of_month(8) == (held,)
    assert row.of_month(9) == (off,)


def test_a_line_whose_meetings_all_have_dates_is_open_nowhere() -> None:
    line = PlannedLine(1, 1, (8, 9))
    (row,) = lay_out([line], [DatedMeeting(1, 1, date(2026, 8, 5))], YEAR, 1)
    assert (row.open_months, row.undated) == ((), 0)
    assert lay_out([line], [DatedMeeting(1, 1, date(2026, 8, 5))], YEAR, 2) == ()


def test_a_line_without_months_waits_for_any_and_free_meetings_come_last() -> None:
    line, free = PlannedLine(1, 2, ()), DatedMeeting(1, None, date(2026, 8, 5))
    first, last = lay_out([line], [free], YEAR, 1)
    assert (first.any_month, first.open_months) == (True, ())
    assert (last.line, last.of_month(8)) == (None, (free,))


@given(LINES, DATES, st.sampled_from([1, 2]))
def test_every_date_of_the_semester_stands_in_one_cell(
    lines: list[PlannedLine], dates: list[DatedMeeting], semester: int
) -> None:
    rows = lay_out(lines, dates, YEAR, semester)
    told = [one for row in rows for ones in row.weeks.values() for one in ones]
    first, last = semester_bounds(YEAR, semester)
    assert sorted(one.key for one in told) == sorted(
        one.key for one in dates if first <= one.day <= last
    )
    for row in rows:
        for (month, week), ones in row.weeks.items():
            assert all((one.day.month, week_of(one.day)) == (month, week) for one in ones)


@given(LINES, DATES)
def test_the_plan_is_never_promised_twice(
    lines: list[PlannedLine], dates: list[DatedMeeting]
) -> None:
    for line in lines:
        undated = undated_of(line, dates)
        alive = sum(one.alive and one.line == line.key for one in dates)
        assert undated + alive >= line.times
        assert undated == 0 or undated + alive == line.times
        for semester in (1, 2):
            rows = [r for r in lay_out([line], dates, YEAR, semester) if r.line == line.key]
            for row in rows:
                taken = {one.day.month for m in row.weeks.values() for one in m if one.alive}
                assert not taken & set(row.open_months)
                assert set(row.open_months) <= set(line.months)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_a_week_holds_at_most_seven_days(day: date) -> None:
    assert 1 <= week_of(day) <= 5
    assert week_of(day) == week_of(day + timedelta(1)) or day.day % 7 == 0 or day.day >= 28

"""What displaced a group, each loss once."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gugus.displacement.rules.losses import (
    Loss,
    RecordedCancellation,
    RecordedDisplacement,
    RecordedMove,
    loss_report,
    merge_losses,
)

AT = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)
WED = date(2026, 11, 4)
NEXT = WED + timedelta(weeks=1)


def test_a_move_of_which_the_cause_is_on_record_is_told_once() -> None:
    recorded = [RecordedDisplacement(1, "exam", WED, NEXT, AT, "Asesmen")]
    moves = [RecordedMove(1, WED, NEXT, AT, "Asesmen"), RecordedMove(2, WED, NEXT, AT, "Hujan")]
    assert merge_losses(recorded, moves, []) == (
        Loss(1, "exam", WED, NEXT, "Asesmen"),
        Loss(2, "other", WED, NEXT, "Hujan"),
    )


def test_a_later_move_of_the_same_meeting_is_another_loss() -> None:
    recorded = [RecordedDisplacement(1, "exam", WED, NEXT, AT, "Asesmen")]
    later = RecordedMove(1, NEXT, NEXT + timedelta(7), AT + timedelta(days=2), "Hujan")
    found = merge_losses(recorded, [RecordedMove(1, WED, NEXT, AT, "Asesmen"), later], [])
    assert [one.cause for one in found] == ["exam", "other"]


def test_a_cancellation_is_told_once_and_one_taken_back_not_at_all() -> None:
    dropped = RecordedDisplacement(1, "weather", WED, None, AT, "Banjir")
    assert merge_losses([dropped], [], [RecordedCancellation(1, WED, "Banjir")]) == (
        Loss(1, "weather", WED, None, "Banjir"),
    )
    assert merge_losses([dropped], [], []) == ()
    assert merge_losses([], [], [RecordedCancellation(3, WED, "Rapat dinas")]) == (
        Loss(3, "other", WED, None, "Rapat dinas"),
    )


def test_another_hour_of_the_same_day_is_no_loss_but_another_host_is() -> None:
    assert merge_losses([], [RecordedMove(1, WED, WED, AT, "Lebih siang")], []) == ()
    host = RecordedDisplacement(1, "host", WED, WED, AT, "Ujian di sekolah itu")
    (found,) = merge_losses([host], [], [])
    assert (found.cause, found.delay) == ("host", 0)


def test_the_report_counts_by_cause_and_month() -> None:
    losses = [
        Loss(1, "exam", WED, NEXT, ""),
        Loss(2, "exam", WED, None, ""),
        Loss(3, "weather", date(2026, 12, 2), date(2026, 11, 25), ""),
    ]
    found = loss_report(losses)
    assert found.by_cause == (("exam", 2), ("weather", 1))
    assert found.by_month == (((2026, 11), 2), ((2026, 12), 1))
    assert (found.total, found.without_replacement, found.days_of_delay) == (3, 1, 7)


DAYS = st.dates(date(2026, 7, 1), date(2027, 6, 30))
MOVES = st.lists(st.builds(RecordedMove, st.integers(1, 5), DAYS, DAYS, st.just(AT), st.just("x")))
OFF = st.lists(
    st.builds(RecordedCancellation, st.integers(1, 5), DAYS, st.just("x")),
    unique_by=lambda one: one.meeting,
)


@given(MOVES, OFF)
def test_nothing_is_lost_and_sums_agree(
    moves: list[RecordedMove], off: list[RecordedCancellation]
) -> None:
    found = merge_losses([], moves, off)
    assert len(found) == sum(one.old != one.new for one in moves) + len(off)
    counted = loss_report(found)
    assert sum(n for _cause, n in counted.by_cause) == counted.total == len(found)
    assert sum(n for _month, n in counted.by_month) == counted.total
    assert counted.without_replacement == len(off)
    assert counted.days_of_delay >= 0

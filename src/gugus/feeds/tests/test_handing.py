"""What a calendar hears of meetings that leave it: each uid only ever rises."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gugus.feeds.rules.publication import WITHDRAWN_FOR, PublishedEvent, PublishedState, publication

START = datetime(2026, 11, 25, tzinfo=UTC)


def event(sequence: int = 0, days: int = 400, digest: str = "") -> PublishedEvent:
    begins = START + timedelta(days=days)
    return PublishedEvent(
        "a", "Diskusi", begins, begins + timedelta(hours=2), START, sequence, START, digest
    )


@given(st.lists(st.one_of(st.none(), st.integers(0, 2)), max_size=12))
def test_every_change_of_state_rises_and_nothing_falls(steps: list[int | None]) -> None:
    """None: the meeting calls others; a number: it calls the person, changed so many times more."""
    kept: dict[str, PublishedState] = {}
    own, heard = 0, []
    for step in steps:
        own += step or 0
        found = publication(START, [] if step is None else [event(own)], kept)
        assert (found.changed == frozenset()) == (dict(found.kept) == kept)
        kept = dict(found.kept)
        if kept:
            heard.append((kept["a"].event.sequence, kept["a"].withdrawn_at is None))
    assert all(
        later[0] > former[0] if later[1] != former[1] else later[0] >= former[0]
        for former, later in pairwise(heard)
    )


def test_taken_back_for_ninety_days_and_only_what_is_to_come() -> None:
    gone = publication(START, [], {"a": PublishedState(event(3))})
    assert [(one.event.sequence, one.withdrawn_at) for one in gone.withdrawn] == [(4, START)]
    assert publication(START + WITHDRAWN_FOR, [], gone.kept).withdrawn == gone.withdrawn
    over = publication(START + WITHDRAWN_FOR + timedelta(seconds=1), [], gone.kept)
    assert (over.kept, over.changed) == ({}, {"a"})
    assert publication(START, [], {"a": PublishedState(event(days=-1))}).kept == {}


def test_other_words_for_the_same_meeting_rise_once_and_bear_their_moment() -> None:
    later = START + timedelta(days=1)
    first = publication(START, [event(2, digest="id")], {})
    other = publication(later, [event(2, digest="en")], first.kept)
    assert (other.kept["a"].event.sequence, other.kept["a"].event.changed_at) == (3, later)
    assert not publication(later, [event(2, digest="en")], other.kept).changed
    # The meeting itself rose with its words: once is enough.
    own = publication(later, [event(3, digest="more")], first.kept)
    assert own.kept["a"].event.sequence == 3

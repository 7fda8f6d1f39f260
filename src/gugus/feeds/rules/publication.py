"""What a calendar must be sent about a meeting that left it or came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

# How long a meeting that left a person's calendar is sent as taken back.
WITHDRAWN_FOR = timedelta(days=90)


@dataclass(frozen=True)
class PublishedEvent:
    """A meeting as a calendar gets it; `sequence` is the meeting's own."""

    uid: str
    summary: str
    starts: datetime
    ends: datetime
    made_at: datetime
    sequence: int


@dataclass(frozen=True)
class PublishedState:
    """What is remembered of a meeting that was handed out: `told` with the sequence it had then."""

    event: PublishedEvent
    sequence_offset: int = 0
    withdrawn_at: datetime | None = None


@dataclass(frozen=True)
class Publication:
    """What is remembered afterwards, by uid, and what of it changed."""

    kept: Mapping[str, PublishedState]
    changed: frozenset[str]

    @property
    def withdrawn(self) -> tuple[PublishedState, ...]:
        """Meetings to send as taken back."""
        return tuple(one for one in self.kept.values() if one.withdrawn_at is not None)


def publication(
    now: datetime, present: Sequence[PublishedEvent], before: Mapping[str, PublishedState]
) -> Publication:
    """Compare what a calendar gets now with what it got.

    A coming meeting that is missing is taken back with a higher sequence, for `TAKEN_BACK_FOR`
    since that was noticed; one that comes back rises above the taking back. A meeting that was held
    is no longer told when it is missing: there is nothing left to cancel.
    """
    kept = {event.uid: _present(event, before.get(event.uid)) for event in present}
    for uid, row in before.items():
        missing = uid not in kept
        if missing and row.withdrawn_at is not None and now <= row.withdrawn_at + WITHDRAWN_FOR:
            kept[uid] = row
        elif missing and row.withdrawn_at is None and row.event.starts > now:
            kept[uid] = _gone(row, now)
    changed = {uid for uid in {*kept, *before} if kept.get(uid) != before.get(uid)}
    return Publication(kept, frozenset(changed))


def _present(event: PublishedEvent, row: PublishedState | None) -> PublishedState:
    if row is None:
        return PublishedState(event)
    sequence_offset = row.sequence_offset
    if row.withdrawn_at is not None:
        sequence_offset = max(sequence_offset, row.event.sequence + 1 - event.sequence)
    return PublishedState(_with(event, event.sequence + sequence_offset), sequence_offset)


def _gone(row: PublishedState, now: datetime) -> PublishedState:
    return PublishedState(_with(row.event, row.event.sequence + 1), row.sequence_offset, now)


def _with(event: PublishedEvent, sequence: int) -> PublishedEvent:
    return replace(event, sequence=sequence)

"""What a calendar must be sent about a meeting that left it or came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from gugus.meetings.rules.times import later_than

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
    changed_at: datetime
    # Of all that is told of it, in this reader's words.
    digest: str


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
    since that was noticed; one that comes back rises above the taking back, and so does one that
    is told in other words than before. A meeting that was held
    is no longer told when it is missing: there is nothing left to cancel.
    """
    kept = {event.uid: _present(event, before.get(event.uid), now) for event in present}
    for uid, row in before.items():
        missing = uid not in kept
        if missing and row.withdrawn_at is not None and now <= row.withdrawn_at + WITHDRAWN_FOR:
            kept[uid] = row
        elif missing and row.withdrawn_at is None and row.event.starts > now:
            kept[uid] = _gone(row, now)
    changed = {uid for uid in {*kept, *before} if kept.get(uid) != before.get(uid)}
    return Publication(kept, frozenset(changed))


def _present(event: PublishedEvent, row: PublishedState | None, now: datetime) -> PublishedState:
    if row is None:
        return PublishedState(event)
    told, offset = row.event, row.sequence_offset
    changed_at = max(event.changed_at, told.changed_at)
    differs = row.withdrawn_at is not None or event.digest != told.digest
    if differs and event.sequence + offset <= told.sequence:
        offset, changed_at = told.sequence + 1 - event.sequence, later_than(changed_at, now)
    present = replace(event, sequence=event.sequence + offset, changed_at=changed_at)
    return PublishedState(present, offset)


def _gone(row: PublishedState, now: datetime) -> PublishedState:
    gone = replace(
        row.event, sequence=row.event.sequence + 1, changed_at=later_than(row.event.changed_at, now)
    )
    return PublishedState(gone, row.sequence_offset, now)

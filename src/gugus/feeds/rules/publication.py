"""What a calendar has to hear of a meeting that left it, or came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

# How long a meeting that left a person's calendar is sent as taken back.
TAKEN_BACK_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Told:
    """A meeting as a calendar gets it; `sequence` is the meeting's own."""

    uid: str
    summary: str
    starts: datetime
    ends: datetime
    made_at: datetime
    sequence: int


@dataclass(frozen=True)
class Kept:
    """What is remembered of a meeting that was handed out: `told` with the sequence it had then."""

    told: Told
    lift: int = 0
    gone_at: datetime | None = None


@dataclass(frozen=True)
class Handing:
    """What is remembered afterwards, by uid, and what of it changed."""

    kept: Mapping[str, Kept]
    changed: frozenset[str]

    @property
    def taken_back(self) -> tuple[Kept, ...]:
        """Meetings to send as taken back."""
        return tuple(one for one in self.kept.values() if one.gone_at is not None)


def handing(now: datetime, present: Sequence[Told], before: Mapping[str, Kept]) -> Handing:
    """Compare what a calendar gets now with what it got.

    A coming meeting that is missing is taken back with a higher sequence, for `TAKEN_BACK_FOR`
    since that was noticed; one that comes back rises above the taking back. A meeting that was held
    is no longer told when it is missing: nobody has to stay away from it.
    """
    kept = {told.uid: _present(told, before.get(told.uid)) for told in present}
    for uid, row in before.items():
        missing = uid not in kept
        if missing and row.gone_at is not None and now <= row.gone_at + TAKEN_BACK_FOR:
            kept[uid] = row
        elif missing and row.gone_at is None and row.told.starts > now:
            kept[uid] = _gone(row, now)
    changed = {uid for uid in {*kept, *before} if kept.get(uid) != before.get(uid)}
    return Handing(kept, frozenset(changed))


def _present(told: Told, row: Kept | None) -> Kept:
    if row is None:
        return Kept(told)
    lift = row.lift
    if row.gone_at is not None:
        lift = max(lift, row.told.sequence + 1 - told.sequence)
    return Kept(_with(told, told.sequence + lift), lift)


def _gone(row: Kept, now: datetime) -> Kept:
    return Kept(_with(row.told, row.told.sequence + 1), row.lift, now)


def _with(told: Told, sequence: int) -> Told:
    return replace(told, sequence=sequence)

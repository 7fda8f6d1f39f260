"""Which write wins when several phones wrote about the same thing.

Every write carries a stamp. Of two writes the one with the greater stamp wins, whichever arrived
first: so two phones that recorded the same meeting without signal end in the same state, and a
write that arrives twice changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

T = TypeVar("T")

# Who wrote: the teacher about themselves, or a recorder.
OWN_WORD = 0
RECORDER = 1


@dataclass(frozen=True, order=True)
class WriteStamp:
    """Orders writes: first by who wrote, then by time, then by id."""

    authority: int
    at: datetime
    id: UUID


def supersedes(new: WriteStamp, old: WriteStamp | None) -> bool:
    """Does the new write replace the old one? The same write again does not."""
    return old is None or new > old


@dataclass(frozen=True)
class Versioned(Generic[T]):
    """What was written, and the stamp of the write."""

    stamp: WriteStamp
    value: T


def newest(one: Versioned[T] | None, other: Versioned[T] | None) -> Versioned[T] | None:
    """The one of two writes that stands: the same in whichever order they are merged."""
    if one is None or other is None:
        return one or other
    return other if supersedes(other.stamp, one.stamp) else one

"""What counts as one teacher's attendance, out of everything that was written about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from gugus.meetings.rules.merge import Versioned

# The value of `how` when a recorder marked all the others.
HOW_REST = "rest"


@dataclass(frozen=True)
class Presence:
    """A teacher's status, how it was recorded and by whom; '' removes the record."""

    status: str
    how: str
    by: int
    note: str = ""
    arrived: time | None = None
    left: time | None = None


@dataclass(frozen=True)
class RestMarkValue:
    """A recorder marked everybody expected who had no mark of their own."""

    at: datetime
    id: UUID
    status: str
    by: int


@dataclass(frozen=True)
class EffectivePresence:
    """What counts about one teacher, and when it was said."""

    presence: Presence
    at: datetime


def effective_presence(
    word: Versioned[Presence] | None, rests: Iterable[RestMarkValue]
) -> EffectivePresence | None:
    """The mark made for this teacher; without one, the first mark for all the others.

    "All the others" marks only those who were not recorded at its time. So after a removed record,
    a later "all the others" counts again. None when nothing was ever written.
    """
    if word is not None and word.value.status:
        return EffectivePresence(word.value, word.stamp.at)
    for rest in sorted(rests, key=lambda rest: (rest.at, rest.id)):
        if word is None or (rest.at, rest.id) > (word.stamp.at, word.stamp.id):
            return EffectivePresence(Presence(rest.status, HOW_REST, rest.by), rest.at)
    return None if word is None else EffectivePresence(word.value, word.stamp.at)

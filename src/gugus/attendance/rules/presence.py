"""How one teacher stands to a meeting, out of everything that was written about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from gugus.meetings.rules.merge import Versioned

# How it is known when a recorder marked "all the others".
BY_REST = "rest"


@dataclass(frozen=True)
class Presence:
    """How a teacher stands, by what that is known, and who wrote it; '' takes it away again."""

    status: str
    how: str
    by: int
    note: str = ""
    arrived: time | None = None
    left: time | None = None


@dataclass(frozen=True)
class RestMarkValue:
    """A recorder's word on everybody expected of whom nothing was written by name."""

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
    """What counts: the word on this teacher; without one, the first "all the others".

    "All the others" marks only those who were not recorded at its time. A word that took a record
    away therefore leaves room for one that was said after it. None when nothing was ever said.
    """
    if word is not None and word.value.status:
        return EffectivePresence(word.value, word.stamp.at)
    for rest in sorted(rests, key=lambda rest: (rest.at, rest.id)):
        if word is None or (rest.at, rest.id) > (word.stamp.at, word.stamp.id):
            return EffectivePresence(Presence(rest.status, BY_REST, rest.by), rest.at)
    return None if word is None else EffectivePresence(word.value, word.stamp.at)

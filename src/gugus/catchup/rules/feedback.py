"""When feedback may be given, and what of it may be shown without betraying anybody."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

# With fewer answers a count would point at persons.
ENOUGH_ANSWERS = 5
OPEN_FOR = timedelta(days=14)
STATEMENTS = ("useful", "clear", "usable", "time")
LEVELS = (1, 2, 3, 4)


def may_give(at: datetime, zone: str, day: date, starts: time) -> bool:
    """True from the start of the meeting until the end of the fourteenth day after it."""
    closes = datetime.combine(day + OPEN_FOR, time.max, ZoneInfo(zone))
    return opens_at(zone, day, starts) <= at <= closes


def opens_at(zone: str, day: date, starts: time) -> datetime:
    """The first moment at which somebody can say how it was."""
    return datetime.combine(day, starts, ZoneInfo(zone))


@dataclass(frozen=True)
class FeedbackCounts:
    """Counts by statement and level, and the sentences; both empty while `answers` are too few."""

    answers: int
    counts: Mapping[str, Mapping[int, int]]
    sentences: tuple[str, ...]

    @property
    def shown(self) -> bool:
        """There are enough answers to show any."""
        return self.answers >= ENOUGH_ANSWERS


def count_feedback(
    rows: Sequence[Mapping[str, int]], sentences: Sequence[str], salt: str
) -> FeedbackCounts:
    """Count answers; who and when is left out, and the sentences lose their order.

    `salt` differs from meeting to meeting, so that the same words do not stand at the same place.
    """
    if len(rows) < ENOUGH_ANSWERS:
        return FeedbackCounts(len(rows), {}, ())
    counted = {name: Counter(row[name] for row in rows) for name in STATEMENTS}
    counts = {name: {level: counted[name][level] for level in LEVELS} for name in STATEMENTS}
    said = [sentence for sentence in sentences if sentence]
    said.sort(key=lambda words: sha256(f"{salt}:{words}".encode()).digest())
    return FeedbackCounts(len(rows), counts, tuple(said))

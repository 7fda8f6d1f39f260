"""Which weekday suits: the words of many, counted by day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

CAN, MAYBE, CANNOT = "can", "maybe", "cannot"


@dataclass(frozen=True)
class DayCount:
    """How many said what about one weekday."""

    weekday: int
    can: int
    maybe: int
    cannot: int

    @property
    def said(self) -> int:
        """How many said anything about it."""
        return self.can + self.maybe + self.cannot


def count_days(weekdays: Sequence[int], votes: Iterable[tuple[int, str]]) -> tuple[DayCount, ...]:
    """Count (weekday, word) pairs for each weekday asked about, in their order."""
    sums: dict[int, dict[str, int]] = {day: {CAN: 0, MAYBE: 0, CANNOT: 0} for day in weekdays}
    for day, word in votes:
        if day in sums and word in sums[day]:
            sums[day][word] += 1
    return tuple(
        DayCount(day, words[CAN], words[MAYBE], words[CANNOT]) for day, words in sums.items()
    )


def best_days(counts: Sequence[DayCount]) -> tuple[int, ...]:
    """The weekdays that shut out the fewest teachers, and of those the most can; all that tie.

    A day that many would rather not have is better than one that a few cannot have at all.

    >>> best_days([DayCount(0, 5, 0, 2), DayCount(1, 3, 4, 0), DayCount(2, 3, 4, 0)])
    (1, 2)
    """
    answered_days = [count for count in counts if count.said]
    if not answered_days:
        return ()
    fewest = min(count.cannot for count in answered_days)
    kept = [count for count in answered_days if count.cannot == fewest]
    most = max(count.can for count in kept)
    return tuple(count.weekday for count in kept if count.can == most)


def is_complete(words: Mapping[int, str], weekdays: Sequence[int]) -> bool:
    """Did somebody say a word about every weekday?"""
    return all(words.get(day) in {CAN, MAYBE, CANNOT} for day in weekdays)

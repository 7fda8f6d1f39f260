"""Months in the order of the school year, and the semester that follows from them."""

from collections.abc import Iterable

SCHOOL_MONTHS = (7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6)


def in_school_order(months: Iterable[int]) -> tuple[int, ...]:
    """The months without repeats, July first."""
    wanted = set(months)
    return tuple(month for month in SCHOOL_MONTHS if month in wanted)


def semesters(months: Iterable[int]) -> tuple[int, ...]:
    """The semesters that the months fall in: (), (1,), (2,) or (1, 2)."""
    return tuple(sorted({1 if month >= 7 else 2 for month in months}))


def consecutive_months(months: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    """Months that follow each other, together: July to November and January to May are two."""
    found: list[list[int]] = []
    for month in in_school_order(months):
        if found and found[-1][-1] % 12 + 1 == month:
            found[-1].append(month)
        else:
            found.append([month])
    return tuple(tuple(run) for run in found)

"""Which months of a school year's calendar lie open, and which are folded."""

from datetime import date

ALL = "semua"


def months_in(year: int) -> tuple[tuple[int, int], ...]:
    """Year and month of the twelve months of a school year, July first.

    >>> months_in(2026)[0], months_in(2026)[-1]
    ((2026, 7), (2027, 6))
    """
    return tuple(
        (year, number + 7) if number < 6 else (year + 1, number - 5) for number in range(12)
    )


def month_slug(year: int, month: int) -> str:
    """How an address names a month.

    >>> month_name(2026, 7)
    '2026-07'
    """
    return f"{year}-{month:02}"


def open_months(year: int, today: date, asked: str) -> frozenset[tuple[int, int]]:
    """This month and the next, and what was asked for; other years open with their first two.

    >>> sorted(opened(2026, date(2027, 6, 3), "2026-09"))
    [(2026, 9), (2027, 6)]
    """
    months = months_in(year)
    if asked == ALL:
        return frozenset(months)
    here = (today.year, today.month)
    at = months.index(here) if here in months else 0
    named = [one for one in months if month_slug(*one) == asked]
    return frozenset([*months[at : at + 2], *named])

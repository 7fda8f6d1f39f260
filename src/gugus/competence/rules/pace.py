"""How long rating takes, and how much of it falls on a day."""

from datetime import date

# Reading one statement and deciding; measured by nobody yet, so it is said as "about".
SECONDS_PER_STATEMENT = 20


def minutes_for(statements: int) -> int:
    """About how many minutes so many statements take, whole and never none while some are left.

    >>> minutes_for(78), minutes_for(1), minutes_for(0)
    (26, 1, 0)
    """
    return -(-statements * SECONDS_PER_STATEMENT // 60)


def per_day(left: int, closes_on: date | None, today: date) -> int:
    """How many items a day are needed until the last day, at least one.

    >>> per_day(11, date(2026, 11, 30), date(2026, 11, 26))
    3
    """
    if closes_on is None:
        return 1
    days = max((closes_on - today).days + 1, 1)
    return max(-(-left // days), 1)

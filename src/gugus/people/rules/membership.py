"""Was somebody a member on that day?"""

from datetime import date


def was_member(day: date, *, active: bool, joined_on: date | None, left_on: date | None) -> bool:
    """From the day of joining until the day before leaving; an unknown day sets no limit.

    Who is no longer active and left on an unknown day is a member of no day.
    """
    if joined_on is not None and day < joined_on:
        return False
    return active if left_on is None else day < left_on

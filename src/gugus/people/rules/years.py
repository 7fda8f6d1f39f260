"""The school year runs from July to June and is named by its July year."""

from datetime import date


def school_year_of(day: date) -> int:
    """Return the July year of the school year that `day` falls in."""
    return day.year if day.month >= 7 else day.year - 1


def school_year_label(year: int) -> str:
    """'2026/2027'."""
    return f"{year}/{year + 1}"


def school_year_bounds(year: int) -> tuple[date, date]:
    """First and last day of the school year."""
    return date(year, 7, 1), date(year + 1, 6, 30)


def semester_of(day: date) -> int:
    """1 for July to December, 2 for January to June."""
    return 1 if day.month >= 7 else 2


def semester_bounds(year: int, semester: int) -> tuple[date, date]:
    """First and last day of a semester of the school year."""
    first, last = school_year_bounds(year)
    return (first, date(year, 12, 31)) if semester == 1 else (date(year + 1, 1, 1), last)


def year_of(text: str) -> int | None:
    """A year as four figures within this century, or None."""
    plain = len(text) == 4 and text.isascii() and text.isdigit()
    return int(text) if plain and 2000 <= int(text) <= 2100 else None

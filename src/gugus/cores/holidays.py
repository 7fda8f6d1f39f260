"""Indonesian public holidays and days of joint leave, known without a network."""

from dataclasses import dataclass
from datetime import date
from functools import cache

# How the library marks a day that follows the moon and is not decreed yet.
_ESTIMATED = {"id": " (perkiraan)", "en_US": " (estimated)"}
_BETWEEN = "; "


@dataclass(frozen=True)
class Holiday:
    """One day off: a public holiday (libur nasional), or else a joint leave (cuti bersama).

    Two feasts on one day are one holiday with both names. `estimated`: the day follows the moon
    and the government has not decreed it yet.
    """

    day: date
    name_id: str
    name_en: str
    joint_leave: bool
    estimated: bool


def holidays_between(first: date, last: date) -> tuple[Holiday, ...]:
    """All public holidays and days of joint leave from `first` to `last`, in order.

    Source: the library `holidays`, which follows the joint decrees of three ministers (SKB); days
    of joint leave are known only for years that have a decree.

    >>> [day.name_en for day in holidays_between(date(2026, 8, 1), date(2026, 8, 20))]
    ['Independence Day']
    """
    years = range(first.year, last.year + 1)
    return tuple(day for year in years for day in _of_year(year) if first <= day.day <= last)


def joint_leave_known(year: int) -> bool:
    """Is there a decree for the calendar year, so that its days of joint leave are known?"""
    return any(day.joint_leave for day in _of_year(year))


@cache
def _of_year(year: int) -> tuple[Holiday, ...]:
    found = [*_of_category(year, "public"), *_of_category(year, "government")]
    return tuple(sorted(found, key=lambda day: (day.day, day.joint_leave)))


def _of_category(year: int, category: str) -> list[Holiday]:
    # The library takes a second to load: only who asks for a holiday waits for it.
    from holidays.countries.indonesia import Indonesia

    own = Indonesia(years=year, categories=(category,), language="id")
    english = Indonesia(years=year, categories=(category,), language="en_US")
    return [
        Holiday(
            day,
            _plain(own[day], "id"),
            _plain(english[day], "en_US"),
            joint_leave=category == "government",
            estimated=_ESTIMATED["id"] in own[day],
        )
        for day in own
    ]


def _plain(name: str, language: str) -> str:
    """The name without the mark, and joined names as a person would write them."""
    return name.replace(_ESTIMATED[language], "").replace(_BETWEEN, ", ")

"""Choosing the school year: the same on every page that shows one year."""

from collections.abc import Callable, Iterable

from gugus.people.rules.years import school_year_label
from gugus.platform.web.links import Link


def year_switch(
    years: Iterable[int], here: int | None, to: Callable[[int], str]
) -> tuple[Link, ...]:
    """These years and the one that is shown, latest first; `to` gives a year's address.

    `here` is None where no year is shown, but days of one's own choice.

    >>> [(one.title, one.here) for one in year_switch([2026], 2025, "?tahun={}".format)]
    [('2026/2027', False), ('2025/2026', True)]
    """
    known = sorted({*years, *(() if here is None else (here,))}, reverse=True)
    return tuple(Link(school_year_label(year), to(year), year == here) for year in known)

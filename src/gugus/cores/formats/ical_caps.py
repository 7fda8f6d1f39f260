"""How much a calendar file may ask of a computer (RFC 5545), told before anything is counted out.

A library finds the days of a rule by going from step to step (a day, a week, a month, a year) until
the calendar of computers ends in the year 9999. What that costs is known beforehand: the steps up to
the last day asked for, and from one day of the rule to the next. A file has so many steps, series and
dates; what asks for more is refused, by the same answer on every computer.
"""

import re
from collections.abc import Iterable
from datetime import MAXYEAR, date, datetime
from itertools import islice, pairwise

from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.ical_text import RawEvent

# A step of a day takes some microseconds; a school's year takes a thousandth of this.
MAX_STEPS = 90_000
MAX_RULES = 3
MAX_SERIES = 600
MAX_DATES = 5000
# So many events that are too heavy are no slip of the pen.
MAX_HEAVY = 20
# Looked up in zones of the file's own: events times rules.
MAX_ZONE_LOOKUPS = 600
# A rule that gets through all years in fewer steps needs no question whether it finds a day.
_FEW_STEPS = 2000
# What a step of each costs, and how many there are in a year.
_COST = {"DAILY": 1, "WEEKLY": 2, "MONTHLY": 3, "YEARLY": 10}
_A_YEAR = {"DAILY": 366, "WEEKLY": 53, "MONTHLY": 12, "YEARLY": 1}
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)", re.A)


class StepBudget:
    """What is left for one file."""

    def __init__(self) -> None:
        self._steps, self._heavy = MAX_STEPS, MAX_HEAVY

    def take(self, steps: int) -> None:
        """Refuse the file once its events ask for more steps than a file may."""
        self._steps -= steps
        if self._steps < 0:
            raise FormatRefused("too_heavy", f"more than {MAX_STEPS} steps of rules")

    def take_heavy(self) -> None:
        """Refuse the file once too many of its events are too heavy."""
        self._heavy -= 1
        if self._heavy < 0:
            raise FormatRefused("too_heavy", f"more than {MAX_HEAVY} events too heavy")


def check_file(series: Iterable[list[RawEvent]], zones: Iterable[str]) -> None:
    """Refuse a file whose series, lists of dates or zones of its own are too many."""
    events = [event for some in series for event in some if len(some) > 1 or event.is_series]
    dates = sum(event.dates for event in events)
    rules = sum(zone.count("RRULE") + zone.count("RDATE") for zone in zones)
    lookups = rules * sum(
        "TZID" in rest for some in series for one in some for _n, rest in one.lines
    )
    for count, most, of in (
        (len(events), MAX_SERIES, "events of series"),
        (dates, MAX_DATES, "dates"),
        (lookups, 2 * MAX_ZONE_LOOKUPS, "times in zones of its own"),
    ):
        if count > most:
            raise FormatRefused("too_heavy", f"more than {most} {of}")


def is_countable(event: RawEvent, last: date, budget: StepBudget) -> bool:
    """Can the library count the event's rules out? Takes the steps that this, or the answer, costs."""
    begin = day_of(event.value("DTSTART"))
    if begin is None:
        return True  # without a day nothing is counted
    rules = [rest.partition(":")[2] for name, rest in event.lines if name == "RRULE"]
    return len(rules) <= MAX_RULES and all(
        _is_countable(rule, begin, last, budget) for rule in rules
    )


def _is_countable(rule: str, begin: date, last: date, budget: StepBudget) -> bool:
    parts = _parts(rule)
    often = parts.get("FREQ", "")
    if often not in _COST:
        return True  # the library says what is wrong with it
    until = day_of(parts.get("UNTIL", "")) or last
    years = max(0, min(until, last).year - begin.year) + 1
    budget.take(_COST[often] * years * _A_YEAR[often] // _interval(parts))
    return finds_days(rule, begin, budget)


def finds_days(rule: str, begin: date, budget: StepBudget) -> bool:
    """Does a rule find a day within a generation?

    The calendar repeats every 28 years. The question is put to the same days near the end of all
    years, where the library soon stops looking: 30 February is not looked for until then.
    """
    from dateutil.rrule import rrulestr

    parts = _parts(rule)
    often = parts.get("FREQ", "")
    if often not in _COST:
        return False
    steps = _A_YEAR[often] * (MAXYEAR - begin.year) // _interval(parts)
    if steps <= _FEW_STEPS or not any(name.startswith("BY") for name in parts):
        return True
    late = _same_day_late(begin)
    free = ";".join(f"{k}={v}" for k, v in parts.items() if k not in {"COUNT", "UNTIL"})
    try:
        asked = rrulestr(free, dtstart=late)
    except (ValueError, TypeError, AttributeError):
        return True  # as above
    try:
        found = list(islice(asked, 2))
    except (ValueError, IndexError, OverflowError):
        found = []  # the library breaks on it, sooner or later
    # A day that a rule passes over costs more than one that it takes. What finds a day is looked for
    # up to the window and once more beyond it; what finds none is looked for here only.
    end = datetime(MAXYEAR, 12, 31)  # noqa: DTZ001 - as above
    looked = [late, *found, *[end] * (2 - len(found))]
    widest = max((after - before).days for before, after in pairwise(looked))
    factor = 9 if found else 3
    budget.take(factor * widest * _COST[often] * _A_YEAR[often] // (366 * _interval(parts)))
    return bool(found)


def _same_day_late(begin: date) -> datetime:
    """The same day of the last year that has the same days and leaves a generation to look at."""
    kind = begin.year % 4, date(begin.year, 1, 1).weekday()
    late = (MAXYEAR - n for n in range(28, 56))
    year = next(one for one in late if (one % 4, date(one, 1, 1).weekday()) == kind)
    # A wall clock's time, as rules are counted out.
    return datetime(year, begin.month, begin.day)  # noqa: DTZ001


def _parts(rule: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in rule.upper().split(";"))
    return {name.strip(): value.strip() for name, _sign, value in pairs if name.strip()}


def _interval(parts: dict[str, str]) -> int:
    text = parts.get("INTERVAL", "1")
    return max(1, int(text)) if text.isdecimal() else 1


def day_of(text: str) -> date | None:
    """The day that a value begins with; None when there is none."""
    match = _DAY.match(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None

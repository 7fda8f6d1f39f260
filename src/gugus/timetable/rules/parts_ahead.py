"""Which meetings of a line are still ahead, and which of them stand in the calendar already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gugus.timetable.rules.assignment import Assignment
from gugus.timetable.rules.facts import GroupFacts, LineFacts, UpcomingFacts, may_share
from gugus.timetable.rules.windows import PartWindow, days_in_months, part_windows, weeks_as_days


@dataclass(frozen=True)
class UpcomingPart:
    """One meeting of a line that is to be placed or kept.

    `number` counts all meetings of the line from 1, those behind us too.
    """

    line: LineFacts
    number: int
    window: PartWindow
    upcoming: UpcomingFacts | None = None

    @property
    def assignment(self) -> Assignment | None:
        """Where the calendar has it; None while it is still to be placed."""
        row = self.upcoming
        if row is None:
            return None
        return Assignment(
            row.line,
            self.number,
            row.day,
            row.host,
            row.speaker,
            row.pin_date,
            row.pin_host,
            row.pin_speaker,
            row.key,
        )


def days_of_line(group: GroupFacts, line: LineFacts) -> tuple[date, ...]:
    """The days that the line's meetings may take: in its months, its audience not called."""
    audiences = {audience.key: audience for audience in group.audiences}
    own = audiences[line.audience]
    taken = {
        row.day
        for row in group.taken
        if row.audience not in audiences or may_share(own, audiences[row.audience])
    }
    gap = timedelta(weeks_as_days(line.weeks_between))
    done = [row.day for row in group.done if row.line == line.key]
    free = (day for day in days_in_months(group.days, line.months) if day not in taken)
    return tuple(day for day in free if not done or day >= max(done) + gap)


def parts_ahead(
    group: GroupFacts, line: LineFacts, *, roomy: bool = False, new: bool = True
) -> tuple[UpcomingPart, ...]:
    """The line's meetings ahead in their order; `new`: those not in the calendar yet too."""
    done = sum(row.line == line.key for row in group.done)
    upcoming = sorted(
        (row for row in group.upcoming if row.line == line.key), key=lambda row: row.day
    )
    missing = missing_parts(group, line) if new else 0
    count = len(upcoming) + missing
    days = days_of_line(group, line)
    found = part_windows(days, count, even=line.even, roomy=roomy)
    # Parts of a free line have no place in a rhythm; to set them apart they are given one.
    middles = [w.middle for w in part_windows(days, count, even=True)] if days else []
    gap = weeks_as_days(line.weeks_between)
    places = match_parts([row.day for row in upcoming], middles, days, gap) if middles else None
    if places is None:
        places = list(range(len(upcoming)))
    seated = dict(zip(places, upcoming, strict=True))
    return tuple(
        UpcomingPart(line, done + at + 1, found[at], seated.get(at)) for at in range(count)
    )


def assignments_ahead(group: GroupFacts) -> list[Assignment]:
    """The meetings of lines that stand in the calendar ahead."""
    parts = [part for line in group.lines for part in parts_ahead(group, line, new=False)]
    return [one for part in parts if (one := part.assignment) is not None]


def missing_parts(group: GroupFacts, line: LineFacts) -> int:
    """How many meetings are still to be placed; not more than can be, once the line has begun."""
    all_missing, upcoming = _missing(group, line)
    if line.due is None:
        return all_missing
    # Late meetings do not displace meetings that have a day.
    others = {row.day for row in group.upcoming if row.line != line.key}
    free = [day for day in days_of_line(group, line) if day not in others]
    most = days_that_fit(free, None, None, weeks_as_days(line.weeks_between))
    return min(all_missing, max(0, min(line.due, most) - upcoming))


def unschedulable_count(group: GroupFacts, line: LineFacts) -> int:
    """How many meetings of a line that has begun will not be held any more in its months."""
    return _missing(group, line)[0] - missing_parts(group, line)


def _missing(group: GroupFacts, line: LineFacts) -> tuple[int, int]:
    done = sum(row.line == line.key for row in group.done)
    upcoming = sum(row.line == line.key for row in group.upcoming)
    return max(0, line.times - done - upcoming), upcoming


def match_parts(
    upcoming: Sequence[date], middles: Sequence[date | None], days: Sequence[date], gap: int
) -> list[int] | None:
    """Which parts the meetings in the calendar are: in order, as near as can be to the rhythm.

    So that the others still find days before, between and after them; None when that cannot be.

    >>> days = [date(2026, 7, 1) + timedelta(7 * week) for week in range(9)]
    >>> seats([days[4]], [days[1], days[4], days[7]], days, 4)
    [1]
    """
    count = len(middles)
    # By meeting: for each part it can be, the least distance so far and the part before.
    best: list[dict[int, tuple[float, int]]] = [{-1: (0.0, -1)}]
    for k, day in enumerate(upcoming):
        between = days_that_fit(days, upcoming[k - 1] if k else None, day, gap)
        after = days_that_fit(days, day, None, gap) + len(upcoming) - k - 1
        here: dict[int, tuple[float, int]] = {}
        for at in range(count):
            before = [
                (off, part)
                for part, (off, _former) in best[-1].items()
                if part < at <= part + between + 1
            ]
            if before and count - 1 - at <= after:
                off, part = min(before)
                here[at] = (off + _apart(day, middles[at]), part)
        best.append(here)
    return _walk_back(best)


def _apart(day: date, middle: date | None) -> int:
    return abs((day - middle).days) if middle is not None else 0


def _walk_back(best: Sequence[dict[int, tuple[float, int]]]) -> list[int] | None:
    if not best[-1]:
        return None
    at = min(best[-1], key=lambda part: best[-1][part])
    found = []
    for row in reversed(best[1:]):
        found.append(at)
        at = row[at][1]
    return found[::-1]


def days_that_fit(days: Sequence[date], first: date | None, last: date | None, gap: int) -> int:
    """How many days, `gap` apart, lie between two days (and as far from each), none excluded.

    >>> days = [date(2026, 7, 1) + timedelta(7 * week) for week in range(9)]
    >>> room(days, None, None, 4), room(days, None, None, 11), room(days, days[0], days[4], 4)
    (9, 5, 3)
    """
    count, latest = 0, first
    for day in days:
        far_from_last = last is None or (last - day).days >= gap
        if (latest is None or (day - latest).days >= gap) and far_from_last:
            count, latest = count + 1, day
    return count

"""In the middle of a year: missed meetings are dropped where the days left are too few."""

from dataclasses import replace

from gugus.timetable.rules.facts import GroupFacts, LineFacts, ScheduleFacts
from gugus.timetable.rules.parts_ahead import missing_parts
from gugus.timetable.rules.shortages import Short, ShortageKind, shortages


def relaxed(group: GroupFacts) -> GroupFacts:
    """The group with as many meetings fewer as its crowded days ask for.

    Only of lines that have begun, where it is known already that not all was held in its time, and
    first of those in a rhythm: a weekly discussion tolerates a gap better than a three-day training
    does. Lines whose months are all ahead stay as they were agreed.
    """
    while (short := _crowding(group)) is not None:
        line = _gives_way(group, short)
        if line is None:
            break
        upcoming = sum(row.line == line.key for row in group.upcoming)
        due = upcoming + missing_parts(group, line) - 1
        fewer = replace(line, due=due)
        lines = tuple(fewer if one.key == line.key else one for one in group.lines)
        group = replace(group, lines=lines)
    return group


def _crowding(group: GroupFacts) -> Short | None:
    for short in shortages(ScheduleFacts((group,))):
        if short.kind in (ShortageKind.FULL_YEAR, ShortageKind.CROWDED):
            return short
    return None


def _gives_way(group: GroupFacts, short: Short) -> LineFacts | None:
    able = [
        line
        for line in group.lines
        if line.due is not None
        and line.audience is None
        and (not short.lines or line.key in short.lines)
        and missing_parts(group, line)
    ]
    return max(able, key=lambda line: (line.even, missing_parts(group, line)), default=None)

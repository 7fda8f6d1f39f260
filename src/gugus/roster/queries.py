"""Reads before a roster is imported."""

from datetime import date

from gugus.people.models import Group
from gugus.roster.events import first_meeting_asked


def first_meeting_of(group: Group, today: date) -> date | None:
    """The first day on which the group met; None for one that has not met yet."""
    days: list[date] = []
    for _receiver, day in first_meeting_asked.send(Group, group=group, today=today):
        if isinstance(day, date):
            days.append(day)
    return min(days, default=None)

"""Reads of the question which weekday suits."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.dates import WEEKDAYS

from gugus.calendar.models import DayPoll, DayVote
from gugus.calendar.rules.polls import DayCount, count_days
from gugus.cores.words.order import place_key
from gugus.people.models import Group, Teacher
from gugus.people.queries import teachers_of


@dataclass(frozen=True)
class SchoolPollCount:
    """One school's words, and how many of its teachers said any."""

    name: str
    days: tuple[DayCount, ...]
    answered: int
    teachers: int


@dataclass(frozen=True)
class PollTally:
    """All words of a poll, counted; only those of teachers who are members now."""

    days: tuple[DayCount, ...]
    schools: tuple[SchoolPollCount, ...]
    answered: int
    teachers: int


def latest_poll(group: Group) -> DayPoll | None:
    """The open poll, or else the one that was closed last."""
    rows = DayPoll.objects.filter(group=group).select_related("group")
    return rows.filter(closed_at=None).first() or rows.order_by("-closed_at").first()


def takes_answers(poll: DayPoll, today: date) -> bool:
    """Does the poll still take words today?"""
    return poll.closed_at is None and (poll.closes_on is None or today <= poll.closes_on)


def poll_answers_of(poll: DayPoll, teacher: Teacher) -> dict[int, str]:
    """One teacher's words by weekday."""
    return dict(poll.votes.filter(teacher=teacher).values_list("weekday", "word"))


def tally_of(poll: DayPoll) -> PollTally:
    """Count a poll by weekday and by school."""
    teachers = {row.pk: row.school.name for row in teachers_of(poll.group)}
    votes = DayVote.objects.filter(poll=poll, teacher__in=teachers)
    by_school: dict[str, list[tuple[int, str]]] = defaultdict(list)
    spoke: dict[str, set[int]] = defaultdict(set)
    words: list[tuple[int, str]] = []
    for teacher, weekday, word in votes.values_list("teacher_id", "weekday", "word"):
        school = teachers[teacher]
        by_school[school].append((weekday, word))
        spoke[school].add(teacher)
        words.append((weekday, word))
    names = sorted(set(teachers.values()), key=place_key)
    return PollTally(
        days=count_days(poll.weekdays, words),
        schools=tuple(
            SchoolPollCount(
                name,
                count_days(poll.weekdays, by_school[name]),
                len(spoke[name]),
                sum(1 for school in teachers.values() if school == name),
            )
            for name in names
        ),
        answered=sum(len(who) for who in spoke.values()),
        teachers=len(teachers),
    )


def own_votes(group: Group, teacher_id: int) -> list[dict[str, Any]]:
    """All that a teacher, or an officer for them, said about weekdays."""
    rows = DayVote.objects.filter(poll__group=group, teacher=teacher_id).select_related("by")
    return [
        {
            "said_at": row.at,
            "weekday": str(WEEKDAYS[row.weekday]),
            "word": row.get_word_display(),
            "recorded_by": row.by.name,
        }
        for row in rows.order_by("at", "weekday")
    ]


def polls_waiting(group: Group, teacher_id: int, today: date) -> QuerySet[DayPoll]:
    """The open poll that this teacher has not answered yet; a group has one at a time."""
    soon = Q(closes_on=None) | Q(closes_on__gte=today)
    said = DayVote.objects.filter(poll=OuterRef("pk"), teacher=teacher_id)
    return DayPoll.objects.filter(soon, ~Exists(said), group=group, closed_at=None)


def overdue_polls(group: Group, today: date) -> QuerySet[DayPoll]:
    """The open poll whose day has passed: an officer is to close it."""
    return DayPoll.objects.filter(group=group, closed_at=None, closes_on__lt=today)

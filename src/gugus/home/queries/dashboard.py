"""What Beranda shows: the values of all apps in one statement, then the few rows that are there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, DateField, OuterRef, QuerySet

from gugus.attendance.models import Attendance
from gugus.attendance.queries import CheckIn, check_in_among
from gugus.home.queries.facts import facts_of
from gugus.meetings.models import Meeting
from gugus.meetings.queries import AHEAD, next_meeting
from gugus.people.queries import is_in_study_group
from gugus.people.registry import Viewer
from gugus.platform.foundation.prepared import Param, Prepared
from gugus.platform.foundation.queries import count_of
from gugus.steps.models import Step

_AWAY = (Attendance.Status.EXCUSED, Attendance.Status.SICK, Attendance.Status.DUTY)
# So many meetings ahead are looked through for one that calls the person.
_LOOKED_THROUGH = 8
_STEPS = 5


@dataclass(frozen=True)
class Dashboard:
    """What waits for one person in one group."""

    viewer: Viewer
    meeting: Meeting | None
    # How many said that they cannot come to it.
    away: int
    check_in: CheckIn | None
    steps: tuple[Step, ...]
    # By app, what it made of its answers.
    facts: Mapping[str, Any]


def dashboard_of(viewer: Viewer) -> Dashboard:
    """Read a person's dashboard."""
    facts = facts_of(viewer)
    ahead = _ahead(viewer)
    check_in = _check_in(viewer, ahead)
    # The meeting that one can check in to now, even if another of today was not minuted yet.
    meeting = check_in.meeting if check_in else _next(viewer, ahead)
    return Dashboard(
        viewer=viewer,
        meeting=meeting,
        away=getattr(meeting, "away", 0),
        check_in=check_in,
        steps=_own_steps(viewer),
        facts=facts,
    )


def _meetings_ahead() -> QuerySet[Meeting]:
    said = Attendance.objects.filter(meeting=OuterRef("pk"), status__in=_AWAY)
    group, today = Param("group", BigIntegerField()), Param("today", DateField())
    rows = Meeting.objects.filter(group=group, date__gte=today, state__in=AHEAD)
    rows = rows.select_related("study_group", "host").annotate(away=count_of(said))
    return rows.order_by("date", "starts_at", "id")[:_LOOKED_THROUGH]


_AHEAD = Prepared(_meetings_ahead)


def _ahead(viewer: Viewer) -> list[Meeting]:
    found = _AHEAD.all(group=viewer.group.pk, today=viewer.today)
    for meeting in found:
        meeting.group = viewer.group
    return found


def _check_in(viewer: Viewer, ahead: list[Meeting]) -> CheckIn | None:
    today = [meeting for meeting in ahead if meeting.date == viewer.today]
    if not today or viewer.teacher is None:
        return None
    return check_in_among(today, viewer.teacher, viewer.now)


def _next(viewer: Viewer, ahead: list[Meeting]) -> Meeting | None:
    """The nearest meeting that calls the person; officers and heads see all."""
    if not viewer.only_teaches:
        return next(iter(ahead), None)
    found = next((one for one in ahead if _calls(viewer, one)), None)
    if found is None and len(ahead) == _LOOKED_THROUGH:
        return next_meeting(viewer.group, viewer.today, viewer.teacher)
    return found


def _calls(viewer: Viewer, meeting: Meeting) -> bool:
    if meeting.study_group is None:
        return True
    return viewer.teacher is not None and is_in_study_group(meeting.study_group, viewer.teacher)


_OWN_STEPS = Prepared(
    lambda: (
        Step.objects.filter(
            teacher=Param("teacher", BigIntegerField()),
            meeting__group=Param("group", BigIntegerField()),
            state=Step.State.OPEN,
        )
        .select_related("meeting")
        .order_by("due_on", "id")[:_STEPS]
    )
)


def _own_steps(viewer: Viewer) -> tuple[Step, ...]:
    if viewer.teacher_id is None:
        return ()
    return tuple(_OWN_STEPS.all(teacher=viewer.teacher_id, group=viewer.group.pk))

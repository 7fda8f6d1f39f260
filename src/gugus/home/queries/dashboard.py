"""What Beranda shows: the values of all apps in one statement, then the few rows that are there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef

from gugus.attendance.models import Attendance
from gugus.attendance.queries import CheckIn, check_in_among
from gugus.meetings.models import Meeting
from gugus.meetings.queries import AHEAD, meetings_of, next_meeting
from gugus.people.models import Group
from gugus.people.queries import is_in_study_group
from gugus.people.registry import HomePart, Viewer, capabilities
from gugus.platform.foundation.queries import count_of
from gugus.steps.models import Step
from gugus.steps.queries import open_steps_of

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


def home_parts() -> dict[str, HomePart[Any]]:
    """What each app shows on Beranda, by the app's module."""
    return {name: one.home for name, one in capabilities().items() if one.home is not None}


def dashboard_of(viewer: Viewer) -> Dashboard:
    """Read a person's dashboard."""
    facts = _facts(viewer)
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


def _facts(viewer: Viewer) -> dict[str, Any]:
    """Ask for the values of all apps at once, and let each make its facts of its own."""
    parts = home_parts()
    asked = {name: part.ask(viewer) for name, part in parts.items()}
    # A column's name holds no dot, and two apps may use the same word.
    columns = {
        f"value_{place}_{word}": question
        for place, questions in enumerate(asked.values())
        for word, question in questions.items()
    }
    values: Mapping[str, Any] = Group.objects.values(**columns).get(pk=viewer.group.pk)
    return {
        name: part.read(viewer, {word: values[f"value_{place}_{word}"] for word in asked[name]})
        for place, (name, part) in enumerate(parts.items())
    }


def _ahead(viewer: Viewer) -> list[Meeting]:
    said = Attendance.objects.filter(meeting=OuterRef("pk"), status__in=_AWAY)
    rows = meetings_of(viewer.group).filter(date__gte=viewer.today, state__in=AHEAD)
    rows = rows.annotate(away=count_of(said)).order_by("date", "starts_at", "id")
    found: list[Meeting] = list(rows[:_LOOKED_THROUGH])
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


def _own_steps(viewer: Viewer) -> tuple[Step, ...]:
    if viewer.teacher_id is None:
        return ()
    return tuple(open_steps_of(viewer.teacher_id).filter(meeting__group=viewer.group)[:_STEPS])

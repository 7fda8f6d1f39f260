"""Runs of the solver that wait for their turn."""

from datetime import datetime

from django.db.models import Q, QuerySet

from gugus.schedule.models import Run
from gugus.schedule.rules.queue import Waiting, in_line, is_silent


def waiting_runs() -> list[Waiting]:
    """Every run that waits."""
    rows = Run.objects.filter(state=Run.State.QUEUED).values_list("pk", "queued_at", "made_at")
    return [Waiting(pk, queued_at or made_at) for pk, queued_at, made_at in rows]


def unfinished() -> QuerySet[Run]:
    """Runs that wait or are at work, those that were broken off too."""
    wanted = Q(state=Run.State.QUEUED) | Q(state=Run.State.WORKING)
    return Run.objects.filter(wanted).order_by("pk")


def is_broken_off(run: Run, now: datetime) -> bool:
    """It is not finished, and nobody works on it or will give it its turn."""
    if run.state in (Run.State.QUEUED, Run.State.WORKING):
        return is_silent(run.beat_at, now)
    return run.state == Run.State.STOPPED


def place_in_line(run: Run) -> int:
    """1 for the run that begins next; 0 for one that does not wait."""
    if run.state != Run.State.QUEUED:
        return 0
    line = in_line(waiting_runs())
    return line.index(run.pk) + 1 if run.pk in line else 0

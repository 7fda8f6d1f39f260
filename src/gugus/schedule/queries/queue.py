"""Runs of the solver that wait for their turn."""

from datetime import datetime

from django.db.models import Q, QuerySet

from gugus.schedule.models import ScheduleRun
from gugus.schedule.rules.queue import QueuedRun, is_stale, queue_order


def waiting_runs() -> list[QueuedRun]:
    """Every run that waits."""
    rows = ScheduleRun.objects.filter(state=ScheduleRun.State.QUEUED).values_list(
        "pk", "queued_at", "made_at"
    )
    return [QueuedRun(pk, queued_at or made_at) for pk, queued_at, made_at in rows]


def unfinished_runs() -> QuerySet[ScheduleRun]:
    """Runs that wait or are at work, those that were broken off too."""
    wanted = Q(state=ScheduleRun.State.QUEUED) | Q(state=ScheduleRun.State.WORKING)
    return ScheduleRun.objects.filter(wanted).order_by("pk")


def is_interrupted(run: ScheduleRun, now: datetime) -> bool:
    """It is not finished, and nobody works on it or will give it its turn."""
    if run.state in (ScheduleRun.State.QUEUED, ScheduleRun.State.WORKING):
        return is_stale(run.heartbeat_at, now)
    return run.state == ScheduleRun.State.STOPPED


def queue_position(run: ScheduleRun) -> int:
    """1 for the run that begins next; 0 for one that does not wait."""
    if run.state != ScheduleRun.State.QUEUED:
        return 0
    line = queue_order(waiting_runs())
    return line.index(run.pk) + 1 if run.pk in line else 0

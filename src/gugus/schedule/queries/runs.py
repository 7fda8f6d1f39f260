"""Runs of the solver: which are not finished, and whether anybody is at them."""

from datetime import datetime

from gugus.platform.jobs.queries import is_broken_off, latest_job
from gugus.schedule.models import ScheduleDraft, ScheduleRun


def is_unfinished(run: ScheduleRun) -> bool:
    """Does a draft of it wait to be solved?"""
    return run.drafts.filter(state=ScheduleDraft.State.WAITING).exists()


def is_interrupted(run: ScheduleRun, now: datetime) -> bool:
    """It is not finished, and nobody works on it or will give it its turn."""
    return is_unfinished(run) and is_broken_off(latest_job(run), now)

"""Runs of the solver as jobs: a limited number of searches at a time, first come, first served.

A search uses every core it gets; four at once would leave a laptop unresponsive.
"""

from datetime import datetime

from gugus.platform.jobs.models import Job
from gugus.platform.jobs.queries import latest_job
from gugus.platform.jobs.services.queue import enqueue, run_now
from gugus.schedule.models import ScheduleRun

JOB = "schedule"


def enqueue_run(run: ScheduleRun, *, user_id: int, now: datetime, total: int = 1) -> Job:
    """Put a run at the end of the line, in the caller's transaction."""
    return enqueue(kind=JOB, subject=run, user_id=user_id, now=now, total=total)


def solve_now(run: ScheduleRun) -> None:
    """Solve here and at once what waits in the run: for callers that wait for it."""
    job = latest_job(run)
    if job is not None:
        run_now(job)

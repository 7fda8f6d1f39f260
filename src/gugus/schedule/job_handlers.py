"""What a worker does for schedules."""

from django.conf import settings

from gugus.platform.jobs.handlers import JobKind, register_job
from gugus.schedule.services.queue import JOB
from gugus.schedule.services.worker import solve_run

register_job(JobKind(JOB, solve_run, at_once=lambda: int(settings.SEARCHES_AT_ONCE)))

"""Solving a run: its drafts are solved and stored, one after the other or together.

The draft's state is the place in the work: one that waits is solved and stored in one transaction,
with the draft held; so work that was broken off goes on, and of two workers on one draft the
second stores nothing.
"""

import logging
from datetime import datetime

from django.db import transaction

from gugus.people.clock import day_of
from gugus.platform.jobs.handle import JobHandle, JobLostError
from gugus.platform.jobs.handlers import JobOutcome
from gugus.schedule.models import DraftMeeting, ScheduleDraft
from gugus.schedule.services.draft_store import store_solution
from gugus.schedule.services.joint import SolvedDraft, batches, solve_batch

logger = logging.getLogger(__name__)


def solve_run(job: JobHandle) -> JobOutcome:
    """Make every draft of the run that waits; what fails says so, and the others are made.

    Between two searches it gives way when others wait: a run for a whole district does not keep
    one group waiting. What goes wrong before the searches fails the job, and it is resumed.
    """
    run_id = job.subject_id
    _from_today(run_id, job.started_at)
    waiting = ScheduleDraft.objects.filter(run=run_id, state=ScheduleDraft.State.WAITING)
    drafts = list(waiting.select_related("group").order_by("pk"))
    for number, batch in enumerate(batches(drafts)):
        if number and job.others_wait():
            return JobOutcome.GAVE_WAY
        try:
            for answer in solve_batch(batch):
                _keep(job, answer)
        except JobLostError:
            raise
        except Exception:
            logger.exception("Drafts of schedule run %s failed", run_id)
            _fail([one.draft.pk for one in batch])
    job.report(_done(run_id))
    return JobOutcome.DONE


def _from_today(run_id: int, now: datetime) -> None:
    """A run that waited past midnight must not use a day that is over."""
    waiting = ScheduleDraft.objects.filter(run=run_id, state=ScheduleDraft.State.WAITING)
    for draft in waiting.select_related("group"):
        today = day_of(draft.group, now)
        if draft.as_of < today:
            ScheduleDraft.objects.filter(pk=draft.pk).update(as_of=today)


def _fail(drafts: list[int]) -> None:
    """A draft that a person has edited stays; an empty one is closed as failed."""
    waiting = ScheduleDraft.objects.filter(pk__in=drafts, state=ScheduleDraft.State.WAITING)
    held = DraftMeeting.objects.filter(draft__in=drafts).values("draft")
    waiting.filter(pk__in=held).update(
        state=ScheduleDraft.State.READY, status=ScheduleDraft.Status.UNKNOWN
    )
    waiting.exclude(pk__in=held).update(state=ScheduleDraft.State.FAILED)


def _keep(job: JobHandle, answer: SolvedDraft) -> None:
    asked = answer.asked
    with transaction.atomic():
        held = ScheduleDraft.objects.select_for_update().get(pk=asked.draft.pk)
        # Another worker was quicker, or a person has dropped it meanwhile.
        if held.state == ScheduleDraft.State.WAITING and held.run_id == job.subject_id:
            held.objective = str(answer.objective)
            store_solution(held, asked.gathered, answer.solved)
        job.report(_done(job.subject_id))


def _done(run_id: int) -> int:
    """How many drafts of a run no longer wait: right whoever worked on it, and how often."""
    return (
        ScheduleDraft.objects.filter(run=run_id).exclude(state=ScheduleDraft.State.WAITING).count()
    )

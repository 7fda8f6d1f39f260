"""Processing a run: its drafts are solved and stored, one after the other or together.

The draft's state is the place in the work: one that waits is solved and stored in one transaction,
with the draft held; so work that was broken off goes on, and of two workers on one draft the
second stores nothing.
"""

import logging

from django.db import transaction
from django.utils import timezone

from gugus.schedule.models import DraftMeeting, ScheduleDraft, ScheduleRun
from gugus.schedule.services.draft_store import store_solution
from gugus.schedule.services.joint import SolvedDraft, batches, solve_batch

logger = logging.getLogger(__name__)


def process_run(run_id: int, *, gives_way: bool = False) -> None:
    """Make every draft of the run that waits; what fails says so, and the others are made.

    A run that `gives_way` goes to the end of the line between two searches, when others wait: a run
    for a whole district does not keep one group waiting. What goes wrong before the searches stops
    the run, and it is resumed.
    """
    now = timezone.now()
    ScheduleRun.objects.filter(pk=run_id, state=ScheduleRun.State.QUEUED).update(
        state=ScheduleRun.State.WORKING, heartbeat_at=now, started_at=now
    )
    try:
        waiting = ScheduleDraft.objects.filter(run=run_id, state=ScheduleDraft.State.WAITING)
        drafts = list(waiting.select_related("group").order_by("pk"))
        for number, batch in enumerate(batches(drafts)):
            if number and gives_way and _others_wait():
                _queue_again(run_id)
                return
            ScheduleRun.objects.filter(pk=run_id).update(heartbeat_at=timezone.now())
            try:
                for answer in solve_batch(batch):
                    _keep(answer)
            except Exception:
                logger.exception("Drafts of schedule run %s failed", run_id)
                _fail([one.draft.pk for one in batch])
        state = ScheduleRun.State.DONE
    except Exception:
        logger.exception("Schedule run %s stopped", run_id)
        state = ScheduleRun.State.STOPPED
    ScheduleRun.objects.filter(pk=run_id, state=ScheduleRun.State.WORKING).update(state=state)


def _others_wait() -> bool:
    return ScheduleRun.objects.filter(state=ScheduleRun.State.QUEUED).exists()


def _queue_again(run_id: int) -> None:
    now = timezone.now()
    ScheduleRun.objects.filter(pk=run_id, state=ScheduleRun.State.WORKING).update(
        state=ScheduleRun.State.QUEUED, queued_at=now, heartbeat_at=now
    )


def _fail(drafts: list[int]) -> None:
    """A draft that a person has edited stays; an empty one is closed as failed."""
    waiting = ScheduleDraft.objects.filter(pk__in=drafts, state=ScheduleDraft.State.WAITING)
    held = DraftMeeting.objects.filter(draft__in=drafts).values("draft")
    waiting.filter(pk__in=held).update(
        state=ScheduleDraft.State.READY, status=ScheduleDraft.Status.UNKNOWN
    )
    waiting.exclude(pk__in=held).update(state=ScheduleDraft.State.FAILED)


def _keep(answer: SolvedDraft) -> None:
    asked = answer.asked
    with transaction.atomic():
        held = ScheduleDraft.objects.select_for_update().get(pk=asked.draft.pk)
        # Another worker was quicker, or a person has dropped it meanwhile.
        if held.state == ScheduleDraft.State.WAITING and held.run_id == asked.draft.run_id:
            held.objective = str(answer.objective)
            store_solution(held, asked.gathered, answer.solved)
        ScheduleRun.objects.filter(pk=asked.draft.run_id).update(
            done=_done(asked.draft.run_id), heartbeat_at=timezone.now()
        )


def _done(run_id: int) -> int:
    """How many drafts of a run no longer wait: right whoever worked on it, and how often."""
    return (
        ScheduleDraft.objects.filter(run=run_id).exclude(state=ScheduleDraft.State.WAITING).count()
    )

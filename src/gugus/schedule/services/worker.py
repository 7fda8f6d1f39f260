"""Working off a run: its drafts are solved and stored, one after the other or together.

The draft's state is the place in the work: one that waits is solved and stored in one transaction,
with the draft held; so work that was broken off goes on, and of two workers on one draft the
second stores nothing.
"""

import logging

from django.db import transaction
from django.utils import timezone

from gugus.schedule.models import Draft, DraftMeeting, Run
from gugus.schedule.services.draft_store import store
from gugus.schedule.services.joint import Answer, answers, batches

logger = logging.getLogger(__name__)


def work_off(run_id: int, *, gives_way: bool = False) -> None:
    """Make every draft of the run that waits; what fails says so, and the others are made.

    A run that `gives_way` goes to the end of the line between two searches, when others wait: the
    groups of a whole kabupaten do not keep one chair waiting. What goes wrong before the searches
    stops the run, and it is resumed.
    """
    now = timezone.now()
    Run.objects.filter(pk=run_id, state=Run.State.QUEUED).update(
        state=Run.State.WORKING, beat_at=now, began_at=now
    )
    try:
        waiting = Draft.objects.filter(run=run_id, state=Draft.State.WAITING)
        drafts = list(waiting.select_related("group").order_by("pk"))
        for number, batch in enumerate(batches(drafts)):
            if number and gives_way and _others_wait():
                _queue_again(run_id)
                return
            Run.objects.filter(pk=run_id).update(beat_at=timezone.now())
            try:
                for answer in answers(batch):
                    _keep(answer)
            except Exception:
                logger.exception("Drafts of schedule run %s failed", run_id)
                _fail([one.draft.pk for one in batch])
        state = Run.State.DONE
    except Exception:
        logger.exception("Schedule run %s stopped", run_id)
        state = Run.State.STOPPED
    Run.objects.filter(pk=run_id, state=Run.State.WORKING).update(state=state)


def _others_wait() -> bool:
    return Run.objects.filter(state=Run.State.QUEUED).exists()


def _queue_again(run_id: int) -> None:
    now = timezone.now()
    Run.objects.filter(pk=run_id, state=Run.State.WORKING).update(
        state=Run.State.QUEUED, queued_at=now, beat_at=now
    )


def _fail(drafts: list[int]) -> None:
    """What a person worked on stays; a draft that holds nothing yet is closed."""
    waiting = Draft.objects.filter(pk__in=drafts, state=Draft.State.WAITING)
    held = DraftMeeting.objects.filter(draft__in=drafts).values("draft")
    waiting.filter(pk__in=held).update(state=Draft.State.READY, status=Draft.Status.UNKNOWN)
    waiting.exclude(pk__in=held).update(state=Draft.State.FAILED)


def _keep(answer: Answer) -> None:
    asked = answer.asked
    with transaction.atomic():
        held = Draft.objects.select_for_update().get(pk=asked.draft.pk)
        # Another worker was quicker, or a person has dropped it meanwhile.
        if held.state == Draft.State.WAITING and held.run_id == asked.draft.run_id:
            held.objective = str(answer.objective)
            store(held, asked.gathered, answer.solved)
        Run.objects.filter(pk=asked.draft.run_id).update(
            done=_done(asked.draft.run_id), beat_at=timezone.now()
        )


def _done(run_id: int) -> int:
    """How many drafts of a run no longer wait: right whoever worked on it, and how often."""
    return Draft.objects.filter(run=run_id).exclude(state=Draft.State.WAITING).count()

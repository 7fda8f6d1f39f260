"""Giving steps, taking one's own, changing them.

Everybody who came has one step: the one chosen or written for them, else the meeting's offer. So two
phones that give, choose and record without signal end with the same steps in either order.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.attendance.queries import present
from gugus.meetings.models import Meeting
from gugus.meetings.queries import expected
from gugus.meetings.services.locks import locked_meeting
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Teacher
from gugus.platform.documents.models import Attachment
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.steps.models import Step, StepOffer, StepReport
from gugus.steps.queries import due_for, offer_of


@dataclass(frozen=True)
class StepWriteOrigin:
    """When something was written, under which number, and on which phone (none: on a page)."""

    at: datetime
    id: UUID = field(default_factory=uuid4)
    device: UUID | None = None


@dataclass(frozen=True)
class StepText:
    """What is to be done, by when, and what shows that it was."""

    what: str
    due_on: date
    proof: str


def give_steps(
    *,
    actor: Actor,
    now: datetime,
    meeting: Meeting,
    text: StepText,
    written: StepWriteOrigin | None = None,
) -> int:
    """Offer a step to all who come; say how many without one got it now."""
    made = written or StepWriteOrigin(now)
    with transaction.atomic():
        meeting = locked_meeting(meeting)
        _check_changeable(meeting, text.due_on)
        StepOffer.objects.get_or_create(
            stamp_id=made.id,
            defaults={"meeting": meeting, "stamp_at": made.at, **vars(text)},
        )
        given = give_offered_steps(meeting)
        record(actor.user_id, now, "meeting.steps_given", meeting, meeting.group_id, teachers=given)
    return len(given)


def give_offered_steps(meeting: Meeting) -> list[int]:
    """Give the meeting's offer to those who came and have no step; return their ids.

    Of two offers the earlier one stands: it replaces the later one where nothing was reported yet.
    The caller holds the meeting.
    """
    offer = offer_of(meeting)
    if offer is None or meeting.state == Meeting.State.CANCELLED:
        return []
    text = StepText(offer.what, offer.due_on, offer.proof)
    Step.objects.filter(meeting=meeting, offer__isnull=False, reports=None).filter(
        state=Step.State.OPEN
    ).exclude(offer=offer).update(offer=offer, **vars(text))
    have = Step.objects.filter(meeting=meeting).values("teacher_id")
    without = list(present(meeting).exclude(pk__in=have).values_list("pk", flat=True))
    Step.objects.bulk_create(
        Step(meeting=meeting, teacher_id=pk, offer=offer, **vars(text)) for pk in without
    )
    return without


def add_step(
    *, actor: Actor, now: datetime, meeting: Meeting, teacher: Teacher, text: StepText
) -> Step:
    """Give one teacher a step, in place of the common one; the very same is given only once."""
    with transaction.atomic():
        meeting = locked_meeting(meeting)
        _check_changeable(meeting, text.due_on)
        step, made = _put(meeting, teacher, text)
        if made:
            record(actor.user_id, now, "step.added", step, step.meeting.group_id)
    return step


def choose_step(
    *, actor: Actor, now: datetime, meeting: Meeting, teacher: Teacher, text: StepText
) -> Step:
    """A teacher chooses their own step, in place of the common one; it is due from today on."""
    with transaction.atomic():
        meeting = locked_meeting(meeting)
        _check_changeable(meeting, text.due_on)
        called = expected(meeting).filter(pk=teacher.pk).exists()
        if not called and not present(meeting).filter(pk=teacher.pk).exists():
            raise Refused(
                _("Langkah dipilih dari pertemuan yang Anda hadiri. Minta sekretaris mencatatnya.")
            )
        due = due_for(meeting, day_of(meeting.group, now), text.due_on)
        step, made = _put(meeting, teacher, replace(text, due_on=due))
        if made:
            record(actor.user_id, now, "step.chosen", step, step.meeting.group_id)
    return step


def _put(meeting: Meeting, teacher: Teacher, text: StepText) -> tuple[Step, bool]:
    """This teacher's step with this text; it replaces a common step without a report."""
    mine = Step.objects.filter(meeting=meeting, teacher=teacher)
    same = mine.filter(what=text.what).first()
    common = mine.filter(offer__isnull=False, state=Step.State.OPEN, reports=None).first()
    if same is None and common is None:
        return Step.objects.create(meeting=meeting, teacher=teacher, **vars(text)), True
    step = same or common
    assert step is not None
    changed = same is None or same.offer_id is not None
    if changed:
        vars(step).update(vars(text), offer_id=None)
        step.save(update_fields=["what", "due_on", "proof", "offer"])
    return step, changed


def change_steps(
    *, actor: Actor, now: datetime, meeting: Meeting, texts: dict[int, StepText]
) -> None:
    """Change the text of some of a meeting's steps; from then on each is that teacher's own."""
    if not texts:
        return
    with transaction.atomic():
        meeting = locked_meeting(meeting)
        steps = Step.objects.filter(meeting=meeting).in_bulk(list(texts))
        if len(steps) != len(texts):
            raise Refused(_("Ada langkah yang sudah dihapus. Muat ulang halaman, lalu ulangi."))
        for pk, text in texts.items():
            _check_changeable(meeting, text.due_on)
            vars(steps[pk]).update(vars(text), offer_id=None)
        Step.objects.bulk_update(steps.values(), ["what", "due_on", "proof", "offer"])
        record(
            actor.user_id,
            now,
            "meeting.steps_changed",
            meeting,
            meeting.group_id,
            steps=list(texts),
        )


def delete_step(*, actor: Actor, now: datetime, step: Step) -> None:
    """Delete a step that nobody reported on, with its withdrawn reports."""
    with transaction.atomic():
        step = locked_step(step.pk)
        if step.state != Step.State.OPEN:
            raise Refused(_("Langkah ini sudah dikabarkan, jadi tidak dihapus."))
        record(actor.user_id, now, "step.deleted", step, step.meeting.group_id)
        photos = StepReport.objects.filter(step=step, photo__isnull=False)
        delete_photos(photos.values_list("photo_id", flat=True))
        step.delete()


def delete_photos(ids: Iterable[int | None]) -> None:
    """Photos of steps are gone for good when nothing shows them any more."""
    Attachment.objects.filter(pk__in=[pk for pk in ids if pk is not None]).delete()


def locked_step(pk: int) -> Step:
    """The step as it stands, held until the transaction ends."""
    rows = Step.objects.select_for_update(of=("self",)).select_related("meeting")
    return rows.get(pk=pk)


def _check_changeable(meeting: Meeting, due_on: date) -> None:
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused(_("Pertemuan ini dibatalkan. Aktifkan lagi sebelum memberi langkah."))
    if due_on < meeting.date:
        raise Refused(_("Tenggat tidak boleh sebelum hari pertemuan."), "due_on")

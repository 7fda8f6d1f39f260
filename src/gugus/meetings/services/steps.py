"""Giving steps, changing them, and reporting what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting, Step
from gugus.meetings.queries import present_without_step
from gugus.meetings.services.locking import locked
from gugus.people.access import Actor
from gugus.people.models import Teacher
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


@dataclass(frozen=True)
class StepText:
    """What is to be done, by when, and what shows that it was."""

    what: str
    due_on: date
    proof: str


@dataclass(frozen=True)
class Report:
    """What came of one step."""

    step_id: int
    state: str
    report: str


def give_steps(*, actor: Actor, now: datetime, meeting: Meeting, text: StepText) -> int:
    """Give everybody who came and has none yet the same step; say how many it were."""
    with transaction.atomic():
        meeting = locked(meeting)
        _check_changeable(meeting, text.due_on)
        teachers = list(present_without_step(meeting))
        Step.objects.bulk_create(
            Step(meeting=meeting, teacher=teacher, **vars(text)) for teacher in teachers
        )
        record(
            user_id=actor.user_id,
            now=now,
            verb="steps.given",
            obj=meeting,
            group_id=meeting.group_id,
            teachers=[teacher.pk for teacher in teachers],
        )
    return len(teachers)


def add_step(
    *, actor: Actor, now: datetime, meeting: Meeting, teacher: Teacher, text: StepText
) -> Step:
    """Give one teacher a step; the very same one is given only once."""
    with transaction.atomic():
        meeting = locked(meeting)
        _check_changeable(meeting, text.due_on)
        step, made = Step.objects.get_or_create(
            meeting=meeting,
            teacher=teacher,
            what=text.what,
            defaults={"due_on": text.due_on, "proof": text.proof},
        )
        if made:
            _note(actor, now, "step.added", step)
    return step


def change_steps(
    *, actor: Actor, now: datetime, meeting: Meeting, texts: dict[int, StepText]
) -> None:
    """Change the text of some of a meeting's steps."""
    if not texts:
        return
    with transaction.atomic():
        meeting = locked(meeting)
        steps = Step.objects.filter(meeting=meeting).in_bulk(list(texts))
        if len(steps) != len(texts):
            raise Refused(_("Ada langkah yang sudah dihapus. Muat ulang halaman, lalu ulangi."))
        for pk, text in texts.items():
            _check_changeable(meeting, text.due_on)
            vars(steps[pk]).update(vars(text))
        Step.objects.bulk_update(steps.values(), ["what", "due_on", "proof"])
        record(
            user_id=actor.user_id,
            now=now,
            verb="steps.changed",
            obj=meeting,
            group_id=meeting.group_id,
            steps=list(texts),
        )


def delete_step(*, actor: Actor, now: datetime, step: Step) -> None:
    """Take a step away that nobody reported on."""
    with transaction.atomic():
        step = _held(step.pk)
        if step.state != Step.State.OPEN:
            raise Refused(_("Langkah ini sudah dilaporkan, jadi tidak dihapus."))
        _note(actor, now, "step.deleted", step)
        step.delete()


def report_steps(
    *, actor: Actor, now: datetime, reports: Sequence[Report], reach: Sequence[int]
) -> None:
    """Write what came of steps; `reach` holds the ids that this person may report on."""
    with transaction.atomic():
        for report in reports:
            if report.step_id not in reach:
                raise Refused(_("Langkah itu bukan milik Anda atau sudah tidak ada."))
            if report.state == Step.State.TRIED and not report.report:
                raise Refused(_("Tulis kendalanya dalam satu kalimat, baru tersimpan."), "report")
            step = _held(report.step_id)
            is_open = report.state == Step.State.OPEN
            step.state = report.state
            step.report = report.report
            step.reported_at = None if is_open else now
            step.save(update_fields=["state", "report", "reported_at"])
            _note(actor, now, "step.reported", step)


def _held(pk: int) -> Step:
    rows = Step.objects.select_for_update(of=("self",)).select_related("meeting")
    return rows.get(pk=pk)


def _check_changeable(meeting: Meeting, due_on: date) -> None:
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused(_("Pertemuan ini dibatalkan. Aktifkan lagi sebelum memberi langkah."))
    if due_on < meeting.date:
        raise Refused(_("Tenggat tidak boleh sebelum hari pertemuan."), "due_on")


def _note(actor: Actor, now: datetime, verb: str, step: Step) -> None:
    record(user_id=actor.user_id, now=now, verb=verb, obj=step, group_id=step.meeting.group_id)

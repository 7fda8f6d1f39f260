"""Working on a draft: what must stay, where a meeting is moved to, and dropping it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.schedule.models import DraftMeeting, ScheduleDraft
from gugus.schedule.services.draft_changes import save_before_move, save_before_pin
from gugus.schedule.services.queue import solve_now
from gugus.schedule.services.runs import close_draft, new_run
from gugus.timetable.rules.assignment import PIN_FIELDS, Assignment

# The fields of a draft's row, and of a meeting in the calendar, that a person may pin.
PINS = tuple(PIN_FIELDS.values())


def locked_draft(draft: ScheduleDraft) -> ScheduleDraft:
    """The draft held until the transaction ends; refused unless it waits for a decision."""
    held = (
        ScheduleDraft.objects.select_for_update(of=("self",))
        .select_related("group")
        .get(pk=draft.pk)
    )
    if held.state == ScheduleDraft.State.WAITING:
        raise Refused(_("Jadwal ini sedang disusun. Tunggu sampai selesai; tidak ada yang diubah."))
    if held.state != ScheduleDraft.State.READY:
        raise Refused(
            _("Rancangan ini sudah %(state)s. Tidak ada yang diubah.")
            % {"state": held.get_state_display().lower()}
        )
    return held


def pin_draft_meeting(
    *, actor: Actor, now: datetime, row: DraftMeeting, pins: frozenset[str]
) -> DraftMeeting:
    """Say which of day, host and speaker of a meeting must stay; the rest is free again."""
    with transaction.atomic():
        draft = locked_draft(row.draft)
        row = DraftMeeting.objects.get(pk=row.pk)
        save_before_pin(actor, now, draft, row, pins)
        for name in PINS:
            setattr(row, name, name in pins)
        row.save(update_fields=list(PINS))
        record(
            actor.user_id,
            now,
            "schedule.pinned",
            draft,
            draft.group_id,
            meeting=row.pk,
            pins=sorted(pins),
        )
    return row


def move_draft_meeting(
    *, actor: Actor, now: datetime, row: DraftMeeting, to: Assignment, wait: bool = False
) -> ScheduleDraft:
    """Set a meeting where a person wants it, and solve the rest again around it."""
    with transaction.atomic():
        draft = locked_draft(row.draft)
        row = DraftMeeting.objects.get(pk=row.pk)
        changed = row.assignment.changes_to(to)
        if not changed:
            raise Refused(
                _("Hari, tuan rumah, dan narasumbernya masih sama. Tidak ada yang diubah.")
            )
        save_before_move(actor, now, draft, row)
        row.assign(to)
        for name in changed:
            setattr(row, PIN_FIELDS[name], getattr(to, name) is not None)
        row.save()
        fields = sorted(PIN_FIELDS[name].removeprefix("pin_") for name in changed)
        record(
            actor.user_id,
            now,
            "schedule_draft.meeting_moved",
            draft,
            draft.group_id,
            meeting=row.pk,
            fields=fields,
        )
    return solve_draft_again(actor=actor, now=now, draft=draft, wait=wait)


def solve_draft_again(
    *, actor: Actor, now: datetime, draft: ScheduleDraft, wait: bool = False
) -> ScheduleDraft:
    """Solve again around what is pinned, moving as few of the others as can be."""
    with transaction.atomic():
        draft = locked_draft(draft)
        draft.run = new_run(actor, now, draft.school_year)
        draft.state = ScheduleDraft.State.WAITING
        draft.as_of = day_of(draft.group, now)
        draft.save(update_fields=["run", "state", "as_of"])
        record(actor.user_id, now, "schedule_draft.requeued", draft, draft.group_id)
    if wait:
        solve_now(draft.run)
    draft.refresh_from_db()
    return draft


def discard_schedule_draft(*, actor: Actor, now: datetime, draft: ScheduleDraft) -> None:
    """Drop a draft; nothing in the calendar changes."""
    with transaction.atomic():
        draft = locked_draft(draft)
        close_draft(draft, actor, now)
        record(actor.user_id, now, "schedule_draft.discarded", draft, draft.group_id)

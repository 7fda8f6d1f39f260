"""Taking a draft: its meetings come into the calendar, all or none; and taking that back."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.calendar.models import PlanSettings
from gugus.calendar.queries.settings import plan_settings_of
from gugus.meetings.models import Meeting
from gugus.meetings.services.meetings import (
    MeetingContents,
    MeetingTimes,
    change_meeting,
    delete_meeting,
    plan_meeting,
    reschedule_meetings,
)
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group, School
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.platform.web.formats import short_date
from gugus.schedule.models import DraftMeeting, Placement, ScheduleDraft
from gugus.schedule.queries.drafts import draft_meetings, last_adopted, open_draft
from gugus.schedule.queries.facts import draft_facts
from gugus.schedule.queries.notified import changes_invitation
from gugus.schedule.services.drafts import locked_draft
from gugus.timetable.rules.facts import facts_digest
from gugus.timetable.rules.lengths import ends_of

SOLVED = (ScheduleDraft.Status.OPTIMAL, ScheduleDraft.Status.FEASIBLE)


@dataclass(frozen=True)
class AdoptionCounts:
    """What taking a draft did to the calendar.

    Teachers had been invited to `told` of the moved meetings.
    """

    made: int
    moved: int
    kept: int
    invited: int = 0


def adopt_draft(*, actor: Actor, now: datetime, draft: ScheduleDraft) -> AdoptionCounts:
    """Bring a draft's meetings into the calendar; refused when something changed since."""
    with transaction.atomic():
        group = Group.objects.select_for_update().get(pk=draft.group_id)
        draft = locked_draft(draft)
        rows = list(draft_meetings(draft))
        _check(draft, group, rows, day_of(group, now))
        upcoming = [row for row in rows if row.meeting_id is not None]
        invited = sum(map(changes_invitation, upcoming))
        try:
            moved = _move(actor, now, upcoming)
            moved |= _change(actor, now, upcoming)
            new = [row for row in rows if row.meeting_id is None]
            _plan(actor, now, group, new)
        except Refused as refusal:
            raise Refused(
                _("Jadwal belum dipakai, tidak ada yang diubah. %(why)s") % {"why": refusal.message}
            ) from refusal
        for row in rows:
            _place(draft, row)
        draft.state = ScheduleDraft.State.ADOPTED
        draft.decided_at, draft.decided_by_id = now, actor.user_id
        draft.save(update_fields=["state", "decided_at", "decided_by"])
        counts = AdoptionCounts(len(new), len(moved), len(upcoming) - len(moved), invited)
        record(actor.user_id, now, "schedule_draft.adopted", draft, draft.group_id, **vars(counts))
    return counts


def is_outdated(draft: ScheduleDraft) -> bool:
    """Has anything that the draft was made from changed since?"""
    facts = draft_facts(draft).facts
    return facts_digest(facts) != draft.facts_digest


def _check(draft: ScheduleDraft, group: Group, rows: list[DraftMeeting], today: date) -> None:
    if draft.status not in SOLVED:
        raise Refused(
            _("Rancangan ini belum dapat dipakai: belum ada susunan yang memenuhi aturan.")
        )
    late = [row for row in rows if row.date <= today]
    if late:
        raise Refused(
            _("Hari pertama rancangan ini, %(day)s, sudah lewat. Susun ulang, lalu pakai.")
            % {"day": short_date(late[0].date)}
        )
    if is_outdated(draft):
        raise Refused(
            _(
                "Sejak rancangan ini disusun ada yang berubah: kalender, program, anggota, "
                "atau pertemuan. Tidak ada yang dipakai. Susun ulang, lalu pakai."
            )
        )


def _move(actor: Actor, now: datetime, rows: list[DraftMeeting]) -> set[int]:
    moves = []
    for row in rows:
        meeting = row.meeting
        if meeting is not None and meeting.date != row.date:
            moves.append((meeting, MeetingTimes(row.date, meeting.starts_at, meeting.ends_at)))
    reschedule_meetings(
        actor=actor, now=now, moves=moves, reason=_("Jadwal setahun disusun ulang.")
    )
    return {meeting.pk for meeting, _times in moves}


def _change(actor: Actor, now: datetime, rows: list[DraftMeeting]) -> set[int]:
    changed = set()
    for row in rows:
        meeting = row.meeting
        if meeting is None:
            continue
        same = (meeting.host_id, meeting.speaker_id) == (row.host_id, row.speaker_id)
        if not same:
            contents = replace(contents_of(meeting), host=row.host, speaker=row.speaker)
            change_meeting(actor=actor, now=now, meeting=meeting, contents=contents)
            changed.add(meeting.pk)
    return changed


def contents_of(meeting: Meeting) -> MeetingContents:
    """What a meeting is about, as it stands."""
    return MeetingContents(
        meeting.title,
        meeting.study_group,
        meeting.host,
        meeting.place_note,
        meeting.agenda,
        meeting.speaker,
        meeting.speaker_note,
    )


def _plan(actor: Actor, now: datetime, group: Group, rows: list[DraftMeeting]) -> None:
    settings = plan_settings_of(group)
    for row in rows:
        line = row.line
        contents = MeetingContents(
            title=line.title,
            study_group=row.study_group,
            host=row.host,
            place_note="",
            agenda=line.activities,
            speaker=row.speaker,
            speaker_note=line.speaker_note,
        )
        row.meeting = plan_meeting(
            actor=actor,
            now=now,
            group=group,
            times=_times(settings, group, row),
            contents=contents,
            line=line,
        )
        row.save(update_fields=["meeting"])


def _times(settings: PlanSettings, group: Group, row: DraftMeeting) -> MeetingTimes:
    line = row.line
    ends = ends_of(
        settings.starts_at,
        settings.ends_at,
        jp=line.jp,
        times=line.times,
        minutes_per_jp=group.minutes_per_jp,
    )
    return MeetingTimes(row.date, settings.starts_at, ends)


def _place(draft: ScheduleDraft, row: DraftMeeting) -> None:
    Placement.objects.update_or_create(
        meeting=row.meeting,
        defaults={
            "draft": draft,
            "part": row.part,
            "pin_date": row.pin_date,
            "pin_host": row.pin_host,
            "pin_speaker": row.pin_speaker,
            "why": {},
        },
    )


def may_undo_adoption(draft: ScheduleDraft) -> bool:
    """Can taking this draft still be taken back? Not once a meeting of it was called or held."""
    if draft.state != ScheduleDraft.State.ADOPTED:
        return False
    newest = last_adopted(draft.group, draft.school_year)
    new = [row.meeting for row in draft_meetings(draft) if row.was_date is None]
    untold = all(m is None or m.state == Meeting.State.PLANNED for m in new)
    return newest is not None and newest.pk == draft.pk and untold


def undo_adoption(*, actor: Actor, now: datetime, draft: ScheduleDraft) -> None:
    """Take a draft back out of the calendar; it waits for a decision again.

    Meetings that came of it are removed, those that it moved return to their former day and host
    where that day is still ahead.
    """
    with transaction.atomic():
        group = Group.objects.select_for_update().get(pk=draft.group_id)
        draft = ScheduleDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        draft.group = group
        if not may_undo_adoption(draft):
            raise Refused(
                _(
                    "Jadwal ini tidak dapat dibatalkan sekaligus lagi: ada pertemuannya yang sudah "
                    "diundang, atau sudah ada jadwal yang lebih baru. Tidak ada yang diubah."
                )
            )
        rows = list(draft_meetings(draft))
        try:
            _return(actor, now, rows, day_of(group, now))
            for row in rows:
                if row.was_date is None and row.meeting is not None:
                    _remove(actor, now, row)
        except Refused as refusal:
            raise Refused(
                _("Jadwal belum dibatalkan, tidak ada yang diubah. %(why)s")
                % {"why": refusal.message}
            ) from refusal
        another = open_draft(group, draft.school_year)
        draft.state = ScheduleDraft.State.DISCARDED if another else ScheduleDraft.State.READY
        draft.decided_at, draft.decided_by_id = now, actor.user_id
        draft.save(update_fields=["state", "decided_at", "decided_by"])
        record(actor.user_id, now, "schedule_draft.adoption_undone", draft, draft.group_id)


def _return(actor: Actor, now: datetime, rows: list[DraftMeeting], today: date) -> None:
    moves = []
    for row in rows:
        meeting = row.meeting
        if meeting is None or row.was_date is None or meeting.state == Meeting.State.CANCELLED:
            continue
        _give_back_host(actor, now, row, meeting)
        stands = meeting.date == row.date and meeting.state != Meeting.State.HELD
        if stands and row.was_date != row.date and row.was_date > today:
            moves.append((meeting, MeetingTimes(row.was_date, meeting.starts_at, meeting.ends_at)))
    reschedule_meetings(
        actor=actor, now=now, moves=moves, reason=_("Jadwal yang baru dipakai dibatalkan.")
    )


def _give_back_host(actor: Actor, now: datetime, row: DraftMeeting, meeting: Meeting) -> None:
    former: School | None = row.was_host
    stands = meeting.host_id == row.host_id and meeting.state != Meeting.State.HELD
    if stands and former is not None and former.pk != row.host_id:
        contents = replace(contents_of(meeting), host=former)
        change_meeting(actor=actor, now=now, meeting=meeting, contents=contents)


def _remove(actor: Actor, now: datetime, row: DraftMeeting) -> None:
    meeting = row.meeting
    assert meeting is not None  # asked by the caller
    row.meeting = None
    row.save(update_fields=["meeting"])
    Placement.objects.filter(meeting=meeting).delete()
    delete_meeting(actor=actor, now=now, meeting=meeting)

"""Planning, changing, moving and cancelling meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting, MeetingMove
from gugus.meetings.queries import taken_slots
from gugus.meetings.rules.slots import MeetingTimeFault, MeetingTimeIssue, Slot, meeting_time_issue
from gugus.meetings.services.locks import locked_meeting
from gugus.meetings.services.publication import save_meeting
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group, School, Speaker, StudyGroup
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.platform.web.formats import time_text
from gugus.programme.models import Line

OPEN_STATES = (Meeting.State.PLANNED, Meeting.State.CALLED)


@dataclass(frozen=True)
class MeetingTimes:
    """A day with start and end; a past day stands only when it is meant."""

    day: date
    starts: time
    ends: time
    past_is_meant: bool = False


@dataclass(frozen=True)
class MeetingContents:
    """What a meeting is about, where, and for whom."""

    title: str
    study_group: StudyGroup | None
    host: School | None
    place_note: str
    agenda: str
    speaker: Speaker | None
    speaker_note: str


def plan_meeting(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    times: MeetingTimes,
    contents: MeetingContents,
    line: Line | None = None,
) -> Meeting:
    """Plan a meeting, from a line of the programme or free."""
    with transaction.atomic():
        _lock(group)
        _check_times(group, times, contents.study_group, now)
        meeting = Meeting(group=group, line=line)
        _fill(meeting, times, contents)
        save_meeting(meeting, now=now)
        record(actor.user_id, now, "meeting.planned", meeting, group.pk)
    return meeting


def change_meeting(
    *, actor: Actor, now: datetime, meeting: Meeting, contents: MeetingContents
) -> Meeting:
    """Change what a meeting is about; its time is changed by `reschedule_meeting`."""
    with transaction.atomic():
        group = _lock(meeting.group)
        meeting = _open_meeting(meeting)
        times = MeetingTimes(meeting.date, meeting.starts_at, meeting.ends_at, past_is_meant=True)
        _check_times(group, times, contents.study_group, now, meeting.pk)
        _fill(meeting, times, contents)
        save_meeting(meeting, now=now)
        record(actor.user_id, now, "meeting.changed", meeting, group.pk)
    return meeting


def reschedule_meeting(
    *, actor: Actor, now: datetime, meeting: Meeting, times: MeetingTimes, reason: str
) -> Meeting:
    """Move a meeting to another time and keep the former time with the reason."""
    with transaction.atomic():
        group = _lock(meeting.group)
        meeting = _open_meeting(meeting)
        if (meeting.date, meeting.starts_at, meeting.ends_at) == (
            times.day,
            times.starts,
            times.ends,
        ):
            raise Refused(_("Hari dan jamnya masih sama dengan jadwal sekarang."), "date")
        _check_times(group, times, meeting.study_group, now, meeting.pk)
        _move(actor, now, meeting, times, reason)
    return meeting


def reschedule_meetings(
    *, actor: Actor, now: datetime, moves: Sequence[tuple[Meeting, MeetingTimes]], reason: str
) -> None:
    """Move several meetings of one group at once: each may take the former time of another."""
    with transaction.atomic():
        moved = []
        for asked, times in moves:
            group = _lock(asked.group)
            meeting = _open_meeting(asked)
            _move(actor, now, meeting, times, reason)
            moved.append((group, meeting, times))
        for group, meeting, times in moved:
            _check_times(group, times, meeting.study_group, now, meeting.pk)


def delete_meeting(*, actor: Actor, now: datetime, meeting: Meeting) -> None:
    """Take a meeting out again that nobody was called to and of which nothing is recorded."""
    with transaction.atomic():
        _lock(meeting.group)
        meeting = _open_meeting(meeting)
        if meeting.state != Meeting.State.PLANNED or _has_records(meeting):
            raise Refused(
                _(
                    "Pertemuan “%(title)s” tidak dihapus: gurunya sudah diundang atau catatannya "
                    "sudah ada. Batalkan dengan alasan dari halamannya."
                )
                % {"title": meeting.title}
            )
        record(actor.user_id, now, "meeting.deleted", meeting, meeting.group_id)
        meeting.delete()


def _has_records(meeting: Meeting) -> bool:
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: meeting}).exists()
        for relation in Meeting._meta.related_objects
    )


def cancel_meeting(*, actor: Actor, now: datetime, meeting: Meeting, reason: str) -> Meeting:
    """Cancel a meeting that was not held; the reason is kept and shown."""
    with transaction.atomic():
        _lock(meeting.group)
        meeting = _open_meeting(meeting)
        meeting.state = Meeting.State.CANCELLED
        meeting.cancelled_reason = reason
        save_meeting(meeting, now=now, fields=("state", "cancelled_reason"))
        record(actor.user_id, now, "meeting.cancelled", meeting, meeting.group_id)
    return meeting


def restore_meeting(*, actor: Actor, now: datetime, meeting: Meeting) -> Meeting:
    """Take a cancellation back, if the time is still free."""
    with transaction.atomic():
        group = _lock(meeting.group)
        meeting = locked_meeting(meeting)
        if meeting.state != Meeting.State.CANCELLED:
            return meeting
        times = MeetingTimes(meeting.date, meeting.starts_at, meeting.ends_at, past_is_meant=True)
        _check_times(group, times, meeting.study_group, now, meeting.pk)
        was_called = meeting.invitation_id is not None
        meeting.state = Meeting.State.CALLED if was_called else Meeting.State.PLANNED
        meeting.cancelled_reason = ""
        save_meeting(meeting, now=now, fields=("state", "cancelled_reason"))
        record(actor.user_id, now, "meeting.restored", meeting, group.pk)
    return meeting


def _move(actor: Actor, now: datetime, meeting: Meeting, times: MeetingTimes, reason: str) -> None:
    MeetingMove.objects.create(
        meeting=meeting,
        old_date=meeting.date,
        old_starts_at=meeting.starts_at,
        old_ends_at=meeting.ends_at,
        reason=reason,
        moved_at=now,
        moved_by_id=actor.user_id,
    )
    meeting.date, meeting.starts_at, meeting.ends_at = times.day, times.starts, times.ends
    save_meeting(meeting, now=now, fields=("date", "starts_at", "ends_at"))
    record(actor.user_id, now, "meeting.rescheduled", meeting, meeting.group_id)


def _lock(group: Group) -> Group:
    """Make planners of one group wait for each other: two may not take the same time."""
    return Group.objects.select_for_update().get(pk=group.pk)


def _open_meeting(meeting: Meeting) -> Meeting:
    meeting = locked_meeting(meeting)
    if meeting.state == Meeting.State.HELD:
        raise Refused(
            _("Pertemuan ini sudah terlaksana. Buka kembali notulennya kalau ada yang keliru.")
        )
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused(_("Pertemuan ini sudah dibatalkan. Aktifkan lagi sebelum mengubahnya."))
    return meeting


def _check_times(
    group: Group,
    times: MeetingTimes,
    study_group: StudyGroup | None,
    now: datetime,
    pk: int | None = None,
) -> None:
    part = study_group.pk if study_group else None
    slot = Slot(times.day, times.starts, times.ends, part, pk)
    today = day_of(group, now)
    finding = meeting_time_issue(
        slot, taken_slots(group, times.day), today, past_is_meant=times.past_is_meant
    )
    if finding is not None:
        raise _issue_message(finding)


def _issue_message(finding: MeetingTimeIssue) -> Refused:
    if finding.fault == MeetingTimeFault.ENDS_BEFORE_START:
        return Refused(_("Jam selesai harus sesudah jam mulai."), "ends_at")
    if finding.fault == MeetingTimeFault.PAST:
        return Refused(
            _(
                "Tanggal ini sudah lewat. Kalau memang mencatat pertemuan lama, centang "
                "“Tanggal lewat ini benar” lalu simpan lagi."
            ),
            "past_is_meant",
        )
    assert finding.other is not None  # a clash names the other meeting
    other = Meeting.objects.get(pk=finding.other)
    return Refused(
        _(
            "Guru yang sama sudah dipanggil pada jam itu: %(title)s, %(start)s–%(end)s. "
            "Pilih jam lain, atau kelompok belajar lain."
        )
        % {
            "title": other.title,
            "start": time_text(other.starts_at),
            "end": time_text(other.ends_at),
        },
        "starts_at",
    )


def _fill(meeting: Meeting, times: MeetingTimes, contents: MeetingContents) -> None:
    meeting.date, meeting.starts_at, meeting.ends_at = times.day, times.starts, times.ends
    meeting.title = contents.title
    meeting.study_group = contents.study_group
    meeting.host = contents.host
    meeting.place_note = contents.place_note
    meeting.agenda = contents.agenda
    meeting.speaker = contents.speaker
    meeting.speaker_note = contents.speaker_note

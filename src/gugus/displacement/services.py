"""A meeting that lost its day goes to another one, or nowhere; either way its cause is kept."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.calendar.queries.days import blocked_days, host_blocked_days
from gugus.meetings.models import Meeting
from gugus.meetings.services.meetings import (
    MeetingTimes,
    cancel_meeting,
    change_meeting,
    reschedule_meetings,
)
from gugus.people.access import Actor
from gugus.people.models import Group, School, Speaker
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.platform.web.formats import long_date as in_words
from gugus.schedule.models import Displacement, Placement
from gugus.schedule.services.adoption import contents_of
from gugus.timetable.rules.assignment import Assignment


@dataclass(frozen=True)
class DisplacementReason:
    """What took the day: the cause, a person's reason, and the event of the calendar, if any."""

    cause: str
    reason: str
    event_id: int | None = None


@dataclass(frozen=True)
class Replacement:
    """Where a meeting goes, and which others move along.

    `seen` is the day that the person saw it on: it may have moved since.
    """

    seen: date
    to: Assignment
    along: tuple[Assignment, ...] = ()


def replace_meeting(
    *,
    actor: Actor,
    now: datetime,
    meeting: Meeting,
    replacement: Replacement,
    why: DisplacementReason,
) -> Meeting:
    """Move a meeting to another day, host or speaker, and keep what displaced it."""
    with transaction.atomic():
        group = Group.objects.select_for_update().get(pk=meeting.group_id)
        to = replacement.to
        _check_seen(meeting, replacement.seen)
        _check_free(group, to.day, to.host)
        # Those that move along keep their speakers.
        others = (replace(one, speaker=None) for one in replacement.along)
        moves = {meeting.pk: to, **{one.meeting or 0: one for one in others}}
        rows = {row.pk: row for row in _meetings(group, moves)}
        former = {pk: row.date for pk, row in rows.items()}
        times = [
            (row, MeetingTimes(moves[pk].day, row.starts_at, row.ends_at))
            for pk, row in rows.items()
            if row.date != moves[pk].day
        ]
        reschedule_meetings(actor=actor, now=now, moves=times, reason=why.reason)
        for pk, row in rows.items():
            _settle(actor, now, row, moves[pk])
            _keep(actor, now, row, why, former[pk], moves[pk].day)
    return Meeting.objects.select_related("group", "host").get(pk=meeting.pk)


def cancel_displaced(
    *, actor: Actor, now: datetime, meeting: Meeting, was: date, why: DisplacementReason
) -> Meeting:
    """Cancel a meeting that is not made up for, and keep what displaced it."""
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=meeting.group_id)
        _check_seen(meeting, was)
        cancelled = cancel_meeting(actor=actor, now=now, meeting=meeting, reason=why.reason)
        _keep(actor, now, cancelled, why, cancelled.date, None)
    return cancelled


def _meetings(group: Group, moves: dict[int, Assignment]) -> list[Meeting]:
    """The meetings that move, as they stand now; all of them or none."""
    rows = Meeting.objects.filter(group=group, pk__in=moves)
    found = list(rows.select_related("study_group", "host", "speaker", "group").order_by("pk"))
    if len(found) != len(moves):
        raise Refused(
            _("Salah satu pertemuan yang ikut bergeser sudah tidak ada. Tidak ada yang diubah.")
        )
    return found


def _check_seen(meeting: Meeting, was: date) -> None:
    there = Meeting.objects.filter(pk=meeting.pk).values_list("date", flat=True).first()
    if there != was:
        raise Refused(
            _(
                "Pertemuan ini sudah dipindahkan orang lain sejak halaman ini dibuka. "
                "Tidak ada yang diubah; lihat hari barunya dulu."
            )
        )


def _check_free(group: Group, day: date, host: int | None) -> None:
    """The day may have been taken by another occasion since it was proposed."""
    reasons = blocked_days(group, day, day).get(day, ())
    if host is not None:
        reasons = (*reasons, *host_blocked_days(group, day, day).get(host, {}).get(day, ()))
    if reasons:
        raise Refused(
            _("%(day)s tidak dapat dipakai: %(title)s. Tidak ada yang diubah; pilih hari lain.")
            % {"day": in_words(day), "title": reasons[0].title}
        )


def _settle(actor: Actor, now: datetime, row: Meeting, to: Assignment) -> None:
    """The host and speaker of the new day; the room belonged to the former host."""
    meeting = Meeting.objects.select_related("study_group", "host", "speaker", "group").get(
        pk=row.pk
    )
    contents = contents_of(meeting)
    if to.host is not None and to.host != meeting.host_id:
        host = School.objects.get(pk=to.host)
        contents = replace(contents, host=host, place_note="")
    if to.speaker is not None and to.speaker != meeting.speaker_id:
        contents = replace(contents, speaker=Speaker.objects.get(pk=to.speaker))
    if contents != contents_of(meeting):
        change_meeting(actor=actor, now=now, meeting=meeting, contents=contents)


def _keep(
    actor: Actor, now: datetime, row: Meeting, why: DisplacementReason, old: date, new: date | None
) -> None:
    """The displacement on record; the schedule remembers where the meeting was."""
    kept = Displacement.objects.create(
        meeting=row,
        cause=why.cause,
        calendar_event_id=why.event_id,
        reason=why.reason,
        old_date=old,
        new_date=new,
        at=now,
        by_id=actor.user_id,
    )
    if new is not None:
        before = {"date": old.isoformat(), "host": row.host_id, "speaker": row.speaker_id}
        Placement.objects.filter(meeting=row).update(why={"before": before})
    record(
        actor.user_id,
        now,
        "meeting.displaced",
        kept,
        row.group_id,
        meeting=row.pk,
        cause=str(why.cause),
        replaced=new is not None,
    )

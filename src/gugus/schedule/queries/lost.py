"""Meetings that lost their day, host or speaker; where they may go; what displaced the group."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import ngettext

from gugus.calendar.models import CalendarEvent
from gugus.calendar.queries.days import BlockedDay, blocked_days, host_blocked_days
from gugus.cores.holidays import holidays_between
from gugus.meetings.models import Meeting
from gugus.meetings.queries import AHEAD, meetings_of
from gugus.people.models import Group
from gugus.schedule.models import Displacement
from gugus.speakers.models import SpeakerAbsence, SpeakerTerms
from gugus.speakers.queries.speakers import speakers_away

Cause = Displacement.Cause
_CAUSES = {
    CalendarEvent.Kind.HOLIDAY: Cause.HOLIDAY,
    CalendarEvent.Kind.JOINT_LEAVE: Cause.HOLIDAY,
    CalendarEvent.Kind.SCHOOL_BREAK: Cause.HOLIDAY,
    CalendarEvent.Kind.EXAM: Cause.EXAM,
    CalendarEvent.Kind.DISTRICT: Cause.DISTRICT,
    CalendarEvent.Kind.SCHOOL_EVENT: Cause.SCHOOL_EVENT,
    CalendarEvent.Kind.OTHER: Cause.OTHER,
}

# Holidays are looked up so far ahead.
_AHEAD = timedelta(days=400)


@dataclass(frozen=True)
class DisplacedMeeting:
    """A meeting ahead that cannot be held as it stands: the likely cause and what took its day.

    `of_host`: the day is free, only the host has no time.
    """

    meeting: Meeting
    cause: Displacement.Cause
    title: str
    event_id: int | None = None
    of_host: bool = False


def meetings_in_doubt(group: Group, today: date) -> QuerySet[Meeting]:
    """Meetings ahead that may have lost something; without one there is no need to look closer.

    Wider than `displaced_meetings`: a group may meet on a holiday, a speaker on this weekday.
    """
    day = OuterRef("date")
    events = CalendarEvent.objects.filter(
        group=group, blocks=True, first_day__lte=day, last_day__gte=day
    )
    away = SpeakerAbsence.objects.filter(
        speaker=OuterRef("speaker"), first_day__lte=day, last_day__gte=day
    )
    weekdays = SpeakerTerms.objects.filter(speaker=OuterRef("speaker")).exclude(weekdays=[])
    holidays = [one.day for one in holidays_between(today, today + _AHEAD)]
    beyond = today + _AHEAD
    return Meeting.objects.filter(
        Q(date__in=holidays)
        | Q(date__gt=beyond)
        | Exists(events)
        | Exists(away)
        | Exists(weekdays),
        group=group,
        date__gte=today,
        state__in=AHEAD,
    )


def displaced_meetings(group: Group, today: date) -> tuple[DisplacedMeeting, ...]:
    """Meetings from today on whose day, host or speaker is lost, in order."""
    ahead = meetings_of(group).filter(date__gte=today, state__in=AHEAD)
    meetings = list(ahead.select_related("speaker", "line").order_by("date", "starts_at", "id"))
    if not meetings:
        return ()
    first, last = meetings[0].date, meetings[-1].date
    days, hosts = blocked_days(group, first, last), host_blocked_days(group, first, last)
    asked = {one.speaker_id for one in meetings if one.speaker_id is not None}
    away = speakers_away(asked, [one.date for one in meetings])
    found = []
    for one in meetings:
        reason = next(iter(days.get(one.date, ())), None)
        of_host = next(iter(hosts.get(one.host_id or 0, {}).get(one.date, ())), None)
        if reason is not None:
            found.append(_lost(one, reason))
        elif of_host is not None:
            found.append(_lost(one, of_host, of_host=True))
        elif one.date in away.get(one.speaker_id or 0, ()):
            found.append(DisplacedMeeting(one, Cause.SPEAKER, _note_of(one)))
    return tuple(found)


def _lost(meeting: Meeting, reason: BlockedDay, *, of_host: bool = False) -> DisplacedMeeting:
    cause = _CAUSES[CalendarEvent.Kind(reason.kind)]
    if of_host and cause not in (Cause.SCHOOL_EVENT, Cause.EXAM):
        cause = Cause.HOST
    return DisplacedMeeting(meeting, cause, reason.title, reason.event_id, of_host)


def _note_of(meeting: Meeting) -> str:
    """What is written beside the speaker's days away; nothing where only weekdays are known."""
    rows = SpeakerAbsence.objects.filter(
        speaker=meeting.speaker_id, first_day__lte=meeting.date, last_day__gte=meeting.date
    )
    return next(iter(rows.values_list("note", flat=True)), "")


def lost_words(n: int) -> str:
    """'2 pertemuan mendatang kehilangan harinya.'"""
    return ngettext(
        "%(n)s pertemuan mendatang kehilangan harinya.",
        "%(n)s pertemuan mendatang kehilangan harinya.",
        n,
    ) % {"n": n}

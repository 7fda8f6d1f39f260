"""Meetings as events of a calendar."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.cores.formats.ical_writing import Calendar, Event, Status, write_calendar
from gugus.meetings.models import Meeting
from gugus.people.access import Actor
from gugus.people.rules.roles import May

# Names of meetings are made in this space: the same meeting has the same UID everywhere.
_SPACE = UUID("6f0d6f3e-2c55-5d0c-9b61-4f5f1d7c9a10")
_STATUS = {
    Meeting.State.PLANNED: Status.TENTATIVE,
    Meeting.State.CALLED: Status.CONFIRMED,
    Meeting.State.HELD: Status.CONFIRMED,
    Meeting.State.CANCELLED: Status.CANCELLED,
}


def calendar_text(
    name: str, zone: str, meetings: Iterable[Meeting], *, actor: Actor, base: str
) -> bytes:
    """A calendar of meetings; `base` is this installation's address, without a last slash."""
    events = tuple(event_of(meeting, actor=actor, base=base) for meeting in meetings)
    return write_calendar(Calendar(" ".join(name.split()), zone, events))


def event_of(meeting: Meeting, *, actor: Actor, base: str) -> Event:
    """One meeting. Its link only for who can open it: a speaker may be of another group."""
    opens = actor.may(May.SEE_GROUP, meeting.group_id)
    path = reverse("meetings:meeting", args=[meeting.group.code, meeting.pk])
    link = f"{base}{path}" if opens else ""
    cancelled = meeting.state == Meeting.State.CANCELLED
    host = meeting.host
    known = host is not None and host.latitude is not None and host.longitude is not None
    return Event(
        uid=uid_of(meeting),
        starts=_moment(meeting, meeting.starts_at),
        ends=_moment(meeting, meeting.ends_at),
        summary=_("Dibatalkan: %(title)s") % {"title": meeting.title}
        if cancelled
        else meeting.title,
        made_at=meeting.made_at,
        changed_at=meeting.changed_at or meeting.made_at,
        sequence=meeting.sequence,
        status=_STATUS[Meeting.State(meeting.state)],
        location=_place(meeting),
        description=_description(meeting, link),
        address=link,
        position=(host.latitude or 0.0, host.longitude or 0.0) if host and known else None,
    )


def uid_of(meeting: Meeting) -> str:
    """Never changes, whatever happens to the meeting, and is no other installation's."""
    made = meeting.made_at.astimezone(UTC).isoformat()
    return str(uuid5(_SPACE, f"{made}/{meeting.pk}"))


def _moment(meeting: Meeting, clock: time) -> datetime:
    day: date = meeting.date
    return datetime.combine(day, clock, ZoneInfo(meeting.group.time_zone))


def _place(meeting: Meeting) -> str:
    host = meeting.host
    parts = [host.name if host else "", meeting.place_note, host.address if host else ""]
    return ", ".join(part for part in parts if part)


def _description(meeting: Meeting, link: str) -> str:
    """Who is called, by whom, what is on; not why it was cancelled: that stands on the page."""
    audience = meeting.study_group.name if meeting.study_group else _("semua guru")
    lines = [f"{meeting.group.name} · {audience}"]
    if meeting.state == Meeting.State.PLANNED:
        lines.append(_("Masih rencana, undangan belum terbit."))
    speaker = meeting.speaker.name if meeting.speaker else meeting.speaker_note
    if speaker:
        lines.append(_("Narasumber: %(name)s") % {"name": speaker})
    agenda = [line.strip() for line in meeting.agenda.splitlines() if line.strip()]
    if agenda:
        lines += ["", _("Agenda:"), *(f"{n}. {item}" for n, item in enumerate(agenda, 1))]
    return "\n".join([*lines, *(["", link] if link else [])])

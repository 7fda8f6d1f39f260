"""Meetings as events of a calendar."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from hashlib import sha256
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from gugus.cores.formats.ical_writer import IcalCalendar, IcalEvent, IcalStatus, write_calendar
from gugus.feeds.rules.publication import Publication, PublishedEvent, PublishedState
from gugus.meetings.models import Meeting
from gugus.meetings.pages.parts import part_words
from gugus.meetings.rules.parts import LinePart
from gugus.people.access import Actor
from gugus.people.rules.roles import May

# Names of meetings are made in this space: the same meeting has the same UID everywhere.
_SPACE = UUID("6f0d6f3e-2c55-5d0c-9b61-4f5f1d7c9a10")
_STATUS = {
    Meeting.State.PLANNED: IcalStatus.TENTATIVE,
    Meeting.State.CALLED: IcalStatus.CONFIRMED,
    Meeting.State.HELD: IcalStatus.CONFIRMED,
    Meeting.State.CANCELLED: IcalStatus.CANCELLED,
}


def calendar_text(name: str, zone: str, events: Iterable[IcalEvent]) -> bytes:
    """A calendar of events."""
    return write_calendar(IcalCalendar(" ".join(name.split()), zone, tuple(events)))


def digest_of(event: IcalEvent) -> str:
    """What is told of an event, as a digest; not how often and when it changed."""
    told = [event.starts.isoformat(), event.ends.isoformat(), str(event.status)]
    told += [event.summary, event.location, event.description, event.address, str(event.position)]
    return sha256(json.dumps(told).encode()).hexdigest()


def facts_digest(meeting: Meeting, part: LinePart | None) -> str:
    """What is told of a meeting whoever reads it: in one language, and without a link."""
    with translation.override(settings.LANGUAGE_CODE):
        return digest_of(ical_event(meeting, actor=None, part=part))


def published_event(event: IcalEvent) -> PublishedEvent:
    """What is remembered of an event that a calendar got."""
    return PublishedEvent(
        uid=event.uid,
        summary=event.summary,
        starts=event.starts,
        ends=event.ends,
        made_at=event.made_at,
        sequence=event.sequence,
        changed_at=event.changed_at,
        digest=digest_of(event),
    )


def published_events(events: Iterable[IcalEvent], found: Publication) -> Iterator[IcalEvent]:
    """The events with the sequences that they are handed out with, then what is taken back."""
    for event in events:
        told = found.kept[event.uid].event
        yield replace(event, sequence=told.sequence, changed_at=told.changed_at)
    for gone in found.withdrawn:
        yield _taken_back(gone)


def _taken_back(row: PublishedState) -> IcalEvent:
    """Nothing but what the person knew: neither where it is now, nor what is on."""
    return IcalEvent(
        uid=row.event.uid,
        starts=row.event.starts,
        ends=row.event.ends,
        summary=_("Bukan untuk Anda lagi: %(title)s") % {"title": row.event.summary},
        made_at=row.event.made_at,
        changed_at=row.event.changed_at,
        sequence=row.event.sequence,
        status=IcalStatus.CANCELLED,
    )


def ical_event(meeting: Meeting, *, actor: Actor | None, part: LinePart | None = None) -> IcalEvent:
    """One meeting; its address is still without this installation's (see `linked`).

    It has one only for who can open it: a speaker may be of another group."""
    opens = actor is not None and actor.may(May.SEE_GROUP, meeting.group_id)
    path = reverse("agenda:meeting", args=[meeting.group.code, meeting.pk]) if opens else ""
    cancelled = meeting.state == Meeting.State.CANCELLED
    host = meeting.host
    known = host is not None and host.latitude is not None and host.longitude is not None
    return IcalEvent(
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
        description=_description(meeting, part),
        address=path,
        position=(host.latitude or 0.0, host.longitude or 0.0) if host and known else None,
    )


def linked(event: IcalEvent, base: str) -> IcalEvent:
    """The event with a link to tap; `base` is this installation's address, without a last slash.

    By which of its names the installation was asked is no change of the event.
    """
    if not event.address:
        return event
    link = f"{base}{event.address}"
    return replace(event, address=link, description=f"{event.description}\n\n{link}")


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


def _description(meeting: Meeting, part: LinePart | None) -> str:
    """Who is called, by whom, what is on; not why it was cancelled: that stands on the page."""
    audience = meeting.study_group.name if meeting.study_group else _("semua guru")
    lines = [" · ".join(filter(None, (meeting.group.name, audience, part_words(part))))]
    if meeting.state == Meeting.State.PLANNED:
        lines.append(_("Masih rencana, undangan belum terbit."))
    speaker = meeting.speaker.name if meeting.speaker else meeting.speaker_note
    if speaker:
        lines.append(_("Narasumber: %(name)s") % {"name": speaker})
    agenda = [line.strip() for line in meeting.agenda.splitlines() if line.strip()]
    if agenda:
        lines += ["", _("Agenda:"), *(f"{n}. {item}" for n, item in enumerate(agenda, 1))]
    return "\n".join(lines)

"""The top of every page of one meeting: what, when, where, its state, its tabs."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.people.access import Actor
from gugus.people.rules.roles import May
from gugus.platform.web.formats import long_date, time_text
from gugus.platform.web.links import Link, numbered

# A state is told by its word; the tone only helps.
TONES = {
    Meeting.State.PLANNED: "badge warn",
    Meeting.State.CALLED: "badge",
    Meeting.State.HELD: "badge",
    Meeting.State.CANCELLED: "badge bad",
}


@dataclass(frozen=True)
class MeetingHead:
    """What stands above the tabs, and the tabs."""

    title: str
    when: str
    where: str
    audience: str
    state: str
    tone: str
    cancelled_reason: str
    back: str
    tabs: tuple[Link, ...]


def meeting_address(meeting: Meeting, name: str) -> str:
    """The address of a page of this meeting, by its full name."""
    return numbered(name, meeting.group.code)(meeting.pk)


def head_of(meeting: Meeting, actor: Actor, here: str = "") -> MeetingHead:
    """The head as this person sees it; `here` is the name of the open tab."""
    return MeetingHead(
        title=meeting.title,
        when=when(meeting),
        where=where(meeting),
        audience=audience(meeting),
        state=meeting.get_state_display(),
        tone=TONES[Meeting.State(meeting.state)],
        cancelled_reason=meeting.cancelled_reason,
        back=reverse("agenda:list", args=[meeting.group.code]),
        tabs=tuple(
            Link(title, meeting_address(meeting, name), name == here)
            for name, title in _tabs(actor, meeting.group_id)
        ),
    )


def _tabs(actor: Actor, group_id: int) -> list[tuple[str, str]]:
    tabs = [("agenda:meeting", _("Ringkasan"))]
    if actor.may(May.SEE_ATTENDANCE, group_id):
        tabs.append(("attendance:attendance", _("Hadir")))
    if actor.may(May.SEE_MINUTES, group_id):
        tabs += [("minutes:minutes", _("Notulen")), ("steps:steps", _("Langkah"))]
    return tabs


def when(meeting: Meeting) -> str:
    """'Rabu, 25 November 2026, 13.00–15.00'."""
    return f"{long_date(meeting.date)}, {time_text(meeting.starts_at)}–{time_text(meeting.ends_at)}"


def where(meeting: Meeting) -> str:
    """Host school and place note, as far as they are known."""
    parts = [meeting.host.name if meeting.host else "", meeting.place_note]
    return ", ".join(part for part in parts if part) or _("Tempat belum ditentukan")


def audience(meeting: Meeting) -> str:
    """The study group, or everybody."""
    return meeting.study_group.name if meeting.study_group else _("Semua guru")


def speaker(meeting: Meeting) -> str:
    """The speaker from the list or as typed; empty when nobody is named."""
    return meeting.speaker.name if meeting.speaker else meeting.speaker_note

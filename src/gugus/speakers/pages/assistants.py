"""The page where helpers and co-presenters of a meeting are named."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.platform.web.formats import long_date
from gugus.speakers.models import MeetingAssistant


@dataclass(frozen=True)
class AssistantRow:
    """Somebody who serves, and where they are taken off."""

    name: str
    part: str
    href: str
    release: str


@dataclass(frozen=True)
class AssistantsPage:
    """The screen `speakers:assisting`."""

    title: str
    when: str
    back: str
    main: str
    rows: tuple[AssistantRow, ...]
    open: bool
    any_known: bool
    form: forms.Form


def assisting_page(
    meeting: Meeting, assists: Iterable[MeetingAssistant], form: forms.Form, *, any_known: bool
) -> AssistantsPage:
    """Who is named, and whom to name."""
    code = meeting.group.code
    main = meeting.speaker.name if meeting.speaker else meeting.speaker_note
    return AssistantsPage(
        title=meeting.title,
        when=long_date(meeting.date),
        back=reverse("agenda:meeting", args=[code, meeting.pk]),
        main=main or _("belum ada"),
        rows=tuple(_row(code, one) for one in assists),
        open=meeting.state != Meeting.State.CANCELLED,
        any_known=any_known,
        form=form,
    )


def _row(code: str, one: MeetingAssistant) -> AssistantRow:
    return AssistantRow(
        name=one.speaker.name,
        part=one.get_part_display(),
        href=reverse("speakers:speaker", args=[code, one.speaker_id]),
        release=reverse("speakers:assist_release", args=[code, one.meeting_id, one.pk]),
    )

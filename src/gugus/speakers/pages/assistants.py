"""The page where helpers and co-presenters of a meeting are named."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import speaker
from gugus.speakers.models import MeetingAssistant


@dataclass(frozen=True)
class AssistantsPage:
    """The screen `speakers:assisting`: who is named, and whom to name."""

    meeting: Meeting
    main: str
    assists: Sequence[MeetingAssistant]
    any_known: bool
    form: forms.Form


def assisting_page(
    meeting: Meeting, assists: Sequence[MeetingAssistant], form: forms.Form, *, any_known: bool
) -> AssistantsPage:
    """The meeting with its main speaker, and who serves besides."""
    return AssistantsPage(meeting, speaker(meeting) or _("belum ada"), assists, any_known, form)

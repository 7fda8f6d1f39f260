"""The form that moves a meeting of a draft."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.platform.web.formats import long_date
from gugus.platform.web.forms import offer
from gugus.schedule.models import DraftMeeting
from gugus.timetable.rules.assignment import Assignment


class DraftMoveForm(forms.Form):
    """Another day, host or speaker; the rest of the draft is solved again around it."""

    date = forms.TypedChoiceField(label=gettext_lazy("Hari"), coerce=datetime.date.fromisoformat)
    host = forms.TypedChoiceField(label=gettext_lazy("Tuan rumah"), coerce=int)
    speaker = forms.TypedChoiceField(
        label=gettext_lazy("Narasumber"), coerce=int, required=False, empty_value=None
    )

    def __init__(
        self,
        *args: Any,
        days: Sequence[tuple[datetime.date, str]],
        hosts: Iterable[tuple[int, str]],
        speakers: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        """`days` come with what is on them already."""
        super().__init__(*args, **kwargs)
        self._choices("date", [(at.isoformat(), _named(at, what)) for at, what in days])
        self._choices("host", list(hosts))
        self._choices("speaker", list(speakers))
        if not speakers:
            del self.fields["speaker"]

    def _choices(self, name: str, choices: list[tuple[Any, str]]) -> None:
        offer(self, name, choices)

    def moved(self, row: DraftMeeting) -> Assignment:
        """Where the meeting is wanted, once the form is valid."""
        data = self.cleaned_data
        return replace(
            row.assignment, day=data["date"], host=data["host"], speaker=data.get("speaker")
        )


def _named(at: datetime.date, what: str) -> str:
    return (
        _("%(day)s, ada %(what)s") % {"day": long_date(at), "what": what} if what else long_date(at)
    )


def initial_of(row: DraftMeeting) -> dict[str, object]:
    """Where the meeting stands."""
    return {"date": row.date.isoformat(), "host": row.host_id, "speaker": row.speaker_id}

"""Why a meeting lost its day, and what becomes of it."""

from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.displacement.rules.alternatives import ReplacementProposal, apart
from gugus.displacement.services import DisplacementReason, Replacement
from gugus.meetings.models import Meeting
from gugus.platform.web.fields import day_field, text_field
from gugus.schedule.models import Displacement
from gugus.timetable.rules.assignment import Assignment

_SALT = "planning.displacement"
# A proposal holds for a day: then it is worked out anew.
_MAX_AGE = 24 * 60 * 60
DROP, OWN = "batal", "sendiri"


class CauseForm(forms.Form):
    """What took the meeting's day."""

    sebab = forms.ChoiceField(
        label=gettext_lazy("Apa sebabnya?"),
        choices=Displacement.Cause.choices,
        widget=forms.RadioSelect(attrs={"class": "choices"}),
    )


def sign_replacement(meeting: Meeting, proposal: ReplacementProposal) -> str:
    """A proposal as the value of a choice: nobody can write one that was not made."""
    moves = [_plain(one) for one in (proposal.to, *proposal.along)]
    return signing.dumps([meeting.date.isoformat(), moves], salt=_SALT, compress=True)


def read_replacement(meeting: Meeting, value: str) -> Replacement | None:
    """The proposal behind a choice; None for anything else."""
    try:
        seen, moves = signing.loads(value, salt=_SALT, max_age=_MAX_AGE)
    except (signing.BadSignature, ValueError):
        return None
    to, *along = (apart(pk, date.fromisoformat(day), *who) for pk, day, *who in moves)
    if to.meeting != meeting.pk:
        return None
    return Replacement(date.fromisoformat(seen), to, tuple(along))


def _plain(one: Assignment) -> list[object]:
    return [one.meeting, one.day.isoformat(), one.host, one.speaker]


class ReplacementForm(forms.Form):
    """The reason, and one of the proposals, a day of one's own, or nothing instead."""

    reason = text_field(
        gettext_lazy("Alasan"),
        250,
        required=True,
        help_text=gettext_lazy("Disimpan dan tampak di halaman pertemuan dan di catatan."),
    )
    choice = forms.CharField(
        label=gettext_lazy("Gantinya"),
        widget=forms.HiddenInput(),
        error_messages={"required": gettext_lazy("Pilih salah satu gantinya dulu.")},
    )
    day = day_field(gettext_lazy("Hari lain"), required=False)
    occasion = forms.IntegerField(required=False, widget=forms.HiddenInput())
    was = forms.DateField(widget=forms.HiddenInput(), input_formats=["%Y-%m-%d"])

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def clean(self) -> dict[str, Any]:
        """A choice is a proposal that was made here, a day, or to drop the meeting."""
        data = super().clean() or self.cleaned_data
        choice = data.get("choice")
        if choice == OWN and "day" not in self.errors and not data.get("day"):
            self.add_error("day", _("Isi harinya."))
        elif choice and choice not in (OWN, DROP):
            data["replacement"] = read_replacement(self.meeting, choice)
            if data["replacement"] is None:
                self.add_error("choice", _("Usulan ini sudah tidak berlaku. Pilih lagi."))
        return data

    @property
    def drops(self) -> bool:
        """The meeting is not made up for."""
        return bool(self.cleaned_data["choice"] == DROP)

    def replacement(self) -> Replacement:
        """Where the meeting goes."""
        data = self.cleaned_data
        if data["choice"] == OWN:
            to = apart(self.meeting.pk, data["day"], self.meeting.host_id)
            return Replacement(data["was"], to)
        found: Replacement = data["replacement"]
        return found

    def why(self, cause: str, events: frozenset[int]) -> DisplacementReason:
        """The cause with its reason; only an event of this group is named."""
        named = self.cleaned_data.get("occasion")
        known = named if named in events else None
        return DisplacementReason(cause, self.cleaned_data["reason"], known)

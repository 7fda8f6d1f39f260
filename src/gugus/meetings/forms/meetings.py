"""Forms of planning a meeting."""

import datetime
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gugus.meetings.models import Meeting
from gugus.meetings.services.meetings import MeetingContents, MeetingTimes
from gugus.people.models import Group, School, Speaker, StudyGroup
from gugus.people.queries import schools_of
from gugus.people.rules.years import school_year_of
from gugus.platform.web.fields import clock_field, day_field, long_text_field, text_field
from gugus.platform.web.forms import offer

_TYPED_MARK = re.compile(r"^(?:[-•*]\s*|\d{1,2}[.)]\s+)", re.ASCII)
# Far enough back for old minutes; a mistyped year ('0206') is refused.
FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2100, 1, 1)


class TimesForm(forms.Form):
    """Day, start and end."""

    date = day_field(_("Tanggal"))
    starts_at = clock_field(_("Mulai"))
    ends_at = clock_field(_("Sampai"))
    past_is_meant = forms.BooleanField(label=_("Tanggal lewat ini benar"), required=False)

    def clean_date(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["date"]
        if not FIRST_DAY <= day < LAST_DAY:
            raise forms.ValidationError(_("Tahun ini tampaknya salah ketik."))
        return day

    @property
    def asks_about_past(self) -> bool:
        """Show the box only to somebody who met the warning."""
        return "past_is_meant" in self.errors or bool(self.data.get("past_is_meant"))

    def times(self) -> MeetingTimes:
        """What was typed, for the service."""
        data = self.cleaned_data
        return MeetingTimes(data["date"], data["starts_at"], data["ends_at"], data["past_is_meant"])


class ContentsForm(forms.Form):
    """What a meeting is about, where, and for whom."""

    title = text_field(_("Judul pertemuan"), 200, required=True)
    study_group = forms.ModelChoiceField(
        StudyGroup.objects.none(),
        label=_("Untuk"),
        required=False,
        empty_label=_("Semua guru kelompok"),
    )
    host = forms.ModelChoiceField(
        School.objects.none(),
        label=_("Sekolah tuan rumah"),
        required=False,
        empty_label=_("Di tempat lain"),
        help_text=_("Disarankan sekolah yang paling lama tidak menjadi tuan rumah."),
    )
    place_note = text_field(_("Ruang atau tempat"), 150)
    agenda = long_text_field(
        _("Agenda"), _("Satu acara satu baris."), rows=4, max_length=4000, required=False
    )
    speaker = forms.ModelChoiceField(
        Speaker.objects.none(),
        label=_("Narasumber"),
        required=False,
        empty_label=_("Tidak ada di daftar"),
    )
    speaker_note = text_field(
        _("Narasumber lain"), 150, help_text=_("Isi kalau namanya tidak ada di daftar.")
    )

    def __init__(self, *args: Any, group: Group, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "study_group", StudyGroup.objects.filter(group=group))
        offer(self, "host", schools_of(group, school_year_of(day)))
        offer(self, "speaker", Speaker.objects.filter(groups=group))

    def clean_agenda(self) -> str:
        """Keep the items, drop empty lines."""
        return "\n".join(one_per_line(self.cleaned_data["agenda"]))

    def contents(self) -> MeetingContents:
        """What was typed, for the service."""
        return MeetingContents(
            **{name: self.cleaned_data[name] for name in MeetingContents.__annotations__}
        )


class NewMeetingForm(TimesForm, ContentsForm):
    """Everything about a new meeting."""

    field_order = [
        "title",
        "study_group",
        "date",
        "starts_at",
        "ends_at",
        "past_is_meant",
        "host",
        "place_note",
        "agenda",
        "speaker",
        "speaker_note",
    ]


class ReasonForm(forms.Form):
    """Why something is cancelled or opened again."""

    reason = text_field(_("Alasan"), 250, required=True)


class RescheduleForm(TimesForm):
    """A new time and why."""

    reason = text_field(
        _("Alasan pindah jadwal"),
        250,
        required=True,
        help_text=_("Disimpan dan tampak di halaman pertemuan."),
    )


def initial_of_contents(meeting: Meeting) -> dict[str, Any]:
    """A meeting's contents as a form's first values."""
    return {
        "title": meeting.title,
        "study_group": meeting.study_group_id,
        "host": meeting.host_id,
        "place_note": meeting.place_note,
        "agenda": meeting.agenda,
        "speaker": meeting.speaker_id,
        "speaker_note": meeting.speaker_note,
    }


def one_per_line(text: str) -> list[str]:
    """The lines that say something, without a number or dash that was typed before them."""
    lines = (_TYPED_MARK.sub("", line.strip()) for line in text.splitlines())
    return [line for line in lines if line]

"""Forms of what is written at and after a meeting."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gugus.meetings.forms.planning import clock_field, day_field, one_per_line
from gugus.meetings.models import Minutes, Step
from gugus.meetings.services.minutes import Record
from gugus.meetings.services.steps import Report, StepText
from gugus.people.models import Teacher


class GuestForm(forms.Form):
    """Somebody who came and is not on the roster."""

    name = forms.CharField(label=_("Nama tamu"), max_length=150)
    institution = forms.CharField(label=_("Dari"), max_length=150, required=False)


class TeacherForm(forms.Form):
    """One teacher out of those offered."""

    teacher = forms.ModelChoiceField(
        Teacher.objects.none(), label=_("Guru"), empty_label=_("Pilih nama")
    )

    def __init__(self, *args: Any, teachers: QuerySet[Teacher], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["teacher"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = teachers


def _long(label: Any, rows: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=20000,
        required=False,
        help_text=help_text,
    )


class MinutesForm(forms.Form):
    """The text of the minutes and the version it was made from."""

    version = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput)
    chaired_by = forms.CharField(label=_("Pemimpin rapat"), max_length=150, required=False)
    taken_by = forms.CharField(label=_("Notulis"), max_length=150, required=False)
    opening = _long(_("Pembukaan"), 3)
    problems = _long(_("Masalah yang dibahas"), 4, _("Satu masalah satu baris."))
    discussion = _long(_("Pembahasan"), 8)
    decisions = _long(_("Keputusan"), 4, _("Satu keputusan satu baris; nomornya dibuat sendiri."))
    closed_at = clock_field(label=_("Ditutup pukul"), required=False)

    def clean_decisions(self) -> str:
        return "\n".join(one_per_line(self.cleaned_data["decisions"]))

    def clean_problems(self) -> str:
        return "\n".join(one_per_line(self.cleaned_data["problems"]))

    def record(self) -> Record:
        """What was typed, for the service."""
        return Record(**{name: self.cleaned_data[name] for name in Record.__annotations__})

    def show_stored(self, stored: Minutes) -> None:
        """Put what is stored now beside what was typed, and go on from its version."""
        typed = {name: self.data.get(name, "") for name in self.fields}
        self.data = typed | {"version": str(stored.version)}
        for name in Record.__annotations__:
            value = getattr(stored, name)
            if name in self.cleaned_data and self.cleaned_data[name] != value:
                self.add_error(
                    name, _("Yang tersimpan sekarang: “%(text)s”") % {"text": value or "–"}
                )


class StepTextForm(forms.Form):
    """One step, for one teacher or for all who came."""

    what = forms.CharField(
        label=_("Langkah di kelas"),
        max_length=250,
        help_text=_("Satu hal kecil yang dicoba di kelas, misalnya satu cara bertanya."),
    )
    due_on = day_field(label=_("Paling lambat"))
    proof = forms.CharField(
        label=_("Bukti ringan"),
        max_length=150,
        required=False,
        help_text=_("Misalnya satu foto, atau satu kalimat cerita."),
    )

    def text(self) -> StepText:
        """What was typed, for the service."""
        data = self.cleaned_data
        return StepText(data["what"], data["due_on"], data["proof"])


class NewStepForm(StepTextForm, TeacherForm):
    """A step for one teacher."""

    field_order = ["teacher", "what", "due_on", "proof"]


class ReportForm(forms.Form):
    """What came of one step."""

    state = forms.ChoiceField(
        label=_("Bagaimana hasilnya?"),
        choices=Step.State.choices,
        widget=forms.RadioSelect({"class": "choices"}),
    )
    report = forms.CharField(
        label=_("Ceritakan dalam satu kalimat"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wajib diisi kalau ada kendala."),
    )

    def report_on(self, step: Step) -> Report:
        """What was typed, for the service."""
        data = self.cleaned_data
        return Report(step.pk, data["state"], data["report"])

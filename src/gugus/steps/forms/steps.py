"""Forms of steps: what a teacher takes to class, and what came of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gugus.people.models import Teacher
from gugus.platform.web.fields import day_field, text_field
from gugus.platform.web.forms import offer
from gugus.steps.models import Step
from gugus.steps.rules.escalation import DEFAULTS, EscalationTarget, Stage
from gugus.steps.rules.reports import read_ids
from gugus.steps.services.reports import ReportContent
from gugus.steps.services.steps import StepText

# One sentence, or a few; joined sentences of several phones may be longer.
LONGEST_REPORT = 600


def too_long_message(most: int) -> str:
    """What is said of a report that nobody can keep as it is."""
    said = gettext(
        "Kabarnya terlalu panjang (paling banyak %(most)d huruf). Persingkat, lalu simpan lagi."
    )
    return said % {"most": most}


class StepTextForm(forms.Form):
    """A step: one of those proposed, or in one's own words, which then count."""

    pick = forms.CharField(
        label=_("Pilih satu usulan"),
        max_length=250,
        required=False,
        widget=forms.RadioSelect({"class": "choices"}),
    )
    what = text_field(_("Langkah di kelas"), 250)
    due_on = day_field(label=_("Paling lambat"))
    proof = text_field(
        _("Bukti ringan"),
        150,
        help_text=_("Misalnya satu foto tanpa wajah murid, atau satu kalimat cerita."),
    )

    def __init__(
        self, *args: Any, proposals: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        what = self.fields["what"]
        if not proposals:
            del self.fields["pick"]
            what.required = True
            what.help_text = _("Satu hal kecil yang dicoba di kelas, misalnya satu cara bertanya.")
            return
        self.fields["pick"].widget.choices = proposals
        what.label = _("Atau tulis sendiri")
        what.help_text = _("Kalau diisi, tulisan ini yang dipakai.")

    def clean(self) -> dict[str, Any]:
        """What was typed counts before what was picked."""
        data = super().clean() or self.cleaned_data
        data["what"] = " ".join((data.get("what") or data.get("pick") or "").split())
        if not data["what"] and not self.errors:
            self.add_error("what", _("Pilih satu langkah, atau tulis sendiri."))
        return data

    def text(self) -> StepText:
        """What was chosen, for the service."""
        data = self.cleaned_data
        return StepText(data["what"], data["due_on"], data["proof"])


class NewStepForm(StepTextForm):
    """A step for one teacher."""

    teacher = forms.ModelChoiceField(
        Teacher.objects.none(), label=_("Guru"), empty_label=_("Pilih nama")
    )
    field_order = ["teacher", "pick", "what", "due_on", "proof"]

    def __init__(self, *args: Any, teachers: QuerySet[Teacher], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "teacher", teachers)


class ReportForm(forms.Form):
    """What came of one step: a state, and one sentence or one photo."""

    state = forms.ChoiceField(
        label=_("Bagaimana hasilnya?"),
        choices=Step.State.choices,
        widget=forms.RadioSelect({"class": "choices"}),
    )
    report = forms.CharField(
        label=_("Ceritakan dalam satu kalimat"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Cukup satu kalimat atau satu foto. Kalau ada kendala, tulis kendalanya."),
    )
    photo = forms.FileField(
        label=_("Satu foto"),
        required=False,
        widget=forms.FileInput({"accept": "image/*", "capture": "environment"}),
        help_text=_("Foto hasil, papan tulis, atau benda. Jangan memotret wajah murid."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        report = self.fields["report"]
        assert isinstance(report, forms.CharField)
        # What several phones wrote stands joined, and nobody has to cut it.
        longest = max(LONGEST_REPORT, len(step.report))
        report.max_length = longest
        report.widget.attrs["maxlength"] = str(longest)

    def clean_report(self) -> str:
        """On one line, and not longer than it may be."""
        text = " ".join(self.cleaned_data["report"].split())
        if len(text) > max(LONGEST_REPORT, len(self.step.report)):
            raise forms.ValidationError(too_long_message(LONGEST_REPORT))
        return text

    def report_on(self) -> ReportContent:
        """What was said, for the service."""
        data, photo = self.cleaned_data, self.cleaned_data["photo"]
        content = photo.read() if isinstance(photo, UploadedFile) else b""
        return ReportContent(
            self.step.pk, data["state"], data["report"], read_ids(data["seen"]), content
        )


class EscalationForm(forms.Form):
    """For each reader the days after which steps stand on their list; empty: never."""

    def __init__(self, *args: Any, labels: Mapping[EscalationTarget, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for stage in DEFAULTS:
            self.fields[stage.reader] = forms.IntegerField(
                label=labels[stage.reader],
                required=False,
                min_value=0,
                max_value=9999,
                widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
            )

    def stages(self) -> tuple[Stage, ...]:
        """What was typed, for the service."""
        return tuple(Stage(one.reader, self.cleaned_data[one.reader]) for one in DEFAULTS)

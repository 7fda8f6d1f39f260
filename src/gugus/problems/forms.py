"""Forms about problems from class."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gugus.meetings.models import Meeting
from gugus.platform.web.fields import long_text_field, text_field
from gugus.platform.web.forms import offer
from gugus.problems.models import Problem, ProblemProposal, Trial
from gugus.problems.services import ProblemText

LEVELS = [(str(level), str(level)) for level in range(1, 7)]
_LONGEST = 4000


class ProblemTextForm(forms.Form):
    """What the problem is. Every field but the words may be left as it is."""

    words = long_text_field(
        _("Apa masalahnya?"),
        rows=4,
        max_length=_LONGEST,
        help_text=_("Tulis seperti bercerita kepada teman. Jangan sebut nama murid."),
        error_messages={"required": _("Tulis masalahnya dulu, satu kalimat sudah cukup.")},
    )
    class_level = forms.TypedChoiceField(
        label=_("Kelas"),
        choices=[*LEVELS, ("", _("Semua"))],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    # Any text is taken: an old copy of the form on a phone may offer what is no longer offered.
    subject = forms.CharField(
        label=_("Pelajaran"), max_length=80, required=False, widget=forms.RadioSelect
    )
    other_subject = text_field(_("Pelajaran lain"), 80)
    named = forms.BooleanField(
        label=_("Tampilkan nama saya"),
        required=False,
        help_text=_("Kalau tidak dicentang, hanya Anda yang tahu siapa pengajunya."),
    )

    def __init__(self, *args: Any, subjects: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = self.fields["subject"].widget
        assert isinstance(widget, forms.RadioSelect)
        widget.choices = [("", _("Umum")), *((name, name) for name in subjects)]

    def text(self) -> ProblemText:
        """What was typed, for the service."""
        data = self.cleaned_data
        subject = data["other_subject"] or data["subject"]
        return ProblemText(data["class_level"], subject, data["words"], data["named"])


class RaiseProblemForm(ProblemTextForm):
    """A new problem, with a recording and a picture if wanted."""

    voice = forms.FileField(
        label=_("Catatan suara"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "audio/*"}),
        help_text=_("Paling lama satu menit. Suara Anda dapat dikenali teman."),
    )
    photo = forms.FileField(
        label=_("Foto"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=_("Foto tulisan, papan, atau alat. Jangan memotret wajah murid."),
    )
    # Set once similar problems were shown, so that sending again sends.
    seen = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def content(self, name: str) -> bytes | None:
        """The bytes of a file that came along."""
        file = self.cleaned_data.get(name)
        return bytes(file.read()) if file else None

    @property
    def has_files(self) -> bool:
        """Something came along that a browser does not fill in again."""
        return bool(self.files)


class ProblemProposalForm(forms.Form):
    """A way out that somebody proposes."""

    words = long_text_field(
        _("Usul jalan keluar"),
        max_length=_LONGEST,
        help_text=_("Apa yang pernah Anda lakukan, atau yang dapat dicoba di kelas?"),
        error_messages={"required": _("Tulis usulnya dulu, satu kalimat sudah cukup.")},
    )


class AdoptForm(forms.Form):
    """The way out that a meeting adopted: a proposal, or words of the meeting's own."""

    proposal = forms.ModelChoiceField(
        ProblemProposal.objects.none(),
        label=_("Usul yang dipakai"),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect({"class": "choices"}),
    )
    words = long_text_field(
        _("Atau tulis jalan keluar yang disepakati"),
        max_length=_LONGEST,
        required=False,
        help_text=_("Kalau diisi, ini yang dipakai, bukan usul di atas."),
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=_("Disepakati di pertemuan"),
        required=False,
        empty_label=_("Di luar pertemuan"),
    )

    def __init__(
        self, *args: Any, problem: Problem, meetings: QuerySet[Meeting], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "proposal", ProblemProposal.objects.filter(problem=problem))
        offer(self, "meeting", meetings)

    def clean(self) -> dict[str, Any]:
        """What was written counts before what was ticked."""
        data = super().clean() or self.cleaned_data
        if data.get("words"):
            data["proposal"] = None
        return data


class TrialForm(forms.Form):
    """What came of trying a way out in class."""

    outcome = forms.ChoiceField(
        label=_("Bagaimana hasilnya di kelas Anda?"),
        choices=Trial.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih dulu bagaimana hasilnya.")},
    )
    proposal = forms.ModelChoiceField(
        ProblemProposal.objects.none(),
        label=_("Yang dicoba"),
        required=False,
        empty_label=_("Cara lain"),
    )
    words = long_text_field(
        _("Ceritakan singkat"),
        max_length=_LONGEST,
        required=False,
        help_text=_("Apa yang terjadi, apa yang perlu diperhatikan. Jangan sebut nama murid."),
    )

    def __init__(self, *args: Any, problem: Problem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "proposal", ProblemProposal.objects.filter(problem=problem))


class SettleForm(forms.Form):
    """Settling a problem: solved, closed with a reason, or reopened."""

    state = forms.ChoiceField(
        choices=[("", ""), *((s.value, s.label) for s in (Problem.State.SOLVED, Problem.State.CLOSED))],
        required=False,
    )  # fmt: skip
    reason = text_field(_("Alasan ditutup"), 250)
    sure = forms.BooleanField(label=_("Tetap terpecahkan"), required=False)


class ProblemSearchForm(forms.Form):
    """What is looked for among the problems; whatever makes no sense is passed over."""

    cari = text_field(_("Cari masalah"), 200)
    kelas = forms.TypedChoiceField(
        label=_("Kelas"),
        choices=[("", _("Semua kelas")), *LEVELS],
        coerce=int,
        empty_value=None,
        required=False,
    )
    mapel = forms.ChoiceField(label=_("Pelajaran"), required=False)

    def __init__(self, *args: Any, subjects: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "mapel", [("", _("Semua pelajaran")), *((name, name) for name in subjects)])

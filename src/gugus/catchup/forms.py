"""Forms of catching up, of feedback and of the journal."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gugus.catchup.models import Reflection
from gugus.catchup.services.feedback import FeedbackContent
from gugus.catchup.services.journal import TEXTS, JournalText
from gugus.meetings.models import Meeting
from gugus.platform.web.fields import long_text_field, text_field
from gugus.platform.web.forms import offer


class PacketAnswerForm(forms.Form):
    """The answer to the packet's one question."""

    answer = forms.CharField(
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis jawaban Anda, cukup satu kalimat.")},
    )

    def __init__(self, *args: Any, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = question


class PacketQuestionForm(forms.Form):
    """What absent teachers are asked."""

    question = text_field(
        _("Pertanyaan untuk yang tidak hadir"),
        200,
        help_text=_("Kosongkan untuk memakai pertanyaan biasa."),
    )


# What each of the four levels says of each statement, the least first.
_LEVELS: dict[str, tuple[Any, tuple[Any, Any, Any, Any]]] = {
    "useful": (
        _("Apakah pertemuan ini berguna?"),
        (_("tidak berguna"), _("kurang berguna"), _("berguna"), _("sangat berguna")),
    ),
    "clear": (
        _("Apakah penyampaiannya jelas?"),
        (_("tidak jelas"), _("kurang jelas"), _("jelas"), _("sangat jelas")),
    ),
    "usable": (
        _("Apakah isinya dapat dicoba di kelas?"),
        (_("tidak dapat"), _("sulit"), _("dapat"), _("mudah")),
    ),
    "time": (
        _("Apakah waktunya cukup?"),
        (_("sangat kurang"), _("kurang"), _("cukup"), _("lebih dari cukup")),
    ),
}


def statements() -> list[tuple[str, str, tuple[str, ...]]]:
    """Each statement's name, its question and the words of its four levels."""
    return [
        (name, str(question), tuple(str(word) for word in levels))
        for name, (question, levels) in _LEVELS.items()
    ]


class FeedbackForm(forms.Form):
    """Four taps and a sentence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (question, levels) in _LEVELS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=question,
                choices=list(enumerate(levels, 1)),
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Ketuk satu jawaban.")},
            )
        self.fields["sentence"] = long_text_field(
            _("Satu kalimat untuk penyelenggara"),
            _("Ditampilkan tanpa nama; jangan tulis nama siapa pun."),
            rows=2,
            max_length=400,
            required=False,
        )

    @property
    def taps(self) -> list[forms.BoundField]:
        """The four statements in order."""
        return [self[name] for name in _LEVELS]

    def opinion(self) -> FeedbackContent:
        """What was tapped, for the service."""
        return FeedbackContent(**self.cleaned_data)


def _text(label: Any, help_text: Any) -> forms.CharField:
    return long_text_field(label, help_text, max_length=4000, required=False)


class JournalEntryForm(forms.Form):
    """One page of the journal: four questions, none of them a must by itself."""

    learnt = _text(_("Apa yang saya pelajari?"), "")
    applied = _text(_("Apa yang sudah saya terapkan di kelas?"), _("Jangan tulis nama murid."))
    obstacle = _text(_("Apa kendalanya?"), "")
    next_step = _text(_("Apa langkah saya berikutnya?"), "")
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=_("Dari pertemuan"),
        required=False,
        empty_label=_("Tidak dari pertemuan"),
    )
    shared = forms.BooleanField(
        label=_("Bagikan kepada pencatat pertemuan kelompok dan kepala sekolah saya"),
        required=False,
        help_text=_("Tanpa tanda ini hanya Anda yang membacanya. Dapat ditarik kapan saja."),
    )
    # Which page this is and the text it was made from; a new page has neither.
    entry = forms.UUIDField(required=False, widget=forms.HiddenInput)
    base = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "meeting", meetings)

    def said(self) -> JournalText:
        """What was written, for the service."""
        texts = {name: self.cleaned_data[name] for name in TEXTS}
        return JournalText(**texts, meeting=self.cleaned_data["meeting"])


def initial_of_entry(row: Reflection) -> dict[str, Any]:
    """What the form of an existing page begins with."""
    texts = {name: getattr(row, name) for name in (*TEXTS, "meeting", "shared")}
    return {**texts, "entry": row.key, "base": row.stamp_id}

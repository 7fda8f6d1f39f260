"""What is tapped about weekdays: which are asked, what suits, which is taken."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.calendar.forms.events import WORKDAYS
from gugus.calendar.models import DayVote
from gugus.people.models import Teacher
from gugus.platform.web.fields import day_field, long_text_field
from gugus.platform.web.forms import offer

_PREFIX = "hari-"


class OpenPollForm(forms.Form):
    """Which weekdays are asked about, and until when."""

    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Hari yang ditanyakan"),
        choices=WORKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Pilih paling sedikit dua hari.")},
    )
    closes_on = day_field(
        gettext_lazy("Hari terakhir menjawab"),
        required=False,
        help_text=gettext_lazy("Boleh kosong: terbuka sampai Anda menutupnya."),
    )

    def clean_weekdays(self) -> list[int]:
        """One day alone leaves nothing to choose."""
        days: list[int] = self.cleaned_data["weekdays"]
        if len(days) < 2:
            raise forms.ValidationError(_("Pilih paling sedikit dua hari."))
        return days


class VoteForm(forms.Form):
    """One word for each weekday."""

    def __init__(self, *args: Any, weekdays: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in weekdays:
            self.fields[f"{_PREFIX}{day}"] = forms.ChoiceField(
                label=WEEKDAYS[day],
                choices=DayVote.Answer.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Ketuk satu jawaban pada setiap hari.")},
            )

    @property
    def taps(self) -> Iterable[BoundField]:
        """The weekdays, to be drawn as rows of three."""
        return [self[name] for name in self.fields if name.startswith(_PREFIX)]

    def words(self) -> dict[int, str]:
        """The words by weekday."""
        return {
            int(name.removeprefix(_PREFIX)): word
            for name, word in self.cleaned_data.items()
            if name.startswith(_PREFIX)
        }


class VoteForTeacherForm(VoteForm):
    """The words of a teacher who told an officer."""

    teacher = forms.ModelChoiceField(
        label=gettext_lazy("Guru"),
        queryset=Teacher.objects.none(),
        empty_label=gettext_lazy("Pilih guru"),
        error_messages={"required": gettext_lazy("Pilih gurunya.")},
    )

    def __init__(self, *args: Any, teachers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Teacher]", self.fields["teacher"])
        field.queryset = teachers
        field.label_from_instance = _named  # type: ignore[method-assign]


def _named(obj: Teacher) -> str:
    return f"{obj.name} ({obj.school.name})"


def initial_of_words(words: dict[int, str]) -> dict[str, str]:
    """Stored words as the form shows them."""
    return {f"{_PREFIX}{day}": word for day, word in words.items()}


class ClosePollForm(forms.Form):
    """Which weekday is taken, and why."""

    chosen = forms.TypedChoiceField(
        label=gettext_lazy("Hari belajar kelompok"), coerce=int, empty_value=None, required=False
    )
    reason = long_text_field(
        gettext_lazy("Alasan"),
        gettext_lazy("Dibaca guru di halaman ini."),
        rows=2,
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, weekdays: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "chosen",
            [
                *((day, WEEKDAYS[day]) for day in weekdays),
                ("", _("Belum memutuskan hari; tutup saja")),
            ],
        )

    def clean(self) -> dict[str, Any]:
        """A decision has a reason."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("chosen") is not None and not data.get("reason") and not self.errors:
            self.add_error("reason", _("Tulis alasannya, satu kalimat cukup."))
        return data

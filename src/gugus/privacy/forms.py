"""Forms of privacy: a name typed to confirm, and what is known of a leak."""

from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.people.models import Group, Teacher
from gugus.people.queries import teachers_of
from gugus.platform.web.fields import clock_field, day_field, long_text_field, text_field
from gugus.privacy.rules import consent_texts
from gugus.privacy.services.breaches import BreachReport


class TypedNameForm(forms.Form):
    """The name of who is to be forgotten, typed by hand: this cannot be undone."""

    name = text_field(gettext_lazy("Ketik nama guru itu untuk memastikan"), 150, required=True)

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._expected = expected

    def clean_name(self) -> str:
        """The same name, whatever its capitals."""
        typed: str = self.cleaned_data["name"]
        if " ".join(typed.casefold().split()) != " ".join(self._expected.casefold().split()):
            raise forms.ValidationError(_("Nama ini tidak sama. Belum ada yang dihapus."))
        return typed


class PaperConsentForm(forms.Form):
    """A signed paper: whose, to which words, from which day."""

    teacher = forms.ModelChoiceField(Teacher.objects.none(), label=gettext_lazy("Guru"))
    words = forms.TypedChoiceField(
        label=gettext_lazy("Bunyi yang ditandatangani"), widget=forms.RadioSelect
    )
    signed_on = day_field(gettext_lazy("Tanggal tanda tangan"))

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._texts = {f"{one.use}:{one.since}": one for one in consent_texts()}
        self.fields["teacher"].queryset = teachers_of(group).order_by("sort_key", "pk")  # type: ignore[attr-defined]
        words = cast("forms.TypedChoiceField", self.fields["words"])
        words.choices = [(key, one.text) for key, one in self._texts.items()]
        words.coerce = self._texts.__getitem__


class BreachForm(forms.Form):
    """What is known of a leak by now; it may be completed later."""

    day = day_field(gettext_lazy("Tanggal Anda mengetahuinya"))
    hour = clock_field(gettext_lazy("Jam Anda mengetahuinya"))
    what = long_text_field(
        gettext_lazy("Apa yang terjadi, kapan, dan bagaimana"),
        gettext_lazy("Misalnya: laptop hilang di jalan, belum dikunci."),
        required=True,
    )
    which_data = long_text_field(
        gettext_lazy("Data apa yang mungkin terbaca orang lain"),
        gettext_lazy("Misalnya: nama, NIP, nomor HP, kehadiran."),
        required=True,
    )
    whose = text_field(gettext_lazy("Data siapa, berapa orang"), 200, required=True)
    done = long_text_field(
        gettext_lazy("Apa yang sudah dan akan dilakukan"),
        gettext_lazy("Misalnya: semua tautan dan PIN diganti; laptop dicari; polisi dilapori."),
        required=True,
    )
    contact = text_field(gettext_lazy("Kepada siapa orang dapat bertanya"), 200, required=True)

    def report(self, group: Group) -> BreachReport:
        """What was written, with the moment in the group's zone."""
        data = self.cleaned_data
        at = datetime.combine(data["day"], data["hour"], ZoneInfo(group.time_zone))
        rest = {name: data[name] for name in ("what", "which_data", "whose", "done", "contact")}
        return BreachReport(known_at=at, **rest)

"""The forum's session: when, where, and who stood how, with one row for each person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from gugus.people.models import School, Teacher
from gugus.platform.web.fields import long_text_field, text_field
from gugus.programme.forms.fields import date_field
from gugus.programme.models import ForumVoice
from gugus.programme.services.forum import ForumSession, ForumVoiceContent

GUESTS = 4
STAND_CHOICES = (("", gettext_lazy("Tidak hadir")), *ForumVoice.Stand.choices)


@dataclass(frozen=True)
class ForumSeat:
    """Somebody who may have been there: a teacher, a school without a known head, or a guest."""

    key: str
    teacher: Teacher | None = None
    school: School | None = None
    is_representative: bool = False

    @property
    def is_named(self) -> bool:
        """Does the roster know the name?"""
        return self.teacher is not None


class ForumForm(forms.Form):
    """A session of the forum; `seats` are the rows, the guests' empty ones at the end."""

    dated = date_field(gettext_lazy("Tanggal forum"))
    place = text_field(gettext_lazy("Tempat"), 150)
    chaired_by = text_field(gettext_lazy("Dipimpin oleh"), 150)
    note = long_text_field(
        gettext_lazy("Hasil pembahasan"),
        gettext_lazy("Misalnya: disepakati dengan perubahan; JP pelatihan PTK ditambah."),
    )

    def __init__(self, *args: Any, seats: Sequence[ForumSeat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = (*seats, *(ForumSeat(f"g{number}") for number in range(1, GUESTS + 1)))
        for seat in self.seats:
            self.fields[f"{seat.key}-stand"] = forms.ChoiceField(
                label=gettext_lazy("Sikap"),
                choices=STAND_CHOICES,
                required=False,
                widget=forms.RadioSelect,
                initial="",
            )
            self.fields[f"{seat.key}-note"] = text_field(gettext_lazy("Catatan"), 250)
            if not seat.is_named:
                self.fields[f"{seat.key}-name"] = text_field(gettext_lazy("Nama"), 150)

    def clean(self) -> dict[str, Any]:
        """A stand needs a name, a reservation its words, a guest's name a stand."""
        data = super().clean() or self.cleaned_data
        for seat in self.seats:
            stand, note = data.get(f"{seat.key}-stand"), data.get(f"{seat.key}-note")
            name = seat.is_named or data.get(f"{seat.key}-name")
            if stand and not name:
                self.add_error(f"{seat.key}-name", gettext_lazy("Tulis namanya."))
            if stand == ForumVoice.Stand.RESERVES and not note:
                self.add_error(f"{seat.key}-note", gettext_lazy("Tulis catatannya."))
            if not stand and ((name and not seat.is_named) or note):
                self.add_error(f"{seat.key}-stand", gettext_lazy("Pilih sikapnya."))
        return data

    def session(self) -> ForumSession:
        """When and where, once the form is valid."""
        data = self.cleaned_data
        return ForumSession(data["dated"], data["place"], data["chaired_by"], data["note"])

    def voices(self) -> tuple[ForumVoiceContent, ...]:
        """Who was there and how they stood, once the form is valid."""
        return tuple(self._voices())

    def _voices(self) -> Iterator[ForumVoiceContent]:
        for seat in self.seats:
            stand = self.cleaned_data[f"{seat.key}-stand"]
            if stand:
                yield ForumVoiceContent(
                    teacher=seat.teacher,
                    name=self.cleaned_data.get(f"{seat.key}-name", ""),
                    school=seat.school,
                    stand=stand,
                    note=self.cleaned_data[f"{seat.key}-note"],
                )

    def all_agree(self, *, members: bool) -> None:
        """Mark the representatives, or the members too, as agreeing where nothing is marked."""
        data = cast(QueryDict, self.data).copy()
        for seat in self.seats:
            named = seat.is_named or data.get(f"{seat.key}-name")
            means = named and (seat.is_representative or (members and seat.is_named))
            if means and not data.get(f"{seat.key}-stand"):
                data[f"{seat.key}-stand"] = ForumVoice.Stand.AGREES
        self.data = data

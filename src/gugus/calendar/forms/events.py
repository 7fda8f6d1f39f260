"""What is typed about the group's days: an event, a table, a file."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.calendar.models import CalendarEvent
from gugus.calendar.services.events import CalendarEventContent
from gugus.people.models import Group, School
from gugus.people.queries import schools_of
from gugus.people.rules.years import school_year_label
from gugus.platform.web.fields import day_field, text_field
from gugus.platform.web.forms import offer

# Schools are closed on Sundays, and so is the house of the host.
WORKDAYS = tuple((day, WEEKDAYS[day]) for day in range(6))
_ALL = gettext_lazy("Seluruh kelompok")


class CalendarEventForm(forms.Form):
    """Something on some days."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=CalendarEvent.Kind.choices)
    title = text_field(gettext_lazy("Nama acara"), 200, required=True)
    first_day = day_field(gettext_lazy("Hari pertama"))
    last_day = day_field(
        gettext_lazy("Hari terakhir"),
        required=False,
        help_text=gettext_lazy("Boleh kosong bila hanya satu hari."),
    )
    school = forms.ModelChoiceField(
        label=gettext_lazy("Berlaku untuk"),
        queryset=School.objects.none(),
        required=False,
        empty_label=_ALL,
        help_text=gettext_lazy(
            "Acara satu sekolah hanya menghalangi sekolah itu menjadi tuan rumah."
        ),
    )
    blocks = forms.TypedChoiceField(
        label=gettext_lazy("Pada hari itu"),
        choices=[
            ("1", gettext_lazy("Tidak dapat bertemu")),
            ("0", gettext_lazy("Boleh bertemu, hanya ditampilkan")),
        ],
        coerce=lambda value: value == "1",
        initial="1",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "school", schools_of(group))

    def clean(self) -> dict[str, Any]:
        """One day by itself ends as it begins; a stretch is no longer than a year."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first = data.get("first_day")
        last = data["last_day"] = data.get("last_day") or first
        if first and last and last < first:
            self.add_error("last_day", _("Hari terakhir sebelum hari pertama. Periksa tanggalnya."))
        elif first and last and (last - first).days > 366:
            self.add_error("last_day", _("Lebih dari setahun. Periksa tahunnya."))
        return data

    def wanted(self) -> CalendarEventContent:
        """The occasion that the form describes."""
        return CalendarEventContent(**{name: self.cleaned_data[name] for name in self.base_fields})


def initial_of_event(row: CalendarEvent) -> dict[str, Any]:
    """A stored occasion as the form shows it."""
    shown = {name: getattr(row, name) for name in CalendarEventForm.base_fields}
    return {**shown, "school": row.school_id, "blocks": "1" if row.blocks else "0"}


class CalendarImportForm(forms.Form):
    """A file or a pasted table, and whose days it tells."""

    file = forms.FileField(
        label=gettext_lazy("Berkas"),
        required=False,
        help_text=gettext_lazy(".ics dari kalender, .xlsx, atau .csv; paling besar 2 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,.xlsx,.xls,.csv,.txt"}),
        error_messages={"empty": gettext_lazy("Berkas ini kosong. Ekspor lagi, lalu pilih lagi.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Atau tempel tabelnya"),
        required=False,
        max_length=200_000,
        strip=False,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Salin dari Excel atau Word: satu acara satu baris, dengan nama dan tanggal, "
            "misalnya 17 Agustus 2026 atau 17-18/8/2026."
        ),
    )
    school = forms.ModelChoiceField(
        label=gettext_lazy("Kalender milik"),
        queryset=School.objects.none(),
        required=False,
        empty_label=_ALL,
    )
    year = forms.TypedChoiceField(label=gettext_lazy("Tahun pelajaran"), coerce=int)

    def __init__(
        self, *args: Any, group: Group, years: tuple[int, ...], too_large: bool = False, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.too_large = too_large
        offer(self, "school", schools_of(group))
        offer(self, "year", [(year, school_year_label(year)) for year in years])

    def clean(self) -> dict[str, Any]:
        """One of the two is there."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.too_large:
            megabytes = settings.FILE_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
            self.add_error(
                "file",
                _("Berkas ini lebih besar dari %(n)s MB, jadi tidak dibaca.") % {"n": megabytes},
            )
        elif not data.get("file") and not (data.get("text") or "").strip() and not self.errors:
            self.add_error("text", _("Pilih berkas, atau tempel tabelnya."))
        return data

"""How the group plans its year."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.calendar.models import PlanSettings
from gugus.platform.web.fields import clock_field
from gugus.platform.web.forms import ChangesForm

WIDEST_SPREAD = 5
MOST_YEARS = 10
MOST_BY_A_SPEAKER = 60


class PlanSettingsForm(ChangesForm):
    """The weekly day, what weighs most, the rules of turns and speakers."""

    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Hari belajar guru"),
        choices=[("", gettext_lazy("Belum ditentukan")), *WEEKDAYS.items()],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy(
            "Pertemuan disusun pada hari ini setiap minggu, kecuali hari libur dan hari yang "
            "terpakai acara lain."
        ),
    )
    starts_at = clock_field(gettext_lazy("Mulai"))
    ends_at = clock_field(gettext_lazy("Selesai"))
    objective = forms.ChoiceField(
        label=gettext_lazy("Yang diutamakan saat memilih tuan rumah"),
        choices=PlanSettings.Objective.choices,
        widget=forms.RadioSelect(attrs={"class": "choices"}),
    )
    spread = forms.IntegerField(
        label=gettext_lazy("Selisih giliran paling banyak"),
        min_value=1,
        max_value=WIDEST_SPREAD,
        help_text=gettext_lazy(
            "Berapa kali lebih sering satu sekolah boleh menjadi tuan rumah daripada sekolah lain. "
            "Biasanya 1."
        ),
    )
    by_size = forms.BooleanField(
        label=gettext_lazy("Sekolah dengan lebih banyak guru lebih sering menjadi tuan rumah"),
        required=False,
        help_text=gettext_lazy("Giliran dibagi menurut banyaknya guru, bukan sama rata."),
    )
    twice_running = forms.BooleanField(
        label=gettext_lazy("Satu sekolah boleh dua kali berturut-turut"),
        required=False,
    )
    years_counted = forms.IntegerField(
        label=gettext_lazy("Tahun lalu yang ikut dihitung"),
        min_value=0,
        max_value=MOST_YEARS,
        help_text=gettext_lazy(
            "Giliran pada sekian tahun pelajaran terakhir ikut menentukan siapa berikutnya. 0 "
            "berarti setiap tahun mulai dari awal."
        ),
    )
    meets_on_joint_leave = forms.BooleanField(
        label=gettext_lazy("Tetap bertemu pada hari cuti bersama"),
        required=False,
    )
    speaker_most = forms.IntegerField(
        label=gettext_lazy("Satu narasumber paling banyak berapa kali setahun"),
        min_value=1,
        max_value=MOST_BY_A_SPEAKER,
        required=False,
        help_text=gettext_lazy(
            "Berlaku bagi narasumber yang belum punya batas sendiri. Kosong berarti tanpa batas."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = data.get("starts_at"), data.get("ends_at")
        if starts and ends and starts >= ends:
            self.add_error("ends_at", _("Jam selesai harus setelah jam mulai."))
        return data


def initial_of_settings(settings: PlanSettings) -> dict[str, Any]:
    """The settings as the form shows them."""
    return {name: getattr(settings, name) for name in PlanSettingsForm.base_fields}

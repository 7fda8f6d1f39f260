"""Which meetings, and whose part in them."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.meetings.forms.meetings import FIRST_DAY, LAST_DAY
from gugus.participation.queries.participation import Period
from gugus.people.models import StudyGroup
from gugus.platform.web.fields import day_field
from gugus.platform.web.forms import offer

NEVER = "belum-hadir"


class PeriodForm(forms.Form):
    """Days of one's own choice; both or neither."""

    dari = day_field(label=gettext_lazy("Dari tanggal"), required=False)
    sampai = day_field(label=gettext_lazy("Sampai tanggal"), required=False)

    def clean(self) -> dict[str, Any]:
        """Both days, in order, in times that can be."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = data.get("dari"), data.get("sampai")
        for name, day in (("dari", since), ("sampai", until)):
            if day is not None and not FIRST_DAY <= day <= LAST_DAY:
                self.add_error(name, _("Periksa tahunnya."))
        if self.errors:
            return data
        if bool(since) != bool(until):
            self.add_error("sampai" if since else "dari", _("Isi kedua tanggal."))
        elif since and until and until < since:
            self.add_error("sampai", _("Tanggal akhir mendahului tanggal awal."))
        return data


class ScopeForm(forms.Form):
    """Year, semester, study group, and whether only those who never came are meant."""

    tahun = forms.ChoiceField(required=False)
    semester = forms.ChoiceField(choices=[("1", "1"), ("2", "2")], required=False)
    kelompok = forms.ModelChoiceField(StudyGroup.objects.none(), required=False)
    saring = forms.ChoiceField(choices=[(NEVER, NEVER)], required=False)

    def __init__(self, *args: Any, years: list[int], study_groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(year), str(year)) for year in years]
        offer(self, "tahun", choices)
        offer(self, "kelompok", study_groups)

    def chosen(self) -> dict[str, Any]:
        """What was chosen; a choice that does not exist counts as none."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def period_asked(chosen: dict[str, Any], days: PeriodForm, this_year: int) -> Period:
    """The period that a page was asked for; this school year when nothing was."""
    since: date | None = None
    until: date | None = None
    if days.is_valid():
        since, until = days.cleaned_data["dari"], days.cleaned_data["sampai"]
    semester = chosen.get("semester")
    return Period(
        year=int(chosen.get("tahun", this_year)),
        semester=int(semester) if semester else None,
        since=since,
        until=until,
    )

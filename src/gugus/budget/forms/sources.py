"""Forms of sources, what they are to bring, and the group's rules of money."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gugus.budget.rules.revisions import MOST_PERCENT
from gugus.budget.services.sources import SourceContent
from gugus.funds.models import Source, TreasurySettings
from gugus.people.models import School
from gugus.platform.web.fields import RupiahField, text_field
from gugus.platform.web.forms import ChangesForm


class SourceForm(forms.Form):
    """A source of funds."""

    kind = forms.ChoiceField(
        label=_("Jenis"),
        choices=Source.Kind.choices,
        help_text=_("BOS direncanakan per sekolah; jenis lain sebagai satu jumlah."),
    )
    name = text_field(
        _("Nama"),
        100,
        required=True,
        help_text=_("Misalnya: BOS sekolah anggota, Hibah kabupaten 2026."),
    )
    note = text_field(_("Catatan"), 250, help_text=_("Misalnya: dasar atau nomor perjanjiannya."))

    def content(self) -> SourceContent:
        """What was said, once the form is valid."""
        return SourceContent(**self.cleaned_data)


class SchoolContributionsForm(forms.Form):
    """What each school is to bring; the first field fills every school left empty."""

    everybody = RupiahField(
        label=_("Semua sekolah (Rp)"),
        required=False,
        help_text=_("Dipakai untuk setiap sekolah yang kotaknya kosong."),
    )

    def __init__(
        self,
        *args: Any,
        schools: Sequence[School],
        planned: Mapping[int | None, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._schools = schools
        for school in schools:
            self.fields[f"s{school.pk}"] = RupiahField(
                label=school.name, required=False, initial=planned.get(school.pk)
            )

    def planned(self) -> dict[int | None, int]:
        """Every school's amount, once the form is valid; what stays empty is none."""
        filled = self.cleaned_data["everybody"] or 0
        typed = {school.pk: self.cleaned_data[f"s{school.pk}"] for school in self._schools}
        return {pk: filled if amount is None else amount for pk, amount in typed.items()}


class ContributionForm(forms.Form):
    """What a source without schools is to bring."""

    whole = RupiahField(label=_("Rencana setahun (Rp)"), required=False)

    def planned(self) -> dict[int | None, int]:
        """The amount, once the form is valid."""
        return {None: self.cleaned_data["whole"] or 0}


class TreasurySettingsForm(ChangesForm):
    """The group's own rules of money."""

    revision_percent = forms.IntegerField(
        label=_("Revisi tanpa persetujuan, paling banyak (persen)"),
        min_value=0,
        max_value=MOST_PERCENT,
        help_text=_(
            "Pergeseran anggaran sampai batas ini cukup dilaporkan sendiri dan langsung berlaku. "
            "Di atasnya menunggu persetujuan pengawas atau surat dinas. Biasanya 10, paling tinggi "
            "25. Batas yang dinaikkan berlaku untuk anggaran yang disepakati sesudahnya; yang "
            "diturunkan langsung berlaku. Perubahannya tercatat."
        ),
    )
    over_item = forms.ChoiceField(
        label=_("Bila belanja melewati barisnya"),
        choices=TreasurySettings.OverItem.choices,
        widget=forms.RadioSelect(attrs={"class": "choices"}),
    )
    cash_limit = RupiahField(
        label=_("Batas uang tunai (Rp)"),
        required=False,
        help_text=_("Buku kas mengingatkan bila uang tunai lebih dari ini. Kosong: tanpa batas."),
    )


def initial_of_treasury_settings(row: TreasurySettings) -> dict[str, Any]:
    """The rules as they stand."""
    return {name: getattr(row, name) for name in TreasurySettingsForm.base_fields}

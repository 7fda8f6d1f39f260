"""Forms of the budget and its revisions: they read what was typed, however it was typed."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from gugus.budget.services.budget import BudgetRowContent
from gugus.budget.services.revisions import RevisionDecision, RevisionSubmission
from gugus.funds.models import Source
from gugus.funds.rules.budget_rows import BudgetRow, InvalidVolume, parse_volume
from gugus.platform.web.fields import RupiahField, day_field, long_text_field, text_field
from gugus.platform.web.forms import SeenForm, offer
from gugus.programme.models import Line
from gugus.programme.rules.months import SCHOOL_MONTHS

_VOLUME_ERRORS = {
    "unclear": _("Tulis volumenya sebagai angka, misalnya 40 atau 2,5."),
    "fine": _("Paling banyak dua angka di belakang koma."),
    "zero": _("Isi volume lebih dari nol."),
    "huge": _("Volume ini terlalu besar. Periksa angkanya."),
}


class VolumeField(forms.CharField):
    """How many: '40', '2,5', '1.000'."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "class": "short", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> Any:
        """The volume; refused with words when it cannot be read."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_volume(text)
        except InvalidVolume as refusal:
            raise forms.ValidationError(str(_VOLUME_ERRORS[refusal.reason])) from None

    def prepare_value(self, value: Any) -> Any:
        """A stored volume as people write it; what was typed stays as typed."""
        return f"{value}".replace(".", ",") if isinstance(value, Decimal) else value


class BudgetRowForm(SeenForm):
    """One row of the budget."""

    item = text_field(_("Uraian"), 200, required=True, help_text=_("Misalnya: konsumsi peserta."))
    volume = VolumeField(label=_("Volume"))
    unit = text_field(
        _("Satuan"), 30, required=True, help_text=_("Misalnya: kotak, rim, orang, JP.")
    )
    price = RupiahField(label=_("Harga satuan (Rp)"), least=1)
    source = forms.ModelChoiceField(
        label=_("Sumber dana"), queryset=Source.objects.none(), empty_label=None
    )
    line = forms.ModelChoiceField(
        label=_("Untuk program"),
        queryset=Line.objects.none(),
        required=False,
        empty_label=_("Umum (bukan program tertentu)"),
    )
    month = forms.TypedChoiceField(
        label=_("Bulan belanja"), coerce=int, required=False, empty_value=None
    )

    def __init__(
        self, *args: Any, sources: Sequence[Source], lines: Sequence[Line], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "source", Source.objects.filter(pk__in=[one.pk for one in sources]))
        offer(self, "line", Line.objects.filter(pk__in=[one.pk for one in lines]))
        month = cast(forms.TypedChoiceField, self.fields["month"])
        month.choices = [("", _("Belum ditentukan")), *((m, MONTHS[m]) for m in SCHOOL_MONTHS)]

    def content(self) -> BudgetRowContent:
        """What was said, once the form is valid."""
        data = dict(self.cleaned_data)
        del data["seen"]
        return BudgetRowContent(**data)


def initial_of_budget_row(row: BudgetRow) -> dict[str, object]:
    """A row as the form shows it."""
    values: dict[str, object] = {
        name: getattr(row, name) for name in BudgetRowForm.base_fields if name != "seen"
    }
    return {**values, "volume": Decimal(row.volume), "seen": row.version}


class AgreeBudgetForm(forms.Form):
    """The chair puts the budget in force."""

    dated = day_field(_("Tanggal disepakati"))


class ImportCostsForm(forms.Form):
    """From which source the rows made of the programme's estimates are paid."""

    source = forms.ModelChoiceField(
        label=_("Dibayar dari"),
        queryset=Source.objects.none(),
        empty_label=None,
        help_text=_("Setiap baris dapat dipindah ke sumber lain sesudahnya."),
    )

    def __init__(self, *args: Any, sources: Sequence[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Source.objects.filter(pk__in=[one.pk for one in sources])
        offer(self, "source", rows)


class SubmitRevisionForm(forms.Form):
    """A revision is handed in."""

    dated = day_field(_("Tanggal revisi"))
    reason = long_text_field(_("Alasan"), _("Dicetak pada laporan dan dibaca yang menyetujui."))
    knows = forms.BooleanField(
        label=_("Saya tahu ada baris yang anggarannya di bawah yang sudah dibelanjakan"),
        required=False,
    )

    def __init__(self, *args: Any, cuts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not cuts:
            del self.fields["knows"]

    def said(self) -> RevisionSubmission:
        """What was said, once the form is valid."""
        return RevisionSubmission(**self.cleaned_data)


class RevisionDecisionForm(forms.Form):
    """Yes or no to a revision."""

    verdict = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[("ya", _("Disetujui")), ("tidak", _("Tidak disetujui"))],
        widget=forms.RadioSelect(attrs={"class": "choices"}),
    )
    dated = day_field(_("Tanggal keputusan"))
    letter = text_field(_("Nomor surat"), 120)
    name = text_field(_("Nama dan jabatan yang memutuskan"), 150)
    note = long_text_field(
        _("Catatan"),
        _("Wajib bila tidak disetujui: apa yang perlu diperbaiki."),
        rows=2,
        max_length=250,
        required=False,
    )

    def __init__(self, *args: Any, alone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("letter", "name"):
            self.fields[name].required = not alone
        if alone:
            self.fields["name"].help_text = _("Kosong berarti Anda sendiri.")

    def decision(self) -> RevisionDecision:
        """What was decided, once the form is valid."""
        data = dict(self.cleaned_data)
        return RevisionDecision(approves=data.pop("verdict") == "ya", **data)

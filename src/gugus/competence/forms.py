"""What people type when they open, record, answer or hand in a measurement."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gugus.competence.models import Framework, Item, Rater
from gugus.competence.rules.scheme import ScoringScheme
from gugus.competence.services.rounds import RoundPlan
from gugus.people.models import Group
from gugus.platform.interchange.forms import ImportFileForm
from gugus.platform.web.fields import day_field, text_field

MAX_SHEET_BYTES = 5 * 1024 * 1024
IMPORTANCE_CHOICES = [(n, str(n)) for n in range(1, 6)]


class PercentField(forms.DecimalField):
    """A percentage, with decimal comma or point."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=100, max_digits=5, decimal_places=2, **kwargs)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.strip().removesuffix("%").strip().replace(",", ".")
        return super().to_python(value)


class _PlanForm(forms.Form):
    """What both kinds of measurement have in common."""

    name = text_field(
        _("Nama pengukuran"),
        150,
        required=True,
        help_text=_("Misalnya: Penilaian kinerja guru 2026/2027"),
    )
    measured_on = day_field(_("Tanggal ukur"))
    standard_percent = forms.IntegerField(
        label=_("Standar (persen)"),
        min_value=1,
        max_value=100,
        help_text=_("Rata-rata di bawah angka ini disebut kebutuhan."),
    )

    def plan(self, framework: Framework) -> RoundPlan:
        """The checked entries as a plan."""
        names = {"name", "measured_on", "standard_percent", "closes_on", "basis", "source_note"}
        known = {key: value for key, value in self.cleaned_data.items() if key in names}
        return RoundPlan(framework=framework, **known)


class OpenRoundForm(_PlanForm):
    """A measurement in which people rate."""

    framework = forms.ModelChoiceField(
        label=_("Kerangka kompetensi"), queryset=Framework.objects.order_by("pk"), empty_label=None
    )
    closes_on = day_field(_("Diisi paling lambat"), required=False)
    basis = forms.ChoiceField(
        label=_("Angka kelompok dihitung dari penilaian"),
        choices=Rater.choices,
        initial=Rater.HEAD,
        help_text=_("Menurut aturan PKG, kepala sekolah yang menilai. Penilai lain dibandingkan."),
    )
    field_order = ["framework", "name", "measured_on", "closes_on", "basis", "standard_percent"]

    def __init__(self, group: Group, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standard_percent"].initial = group.standard_percent


class SummaryForm(_PlanForm):
    """A measurement of which only percentages are known: one field for each item."""

    source_note = text_field(
        _("Sumber angka"),
        250,
        required=True,
        help_text=_("Dari laporan atau berkas mana angka ini, supaya dapat diperiksa."),
    )
    n = forms.IntegerField(
        label=_("Jumlah guru yang diukur"),
        min_value=1,
        max_value=100000,
        required=False,
        help_text=_("Kosongkan bila tidak tercatat."),
    )

    def __init__(self, group: Group, items: Sequence[Item], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standard_percent"].initial = group.standard_percent
        self._items = {f"item_{item.pk}": item for item in items}
        for name, item in self._items.items():
            label = f"{item.code}. {item.title}"
            self.fields[name] = PercentField(label=label, required=False)

    @property
    def item_fields(self) -> list[forms.BoundField]:
        """The percentages, in the framework's order."""
        return [self[name] for name in self._items]

    @property
    def head_fields(self) -> list[forms.BoundField]:
        """Everything else."""
        names = ("name", "measured_on", "source_note", "n", "standard_percent")
        return [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.percents():
            raise forms.ValidationError(_("Isi paling sedikit satu persentase."))
        return cleaned

    def percents(self) -> dict[Item, Decimal]:
        """The percentages that were typed."""
        given = {item: self.cleaned_data.get(name) for name, item in self._items.items()}
        return {item: value for item, value in given.items() if value is not None}


class AnswerForm(forms.Form):
    """One item on one screen: a choice for each indicator."""

    def __init__(
        self,
        item: Item,
        scheme: ScoringScheme,
        known: Mapping[int, int],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "id"
        choices = [(c.value, scheme.label_of(c.value, language)) for c in scheme.choices]
        self._indicators = {f"i{one.pk}": one.pk for one in item.indicators.all()}
        for one in item.indicators.all():
            self.fields[f"i{one.pk}"] = forms.TypedChoiceField(
                label=one.title,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=known.get(one.pk),
                widget=forms.RadioSelect,
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        """The indicators' fields in order."""
        return [self[name] for name in self._indicators]

    def values(self) -> dict[int, int]:
        """What was chosen, by indicator id."""
        given = {pk: self.cleaned_data.get(name) for name, pk in self._indicators.items()}
        return {pk: value for pk, value in given.items() if value is not None}


class ImportanceForm(forms.Form):
    """How important each item is for a teacher's work: asked once, after all statements."""

    def __init__(
        self, items: Sequence[Item], known: Mapping[int, int], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._items = {f"w{item.pk}": item.pk for item in items}
        for item in items:
            self.fields[f"w{item.pk}"] = forms.TypedChoiceField(
                label=item.title,
                choices=IMPORTANCE_CHOICES,
                coerce=int,
                empty_value=None,
                required=False,
                initial=known.get(item.pk),
                widget=forms.RadioSelect,
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        """One field for each item, in the framework's order."""
        return [self[name] for name in self._items]

    def values(self) -> dict[int, int]:
        """What was chosen, by item id."""
        given = {pk: self.cleaned_data.get(name) for name, pk in self._items.items()}
        return {pk: value for pk, value in given.items() if value is not None}


class SheetUploadForm(ImportFileForm):
    """The filled spreadsheet."""

    file = forms.FileField(
        label=_("Lembar yang sudah diisi (.xlsx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Pilih berkas lembarnya dahulu.")},
    )

    def clean_file(self) -> Any:
        """Not larger than any template we write."""
        file = self.cleaned_data["file"]
        if file.size > MAX_SHEET_BYTES:
            raise forms.ValidationError(_("Berkas terlalu besar: paling besar 5 MB."))
        return file


class SheetGapsForm(forms.Form):
    """Asked before a sheet is applied."""

    with_gaps = forms.BooleanField(
        label=_("Kirim juga baris yang belum lengkap, apa adanya"), required=False
    )

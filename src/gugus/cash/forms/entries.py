"""Forms of the cash book."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from gugus.cash.models import CashEntry
from gugus.cash.queries.book import items_to_spend
from gugus.cash.rules.entries import VoucherSide
from gugus.cash.services.book import EntryContent
from gugus.funds.models import BudgetItem, Source
from gugus.funds.queries import sources_of
from gugus.people.models import Group, School
from gugus.people.queries import schools_of
from gugus.people.rules.years import school_year_label
from gugus.platform.web.fields import RupiahField, day_field, text_field
from gugus.platform.web.formats import rupiah
from gugus.platform.web.forms import offer

PHOTO_INPUT = forms.FileInput({"accept": "image/*", "capture": "environment"})


class _LineField(forms.CharField):
    """A text on one line."""

    def clean(self, value: Any) -> str:
        """Without doubled spaces."""
        return " ".join(str(super().clean(value) or "").split())


class CashEntryForm(forms.Form):
    """One entry, in or out; the side is the page's and not a field to choose."""

    side = forms.CharField(widget=forms.HiddenInput)
    dated = day_field(label=_("Tanggal"))
    amount = RupiahField(label=_("Jumlah (Rp)"), least=1)
    description = _LineField(label=_("Untuk apa"), max_length=250)
    item = forms.ModelChoiceField(
        BudgetItem.objects.none(),
        label=_("Mata anggaran"),
        required=False,
        empty_label=_("Tidak ada di anggaran"),
    )
    school = forms.ModelChoiceField(
        School.objects.none(),
        label=_("Dari sekolah"),
        required=False,
        empty_label=_("Bukan dari sekolah"),
    )
    source = forms.ModelChoiceField(
        Source.objects.none(),
        label=_("Sumber dana"),
        required=False,
        empty_label=_("Pilih sumber dana"),
        error_messages={"required": _("Pilih sumber dananya.")},
    )
    party = _LineField(label=_("Dibayar kepada"), max_length=150, required=False)
    paper_number = _LineField(label=_("Nomor nota"), max_length=60, required=False)
    photo = forms.FileField(
        label=_("Foto bukti"),
        required=False,
        widget=PHOTO_INPUT,
        help_text=_(
            "Foto nota atau kuitansinya. PDF ditambahkan setelah tersimpan, dengan sinyal."
        ),
    )
    sent_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, group: Group, side: VoucherSide, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_in = side is VoucherSide.IN
        sources = sources_of(group)
        offer(self, "source", Source.objects.filter(pk__in=[one.pk for one in sources]))
        if len(sources) == 1:
            self.fields["source"].initial = sources[0].pk
        if self.is_in:
            del self.fields["item"]
            self.fields["party"].label = _g("Diterima dari")
            self.fields["description"].label = _g("Penerimaan apa")
            offer(self, "school", schools_of(group))
        else:
            del self.fields["school"]
            self._offer_items(group)
        if "item" in self.fields:
            self.fields["source"].help_text = _g("Boleh kosong kalau mata anggarannya dipilih.")
        else:
            self.fields["source"].required = True

    def _offer_items(self, group: Group) -> None:
        """Items under the name of their source, each with what is left of it."""
        offered = items_to_spend(group)
        if not offered:
            del self.fields["item"]
            return
        field = self.fields["item"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = BudgetItem.objects.filter(pk__in=[item.pk for item, _left in offered])
        field.queryset = field.queryset.select_related("budget", "source")
        by_source: dict[str, list[tuple[int, str]]] = {}
        for item, left in offered:
            heading = f"{item.source.name}, {school_year_label(item.budget.school_year)}"
            by_source.setdefault(heading, []).append((item.pk, item_label(item, left)))
        field.choices = [("", field.empty_label), *by_source.items()]

    def clean(self) -> dict[str, Any]:
        """An item names its source; without one the source has to be chosen."""
        data = super().clean() or self.cleaned_data
        item = data.get("item")
        if not data.get("source") and "source" not in self.errors:
            if item is None:
                self.add_error("source", _("Pilih sumber dananya."))
            else:
                data["source"] = item.source
        return data

    def what(self) -> EntryContent:
        """What the entry says, for the service."""
        data = self.cleaned_data
        amount, is_in = data["amount"], self.is_in
        return EntryContent(
            dated=data["dated"],
            source=data["source"],
            description=data["description"],
            received=amount if is_in else 0,
            spent=0 if is_in else amount,
            party=data["party"],
            paper_number=data["paper_number"],
            item=data.get("item"),
            school=data.get("school"),
        )

    def paper(self) -> bytes:
        """The photo's bytes, if there is one."""
        photo = self.cleaned_data.get("photo")
        return photo.read() if isinstance(photo, UploadedFile) else b""


def item_label(item: BudgetItem, left: int) -> str:
    """'Diskusi rutin: Konsumsi (sisa Rp250.000)': many programmes have an item of the same name."""
    name = f"{item.line.title}: {item.item}" if item.line else item.item
    if left < 0:
        return _g("%(item)s (terlampaui %(sum)s)") % {"item": name, "sum": rupiah(-left)}
    return _g("%(item)s (sisa %(sum)s)") % {"item": name, "sum": rupiah(left)}


class CorrectionForm(CashEntryForm):
    """The right entry in place of a wrong one, and what was wrong."""

    reason = _LineField(
        label=_("Apa yang keliru"),
        max_length=250,
        help_text=_("Misalnya: salah ketik jumlah. Alasan ini tertulis di buku."),
    )
    field_order = ["reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["photo"]


def initial_of_cash_entry(entry: CashEntry) -> dict[str, Any]:
    """A wrong entry as the form shows it, to be put right."""
    return {
        "dated": entry.dated,
        "amount": entry.received or entry.spent,
        "description": entry.description,
        "item": entry.item_id,
        "school": entry.school_id,
        "source": entry.source_id,
        "party": entry.party,
        "paper_number": entry.paper_number,
    }


class ReverseEntryForm(forms.Form):
    """Why something is taken back."""

    reason = _LineField(
        label=_("Mengapa dibatalkan"),
        max_length=250,
        help_text=_("Misalnya: tercatat dua kali. Alasan ini tertulis di buku."),
    )
    sent_id = forms.UUIDField(required=False, widget=forms.HiddenInput)


class TransferForm(forms.Form):
    """Money from one source to another."""

    dated = day_field(label=_("Tanggal"))
    amount = RupiahField(label=_("Jumlah (Rp)"), least=1)
    source = forms.ModelChoiceField(
        Source.objects.none(), label=_("Dari sumber"), empty_label=_("Pilih sumber asal")
    )
    to = forms.ModelChoiceField(
        Source.objects.none(), label=_("Ke sumber"), empty_label=_("Pilih sumber tujuan")
    )
    description = _LineField(
        label=_("Untuk apa"),
        max_length=250,
        help_text=_("Misalnya: talangan iuran untuk kegiatan BOS."),
    )
    sent_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sources: Sequence[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source", "to"):
            offer(self, name, Source.objects.filter(pk__in=[one.pk for one in sources]))

    def what(self) -> EntryContent:
        """What leaves the first source, for the service."""
        data = self.cleaned_data
        return EntryContent(
            dated=data["dated"],
            source=data["source"],
            description=data["description"],
            spent=data["amount"],
        )


class ReceiptPhotoForm(forms.Form):
    """A photo of a paper."""

    photo = forms.FileField(label=_("Foto bukti"), widget=PHOTO_INPUT)

    def paper(self) -> bytes:
        """The file's bytes."""
        content: bytes = self.cleaned_data["photo"].read()
        return content


class ReceiptPdfForm(forms.Form):
    """A paper as PDF."""

    file = forms.FileField(
        label=_("Berkas PDF"),
        widget=forms.FileInput({"accept": "application/pdf"}),
        help_text=_("Paling besar 5 MB dan 20 halaman. Perlu sinyal; tanpa sinyal, foto saja."),
    )

    def paper(self) -> bytes:
        """The file's bytes."""
        content: bytes = self.cleaned_data["file"].read()
        return content


class VoidReceiptForm(forms.Form):
    """Why a receipt does not count, and what becomes of its file."""

    reason = _LineField(
        label=_("Mengapa"),
        max_length=250,
        help_text=_("Misalnya: nota milik belanja lain. Jangan tulis data pribadinya di sini."),
    )
    file = forms.ChoiceField(
        label=_("Berkasnya"),
        initial="tetap",
        choices=[
            ("tetap", _("Tetap dapat dilihat, dengan tanda batal")),
            ("hapus", _("Hapus isinya: memuat data pribadi. Tidak dapat dikembalikan")),
        ],
        widget=forms.RadioSelect(attrs={"class": "choices"}),
    )


class BookFilterForm(forms.Form):
    """Which part of the book is shown."""

    bulan = forms.ChoiceField(label=_("Bulan"), required=False)
    sumber = forms.ChoiceField(label=_("Sumber dana"), required=False)
    jenis = forms.ChoiceField(label=_("Jenis"), required=False)
    cari = text_field(_("Cari"), 60, help_text=_("Mencari di seluruh tahun pelajaran."))

    def __init__(
        self,
        *args: Any,
        months: Sequence[tuple[str, str]],
        sources: Sequence[tuple[str, str]],
        kinds: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("bulan", months), ("sumber", sources), ("jenis", kinds)):
            offer(self, name, list(choices))

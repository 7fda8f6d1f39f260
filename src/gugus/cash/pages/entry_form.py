"""Writing in the cash book: an entry, a move between sources, the right entry for a wrong one."""

from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from gugus.cash.models import CashEntry
from gugus.cash.pages.links import entries_of, to_book, to_entry, to_screen
from gugus.cash.pages.rows import BookRow, book_row
from gugus.cash.rules.entries import VoucherSide
from gugus.cash.services.entries import closed_source_words
from gugus.people.models import Group
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class CashEntryFormPage:
    """Writing an entry, moving money, or putting an entry right."""

    title: str
    lead: str
    form: Form
    back: str
    button: str
    has_sources: bool = True
    # Kept on the phone when there is no signal, and what it is about there.
    command: str = ""
    about: str = ""
    # Where to go to write the other kind.
    other: Link | None = None
    # The wrong entry, and the form that takes it back without another.
    wrong: BookRow | None = None
    cancel_form: Form | None = None
    # Why it cannot be put right now, and the way out.
    hindered: str = ""


def cash_entry_form_page(
    group: Group,
    form: Form,
    side: VoucherSide,
    *,
    has_sources: bool,
    lead: str = "",
    offline: bool = True,
) -> CashEntryFormPage:
    """Writing down money that came in or went out."""
    is_in = side is VoucherSide.IN
    other = (_("Catat pengeluaran"), "keluar") if is_in else (_("Catat penerimaan"), "masuk")
    return CashEntryFormPage(
        title=_("Catat penerimaan") if is_in else _("Catat pengeluaran"),
        lead=lead,
        form=form,
        back=to_book(group),
        button=_("Simpan"),
        has_sources=has_sources,
        command="cash.entry" if offline else "",
        about="entry:new",
        other=Link(other[0], f"{to_screen(group, 'cash:write')}?jenis={other[1]}"),
    )


def transfer_page(group: Group, form: Form, *, has_sources: bool) -> CashEntryFormPage:
    """Moving money between sources."""
    return CashEntryFormPage(
        title=_("Pindahkan uang antarsumber"),
        lead=_("Ditulis sebagai dua baris: keluar dari sumber asal, masuk ke sumber tujuan."),
        form=form,
        back=to_book(group),
        button=_("Pindahkan"),
        has_sources=has_sources,
    )


def correction_page(
    group: Group, entry: CashEntry, form: Form | None, cancel_form: Form, *, shut: bool
) -> CashEntryFormPage:
    """Putting an entry right; one that moved money is only taken back."""
    lead = (
        _("Bulannya sudah ditutup, jadi pembetulannya bertanggal hari ini.")
        if shut
        else _("Yang keliru tetap tertulis, ditutup oleh baris lawannya, lalu ditulis yang benar.")
    )
    hindered = closed_source_words(entry) if entry.source.closed_at is not None else ""
    return CashEntryFormPage(
        title=_("Perbaiki %(voucher)s") % {"voucher": entry.voucher},
        lead="" if hindered else lead,
        form=form or Form(),
        back=to_entry(group, entry),
        button=_("Simpan perbaikan") if form and not hindered else "",
        command="cash.correct",
        about=f"entry:{entry.pk}:right",
        wrong=book_row(entries_of(group), entry),
        cancel_form=None if hindered else cancel_form,
        hindered=hindered,
    )

"""Writing in the cash book: an entry, a move between sources, the right entry for a wrong one."""

from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from gugus.cash.models import CashEntry
from gugus.cash.pages.links import to_book, to_entry, to_screen
from gugus.cash.pages.rows import BookRow, book_row
from gugus.cash.queries.book import closed_until
from gugus.cash.rules.entries import VoucherSide
from gugus.cash.services.entries import closed_source_words
from gugus.funds.queries import sources_of
from gugus.people.models import Group
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class CashEntryFormPage:
    """Writing an entry, moving money, or putting an entry right."""

    title: str
    lead: str
    form: Form
    back: str
    next_href: str
    # Kept on the phone when there is no signal, and what it is about there.
    command: str
    about: str
    button: str
    # Where to go to write the other kind.
    other: Link | None
    sources_href: str
    has_sources: bool
    # The wrong entry, and the way to take it back without another.
    wrong: BookRow | None = None
    entry: int = 0
    cancel_form: Form | None = None
    cancel_action: str = ""
    cancel_title: str = ""
    # Why it cannot be put right now, and the way out.
    hindered: str = ""


def cash_entry_form_page(
    group: Group, form: Form, side: VoucherSide, *, lead: str = "", offline: bool = True
) -> CashEntryFormPage:
    """Writing down money that came in or went out."""
    is_in = side is VoucherSide.IN
    other = (_("Catat pengeluaran"), "keluar") if is_in else (_("Catat penerimaan"), "masuk")
    return CashEntryFormPage(
        title=_("Catat penerimaan") if is_in else _("Catat pengeluaran"),
        lead=lead,
        form=form,
        back=to_book(group),
        next_href=to_book(group),
        command="cash.entry" if offline else "",
        about="entry:new",
        button=_("Simpan"),
        other=Link(other[0], f"{to_screen(group, 'cash:write')}?jenis={other[1]}"),
        sources_href=to_screen(group, "budget:sources"),
        has_sources=bool(sources_of(group)),
    )


def transfer_page(group: Group, form: Form) -> CashEntryFormPage:
    """Moving money between sources."""
    return CashEntryFormPage(
        title=_("Pindahkan uang antarsumber"),
        lead=_("Ditulis sebagai dua baris: keluar dari sumber asal, masuk ke sumber tujuan."),
        form=form,
        back=to_book(group),
        next_href=to_book(group),
        command="",
        about="",
        button=_("Pindahkan"),
        other=None,
        sources_href=to_screen(group, "budget:sources"),
        has_sources=len(sources_of(group)) > 1,
    )


def correction_page(
    group: Group, entry: CashEntry, form: Form | None, cancel_form: Form
) -> CashEntryFormPage:
    """Putting an entry right; one that moved money is only taken back."""
    closed = closed_until(group)
    shut = closed is not None and entry.dated <= closed
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
        next_href=to_entry(group, entry),
        command="cash.correct",
        about=f"entry:{entry.pk}:right",
        button=_("Simpan perbaikan") if form and not hindered else "",
        other=None,
        sources_href=to_screen(group, "budget:sources"),
        has_sources=True,
        wrong=book_row(group, entry),
        entry=entry.pk,
        cancel_form=None if hindered else cancel_form,
        cancel_action=to_entry(group, entry, "cash:take_back"),
        cancel_title=_("Batalkan %(voucher)s") % {"voucher": entry.voucher},
        hindered=hindered,
    )

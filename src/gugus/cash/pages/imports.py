"""Importing a cash book: what its screens show of a row, and an import that is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.utils.translation import gettext as _

from gugus.cash.models import CashEntry
from gugus.cash.pages.links import to_book, to_month
from gugus.cash.rules.balance_rows import BalanceSign
from gugus.cash.rules.entries import EntryDateFault
from gugus.cash.rules.entry_parser import EntryParseFault, EntryVerdict
from gugus.cash.services.book import date_fault_text
from gugus.people.models import Group
from gugus.platform.interchange.models import ImportDraft, ImportRow
from gugus.platform.web.formats import long_date, rupiah, short_date


@dataclass(frozen=True)
class CashImportRow:
    """A row of the file."""

    number: int
    day: str
    text: str
    detail: str
    received: str
    spent: str
    reason: str


def cash_rows(
    rows: Sequence[ImportRow], names: Mapping[int, str], today: date, closed: date | None
) -> list[CashImportRow]:
    """Rows of one page of a preview, with the names of their sources."""
    shown = []
    for row in rows:
        values, found = row.values, row.findings
        parts = (names.get(values["source"], ""), values["paper_number"], values["party"])
        reason = ""
        if row.verdict == EntryVerdict.INVALID_DATE:
            reason = date_fault_text(EntryDateFault(found["fault"]), today, closed)
        elif row.verdict == EntryVerdict.OVERDRAWS_SOURCE:
            day = date.fromisoformat(found["day"])
            reason = _short_words(parts[0], day, found.get("opening", ""))
        elif row.verdict == EntryVerdict.UNREADABLE:
            reason = parse_fault_text(values["fault"], values["said"])
        elif values["sign"]:
            reason = balance_sign_text(BalanceSign(values["sign"]))
        shown.append(
            CashImportRow(
                number=row.number,
                day=short_date(date.fromisoformat(values["day"])) if values["day"] else "–",
                text=values["text"] or "–",
                detail=" · ".join(part for part in parts if part),
                received=rupiah(values["received"]) if values["received"] else "",
                spent=rupiah(values["spent"]) if values["spent"] else "",
                reason=reason,
            )
        )
    return shown


def _short_words(source: str, day: date, opening: str) -> str:
    said = {"source": source, "day": long_date(day), "opening": opening}
    if opening:
        words = _(
            "Saldo %(source)s tidak cukup pada %(day)s, kecuali “%(opening)s” di bagian Saldo dan "
            "jumlah ikut dicentang. Bila itu saldo awal Anda, centang keduanya."
        )
    else:
        words = _("Saldo %(source)s tidak cukup pada %(day)s, jadi baris ini tidak ditulis.")
    return words % said


def balance_sign_text(sign: BalanceSign) -> str:
    """Why a row is no entry, or why it is one although it reads like a balance."""
    words = {
        BalanceSign.WORDS: _("Berbunyi seperti saldo atau jumlah."),
        BalanceSign.TOTALS: _("Sama dengan jumlah baris di atasnya."),
        BalanceSign.STANDS_STILL: _("Kolom saldonya tidak berubah di baris ini."),
        BalanceSign.BALANCE_ONLY: _("Hanya kolom saldonya yang terisi."),
        BalanceSign.MOVES: _("Berbunyi seperti saldo, tetapi kolom saldonya ikut berubah."),
        BalanceSign.NO_TOTAL: _(
            "Berbunyi seperti saldo atau jumlah, tetapi bukan jumlah baris di atasnya."
        ),
    }
    return words[sign]


def parse_fault_text(fault: str | None, said: str) -> str:
    """Why a row cannot be read, and what stood there."""
    words = {
        EntryParseFault.NO_DAY: _("Tanggalnya kosong."),
        EntryParseFault.DAY: _("Tanggal tidak terbaca: %(said)s."),
        EntryParseFault.NO_TEXT: _("Uraiannya kosong."),
        EntryParseFault.NO_AMOUNT: _("Jumlahnya kosong atau nol."),
        EntryParseFault.BOTH: _("Penerimaan dan pengeluaran terisi dua-duanya."),
        EntryParseFault.AMOUNT: _("Jumlah tidak terbaca sebagai rupiah bulat: %(said)s."),
        EntryParseFault.NEGATIVE: _(
            "Jumlahnya kurang dari nol: %(said)s. Tulis di kolom seberangnya tanpa tanda kurang."
        ),
        EntryParseFault.HUGE: _("Jumlahnya terlalu besar: %(said)s."),
        EntryParseFault.NO_SOURCE: _("Sumber dananya kosong."),
        EntryParseFault.SOURCE: _("Sumber dana tidak dikenal: %(said)s."),
    }
    return words[EntryParseFault(fault or EntryParseFault.SOURCE)] % {"said": said}


@dataclass(frozen=True)
class CashImportedPage:
    """What was imported, and the way to take it back."""

    draft: ImportDraft
    book_href: str
    words: str
    # Empty when all of it was taken back.
    form: Form | None


def cash_imported_page(
    group: Group, draft: ImportDraft, entries: Sequence[CashEntry], form: Form
) -> CashImportedPage:
    """An import that was applied, with its entries by day."""
    in_force = sum(not hasattr(one, "corrected_by") for one in entries)
    if in_force:
        words = _("%(n)d entri dari berkas ini tertulis di buku.") % {"n": in_force}
    else:
        words = _("%(n)d entri dari berkas ini sudah ditarik kembali.") % {"n": len(entries)}
    return CashImportedPage(
        draft=draft,
        book_href=to_month(group, entries[0].dated) if entries else to_book(group),
        words=words,
        form=form if in_force else None,
    )

"""Importing a cash book: choosing a file, deciding on its rows, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from gugus.cash.models import CashDraft, CashEntry
from gugus.cash.pages.links import to_book, to_draft, to_month, to_screen
from gugus.cash.rules.entry_parser import EntryVerdict
from gugus.cash.services.imports import JudgedEntry
from gugus.funds.queries import sources_of
from gugus.people.models import Group
from gugus.platform.web.formats import rupiah, short_date
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class CashUploadPage:
    """Choosing a file."""

    form: Form
    back: str
    template_href: str
    sources_href: str
    has_sources: bool
    # Previews that still wait, and what was imported before.
    drafts: tuple[Link, ...]


def cash_upload_page(group: Group, form: Form) -> CashUploadPage:
    """The form, with earlier imports."""
    drafts = CashDraft.objects.filter(group=group).exclude(state=CashDraft.State.DISCARDED)
    return CashUploadPage(
        form=form,
        back=to_book(group),
        template_href=to_screen(group, "cash:template"),
        sources_href=to_screen(group, "budget:sources"),
        has_sources=bool(sources_of(group)),
        drafts=tuple(
            Link(
                f"{one.file_name}, {short_date(one.made_at)}: {one.get_state_display()}",
                to_draft(group, one),
            )
            for one in drafts[:10]
        ),
    )


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
    importable: bool
    ticked: bool


@dataclass(frozen=True)
class ImportVerdictSection:
    """Rows with one verdict."""

    title: str
    help: str
    rows: tuple[CashImportRow, ...]


@dataclass(frozen=True)
class CashDraftPage:
    """A preview."""

    file_name: str
    back: str
    parts: tuple[ImportVerdictSection, ...]
    summary: str
    can_apply: bool
    apply_action: str
    discard_action: str


_ORDER = (
    EntryVerdict.NEW,
    EntryVerdict.ALREADY_IN_BOOK,
    EntryVerdict.OVERDRAWS_SOURCE,
    EntryVerdict.INVALID_DATE,
    EntryVerdict.UNREADABLE,
)


def cash_draft_page(group: Group, draft: CashDraft, judged: Sequence[JudgedEntry]) -> CashDraftPage:
    """Every row with what would become of it."""
    names = {one.pk: one.name for one in sources_of(group, with_closed=True)}
    parts = []
    for verdict in _ORDER:
        rows = tuple(_row(one, names) for one in judged if one.verdict is verdict)
        if rows:
            title, text = _part_words(verdict)
            parts.append(ImportVerdictSection(f"{title} ({len(rows)})", text, rows))
    new = sum(1 for one in judged if one.verdict is EntryVerdict.NEW)
    return CashDraftPage(
        file_name=draft.file_name,
        back=to_screen(group, "cash:import"),
        parts=tuple(parts),
        summary=_("%(new)d dari %(all)d baris siap ditulis. Belum ada yang masuk ke buku.")
        % {"new": new, "all": len(judged)},
        can_apply=any(one.importable for one in judged),
        apply_action=to_draft(group, draft, "cash:apply"),
        discard_action=to_draft(group, draft, "cash:discard"),
    )


def _row(judged: JudgedEntry, names: dict[int, str]) -> CashImportRow:
    row = judged.row
    parts = (names.get(row.source or 0, ""), row.paper_number, row.party)
    return CashImportRow(
        number=row.number,
        day=short_date(row.day) if row.day else "–",
        text=row.text or "–",
        detail=" · ".join(part for part in parts if part),
        received=rupiah(row.received) if row.received else "",
        spent=rupiah(row.spent) if row.spent else "",
        reason=judged.reason,
        importable=judged.importable,
        ticked=judged.verdict is EntryVerdict.NEW,
    )


def _part_words(verdict: EntryVerdict) -> tuple[str, str]:
    return {
        EntryVerdict.NEW: (_("Baru"), _("Ditulis ke buku, kecuali centangnya dilepas.")),
        EntryVerdict.ALREADY_IN_BOOK: (
            _("Sudah ada di buku"),
            _(
                "Tanggal, sumber, dan jumlahnya sama dengan entri yang ada. Dilewati, kecuali "
                "dicentang."
            ),
        ),
        EntryVerdict.OVERDRAWS_SOURCE: (
            _("Uangnya tidak cukup"),
            _("Baris ini membuat saldo sumbernya kurang dari nol. Tidak ditulis."),
        ),
        EntryVerdict.INVALID_DATE: (_("Tanggalnya tidak dapat dipakai"), _("Tidak ditulis.")),
        EntryVerdict.UNREADABLE: (
            _("Tidak terbaca"),
            _("Perbaiki di berkasnya, lalu impor lagi: yang sudah ada tidak tertulis dua kali."),
        ),
    }[verdict]


@dataclass(frozen=True)
class CashImportedPage:
    """What was imported, and the way to take it back."""

    file_name: str
    back: str
    book_href: str
    words: str
    form: Form | None
    undo_action: str


def cash_imported_page(group: Group, draft: CashDraft, form: Form) -> CashImportedPage:
    """An import that is done or thrown away."""
    entries = CashEntry.objects.filter(group=group, batch=draft.batch) if draft.batch else None
    count = entries.count() if entries is not None else 0
    in_force = entries.filter(corrected_by=None).count() if entries is not None else 0
    first = entries.order_by("dated").first() if entries is not None else None
    if not count:
        words = _("Pratinjau ini dibuang. Buku kas tidak berubah.")
    elif in_force:
        words = _("%(n)d entri dari berkas ini tertulis di buku.") % {"n": in_force}
    else:
        words = _("%(n)d entri dari berkas ini sudah ditarik kembali.") % {"n": count}
    return CashImportedPage(
        file_name=draft.file_name,
        back=to_screen(group, "cash:import"),
        book_href=to_month(group, first.dated) if first else to_book(group),
        words=words,
        form=form if in_force else None,
        undo_action=to_draft(group, draft, "cash:undo"),
    )

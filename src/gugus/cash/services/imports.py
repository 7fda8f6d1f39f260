"""Entries from a spreadsheet: read into a draft, checked again on each request, written as a
whole."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.cash.models import CashDraft, CashEntry
from gugus.cash.queries.book import closed_until, daily_nets
from gugus.cash.rules.entries import entry_date_fault
from gugus.cash.rules.entry_parser import (
    EntryParseFault,
    EntryVerdict,
    ParsedEntry,
    duplicates_in_book,
    overdrafts,
    parse_entries,
)
from gugus.cash.services.book import (
    EntryContent,
    EntryReferences,
    NewEntry,
    add_entries,
    date_fault_text,
    lock_book,
)
from gugus.cash.services.entries import check_correctable, reversal_of
from gugus.cores.formats.cash_table import MAX_ROWS, read_cash_table
from gugus.cores.formats.errors import FormatRefused
from gugus.funds.models import Source
from gugus.funds.queries import sources_of
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.platform.web.formats import long_date as day_words

State = CashDraft.State
LARGEST_FILE = 5 * 1024 * 1024


@dataclass(frozen=True)
class JudgedEntry:
    """A row with what would become of it."""

    row: ParsedEntry
    verdict: EntryVerdict
    reason: str = ""

    @property
    def importable(self) -> bool:
        """It can be written, if a person wants it."""
        return self.verdict in (EntryVerdict.NEW, EntryVerdict.ALREADY_IN_BOOK)


def preview_cash_import(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    data: bytes,
    file_name: str,
    default: Source | None = None,
) -> CashDraft:
    """Read a table into a draft; nothing is written to the book."""
    if len(data) > LARGEST_FILE:
        raise Refused(_file_words("too_large", ()), "file")
    sources = {one.name.lower(): one.pk for one in sources_of(group)}
    try:
        table = read_cash_table(data)
    except FormatRefused as refusal:
        raise Refused(_file_words(refusal.code, refusal.names), "file") from refusal
    rows = parse_entries(table.rows, sources, default.pk if default else None)
    if not rows:
        raise Refused(_file_words("no_rows", ()), "file")
    with transaction.atomic():
        draft = CashDraft.objects.create(
            group=group,
            file_name=_plain_name(file_name),
            rows=[_packed(one) for one in rows],
            made_at=now,
            made_by_id=actor.user_id,
        )
        _note(actor, now, "cash_draft.created", draft)
    return draft


def _plain_name(file_name: str) -> str:
    name = PurePath(file_name.replace("\\", "/")).name
    return "".join(filter(str.isprintable, name))[:200] or "?"


def judge_entries(draft: CashDraft, now: datetime) -> list[JudgedEntry]:
    """Every row with its verdict, by the book as it stands now."""
    group, rows = draft.group, [_unpacked(one) for one in draft.rows]
    names = {one.pk: one.name for one in sources_of(group)}
    known_sources = set(names)
    readable = [one for one in rows if one.fault is None and one.source in known_sources]
    today, closed = day_of(group, now), closed_until(group)
    dates = {
        one.number: date_fault_text(fault, today, closed)
        for one in readable
        if one.day and (fault := entry_date_fault(one.day, today, closed))
    }
    twins = duplicates_in_book(readable, _known(group, readable))
    fresh = [one for one in readable if one.number not in dates and one.number not in twins]
    short = dict(overdrafts(fresh, daily_nets(group, known_sources)))
    judged = []
    for one in rows:
        if one.number in dates:
            judged.append(JudgedEntry(one, EntryVerdict.INVALID_DATE, dates[one.number]))
        elif one.number in twins:
            judged.append(JudgedEntry(one, EntryVerdict.ALREADY_IN_BOOK, _("Sudah ada di buku.")))
        elif one.number in short:
            words = _short_words(names[one.source or 0], short[one.number])
            judged.append(JudgedEntry(one, EntryVerdict.OVERDRAWS_SOURCE, words))
        elif one.fault is not None or one.source not in known_sources:
            judged.append(JudgedEntry(one, EntryVerdict.UNREADABLE, parse_fault_text(one)))
        else:
            judged.append(JudgedEntry(one, EntryVerdict.NEW))
    return judged


def _known(group: Group, rows: Sequence[ParsedEntry]) -> list[tuple[date, int, int, int]]:
    days = [one.day for one in rows if one.day]
    if not days:
        return []
    found = CashEntry.objects.filter(group=group, dated__range=(min(days), max(days))).order_by()
    in_force = found.filter(corrects=None, corrected_by=None)
    return list(in_force.values_list("dated", "source_id", "received", "spent"))


def apply_cash_draft(
    *, actor: Actor, now: datetime, draft: CashDraft, taken: Collection[int]
) -> int:
    """Write the rows that a person ticked, all of them or none; returns how many."""
    with transaction.atomic():
        group = lock_book(draft.group)
        draft = _ready(draft)
        judged = judge_entries(draft, now)
        wanted = [one.row for one in judged if one.importable and one.row.number in taken]
        missing = set(taken) - {one.number for one in wanted}
        if missing:
            raise Refused(
                _(
                    "Buku berubah sejak pratinjau dibuka: baris %(rows)s tidak dapat diambil lagi. "
                    "Belum ada yang ditulis. Periksa lagi daftarnya."
                )
                % {"rows": ", ".join(str(number) for number in sorted(missing)[:10])}
            )
        if not wanted:
            raise Refused(_("Belum ada baris yang dicentang."))
        draft.state, draft.batch = State.APPLIED, uuid4()
        draft.save(update_fields=["state", "batch"])
        sources = {one.pk: one for one in sources_of(group)}
        wanted.sort(key=lambda one: (one.day, one.spent > 0, one.number))
        marks = EntryReferences(batch=draft.batch)
        rows = [NewEntry(_what(one, sources), marks) for one in wanted]
        add_entries(actor, now, group, rows)
        _note(actor, now, "cash_draft.applied", draft)
    return len(rows)


def _what(row: ParsedEntry, sources: dict[int, Source]) -> EntryContent:
    assert row.day is not None  # only readable rows are taken
    assert row.source is not None
    return EntryContent(
        dated=row.day,
        source=sources[row.source],
        description=row.text,
        received=row.received,
        spent=row.spent,
        party=row.party,
        paper_number=row.paper_number,
    )


def discard_cash_draft(*, actor: Actor, now: datetime, draft: CashDraft) -> None:
    """Throw a preview away."""
    with transaction.atomic():
        draft = _ready(draft)
        draft.state, draft.rows = State.DISCARDED, []
        draft.save(update_fields=["state", "rows"])
        _note(actor, now, "cash_draft.discarded", draft)


def reverse_import(*, actor: Actor, now: datetime, draft: CashDraft, reason: str) -> int:
    """Counter every uncorrected entry of an import, all or none; returns how many."""
    with transaction.atomic():
        group = lock_book(draft.group)
        rows = CashEntry.objects.filter(group=group, batch=draft.batch, corrected_by=None)
        wrong = list(rows.select_related("source", "item", "school").order_by("number"))
        if draft.batch is None or not wrong:
            raise Refused(_("Tidak ada lagi entri impor ini yang dapat ditarik."))
        for one in wrong:
            check_correctable(one)
        counters = [reversal_of(one, reason, group, now) for one in wrong]
        add_entries(actor, now, group, counters)
        _note(actor, now, "cash_draft.reversed", draft)
    return len(counters)


def _ready(draft: CashDraft) -> CashDraft:
    held: CashDraft = (
        CashDraft.objects.select_for_update(of=("self",)).select_related("group").get(pk=draft.pk)
    )
    if held.state != State.READY:
        raise Refused(_("Pratinjau ini sudah diterapkan atau dibuang."))
    return held


def _packed(row: ParsedEntry) -> dict[str, Any]:
    return vars(row) | {"day": row.day.isoformat() if row.day else None}


def _unpacked(values: dict[str, Any]) -> ParsedEntry:
    fault = values["fault"]
    return replace(
        ParsedEntry(**values),
        day=date.fromisoformat(values["day"]) if values["day"] else None,
        fault=EntryParseFault(fault) if fault else None,
    )


def _short_words(source: str, day: date) -> str:
    words = _("Saldo %(source)s tidak cukup pada %(day)s, jadi baris ini tidak ditulis.")
    return words % {"source": source, "day": day_words(day)}


def parse_fault_text(row: ParsedEntry) -> str:
    """Why a row cannot be read, and what stood there."""
    words = {
        EntryParseFault.NO_DAY: _("Tanggalnya kosong."),
        EntryParseFault.DAY: _("Tanggal tidak terbaca: %(said)s."),
        EntryParseFault.NO_TEXT: _("Uraiannya kosong."),
        EntryParseFault.NO_AMOUNT: _("Jumlahnya kosong atau nol."),
        EntryParseFault.BOTH: _("Penerimaan dan pengeluaran terisi dua-duanya."),
        EntryParseFault.AMOUNT: _("Jumlah tidak terbaca sebagai rupiah bulat: %(said)s."),
        EntryParseFault.HUGE: _("Jumlahnya terlalu besar: %(said)s."),
        EntryParseFault.NO_SOURCE: _("Sumber dananya kosong."),
        EntryParseFault.SOURCE: _("Sumber dana tidak dikenal: %(said)s."),
    }
    return words[row.fault or EntryParseFault.SOURCE] % {"said": row.said}


def _file_words(code: str, names: tuple[str, ...]) -> str:
    words = {
        "empty": _("Berkas ini kosong."),
        "missing_columns": _(
            "Judul kolomnya tidak ditemukan. Harus ada Tanggal, Uraian, dan Penerimaan atau "
            "Pengeluaran (boleh juga Masuk dan Keluar, atau Debet dan Kredit). Unduh templatnya, "
            "salin isinya ke sana, lalu pilih lagi."
        ),
        "duplicate_columns": _(
            "Ada dua kolom yang artinya sama (%(names)s). Sisakan satu, lalu pilih lagi."
        ),
        "too_many_rows": _("Lebih dari %(rows)d baris. Bagi menjadi beberapa berkas."),
        "no_rows": _("Judul kolomnya ada, tetapi tidak ada baris berisi uang di bawahnya."),
        "too_large": _("Berkas ini terlalu besar. Paling besar 5 MB."),
        "encrypted": _("Berkas ini dikunci kata sandi. Simpan salinannya tanpa kunci."),
        "macro": _("Berkas ini berisi makro, jadi tidak dibaca. Simpan sebagai .xlsx biasa."),
        "damaged": _("Berkas ini rusak atau terpotong. Simpan ulang, lalu pilih lagi."),
    }
    other = _("Berkas ini bukan Excel (.xlsx, .xls) atau CSV. Simpan ulang, lalu pilih lagi.")
    return words.get(code, other) % {"rows": MAX_ROWS, "names": ", ".join(names)}


def _note(actor: Actor, now: datetime, verb: str, draft: CashDraft) -> None:
    record(user_id=actor.user_id, now=now, verb=verb, obj=draft, group_id=draft.group_id)

"""Entries from a spreadsheet: parsed, judged by the book as it stands, written as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.cash.models import CashEntry
from gugus.cash.queries.book import closed_until, daily_nets
from gugus.cash.rules.balance_rows import BalanceSign
from gugus.cash.rules.entries import EntryDateFault, entry_date_fault
from gugus.cash.rules.entry_parser import (
    EntryParseFault,
    EntryVerdict,
    ParsedEntry,
    duplicates_in_book,
    overdrafts,
    parse_entries,
)
from gugus.cash.services.book import EntryContent, EntryReferences, NewEntry, add_entries, lock_book
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
from gugus.platform.interchange.importer import (
    SKIP,
    AgreedImport,
    Progress,
    ReadFile,
    ReadRow,
    RowJudgement,
    WrittenImport,
    sheet_notes,
)
from gugus.platform.interchange.models import ImportDraft

KIND = "cash"
TAKE = "take"
MAX_FILE = 5 * 1024 * 1024
# What a person may take, and what is usual.
_USUAL = {EntryVerdict.NEW: TAKE, EntryVerdict.ALREADY_IN_BOOK: SKIP}


def parse_cash_book(data: bytes, draft: ImportDraft, tell: Progress) -> ReadFile:
    """The table's rows as entries; `subject` may name the source of rows that name none."""
    del tell
    sources = {one.name.lower(): one.pk for one in sources_of(_group(draft))}
    table = read_cash_table(data)
    rows = parse_entries(table.rows, sources, draft.subject.get("source"))
    if not rows:
        raise FormatRefused("no_rows", "no row is an entry")
    hidden = {row.number for row in table.rows if row.hidden}
    notes = sheet_notes(table.sheets, hidden.intersection(one.number for one in rows))
    dropped = {"dropped_columns": list(table.dropped)}
    return ReadFile([ReadRow(one.number, _packed(one)) for one in rows], {**notes, **dropped})


def _group(draft: ImportDraft) -> Group:
    return Group.objects.get(pk=draft.group_id)


def judge_cash_book(
    draft: ImportDraft, rows: Sequence[ReadRow], now: datetime
) -> list[RowJudgement]:
    """Every row with its verdict, by the book as it stands now."""
    group, entries = _group(draft), [_unpacked(row.values) for row in rows]
    known_sources = {one.pk for one in sources_of(group)}
    known_sources = {one.pk for one in sources_of(group)}
    readable = [one for one in entries if one.fault is None and one.source in known_sources]
    today, closed = day_of(group, now), closed_until(group)
    dates = {
        one.number: fault
        for one in readable
        if one.day and (fault := entry_date_fault(one.day, today, closed))
    }
    moving = [one for one in readable if not one.is_set_aside]
    twins = duplicates_in_book(moving, _known(group, moving))
    fresh = [one for one in readable if one.number not in dates and one.number not in twins]
    book = daily_nets(group, known_sources)
    short = dict(overdrafts((one for one in fresh if not one.is_set_aside), book))
    # What fits as soon as somebody ticks a balance that was carried over.
    opening = [one for one in fresh if one.is_set_aside and one.received and not one.spent][:1]
    still = dict(overdrafts([*opening, *(one for one in fresh if not one.is_set_aside)], book))
    found = _Found(dates, twins, short, frozenset(short) - frozenset(still), opening)
    takeable = {one.number for one in readable} - dates.keys()
    return [
        _judgement(row, one, found, one.number in takeable)
        for row, one in zip(rows, entries, strict=True)
    ]


@dataclass(frozen=True)
class _Found:
    """What the book says of the rows, by their number."""

    dates: Mapping[int, EntryDateFault]
    twins: frozenset[int]
    short: Mapping[int, date]
    # Short only as long as the opening balance is left out.
    with_opening: frozenset[int]
    opening: Sequence[ParsedEntry]


def _judgement(row: ReadRow, one: ParsedEntry, found: _Found, takeable: bool) -> RowJudgement:
    verdict, findings = _verdict(one, found, takeable)
    usual = _USUAL.get(verdict, "")
    if verdict is EntryVerdict.BALANCE:
        usual = SKIP if takeable else ""
    elif one.number in found.with_opening:
        usual = SKIP
    choices = (TAKE, SKIP) if usual else ()
    return RowJudgement(row.number, verdict, row.values, findings, choices, usual, one)


def _verdict(
    one: ParsedEntry, found: _Found, takeable: bool
) -> tuple[EntryVerdict, dict[str, Any]]:
    if one.is_set_aside:
        return EntryVerdict.BALANCE, {}
    if one.number in found.dates:
        return EntryVerdict.INVALID_DATE, {"fault": str(found.dates[one.number])}
    if one.number in found.twins:
        return EntryVerdict.ALREADY_IN_BOOK, {}
    if one.number in found.short:
        findings: dict[str, Any] = {"day": found.short[one.number].isoformat()}
        if one.number in found.with_opening:
            findings["opening"] = found.opening[0].text
        return EntryVerdict.OVERDRAWS_SOURCE, findings
    return (EntryVerdict.NEW if takeable else EntryVerdict.UNREADABLE), {}


def _known(group: Group, rows: Sequence[ParsedEntry]) -> list[tuple[date, int, int, int]]:
    days = [one.day for one in rows if one.day]
    if not days:
        return []
    found = CashEntry.objects.filter(group=group, dated__range=(min(days), max(days))).order_by()
    in_force = found.filter(corrects=None, corrected_by=None)
    return list(in_force.values_list("dated", "source_id", "received", "spent"))


def lock_cash_book(draft: ImportDraft) -> None:
    """The group's book stays as it is until the import is written."""
    lock_book(_group(draft))


def write_cash_book(agreed: AgreedImport) -> WrittenImport:
    """Write the rows that a person took, all of them or none."""
    group = _group(agreed.draft)
    if agreed.changed:
        numbers = sorted(one.number for one in agreed.changed)
        raise Refused(
            _(
                "Buku berubah sejak pratinjau dibuka: baris %(rows)s tidak dapat diambil lagi. "
                "Belum ada yang ditulis. Periksa lagi daftarnya."
            )
            % {"rows": ", ".join(str(number) for number in numbers[:10])}
        )
    wanted: list[ParsedEntry] = [one for _decision, one in agreed.rows]
    if not wanted:
        raise Refused(_("Belum ada baris yang dicentang."))
    sources = {one.pk: one for one in sources_of(group)}
    wanted.sort(key=lambda one: (one.day, one.spent > 0, one.number))
    marks = EntryReferences(batch=agreed.draft.mark)
    rows = [NewEntry(_what(one, sources), marks) for one in wanted]
    add_entries(agreed.actor, agreed.now, group, rows)
    return WrittenImport({"new": len(rows)})


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


def reverse_import(*, actor: Actor, now: datetime, draft: ImportDraft, reason: str) -> int:
    """Counter every uncorrected entry of an import, all or none; returns how many."""
    with transaction.atomic():
        group = lock_book(_group(draft))
        rows = CashEntry.objects.filter(group=group, batch=draft.mark, corrected_by=None)
        wrong = list(rows.select_related("source", "item", "school").order_by("number"))
        if not wrong:
            raise Refused(_("Tidak ada lagi entri impor ini yang dapat ditarik."))
        for one in wrong:
            check_correctable(one)
        counters = [reversal_of(one, reason, group, now) for one in wrong]
        add_entries(actor, now, group, counters)
        record(actor.user_id, now, "import_draft.reversed", draft, group.pk, kind=KIND)
    return len(counters)


def _packed(row: ParsedEntry) -> dict[str, Any]:
    return vars(row) | {"day": row.day.isoformat() if row.day else None}


def _unpacked(values: Mapping[str, Any]) -> ParsedEntry:
    fault, sign = values["fault"], values["sign"]
    return replace(
        ParsedEntry(**values),
        day=date.fromisoformat(values["day"]) if values["day"] else None,
        fault=EntryParseFault(fault) if fault else None,
        sign=BalanceSign(sign) if sign else None,
    )


def cash_file_refusal(code: str, names: Sequence[str]) -> str:
    """Why a file is not read, and what to do."""
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

"""A spreadsheet becomes entries: reading, judging, writing all or nothing, taking back."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gugus.cash.interchange import IMPORTER
from gugus.cash.models import CashEntry, MonthClose
from gugus.cash.queries.book import balances_of
from gugus.cash.rules.entry_parser import (
    EntryParseFault,
    EntryVerdict,
    ParsedEntry,
    overdrafts,
    parse_entries,
)
from gugus.cash.services.imports import reverse_import
from gugus.cores.formats.cash_table import MAX_ROWS, CashTableRow, read_cash_table
from gugus.cores.formats.cells import Formula, Number
from gugus.cores.formats.days import read_day
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.numbers import InvalidRupiah, read_rupiah
from gugus.cores.formats.tables import to_xlsx
from gugus.platform.foundation.errors import Refused
from gugus.platform.interchange.models import ImportDraft
from gugus.platform.interchange.services import discard_draft
from tests.support.cash_book import NOW, apply_cash, preview_cash, source, treasurer, write
from tests.support.world import World

OCT = date(2026, 10, 5)
HEAD = "Tanggal;No. Bukti;Uraian;Sumber Dana;Debet (Rp);Kredit (Rp);Saldo\n"


@pytest.mark.parametrize(
    "cell",
    [
        "5 Oktober 2026",
        "5 okt 2026",
        "Senin, 5 Oktober 2026",
        "Jum'at, 5-Okt-26",
        "05/10/2026",
        "5-10-26",
        "5.10.2026",
        "2026-10-05",
        "2026-10-05 00:00:00",
        Number("46300"),
        Number("46300.5"),
        Formula("46300"),
    ],
)
def test_days_as_people_write_them(cell: str) -> None:
    assert read_day(cell) == OCT


@pytest.mark.parametrize(
    "cell",
    ["", "kemarin", "31/02/2026", "2026-13-01", "5 Oktobre 2026", "10/2026", Number("5"),
     Number("1e400"), Number("nan"), "٥/١٠/٢٠٢٦", "0/0/0000"],
)  # fmt: skip
def test_what_is_no_day(cell: str) -> None:
    assert read_day(cell) is None


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("Rp 1.250.000", 1_250_000),
        ("1.250.000,00", 1_250_000),
        (Number("1250000"), 1_250_000),
        (Number("1250000.0"), 1_250_000),
        (Number("1.25E6"), 1_250_000),
        (Formula("25000"), 25_000),
        ("-", 0),
        (" ", 0),
        ("Rp -", 0),
    ],
)
def test_amounts(cell: str, amount: int) -> None:
    assert read_rupiah(cell) == amount


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (Number("0.5"), "unclear"),
        (Number("-5"), "negative"),
        (Number("1e300"), "huge"),
        (Number("NaN"), "unclear"),
        ("1,25 juta", "unclear"),
        ("-5.000", "negative"),
    ],
)
def test_amounts_that_are_not_guessed(cell: str, reason: str) -> None:
    with pytest.raises(InvalidRupiah) as said:
        read_rupiah(cell)
    assert said.value.reason == reason


def test_a_book_as_it_is_found() -> None:
    table = read_cash_table(
        (
            "BUKU KAS UMUM;;;;;;\n\n" + HEAD + "5 Juli 2026;01;Saldo awal;IURAN;Rp 1.250.000;;1\n"
            ";02;Fotokopi;Iuran;;25.000;\n"
            "31/02/2026;03;Salah;Iuran;;25.000;\n"
            ";04;Sesudahnya;Iuran;;25.000;\n"
            "6-7-26;;Konsumsi;BOSP;;25.000;\n"
            "6-7-26;;Dua;Iuran;5;25.000;\n"
            "6-7-26;;Nol;Iuran;;0;\n"
            "6-7-26;;;Iuran;;5;\n"
            "Jumlah;;;;1250000;50000;\n"
            ";;Saldo akhir;;;50000;\n"
        ).encode()
    )
    rows = parse_entries(table.rows, {"iuran": 1}, None)
    # What restates a balance is set aside: shown, and never dropped.
    assert [row.number for row in rows if row.is_set_aside] == [4, 12, 13]
    assert [(row.number, row.fault) for row in rows if row.number < 12] == [
        (4, None),
        (5, None),
        (6, EntryParseFault.DAY),
        (7, EntryParseFault.NO_DAY),
        (8, EntryParseFault.SOURCE),
        (9, EntryParseFault.BOTH),
        (10, EntryParseFault.NO_AMOUNT),
        (11, EntryParseFault.NO_TEXT),
    ]
    assert (rows[0].received, rows[0].paper_number, rows[0].source) == (1_250_000, "01", 1)
    assert (rows[1].day, rows[1].spent) == (date(2026, 7, 5), 25_000)


def test_the_same_from_excel_and_from_other_csv() -> None:
    heads = ["Tgl", "Keterangan", "Masuk", "Keluar"]
    for data in (
        to_xlsx("Kas", heads, [["5/10/2026", "Iuran", 50_000, None]]),
        b"Tgl,Keterangan,Masuk,Keluar\r\n5/10/2026,Iuran,50000,\r\n",
        "Tgl\tKeterangan\tMasuk\tKeluar\n5/10/2026\tIuran “é”\t50000\t\n".encode("cp1252"),
        b"\xef\xbb\xbfTgl;Keterangan;Masuk;Keluar\n5/10/2026;Iuran;50000;\n",
    ):
        (row,) = parse_entries(read_cash_table(data).rows, {}, 1)
        assert (row.day, row.received, row.source, row.fault) == (OCT, 50_000, 1, None)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"halo", "missing_columns"),
        (b"<html><table>", "html"),
        (b"PK\x03\x04junk", "damaged"),
        (b"\x00\x01\x02", "wrong_type"),
        ((HEAD).encode(), "no_rows"),
        (b"Tanggal;Tgl;Uraian;Masuk\n1;1;1;1\n", "duplicate_columns"),
        ((HEAD + "1;1;1;1;1;1\n" * (MAX_ROWS + 1)).encode(), "too_many_rows"),
        (b"Tanggal;Uraian\n1;2\n", "missing_columns"),
        (b"x" * (5 * 1024 * 1024 + 1), "too_large"),
    ],
)
def test_files_that_are_not_read(data: bytes, code: str) -> None:
    with pytest.raises(FormatRefused) as said:
        read_cash_table(data)
    assert said.value.code == code


@settings(max_examples=40)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: (HEAD + text).encode()))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with suppress(FormatRefused):
        parse_entries(read_cash_table(data).rows, {"iuran": 1}, None)


def _read(number: int, day: date, net: int) -> ParsedEntry:
    return ParsedEntry(number, day, "x", "", "", 1, max(net, 0), max(-net, 0))


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 60)), max_size=8),
    st.lists(st.tuples(st.integers(1, 9), st.integers(-60, 60)), max_size=12),
)
def test_what_is_left_never_overdraws(
    book: list[tuple[int, int]], rows: list[tuple[int, int]]
) -> None:
    days: dict[date, int] = {}
    for day, net in book:
        days[date(2026, 10, day)] = days.get(date(2026, 10, day), 0) + net
    read = [_read(n, date(2026, 10, day), net) for n, (day, net) in enumerate(rows) if net]
    out = dict(overdrafts(read, {1: days}))
    for one in read:
        if one.number not in out:
            assert one.day
            days[one.day] = days.get(one.day, 0) + one.received - one.spent
    held = 0
    for day in sorted(days):
        held += days[day]
        assert held >= 0


def preview(world: World, body: str, name: str = "bku.csv") -> ImportDraft:
    source(world)
    return preview_cash(world, (HEAD + body).encode(), name)


def verdicts(draft: ImportDraft) -> list[tuple[int, str]]:
    return list(draft.rows.order_by("number").values_list("number", "verdict"))


def discard(world: World, draft: ImportDraft) -> None:
    discard_draft(actor_id=treasurer(world).user_id, now=NOW, draft=draft)


def test_each_row_has_its_verdict(world: World) -> None:
    write(world, 500, OCT)
    write(world, -400, date(2026, 11, 3))
    MonthClose.objects.create(
        group=world.group, month=date(2026, 9, 1), balances={}, balance=0, counted={},
        difference=0, digest="", closed_at=NOW, closed_by_id=treasurer(world).user_id,
    )  # fmt: skip
    draft = preview(
        world,
        "5/10/2026;;Iuran;Iuran;500;\n"  # stands in the book
        ";;Iuran lagi;Iuran;500;\n"  # the same again is another one
        "5/9/2026;;Lama;Iuran;5;\n"
        "21/11/2026;;Besok;Iuran;5;\n"
        "5/10/2026;;Besar;Iuran;;601;\n"
        "5/10/2026;;Pas;Iuran;;600;\n"
        "5/10/2026;;?;Lain;5;\n",
    )
    assert verdicts(draft) == [
        (2, EntryVerdict.ALREADY_IN_BOOK),
        (3, EntryVerdict.NEW),
        (4, EntryVerdict.INVALID_DATE),
        (5, EntryVerdict.INVALID_DATE),
        (6, EntryVerdict.OVERDRAWS_SOURCE),
        (7, EntryVerdict.NEW),
        (8, EntryVerdict.UNREADABLE),
    ]
    reasons = {one.number: one.reason for one in IMPORTER.show(draft, draft.rows.all())}
    assert "ditutup sampai" in reasons[4]
    assert "Selasa, 3 November 2026" in reasons[6] or "5 Oktober" in reasons[6]
    assert "Lain" in reasons[8]


def test_an_import_is_written_as_a_whole_and_taken_back_as_a_whole(world: World) -> None:
    draft = preview(world, "6/10/2026;2;Kertas;Iuran;;400;\n5/10/2026;1;Kas;Iuran;500;;\n")
    options = {"actor": treasurer(world), "now": NOW, "draft": draft}
    assert apply_cash(world, draft, [2, 3]) == 2
    first, second = CashEntry.objects.order_by("number")
    assert (first.description, first.paper_number) == ("Kas", "1")
    draft.refresh_from_db()
    assert first.batch == second.batch == draft.mark
    with pytest.raises(Refused, match="sudah diterapkan"):
        apply_cash(world, draft, [2, 3])
    with pytest.raises(Refused, match="sudah diterapkan"):
        discard(world, draft)
    assert reverse_import(**options, reason="Salah berkas") == 2
    assert balances_of(world.group) == {source(world).pk: 0}
    with pytest.raises(Refused, match="Tidak ada lagi"):
        reverse_import(**options, reason="Salah berkas")
    # What was taken back is new again.
    again = preview(world, "5/10/2026;1;Kas;Iuran;500;;\n")
    assert verdicts(again) == [(2, EntryVerdict.NEW)]


def test_a_book_that_changed_meanwhile_refuses_the_whole_import(world: World) -> None:
    draft = preview(world, "5/10/2026;1;Kas;Iuran;500;;\n6/10/2026;2;Kertas;Iuran;;400;\n")
    MonthClose.objects.create(
        group=world.group, month=date(2026, 10, 1), balances={}, balance=0, counted={},
        difference=0, digest="", closed_at=NOW, closed_by_id=treasurer(world).user_id,
    )  # fmt: skip
    with pytest.raises(Refused, match="baris 2, 3"):
        apply_cash(world, draft, [2, 3])
    assert not CashEntry.objects.exists()
    # What is shown now is how the rows stand now.
    assert {verdict for _number, verdict in verdicts(draft)} == {EntryVerdict.INVALID_DATE}
    with pytest.raises(Refused, match="Belum ada baris"):
        apply_cash(world, draft, [2, 3])
    discard(world, draft)
    draft.refresh_from_db()
    assert draft.state == "discarded" and not draft.rows.exists()


def test_a_spending_ticked_without_its_income_is_refused_as_a_whole(world: World) -> None:
    draft = preview(world, "5/10/2026;1;Kas;Iuran;500;;\n6/10/2026;2;Kertas;Iuran;;400;\n")
    with pytest.raises(Refused, match="tidak cukup"):
        apply_cash(world, draft, [3])
    draft.refresh_from_db()
    assert draft.state == "ready"


def test_names_of_files_are_only_names(world: World) -> None:
    name = preview(world, "5/10/2026;1;Kas;Iuran;500;;\n", "C:\\x/../../bku\n.csv").file_name
    assert name == "bku.csv"


def test_signs_that_no_database_takes_are_blanks() -> None:
    cells = {"day": "5/10/2026", "text": "Ki\x00ri\x1bm", "party": "\ud800", "received": "5"}
    (one,) = parse_entries(
        [CashTableRow(2, {**cells, "source": "Iuran\x07", "number": "\u202e"})], {"iuran": 1}, None
    )
    assert (one.text, one.party, one.paper_number, one.source) == ("Ki ri m", "", "", 1)

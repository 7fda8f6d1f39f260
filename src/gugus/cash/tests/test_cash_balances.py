"""Balances and sums in somebody's book are set aside, real rows that read like them are not."""

import io
from collections.abc import Sequence
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from gugus.cash.interchange import IMPORTER
from gugus.cash.models import CashEntry
from gugus.cash.queries.book import balances_of
from gugus.cash.rules.balance_rows import (
    BalanceSign,
    MoneyRow,
    Wording,
    balance_signs,
    wording_of,
)
from gugus.cash.rules.entry_parser import EntryVerdict
from gugus.cores.formats.tables import Cell, to_xlsx
from gugus.platform.interchange.importer import SKIP
from gugus.platform.interchange.models import ImportDraft
from gugus.platform.interchange.services import NewImport, preview_import
from tests.support.cash_book import NOW, apply_cash, preview_cash, source, treasurer
from tests.support.trials import trial
from tests.support.world import World

HEADS = ["Tanggal", "No. Bukti", "Uraian", "Penerimaan", "Pengeluaran", "Saldo"]
Row = Sequence[Cell]


def drafted(world: World, data: bytes, name: str = "bku.xlsx") -> ImportDraft:
    """A file in which no row names its source."""
    what = NewImport(
        group_id=world.group.pk, data=data, file_name=name, subject={"source": source(world).pk}
    )
    return preview_import(IMPORTER, actor_id=treasurer(world).user_id, now=NOW, what=what)


def book(world: World, *rows: Row) -> ImportDraft:
    """Rows of text, received, spent and perhaps a balance, all of 5 October 2026."""
    cells = [["5/10/2026", "", *row, *[None] * (4 - len(row))] for row in rows]
    return drafted(world, to_xlsx("BKU", HEADS, cells))


def verdicts(draft: ImportDraft) -> dict[int, str]:
    return dict(draft.rows.order_by("number").values_list("number", "verdict"))


def aside(draft: ImportDraft) -> set[int]:
    return {number for number, verdict in verdicts(draft).items() if verdict == "balance"}


def test_carried_balances_and_sums_are_not_ticked(world: World) -> None:
    draft = drafted(world, trial("09-carried-balance.xlsx"))
    assert verdicts(draft) == {
        2: EntryVerdict.BALANCE,
        3: EntryVerdict.NEW,
        4: EntryVerdict.NEW,
        5: EntryVerdict.BALANCE,
        6: EntryVerdict.BALANCE,
        7: EntryVerdict.BALANCE,
    }
    # One that fills both columns cannot be taken at all.
    ticks = dict(draft.rows.filter(verdict="balance").values_list("number", "decision"))
    assert ticks == {2: SKIP, 5: "", 6: SKIP, 7: SKIP}
    assert apply_cash(world, draft, [3, 4]) == 2
    assert balances_of(world.group) == {source(world).pk: 150_000}


def test_headings_with_words_in_brackets_and_numbers_below(world: World) -> None:
    draft = drafted(world, trial("07-arkas-header.xlsx"))
    assert verdicts(draft) == {
        6: EntryVerdict.BALANCE,
        7: EntryVerdict.NEW if draft.rows.get(number=7).verdict == "new" else "short",
        8: EntryVerdict.NEW,
        9: EntryVerdict.BALANCE,
    }
    row = draft.rows.get(number=8)
    assert (row.values["received"], row.values["day"]) == (300_000, "2026-10-06")


def test_days_that_count_from_1904(world: World) -> None:
    draft = drafted(world, trial("10-date1904.xlsx"))
    days = draft.rows.order_by("number").values_list("values__day", flat=True)
    assert list(days) == ["2026-10-05", "2026-10-06"]


def test_residues_of_formulas_are_whole_rupiah(world: World) -> None:
    draft = drafted(world, trial("11-float-formula.xlsx"))
    rows = {row.number: row for row in draft.rows.all()}
    assert (rows[2].values["received"], rows[3].values["spent"]) == (300_000, 110_000)
    assert rows[6].values["received"] == 1_500_000
    assert [rows[n].values["day"] for n in (7, 8, 9)] == ["2026-10-09", "2026-10-07", "2026-10-08"]
    # Half a rupiah and less than nothing are said, not guessed.
    assert [rows[n].values["fault"] for n in (4, 5)] == ["amount", "negative"]
    assert len(rows) == 8


BALANCES = [
    *("Saldo", "Saldo awal", "SALDO AWAL BULAN", "Saldo bulan lalu", "Saldo bulan September 2026"),
    *("Saldo per 31 Oktober 2026", "Saldo akhir bulan", "Saldo kas", "Saldo pindahan", "Sld. awal"),
    *("Sisa saldo", "Sisa kas bulan lalu", "Sisa dana tahun lalu", "Sisa uang", "Jumlah", "JUMLAH"),
    *("Jumlah bulan ini", "Jumlah s.d. bulan ini", "Jumlah s/d bulan lalu", "Jml. pengeluaran"),
    *("Jumlah penerimaan dan pengeluaran", "Total", "TOTAL PENERIMAAN", "Total keseluruhan"),
    *("Sub total", "Subtotal", "Sub Jumlah", "Grand total", "Pindahan", "Pindahan dari halaman 1"),
    *("Dipindahkan", "Dipindahkan ke halaman 2", "Jumlah dipindahkan", "Pindahan saldo bulan lalu"),
    *("Transfer saldo bulan lalu", "Kas bulan lalu", "Kas awal", "Saldo Iuran", "Posisi kas akhir"),
    *("Rekapitulasi bulan Oktober", "Jumlah sampai dengan bulan ini", "Saldo tunai", "Saldo bank"),
    *("Saldo di tangan", "Lanjutan dari halaman sebelumnya", "Total belanja bulan ini"),
    *(
        "T O T A L",
        "J U M L A H :",
        "Bulan lalu",
        "Saldo bank BRI",
        "Saldo di bendahara",
        "Uang kas lama",
    ),
    *("Saldo per 1/10/2026", "Jumlah yang lalu", "Total saldo akhir", "Balance brought forward"),
]
REAL = [
    *("Total Jaya: beli kertas", "Jumlah buku 40 eks", "Saldo tabungan dicairkan", "Iuran SD A"),
    *("Toko Total ATK", "Sisa konsumsi dikembalikan", "Transfer dari SDN 2", "Konsumsi rapat"),
    *("Transfer iuran bulan Oktober", "Iuran bulan lalu", "Pembelian saldo pulsa", "Pulsa"),
    *(
        "Kas RT",
        "Total Print spanduk",
        "Sub Rayon 2: iuran",
        "Sumbangan tahun lalu",
        "Spidol 2 kotak",
    ),
]


@pytest.mark.parametrize("text", BALANCES)
def test_words_of_balances_and_sums(world: World, text: str) -> None:
    assert wording_of(text, frozenset({"iuran"})) is Wording.BALANCE
    draft = book(world, ["Iuran SD A", 300_000], [text, 777_000], ["Map", None, 5_000])
    assert aside(draft) == {3}
    assert not draft.rows.get(number=3).decision.startswith("take")


@pytest.mark.parametrize("text", REAL)
def test_real_rows_that_begin_like_them(world: World, text: str) -> None:
    draft = book(world, ["Iuran SD A", 300_000], [text, None, 45_000], [text, 12_000])
    assert verdicts(draft) == dict.fromkeys((2, 3, 4), EntryVerdict.NEW)


def test_a_book_begins_with_what_was_there(world: World) -> None:
    draft = book(world, ["Saldo dari Bu Ani tahun 2025", 900_000], ["Iuran SD A", 300_000],
                 ["Saldo dari Bu Ani yang terlupa", 40_000])  # fmt: skip
    assert aside(draft) == {2}


def test_amounts_decide_where_words_do_not(world: World) -> None:
    draft = book(
        world,
        ["Iuran SD A", 300_000],
        ["Iuran SD B", 200_000],
        ["Jumlah iuran dua sekolah", 500_000],
        ["Jumlah buku 40 eks", None, 80_000],
        ["Total Jaya", None, 20_000],
        ["Jumlah seluruh pengeluaran kami", None, 100_000],
        ["Rekap akhir", 500_000, 100_000],
    )
    assert aside(draft) == {4, 7, 8}
    reasons = {one.number: one.reason for one in IMPORTER.show(draft, draft.rows.all())}
    assert "Sama dengan jumlah" in reasons[4]
    assert "bukan jumlah baris di atasnya" in reasons[5]
    assert reasons[2] == ""


def test_a_running_balance_decides(world: World) -> None:
    draft = book(
        world,
        ["Saldo bulan lalu", 1_000_000, None, 1_000_000],
        ["Saldo tabungan", 500_000, None, 1_500_000],
        ["Jumlah", None, 100_000, 1_400_000],
        ["Kas ketua per hari ini", 1_400_000, None, 1_400_000],
        ["Total", 1_500_000, 100_000, 1_400_000],
        ["Sisa", None, 400_000, 1_000_000],
        ["Iuran", 50_000, None, 1_050_000],
    )
    assert aside(draft) == {2, 5, 6}
    reasons = {one.number: one.reason for one in IMPORTER.show(draft, draft.rows.all())}
    assert "tidak berubah" in reasons[5]
    assert "ikut berubah" in reasons[3] and "ikut berubah" in reasons[4]


def test_no_row_with_money_is_dropped_unsaid(world: World) -> None:
    cells: list[Row] = [
        ["Jumlah", None, None, 300_000, None, None],
        [None, None, "Saldo awal", None, None, 250_000],
        [None, "Total", None, None, 100_000, None],
        ["kapan-kapan", None, "Iuran", 5_000, None, None],
        [None, None, None, 9_000, None, None],
        ["5/10/2026", None, "Salah", "lima ribu", None, None],
        [None, None, "Mengetahui", "Ciawi, 31 Oktober 2026", None, None],
        [None, None, "Ketua", "NIP. 19850101 201001 1 001", None, None],
        ["5/10/2026", None, "Iuran", 5_000, None, None],
        ["5/10/2026", None, "Iuran", "5 ribu", None, 10_000],
    ]
    draft = drafted(world, to_xlsx("BKU", HEADS, cells))
    assert verdicts(draft) == {
        2: "balance", 3: "balance", 4: "balance", 5: "unreadable", 6: "unreadable",
        7: "unreadable", 10: "new", 11: "unreadable",
    }  # fmt: skip


def test_what_was_carried_into_an_empty_book_can_be_ticked(world: World) -> None:
    draft = book(world, ["Saldo awal", 1_000_000], ["Konsumsi", None, 150_000])
    assert verdicts(draft) == {2: EntryVerdict.BALANCE, 3: EntryVerdict.OVERDRAWS_SOURCE}
    shown = {one.number: one.reason for one in IMPORTER.show(draft, draft.rows.all())}
    assert "Saldo awal" in shown[3]
    assert apply_cash(world, draft, [2, 3]) == 2
    assert [one.description for one in CashEntry.objects.order_by("number")] == [
        "Saldo awal",
        "Konsumsi",
    ]


def test_every_sheet_with_headings_is_read_and_told(world: World) -> None:
    out = io.BytesIO()
    file = xlsxwriter.Workbook(out)
    for name, rows in {
        "Sampul": [["BUKU KAS"]],
        "Okt": [["Buku kas"], [], HEADS, ["5/10/2026", "", "Iuran", 5_000]],
        "Nov": [
            HEADS,
            ["Jumlah", "", "", 5_000],
            ["6/11/2026", "", "Iuran", 7_000],
            ["", "", "Map", None, 1_000],
        ],
        "Lama": [HEADS, ["6/11/2025", "", "Iuran", 9_000]],
    }.items():
        sheet = file.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if name == "Lama":
            sheet.hide()
        if name == "Nov":
            sheet.set_row(3, None, None, {"hidden": True})
    file.close()
    draft = drafted(world, out.getvalue())
    assert verdicts(draft) == {4: "new", 1_000_002: "balance", 1_000_003: "new", 1_000_004: "new"}
    assert draft.notes["sheets"] == {
        "read": ["Okt", "Nov"], "left": [["Sampul", "no_headings"], ["Lama", "hidden"]],
    }  # fmt: skip
    assert draft.notes["hidden"] == [1_000_004]
    days = draft.rows.order_by("number").values_list("values__day", flat=True)
    assert list(days)[-2:] == ["2026-11-06", "2026-11-06"]


HEADINGS: dict[str, list[Row]] = {
    "two tiers": [
        ["BUKU KAS"], ["No", "Tanggal", "Uraian", "Jumlah", "", "Ket"],
        ["", "", "", "Masuk (Rp)", "Keluar (Rp)", ""], [1, 2, 3, 4, 5, 6],
        [1, "5/10/2026", "Iuran", 5000, "", ""], [2, "6/10/2026", "Map", "", 1000, ""],
    ],
    "cash and bank below": [
        ["Tanggal", "Uraian", "Penerimaan", "", "Pengeluaran", "", "Saldo"],
        ["", "", "Tunai", "Bank", "Tunai", "Bank", ""],
        ["5/10/2026", "Iuran", "", 5000, "", "", 5000], ["6/10/2026", "Map", "", "", 1000, "", 4000],
    ],
    "groups above": [
        ["LAPORAN PENERIMAAN DAN PENGELUARAN"], ["Penerimaan", "", "Pengeluaran", ""],
        ["Tanggal", "Uraian", "Debet", "Kredit"], ["5/10/2026", "Iuran", 5000, ""],
        ["6/10/2026", "Map", "", 1000],
    ],
    "in brackets": [
        ["TANGGAL (TGL)", "URAIAN (KETERANGAN)", "PENERIMAAN (DEBET) (Rp)", "PENGELUARAN [KREDIT]"],
        ["(1)", "(2)", "(3)", "(4)"], ["5/10/2026", "Iuran", 5000, ""], ["6/10/2026", "Map", "", 1000],
    ],
    "broken lines and slashes": [
        [], [], ["Hari /\nTanggal", "No.\nBukti", "Uraian", "Debet / Masuk", "Kredit/Keluar", "Keterangan"],
        ["5/10/2026", "1", "Iuran", 5000, "", "lunas"], ["6/10/2026", "", "Map", "", 1000, ""],
    ],
    "on every printed page": [
        ["Tgl", "Keterangan", "Masuk", "Keluar"], ["5/10/2026", "Iuran", 5000, ""],
        ["Tgl", "Keterangan", "Masuk", "Keluar"], ["6/10/2026", "Map", "", 1000],
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", HEADINGS.values(), ids=HEADINGS)
def test_headings_as_offices_draw_them(world: World, rows: list[Row]) -> None:
    draft = drafted(world, to_xlsx("BKU", [str(cell) for cell in rows[0]], rows[1:]))
    read = draft.rows.order_by("number").values_list(
        "values__day", "values__text", "values__received", "values__spent"
    )
    assert list(read) == [("2026-10-05", "Iuran", 5000, 0), ("2026-10-06", "Map", 0, 1000)]


LINES = "Buku Kas;;;\r\nTanggal;Uraian;Masuk;Keluar\r\nJum’at, 9 Okt 2026;Iuran – A;1.250.000,00;\r\n;Map;;25.000\r\n"


@pytest.mark.parametrize(
    "data",
    [
        LINES.encode("cp1252"), LINES.encode("utf-8-sig"), LINES.encode("utf-16"),
        LINES.encode("utf-16-le"), ("sep=;\r\n" + LINES).encode("cp1252"),
        LINES.replace(";", "\t").encode(), LINES.replace("1.250.000,00", '"Rp 1.250.000,-"').encode(),
        LINES.replace("1.250.000,00", "1250000,00000000006").encode("cp1252"),
        LINES.replace("1.250.000,00", "1249999,99999999").encode("cp1252"),
        b'Tanggal,Uraian,Masuk,Keluar\n"Jum\x92at, 9 Okt 2026",Iuran \x96 A,"1,250,000.00",\n,Map,,"25,000"\n',
    ],
    ids=range(10),
)  # fmt: skip
def test_books_saved_as_text(world: World, data: bytes) -> None:
    draft = drafted(world, data, "bku.csv")
    read = draft.rows.order_by("number").values_list(
        "values__day", "values__text", "values__received", "values__spent"
    )
    assert list(read) == [
        ("2026-10-09", "Iuran – A", 1_250_000, 0),
        ("2026-10-09", "Map", 0, 25_000),
    ]


MONEY = st.integers(1, 50).map(lambda n: n * 1_000)


@given(st.lists(st.tuples(st.sampled_from(REAL), MONEY, st.booleans()), min_size=1, max_size=12))
def test_a_kept_balance_sets_no_movement_aside(rows: list[tuple[str, int, bool]]) -> None:
    held = 10_000_000
    read = [MoneyRow("Saldo awal", held, 0, held)]
    for text, money, comes_in in rows:
        held += money if comes_in else -money
        read.append(MoneyRow(text, money * comes_in, money * (not comes_in), held))
    signs = balance_signs(read)
    assert signs[0] is BalanceSign.WORDS
    assert not [one for one in signs[1:] if one and one.sets_aside]
    # Whatever a row that restates the balance is called, it stands still.
    last = balance_signs([*read, MoneyRow("Apa saja", held, 0, held)])[-1]
    assert last is BalanceSign.STANDS_STILL


def test_a_day_still_comes_from_the_row_above(world: World) -> None:
    draft = preview_cash(
        world,
        b"Tanggal;Uraian;Sumber Dana;Masuk;Keluar\n5/10/2026;Iuran;iuran;9000;\n"
        b"Jumlah;;;9000;\n;Map;iuran;;2000\n",
    )
    assert draft.rows.get(number=4).values["day"] == date(2026, 10, 5).isoformat()

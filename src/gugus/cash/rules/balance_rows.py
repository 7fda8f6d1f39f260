"""Which rows of somebody's cash book restate a balance or a sum, and which move money.

A running balance decides where the book has one: what moves it is an entry, whatever it is called.
Elsewhere words and amounts decide together: 'Jumlah bulan ini' is a sum; 'Jumlah buku 40 eks' is one
only when its amount is what the rows above come to. Rows are set aside, never dropped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise


class BalanceSign(StrEnum):
    """Why a row is taken for a balance or a sum, or why one that reads like it is an entry."""

    WORDS = "words"
    TOTALS = "totals"
    STANDS_STILL = "still"
    BALANCE_ONLY = "only"
    # These are entries.
    MOVES = "moves"
    NO_TOTAL = "no_total"

    @property
    def sets_aside(self) -> bool:
        """Is the row no entry?"""
        return self not in (BalanceSign.MOVES, BalanceSign.NO_TOTAL)


class Wording(StrEnum):
    """How much a text reads like a balance or a sum."""

    BALANCE = "balance"
    PERHAPS = "perhaps"
    OTHER = "other"


@dataclass(frozen=True)
class MoneyRow:
    """A row as far as it decides: its words, its money, the running balance beside it if any."""

    text: str
    received: int
    spent: int
    balance: int | None = None
    # Is there money in it that could not be read?
    unclear: bool = False

    @property
    def net(self) -> int:
        """What it adds to the balance."""
        return self.received - self.spent


_HEADS = frozenset(
    {
        *(
            "saldo",
            "sld",
            "jumlah",
            "jml",
            "jmlh",
            "jlh",
            "total",
            "tot",
            "ttl",
            "sisa",
            "subtotal",
        ),
        *("pindahan", "dipindahkan", "dipindah", "pemindahan", "memindahkan", "rekapitulasi"),
        *("rekap", "akumulasi", "kumulatif", "balance", "sum", "mutasi"),
    }
)
_SUMMED = frozenset({"penerimaan", "pengeluaran", "pemasukan"})
_BEFORE = frozenset(
    {
        "lalu",
        "sebelumnya",
        "awal",
        "akhir",
        "pindahan",
        "halaman",
        "hal",
        "lembar",
        "kemarin",
        "lama",
    }
)
_FILLERS = frozenset(
    {
        *(
            "sub",
            "grand",
            "awal",
            "akhir",
            "bulan",
            "bln",
            "lalu",
            "ini",
            "itu",
            "sebelumnya",
            "yang",
        ),
        *("yg", "tahun", "thn", "th", "minggu", "hari", "semester", "triwulan", "tw", "smt", "kas"),
        *("tunai", "bank", "dana", "buku", "bku", "umum", "pembantu", "penerimaan", "pengeluaran"),
        *("pemasukan", "penerimaaan", "masuk", "keluar", "debet", "debit", "kredit", "uang"),
        *("seluruh", "seluruhnya", "semua", "keseluruhan", "sampai", "dengan", "s", "d", "sd"),
        *(
            "hingga",
            "per",
            "tanggal",
            "tgl",
            "pada",
            "di",
            "ke",
            "dari",
            "halaman",
            "hal",
            "lembar",
        ),
        *(
            "berjalan",
            "periode",
            "pelajaran",
            "anggaran",
            "rp",
            "rupiah",
            "besar",
            "kecil",
            "lebih",
        ),
        *("kurang", "dan", "setelah", "terakhir", "penutup", "penutupan", "tutup", "pembukaan"),
        *("pembuka", "transaksi", "berikutnya", "berikut", "selanjutnya", "tersebut", "atas"),
        *("diatas", "bawah", "sebelum", "ditangan", "tangan", "giro", "rekening", "tabungan"),
        *("kemarin", "transfer", "posisi", "lanjutan", "belanja", "cash", "opening", "closing"),
        *("lama", "bri", "bni", "bca", "bjb", "btn", "mandiri", "bos", "bosp", "ketua"),
        *(
            "bendahara",
            "sekretaris",
            "ditutup",
            "brought",
            "carried",
            "forward",
            "of",
            "the",
            "month",
        ),
        *(
            "kelompok",
            "kkg",
            "gugus",
            "mgmp",
            "bersih",
            "i",
            "ii",
            "iii",
            "iv",
            "mutasi",
            "umumnya",
        ),
        *("januari", "februari", "pebruari", "maret", "april", "mei", "juni", "juli", "agustus"),
        *("september", "oktober", "november", "nopember", "desember", "jan", "feb", "mar", "apr"),
        *("jun", "jul", "agt", "agu", "ags", "agust", "sep", "sept", "okt", "nov", "nop", "des"),
    }
)
# What is done with a balance moves it.
_DEEDS = re.compile(
    r"\b(?:di(?!pindah|tangan|atas)[a-z]{3,}|(?:me|pe)(?:ng|n|m)?[a-z]{3,}an|setor|tarik|bayar|cair|beli|ambil"
    r"|kembali(?:an)?|penyetoran|pembayaran)\b"
)
_NO_DEED = frozenset(
    {"penerimaan", "pengeluaran", "pemasukan", "pemindahan", "penutupan", "pembukaan"}
)
# A book begins with what was there.
_OPENS = re.compile(r"(?:saldo|sld|pindahan|sisa (?:kas|saldo|dana|uang))\b")
_CLOSING = frozenset({"saldo", "sld", "sisa", "dipindahkan", "pindahan", "dipindah", "pemindahan"})


def wording_of(text: str, sources: frozenset[str] = frozenset()) -> Wording:
    """How a text reads; `sources` are words that the names of sources are made of.

    >>> wording_of("Jumlah s.d. bulan ini"), wording_of("Total Jaya: beli kertas")
    (<Wording.BALANCE: 'balance'>, <Wording.PERHAPS: 'perhaps'>)
    """
    # 'J U M L A H'
    spelled = re.sub(r"\b(?:[a-z] ){3,}[a-z]\b", _together, text.casefold())
    words = re.findall(r"[a-z]+", spelled)
    if not words:
        return Wording.OTHER
    heads = [word for word in words if word in _HEADS]
    known = _FILLERS | _HEADS
    if heads and _CLOSING.intersection(heads):
        known |= sources
    plain = all(word in known for word in words)
    if plain and (heads or (len(words) > 1 and _BEFORE.intersection(words))):
        return Wording.BALANCE
    begins = words[0] in _HEADS or words[0] in ("sub", "transfer")
    return Wording.PERHAPS if begins or (plain and words[0] in _SUMMED) else Wording.OTHER


def _together(found: re.Match[str]) -> str:
    return found[0].replace(" ", "")


def does_something(text: str) -> bool:
    """Does a text say what was done with the money: 'dicairkan', 'disetor'?"""
    return any(found not in _NO_DEED for found in _DEEDS.findall(text.casefold()))


def balance_signs(
    rows: Sequence[MoneyRow], sources: frozenset[str] = frozenset()
) -> list[BalanceSign | None]:
    """What each row of one sheet is, in its order; None for a plain entry."""
    totals = _Totals()
    keeps = _keeps_balance(rows)
    found: list[BalanceSign | None] = []
    before: int | None = None
    for row in rows:
        sign = _sign(row, before, totals, keeps, wording_of(row.text, sources))
        found.append(sign)
        totals = totals.after(row, sign)
        before = row.balance if row.balance is not None else before
        if row.balance is None and before is not None and not (sign and sign.sets_aside):
            before += row.net
    return found


def _keeps_balance(rows: Sequence[MoneyRow]) -> bool:
    """Is the column of balances kept: does it mostly move by what its rows say?"""
    kept = [row for row in rows if row.balance is not None]
    pairs = [
        (one, other) for one, other in pairwise(kept) if other.net and one.balance != other.balance
    ]
    moved = sum(
        one.balance is not None and one.balance + other.net == other.balance for one, other in pairs
    )
    return moved > 0 and moved * 2 >= len(pairs)


@dataclass(frozen=True)
class _Totals:
    """What the entries above come to: since the beginning, and since the last sum."""

    received: int = 0
    spent: int = 0
    since_received: int = 0
    since_spent: int = 0
    carried: int = 0

    def after(self, row: MoneyRow, sign: BalanceSign | None) -> "_Totals":
        if sign is None or not sign.sets_aside:
            return replace(
                self,
                received=self.received + row.received,
                spent=self.spent + row.spent,
                since_received=self.since_received + row.received,
                since_spent=self.since_spent + row.spent,
            )
        if row.received and not row.spent and self.is_first:
            return replace(self, carried=row.received)
        return replace(self, since_received=0, since_spent=0)

    @property
    def is_first(self) -> bool:
        """Did no money stand above?"""
        return not (self.received or self.spent or self.carried)

    def says(self, row: MoneyRow) -> bool:
        """Is the row's money what the rows above come to, with or without what was carried?"""
        sums_in = {self.received, self.since_received, self.received + self.carried}
        sums_out = {self.spent, self.since_spent}
        left = {self.received - self.spent, self.received + self.carried - self.spent}
        if row.received and row.spent:
            return row.received in sums_in and row.spent in (sums_out | sums_in)
        if row.received:
            return row.received in sums_in | left
        return bool(row.spent) and row.spent in sums_out | left | sums_in


def _sign(
    row: MoneyRow, before: int | None, totals: _Totals, keeps: bool, wording: Wording
) -> BalanceSign | None:
    if row.unclear:
        return None
    if not (row.received or row.spent):
        return BalanceSign.BALANCE_ONLY if row.balance is not None else None
    if keeps and row.balance is not None and before is not None and row.net:
        if row.balance == before + row.net:
            return BalanceSign.MOVES if wording is not Wording.OTHER else None
        if row.balance == before:
            return BalanceSign.STANDS_STILL
    if wording is Wording.BALANCE:
        return BalanceSign.WORDS
    if row.received and row.spent:
        return BalanceSign.TOTALS if totals.says(row) else None
    return _perhaps(row, totals) if wording is Wording.PERHAPS else None


def _perhaps(row: MoneyRow, totals: _Totals) -> BalanceSign:
    """What a row is that only begins like a balance, without one beside it."""
    if does_something(row.text):
        return BalanceSign.NO_TOTAL
    if totals.is_first and row.received and _OPENS.match(row.text.strip().casefold()):
        return BalanceSign.WORDS
    return BalanceSign.TOTALS if totals.says(row) else BalanceSign.NO_TOTAL

"""Berita Acara Pemeriksaan Kas: what the book said, what was counted, who signed."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils import formats

from gugus.cash.models import CloseSignature, MonthClose
from gugus.cash.papers.cash_book import amount_text, month_name
from gugus.cash.rules.closing import DENOMINATIONS, month_end
from gugus.funds.queries import sources_of
from gugus.funds.rules.rupiah import terbilang
from gugus.meetings.papers import chair, place_and_date
from gugus.meetings.rules.times import local_time
from gugus.people.models import CommitteePost, Group
from gugus.people.papers import full_name, letterhead_of, signature_of_post
from gugus.platform.documents.paper import (
    Block,
    Column,
    Heading,
    Paper,
    Paragraph,
    Signatures,
    Table,
)
from gugus.platform.foundation.languages import in_language

_SIGNED = "Ditandatangani di aplikasi"


@in_language("id")
def with_signatures(kept: Paper, close: MonthClose) -> Paper:
    """The record as it was kept, with those who signed since."""
    said, _digest = _signed(close)
    blocks = tuple(
        said if isinstance(one, Paragraph) and one.text.startswith(_SIGNED) else one
        for one in kept.blocks
    )
    return replace(kept, blocks=blocks)


@in_language("id")
def cash_count(close: MonthClose) -> Paper:
    """The record of a closed month, as the records stand."""
    group, at = close.group, local_time(close.closed_at, close.group.time_zone)
    return Paper(
        file_stem=f"Berita acara pemeriksaan kas {close.month:%Y-%m}",
        title="BERITA ACARA PEMERIKSAAN KAS",
        subtitle=f"Bulan {month_name(close.month)}",
        letterhead=letterhead_of(group),
        blocks=(
            Paragraph(
                f"Pada hari {formats.date_format(at, 'l, j F Y')} telah diperiksa kas "
                f"{full_name(group)} untuk buku kas umum yang ditutup pada "
                f"{formats.date_format(month_end(close.month), 'j F Y')}, dengan hasil sebagai "
                "berikut.",
                indent=True,
            ),
            *_book(group, close),
            *_counted(close),
            *_result(close),
            *_signed(close),
            Signatures(
                (
                    chair(group, at.date(), above="Mengetahui,"),
                    signature_of_post(
                        group,
                        CommitteePost.Post.TREASURER,
                        at.date(),
                        above=place_and_date(group, at.date()),
                    ),
                )
            ),
        ),
        keywords=("pemeriksaan kas", group.name),
        dated=at.date(),
    )


def _book(group: Group, close: MonthClose) -> Iterator[Block]:
    names = {one.pk: one.name for one in sources_of(group, with_closed=True)}
    rows = [(names.get(int(pk), "–"), amount_text(held)) for pk, held in close.balances.items()]
    yield Heading("A. Saldo menurut buku")
    yield Table(
        (Column("Sumber dana", 120), Column("Saldo (Rp)", 40, "right")),
        (*rows, ("Jumlah", amount_text(close.balance))),
    )


def _counted(close: MonthClose) -> Iterator[Block]:
    rows = [
        (f"Rp{amount_text(worth)}", amount_text(number), amount_text(worth * number))
        for worth in DENOMINATIONS
        if (number := close.counted.get(str(worth), 0))
    ]
    cash = close.balance + close.difference - close.at_bank
    yield Heading("B. Uang yang dihitung")
    yield Table(
        (
            Column("Pecahan", 80),
            Column("Banyaknya", 40, "right"),
            Column("Jumlah (Rp)", 40, "right"),
        ),
        (
            *rows,
            ("Uang tunai", "", amount_text(cash)),
            ("Uang di bank", "", amount_text(close.at_bank)),
            ("Jumlah", "", amount_text(cash + close.at_bank)),
        ),
    )


def _result(close: MonthClose) -> Iterator[Block]:
    counted = close.balance + close.difference
    yield Heading("C. Hasil")
    yield Paragraph(f"Uang yang dihitung Rp{amount_text(counted)} ({terbilang(counted)} rupiah).")
    if not close.difference:
        yield Paragraph("Jumlah itu sama dengan saldo menurut buku. Tidak ada selisih.")
        return
    kind = "lebih" if close.difference > 0 else "kurang"
    sum_of = abs(close.difference)
    yield Paragraph(
        f"Uang yang dihitung {kind} Rp{amount_text(sum_of)} ({terbilang(sum_of)} rupiah) dari saldo "
        "menurut buku."
    )
    yield Paragraph(f"Sebab selisih: {close.explanation}")


def _signed(close: MonthClose) -> Iterator[Block]:
    """Who signed on the screen, and the digest by which the book can be checked again."""
    said = [
        f"{one.get_office_display()} {one.name}, "
        f"{formats.date_format(local_time(one.signed_at, close.group.time_zone), 'j F Y H.i')}"
        for one in close.signatures.all()
    ]
    if CloseSignature.Office.CHAIR not in {one.office for one in close.signatures.all()}:
        said.append("ketua belum mengesahkan")
    yield Paragraph(f"{_SIGNED}: {'; '.join(said)}.")
    yield Paragraph(f"Sidik isi buku sampai akhir bulan (SHA-256): {close.digest}")

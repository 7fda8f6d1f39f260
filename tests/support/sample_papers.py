"""Invented papers to render in tests."""

from datetime import date

from gugus.platform.documents.paper import (
    Addressee,
    Block,
    Column,
    Fields,
    Letterhead,
    Paper,
    Paragraph,
    Signature,
    Signatures,
    Table,
)

HEAD = Letterhead(
    ("PEMERINTAH KABUPATEN REKAAN", "DINAS PENDIDIKAN"),
    "Lembaga Rekaan I",
    "Jalan Contoh No. 1",
    "surel@contoh.sch.id",
)
CHAIR = Signature(
    "Ketua Lembaga", "Bu Contoh Ketua, S.Pd.", "198001012005012001", "Rekaan, 1 Mei 2026"
)
PATRON = Signature("Pembina Rekaan", "Pak Contoh Pembina", "", "Mengetahui,")
HOSTILE = (
    '#panic("x") $x^2$ [a] *tebal* _miring_ <label> @rujuk `kode` \\ // komentar '
    '= judul - butir ~ "kutip" https://contoh.example/#a #import "/etc/passwd": * & < > ]]> {nomor}'
)
COLUMNS = (Column("No", 1, "center"), Column("Nama", 5), Column("Tanda tangan", 4, "zigzag"))


def paper(*blocks: Block, title: str = "DAFTAR PESERTA", **others: object) -> Paper:
    return Paper("daftar-peserta", title, HEAD, blocks, **others)  # type: ignore[arg-type]


def letter(subject: str = "Undangan", *blocks: Block) -> Paper:
    to = ("Bapak/Ibu Anggota", "(daftar terlampir)")
    head = Addressee("001/LR/XI/2026", "1 (satu) berkas", subject, "Rekaan, 1 Mei 2026", to)
    text = Paragraph("Dengan hormat,")
    return paper(head, text, *blocks, Signatures((PATRON, CHAIR)), title="", dated=date(2026, 5, 1))


def sheet(rows: int, **others: object) -> Paper:
    table = Table(
        COLUMNS,
        tuple((str(n), f"Anggota Rekaan {n}", f"{n}.") for n in range(1, rows + 1)),
        row_mm=9,
    )
    facts = Fields((("Kegiatan", "Menyusun asesmen"), ("Agenda", ("Pembukaan", "Penutup"))))
    return paper(facts, table, Signatures((PATRON, CHAIR)), **others)

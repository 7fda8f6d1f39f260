"""Certificates as PDF: two pages each, whatever the names and however many topics."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from gugus.certificates.papers.sheet import CertificateSheet, to_certificates_pdf
from gugus.platform.documents.paper import Letterhead, Signature

LONG = "Dr. Hj. Siti Contoh Panjang Sekali Kusumaningtyas Wiraatmadja Prawirohardjo binti Contoh"


def topics(
    n: int, title: str = "Menelaah butir soal"
) -> tuple[tuple[str, str, str, str, str], ...]:
    return tuple((str(at), "5 Agu 2026", f"{title} {at}", "90", "2") for at in range(1, n + 1))


SHEET = CertificateSheet(
    letterhead=Letterhead(("DINAS PENDIDIKAN",), "KKG Rekaan", "Jl. Contoh", "surel"),
    title="SERTIFIKAT",
    number="Nomor: 001/Sert/2026",
    given_to="diberikan kepada",
    holder="Bu Contoh, S.Pd.",
    identity="SDN Rekaan 01",
    as_role="sebagai PESERTA dalam kegiatan",
    activity="Penguatan asesmen",
    sentence="pada 5 Agustus 2026, selama 2 JP",
    signatures=(
        Signature("Pengawas", "Bu Contoh Pengawas", "", "Mengetahui,"),
        Signature("Ketua", "", "", "Ciawi"),
    ),
    address="https://gugus.example.org/s/ABCD/",
    check="Periksa\nABCD-EFGH",
    qr_alt="Kode QR",
    back_title="Materi kegiatan",
    back_head="Penguatan asesmen",
    columns=("No", "Tanggal", "Materi", "Menit", "JP"),
    topics=topics(1),
    sum=("Jumlah", "90", "2"),
    note="1 JP = 45 menit",
)


def pages(*sheets: CertificateSheet) -> list[str]:
    pdf = to_certificates_pdf(sheets, title="Sertifikat", author="KKG", dated=date(2026, 11, 21))
    assert b"pdfuaid" in pdf
    assert b"pdfaid" in pdf
    with pdfplumber.open(BytesIO(pdf)) as opened:
        return [page.extract_text() for page in opened.pages]


@pytest.mark.parametrize(
    "sheet",
    [
        SHEET,
        replace(SHEET, holder=LONG, activity=" ".join([LONG] * 2), topics=topics(40, LONG)),
        replace(SHEET, topics=topics(15)),
        replace(SHEET, topics=topics(16)),
        replace(SHEET, topics=topics(46)),
        replace(SHEET, holder="محمد الأمين بن عبد الله"),
        replace(SHEET, holder="A" * 150, activity="B" * 200, topics=()),
    ],
    ids=("plain", "long", "15", "16", "46", "arabic", "endless-words"),
)
def test_a_front_and_a_back(sheet: CertificateSheet) -> None:
    front, back = pages(sheet)
    assert "diberikan kepada" in front
    assert "Materi kegiatan" in back
    assert "Jumlah 90 2" in back


def test_many_people_follow_each_other_in_one_file() -> None:
    found = pages(*(replace(SHEET, holder=f"Bu Contoh {n}") for n in range(5)))
    assert [n for n in range(5) if f"Bu Contoh {n}" in found[2 * n]] == [0, 1, 2, 3, 4]
    assert len(found) == 10


def test_an_endless_list_takes_a_further_page_and_loses_nothing() -> None:
    found = pages(replace(SHEET, topics=topics(120)))
    assert len(found) > 2
    assert "Menelaah butir soal 120" in "\n".join(found)


def test_no_text_is_read_as_markup() -> None:
    front, _back = pages(replace(SHEET, holder="#panic() *x* _y_ \\ $z$ <a>"))
    assert "#panic() *x* _y_" in front


def test_the_same_facts_give_the_same_bytes() -> None:
    made = [
        to_certificates_pdf([SHEET], title="x", author="y", dated=date(2026, 11, 21))
        for _ in range(2)
    ]
    assert made[0] == made[1]

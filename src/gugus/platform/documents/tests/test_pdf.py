from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from threading import Thread

import pdfplumber
import pikepdf
import pytest

from gugus.platform.documents.paper import (
    Column,
    Fields,
    Heading,
    Items,
    PageBreak,
    Paper,
    Paragraph,
    Signatures,
    Table,
)
from gugus.platform.documents.render import to_pdf
from tests.support.sample_papers import CHAIR, HOSTILE, PATRON, letter, paper, sheet

MM = 72 / 25.4


def pages(made: Paper) -> list[str]:
    with pdfplumber.open(BytesIO(to_pdf(made))) as pdf:
        return [page.extract_text() for page in pdf.pages]


def test_a_letter_says_everything_in_its_order() -> None:
    (text,) = pages(letter("Undangan acara"))
    wanted = [
        "PEMERINTAH KABUPATEN REKAAN", "Lembaga Rekaan I", "Jalan Contoh No. 1",
        "001/LR/XI/2026", "Undangan acara", "Yth. Bapak/Ibu Anggota", "di Tempat",
        "Dengan hormat,", "Ketua Lembaga,", "Bu Contoh Ketua, S.Pd.", "NIP 198001012005012001",
    ]  # fmt: skip
    places = [text.index(words) for words in wanted]
    assert places == sorted(places)
    assert "Halaman" not in text


def test_a_page_is_a4_and_tagged_with_title_language_and_author() -> None:
    made = to_pdf(letter("Undangan acara"))
    with pdfplumber.open(BytesIO(made)) as pdf:
        page, catalog = pdf.pages[0], pdf.doc.catalog
        assert (round(page.width), round(page.height)) == (595, 842)
        assert pdf.metadata["Title"] == "Undangan acara"
        assert pdf.metadata["Author"] == "Lembaga Rekaan I"
        assert pdf.metadata["CreationDate"].startswith("D:20260501")
        assert catalog["Lang"] in (b"id", "id")
        assert catalog["MarkInfo"]["Marked"]
    assert b"pdfuaid" in made


def test_landscape_turns_the_page() -> None:
    with pdfplumber.open(BytesIO(to_pdf(sheet(2, landscape=True)))) as pdf:
        assert pdf.pages[0].width > pdf.pages[0].height


@pytest.mark.parametrize("dated", [None, date(2026, 5, 1)])
def test_the_same_paper_is_the_same_file(dated: date | None) -> None:
    assert to_pdf(sheet(3, dated=dated)) == to_pdf(sheet(3, dated=dated))


def everywhere(text: str) -> Paper:
    return paper(
        Heading(text),
        Paragraph(text, indent=True),
        Fields(((text, text), (text, (text, text)))),
        Items((text, text)),
        Table((Column(text), Column("b")), ((text, text),), caption=text),
        Signatures((replace(CHAIR, office=text, name=text, nip=text, above=text),)),
        title=text,
        subtitle=text,
        mark=text,
        keywords=(text,),
    )


def test_what_people_typed_is_never_read_as_typst() -> None:
    (text, *_) = pages(paper(Paragraph(HOSTILE)))
    flat = text.replace("\n", " ")
    for sign in (
        '#panic("x")',
        "$x^2$",
        "*tebal*",
        "_miring_",
        "<label>",
        "@rujuk",
        "`kode`",
        "{nomor}",
    ):
        assert sign in flat
    assert "Ketua" not in flat
    assert to_pdf(everywhere(HOSTILE))


@pytest.mark.parametrize(
    "text",
    [
        "بسم الله الرحمن الرحيم",
        "senyum 😀🇮🇩 dan ☑",
        "kata" * 200,
        "a\x00b\x07c\x0bd\ud800e\ufffef",
        "baris\r\nbaru\rlagi\u2028lagi",
        "\u202eterbalik\u202c",
        "",
        " \n ",
        "中文 ไทย עברית",
    ],
)
def test_ugly_text_still_makes_a_paper(text: str) -> None:
    assert to_pdf(everywhere(text)).startswith(b"%PDF")


def test_a_long_word_breaks_instead_of_leaving_the_page() -> None:
    made = everywhere("A" * 300)
    with pdfplumber.open(BytesIO(to_pdf(made))) as pdf:
        for page in pdf.pages:
            # pdfplumber rounds: half a millimetre is nobody's margin.
            assert max(c["x1"] for c in page.chars) < page.width - 19.5 * MM


def test_an_address_and_a_long_word_can_be_copied() -> None:
    address = "https://kelompok-contoh-rekaan.example/g/rekaan-1/periksa-kode/ABCD-EFGH/"
    word = "mempertanggungjawabkannyalah"
    made = to_pdf(paper(Paragraph(f"Periksa di {address} lalu {word}.")))
    with pikepdf.open(BytesIO(made)) as pdf:
        maps = [
            bytes(font.ToUnicode.read_bytes())
            for page in pdf.pages
            for font in page.Resources.Font.values()
        ]
    assert maps
    assert not any(b"200B" in one for one in maps)


def test_arabic_uses_a_font_that_has_it() -> None:
    with pdfplumber.open(BytesIO(to_pdf(paper(Paragraph("بسم الله"))))) as pdf:
        assert any("NotoNaskhArabic" in c["fontname"] for c in pdf.pages[0].chars)


def test_controls_and_reordering_marks_are_taken_out() -> None:
    (text,) = pages(paper(Paragraph("nama\u202e\x07 Contoh\u2066")))
    assert "nama Contoh" in text


def test_many_pages_are_counted_and_heads_repeat() -> None:
    found = pages(sheet(60))
    assert len(found) > 1
    for number, text in enumerate(found, 1):
        assert f"Halaman {number} dari {len(found)}" in text
        assert "No Nama Tanda tangan" in text


@pytest.mark.parametrize("rows", range(15, 24))
def test_signatures_never_stand_on_a_page_of_their_own(rows: int) -> None:
    found = pages(sheet(rows))
    last = found[-1]
    assert "Bu Contoh Ketua" in last
    assert f"Anggota Rekaan {rows}" in last
    assert f"Anggota Rekaan {rows - 1}" in last
    assert all(page.count("No Nama Tanda tangan") == 1 for page in found)


@pytest.mark.parametrize("lines", range(36, 44))
def test_text_goes_with_its_signatures(lines: int) -> None:
    text = Items(tuple(f"butir {n}" for n in range(lines)))
    found = pages(paper(text, Paragraph("Demikian surat ini."), Signatures((PATRON, CHAIR))))
    assert "Demikian surat ini." in next(page for page in found if "Bu Contoh Ketua" in page)


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_a_short_table_has_its_head_once(rows: int) -> None:
    (text,) = pages(sheet(rows))
    assert text.count("No Nama Tanda tangan") == 1
    assert text.count("Anggota Rekaan") == rows


def test_even_rows_of_a_signature_column_begin_at_the_middle() -> None:
    with pdfplumber.open(BytesIO(to_pdf(sheet(4)))) as pdf:
        words = {w["text"]: w["x0"] for w in pdf.pages[0].extract_words()}
    assert words["1."] == words["3."]
    assert words["2."] == words["4."]
    assert words["2."] - words["1."] > 20 * MM


def test_rows_leave_room_to_sign() -> None:
    with pdfplumber.open(BytesIO(to_pdf(sheet(4)))) as pdf:
        tops = {w["text"]: w["top"] for w in pdf.pages[0].extract_words()}
    assert (tops["4."] - tops["1."]) / 3 == pytest.approx(9 * MM, abs=1)


def test_one_signature_stands_right_and_two_left_and_right() -> None:
    def middles(*who: object) -> list[float]:
        made = to_pdf(paper(Signatures(who)))  # type: ignore[arg-type]
        with pdfplumber.open(BytesIO(made)) as pdf:
            found = [w for w in pdf.pages[0].extract_words() if w["text"].endswith("Lembaga,")]
            return [(w["x0"] + w["x1"]) / 2 for w in found]

    half = 210 / 2 * MM
    assert middles(CHAIR)[0] > half
    left, right = middles(CHAIR, CHAIR)
    assert left < half < right


def test_signers_names_stand_on_one_line_though_an_office_needs_two() -> None:
    wordy = replace(PATRON, office="Pembina Rekaan TK/SD " * 4)
    with pdfplumber.open(BytesIO(to_pdf(paper(Signatures((wordy, CHAIR)))))) as pdf:
        tops = {w["text"]: w["top"] for w in pdf.pages[0].extract_words()}
    assert tops["Ketua,"] == pytest.approx(tops["Pembina"], abs=0.5)


def test_a_page_break_begins_a_page() -> None:
    first, second = pages(paper(Paragraph("satu"), PageBreak(), Heading("dua")))
    assert "satu" in first
    assert second.startswith("dua")


def test_a_mark_is_printed() -> None:
    assert "RANCANGAN" in pages(sheet(1, mark="RANCANGAN"))[0]


def test_a_cell_longer_than_a_page_goes_on_over_it() -> None:
    made = paper(Table((Column("Isi"),), (("kata " * 4000 + "tamat",),)), Signatures((CHAIR,)))
    found = pages(made)
    assert len(found) > 2
    assert "tamat" in found[-1] + found[-2]


def test_many_threads_get_their_own_paper() -> None:
    found: dict[int, str] = {}

    def make(number: int) -> None:
        found[number] = pages(paper(Paragraph(f"lembar-{number}")))[0]

    _all_at_once(make, 8)
    assert all(f"lembar-{number}" in found[number] for number in range(8))


def _all_at_once(work: Callable[[int], None], how_many: int) -> None:
    threads = [Thread(target=work, args=(n,)) for n in range(how_many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


WEEKS = (
    Column("No", 1, "center"),
    Column("Program", 6),
    *(
        Column(str(week), 1, "center", over=month)
        for month in ("Juli", "Agustus")
        for week in (1, 2)
    ),
    Column("Kali", 1),
)


def test_neighbouring_columns_may_stand_under_one_heading() -> None:
    table = Table(WEEKS, (("1.", "Diskusi", "7", "", "4", "11", "3"),), narrow=True)
    assert table.spans == (("", 1), ("", 1), ("Juli", 2), ("Agustus", 2), ("", 1))
    (text,) = pages(paper(table, Signatures((CHAIR,)), landscape=True))
    assert text.count("Juli") == text.count("Agustus") == 1
    assert "1. Diskusi 7 4 11 3" in text

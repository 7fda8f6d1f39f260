from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

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
from gugus.platform.documents.render import to_docx
from tests.support.sample_papers import CHAIR, HOSTILE, PATRON, letter, paper, sheet


def opened(made: Paper) -> Any:
    return docx.Document(BytesIO(to_docx(made)))


def whole_text(document: Any) -> str:
    return "\n".join(p.text for p in _paragraphs(document.element.body))


def _paragraphs(body: Any) -> list[Any]:
    return [docx.text.paragraph.Paragraph(p, None) for p in body.iter(qn("w:p"))]


def test_a_letter_holds_all_that_the_pdf_holds() -> None:
    text = whole_text(opened(letter("Undangan acara")))
    for words in (
        "PEMERINTAH KABUPATEN REKAAN", "Lembaga Rekaan I", "001/LR/XI/2026",
        "Undangan acara", "Yth. Bapak/Ibu Anggota", "di Tempat", "Dengan hormat,",
        "Mengetahui,", "Pembina Rekaan,", "Ketua Lembaga,", "NIP 198001012005012001",
    ):  # fmt: skip
        assert words in text


def test_the_page_is_a4_and_the_properties_are_those_of_the_paper() -> None:
    document = opened(letter("Undangan acara"))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    properties = document.core_properties
    assert properties.title == "Undangan acara"
    assert properties.language == "id-ID"
    assert properties.author == "Lembaga Rekaan I"
    assert properties.created.date() == date(2026, 5, 1)
    languages = {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"id-ID"}


def test_words_own_styles_carry_the_form() -> None:
    made = paper(
        Heading("A. Satu"), Heading("Dua", 2), Paragraph("isi"), title="CATATAN", subtitle="x"
    )
    styles = [p.style.name for p in opened(made).paragraphs]
    for name in ("Kop Surat", "Title", "Subtitle", "Heading 1", "Heading 2", "Normal"):
        assert name in styles


def test_a_table_repeats_its_head_and_its_rows_stay_whole() -> None:
    table = opened(sheet(30)).tables[1]
    head, *rows = [row._tr for row in table.rows]
    assert head.trPr.find(qn("w:tblHeader")) is not None
    assert len(rows) == 30
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert all(row.trPr.find(qn("w:tblHeader")) is None for row in rows)


def test_the_last_rows_and_the_signatures_hold_together() -> None:
    document = opened(sheet(10))
    table, signed = document.tables[1], document.tables[2]
    kept = [
        all(p.paragraph_format.keep_with_next for c in r.cells for p in c.paragraphs)
        for r in table.rows
    ]
    assert kept == [False] * 9 + [True, True]
    first = signed.rows[0].cells[0].paragraphs[0]
    assert first.paragraph_format.keep_with_next


def test_signatures_have_no_rules() -> None:
    signed = opened(sheet(1)).tables[2]
    assert signed.style is None or signed.style.name != "Table Grid"
    assert [c.text for c in signed.rows[2].cells] == [
        "Pak Contoh Pembina",
        "Bu Contoh Ketua, S.Pd.\nNIP 198001012005012001",
    ]


@pytest.mark.parametrize("how_many", [1, 2, 3, 4])
def test_any_number_of_signers_stands_there_once(how_many: int) -> None:
    text = whole_text(opened(paper(Signatures((CHAIR, PATRON, CHAIR, PATRON)[:how_many]))))
    assert text.count("Bu Contoh Ketua") + text.count("Pak Contoh Pembina") == how_many


def test_each_list_begins_at_one() -> None:
    document = opened(
        paper(Items(("a", "b")), Items(("c", "d")), Fields((("Agenda", ("e", "f")),)))
    )
    ids = {}
    for paragraph in _paragraphs(document.element.body):
        if paragraph.text in set("abcdef"):
            ids[paragraph.text] = paragraph._p.pPr.numPr.numId.val
    assert ids["a"] == ids["b"] != ids["c"] == ids["d"] != ids["e"] == ids["f"]
    assert len(set(ids.values())) == 3


def test_what_follows_a_page_break_begins_a_page() -> None:
    document = opened(paper(Paragraph("satu"), PageBreak(), Heading("dua")))
    (heading,) = [p for p in document.paragraphs if p.text == "dua"]
    assert heading.paragraph_format.page_break_before


def test_a_table_after_a_page_break_begins_a_page() -> None:
    document = opened(paper(Paragraph("satu"), PageBreak(), Table((Column("x"),), (("1",),))))
    breaks = [p.paragraph_format.page_break_before for p in document.paragraphs]
    assert breaks.count(True) == 1
    following = document.paragraphs[breaks.index(True)]._p.getnext()
    assert following.tag == qn("w:tbl")


@pytest.mark.parametrize(
    "text",
    [HOSTILE, "a\x00b\x07c\x0bd\ud800e\ufffef", "بسم الله 😀", "kata" * 200, "", "baris\r\nbaru"],
)
def test_ugly_text_makes_sound_xml(text: str) -> None:
    made = to_docx(
        paper(
            Heading(text),
            Paragraph(text),
            Fields(((text, text),)),
            Items((text,)),
            Table((Column(text),), ((text,),), caption=text),
            Signatures((CHAIR,)),
            title=text,
            subtitle=text,
            mark=text,
            keywords=(text,),
        )
    )
    with ZipFile(BytesIO(made)) as parts:
        for name in parts.namelist():
            if name.endswith(".xml"):
                etree.fromstring(parts.read(name))
    assert docx.Document(BytesIO(made)).tables


def test_hostile_text_arrives_as_it_was_typed() -> None:
    assert HOSTILE in whole_text(opened(paper(Paragraph(HOSTILE))))


def test_the_parts_of_table_and_paragraph_properties_stand_in_words_order() -> None:
    """Word refuses to open a file whose properties stand out of order; python-docx does not."""
    order = ["tblStyle", "tblW", "jc", "tblInd", "tblLayout", "tblCellMar", "tblLook"]
    body = opened(letter("x", sheet(3).blocks[1])).element.body
    for properties in body.iter(qn("w:tblPr")):
        names = [child.tag.split("}")[1] for child in properties]
        assert names == sorted(names, key=order.index)
    order = ["pStyle", "keepNext", "pageBreakBefore", "numPr", "pBdr", "spacing", "ind", "jc"]
    for properties in body.iter(qn("w:pPr")):
        names = [child.tag.split("}")[1] for child in properties]
        assert names == sorted(names, key=order.index)


def test_a_common_heading_spans_its_columns_and_both_head_rows_repeat() -> None:
    columns = (
        Column("No"), Column("1", over="Juli"), Column("2", over="Juli"), Column("Kali"),
    )  # fmt: skip
    table = opened(paper(Table(columns, (("1.", "7", "14", "2"),), narrow=True))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["No", "Juli", "Juli", "Kali"],
        ["No", "1", "2", "Kali"],
        ["1.", "7", "14", "2"],
    ]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, True, False]

"""DOCX with Word's own styles, lists and tables, so that the file can be edited there."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Mm, Pt

from gugus.platform.documents.paper import (
    Addressee,
    Block,
    Cards,
    Fields,
    Heading,
    Items,
    Letterhead,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from gugus.platform.documents.render import ooxml
from gugus.platform.documents.render.qr import qr_png
from gugus.platform.documents.render.text import printable_parts

_KOP, _CELL, _SIGNED = "Kop Surat", "Isi Tabel", "Tanda Tangan"
_NARROW = "Isi Tabel Sempit"
_LANGUAGES = {"id": "id-ID", "en": "en-GB"}


def to_docx(paper: Paper) -> bytes:
    """The paper as DOCX: the same parts as the PDF, open to change."""
    paper = printable_parts(paper)
    writer = _Writer(paper)
    for index, block in enumerate(paper.blocks):
        follower = paper.blocks[index + 1] if index + 1 < len(paper.blocks) else None
        writer.add(block, closing=isinstance(follower, Signatures))
    out = BytesIO()
    writer.document.save(out)
    return out.getvalue()


class _Writer:
    """Writes one paper's blocks, one after the other, into a Word document."""

    def __init__(self, paper: Paper) -> None:
        self.document = docx.Document()
        self.paper = paper
        self._closing = self._breaking = False
        self._write: dict[type[Block], Callable[[Any], None]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Fields: self._fields,
            Items: self._items,
            Table: self._table,
            Signatures: self._signatures,
            Addressee: self._addressee,
            Cards: self._cards,
            PageBreak: self._page_break,
        }
        self._page()
        self._styles()
        self._properties()
        self._letterhead(paper.letterhead)
        self._headline()

    def add(self, block: Block, *, closing: bool) -> None:
        """Write a block; the one before signatures stays on their page (`closing`)."""
        start = len(self.document.paragraphs)
        self._closing = closing
        self._write[type(block)](block)
        written = self.document.paragraphs[start:]
        if self._breaking and written:
            written[0].paragraph_format.page_break_before = True
        self._breaking = isinstance(block, PageBreak)
        if closing:
            for paragraph in written:
                paragraph.paragraph_format.keep_with_next = True

    # -- the sheet ------------------------------------------------------------------------

    def _page(self) -> None:
        section = self.document.sections[0]
        short, long = Mm(210), Mm(297)
        if self.paper.landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
        wide, high = (long, short) if self.paper.landscape else (short, long)
        section.page_width, section.page_height = wide, high
        section.left_margin, section.right_margin = Cm(2.5), Cm(2)
        section.top_margin, section.bottom_margin = Cm(1.8), Cm(2)
        self.width = int(wide - section.left_margin - section.right_margin)
        # A paper of one page carries no page number.
        section.different_first_page_header_footer = True
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        footer.add_run("Halaman ")
        ooxml.add_field(footer, "PAGE")
        footer.add_run(" dari ")
        ooxml.add_field(footer, "NUMPAGES")

    def _styles(self) -> None:
        styles = self.document.styles
        ooxml.set_language(self.document, _LANGUAGES.get(self.paper.language, "id-ID"))
        ooxml.set_font(styles["Normal"], Pt(11.5))
        styles["Normal"].paragraph_format.space_after = Pt(4)
        ooxml.set_font(styles["Title"], Pt(13.5), bold=True)
        ooxml.set_font(styles["Subtitle"], Pt(12), bold=True)
        styles["Subtitle"].font.italic = False
        for frame in styles["Title"].element.xpath(".//w:pBdr"):
            frame.getparent().remove(frame)
        for level, size in ((1, 12), (2, 11.5), (3, 11.5)):
            heading = styles[f"Heading {level}"]
            ooxml.set_font(heading, Pt(size), bold=True)
            heading.paragraph_format.space_before = Pt(10)
            heading.paragraph_format.space_after = Pt(4)
        for name, size in ((_KOP, 12.5), (_CELL, 10), (_NARROW, 8), (_SIGNED, 11.5)):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            style.font.size = Pt(size)
            style.paragraph_format.space_after = Pt(0)
        for name in (_KOP, _SIGNED, "Title", "Subtitle"):
            styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        styles["Title"].paragraph_format.space_after = Pt(3)

    def _properties(self) -> None:
        properties = self.document.core_properties
        day = self.paper.dated
        properties.title = self.paper.name[:255]
        properties.author = properties.last_modified_by = self.paper.letterhead.name[:255]
        properties.language = _LANGUAGES.get(self.paper.language, "id-ID")
        properties.keywords = ", ".join(self.paper.keywords)[:255]
        properties.comments = ""
        if day is not None:
            made = datetime(day.year, day.month, day.day, tzinfo=UTC)
            properties.created = properties.modified = made

    def _letterhead(self, head: Letterhead) -> None:
        for line in head.above:
            self.document.add_paragraph(line, _KOP)
        name = self.document.add_paragraph("", _KOP)
        ooxml.add_lines(name, head.name, bold=True).font.size = Pt(15)
        last = name
        for line in filter(None, (head.address, head.contact)):
            last = self.document.add_paragraph("", _KOP)
            last.add_run(line).font.size = Pt(9.5)
        ooxml.border(last, "bottom", line="thickThinSmallGap", eighths=24)
        last.paragraph_format.space_after = Pt(10)

    def _headline(self) -> None:
        if self.paper.mark:
            mark = self.document.add_paragraph()
            mark.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            ooxml.add_lines(mark, self.paper.mark, bold=True)
        if self.paper.title:
            self.document.add_paragraph(self.paper.title, "Title")
        if self.paper.subtitle:
            subtitle = self.document.add_paragraph(self.paper.subtitle, "Subtitle")
            subtitle.paragraph_format.space_after = Pt(12)

    # -- text -----------------------------------------------------------------------------

    def _heading(self, block: Heading) -> None:
        if block.text:
            self.document.add_heading(block.text, min(block.level, 3))

    def _page_break(self, block: PageBreak) -> None:
        """Nothing to write: what follows is told to begin a page."""

    def _paragraph(self, block: Paragraph) -> None:
        for line in filter(str.strip, block.text.split("\n")):
            paragraph = self.document.add_paragraph(line)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            if block.indent:
                paragraph.paragraph_format.first_line_indent = Cm(1.25)

    def _items(self, block: Items) -> None:
        self._list(self.document, block.items, numbered=block.numbered)

    def _list(self, where: Any, items: tuple[str, ...], *, numbered: bool) -> None:
        style = "List Number" if numbered else "List Bullet"
        list_id = ooxml.new_list(self.document, style) if numbered else None
        for item in items:
            paragraph = where.add_paragraph(item, style)
            if list_id is not None:
                ooxml.number_by(paragraph, list_id)

    def _fields(self, block: Fields) -> None:
        indent = Cm(1.25) if block.indent else 0
        label = min(max((len(row[0]) for row in block.rows), default=0), 24) * Mm(2.3) + Mm(3)
        widths = [int(label), int(Mm(5)), int(self.width - label - Mm(5) - indent)]
        table = self._bare_table(len(block.rows), widths)
        if block.indent:
            ooxml.set_table_indent(table, indent)
        for row, (name, value) in zip(table.rows, block.rows, strict=True):
            cells = row.cells
            ooxml.add_lines(cells[0].paragraphs[0], name)
            ooxml.add_lines(cells[1].paragraphs[0], ":" if name else "")
            if isinstance(value, str):
                ooxml.add_lines(cells[2].paragraphs[0], value)
            else:
                self._list(cells[2], value, numbered=True)
                first = cells[2].paragraphs[0]
                if value:
                    first._p.getparent().remove(first._p)
            if self._closing:
                _keep(row)
        self._gap()

    # -- tables ---------------------------------------------------------------------------

    def _table(self, block: Table) -> None:
        if self._breaking and not block.caption:
            self._gap(keep=True)
        if block.caption:
            caption = self.document.add_paragraph()
            ooxml.add_lines(caption, block.caption, bold=True)
            caption.paragraph_format.keep_with_next = True
        heads = 2 if any(column.over for column in block.columns) else 1
        size = (len(block.rows) + heads, len(block.columns))
        table = self.document.add_table(*size, "Table Grid")
        total = sum(column.share for column in block.columns)
        widths = [int(self.width * column.share / total) for column in block.columns]
        ooxml.fix_widths(table, widths)
        margins = (0.4, 0.6) if block.narrow else (1.3, 0.9)
        ooxml.set_cell_margins(table, x_mm=margins[0], y_mm=margins[1])
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        style = _NARROW if block.narrow else _CELL
        rows = list(table.rows)
        _heads(rows[:heads], block, style)
        for number, (row, texts) in enumerate(zip(rows[heads:], block.rows, strict=True)):
            ooxml.whole_row(row, height_mm=block.row_mm)
            for cell, text, column, width in zip(
                row.cells, texts, block.columns, widths, strict=True
            ):
                paragraph = _write(cell, text, column.align, style=style)
                if block.row_mm is not None:
                    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
                if column.align == "zigzag" and number % 2:
                    paragraph.paragraph_format.left_indent = int(width * 0.46)
        if self._closing:
            # Nobody signs a page that holds nothing else: the last rows go along.
            for row in rows[-2:]:
                _keep(row)
        self._gap(keep=self._closing)

    def _bare_table(self, rows: int, widths: list[int]) -> Any:
        table = self.document.add_table(rows, len(widths))
        ooxml.fix_widths(table, widths)
        ooxml.set_cell_margins(table, x_mm=0, y_mm=0)
        return table

    def _gap(self, *, keep: bool = False) -> None:
        # Word joins tables that touch.
        gap = self.document.add_paragraph("", _CELL)
        gap.paragraph_format.keep_with_next = keep

    # -- letters --------------------------------------------------------------------------

    def _addressee(self, block: Addressee) -> None:
        dated = int(self.width * 0.34)
        widths = [int(Mm(21)), int(Mm(4)), self.width - dated - int(Mm(25)), dated]
        head = (("Nomor", block.number), ("Lampiran", block.enclosures), ("Perihal", block.subject))
        table = self._bare_table(3, widths)
        for row, (name, value) in zip(table.rows, head, strict=True):
            cells = row.cells
            ooxml.add_lines(cells[0].paragraphs[0], name)
            ooxml.add_lines(cells[1].paragraphs[0], ":")
            ooxml.add_lines(cells[2].paragraphs[0], value, bold=name == "Perihal")
        place = table.cell(0, 3).paragraphs[0]
        place.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        ooxml.add_lines(place, block.place_and_date)
        self._gap()
        lines = ("Kepada", *(f"Yth. {line}" if not n else line for n, line in enumerate(block.to)))
        for line in (*lines, "di Tempat"):
            paragraph = self.document.add_paragraph(line, _SIGNED)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            paragraph.paragraph_format.left_indent = Cm(0.9)
            if line.startswith("Yth. "):
                paragraph.paragraph_format.first_line_indent = Cm(-0.9)
        self._gap()

    def _cards(self, block: Cards) -> None:
        half = self.width // 2
        table = self.document.add_table(-(-len(block.cards) // 2), 2, "Table Grid")
        ooxml.fix_widths(table, [half, half])
        ooxml.set_cell_margins(table, x_mm=3, y_mm=2)
        for row in table.rows:
            ooxml.whole_row(row, height_mm=48)
        # A table's cells are read once: looking one up by its place reads the whole table.
        cells = [cell for row in table.rows for cell in row.cells]
        for cell, card in zip(cells, block.cards, strict=False):
            picture = cell.paragraphs[0].add_run().add_picture(BytesIO(qr_png(card.scan)), Mm(26))
            picture._inline.docPr.set("descr", card.code)
            _write(cell, "", "center")
            name = cell.add_paragraph(style=_CELL)
            ooxml.add_lines(name, card.name, bold=True)
            for line in (*card.lines, card.code):
                cell.add_paragraph(line, _CELL)
            for paragraph in cell.paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._gap()

    def _signatures(self, block: Signatures) -> None:
        half = self.width // 2
        self._gap(keep=True)
        for start in range(0, len(block.blocks), 2):
            pair = block.blocks[start : start + 2]
            table = self._bare_table(3, [half, half])
            table.alignment = WD_TABLE_ALIGNMENT.CENTER
            rows = list(table.rows)
            rows[1].height = Mm(19)
            columns = self._places(pair, alone=len(block.blocks) == 1, table=table)
            for column, signature in zip(columns, pair, strict=True):
                _sign(rows, column, signature)
            for row in rows:
                ooxml.whole_row(row)
            for row in rows[:2]:
                _keep(row)
            self._gap()

    def _places(self, pair: tuple[Signature, ...], *, alone: bool, table: Any) -> tuple[int, ...]:
        """The columns that a row of signatures stands in; a last odd one stands in the middle."""
        if len(pair) == 2:
            return (0, 1)
        if alone:
            return (1,)
        for row in table.rows:
            row.cells[0].merge(row.cells[1])
        return (0,)


def _heads(rows: list[Any], block: Table, style: str) -> None:
    """One row of headings, or two where columns have a heading in common."""
    cells = [row.cells for row in rows]
    for row in rows:
        ooxml.whole_row(row, head=True)
        for cell in row.cells:
            ooxml.shade(cell)
    for place, column in enumerate(block.columns):
        top = cells[0][place]
        if len(rows) == 2 and not column.over:
            top = top.merge(cells[1][place])
        own = cells[1][place] if column.over else top
        own.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _write(own, column.heading, "center", style=style, bold=True)
    place = 0
    for over, wide in block.spans:
        if over:
            top = cells[0][place].merge(cells[0][place + wide - 1])
            _write(top, over, "center", style=style, bold=True)
        place += wide


def _sign(rows: list[Any], column: int, signature: Signature) -> None:
    top, name = rows[0].cells[column], rows[2].cells[column]
    office = signature.office and signature.office.removesuffix(",") + ","
    _write(top, "\n".join(filter(None, (signature.above, office))), style=_SIGNED)
    top.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    paragraph = _write(name, "", style=_SIGNED)
    if signature.name:
        ooxml.add_lines(paragraph, signature.name, bold=True).underline = True
    else:
        paragraph.add_run("(" + "." * 44 + ")")
    if signature.nip:
        paragraph.add_run(f"\nNIP {signature.nip}")


def _write(
    cell: Any, text: str, align: str | None = None, *, style: str = _CELL, bold: bool = False
) -> Any:
    paragraph = cell.paragraphs[0]
    # By id: looking a style up by its name reads the whole style sheet, for each cell.
    paragraph._p.style = style.replace(" ", "")
    if align is not None:
        paragraph.alignment = ooxml.ALIGN[align]
    if text:
        ooxml.add_lines(paragraph, text, bold=bold)
    return paragraph


def _keep(row: Any) -> None:
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True

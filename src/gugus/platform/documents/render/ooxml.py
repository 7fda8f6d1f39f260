"""WordprocessingML elements that python-docx does not support."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from docx.text.run import Run

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "zigzag": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def element(name: str, **values: object) -> Any:
    """An element of the w: namespace with w: attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def add_lines(paragraph: Paragraph, text: str, *, bold: bool = False) -> Run:
    """Put text into a paragraph, newlines as line breaks."""
    run = paragraph.add_run(text)
    run.bold = bold or None
    return run


def add_field(paragraph: Paragraph, code: str) -> None:
    """A field that Word works out itself: PAGE, NUMPAGES."""
    field = element("fldSimple", instr=code)
    shown = paragraph.add_run("1")
    field.append(shown._r)
    paragraph._p.append(field)


def border(paragraph: Paragraph, *sides: str, line: str, eighths: int) -> None:
    """Rule one or more sides of a paragraph; `eighths` of a point thick."""
    frame = element("pBdr")
    for side in sides:
        frame.append(element(side, val=line, sz=eighths, space=4, color="000000"))
    paragraph._p.get_or_add_pPr().append(frame)


def set_font(style: Any, size: Any, *, bold: bool = False, name: str = "Times New Roman") -> None:
    """One font for every script of a style; theme fonts and colours would win over it."""
    style.font.name, style.font.size, style.font.bold = name, size, bold
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for key in list(fonts.attrib):
        if "Theme" in key:
            del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{key}"), name)
    for name_of_looks in ("w:color", "w:spacing", "w:kern"):
        for looks in properties.findall(qn(name_of_looks)):
            properties.remove(looks)


def set_language(document: Any, language: str) -> None:
    """The language that Word checks the spelling in."""
    for lang in document.styles.element.iter(qn("w:lang")):
        for key in list(lang.attrib):
            del lang.attrib[key]
        lang.set(qn("w:val"), language)


def whole_row(row: Any, *, height_mm: float | None = None, head: bool = False) -> None:
    """A row that does not break over pages, of at least some height, or a repeated head."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if height_mm is not None:
        row.height = Mm(height_mm)
    if head:
        properties.append(element("tblHeader"))


def shade(cell: Any) -> None:
    """The grey of a table's head."""
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill="E8E8E8"))


def fix_widths(table: Any, widths: list[int]) -> None:
    """Columns as wide as said (EMU), whatever stands in them."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def set_cell_margins(table: Any, *, x_mm: float, y_mm: float) -> None:
    """Room between a table's rules and its text."""
    margins = element("tblCellMar")
    for side, room in (("top", y_mm), ("left", x_mm), ("bottom", y_mm), ("right", x_mm)):
        margins.append(element(side, w=round(Mm(room) / 635), type="dxa"))
    table._tblPr.insert_element_before(margins, "w:tblLook")


def set_table_indent(table: Any, indent: int) -> None:
    """How far (EMU) a table stands in from the left margin."""
    after = ("w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    made = element("tblInd", w=round(indent / 635), type="dxa")
    table._tblPr.insert_element_before(made, *after)


def new_list(document: Any, style_name: str) -> int:
    """Id of a new numbering that starts at 1, of the kind a list style uses."""
    style = document.styles[style_name].element
    used = style.find(".//" + qn("w:numId")).get(qn("w:val"))
    numbering = document.part.numbering_part.element
    kind = numbering.num_having_numId(int(used)).abstractNumId.val
    number = numbering.add_num(kind)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def number_by(paragraph: Paragraph, list_id: int) -> None:
    """Make a paragraph an item of a numbering."""
    properties: Any = paragraph._p.get_or_add_pPr()
    numbered = properties.get_or_add_numPr()
    numbered.get_or_add_ilvl().val = 0
    numbered.get_or_add_numId().val = list_id

"""A plain table as CSV and as XLSX, for people who continue in a spreadsheet."""

import csv
import io
from collections.abc import Sequence

import xlsxwriter

Cell = str | float | None


def to_csv(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """UTF-8 with a byte order mark (so that Excel shows accents), decimal points, empty = None."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(title: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """One sheet; the first row holds the headings and stays in sight."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": title})
    sheet = book.add_worksheet()
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.write_row(0, 0, headings, head)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)
    sheet.freeze_panes(1, 0)
    sheet.autofit(320)
    book.close()
    return out.getvalue()


def _csv_cell(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula is written as text.

    >>> _csv_cell("=1+1"), _csv_cell(-2.5), _csv_cell("biasa")
    ("'=1+1", -2.5, 'biasa')
    """
    if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{cell}"
    return cell

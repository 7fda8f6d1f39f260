"""Recognise a spreadsheet by its first bytes, never by its name, and open it."""

from collections.abc import Sequence

from gugus.cores.formats import ole
from gugus.cores.formats.biff import open_biff
from gugus.cores.formats.cells import Sheet
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.spreadsheetml import NAMESPACE, open_spreadsheetml
from gugus.cores.formats.xlsx import open_xlsx

_BEGINNING = 16 * 1024


def open_workbook(data: bytes) -> Sequence[Sheet]:
    """The sheets of an .xlsx, a SpreadsheetML file or a binary .xls; else FormatRefused."""
    if not data.strip(b"\x00 \t\r\n"):
        raise FormatRefused("empty", "the file is empty")
    if data.startswith(b"PK\x03\x04"):
        return open_xlsx(data)
    if data.startswith(ole.MAGIC):
        return open_biff(data)
    beginning = data[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n")
    if beginning.startswith(b"<") and NAMESPACE in beginning:
        return open_spreadsheetml(data)
    small = beginning.lower()
    if small.startswith(b"<") and (b"<html" in small or b"<table" in small):
        raise FormatRefused("html", "a web page under the name of a workbook")
    raise FormatRefused("wrong_type", "not a spreadsheet")

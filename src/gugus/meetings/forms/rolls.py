"""Sheets with one row for each teacher or step, sent whole or row by row.

A field's name is one letter and the row's number (`s12`). A sheet sent whole also carries `base`,
the marks of its rows as they were shown, so that only rows this person changed are read. A row
that was tapped and saved since then has its newer mark beside it (`m12`).
"""

import re
from collections.abc import Iterator

from django.http import QueryDict

from gugus.meetings.rules.rolls import row_checksum, unpack_checksums

_ROW = re.compile(r"[a-z]([0-9]{1,15})", re.ASCII)


def changed_rows(
    data: QueryDict, letters: str, untouched: str
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows whose values differ from what was shown; every row when nothing tells."""
    base = unpack_checksums(data.get("base", "")) if "base" in data else None
    for name in data:
        match = _ROW.fullmatch(name)
        if match is None or name[0] != letters[0]:
            continue
        row = match[1]
        values = tuple(one_line(data.get(letter + row, "")) for letter in letters)
        if base is None or row_checksum(*values) != data.get("m" + row, base.get(row, untouched)):
            yield int(row), values


def one_line(text: str) -> str:
    """The text without line breaks and doubled spaces."""
    return " ".join(text.split())

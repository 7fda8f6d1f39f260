"""Reading row numbers that were typed off a printed sheet: "1-14 16 18t 20i"."""

import re
from dataclasses import dataclass
from enum import StrEnum

LETTERS = {
    "": "hadir",
    "h": "hadir",
    "t": "terlambat",
    "i": "izin",
    "s": "sakit",
    "d": "dinas",
    "a": "alpa",
}
_TOKEN = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?([a-z]?)", re.ASCII)
# Around a dash people leave spaces, and between numbers they write commas.
_DASH = re.compile(r"\s*[-–—]\s*")
_BETWEEN = re.compile(r"[\s,;.]+")


class RowNumberFault(StrEnum):
    """Why a piece cannot be read."""

    UNREADABLE = "unreadable"
    LETTER = "letter"
    NO_SUCH_ROW = "no_such_row"
    BACKWARDS = "backwards"
    TWICE = "twice"


@dataclass(frozen=True)
class UnreadableNumbers:
    """A piece that cannot be read, as it was typed."""

    piece: str
    fault: RowNumberFault


@dataclass(frozen=True)
class ParsedNumbers:
    """Row numbers with their status in the order of the sheet, and what could not be read."""

    rows: tuple[tuple[int, str], ...]
    bad: tuple[UnreadableNumbers, ...]


def parse_row_numbers(text: str, last: int) -> ParsedNumbers:
    """Read what was typed for a sheet whose rows are numbered 1 to `last`.

    >>> read_numbers("1-3 5t", 9).rows
    ((1, 'hadir'), (2, 'hadir'), (3, 'hadir'), (5, 'terlambat'))
    """
    rows: dict[int, str] = {}
    bad: list[UnreadableNumbers] = []
    for piece in filter(None, _BETWEEN.split(_DASH.sub("-", text.strip().lower()))):
        read = _piece(piece, last)
        if isinstance(read, RowNumberFault):
            bad.append(UnreadableNumbers(piece, read))
            continue
        numbers, status = read
        if any(rows.get(number, status) != status for number in numbers):
            bad.append(UnreadableNumbers(piece, RowNumberFault.TWICE))
            continue
        rows.update(dict.fromkeys(numbers, status))
    return ParsedNumbers(tuple(sorted(rows.items())), tuple(bad))


def _piece(piece: str, last: int) -> tuple[range, str] | RowNumberFault:
    match = _TOKEN.fullmatch(piece)
    if match is None:
        return RowNumberFault.UNREADABLE
    first, end = int(match[1]), int(match[2] or match[1])
    if match[3] not in LETTERS:
        return RowNumberFault.LETTER
    if end < first:
        return RowNumberFault.BACKWARDS
    if first < 1 or end > last:
        return RowNumberFault.NO_SUCH_ROW
    return range(first, end + 1), LETTERS[match[3]]

"""What a spreadsheet cell may hold, and what every kind of workbook can tell."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Protocol

# A cell is its text; the subclasses say that the text was not typed as text.
HeadRow = tuple[int, Mapping[int, str]]
BodyRow = tuple[int, Mapping[int, str]]
Progress = Callable[[int, int], None]

# A kabupaten has under 10,000 teachers.
MAX_ROWS = 20_000
MAX_TEXT = 100_000
# Rows of several sheets, and several records of one row, are told apart by one number.
_PER_SHEET, _PER_PIECE = 1_000_000, 25_000
MAX_COLUMNS = 16_384


class Number(str):
    """A number, in the digits that the file gives."""

    __slots__ = ()


class Formula(str):
    """The remembered result of a formula; the formula itself is never read."""

    __slots__ = ()


class CellError(str):
    """An error value such as #N/A."""

    __slots__ = ()


class Sheet(Protocol):
    """One sheet. Rows are numbered from 1, columns from 0, empty cells are left out.

    `hidden_rows` is whole once the body was read. `since_1904` says that numbers of days count from
    there.
    """

    @property
    def name(self) -> str: ...

    @property
    def hidden(self) -> bool: ...

    @property
    def hidden_rows(self) -> Set[int]: ...

    @property
    def since_1904(self) -> bool: ...

    def head(self, rows: int) -> Sequence[HeadRow]:
        """Rows 1 to `rows`, whole."""
        ...

    def body(self, columns: frozenset[int], after: int, tell: Progress) -> Iterable[BodyRow]:
        """Rows below `after`, only the named columns; `tell` hears (done, total) in bytes."""
        ...


def no_progress(_done: int, _total: int) -> None:
    """A progress listener that does not listen."""


def row_number(sheet: int, row: int, piece: int = 0) -> int:
    """One number for a row of one of several sheets, and for the `piece` of it, each from 0."""
    return sheet * _PER_SHEET + min(piece, _PER_SHEET // _PER_PIECE - 1) * _PER_PIECE + row


def row_place(number: int) -> tuple[int, int]:
    """The sheet and the row that a number of `row_number` stands for.

    >>> row_place(row_number(2, 17, piece=1))
    (2, 17)
    """
    sheet, rest = divmod(number, _PER_SHEET)
    return sheet, rest % _PER_PIECE


def letters(column: int) -> str:
    """Name of a column counted from 0: 'A', 'Z', 'AA'."""
    name = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        name = chr(ord("A") + rest) + name
        column -= 1
    return name


def column_of(name: str) -> int:
    """Number of a column from 0, of capital letters: the inverse of `letters`."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1

"""What a spreadsheet cell may hold, and what every kind of workbook can tell."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

# A cell is its text; the subclasses say that the text was not typed as text.
HeadRow = tuple[int, Mapping[int, str]]
BodyRow = tuple[int, Mapping[int, str]]
Progress = Callable[[int, int], None]

# A kabupaten has under 10,000 teachers.
MAX_ROWS = 20_000
MAX_TEXT = 100_000
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
    """One sheet. Rows are numbered from 1, columns from 0, empty cells are left out."""

    def head(self, rows: int) -> Sequence[HeadRow]:
        """Rows 1 to `rows`, whole."""
        ...

    def body(self, columns: frozenset[int], after: int, tell: Progress) -> Iterable[BodyRow]:
        """Rows below `after`, only the named columns; `tell` hears (done, total) in bytes."""
        ...


def no_progress(_done: int, _total: int) -> None:
    """A progress listener that does not listen."""


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

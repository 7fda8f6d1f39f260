"""Input and output of this core: a table of percentages in as CSV, the result out as JSON."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from gugus.cores.needs.analysis import IMPORTANCE_HIGH, IMPORTANCE_LOW
from gugus.cores.needs.result import NeedsResult

_DELIMITERS = (";", "\t", ",")


@dataclass(frozen=True)
class AttainmentTable:
    """Persons x indicators as read; None where the cell was blank."""

    persons: tuple[str, ...]
    names: tuple[str, ...]
    percent: tuple[tuple[float | None, ...], ...]


def read_table(text: str) -> AttainmentTable:
    """Read a CSV whose first column is the person and whose others are indicators in percent.

    Parameters
    ----------
    text
        Delimited by comma, semicolon or tab (the one that splits the first line most),
        cells quoted or not, numbers with a decimal point or comma, with or without a
        byte order mark. Blank or "-" means missing; wholly blank lines are skipped.

    Raises
    ------
    ValueError
        Naming line and column: no indicators, no persons, a person or an indicator twice,
        a row of another length, a cell that is not a number or not within 0 to 100.

    Examples
    --------
    >>> read_table("guru;Penilaian;Komunikasi\\nA;82,5;64\\nB;;70\\n").percent
    ((82.5, 64.0), (None, 70.0))
    """
    return _read(text, 0.0, 100.0)


def read_importance(text: str, table: AttainmentTable) -> list[list[float | None]]:
    """Read importance ratings 1 to 5 for the persons and indicators of a table.

    Parameters
    ----------
    text
        Either of the table's own shape (persons and indicators in any order), or two
        columns: indicator and its importance, then the same for every person.
    table
        What `read_table` gave.

    Returns
    -------
    importance
        Rows and columns in the table's order; None where nothing was rated.

    Raises
    ------
    ValueError
        When a person or indicator is not in the table, or as in `read_table`.

    Examples
    --------
    >>> table = read_table("guru,Penilaian,Komunikasi\\nA,82,64\\nB,,70\\n")
    >>> read_importance("indikator,kepentingan\\nKomunikasi,5\\n", table)
    [[None, 5.0], [None, 5.0]]
    """
    rated = _read(text, IMPORTANCE_LOW, IMPORTANCE_HIGH)
    if len(rated.names) == 1 and set(rated.persons) <= set(table.names):
        return _same_for_all(rated, table)
    rows = dict(zip(rated.persons, rated.percent, strict=True))
    _all_known(rated.persons, table.persons, "person")
    _all_known(rated.names, table.names, "indicator")
    places = {name: at for at, name in enumerate(rated.names)}
    return [
        [
            rows[person][places[name]] if person in rows and name in places else None
            for name in table.names
        ]
        for person in table.persons
    ]


def to_json(result: NeedsResult) -> dict[str, Any]:
    """The result as other programs may rely on it; indicators in the table's column order.

    Every figure is a number or None. Warnings are lines that begin with their code and a
    colon, as in ``"small_n: 6 persons only: ..."``.
    """
    return {
        "n": result.n,
        "indicators": [asdict(indicator) for indicator in result.indicators],
        "warnings": [f"{warning.code}: {warning.text}" for warning in result.warnings],
    }


def _same_for_all(rated: AttainmentTable, table: AttainmentTable) -> list[list[float | None]]:
    value = {name: row[0] for name, row in zip(rated.persons, rated.percent, strict=True)}
    return [[value.get(name) for name in table.names] for _person in table.persons]


def _all_known(given: Sequence[str], known: Sequence[str], what: str) -> None:
    there = set(known)
    stranger = next((one for one in given if one not in there), None)
    if stranger is not None:
        raise ValueError(f"importance: the {what} {stranger!r} is not in the table")


def _read(text: str, low: float, high: float) -> AttainmentTable:
    rows = _rows(text.removeprefix("\ufeff"))
    line, head = next(rows, (1, []))
    names = [name.strip() for name in head[1:]]
    while names and not names[-1]:  # spreadsheets leave empty columns at the end
        names.pop()
    _check_head(names, line)
    persons: dict[str, tuple[float | None, ...]] = {}
    for number, cells in rows:
        person = cells[0].strip()
        if not person:
            raise ValueError(f"line {number}: the first column (the person) is blank")
        if person in persons:
            raise ValueError(f"line {number}: {person!r} stands twice in the first column")
        persons[person] = _values(cells[1:], names, number, low, high)
    if not persons:
        raise ValueError("the file has no row below its header")
    return AttainmentTable(tuple(persons), tuple(names), tuple(persons.values()))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: not readable as CSV ({error})") from error


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])  # what stands between quotes does not split
    return max(_DELIMITERS, key=outside.count)


def _check_head(names: Sequence[str], line: int) -> None:
    if not names:
        raise ValueError(
            f"line {line}: the header needs the person's column and at least one indicator"
        )
    for at, name in enumerate(names):
        if not name:
            raise ValueError(f"line {line}, column {at + 2}: the indicator has no name")
        if name in names[:at]:
            raise ValueError(f"line {line}, column {at + 2}: the indicator {name!r} stands twice")


def _values(
    cells: Sequence[str], names: Sequence[str], line: int, low: float, high: float
) -> tuple[float | None, ...]:
    if len(cells) < len(names) or any(cell.strip() for cell in cells[len(names) :]):
        raise ValueError(
            f"line {line}: {len(cells)} values after the person, but {len(names)} indicators"
        )
    return tuple(
        _value(cell, f"line {line}, column {at + 2} ({name})", low, high)
        for at, (cell, name) in enumerate(zip(cells, names, strict=False))
    )


def _value(cell: str, place: str, low: float, high: float) -> float | None:
    text = cell.strip()
    if text in ("", "-"):
        return None
    plain = text.removesuffix("%").rstrip().replace(",", ".")
    if not plain.isascii() or "_" in plain:  # float() would take 1_0 and other scripts' digits
        raise ValueError(f"{place}: {text!r} is not a number")
    try:
        value = float(plain)
    except ValueError as error:
        raise ValueError(f"{place}: {text!r} is not a number") from error
    if not low <= value <= high:  # also refuses nan and inf
        raise ValueError(f"{place}: {text} is outside {low:g} to {high:g}")
    return value

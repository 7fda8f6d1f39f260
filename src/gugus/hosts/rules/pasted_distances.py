"""Reading a table of distances that somebody pasted from a spreadsheet."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from gugus.cores.words.fold import folded

LONGEST_KM = Decimal(1000)
MOST_LINES = 2000
_SEPARATORS = ("\t", ";", "|")
_NUMBER = re.compile(r"^\s*([0-9]+(?:[.,][0-9]+)?)\s*(?:km)?\s*\.?\s*$", re.IGNORECASE)
_BY_COMMAS = re.compile(r"^([^,]+),([^,]+),\s*([0-9]+(?:[.,][0-9]+)?(?:\s*km)?)\s*$", re.IGNORECASE)
_NOTHING = {"", "-", "–", "x"}

Pair = tuple[int, int]


class DistanceFault(StrEnum):
    """Why something that was pasted is not taken."""

    NO_SCHOOL = "no_school"
    NO_NUMBER = "no_number"
    TOO_FAR = "too_far"
    SAME_SCHOOL = "same_school"
    DIFFERS = "differs"
    FEW_CELLS = "few_cells"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class UnreadDistance:
    """A line (counted from 1) that is not taken, the words in doubt, and why."""

    line: int
    words: str
    doubt: DistanceFault


@dataclass(frozen=True)
class PastedDistances:
    """What was understood: kilometres by pair of schools (smaller id first), and what was not."""

    km: Mapping[Pair, Decimal]
    unread: tuple[UnreadDistance, ...]


def read_km(text: str) -> Decimal | None:
    """A way in kilometres as people write it ('3,5', '3.5 km'); None when it is none.

    >>> read_km("3,5 km"), read_km("dekat")
    (Decimal('3.50'), None)
    """
    match = _NUMBER.match(text)
    if match is None or len(match[1]) > 12:
        return None
    try:
        return Decimal(match[1].replace(",", ".")).quantize(Decimal("0.01"))
    except InvalidOperation:
        return None


def comparable_name(name: str) -> str:
    """A name as it is compared: signs, case and gaps do not count."""
    return folded(name)


def read_pasted_distances(text: str, schools: Mapping[str, int]) -> PastedDistances:
    """Read three columns (from, to, km), or a table with schools above and at the side.

    `schools` gives ids by plain name or number. A pair that stands there twice with different
    numbers is not taken at all.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    reading = _Reading(schools)
    if len(lines) > MOST_LINES:
        reading.doubt(MOST_LINES + 1, "", DistanceFault.TOO_MANY)
        lines = lines[:MOST_LINES]
    separator = next((sign for sign in _SEPARATORS if sign in text), None)
    rows = [(number, _cells(line, separator)) for number, line in lines]
    if rows and reading.is_head(rows[0][1]):
        reading.square(rows[0], rows[1:])
    else:
        reading.listed(rows)
    return reading.result()


def _cells(line: str, separator: str | None) -> list[str]:
    if separator is not None:
        return [cell.strip() for cell in line.split(separator)]
    match = _BY_COMMAS.match(line)
    return [cell.strip() for cell in match.groups()] if match else [line.strip()]


class _Reading:
    """What has been read so far."""

    def __init__(self, schools: Mapping[str, int]) -> None:
        self.schools = schools
        self.found: dict[Pair, list[tuple[int, Decimal]]] = {}
        self.unread: list[UnreadDistance] = []

    def is_head(self, cells: Sequence[str]) -> bool:
        """Schools stand above the columns."""
        return len(cells) > 1 and not self._school(cells[0]) and any(map(self._school, cells[1:]))

    def square(
        self, head: tuple[int, Sequence[str]], rows: Sequence[tuple[int, Sequence[str]]]
    ) -> None:
        """A table: each number belongs to the school at the side and the one above."""
        above = [self._school(cell) for cell in head[1]]
        for cell, school in zip(head[1][1:], above[1:], strict=True):
            if school is None and cell:
                self.doubt(head[0], cell, DistanceFault.NO_SCHOOL)
        for number, cells in rows:
            side = self._school(cells[0])
            if side is None:
                self.doubt(number, cells[0], DistanceFault.NO_SCHOOL)
                continue
            for cell, school in zip(cells[1:], above[1:], strict=False):
                # The diagonal is no way, whatever stands there.
                if school not in (None, side):
                    self._take(number, side, school, cell)

    def listed(self, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """One pair of schools a line; a first line of headings is passed over."""
        for place, (number, cells) in enumerate(rows):
            if len(cells) < 3:
                self.doubt(number, " ".join(cells), DistanceFault.FEW_CELLS)
                continue
            if place == 0 and not any(map(self._school, cells)) and read_km(cells[2]) is None:
                continue
            ends = [self._school(cell) for cell in cells[:2]]
            for cell, school in zip(cells, ends, strict=False):
                if school is None:
                    self.doubt(number, cell, DistanceFault.NO_SCHOOL)
            if None not in ends and ends[0] == ends[1]:
                self.doubt(number, cells[0], DistanceFault.SAME_SCHOOL)
            elif None not in ends:
                self._take(number, ends[0], ends[1], cells[2])

    def doubt(self, line: int, words: str, doubt: DistanceFault) -> None:
        """Note what is not taken."""
        self.unread.append(UnreadDistance(line, words[:80], doubt))

    def result(self) -> PastedDistances:
        """What stands, without the pairs that contradict themselves."""
        km: dict[Pair, Decimal] = {}
        for pair, said in self.found.items():
            if len({km for _line, km in said}) == 1:
                km[pair] = said[0][1]
            else:
                words = ", ".join(str(km).replace(".", ",") for _line, km in said)
                self.doubt(said[-1][0], words, DistanceFault.DIFFERS)
        return PastedDistances(km, tuple(sorted(self.unread, key=lambda one: one.line)))

    def _school(self, cell: str) -> int | None:
        return self.schools.get(comparable_name(cell))

    def _take(self, line: int, one: int | None, other: int | None, cell: str) -> None:
        if one is None or other is None or cell.casefold() in _NOTHING:
            return
        km = read_km(cell)
        if km is None:
            self.doubt(line, cell, DistanceFault.NO_NUMBER)
        elif km > LONGEST_KM:
            self.doubt(line, cell, DistanceFault.TOO_FAR)
        else:
            pair = (min(one, other), max(one, other))
            self.found.setdefault(pair, []).append((line, km))

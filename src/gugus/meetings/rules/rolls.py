"""Counting who came, and telling which rows of a sheet a person really changed."""

from collections.abc import Iterable
from zlib import crc32


def row_checksum(*values: str) -> str:
    """A short mark of a row's values.

    A whole sheet sent at once carries the marks of its rows as they were shown. A row whose mark
    did not change was not touched by this person, so what another wrote meanwhile stays.
    """
    return f"{crc32(chr(31).join(values).encode()):x}"


def pack_checksums(marks: Iterable[tuple[str, str]]) -> str:
    """Write marks by row into one field."""
    return ".".join(f"{row}-{mark}" for row, mark in marks)


def unpack_checksums(packed: str) -> dict[str, str]:
    """Read what `pack` wrote; anything else in it is skipped."""
    pairs = (part.partition("-") for part in packed.split("."))
    return {row: mark for row, dash, mark in pairs if dash}

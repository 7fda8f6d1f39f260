"""A backup as a stranger may have written it: sizes and types are looked at before anything is done."""

import json
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.utils import DatabaseError

MOST_OF_MANIFEST = 4 * 2**20
# A picture or a file as text is a third longer than it is.
LONGEST_LINE = 2 * settings.FILE_UPLOAD_MAX_MEMORY_SIZE
# Rows of one kind look alike and shrink well, but not like a bomb.
MOST_SHRUNK, SMALL = 200, 2**20
# Rows of a batch are held in memory together.
_BATCH_BYTES = 16 * 2**20
# Whatever reading a file that was written to do harm may stumble over.
FAULTS = (
    ArithmeticError,
    AttributeError,
    DatabaseError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValidationError,
    ValueError,
    zipfile.BadZipFile,
    zipfile.zlib.error,  # type: ignore[attr-defined]
)
_KINDS: "tuple[tuple[type[models.Field[Any, Any]], tuple[type, ...]], ...]" = (
    (models.BooleanField, (bool,)),
    (models.IntegerField, (int,)),
    (models.FloatField, (int, float)),
    (models.JSONField, (object,)),
    (models.Field, (str,)),
)


def check_archive(archive: zipfile.ZipFile, wanted: set[str]) -> None:
    """Refuse (ValueError) what holds other files than wanted, one twice, or one that grows too much."""
    names = [one.filename for one in archive.infolist()]
    if len(names) != len(set(names)) or set(names) != wanted:
        raise ValueError("other tables")
    for one in archive.infolist():
        if one.file_size > SMALL and one.file_size > MOST_SHRUNK * max(one.compress_size, 1):
            raise ValueError(f"{one.filename} grows too much")


def small_json(archive: zipfile.ZipFile, name: str) -> Any:
    """A small file of JSON."""
    with archive.open(name) as file:
        content = file.read(MOST_OF_MANIFEST + 1)
    if len(content) > MOST_OF_MANIFEST:
        raise ValueError(f"{name} is too long")
    return json.loads(content)


def batches(lines: IO[bytes], size: int) -> Iterator[list[list[Any]]]:
    """The rows of a table, so many at a time, and fewer where they are long."""
    rows: list[list[Any]] = []
    held = 0
    while line := lines.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise ValueError("a line is too long")
        rows.append(json.loads(line))
        held += len(line)
        if len(rows) >= size or held > _BATCH_BYTES:
            yield rows
            rows, held = [], 0
    if rows:
        yield rows


def check_value(field: "models.Field[Any, Any]", value: object) -> None:
    """Refuse (TypeError) a value of another kind than the field's."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if value is None:
        return
    kinds = next(kinds for kind, kinds in _KINDS if isinstance(field, kind))
    if not isinstance(value, kinds) or (isinstance(value, bool) and kinds == (int,)):
        raise TypeError(f"{field.name}: {type(value).__name__}")
    if isinstance(value, str) and "\x00" in value:
        raise ValueError(f"{field.name}: a character that no text has")

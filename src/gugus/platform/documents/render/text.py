"""Text that people typed, made fit for PDF and XML."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from gugus.platform.documents.paper import Card
from gugus.platform.documents.render.qr import qr_svg

# Controls that XML 1.0 forbids, lone surrogates, and the marks that reorder what is read
# (a name must not be able to turn a line of a signed paper around).
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
    "\u200b\u202a-\u202e\u2066-\u2069\ufeff]"
)
_BREAKS = re.compile("\r\n?|\x85|\u2028|\u2029")


def printable(text: str) -> str:
    """The text without what no paper can hold; line breaks become newlines."""
    return _UNFIT.sub("", _BREAKS.sub("\n", text)).replace("\t", " ").strip()


def printable_parts(value: Any) -> Any:
    """A paper, or a part of it, with every text cleaned."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(printable_parts(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{f.name: printable_parts(getattr(value, f.name)) for f in fields(value)}
        )
    return value


def as_json(value: Any) -> Any:
    """A paper's parts as plain data; each dict names its kind."""
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    if isinstance(value, date):
        return {"year": value.year, "month": value.month, "day": value.day}
    if is_dataclass(value):
        parts = {f.name: as_json(getattr(value, f.name)) for f in fields(value)}
        if isinstance(value, Card):
            parts["drawing"] = qr_svg(value.scan)
        return {"kind": type(value).__name__.lower(), **parts}
    return value

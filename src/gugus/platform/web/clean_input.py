"""Signs and numbers that no record can hold, taken out of what a request brings.

PostgreSQL stores no NUL, UTF-8 knows no half of a sign, SQLite no number of 64 bits, JSON no
infinity; other signs that steer terminals, printers and the direction of reading are in no name and
no note.
"""

import math
import re
from typing import Any

from django.http import QueryDict

# Tab and line breaks are text; what is half a sign cannot be sent on. Signs that nobody sees and that turn
# what is read around, or make two words of one, come with text that was copied; the joiners of Arabic
# and of emoji (U+200C, U+200D) are part of the writing.
_SPOILT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff"
    "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
# What a browser's own numbers can tell apart; no record is longer.
LARGEST_NUMBER = 2**53
_DEEPEST = 20


def is_clean(text: str) -> bool:
    """May this stand in a record?"""
    return _SPOILT.search(text) is None


def clean_text(text: str) -> str:
    """The text without what cannot stand in a record; half a sign becomes '?'."""
    return _SPOILT.sub(lambda found: "?" if "\ud800" <= found[0] <= "\udfff" else "", text)


def clean_query(data: QueryDict) -> QueryDict:
    """Names and values of a query or a form, cleaned; the same object when nothing is wrong."""
    if all(is_clean(name) and all(map(is_clean, values)) for name, values in data.lists()):
        return data
    cleaned = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in data.lists():
        for value in values:
            cleaned.appendlist(clean_text(name), clean_text(value))
    cleaned._mutable = False
    return cleaned


def clean_json(value: Any, depth: int = 0) -> Any:
    """A value read from JSON, its texts cleaned; ValueError for what no record can hold."""
    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [clean_json(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {clean_text(key): clean_json(item, depth + 1) for key, item in value.items()}
    if isinstance(value, float | int) and not _is_storable(value):
        raise ValueError("a number too large")
    return value


def _is_storable(number: float) -> bool:
    return math.isfinite(number) and abs(number) <= LARGEST_NUMBER

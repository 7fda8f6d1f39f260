"""What the words of a credential mean: JSON-LD contexts kept as files, never fetched."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

_DATA = Path(__file__).resolve().parent / "data"
_FILES = {
    CREDENTIALS: "credentials-context-3.2.0-W3C/v2.jsonld",
    OPEN_BADGES: "open-badges-context-3.0.0-MIT/context-3.0.3.json",
}


class UnknownContextError(ValueError):
    """A document names a context that is not kept here."""


@cache
def _kept(address: str) -> Any:
    return json.loads((_DATA / _FILES[address]).read_text(encoding="utf-8"))


class ContextLoader:
    """Hands PyLD the kept contexts, and those given, and nothing else."""

    def __init__(self, more: Mapping[str, Any] | None = None) -> None:
        self._more = dict(more or {})

    def __call__(self, address: str, options: Any = None) -> dict[str, Any]:
        """The document at an address, in PyLD's shape."""
        del options
        found = {"contextUrl": None, "documentUrl": address, "contentType": "application/ld+json"}
        if address in self._more:
            return {**found, "document": self._more[address]}
        if address not in _FILES:
            raise UnknownContextError(address)
        # What is kept as a file never changes: PyLD need not read its meaning for each document anew.
        return {**found, "document": _kept(address), "tag": "static"}

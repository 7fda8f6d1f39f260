"""What a command is to the apps that carry it out, and where they say which they can."""

import binascii
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from gugus.platform.foundation.models import User


@dataclass(frozen=True)
class Command:
    """One thing that a person did on a phone, on its way into a service."""

    id: UUID
    kind: str
    user: User
    group_code: str
    device: UUID
    seq: int
    # When it was done, by the server's clock.
    made_at: datetime
    now: datetime
    body: Mapping[str, Any]
    # The phone's clock was set between the two, so `made_at` is the best guess.
    is_clock_moved: bool = field(default=False, kw_only=True)

    def text(self, name: str) -> str:
        """A field of the body as text; '' when it is missing or is something else."""
        value = self.body.get(name, "")
        return str(value) if isinstance(value, str | int | float) else ""

    def number(self, name: str) -> int:
        """A field of the body as a row's number; 0 when it is none."""
        value = self.text(name)
        return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else 0

    def form_data(self) -> QueryDict:
        """The body as the same form would have been sent by a browser."""
        data = QueryDict(mutable=True)
        for name, value in self.body.items():
            values = value if isinstance(value, list) else [value]
            data.setlist(name, [str(v) for v in values if isinstance(v, str | int | float)])
        return data

    def files(self) -> MultiValueDict[str, SimpleUploadedFile]:
        """The files in the body: `{"name", "type", "data": base64}`; broken ones are left out."""
        found: MultiValueDict[str, SimpleUploadedFile] = MultiValueDict()
        for name, value in self.body.items():
            for entry in value if isinstance(value, list) else [value]:
                file = _file(entry)
                if file is not None:
                    found.appendlist(name, file)
        return found


def _file(entry: object) -> SimpleUploadedFile | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("data"), str):
        return None
    try:
        content = b64decode(entry["data"], validate=True)
    except (binascii.Error, ValueError):
        return None
    # Nothing keeps the name that a phone gives a file, and some names are refused ("..").
    return SimpleUploadedFile("berkas", content, str(entry.get("type", ""))[:60])


@dataclass(frozen=True)
class CommandResult:
    """It was done. `note` is for the person, `href` is where it can be seen, `data` for scripts.

    `superseded`: it was taken in and something else stands. Says what stands and whose word that
    is, in words that this person may read.
    """

    note: str = ""
    href: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    superseded: str = ""


Handler = Callable[[Command], CommandResult]
_HANDLERS: dict[str, Handler] = {}


def register_handler(kind: str, handler: Handler) -> None:
    """Say who carries out commands of a kind; each kind has one."""
    known = _HANDLERS.get(kind)
    if known is not None and known is not handler:
        raise ValueError(f"two handlers for {kind}")
    _HANDLERS[kind] = handler


def handler_of(kind: str) -> Handler | None:
    """Who carries out commands of this kind, if anybody."""
    return _HANDLERS.get(kind)


def all_handlers() -> Mapping[str, Handler]:
    """Every kind with its handler."""
    return dict(_HANDLERS)

"""Requests of granian (RSGI) answered by Django (WSGI) in threads.

Django reads a body where it needs it, and holds a thread and a connection to the database until the
last byte is there. Here the body is read first, by the event loop, which waits for a thousand senders
as well as for one; a thread begins when there is nothing left to wait for. The answer leaves in one
piece, so a phone that falls silent while it receives holds no thread either.
"""

import asyncio
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from wsgiref.types import WSGIApplication

from django.utils.translation import gettext as _

from gugus.platform.web.serving.bodies import (
    SILENCE,
    ByteBudget,
    FullError,
    LateBodyError,
    read_body,
)

# Set for Django when a stranger's body was too large to be kept.
BODY_LEFT_OUT = "gugus.body_left_out"
_BASE: dict[str, Any] = {
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": "granian",
    "wsgi.errors": sys.stderr,
    "wsgi.multiprocess": True,
    "wsgi.multithread": True,
    "wsgi.run_once": False,
    "wsgi.version": (1, 0),
}


@dataclass(frozen=True)
class Limits:
    """Bytes of bodies; `silence` in seconds."""

    # What anybody may send. Whoever sends more must be signed in.
    anybody: int
    # What is kept of one, and of all large ones that a process holds at a time.
    kept: int
    together: int
    # A body that announces more than this is not read at all; Django refuses it.
    largest: int
    silence: float = SILENCE


class Bridge:
    """Answers requests in so many threads; `sender` tells by the cookies who is signed in, or ''."""

    def __init__(
        self,
        application: WSGIApplication,
        threads: int,
        limits: Limits,
        sender: Callable[[str], str],
    ) -> None:
        self._application, self._limits, self._sender = application, limits, sender
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="request")
        self._budget = ByteBudget(limits.together)

    async def answer(self, scope: Any, protocol: Any) -> None:
        """Read the body, then let a thread carry the request out."""
        if "transfer-encoding" in scope.headers:
            # No browser sends a form in chunks, and a chunked one does not tell where it was cut.
            _drop(protocol, 411, _("Kiriman tidak menyebut panjangnya dan tidak disimpan."))
            return
        announced = _announced(scope.headers)
        try:
            if announced <= self._limits.anybody:
                await self._receive(scope, protocol, announced)
            elif announced > self._limits.largest:
                await self._carry_out(scope, protocol, b"", CONTENT_LENGTH=str(announced))
            elif who := await self._in_thread(self._sender, scope.headers.get("cookie", "")):
                keep = min(announced, self._limits.kept)
                async with self._budget.taken(keep, who, self._limits.silence):
                    await self._receive(scope, protocol, keep)
            else:
                await self._receive(scope, protocol, 0, **{BODY_LEFT_OUT: True})
        except LateBodyError:
            words = _("Kiriman terputus di tengah jalan dan tidak disimpan. Kirimkan sekali lagi.")
            _drop(protocol, 408, words)
        except FullError:
            words = _(
                "Sedang banyak berkas masuk. Kiriman ini tidak disimpan; kirimkan lagi sebentar lagi."
            )
            _drop(protocol, 503, words)

    async def _receive(self, scope: Any, protocol: Any, keep: int, **told: Any) -> None:
        body = b""
        if keep or told:
            body = await read_body(aiter(protocol), keep, self._limits.silence)
        if len(body) < keep:
            # The sender went away in the middle: half a form is not carried out.
            protocol.response_empty(400, [])
            return
        await self._carry_out(scope, protocol, body, **told)

    async def _carry_out(self, scope: Any, protocol: Any, body: bytes, **told: Any) -> None:
        environ = {**environ_of(scope, body), **told}
        await self._in_thread(_respond, self._application, environ, protocol)

    async def _in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)


def _drop(protocol: Any, status: int, words: str) -> None:
    kind = ("content-type", "text/plain; charset=utf-8")
    protocol.response_str(status, [kind, ("connection", "close")], words)


def _announced(headers: Any) -> int:
    """How many bytes the body has."""
    length = headers.get("content-length", "0")
    # The server itself refuses what is no number.
    return int(length) if len(length) <= 12 else 10**12


def environ_of(scope: Any, body: bytes) -> dict[str, Any]:
    """The request as WSGI says it (PEP 3333): texts hold bytes, one to a letter."""
    host, _colon, port = scope.server.rpartition(":")
    environ = {
        **_BASE,
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(body),
    }
    for name, value in scope.headers.items():
        # "X_Forwarded_Proto" would pass for the header that only a proxy may set.
        if "_" not in name:
            key = "HTTP_" + name.upper().replace("-", "_")
            joint = "; " if name == "cookie" else ","
            environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
    environ["CONTENT_TYPE"] = environ.pop("HTTP_CONTENT_TYPE", "")
    environ.pop("HTTP_CONTENT_LENGTH", None)
    environ["CONTENT_LENGTH"] = str(len(body)) if body else ""
    return environ


def _respond(application: WSGIApplication, environ: dict[str, Any], protocol: Any) -> None:
    begun: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], error: object = None) -> Any:
        del error
        begun.append((status, headers))

    pieces: Iterable[bytes] = application(environ, start)
    try:
        content = b"".join(pieces)
        status, headers = begun[-1]
        protocol.response_bytes(int(status[:3]), headers, content)
    finally:
        getattr(pieces, "close", lambda: None)()

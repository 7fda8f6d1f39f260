"""A server's door for browser tests, which loses answers, is down, or has a newer version."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

OUTBOX = "/sinkron/"
# Said anew by every server on the way.
_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "server", "date"}


@dataclass
class Door:
    """What the door does to requests; tests turn its switches."""

    port: int
    target: int
    # The next batch of commands is carried out, and its answer lost.
    swallow: bool = False
    # Batches of commands find no server.
    down: bool = False
    # Nothing at all is answered.
    shut: bool = False
    # Appended to the name of the service worker's version.
    newer: str = ""
    batches: int = 0
    # Batches of commands wait here until the test lets them through.
    _open: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._open.set()

    @property
    def url(self) -> str:
        """The address to open."""
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Batches of commands stay on their way as long as this lasts."""
        self._open.clear()
        try:
            yield
        finally:
            self._open.set()

    def wait(self) -> None:
        """Stand in line, if there is one."""
        self._open.wait()

    def free(self) -> None:
        """As it was in the beginning."""
        self.swallow = self.down = self.shut = False
        self.newer = ""
        self._open.set()


@contextmanager
def door(target: int) -> Iterator[Door]:
    """A door in front of the server on `target`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    switches = Door(server.server_address[1], target)
    server.switches = switches  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield switches
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Pass it on."""
        self._pass_on()

    def do_POST(self) -> None:
        """Pass it on, or not."""
        self._pass_on()

    def do_HEAD(self) -> None:
        """Pass it on."""
        self._pass_on()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""

    def _pass_on(self) -> None:
        switches: Door = self.server.switches  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        is_batch = self.path == OUTBOX
        switches.batches += is_batch
        if is_batch:
            switches.wait()
        if switches.shut or (is_batch and switches.down):
            self.close_connection = True
            return
        try:
            status, headers, content = self._ask(switches, body)
        except (OSError, HTTPException):
            self.close_connection = True
            return
        if is_batch and switches.swallow:
            switches.swallow = False
            self.close_connection = True
            return
        self._answer(status, headers, content)

    def _ask(self, switches: Door, body: bytes) -> tuple[int, HTTPMessage, bytes]:
        connection = HTTPConnection("127.0.0.1", switches.target, timeout=60)
        try:
            # Not packed, so that its words can be changed on the way.
            passed_over = _HOP | ({"accept-encoding"} if self.path == "/sw.js" else set())
            headers = {k: v for k, v in self.headers.items() if k.lower() not in passed_over}
            connection.request(self.command, self.path, body or None, headers)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        if self.path == "/sw.js" and switches.newer:
            content = re.sub(rb'"version": "', b'"version": "' + switches.newer.encode(), content)
        return response.status, response.headers, content

    def _answer(self, status: int, headers: HTTPMessage, content: bytes) -> None:
        try:
            self._say(status, headers, content)
        except OSError:
            # The browser went away, or was killed.
            self.close_connection = True

    def _say(self, status: int, headers: HTTPMessage, content: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            if name.lower() not in _HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

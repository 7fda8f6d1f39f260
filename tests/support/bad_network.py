"""A network as it is in the hills: a fifth of all requests is lost, doubled, late or out of order.

`BadNetwork` stands between clients and a server on loopback. `Outbox` is a phone's outbox without
its screen: it keeps commands until each has a final answer.
"""

import asyncio
import http.client
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

# What becomes of a request, and how many of a hundred.
# What the server has decided; a phone forgets what has one of these.
FINAL = frozenset(("applied", "refused", "superseded"))
FATES = {
    "fine": 80,
    "lost": 4,  # never reaches the server
    "unanswered": 4,  # carried out, the answer is lost
    "doubled": 4,  # arrives twice
    "late": 4,  # arrives after a while
    "reordered": 4,  # the sender hears nothing; it arrives after later ones
}


class BadNetwork:
    """The proxy; `seen` counts what it did to requests."""

    def __init__(self, target: int, seed: int) -> None:
        self.port = 0
        self.seen: Counter[str] = Counter()
        self._target = target
        self._chance = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._late: set[asyncio.Task[bytes]] = set()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin to listen on a free port of loopback."""
        self._thread.start()
        assert self._ready.wait(10)

    def stop(self) -> None:
        """Let the stragglers arrive, then stop."""
        asyncio.run_coroutine_threadsafe(self._settle(), self._loop).result(30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = int(server.sockets[0].getsockname()[1])
        self._ready.set()
        self._loop.run_forever()
        server.close()

    async def _settle(self) -> None:
        await asyncio.gather(*self._late, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await _whole(reader)
            fate = self._chance.choices(list(FATES), list(FATES.values()))[0]
            self.seen[fate] += 1
            answer = await self._suffer(fate, request)
            if answer:
                writer.write(answer)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _suffer(self, fate: str, request: bytes) -> bytes:
        if fate == "lost":
            return b""
        if fate == "reordered":
            task = self._loop.create_task(self._after(self._chance.uniform(0.2, 0.8), request))
            self._late.add(task)
            return b""
        if fate == "late":
            await asyncio.sleep(self._chance.uniform(0.05, 0.4))
        answer = await self._forward(request)
        if fate == "doubled":
            answer = await self._forward(request)
        return b"" if fate == "unanswered" else answer

    async def _after(self, seconds: float, request: bytes) -> bytes:
        await asyncio.sleep(seconds)
        return await self._forward(request)

    async def _forward(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._target)
        try:
            writer.write(request)
            await writer.drain()
            return await _whole(reader)
        finally:
            writer.close()


async def _whole(reader: asyncio.StreamReader) -> bytes:
    """One request or answer with its body."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line[15:])
    return head + await reader.readexactly(length)


@contextmanager
def bad_network(target: int, seed: int) -> Iterator[BadNetwork]:
    """A bad network for the length of a `with` block."""
    network = BadNetwork(target, seed)
    network.start()
    try:
        yield network
    finally:
        network.stop()


@dataclass
class Outbox:
    """One person's phone with its commands; its clock may be wrong."""

    port: int
    cookies: Mapping[str, str]
    person: int
    group: str
    clock_off: timedelta = timedelta(0)
    device: UUID = field(default_factory=uuid4)
    waiting: list[dict[str, Any]] = field(default_factory=list)
    answered: dict[str, dict[str, Any]] = field(default_factory=dict)
    sent: int = 0
    _seq: int = 0

    def keep(self, kind: str, body: Mapping[str, Any], made_at: datetime) -> dict[str, Any]:
        """Put a command into the outbox; `made_at` is the true time."""
        self._seq += 1
        command = {
            "id": str(uuid4()),
            "kind": kind,
            "group": self.group,
            "person": self.person,
            "seq": self._seq,
            "made_at": (made_at + self.clock_off).isoformat(),
            "body": dict(body),
        }
        self.waiting.append(command)
        return command

    def empty(self, chance: random.Random, patience: float, most: int = 10) -> None:
        """Send until every command has its final answer, or patience ends."""
        until = time.monotonic() + patience
        while self.waiting and time.monotonic() < until:
            batch = self.waiting[: chance.randint(1, most)]
            try:
                answers = self._send(batch)
            except (OSError, http.client.HTTPException, ValueError):
                time.sleep(chance.uniform(0.01, 0.05))
                continue
            final = {a["id"]: a for a in answers if a["state"] in FINAL}
            self.answered.update(final)
            self.waiting = [command for command in self.waiting if command["id"] not in final]
            if len(final) < len(batch):
                time.sleep(chance.uniform(0.01, 0.1))

    def _send(self, batch: list[dict[str, Any]]) -> list[dict[str, Any]]:
        sent_at = (datetime.now(UTC) + self.clock_off).isoformat()
        body = json.dumps({"device": str(self.device), "sent_at": sent_at, "commands": batch})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        self.sent += 1
        try:
            headers = {
                "Content-Type": "application/json",
                "X-Gugus-Sync": "1",
                "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
            }
            connection.request("POST", "/sinkron/", body.encode(), headers)
            response = connection.getresponse()
            said = json.loads(response.read())
        finally:
            connection.close()
        if response.status != 200:
            raise ValueError(said)
        answers: list[dict[str, Any]] = said["answers"]
        return answers

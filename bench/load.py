"""A small load generator: threads with persistent connections and minimal parsing."""

import random
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle


@dataclass
class Outcome:
    """Every answer's time in seconds, and how many were no 2xx/3xx."""

    seconds: list[float] = field(default_factory=list)
    failed: int = 0
    took: float = 0.0

    @property
    def per_second(self) -> float:
        """Answers in a second."""
        return len(self.seconds) / self.took

    def add(self, other: "Outcome") -> None:
        """Count another stretch of the same load."""
        self.seconds += other.seconds
        self.failed += other.failed
        self.took += other.took

    def quantile(self, q: float) -> float:
        """A quantile of the times, in milliseconds."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(int(q * len(ordered)), len(ordered) - 1)]


class Connection:
    """One kept HTTP/1.1 connection."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> tuple[int, int]:
        """Send a whole request; return status and size of the answer on the wire."""
        self.socket.sendall(request)
        data = b""
        while b"\r\n\r\n" not in data:
            piece = self.socket.recv(65536)
            if not piece:
                raise ConnectionError("closed")
            data += piece
        head, _, body = data.partition(b"\r\n\r\n")
        length = _length(head)
        missing = length - len(body)
        while missing > 0:
            missing -= len(self.socket.recv(min(65536, missing)))
        return int(head[9:12]), len(head) + 4 + length


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            return int(line[15:])
    return 0


def request(
    method: str, path: str, port: int, cookies: dict[str, str], body: str = "", more: str = ""
) -> bytes:
    """The bytes of one request."""
    cookie = "; ".join(f"{k}={v}" for k, v in cookies.items())
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: br, gzip\r\n"
    head += f"Cookie: {cookie}\r\n{more}"
    if body:
        head += "Content-Type: application/x-www-form-urlencoded\r\n"
        head += f"Content-Length: {len(body)}\r\n"
    return f"{head}\r\n{body}".encode()


def run_load(port: int, asks: list[bytes], clients: int, seconds: float) -> Outcome:
    """Let `clients` ask in turn, one request after the other, for some seconds."""
    outcome, lock, until = Outcome(), threading.Lock(), time.perf_counter() + seconds

    def one(number: int) -> None:
        connection, times, failed = Connection(port), [], 0
        # Every connection carries several people in turn, as a wireless router does.
        mine = cycle(asks[number::clients] or [asks[number % len(asks)]])
        while time.perf_counter() < until:
            began = time.perf_counter()
            status, _ = connection.ask(next(mine))
            times.append(time.perf_counter() - began)
            failed += status >= 400
        with lock:
            outcome.seconds += times
            outcome.failed += failed

    began = time.perf_counter()
    run_in_threads([lambda n=n: one(n) for n in range(clients)])  # type: ignore[misc]
    outcome.took = time.perf_counter() - began
    return outcome


def run_arrivals(port: int, asks: list[bytes], people: int, seconds: float) -> Outcome:
    """Let people open a page about once a second each, whether the last answer has come or not.

    Each time counts from the moment at which the person wanted the page: whoever waits for an answer
    while the next page is due waits for both, as in a room.
    """
    outcome, lock, start = Outcome(), threading.Lock(), time.perf_counter() + 0.2

    def person(number: int) -> None:
        connection, times, failed = Connection(port), [], 0
        moments, due = random.Random(number), start
        ask = asks[number % len(asks)]
        while (due := due + moments.expovariate(1)) < start + seconds:
            time.sleep(max(0.0, due - time.perf_counter()))
            status, _ = connection.ask(ask)
            times.append(time.perf_counter() - due)
            failed += status >= 400
        with lock:
            outcome.seconds += times
            outcome.failed += failed

    run_in_threads([lambda n=n: person(n) for n in range(people)])  # type: ignore[misc]
    outcome.took = seconds
    return outcome


def run_in_threads(jobs: list[Callable[[], None]]) -> None:
    """Run jobs at once; wait for all."""
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

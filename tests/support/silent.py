"""Senders that begin a request and fall silent, or drip."""

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress

HEAD = (
    "POST {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n"
)


@contextmanager
def silent_senders(
    port: int, count: int, cookies: Mapping[str, str], path: str = "/masuk/"
) -> Iterator[None]:
    """So many connections that announce a form, send a part of it and nothing more.

    One that is dropped begins anew, as a phone at the edge of the Wi-Fi does.
    """
    stop = threading.Event()
    cookie = "; ".join(f"{k}={v}" for k, v in cookies.items())
    head = HEAD.format(path=path, host=f"127.0.0.1:{port}", cookie=cookie)
    ask = f"{head}Content-Length: 4000\r\n\r\nname=".encode()

    def send() -> None:
        while not stop.is_set():
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)) as connection:
                connection.sendall(ask)
                connection.settimeout(0.5)
                while not stop.is_set() and not is_dropped(connection, time.monotonic() + 0.5):
                    pass

    threads = [threading.Thread(target=send) for _sender in range(count)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def is_dropped(connection: socket.socket, until: float) -> bool:
    """Does the server end the connection by then, whatever it says before?"""
    while (left := until - time.monotonic()) > 0:
        connection.settimeout(left)
        try:
            if not connection.recv(65536):
                return True
        except TimeoutError:
            return False
        except OSError:
            return True
    return False


@contextmanager
def drip(connection: socket.socket, drop: bytes, every: float = 0.5) -> Iterator[None]:
    """Send a little again and again."""
    stop = threading.Event()

    def send() -> None:
        while not stop.wait(every):
            with suppress(OSError):
                connection.sendall(drop)

    with ExitStack() as leaving:
        thread = threading.Thread(target=send)
        thread.start()
        leaving.callback(thread.join)
        leaving.callback(stop.set)
        yield

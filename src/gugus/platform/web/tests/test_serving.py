"""Bodies before Django: silent and slow senders, strangers, and what of a request reaches Django."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from gugus.platform.web.serving import (
    BODY_LEFT_OUT,
    Bridge,
    ByteBudget,
    FullError,
    LateBodyError,
    Limits,
    read_body,
)
from gugus.platform.web.serving.bridge import environ_of

LIMITS = Limits(anybody=10, kept=100, together=150, largest=1000, silence=0.2)


class Headers(dict[str, str]):
    """As granian gives them; a list of pairs has one name twice."""


def scope(method: str = "POST", **headers: str) -> Any:
    named = Headers({name.replace("_", "-"): value for name, value in headers.items()})
    return SimpleNamespace(
        method=method,
        path="/kafé/",
        query_string="a=1",
        http_version="1.1",
        server="10.42.0.1:8000",
        client="10.42.0.7:50000",
        scheme="http",
        headers=named,
    )


class Protocol:
    """A connection: what is sent on it, with pauses before, and what it was answered."""

    def __init__(self, *pieces: bytes, pause: float = 0) -> None:
        self.answered: list[tuple[int, Any]] = []
        self._pieces, self._pause = pieces, pause

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            await asyncio.sleep(self._pause)
            yield piece

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.answered.append((status, body))

    def response_str(self, status: int, headers: list[tuple[str, str]], body: str) -> None:
        self.answered.append((status, body))

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.answered.append((status, b""))


class Closing(list[bytes]):
    """An answer in pieces that must be closed."""

    closed = False

    def close(self) -> None:
        self.closed = True


def bridge(seen: list[dict[str, Any]], known: bool = False) -> Bridge:
    def application(environ: dict[str, Any], start: Any) -> Closing:
        environ["read"] = environ["wsgi.input"].read()
        environ["answer"] = Closing([b"o", b"k"])
        seen.append(environ)
        start("200 OK", [])
        return environ["answer"]

    return Bridge(application, 2, LIMITS, lambda _cookies: "7" if known else "")


def ask(protocol: Protocol, known: bool = False, **headers: str) -> list[dict[str, Any]]:
    seen: list[dict[str, Any]] = []
    asyncio.run(bridge(seen, known).answer(scope(**headers), protocol))
    return seen


def test_a_whole_body_reaches_the_application_and_the_answer_is_closed() -> None:
    protocol = Protocol(b"ab", b"cd")
    [environ] = ask(protocol, content_length="4", content_type="text/plain")
    assert protocol.answered == [(200, b"ok")]
    assert environ["read"] == b"abcd"
    assert environ["answer"].closed
    assert (environ["CONTENT_LENGTH"], environ["CONTENT_TYPE"]) == ("4", "text/plain")


@pytest.mark.parametrize("pieces", [(), (b"ab",)])
def test_a_silent_sender_is_dropped(pieces: tuple[bytes, ...]) -> None:
    protocol = Protocol(*pieces, b"late", pause=0.3)
    assert ask(protocol, content_length="4") == []
    assert protocol.answered[0][0] == 408


def test_a_sender_who_drips_is_dropped_though_never_silent_for_long() -> None:
    async def drip() -> int:
        began = asyncio.get_running_loop().time()
        with pytest.raises(LateBodyError):
            await read_body(aiter(Protocol(*[b"x"] * 100, pause=0.05)), 100, silence=0.2)
        return round((asyncio.get_running_loop().time() - began) / 0.2)

    assert asyncio.run(drip()) < 5


def test_a_slow_sender_who_keeps_going_is_heard() -> None:
    async def slow() -> bytes:
        pieces = Protocol(*[b"x" * 1024] * 6, pause=0.1)
        return await read_body(aiter(pieces), 10**6, silence=0.4)

    assert len(asyncio.run(slow())) == 6 * 1024


def test_half_a_body_of_somebody_who_left_is_not_carried_out() -> None:
    protocol = Protocol(b"ab")
    assert ask(protocol, content_length="4") == []
    assert protocol.answered == [(400, b"")]


def test_a_large_body_of_a_stranger_is_read_and_not_kept() -> None:
    [environ] = ask(Protocol(b"x" * 50), content_length="50")
    assert environ["read"] == b""
    assert environ[BODY_LEFT_OUT] is True


def test_a_large_body_of_somebody_signed_in_is_kept_as_far_as_the_limit() -> None:
    [environ] = ask(Protocol(*[b"x" * 60] * 3), known=True, content_length="180")
    assert environ["read"] == b"x" * 100
    assert environ["CONTENT_LENGTH"] == "100"
    assert BODY_LEFT_OUT not in environ


@pytest.mark.parametrize("announced", ["1001", "9" * 30])
def test_a_body_past_every_limit_is_not_read(announced: str) -> None:
    [environ] = ask(Protocol(b"x", pause=9), known=True, content_length=announced)
    assert environ["read"] == b""
    assert int(environ["CONTENT_LENGTH"]) > LIMITS.largest


def test_large_bodies_wait_for_each_other() -> None:
    async def together() -> int:
        budget, inside, most = ByteBudget(100), 0, 0

        async def one() -> None:
            nonlocal inside, most
            async with budget.taken(60, str(uuid4())):
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0)
                inside -= 1

        await asyncio.gather(*(one() for _n in range(5)))
        async with budget.taken(10**9, "all"):
            return most

    assert asyncio.run(together()) == 1


def test_one_person_holds_one_large_body_and_leaves_room_for_others() -> None:
    async def beside() -> None:
        budget = ByteBudget(100)
        async with budget.taken(30, "greedy"):
            with pytest.raises(FullError):
                async with budget.taken(30, "greedy", patience=0.01):
                    pass
            async with budget.taken(30, "other", patience=0.01):
                pass
        async with budget.taken(30, "greedy", patience=0.01):
            pass

    asyncio.run(beside())


def test_who_finds_no_room_is_told_to_come_again() -> None:
    server = bridge([], known=True)

    async def full() -> int:
        late = Protocol(b"x" * 50)
        async with server._budget.taken(10**9, "8"):
            await server.answer(scope(content_length="50"), late)
        return late.answered[0][0]

    assert asyncio.run(full()) == 503


def test_texts_reach_django_as_bytes_and_no_header_passes_for_another() -> None:
    asked = scope(x_forwarded_proto="http")
    asked.headers["x_forwarded_proto"] = "https"
    environ = environ_of(asked, b"")
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/kafé/"
    assert environ["HTTP_X_FORWARDED_PROTO"] == "http"
    assert environ["REMOTE_ADDR"] == "10.42.0.7"
    assert (environ["SERVER_NAME"], environ["SERVER_PORT"]) == ("10.42.0.1", "8000")


@pytest.mark.parametrize("known", [False, True])
def test_a_body_in_chunks_is_refused_unread(known: bool) -> None:
    """It does not say how much it is, so nobody could tell where it was cut or when it ends."""
    protocol = Protocol(b"x=1", pause=9)
    assert ask(protocol, known, transfer_encoding="chunked") == []
    assert protocol.answered[0][0] == 411

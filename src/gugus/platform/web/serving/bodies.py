"""Bodies on their way in: how long a sender may take, and how much of them is held at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# A phone that left the Wi-Fi says nothing more. So many seconds it may be silent, and afterwards it
# must have sent so many bytes for each further second: a third of what the oldest network carries.
SILENCE = 20.0
SLOWEST = 4096


class LateBodyError(Exception):
    """The sender fell silent, or sends too slowly ever to end."""


async def read_body(pieces: AsyncIterator[bytes], keep: int, silence: float = SILENCE) -> bytes:
    """The first `keep` bytes of what comes; the rest is read and forgotten.

    Raises
    ------
    LateBodyError
        Nothing came for `silence` seconds, or less than `SLOWEST` bytes for each second after those.
    """
    kept, received = bytearray(), 0
    began = asyncio.get_running_loop().time()
    while True:
        spent = asyncio.get_running_loop().time() - began
        patience = min(silence, silence + received / SLOWEST - spent)
        try:
            async with asyncio.timeout(patience):
                piece = await anext(pieces)
        except StopAsyncIteration:
            return bytes(kept)
        except TimeoutError as error:
            raise LateBodyError from error
        received += len(piece)
        kept += piece[: keep - len(kept)]


class FullError(Exception):
    """Others hold all that may be held, and went on holding it."""


class ByteBudget:
    """So many bytes of large bodies are held at a time, and of one person a single body."""

    def __init__(self, size: int) -> None:
        self._size = self._free = size
        self._senders: set[str] = set()
        self._given_back = asyncio.Condition()

    @asynccontextmanager
    async def taken(self, amount: int, who: str, patience: float = SILENCE) -> AsyncIterator[None]:
        """Hold `amount` of it inside this block (all of it, should that be less).

        Raises
        ------
        FullError
            It was not free within `patience` seconds.
        """
        amount = min(amount, self._size)
        await self._take(amount, who, patience)
        try:
            yield
        finally:
            async with self._given_back:
                self._free += amount
                self._senders.discard(who)
                self._given_back.notify_all()

    async def _take(self, amount: int, who: str, patience: float) -> None:
        try:
            async with asyncio.timeout(patience), self._given_back:
                await self._given_back.wait_for(
                    lambda: self._free >= amount and who not in self._senders
                )
                self._free -= amount
                self._senders.add(who)
        except TimeoutError as error:
            raise FullError from error

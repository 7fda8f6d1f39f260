"""A time limit for libraries that parse untrusted input."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_CALLS = 256


class TimeLimitExceeded(Exception):  # noqa: N818 - an answer, not a fault
    """The time was up."""


class TimeBudget:
    """Seconds of this thread's processor time that a whole piece of work may take."""

    def __init__(self, seconds: float) -> None:
        self._until = time.thread_time() + seconds

    @property
    def left(self) -> float:
        """What is left of it; never below zero."""
        return max(0.0, self._until - time.thread_time())

    def check(self) -> None:
        """Raise TooSlow once it is spent."""
        if not self.left:
            raise TimeLimitExceeded


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the middle of the work once it cost this thread more than `seconds`.

    Seconds of the processor, so that a busy computer changes no answer. For pure Python only: the
    watch looks at the clock as the work makes calls; a loop inside a C function is not interrupted.
    """
    until = time.thread_time() + seconds
    calls = 0

    def watch(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal calls
        calls += 1
        if calls % _CALLS == 0 and time.thread_time() > until:
            raise TimeLimitExceeded

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        yield
    finally:
        sys.setprofile(before)

"""A worker for background jobs, beside the server for as long as that runs."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

# Seconds before a killed worker is begun again.
_REST = 2
# Seconds that it has to put back what is not finished.
_LAST_WORDS = 10


@contextmanager
def worker_beside() -> Iterator[None]:
    """Run one, begun again should it be killed (by a lack of memory)."""
    running = [_begin()]

    def watch() -> None:
        # One that was stopped, and not killed, ended with 0.
        while running[0].wait() != 0:
            time.sleep(_REST)
            running[0] = _begin()

    Thread(target=watch, name="worker-watch", daemon=True).start()
    try:
        yield
    finally:
        _end(running[0])


def _begin() -> subprocess.Popen[bytes]:
    # Its input ends with this process, however that ends: on Windows nothing else tells it.
    return subprocess.Popen(
        [sys.executable, "-m", "gugus.config.command", "worker", "--beside-server"],
        stdin=subprocess.PIPE,
    )


def _end(worker: "subprocess.Popen[bytes]") -> None:
    # By the end of its input, since Windows knows no signal that lets a process finish its sentence.
    with suppress(OSError):
        if worker.stdin is not None:
            worker.stdin.close()
    try:
        worker.wait(_LAST_WORDS)
    except subprocess.TimeoutExpired:
        worker.terminate()

"""What the machine that serves is asked for: a browser's window, a console that does not stop it."""

import socket
import sys
import time
import webbrowser
from typing import Any

# Of Windows' console: a click into its window would stop whoever writes there, and that is the server.
_INPUT, _EXTENDED, _SELECT_BY_CLICK = -10, 0x0080, 0x0040
# Windows does not fall asleep while this process runs.
_STAY_AWAKE = 0x80000000 | 0x00000001
# Seconds that the first start may take.
_PATIENCE = 120


def is_windows() -> bool:
    """Is this Windows?"""
    return sys.platform == "win32"


def serve_undisturbed() -> None:
    """Let neither a click into the black window nor a laptop that falls asleep stop the server."""
    if is_windows():
        import ctypes

        ask_windows(ctypes.windll.kernel32)  # type: ignore[attr-defined,unused-ignore]


def ask_windows(kernel: Any) -> None:
    """The same, asked of Windows; what it refuses stays as it was."""
    from ctypes import byref, c_uint32, c_void_p

    kernel.SetThreadExecutionState(c_uint32(_STAY_AWAKE))
    kernel.GetStdHandle.restype = c_void_p
    console, mode = c_void_p(kernel.GetStdHandle(_INPUT)), c_uint32()
    if kernel.GetConsoleMode(console, byref(mode)):
        kernel.SetConsoleMode(console, c_uint32((mode.value | _EXTENDED) & ~_SELECT_BY_CLICK))


def open_when_it_answers(address: str, port: int, url: str) -> None:
    """Open a browser as soon as somebody listens there."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection((address, port), timeout=2).close()
        except OSError:
            time.sleep(0.3)
        else:
            webbrowser.open(url)
            return

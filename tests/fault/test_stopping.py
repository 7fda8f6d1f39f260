"""Ctrl+C in a terminal, which reaches the server and all its workers at once."""

import os
import signal
from pathlib import Path

import pytest

from tests.support.server import Client, start_server

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("fault")]


def test_ctrl_c_ends_the_server_and_its_workers(tmp_path: Path) -> None:
    server = start_server(tmp_path)
    try:
        # A browser that keeps its connection open must not hold the server up.
        assert Client(server.port).get("/mulai/").status == 200
        os.killpg(server.process.pid, signal.SIGINT)
        # A server that waits for the browser waits for ever; a busy machine only takes its time.
        server.process.wait(60)
    finally:
        if server.process.poll() is None:
            server.kill()

"""The peer of every page: a Django view that renders a table of ninety rows, and nothing else."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from bench.load import Connection, request
from tests.support.server import ROOT, free_port

_TABLE = Engine().from_string(
    "<!doctype html><title>Daftar</title><table>{% for row in rows %}"
    "<tr><td>{{ row.number }}</td><td>{{ row.name }}</td><td>{{ row.school }}</td></tr>"
    "{% endfor %}</table>"
)
_ROWS = [{"number": n, "name": f"Guru Rekaan {n}", "school": "SDN Rekaan"} for n in range(90)]


def _page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(_TABLE.render(Context({"rows": _ROWS})))


urlpatterns = [path("", _page)]


@contextmanager
def bare_server(workers: int, threads: int) -> Iterator[int]:
    """The port of a granian that serves the bare page with as many workers and threads."""
    port = free_port()
    code = f"from bench.bare import serve; serve({port}, {workers}, {threads})"
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if Connection(port).ask(request("GET", "/", port, {}))[0] == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the bare server does not answer")


def serve(port: int, workers: int, threads: int) -> None:
    """Serve until stopped."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "bench.bare_wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        log_level=LogLevels.warning,
    ).serve()

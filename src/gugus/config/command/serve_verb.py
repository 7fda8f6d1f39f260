"""`gugus serve`."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import Thread

import click

from gugus.config.command import start_django

# Seconds after which a connection is dropped that has sent no whole head of a request.
_SILENCE = 20
# Seconds that a server process has to end, should somebody's request never do so.
_LAST_WORDS = 15
# Somewhere past the router, and a neighbour in the Wi-Fi that a laptop itself opens.
_OUTSIDE = ("192.0.2.1", "10.42.0.2")

# Seconds before a killed worker is begun again.
_REST = 2


@click.command("serve")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--lan", is_flag=True, help="Let phones on the same Wi-Fi in (host 0.0.0.0).")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Server processes; one per core unless told otherwise.",
)
@click.option("--no-worker", is_flag=True, help="Leave background jobs to `gugus worker`.")
def command(port: int, host: str, lan: bool, workers: int | None, no_worker: bool) -> None:
    """Serve the group in the browser; brings the database into shape first."""
    host = "0.0.0.0" if lan else host  # noqa: S104 - asked for by --lan
    start_django()
    _refuse_taken(host, port)
    from gugus.config.installation import collect_static, migrate

    migrate()
    collect_static()
    _announce(host, port)
    with nullcontext() if no_worker else _worker_beside():
        _serve(host, port, workers or os.cpu_count() or 2)


@contextmanager
def _worker_beside() -> Iterator[None]:
    """A worker for background jobs, begun again should it be killed (by a lack of memory)."""
    command = [sys.executable, "-m", "gugus.config.command", "worker", "--beside-server"]
    running = [subprocess.Popen(command)]  # noqa: S603 - our own command

    def watch() -> None:
        # One that was stopped, and not killed, ended with 0.
        while running[0].wait() != 0:
            time.sleep(_REST)
            running[0] = subprocess.Popen(command)  # noqa: S603 - as above

    Thread(target=watch, name="worker-watch", daemon=True).start()
    try:
        yield
    finally:
        running[0].terminate()


def _refuse_taken(host: str, port: int) -> None:
    from django.utils.translation import gettext as _

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                _(
                    "Port %(port)s di %(host)s tidak dapat dipakai (%(why)s). Mungkin Gugus sudah "
                    "menyala; kalau tidak, pakai port lain: --port %(other)s"
                )
                % {"port": port, "host": host, "why": error.strerror, "other": port + 1}
            ) from error


def _announce(host: str, port: int) -> None:
    from gugus.people.queries import is_empty_installation
    from gugus.platform.foundation.models import Installation
    from gugus.platform.foundation.services import new_setup_code

    for address in _addresses(host):
        click.echo(f"  Buka di peramban:  http://{address}:{port}/")
    if is_empty_installation():
        click.echo(
            f"  Kode pemasangan:   {new_setup_code()}   (diminta sekali, untuk membuat kelompok)"
        )
    elif Installation.objects.filter(is_example=True).exists():
        _announce_example()
    click.echo("  Berhenti:          Ctrl+C")


def _announce_example() -> None:
    from gugus.config.example.people import PASSWORD, example_logins

    click.echo("  Ini contoh; semua orang di dalamnya rekaan. Masuk dengan satu ketukan, atau:")
    for role, username in example_logins():
        click.echo(f"    {role:<20} {username:<12} {PASSWORD}")


def _addresses(host: str) -> list[str]:
    if host not in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        return [f"[{host}]" if ":" in host else host]
    return ["127.0.0.1", *_own_addresses()]


def _own_addresses() -> list[str]:
    found = {*_addresses_by_name(), *map(_address_towards, _OUTSIDE)}
    return sorted(found - {"", "127.0.0.1", "127.0.1.1"})


def _addresses_by_name() -> set[str]:
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return set()
    return {str(row[4][0]) for row in found}


def _address_towards(target: str) -> str:
    # Many laptops know their own name only as 127.0.1.1. A UDP socket tells which address a
    # packet to `target` would carry, and sends none.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((target, 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def _serve(host: str, port: int, workers: int) -> None:
    from django.db import connection, connections
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    # Workers are forked: two of them must never speak through one socket to the database.
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
    Granian(
        "gugus.config.rsgi:application",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=workers,
        workers_kill_timeout=_LAST_WORDS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=_SILENCE * 1000),
        websockets=False,
        backlog=1024,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()

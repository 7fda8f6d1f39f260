"""`gugus serve`."""

import os
from contextlib import nullcontext
from threading import Thread

import click

from gugus.config.command import addresses, laptop, start_django

# Seconds after which a connection is dropped that has sent no whole head of a request.
_SILENCE = 20
# Seconds that a server process has to end, should somebody's request never do so.
_LAST_WORDS = 15


@click.command("serve")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--lan", is_flag=True, help="Let phones on the same Wi-Fi in (host 0.0.0.0).")
@click.option("--open", "browser", is_flag=True, help="Open it in the browser of this machine.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Server processes; one per core unless told otherwise, on Windows always one.",
)
@click.option("--no-worker", is_flag=True, help="Leave background jobs to `gugus worker`.")
def command(
    port: int, host: str, lan: bool, browser: bool, workers: int | None, no_worker: bool
) -> None:
    """Serve the group in the browser; brings the database into shape first."""
    host = "0.0.0.0" if lan else host  # noqa: S104 - asked for by --lan
    start_django()
    if browser and addresses.is_gugus(host, port):
        _show_what_runs(host, port)
        return
    _refuse_taken(host, port)
    from gugus.config.command.worker_beside import worker_beside
    from gugus.config.installation import collect_static, migrate

    migrate()
    collect_static()
    _announce(host, port)
    laptop.serve_undisturbed()
    if browser:
        _open_browser(host, port)
    with nullcontext() if no_worker else worker_beside():
        _serve(host, port, _processes(workers))


def _processes(asked: int | None) -> int:
    # On Windows granian's sockets hold up all processes but one.
    return 1 if laptop.is_windows() else asked or os.cpu_count() or 2


def _show_what_runs(host: str, port: int) -> None:
    import webbrowser

    from django.utils.translation import gettext as _

    url = addresses.url_of(addresses.own_address(host), port)
    click.echo(_("Gugus sudah menyala di laptop ini. Peramban dibuka: %(url)s") % {"url": url})
    webbrowser.open(url)


def _open_browser(host: str, port: int) -> None:
    address = addresses.own_address(host)
    Thread(
        target=laptop.open_when_it_answers,
        args=(address, port, addresses.url_of(address, port)),
        name="browser",
        daemon=True,
    ).start()


def _refuse_taken(host: str, port: int) -> None:
    from django.utils.translation import gettext as _

    if why := addresses.why_taken(host, port):
        raise click.ClickException(
            _(
                "Port %(port)s di %(host)s tidak dapat dipakai (%(why)s). Mungkin Gugus sudah "
                "menyala; kalau tidak, pakai port lain: --port %(other)s"
            )
            % {"port": port, "host": host, "why": why, "other": port + 1}
        )


def _announce(host: str, port: int) -> None:
    from gugus.people.queries import is_empty_installation
    from gugus.platform.foundation.models import Installation
    from gugus.platform.foundation.services import new_setup_code

    _announce_addresses(host, port)
    if is_empty_installation():
        click.echo(
            f"  Kode pemasangan:   {new_setup_code()}   (diminta sekali, untuk membuat kelompok)"
        )
    elif Installation.objects.filter(is_example=True).exists():
        _announce_example()
    click.echo("  Berhenti:          Ctrl+C")


def _announce_addresses(host: str, port: int) -> None:
    own = addresses.own_address(host)
    click.echo(f"  Buka di peramban:  {addresses.url_of(own, port)}")
    if host not in addresses.EVERYWHERE:
        if own.startswith("127."):
            click.echo("  Buka di HP:        belum bisa; untuk itu nyalakan dengan --lan")
        return
    phones = addresses.addresses_for_phones()
    for address in phones:
        click.echo(f"  Buka di HP:        {addresses.url_of(address, port)}")
    if not phones:
        click.echo("  Buka di HP:        belum ada alamat; sambungkan laptop ini ke Wi-Fi dulu,")
        click.echo("                     atau nyalakan hotspotnya, lalu jalankan Gugus lagi")
    if len(phones) > 1:
        click.echo("                     (tidak terbuka? coba alamat berikutnya)")
    if laptop.is_windows():
        click.echo("  Windows bertanya:  soal firewall, centang kedua kotak, lalu Izinkan akses")
        click.echo("                     (Allow access); tanpa itu HP tidak dapat masuk")


def _announce_example() -> None:
    from gugus.config.example.people import PASSWORD, example_logins

    click.echo("  Ini contoh; semua orang di dalamnya rekaan. Masuk dengan satu ketukan, atau:")
    for role, username in example_logins():
        click.echo(f"    {role:<20} {username:<12} {PASSWORD}")


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

"""What `gugus serve` says and asks of the machine it runs on; Windows stands in as an object that listens."""

import io
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import click
import pytest

from gugus.config.command import (
    _write_what_can_be_written,
    addresses,
    laptop,
    passphrase,
    serve_verb,
)
from gugus.config.command.worker_verb import _wait_for_the_end_of_input
from gugus.config.environment import SettingError, read_environment


class Listening:
    """Takes every call, and notes its name and arguments."""

    def __init__(self) -> None:
        self.calls: dict[str, tuple[Any, ...]] = {}

    def __getattr__(self, name: str) -> Callable[..., int]:
        def answer(*arguments: Any) -> int:
            self.calls[name] = arguments
            return 1

        # Functions keep what is set on them (`restype`), so each is made once.
        setattr(self, name, answer)
        return answer


def _said(capsys: pytest.CaptureFixture[str], host: str) -> str:
    serve_verb._announce_addresses(host, 8000)
    return capsys.readouterr().out


def test_with_lan_the_address_for_phones_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "addresses_for_phones", lambda: ["192.168.1.20"])
    said = _said(capsys, "0.0.0.0")
    assert "Buka di peramban:  http://127.0.0.1:8000/" in said
    assert "Buka di HP:        http://192.168.1.20:8000/" in said
    assert "firewall" not in said
    monkeypatch.setattr(laptop, "is_windows", lambda: True)
    assert "Izinkan akses" in _said(capsys, "0.0.0.0")


def test_where_phones_cannot_come_it_says_how_they_could(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "--lan" in _said(capsys, "127.0.0.1")
    monkeypatch.setattr(addresses, "addresses_for_phones", list)
    assert "Wi-Fi" in _said(capsys, "0.0.0.0")


def test_the_likeliest_address_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    towards = {"192.0.2.1": "192.168.1.20", "10.42.0.2": "192.168.1.20", "192.168.137.2": ""}
    monkeypatch.setattr(addresses, "_address_towards", towards.__getitem__)
    monkeypatch.setattr(
        addresses, "_addresses_by_name", lambda: {"172.20.0.1", "127.0.1.1", "192.168.1.20"}
    )
    assert addresses.addresses_for_phones() == ["192.168.1.20", "172.20.0.1"]


def test_a_port_that_somebody_listens_on_is_refused_in_words() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(click.ClickException, match="Mungkin Gugus sudah"):
            serve_verb._refuse_taken("127.0.0.1", port)
    assert not addresses.is_gugus("127.0.0.1", port)


def test_windows_has_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    assert serve_verb._processes(3) == 3
    monkeypatch.setattr(laptop, "is_windows", lambda: True)
    assert serve_verb._processes(None) == serve_verb._processes(8) == 1


def test_windows_is_asked_to_stay_awake_and_not_to_stop_by_a_click() -> None:
    windows = Listening()
    laptop.ask_windows(windows)
    (awake,) = windows.calls["SetThreadExecutionState"]
    assert awake.value == 0x80000001
    mode = windows.calls["SetConsoleMode"][1].value
    assert mode & 0x80 and not mode & 0x40


def test_the_browser_opens_once_somebody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        laptop.open_when_it_answers("127.0.0.1", port, f"http://127.0.0.1:{port}/")
    assert opened == [f"http://127.0.0.1:{port}/"]


def test_the_worker_learns_that_the_server_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows the number of a parent that is gone stays the same; its end of the pipe does not."""
    own, servers = os.pipe()
    alone = Event()
    with os.fdopen(own, encoding="utf-8") as input_:
        monkeypatch.setattr(sys, "stdin", input_)
        Thread(target=_wait_for_the_end_of_input, args=(alone,), daemon=True).start()
        assert not alone.wait(0.1)
        os.close(servers)
        assert alone.wait(10)


@pytest.mark.parametrize("page", ["cp1252", "cp850"])
def test_a_letter_that_the_console_lacks_does_not_stop_a_command(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=page))
    _write_what_can_be_written()
    click.echo("Nur’aini – محمد ✓")
    sys.stdout.flush()
    assert b"Nur" in written.getvalue() and b"?" in written.getvalue()


def test_a_passphrase_is_read_alike_wherever_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "sandi.txt"
    for form in ("utf-8", "utf-8-sig"):
        file.write_bytes("kata sandi é ’\r\n".encode(form))
        assert passphrase.asked_for(file, "") == "kata sandi é ’"
    file.write_bytes("kata".encode("utf-16"))
    with pytest.raises(click.ClickException, match="UTF-8"):
        passphrase.asked_for(file, "")


def test_a_folder_that_only_says_it_can_be_written_to_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows says so of every folder."""
    monkeypatch.setenv("GUGUS_DATA", str(tmp_path))
    monkeypatch.delenv("GUGUS_SECRET_KEY", raising=False)

    def refused(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(SettingError, match="cannot be made"):
        read_environment()

"""The plug is pulled while people write: what was acknowledged is there afterwards."""

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.server import (
    Client,
    Server,
    cookies_for,
    example_installation,
    gugus,
    python,
    serving,
    start_server,
)

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("fault")]

GUESTS = """
import json
from gugus.attendance.models import Guest
print(json.dumps(list(Guest.objects.values_list("name", flat=True))))
"""
MEETING = """
from gugus.meetings.models import Meeting
print(Meeting.objects.filter(state="called").order_by("-date").first().pk)
"""


@pytest.fixture
def example() -> Iterator[Path]:
    """An installation with the example in it, on SQLite (the laptop's case)."""
    with example_installation() as data:
        yield data


class Writers:
    """Clients that add guests one after the other and remember which were acknowledged."""

    def __init__(self, server: Server, count: int = 4) -> None:
        self.acknowledged: list[str] = []
        self.faults: list[int] = []
        self._stop = threading.Event()
        meeting = int(python(MEETING, data=server.data))
        cookies = cookies_for(["sekretaris"] * count, data=server.data)
        self._path = f"/g/ciawi-1/pertemuan/{meeting}/hadir/tamu/"
        self._threads = [
            threading.Thread(target=self._write, args=(Client(server.port, cookies=c), n))
            for n, c in enumerate(cookies)
        ]
        for thread in self._threads:
            thread.start()

    def _write(self, client: Client, writer: int) -> None:
        number = 0
        while not self._stop.is_set():
            name = f"Tamu {writer}-{number}"
            try:
                status = client.post(self._path, {"name": name, "institution": "Uji"}).status
            except Exception:
                return
            if status == 302:
                self.acknowledged.append(name)
            else:
                self.faults.append(status)
            number += 1

    def wait_for(self, written: int) -> None:
        """Until so many writes were acknowledged."""
        until = time.monotonic() + 120
        while len(self.acknowledged) < written and time.monotonic() < until:
            time.sleep(0.01)
        assert len(self.acknowledged) >= written, self.faults[:5]

    def stop(self) -> list[str]:
        """Stop writing; return what was acknowledged."""
        self._stop.set()
        for thread in self._threads:
            thread.join()
        return self.acknowledged


def test_kill_9_during_writes_loses_no_acknowledged_write(example: Path) -> None:
    server = start_server(example)
    writers = Writers(server)
    writers.wait_for(60)
    server.kill()
    acknowledged = writers.stop()
    assert set(acknowledged) <= set(json.loads(python(GUESTS, data=example)))
    with serving(example) as again:
        assert Client(again.port).get("/masuk/").status == 200


def test_backup_during_writes_restores_to_a_consistent_state(example: Path, tmp_path: Path) -> None:
    file, elsewhere = tmp_path / "cadangan.zip", tmp_path / "lain"
    with serving(example) as server:
        writers = Writers(server)
        writers.wait_for(20)
        before = list(writers.acknowledged)
        done = gugus("backup", str(file), data=example)
        assert done.returncode == 0, done.stderr
        writers.wait_for(len(writers.acknowledged) + 5)
        after = writers.stop()
    assert not writers.faults
    assert gugus("restore", str(file), data=elsewhere).returncode == 0
    restored = set(json.loads(python(GUESTS, data=elsewhere)))
    assert set(before) <= restored
    assert restored - {"Pak Contoh Tamu"} <= set(after)
    with serving(elsewhere) as again:
        client = Client(again.port)
        client.sign_in_as_example("Sekretaris")
        assert client.get("/g/ciawi-1/").status == 200


def test_a_cut_off_backup_is_refused_and_changes_nothing(example: Path, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.zip"
    assert gugus("backup", str(file), data=example).returncode == 0
    file.write_bytes(file.read_bytes()[:-2000])
    before = python(GUESTS, data=example)
    done = gugus("restore", str(file), "--replace", data=example)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert python(GUESTS, data=example) == before

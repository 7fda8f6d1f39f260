"""`make bench`: speed, memory and weight, each against a limit or a peer.

`python -m bench NAME ...` runs only the measurements whose names are given; `make bench-peers` the
long comparisons. Each runs in a process of its own and ends after its seconds, whatever it does.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict
from importlib import import_module

from bench.table import Measurement, show

# Module of the measurement, and after how many seconds it is stopped.
USUAL = {
    "cold_start": 60,
    "meeting_day": 240,
    "silence": 90,
    "grown": 180,
    "search": 240,
    "bytes_on_wire": 40,
    "roster": 40,
    "checking_in": 60,
    "offline": 150,
    "needs": 30,
    "papers": 40,
    "certificates": 90,
}
PEERS = {"scheduling": 600, "region": 900}


def main(wanted: list[str]) -> int:
    """Run the measurements and print one table; 1 when a limit is missed or one did not end."""
    known = {**USUAL, **PEERS}
    names = list(PEERS) if wanted == ["peers"] else wanted or list(USUAL)
    if unknown := set(names) - set(known):
        print(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(known)}, peers")
        return 2
    rows = [row for name in names for row in _measured(name, known[name])]
    show(rows)
    return 0 if all(row.kept for row in rows) else 1


def _measured(name: str, seconds: int) -> Iterable[Measurement]:
    """The rows of one measurement; those it had when its time was over, and a row that says so."""
    print(f"measuring {name}, at most {seconds} s ...", file=sys.stderr)
    process = subprocess.Popen(
        [sys.executable, "-m", "bench", "--one", name],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        told, over = process.communicate(timeout=seconds)[0], False
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        told, over = process.communicate()[0], True
    yield from (Measurement(**json.loads(line)) for line in told.splitlines() if line[:1] == "{")
    if over or process.returncode:
        yield Measurement(f"{name}: ended by itself within {seconds} s", 0, "", 1, at_least=True)


def _one(name: str) -> None:
    for row in import_module(f"bench.{name}").measure():
        print(json.dumps(asdict(row)), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _one(sys.argv[2])
    else:
        sys.exit(main(sys.argv[1:]))

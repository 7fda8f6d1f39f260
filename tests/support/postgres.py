"""A PostgreSQL server of our own for tests and measurements, gone when they end.

`python -m tests.support.postgres COMMAND ...` runs a command with DATABASE_URL set to it.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class PostgresMissingError(Exception):
    """PostgreSQL's programs are not on this machine."""


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise PostgresMissingError("PostgreSQL is missing; run scripts/system-packages")
    return found[-1].parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _as_server_user(command: list[str]) -> list[str]:
    # PostgreSQL refuses to run as root.
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def _run(command: list[str]) -> None:
    done = subprocess.run(_as_server_user(command), capture_output=True, text=True, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")


@contextmanager
def temporary_postgres(*, careful: bool = True) -> Iterator[str]:
    """Start a server on a free loopback port; give its address for DATABASE_URL.

    Unless it is `careful`, it does not wait for the disk: it could lose data when the machine
    loses power, and its folder is gone then anyway.
    """
    programs, port = _programs(), _free_port()
    folder = Path(tempfile.mkdtemp(prefix="gugus-pg-"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data, control = str(folder / "data"), str(programs / "pg_ctl")
    init = [str(programs / "initdb"), "-D", data, "-U", "gugus", "-A", "trust", "-E", "UTF8"]
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200"
    if not careful:
        init.append("--no-sync")
        options += " -c fsync=off -c full_page_writes=off"
    make = ["-h", "127.0.0.1", "-p", str(port), "-U", "gugus", "gugus"]
    try:
        _run(init)
        _run([control, "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start"])
        try:
            _run([str(programs / "createdb"), *make])
            yield f"postgres://gugus@127.0.0.1:{port}/gugus"
        finally:
            _run([control, "-D", data, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run the given command with a server of its own, made for tests."""
    with temporary_postgres(careful=False) as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
